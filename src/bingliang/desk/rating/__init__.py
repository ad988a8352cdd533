"""企业公开评议: 好差评 and 业主点评, as the desk acts on them and shows them."""
