"""网上预审: the page and its parts."""
