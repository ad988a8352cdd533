"""身份: who stands at which counter; asked at every start, because it stands in every line of the ledger."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Paragraph


class IdentityDialog(QDialog):
    """身份: name and counter, filled in from last time; Enter walks on and, in the last field, begins."""

    given = Signal(str, str)
    """clerk, counter"""

    def __init__(self, clerk: str, counter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        self.setWindowTitle("今天谁在窗口？")
        self.setMinimumWidth(400)
        self.clerk, self.counter = QLineEdit(clerk), QLineEdit(counter)
        self.clerk.setPlaceholderText("例如 经办人甲")
        self.counter.setPlaceholderText("例如 3")
        self.clerk.setMaxLength(20)
        self.counter.setMaxLength(10)
        form = QFormLayout()
        form.setHorizontalSpacing(tokens.M)
        form.setVerticalSpacing(tokens.M)
        for word, field, spoken in (("姓名(&N)", self.clerk, "姓名"), ("窗口号(&W)", self.counter, "窗口号")):
            label = QLabel(word)
            label.setBuddy(field)
            field.setAccessibleName(spoken)
            form.addRow(label, field)
        self._error = Paragraph(size=tokens.LABEL, colour=c.late.text)
        self._error.setMinimumHeight(22)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Close)
        self._begin = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._begin.setText("开始办公")
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("退出")
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(Paragraph("今天谁在窗口？", size=tokens.TITLE, bold=True, colour=c.text))
        column.addWidget(
            Paragraph("姓名和窗口号记入办理的每一步，也印在收件凭证上。", size=tokens.LABEL, colour=c.text2)
        )
        column.addLayout(form)
        column.addWidget(self._error)
        column.addWidget(buttons)
        self.clerk.selectAll()
        self.clerk.setFocus(Qt.FocusReason.OtherFocusReason)
        self.clerk.returnPressed.connect(self._next)
        self.counter.returnPressed.connect(self._check)
        self._begin.setAutoDefault(False)
        self._begin.setDefault(False)
        for button in buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined]  # buttons() is typed by the abstract class

    @property
    def error(self) -> str:
        """提示."""
        return self._error.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the fields; Qt's button box would press its first button from any of them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            event.accept()
            return
        super().keyPressEvent(event)

    def _next(self) -> None:
        self.counter.setFocus(Qt.FocusReason.TabFocusReason)
        self.counter.selectAll()

    def _check(self) -> None:
        clerk, counter = self.clerk.text().strip(), self.counter.text().strip()
        for text, field, words in ((clerk, self.clerk, "姓名"), (counter, self.counter, "窗口号")):
            if not text:
                self._error.setText(f"请填写{words}：台账的每一行都要写明经办人和窗口。")
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.accept()
        self.given.emit(clerk, counter)
