"""泳道的日期轴: weeks, the turn of the year and today, above the lanes; it stays while the lanes are scrolled."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from bingliang.desk.rows import CaseView
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.lane_scale import LaneScale

AXIS = 42
"""Height of the axis."""


def paint(painter: QPainter, case: CaseView, scale: LaneScale, width: int) -> None:
    """画轴: dates of Mondays, years, the flag of today."""
    c, small = colours(), font(tokens.CAPTION)
    now, flag = today_x(case, scale), today_box(case, scale, width)
    for monday in scale.mondays():
        x = round(scale.x(monday))
        painter.fillRect(QRect(x, AXIS - 4, 1, 4), QColor(c.grid))
        text = f"{monday:%m-%d}"
        box = QRect(x + 2, 22, ink.width(text, small), 16)
        if box.right() <= scale.right + 6 and not box.adjusted(-4, 0, 4, 0).contains(now, 30):
            ink.write(painter, box.adjusted(0, 0, 4, 0), text, small, c.text2)
    for year in range(scale.first.year + 1, scale.last.year + 1):
        x = round(scale.x(date(year, 1, 1)))
        painter.fillRect(QRect(x, 4, 1, AXIS - 4), QColor(c.control))
        if not flag.intersects(QRect(x, 2, 50, 16)):
            ink.write(painter, QRect(x + 4, 2, 60, 16), f"{year}年", small, c.text2)
    if not flag.isEmpty():
        painter.fillRect(QRect(now - 1, 18, 2, AXIS - 18), QColor(c.text))
        ink.fill(painter, QRectF(flag), c.text, tokens.RADIUS)
        ink.write(painter, flag, f"今天 {case.today:%m-%d}", font(tokens.CAPTION, bold=True), c.card, ink.CENTRE)


def today_x(case: CaseView, scale: LaneScale) -> int:
    """今天的线, which no date of the axis is written across."""
    return round(scale.x(case.today) + scale.per_day / 2)


def today_box(case: CaseView, scale: LaneScale, width: int) -> QRect:
    """今天的旗; empty when today lies outside the chart."""
    x = today_x(case, scale)
    if not scale.left <= x <= scale.right or case.today > scale.last:
        return QRect()
    wide = ink.width(f"今天 {case.today:%m-%d}", font(tokens.CAPTION, bold=True)) + 12
    return QRect(min(max(x - wide // 2, scale.left), width - wide), 1, wide, 19)
