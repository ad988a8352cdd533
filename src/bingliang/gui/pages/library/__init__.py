"""项目库: the page and its parts."""
