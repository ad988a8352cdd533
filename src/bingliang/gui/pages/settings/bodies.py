"""落款机关: every body of the zone, what its papers still need, and the sheet that fills one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang.desk.zone.bodies import BODIES, BodyList, BodyRow, bodies_of, form_of
from bingliang.gui import tokens
from bingliang.gui.acting import Acting
from bingliang.gui.sheet import Sheet
from bingliang.gui.style import colours
from bingliang.gui.table import RowModel, RowTable
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.label import Paragraph, Words

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Page

ROW = 34
SAID = "文书以谁的名义作出、盖什么章、不服找谁，法律要求写明；缺一项，受理、准予、不予的文书都不出具。改了就是新的一版，各窗口共用。"


class BodyActs(Acting[BodyRow]):
    """填写 over the settings."""

    def __init__(self, pane: BodiesPane, page: Page) -> None:
        super().__init__(page)
        self._pane = pane

    def fill(self, row: BodyRow) -> None:
        """打开办理单; a Refusal says who may."""
        self._ask_form(row.code, lambda counter: form_of(counter.desk, row.code))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, BODIES)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._pane.ask()


class BodiesPane(QFrame):
    """落款机关 on screen: those that the zone uses first, what lacks beside each, the whole sentence above."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._frame = page.frame
        self._found: BodyList | None = None
        self._wanted = ""
        self.acts = BodyActs(self, page)
        c = colours()
        self.setProperty("helpKey", "settings.bodies")
        self._sum = Paragraph(size=tokens.LABEL, bold=True, colour=c.text)
        self._told = Paragraph(size=tokens.LABEL, colour=c.text2)
        self._told.setMinimumHeight(44)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.button = QPushButton("填写（F9）…")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.fill)
        columns = (
            cells.plain("机关", _named, 250, bold=True, tip=_tip),
            cells.plain("事项", lambda r: f"{r.items}项" if r.items else "牵头" if r.lead else "—", 56, tip=_tip),
            cells.plain("状态", _state, 92, tip=_tip),
            cells.plain("还缺", lambda r: "、".join(r.missing) or "—", tip=_tip),
        )
        model: RowModel[BodyRow] = RowModel(columns, key=lambda r: r.code, parent=self)
        self.table: RowTable[BodyRow] = RowTable(model, ROW, "落款机关", self)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _: self.fill())
        self._lay_out()

    def _lay_out(self) -> None:
        c = colours()
        head = QVBoxLayout()
        head.setContentsMargins(tokens.XL, 0, tokens.XL, 0)
        head.setSpacing(tokens.S)
        head.addWidget(Words("落款机关", size=tokens.TITLE, bold=True, colour=c.text))
        head.addWidget(Paragraph(SAID, size=tokens.LABEL, colour=c.text2))
        row = QHBoxLayout()
        row.addWidget(self._sum, 1)
        row.addWidget(self.button)
        head.addLayout(row)
        foot = QVBoxLayout()
        foot.setContentsMargins(tokens.XL, tokens.S, tokens.XL, tokens.S)
        foot.addWidget(self._told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.L, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def first(self) -> QWidget:
        """打字从哪里开始."""
        return self.table

    def want(self, sentence: str) -> None:
        """选中 the body that a refusal speaks of, as soon as the list is there."""
        self._wanted = sentence

    def ask(self) -> None:
        """取一览."""
        self._frame.backstage.ask(
            self, lambda counter: bodies_of(counter.desk), self._show, topic="bodies", refused=self._frame.say
        )

    def fill(self) -> None:
        """填写 the body in hand."""
        row, found = self.table.current(), self._found
        if row is None or found is None:
            self._frame.say("请先选中一个机关，再填写。")
        elif not found.may_change:
            self._frame.say(_barred(found))
        else:
            self.acts.fill(row)

    def _show(self, found: BodyList) -> None:
        self._found = found
        used = sum(row.needed for row in found.rows)
        left = f"{used} 个机关要落款，{found.open} 个还没有填全" if found.open else f"{used} 个机关要落款，都填全了"
        number = f"区的设置第 {found.edition} 版" if found.edition else "还是出厂的目录"
        self._sum.setText(f"{left}  ·  {number}")
        self.button.setEnabled(found.may_change)
        self.button.setToolTip("" if found.may_change else _barred(found))
        self.table.show_rows(found.rows, keep=bool(self.table.rows_model.rows))
        if self._wanted:
            spoken = self._wanted
            named = (at for at, r in enumerate(found.rows) if any(f"“{w}”" in spoken for w in (r.name, r.short) if w))
            self.table.selectRow(at := next(named, 0))
            self.table.scrollTo(self.table.rows_model.index(at, 0), RowTable.ScrollHint.PositionAtCenter)
            self._wanted = ""
        self._picked(self.table.current())

    def _picked(self, row: BodyRow | None) -> None:
        self._told.setText(row.consequence if row is not None else "")


def _barred(found: BodyList) -> str:
    return f"“{found.role}”只能查看，请由管理员填写。"


def _named(row: BodyRow) -> str:
    return row.name or f"{row.short}（没有全称）"


def _state(row: BodyRow) -> str:
    if row.complete:
        return "√ 齐了"
    return f"！缺 {len(row.missing)} 项" if row.needed else "用到再填"


def _tip(row: BodyRow) -> str:
    return f"{row.code} {_named(row)}（{row.level}）\n{row.consequence}"
