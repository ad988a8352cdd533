"""督办考核: the page and its parts."""
