"""看板的绘制: every board is drawn once, on a page of any size; screen, PNG, PDF and poster are the same picture."""
