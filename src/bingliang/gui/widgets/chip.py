"""签: a word in a tinted box, with a shape of its own beside it; never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.tokens import Tone
from bingliang.gui.widgets import ink

HEIGHT = 20
GREEN = "绿"
"""绿色通道, before the name in a list: the sign itself says it, not its colour."""


def tone_of(word: str) -> Tone:
    """色调 of a way of receiving or a state of a material."""
    c = colours()
    return {
        GREEN: c.ok,
        "正式收件": c.ok,
        "预收": c.pause,
        "随后送审": c.todo,
        "合并办理": c.done,
        "齐": c.ok,
        "缺": c.late,
        "容缺": c.warn,
        "已取得": c.ok,
        "未取得": c.warn,
    }.get(word, c.todo)


MARKS = {"正式收件": "●", "预收": "◐", "随后送审": "○", "合并办理": "＋", "不收": "－", "齐": "√", "缺": "×", "容缺": "△", "未核": "○", "已取得": "√", "未取得": "○"}  # fmt: skip


def width(word: str) -> int:
    """签宽."""
    return ink.width(_shown(word), font(tokens.CAPTION, bold=True)) + 14


def paint(painter: QPainter, left: int, middle: int, word: str) -> int:
    """画签 from `left`, centred on `middle`; its width."""
    tone, wide = tone_of(word), width(word)
    box = QRect(left, middle - HEIGHT // 2, wide, HEIGHT)
    ink.fill(painter, QRectF(box), tone.tint, tokens.RADIUS)
    ink.write(painter, box, _shown(word), font(tokens.CAPTION, bold=True), tone.on_selected, ink.CENTRE)
    return wide


def _shown(word: str) -> str:
    return f"{MARKS.get(word, '')} {word}".strip()
