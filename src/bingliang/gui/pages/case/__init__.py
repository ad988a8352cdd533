"""办件详情: the page and its parts."""
