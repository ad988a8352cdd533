"""部门任务: the page and its parts."""
