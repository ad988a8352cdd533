"""办件: what may happen to one case between acceptance and its archive."""
