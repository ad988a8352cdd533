"""先问一句: before what cannot be taken back; Enter and Esc answer 取消."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget


def ask_first(
    page: QWidget, title: str, question: str, consequence: str, word: str, act: Callable[[], None]
) -> QMessageBox:  # fmt: skip
    """先问: opens the box and gives it; `word` stands on the button that does it, 取消 is the default and the way of Esc."""
    box = QMessageBox(page)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(question)
    box.setInformativeText(consequence)
    yes = box.addButton(word, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    yes.clicked.connect(act)
    box.finished.connect(box.deleteLater)
    box.finished.connect(page.activateWindow)
    box.open()
    return box
