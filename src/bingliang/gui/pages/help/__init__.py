"""帮助: the page and its parts."""
