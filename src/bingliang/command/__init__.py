"""命令行: one small module per verb."""
