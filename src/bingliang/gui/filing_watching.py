"""看申报文件夹: every quarter of a minute the long worker takes in what has arrived and puts back what is to be told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from bingliang.desk.online.watch import FilingFolder, Outcome
    from bingliang.gui.window import Window

EVERY_MS = 15_000
ROLES = ("窗口", "管理员")


class FilingWatching(QObject):
    """看申报文件夹 of the settings, as long as one is named there and this person may take filings in."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._folder: FilingFolder | None = None
        self._said = ""
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """开始."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """看一遍, if nothing is being looked at."""
        settings, backstage = self._window.settings, self._window.backstage
        where = settings.filings.strip()
        if not where or settings.role not in ROLES or not backstage.ready:
            return
        from bingliang.desk.online.watch import FilingFolder  # only a machine that looks needs what looking takes

        if self._folder is None or self._folder.folder != Path(where):
            self._folder = FilingFolder(Path(where))
        folder = self._folder
        backstage.ask(
            self,
            lambda counter: folder.look(counter.desk),
            self._seen,
            topic="filings",
            long=True,
            refused=self._unseen,
        )

    def _seen(self, outcome: Outcome) -> None:
        self._said = ""
        if outcome.sentence:
            (self._window.say if outcome.refused else self._window.tell)(outcome.sentence)
        if outcome.entered or outcome.reported:
            self._window.backstage.changed.emit()

    def _unseen(self, sentence: str) -> None:
        """Told once, not every quarter of a minute."""
        if sentence != self._said:
            self._said = sentence
            self._window.say(sentence)
