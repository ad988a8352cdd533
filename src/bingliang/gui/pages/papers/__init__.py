"""文书: the page and its parts."""
