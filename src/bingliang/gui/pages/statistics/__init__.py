"""统计: the page and its parts."""
