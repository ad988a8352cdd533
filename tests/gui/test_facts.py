"""Cells of facts: what is known is read whole, and what is not known takes no room."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.label import Paragraph
from tests.gui import looks

LONG = "岳阳东方雨虹防水技术有限责任公司（示范）岳阳分公司综合管理部经办人"


def shown(qapp: QApplication, *facts: tuple[str, str]) -> tuple[QWidget, Facts]:
    page = QWidget()
    column = QVBoxLayout(page)
    made = Facts(len(facts), (1, 1))
    column.addWidget(made)
    column.addStretch(1)
    page.resize(400, 400)
    made.show_facts(facts)
    page.show()
    for _ in range(3):
        qapp.processEvents()
    return page, made


def test_a_long_one_takes_a_second_line(qapp: QApplication) -> None:
    page, made = shown(qapp, ("企业", LONG), ("部门", "城管"))
    assert looks.cut(page) == []
    high = [one.height() for one in made.findChildren(Paragraph)]
    assert high[0] >= 2 * 18
    widths = {one.width() for one in made.findChildren(Paragraph)}
    assert len(widths) == 1, "the shares hold, however long a fact is"


def test_cells_without_a_name_leave_no_gap(qapp: QApplication) -> None:
    one = ("企业", "甲"), ("部门", "城管")
    _, few = shown(qapp, *one)
    page, more = shown(qapp, *one, ("", ""), ("", ""))
    assert looks.cut(page) == []
    assert more.height() - few.height() <= 8
