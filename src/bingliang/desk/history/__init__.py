"""两年的历史: invented enterprises, their visits and what became of them, told through the acts and rules of the desk."""
