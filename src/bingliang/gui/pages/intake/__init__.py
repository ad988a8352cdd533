"""新收件: the page and its parts."""
