"""办件清单: the page and its parts."""
