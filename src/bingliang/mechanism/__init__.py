"""“1+8”工作机制: nine modules of pure rules – a case goes in, acts or a refusal come out."""
