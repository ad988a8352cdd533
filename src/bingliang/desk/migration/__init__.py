"""迁入: running cases taken over at go-live."""
