"""看板: the page and its parts."""
