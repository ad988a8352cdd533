"""统计: the figures of a period out of the ledger, as values and as sheets."""
