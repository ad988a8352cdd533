"""身份: who stands at which counter in which 岗位; asked at every start, because it stands in every line of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from bingliang.gui import tokens
from bingliang.gui.helped import in_dialog
from bingliang.gui.style import colours
from bingliang.gui.widgets.drop_down import DropDown
from bingliang.gui.widgets.label import Paragraph
from bingliang.settings import CHOICES, counter_number

ROLES = tuple(CHOICES["role"])
COUNTER, REVIEWER = "窗口", "部门"
HINTS = {
    COUNTER: "收件、受理、送达和登记部门的答复。",
    REVIEWER: "只办理本部门的事项：受理前提齐全性意见，受理后作出决定。",
    "代办": "从全程代办开始：接受委托、记录代办、交接材料，查看全部办件。",
    "督查": "查看全部办件，登记超时公开说明。",
    "领导": "查看全部办件，裁定职责异议。",
    "管理员": "录入节假日通知，启用新版目录和设置。",
}
"""岗位能办什么: one line each, in the words of the role table."""
LEAVING = (
    "{}离开了。本人按 Enter 回来；换了人的改写姓名，从那时起办理的记新来的人。没有口令：只遮住内容，不证明来的是谁。"
)


class Holder(NamedTuple):
    """坐在窗口的人: what the dialog asks."""

    clerk: str
    counter: str
    role: str
    office: str


class IdentityDialog(QDialog):
    """身份: name, counter and 岗位, filled in from last time; Enter walks on and, from the counter, begins.

    A reviewer says his department as well: chosen from `offices` (code and name), or written by the zone's own name.
    `leaving`: asked over the covered window of somebody who went away; Enter on his own name brings him back, and
    `refusing` says why another one cannot take the seat now.
    """

    given = Signal(str, str, str, str)
    """clerk, counter, role, office (its code, or its name as written; blank but for a reviewer)"""

    crossed = Signal()
    """its frame's cross was pressed over the covered window"""

    def __init__(
        self,
        clerk: str,
        counter: str,
        parent: QWidget | None = None,
        *,
        role: str = COUNTER,
        office: str = "",
        offices: Iterable[tuple[str, str]] = (),
        leaving: bool = False,
        refusing: Callable[[str, str, str, str], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._leaving, self._refusing, self._waiting = leaving, refusing, False
        self._before = (clerk, counter, role, office)
        self.setWindowTitle("谁坐这个窗口？" if leaving else "今天谁在窗口？")
        in_dialog(self)
        self.setMinimumWidth(460)
        self.clerk, self.counter = QLineEdit(clerk), QLineEdit(counter)
        self.clerk.setPlaceholderText("例如 经办人甲")
        self.counter.setPlaceholderText("例如 3，部门写“后台”")
        self.clerk.setMaxLength(20)
        self.counter.setMaxLength(10)
        self.role, self.office = DropDown(), DropDown()
        self.role.addItems(ROLES)
        self.role.setCurrentText(role)
        self.office.setEditable(True)
        self.office.setInsertPolicy(DropDown.InsertPolicy.NoInsert)
        for code, name in offices:
            self.office.addItem(name, code)
        self._choose_office(office)
        self._arrange()
        self._role_chosen()
        self.clerk.selectAll()
        self.clerk.setFocus(Qt.FocusReason.OtherFocusReason)
        self.role.currentTextChanged.connect(self._role_chosen)

    def _arrange(self) -> None:
        c = colours()
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(tokens.M)
        self._form.setVerticalSpacing(tokens.M)
        fields: tuple[tuple[str, QWidget, str], ...] = (
            ("姓名(&N)", self.clerk, "姓名"),
            ("窗口号(&W)", self.counter, "窗口号"),
            ("岗位(&G)", self.role, "岗位"),
            ("所属部门(&B)", self.office, "所属部门"),
        )
        for word, field, spoken in fields:
            label = QLabel(word)
            label.setBuddy(field)
            field.setAccessibleName(spoken)
            self._form.addRow(label, field)
        self._hint = Paragraph(size=tokens.LABEL, colour=c.text2)
        self._error = Paragraph(size=tokens.LABEL, colour=c.late.text)
        self._error.setMinimumHeight(22)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        told = LEAVING.format(self._before[0]) if self._leaving else "姓名和窗口号记入办理的每一步，也印在收件凭证上。"
        column.addWidget(Paragraph(self.windowTitle(), size=tokens.TITLE, bold=True, colour=c.text))
        column.addWidget(Paragraph(told, size=tokens.LABEL, colour=c.text2))
        column.addLayout(self._form)
        column.addWidget(self._hint)
        column.addWidget(self._error)
        column.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Close)
        self._begin = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._begin.setText("开始办公")
        away = buttons.button(QDialogButtonBox.StandardButton.Close)
        away.setText("退出")
        if self._leaving:
            away.setVisible(False)
            self._name_begin()
            self.clerk.textChanged.connect(self._name_begin)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        for button in buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined]  # buttons() is typed by the abstract class
            button.setDefault(False)  # type: ignore[attr-defined]  # as above
        return buttons

    @property
    def error(self) -> str:
        """提示."""
        return self._error.text()

    def say(self, sentence: str) -> None:
        """提示: why the last answer did not do, before it is asked again."""
        self._error.setText(sentence)

    def _name_begin(self) -> None:
        self._begin.setText("回来" if self._same_clerk() else "换人")

    def _same_clerk(self) -> bool:
        return " ".join(self.clerk.text().split()) == self._before[0]

    def _preset(self) -> None:
        """照原样: as it was before it was answered, so that Enter brings back the one who left."""
        clerk, counter, role, office = self._before
        self.clerk.setText(clerk)
        self.counter.setText(counter)
        self.role.setCurrentText(role)
        self._choose_office(office)
        self.clerk.selectAll()
        self.clerk.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross leaves the program, where it may; what is covered stays so."""
        window = self.parentWidget()
        if self._leaving and window is not None:
            self.crossed.emit()
            event.setAccepted(not window.isVisible())
            return
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter walks through the fields; Qt's button box would press its first button from any of them.

        Esc uncovers nothing.
        """
        focus = self.focusWidget()
        if self._leaving and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QLineEdit | DropDown):
            event.accept()
            self._walk(focus)
            return
        super().keyPressEvent(event)

    def _walk(self, focus: QWidget) -> None:
        """The counter begins at once, unless a reviewer has still to say his department."""
        if focus is self.clerk and not (self._leaving and self._same_clerk()):
            self.counter.setFocus(Qt.FocusReason.TabFocusReason)
            self.counter.selectAll()
        elif focus is self.role and self._reviewing():
            self.office.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._check()

    def _reviewing(self) -> bool:
        return self.role.currentText() == REVIEWER

    def _role_chosen(self) -> None:
        self._hint.setText(HINTS[self.role.currentText()])
        self._form.setRowVisible(self.office, self._reviewing())
        self.adjustSize()

    def _choose_office(self, office: str) -> None:
        at = self.office.findData(office)
        self.office.setCurrentIndex(at)
        if at < 0:
            self.office.setEditText(office)

    def _office(self) -> str:
        """The code of what was chosen from the list, else what was written."""
        if not self._reviewing():
            return ""
        words = self.office.currentText().strip()
        at = self.office.findText(words, Qt.MatchFlag.MatchExactly)
        return str(self.office.itemData(at)) if at >= 0 else words

    def wait(self, *, on: bool) -> None:
        """等着, while the desk of whoever answered is opened: one answer is enough."""
        self._waiting = on
        if not on:
            self.clerk.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        if self._waiting:
            return
        clerk, office = " ".join(self.clerk.text().split()), self._office()
        counter = counter_number(self.counter.text())
        wanted: tuple[tuple[str, QWidget, str], ...] = (
            (clerk, self.clerk, "请填写姓名：台账的每一行都要写明经办人和窗口。"),
            (counter, self.counter, "请填写窗口号：台账的每一行都要写明经办人和窗口。"),
        )
        if self._reviewing():
            wanted += ((office, self.office, "请选择所属部门：部门只办理本部门的事项。"),)
        for text, field, sentence in wanted:
            if not text:
                self.say(sentence)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        why_not = self._refusing(clerk, counter, self.role.currentText(), office) if self._refusing else ""
        self.say(why_not)
        if why_not:
            self._preset()
            return
        if not self._leaving:  # over the cover it stays until the other desk stands: no key may reach what lies behind
            self.accept()
        self.given.emit(clerk, counter, self.role.currentText(), office)
