"""流程再造的推演: last year's real cases under a changed limit, order, examination period or capacity."""
