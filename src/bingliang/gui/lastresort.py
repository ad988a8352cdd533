"""最后一道网: whatever nobody caught goes to the log under an id, and the clerk sees one calm Chinese box with that id."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from bingliang.ledger.masking import masked

LOG = logging.getLogger("bingliang.window")
KEPT_BYTES, KEPT_FILES = 1_000_000, 5


class LastResort(QObject):
    """最后一道网: installed once by the program; `struck` comes on the thread that failed and is delivered to the screen's."""

    struck = Signal(str)

    def install(self, folder: Path | None) -> None:
        """装上 for this process; without a folder that can be written, the log goes to stderr."""
        if not LOG.handlers:
            LOG.addHandler(_Late(folder))
            LOG.setLevel(logging.INFO)
            LOG.propagate = False
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)
        qInstallMessageHandler(_qt_message)

    def _uncaught(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt) or error is None:
            sys.__excepthook__(kind, error or kind(), trace)
            return
        self.struck.emit(write_log(error))


def write_log(error: BaseException) -> str:
    """记入日志: the traceback under a fresh id; the id is what the clerk tells the administrator."""
    import secrets

    number = f"{datetime.now().astimezone():%m%d-%H%M%S}-{secrets.token_hex(2)}"
    LOG.error("%s\n%s", number, "".join(traceback.format_exception(error)))
    return number


def box_text(number: str) -> str:
    """出错框的话."""
    return f"程序遇到一个没有料到的错误，刚才的操作没有完成，已保存的数据不受影响。\n\n请再试一次；仍不行时，请把日志编号 {number} 告诉管理员。"


class _Late(logging.Handler):
    """Opens the log when there is something to write: the libraries for it cost as much as a page of the window."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self._folder = folder
        self._real: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._real is None:
            self._real = _file(self._folder) or logging.StreamHandler(sys.stderr)
            self._real.setFormatter(Masking("%(asctime)s %(levelname)s %(message)s"))
        self._real.handle(record)

    def close(self) -> None:
        if self._real is not None:
            self._real.close()
        super().close()


class Masking(logging.Formatter):
    """掩码: no number of a person gets into a log, wherever the text comes from."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


def _file(folder: Path | None) -> logging.Handler | None:
    if folder is None:
        return None
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "window.log", maxBytes=KEPT_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    return handler


def _qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    del context
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }
    LOG.log(levels.get(kind, logging.ERROR), "Qt: %s", text)
