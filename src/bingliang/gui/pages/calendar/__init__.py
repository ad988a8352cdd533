"""工作日历: the page and its parts."""
