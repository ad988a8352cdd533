"""新收件: one visit from the first key to the receipt."""
