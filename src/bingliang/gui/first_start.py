"""首次启动: asked once on a machine: where the data lie, which counter this is, the zone, the printers; or off to practise."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bingliang.gui import tokens
from bingliang.gui.helped import explain, in_dialog
from bingliang.gui.style import colours
from bingliang.gui.widgets.choice import Choice
from bingliang.gui.widgets.drop_down import DropDown
from bingliang.gui.widgets.form import field
from bingliang.gui.widgets.label import Paragraph
from bingliang.settings import counter_number

if TYPE_CHECKING:
    from bingliang.desk.first_day import FirstDay
    from bingliang.gui.backstage import Backstage
    from bingliang.settings import Settings

HERE, SHARED = "here", "shared"
NONE = "（以后再选）"
WAYS = {HERE: "只有这一个窗口", SHARED: "几个窗口共用"}
LEADS = {
    HERE: "台账存在这台机器上，不用装数据库；以后可以迁到共用的数据库。",
    SHARED: "台账存在服务器的 PostgreSQL 里，地址、用户和口令由管理员给出。",
}
FIELDS = (
    ("server", "服务器(&F)", "服务器", "主机，或 主机:端口"),
    ("base", "库名(&K)", "库名", "例如 bingliang"),
    ("user", "用户名(&Y)", "用户名", ""),
    ("password", "口令(&M)", "口令", ""),
    ("counter", "窗口号(&W)", "窗口号", "例如 3"),
    ("zone", "园区名称(&Q)", "园区名称", "例如 岳阳经济技术开发区"),
    ("body", "落款单位(&L)", "落款单位", "文书上落款的单位全称"),
    ("address", "收件地点(&J)", "收件地点", "例如 政务服务中心一楼 3 号窗口"),
    ("phone", "窗口电话(&H)", "窗口电话", "例如 0730-8888000"),
    ("complaint", "投诉电话(&S)", "投诉电话", "印在每份收件凭证上"),
)
OF_SERVER = ("server", "base", "user", "password")
OF_ZONE = ("address", "phone", "complaint")
"""On every receipt; a shared ledger has them from its administrator."""
MOST = {"counter": 10, "address": 100}


class FirstStart(QDialog):
    """首次启动: Enter walks through the fields and, from the last, begins; F9 begins from anywhere."""

    given = Signal(object)
    """the settings of this machine, kept already"""

    def __init__(self, backstage: Backstage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backstage = backstage
        self._leaving = False
        self.setWindowTitle("第一次打开")
        in_dialog(self)
        self.setMinimumWidth(560)
        self.way = Choice("数据放在哪里", WAYS, HERE, self)
        explain(self.way, "first.way")
        self.lines: dict[str, QLineEdit] = {}
        self.printers = {"paper": DropDown(), "slip": DropDown()}
        self._arrange()
        self.way.chosen.connect(self._way_chosen)
        self._way_chosen(HERE)
        self.lines["counter"].setFocus(Qt.FocusReason.OtherFocusReason)
        backstage.outside(self, _printers, self._named, refused=lambda _: None, failed=lambda _: None)

    def _arrange(self) -> None:
        c = colours()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(Paragraph("第一次在这台机器上打开", size=tokens.TITLE, bold=True, colour=c.text))
        told = "填一次就记住；窗口号、园区、落款和打印机以后在“设置”里改。"
        column.addWidget(Paragraph(told, size=tokens.LABEL, colour=c.text2))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(tokens.M)
        self._form.setVerticalSpacing(tokens.S)
        self._form.addRow(QLabel("数据放在哪里"), self.way)
        self._lead = Paragraph(size=tokens.LABEL, colour=c.text2)
        self._form.addRow("", self._lead)
        for name, word, spoken, hint in FIELDS:
            line = field(spoken, "", most=MOST.get(name, 80), hint=hint)
            line.setMaximumWidth(16_777_215)
            line.textEdited.connect(self._typed)
            explain(line, f"first.{name}")
            self.lines[name] = line
            self._labelled(word, line)
        self.lines["password"].setEchoMode(QLineEdit.EchoMode.Password)
        for kind, word, spoken in (("paper", "打印机(&D)", "打印机"), ("slip", "小票打印机(&X)", "小票打印机")):
            box = self.printers[kind]
            box.setAccessibleName(spoken)
            box.addItem(NONE)
            box.setMinimumHeight(tokens.CONTROL)
            explain(box, "first.printers")
            self._labelled(word, box)
        column.addLayout(self._form)
        self._said = Paragraph(size=tokens.LABEL, colour=c.late.text)
        self._said.setMinimumHeight(40)
        column.addWidget(self._said)
        column.addWidget(self._buttons())
        chain = [*self.lines.values(), *self.printers.values(), self.start, self.practise]
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)

    def _labelled(self, word: str, control: QWidget) -> None:
        label = QLabel(word)
        label.setBuddy(control)
        self._form.addRow(label, control)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        self.start = QPushButton("开始使用（F9）")
        self.practise = QPushButton("先到练习区(&P)")
        leave = QPushButton("退出")
        box.addButton(self.start, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.practise, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        for button, key in ((self.start, "first.start"), (self.practise, "first.practise"), (leave, "first.leave")):
            button.setAutoDefault(False)
            button.setDefault(False)
            explain(button, key)
        self.start.clicked.connect(self._begin)
        self.practise.clicked.connect(self._practise)
        leave.clicked.connect(self.reject)
        return box

    # ── what is seen ──────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def said(self) -> str:
        """提示."""
        return self._said.text()

    def _say(self, sentence: str) -> None:
        """提示 of what is wrong."""
        self._said.set_colour(colours().late.text)
        self._said.setText(sentence)

    def _tell(self, sentence: str) -> None:
        """告知 of what is going on."""
        self._said.set_colour(colours().text)
        self._said.setText(sentence)

    def _typed(self) -> None:
        """What was said of the last attempt is over as soon as he goes on."""
        self._leaving = False
        if self.start.isEnabled():
            self._tell("")

    def _way_chosen(self, way: str) -> None:
        self._lead.setText(LEADS[way])
        for names, on in ((OF_SERVER, SHARED), (OF_ZONE, HERE)):
            for name in names:
                self._form.setRowVisible(self.lines[name], way == on)
        self.adjustSize()

    def _named(self, names: tuple[str, ...]) -> None:
        for box in self.printers.values():
            box.addItems(list(names))

    # ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter walks; Qt's button box would press its first button from any field."""
        if event.key() == Qt.Key.Key_F9:
            event.accept()
            self._begin()
            return
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(focus, QPushButton):
            event.accept()
            if focus is self.printers["slip"]:
                self._begin()
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)

    # ── what is done ──────────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self) -> None:
        if not self.start.isEnabled():
            return
        try:
            first = self._first()
        except ValueError as missing:
            self._say(str(missing))
            return
        self.start.setEnabled(False)
        self._tell("正在打开数据库…")
        from bingliang.desk.first_day import begin

        self._backstage.outside(self, partial(begin, first), self._done, refused=self._again, failed=self._failed)

    def _first(self) -> FirstDay:
        """What is filled in; ValueError for what is missing, with the focus put there."""
        from bingliang.desk.first_day import FirstDay, shared_address

        text = {name: " ".join(line.text().split()) for name, line in self.lines.items()}
        text["counter"] = counter_number(text["counter"])
        database = ""
        if self.way.value == SHARED:
            missing = next((name for name in OF_SERVER[:3] if not text[name]), "server")
            try:
                database = shared_address(text["server"], text["base"], text["user"], self.lines["password"].text())
            except ValueError:
                self.lines[missing].setFocus(Qt.FocusReason.OtherFocusReason)
                raise
        if not text["counter"]:
            self.lines["counter"].setFocus(Qt.FocusReason.OtherFocusReason)
            raise ValueError("请填写窗口号：台账的每一行都要写明是哪个窗口。")
        paper, slip = ("" if box.currentText() == NONE else box.currentText() for box in self.printers.values())
        reached = {name: text[name] if self.way.value == HERE else "" for name in OF_ZONE}
        return FirstDay(
            database, text["counter"], text["zone"], text["body"], **reached, paper_printer=paper, slip_printer=slip
        )

    def _done(self, settings: Settings) -> None:
        self.accept()
        self.given.emit(settings)

    def _again(self, sentence: str) -> None:
        self.start.setEnabled(True)
        self._say(sentence)

    def _failed(self, number: str) -> None:
        self._again(f"没有设置成，原因已记入日志（编号 {number}），请核对后再试。")

    def _practise(self) -> None:
        from bingliang.gui.practice import start_practice

        try:
            self._tell(start_practice())
        except ValueError as error:
            self._say(str(error))

    def reject(self) -> None:
        """退出: what has been typed goes only when it is left twice."""
        if self._leaving or not any(line.text().strip() for line in self.lines.values()):
            super().reject()
            return
        self._leaving = True
        self._say("填过的还没有保存：再按一次 Esc 就退出，填的不留；接着填的请按 F9 开始使用。")


def _printers() -> tuple[str, ...]:
    from bingliang.gui.devices.printers import system_printers

    return system_printers().names()
