"""剩余: the badge of remaining workdays, and the mark of a date that may still move."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from bingliang.desk.rows import Light
from bingliang.gui import tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.widgets import ink

PROVISIONAL = "暂定"


class Dated(Protocol):
    """有期限的一行: a case of the worklist or a task of a department."""

    @property
    def light(self) -> Light:
        """状态灯."""

    @property
    def remaining(self) -> int | None:
        """剩余工作日."""

    @property
    def next_on(self) -> date | None:
        """要紧的日子."""

    @property
    def provisional(self) -> bool:
        """暂定."""


def remaining_text(row: Dated) -> str:
    """剩余工作日 in words short enough for a badge."""
    if row.remaining is None:
        return "—"
    if row.remaining < 0:
        return f"超 {-row.remaining} 天"
    return "今天" if row.remaining == 0 else f"{row.remaining} 天"


def speech(row: Dated) -> str:
    """剩余工作日 for a screen reader."""
    if row.remaining is None:
        return "没有在走的期限"
    head = f"已超 {-row.remaining} 个工作日" if row.remaining < 0 else f"剩余 {row.remaining} 个工作日"
    date_words = f"，{row.next_on:%Y-%m-%d}" if row.next_on else ""
    return head + date_words + ("，暂定" if row.provisional else "")


def paint(painter: QPainter, box: QRect, row: Dated, year: int) -> None:
    """剩余 right-aligned in a cell: badge above, date and 暂定 below."""
    c, roomy = colours(), look().density.two_lines
    text = remaining_text(row)
    loud = row.light in (Light.SOON, Light.PROMISE_LATE, Light.STATUTE_LATE, Light.DELIVERY_LATE, Light.STOPPED)
    bold = font(tokens.BODY, bold=loud)
    right = box.right() - 12
    top, height = (box.top() + 4, 19) if roomy else (box.top() + 6, 22)
    tone = c.tone(row.light)
    wide = ink.width(text, bold)
    if loud and row.remaining is not None:
        badge = QRect(right - wide - 14, top, wide + 14, height)
        ink.fill(painter, QRectF(badge), tone.tint, tokens.RADIUS)
        ink.write(painter, badge, text, bold, tone.text, ink.CENTRE)
        left = badge.left()
    else:
        ink.write(
            painter,
            QRect(right - wide, top, wide, height),
            text,
            bold,
            c.text if row.remaining is not None else c.text2,
        )
        left = right - wide
    if roomy and row.next_on is not None:
        small = font(tokens.CAPTION)
        date_text = f"{row.next_on:%m-%d}" if row.next_on.year == year else f"{row.next_on:%Y-%m-%d}"
        line = QRect(box.left(), box.top() + 25, right - box.left(), 16)
        ink.write(painter, line, date_text, small, c.text2, ink.RIGHT)
        left, top, height = right - ink.width(date_text, small), line.top(), line.height()
    if row.provisional:
        _chip(painter, left - 6, QRect(0, top, 0, height))


def _chip(painter: QPainter, right: int, line: QRect) -> None:
    c, small = colours(), font(tokens.CAPTION)
    wide = ink.width(PROVISIONAL, small) + 8
    chip = QRect(right - wide, line.top() + (line.height() - 15) // 2, wide, 15)
    ink.fill(painter, QRectF(chip), c.card, 3, c.control)
    ink.write(painter, chip, PROVISIONAL, small, c.text2, ink.CENTRE)
