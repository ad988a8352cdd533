"""承诺登记册: the page and its parts."""
