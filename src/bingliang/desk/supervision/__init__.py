"""督办考核: urging, supervision and scores, as the desk acts on them and shows them."""
