"""设置: the page and its parts."""
