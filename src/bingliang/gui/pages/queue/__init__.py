"""打印队列: the page and its parts."""
