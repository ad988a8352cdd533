"""企业评议: the page and its parts."""
