"""评价屏 on two real screens, started as a process of its own by test_customer_screen.py; prints where each window stands."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from bingliang.gui.app import application
from bingliang.gui.customer import CustomerWindow

if __name__ == "__main__":
    app = application()
    clerk = QWidget()
    clerk.setGeometry(app.screens()[0].availableGeometry())
    clerk.show()
    asked = CustomerWindow("示范区", 60, 1)
    asked.ask("1", "施工许可", "办结送达")

    def stand() -> None:
        screen = asked.show_beside(clerk)
        QTimer.singleShot(400, lambda: tell(screen))

    def tell(chosen: QScreen) -> None:
        print(f"screens={len(app.screens())} other={chosen is not clerk.screen()} there={asked.screen() is chosen}")
        print(f"fills={asked.size() == chosen.geometry().size()} whole={asked.isFullScreen()}")
        print(f"keyboard={asked.isActiveWindow()}", flush=True)
        app.quit()

    QTimer.singleShot(200, stand)
    sys.exit(app.exec())
