"""窗口: the only room that knows Qt."""
