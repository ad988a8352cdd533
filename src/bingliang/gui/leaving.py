"""退出前的一问: what is not saved is named, and Enter stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from bingliang.gui.widgets.topbar import PROGRAM


def ask_to_leave(window: QWidget, sentence: str, then: Callable[[], None]) -> None:
    """问一句: `then` only when the answer is 是."""
    answers = QMessageBox.StandardButton
    box = QMessageBox(
        QMessageBox.Icon.Question, PROGRAM, f"{sentence}\n\n现在退出吗？", answers.Yes | answers.No, window
    )
    box.setDefaultButton(answers.No)
    box.button(answers.Yes).clicked.connect(then)
    box.open()
