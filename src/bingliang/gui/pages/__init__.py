"""页: one page per desk module, same word."""
