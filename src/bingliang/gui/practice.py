"""到练习区: a second program on the practice database, beside this window and without touching it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

from bingliang.gui.widgets.ribbon import PRACTICE

if TYPE_CHECKING:
    from bingliang.gui.page import Frame

Starting = Callable[[str, Sequence[str]], bool]


def practice_call() -> tuple[str, tuple[str, ...]]:
    """怎样打开: the program and its words; a bundle is its own program, a checkout runs the module."""
    if getattr(sys, "frozen", False):
        return sys.executable, ("practice",)
    return sys.executable, ("-m", "bingliang", "practice")


def start_practice(starting: Starting | None = None) -> str:
    """打开练习区; the sentence that tells what happened. ValueError when the system did not start it."""
    program, words = practice_call()
    begin = starting or _detached
    if not begin(program, words):
        raise ValueError(
            f"练习区没有打开：系统没有启动“{program}”。请用命令行 bingliang practice 再试，或者联系管理员。"
        )
    return "练习区正在另一个窗口里打开，第一次要备好练习办件，请稍候。怎么按都不影响业务数据。"


def open_practice(frame: Frame) -> None:
    """打开练习区; in the practice zone itself there is nothing to open."""
    if frame.heading is not None and frame.heading.ribbon == PRACTICE:
        frame.say("这里就是练习区。")
        return
    try:
        frame.tell(start_practice())
    except ValueError as error:
        frame.say(str(error))


def _detached(program: str, words: Sequence[str]) -> bool:
    return bool(QProcess.startDetached(program, list(words))[0])
