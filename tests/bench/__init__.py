"""测速: started by `packaging/dev.py bench`."""
