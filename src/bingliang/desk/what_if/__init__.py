"""流程再造: last year's cases read for the what-if, the sheet that takes a change, and what leaves as file or paper."""
