"""投诉: registered at the counter, handed to the competent office, answered by its day, counted."""
