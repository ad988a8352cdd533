"""看板管理: 日日播、周周比、龙虎榜、点将台, folded from ledger facts; pure."""
