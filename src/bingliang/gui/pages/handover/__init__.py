"""移交: hand-overs of cases, and who stands in for whom."""
