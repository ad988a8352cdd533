"""看板的窗口: what plays a board on a screen of its own."""
