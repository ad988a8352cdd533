"""岗位与权限: the one table of who may do which act, as it stands in the program."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.ledger.acts import ACTS, Act
from bingliang.ledger.roles import ROLES, SYSTEM

ROW, NARROW = 30, 72
SAID = (
    "程序按这一张表核对每一次办理；不在表里的，办理菜单里写明由谁办。被督办的不督办自己：催办、督办、复核和公布考核归督查，"
    "免责和裁定归领导，节假日通知和区的设置归管理员。部门只办本部门的事项。"
)


def posts() -> tuple[str, ...]:
    """各岗位, without the program itself."""
    return tuple(role for role in ROLES if role != SYSTEM)


def may(role: str, act: Act) -> str:
    """一格: a mark where the post may."""
    return "可以" if act.name in ROLES[role] else "—"


class RolesPane(QFrame):
    """岗位与权限 on screen: a row for each act, a column for each post."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        self.setProperty("helpKey", "roles")

        def tip(act: Act) -> str:
            who = "、".join(role for role in posts() if act.name in ROLES[role])
            return "\n".join(part for part in (act.title, f"由{who or SYSTEM}办理", act.article) if part)

        columns: list[Column[Act]] = [cells.plain("行为", lambda act: act.title, tip=tip, bold=True)]
        columns += [cells.plain(role, partial(may, role), NARROW, tip=tip) for role in posts()]
        model: RowModel[Act] = RowModel(tuple(columns), key=lambda act: act.name, parent=self)
        self.table: RowTable[Act] = RowTable(model, ROW, "岗位与权限", self)
        self.table.show_rows(tuple(ACTS.values()), keep=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.L, 0, 0)
        column.setSpacing(tokens.S)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.XL, 0, tokens.XL, 0)
        head.addWidget(Words("岗位与权限", size=tokens.TITLE, bold=True, colour=c.text))
        head.addWidget(Paragraph(SAID, size=tokens.LABEL, colour=c.text2))
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def first(self) -> QWidget:
        """打字从哪里开始."""
        return self.table
