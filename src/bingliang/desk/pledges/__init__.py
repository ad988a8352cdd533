"""公开承诺: every promise made, in one register."""
