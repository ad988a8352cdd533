"""个人信息: a person found in the register, where he is named, and his erasure by law on the sheet of acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.privacy.erasing import ERASURES, form_of
from bingliang.desk.privacy.persons import PersonRow, Persons, find
from bingliang.gui import tokens
from bingliang.gui.acting import Acting
from bingliang.gui.sheet import Sheet
from bingliang.gui.style import colours
from bingliang.gui.table import RowModel, RowTable
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.state import State
from bingliang.mechanism.overall.erasing import LAW

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Page

ROW = 34
SAID = (
    f"经办人的姓名、证件和电话只登记在一处，各件引用编号。{LAW}的情形出现、案卷保管期限又已届满的，可以依法删除："
    "各件以后显示“（已依法删除）”，台账一行不改。"
)
FREE = "可以删除"


class PersonActs(Acting[PersonRow]):
    """依法删除 over the settings."""

    def __init__(self, pane: PersonsPane, page: Page) -> None:
        super().__init__(page)
        self._pane = pane

    def erase(self, row: PersonRow) -> None:
        """打开办理单; a Refusal says what forbids it."""
        self._ask_form(row.id, lambda counter: form_of(counter.desk, row.id))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, ERASURES)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._pane.ask()


class PersonsPane(QFrame):
    """个人信息 on screen: one line to find by, the persons found, and the erasure."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._frame = page.frame
        self._may, self._told = False, ""
        self.acts = PersonActs(self, page)
        c = colours()
        self.setProperty("helpKey", "settings.persons")
        self.box = QLineEdit()
        self.box.setAccessibleName("找人")
        self.box.setPlaceholderText("整个证件号、电话或者姓名，Enter 查找")
        self.box.returnPressed.connect(self.ask)
        self.find_button = QPushButton("查找")
        self.find_button.clicked.connect(self.ask)
        self.erase_button = QPushButton("依法删除（F9）…")
        self.erase_button.clicked.connect(self.erase)
        self._sum = Paragraph(size=tokens.LABEL, colour=c.text2)
        self._state = State()
        self._state.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns = (
            cells.plain("姓名", lambda r: r.name, 130, bold=True, tip=_tip),
            cells.plain("证件", lambda r: r.number or "—", 124, tip=_tip),
            cells.plain("电话", lambda r: r.phone, 112, tip=_tip),
            cells.plain("在哪里", lambda r: "、".join(r.places) or "没有一件写着", 200, tip=_tip),
            cells.plain("能不能删", lambda r: r.barred or FREE, tip=_tip),
        )
        model: RowModel[PersonRow] = RowModel(columns, key=lambda r: r.id, parent=self)
        self.table: RowTable[PersonRow] = RowTable(model, ROW, "登记的人员", self)
        self.table.picked.connect(lambda _: self._able())
        self.table.opened.connect(lambda _: self.erase())
        self._body = QStackedWidget()
        self._body.addWidget(self._state)
        self._body.addWidget(self.table)
        self._lay_out()
        self._state.say("还没有查找", "写整个证件号、电话或者姓名；只列出完全相同的，不能浏览。")
        self._able()

    def _lay_out(self) -> None:
        c = colours()
        head = QVBoxLayout()
        head.setContentsMargins(tokens.XL, 0, tokens.XL, 0)
        head.setSpacing(tokens.S)
        head.addWidget(Words("个人信息", size=tokens.TITLE, bold=True, colour=c.text))
        head.addWidget(Paragraph(SAID, size=tokens.LABEL, colour=c.text2))
        head.addWidget(self._sum)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self.box, 1)
        for button in (self.find_button, self.erase_button):
            button.setAutoDefault(True)
            row.addWidget(button)
        head.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.L, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self._body, 1)

    def first(self) -> QWidget:
        """打字从哪里开始."""
        return self.box if self.box.isEnabled() else self.table

    def ask(self) -> None:
        """查找 what is typed; the ledger is gone through, so on the worker of the reports."""
        words = self.box.text().strip()
        self._frame.backstage.ask(
            self, lambda counter: find(counter.desk, words), self._show, topic="persons", long=True,
            refused=self._refused,
        )  # fmt: skip

    def erase(self) -> None:
        """依法删除 the person in hand."""
        row = self.table.current() if self._body.currentWidget() is self.table else None
        if row is None:
            self._frame.say("请先查找，选中一个人，再依法删除。")
        elif row.barred:
            self._frame.say(row.barred)
        else:
            self.acts.erase(row)

    def _show(self, found: Persons) -> None:
        self._may = found.may
        self.box.setEnabled(found.may)
        self.find_button.setEnabled(found.may)
        self._told = _told(found)
        words = self.box.text().strip()
        if found.rows:
            self._body.setCurrentWidget(self.table)
            self.table.show_rows(found.rows, keep=False)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._body.setCurrentWidget(self._state)
            if not found.may:
                self._state.say(f"“{found.role}”不能查找登记的人员", "由管理员查找和删除。")
            elif words:
                self._state.say("登记里没有这个人", "要写整个证件号、电话或者姓名；已经依法删除的查不到。")
        self._able()

    def _refused(self, sentence: str) -> None:
        self._body.setCurrentWidget(self._state)
        self._state.say("没有查到", sentence)
        self._able()

    def _able(self) -> None:
        row = self.table.current() if self._body.currentWidget() is self.table else None
        self.erase_button.setEnabled(self._may and row is not None and not row.barred)
        # The whole reason, which the column cuts off.
        self._sum.setText(row.barred if row is not None and row.barred else self._told)
        self.erase_button.setToolTip((row.barred if row is not None else "") or ("" if row else "先查找，选中一个人"))


def _told(found: Persons) -> str:
    if not found.erased:
        return "还没有依法删除过。"
    last = found.erased[0]
    return (
        f"已依法删除{len(found.erased)}人，最近一次{last.on:%Y-%m-%d}（第四十七条第一款第{last.ground}项，"
        f"{last.requested_on:%Y-%m-%d}提出）：{last.reason}"
    )


def _tip(row: PersonRow) -> str:
    return "\n".join((row.known_by, row.phone, *row.places, row.barred or FREE))
