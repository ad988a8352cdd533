"""流程再造: the page and its parts."""
