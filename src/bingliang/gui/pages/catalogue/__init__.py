"""事项目录: the page and its parts."""
