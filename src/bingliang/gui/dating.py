"""日期的一问: a machine's clock far ahead of the ledger is asked about before anything is written or inferred by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from bingliang.gui.widgets.topbar import PROGRAM

if TYPE_CHECKING:
    from bingliang.gui.window import Window

ASKS = "确认本机日期"
ALREADY = "本机日期和台账相符，不用确认。"


class Dating(QObject):
    """问日期: at every opening, and by command; only 是 confirms, and the answer is a line of the ledger."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.box: QMessageBox | None = None
        window.backstage.opened.connect(self._at_opening)

    def ask(self) -> None:
        """按命令问."""
        self._window.backstage.ask(
            self, lambda desk: desk.date_question(), lambda said: self._put(said or ALREADY), topic="date"
        )

    def _at_opening(self) -> None:
        self._window.backstage.ask(self, lambda desk: desk.date_question(), self._asked, topic="date")

    def _asked(self, said: str) -> None:
        if said:
            self._put(said)

    def _put(self, said: str) -> None:
        if said == ALREADY:
            self._window.tell(said)
            return
        answers = QMessageBox.StandardButton
        box = QMessageBox(QMessageBox.Icon.Warning, PROGRAM, said, answers.Yes | answers.No, self._window)
        box.setDefaultButton(answers.No)
        box.button(answers.Yes).clicked.connect(self._confirm)
        box.open()
        self.box = box

    def _confirm(self) -> None:
        self._window.backstage.act(
            self, lambda desk: desk.confirm_date(), lambda _: self._window.tell("日期已确认，记入台账。"),
            refused=self._window.say,
        )  # fmt: skip
