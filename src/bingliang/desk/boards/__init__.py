"""看板管理: campaigns, ten-day issues, weekly numbers and the commanders' table, reckoned from the ledger and frozen."""
