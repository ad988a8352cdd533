"""咨询投诉: the page and its parts."""
