"""检查更新: asked in a process of its own, since a share that is switched off may keep one waiting for a minute.

By itself the program asks once a day, and only when the administrator wants it and the counter is closed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

if TYPE_CHECKING:
    from bingliang.gui.backstage import Backstage
    from bingliang.gui.window import Window

EVERY_MS = 600_000
GRACE_MS = 2_000
UNANSWERED = "检查更新的进程没有启动或者中途退出，请用命令行 bingliang update 查看原因。"


def update_call(words: Sequence[str]) -> tuple[str, list[str]]:
    """怎样问: of the bundle's two programs the one for the command line, which has its output wherever it is started."""
    if getattr(sys, "frozen", False):
        program = Path(sys.executable)
        told = program.with_name(f"bingliang-cli{program.suffix}")
        return str(told if told.is_file() else program), ["update", *words]
    return sys.executable, ["-m", "bingliang", "update", *words]


class UpdateQuestion(QObject):
    """问一次: one child at a time; ended with the window."""

    answered = Signal(str, bool)
    """what is to be said, and whether a newer one waits to be fetched"""

    def __init__(self, backstage: Backstage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._backstage = backstage
        backstage.at_close(self.stop)

    @property
    def busy(self) -> bool:
        """正在问."""
        return self._process is not None

    def ask(self, *words: str) -> None:
        """问; nothing happens while an answer is still awaited."""
        if self._process is not None:
            return
        process = QProcess(self._backstage)  # a page may go before its answer comes
        self._process = process
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broken)
        program, arguments = update_call(["--json", *words])
        process.start(program, arguments)

    def stop(self) -> None:
        """不等了."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(GRACE_MS)

    def _broken(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # any other is followed by `finished`
            self._finished(-1)

    def _finished(self, code: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        said = bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace").strip()
        wrong = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        process.deleteLater()
        if code in (0, 1) and said.startswith("{"):
            told = json.loads(said)
            self.answered.emit(told["sentence"], told["newer"] and not told["path"])
        else:
            self.answered.emit(wrong.splitlines()[-1] if wrong and code == 2 else UNANSWERED, False)


class Updating(QObject):
    """自己查: once a day outside opening hours; only a newer version is told, what went wrong is found when a person asks."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.question = UpdateQuestion(window.backstage, self)
        self.question.answered.connect(self._told)
        self._day: date | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """开始."""
        self._timer.start()
        self.look()

    def look(self, now: datetime | None = None) -> None:
        """看看该不该查."""
        settings = self._window.settings
        if settings.updates_when != "after":
            return
        from bingliang.exchange.updates.looking import by_itself

        moment = now or datetime.now().astimezone()
        if moment.date() != self._day and by_itself(settings, moment.time()):
            self._day = moment.date()
            self.question.ask()

    def _told(self, sentence: str, newer: bool) -> None:  # noqa: FBT001 - of the signal
        if newer:
            self._window.tell(f"{sentence}到“设置 → 更新”取来。")
