"""评价屏: the enterprise's own window on the second screen: five grades, reasons, thanks; nothing of the clerk's stands on it.

Opened by the clerk it takes touches alone: it never has the keyboard, so that no key of the counter can rate. Opened by code
(自助) it has a field of digits and one for words. It closes by itself after the thanks, or when nobody touches it.
"""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.rating.ratings import WORDS, Verdict
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.touch import BODY, HEAD, GradeTouch, Touch
from bingliang.mechanism.public_rating import REASONS, Grade

THANKS_MS = 4000
WINDOW = (1280, 800)
CODE_LENGTH = 12
CHOOSE, REASON, THANK, CODE = range(4)
PROMISE = "评价自愿。被评价的部门和窗口只看合计，不知道是谁评的；评价不影响您的其他办件。"


class CustomerWindow(QWidget):
    """评价屏: `given` says what was rated; `coded` asks who a typed code belongs to; `gone` that it has closed."""

    given = Signal(str, str, object)
    """request, code, verdict"""
    coded = Signal(str)
    gone = Signal()

    def __init__(self, zone: str, seconds: int, contact_days: int, *, by_code: bool = False) -> None:
        super().__init__(None)
        self.by_code = by_code
        if not by_code:
            self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("评价屏")
        self.setAccessibleName("评价屏")
        self.setAutoFillBackground(True)
        self._code, self._request, self._grade = "", "", Grade.VERY_SATISFIED
        self._contact_days = contact_days
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self.close)
        self._pages = QStackedWidget(self)
        for page in (self._choose_page(), self._reason_page(), self._thank_page(), self._code_page()):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 32, 48, 32)
        column.setSpacing(tokens.L)
        head = Words(zone, size=BODY, bold=True, colour=colours().text2)
        column.addWidget(head)
        column.addWidget(self._pages, 1)
        self._promise = Paragraph(PROMISE, size=22, colour=colours().text2)
        column.addWidget(self._promise)
        self._pages.setCurrentIndex(CODE if by_code else CHOOSE)

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _choose_page(self) -> QWidget:
        page, column = _page()
        self._asked = Paragraph("请您评价这次服务", size=HEAD, bold=True, colour=colours().text)
        self._subject = Paragraph(size=BODY, colour=colours().text2)
        column.addWidget(self._asked)
        column.addWidget(self._subject)
        row = QHBoxLayout()
        row.setSpacing(tokens.XL)
        self.grades = [GradeTouch(grade, page) for grade in Grade]
        for button in self.grades:
            button.clicked.connect(lambda _=False, grade=button.grade: self._choose(grade))
            row.addWidget(button)
        column.addLayout(row, 1)
        return page

    def _reason_page(self) -> QWidget:
        page, column = _page()
        self._why = Paragraph(size=HEAD, bold=True, colour=colours().text)
        column.addWidget(self._why)
        column.addWidget(Words("请选择理由，可以多选，也可以不选。", size=BODY, colour=colours().text2))
        grid = QGridLayout()
        grid.setSpacing(tokens.L)
        self.reasons = [Touch("", page, size=26) for _ in range(max(map(len, REASONS.values())))]
        for at, button in enumerate(self.reasons):
            button.setCheckable(True)
            grid.addWidget(button, at // 2, at % 2)
        column.addLayout(grid, 1)
        self.words = QPlainTextEdit(page)
        self.words.setAccessibleName("意见和建议")
        self.words.setPlaceholderText(f"意见和建议（可以不写，最多{WORDS}字）")
        self.words.setFont(font(24))
        self.words.setMaximumHeight(110)
        self.words.setTabChangesFocus(True)
        self.words.setVisible(self.by_code)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(tokens.XL)
        self.back_button, self.send_button = Touch("返回", page), Touch("提交评价", page, main=True)
        self.back_button.clicked.connect(lambda: self._pages.setCurrentIndex(CHOOSE))
        self.send_button.clicked.connect(self._send)
        row.addWidget(self.back_button, 1)
        row.addWidget(self.send_button, 3)
        column.addLayout(row)
        return page

    def _thank_page(self) -> QWidget:
        page, column = _page()
        column.addStretch(1)
        self._thanks = Paragraph("谢谢您的评价", size=72, bold=True, colour=colours().text)
        self._thanks.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._follows = Paragraph(size=BODY, colour=colours().text2)
        self._follows.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._thanks)
        column.addWidget(self._follows)
        column.addStretch(1)
        return page

    def _code_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(Paragraph("请输入评价单上的12位评价码", size=HEAD, bold=True, colour=colours().text))
        self.digits = Words("", size=72, bold=True, colour=colours().text)
        self.digits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.digits.setMinimumHeight(96)
        column.addWidget(self.digits)
        self.fault = Paragraph(size=BODY, colour=colours().late.text)
        column.addWidget(self.fault)
        grid = QGridLayout()
        grid.setSpacing(tokens.M)
        self.pad: dict[str, Touch] = {}
        for at, sign in enumerate((*"123456789", "清除", "0", "确定")):
            button = Touch(sign, page, main=sign == "确定", size=40)
            button.clicked.connect(lambda _=False, sign=sign: self._press(sign))
            self.pad[sign] = button
            grid.addWidget(button, at // 3, at % 3)
        column.addLayout(grid, 1)
        return page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A keypad beside the screen, and only where it was opened by code; Esc closes."""
        if not self.by_code:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        elif self._pages.currentIndex() == CODE:
            self._typed(event)

    def _typed(self, event: QKeyEvent) -> None:
        if event.text().isdigit():
            self._press(event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press("确定")
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._show_digits(self._digits[:-1])

    # ── what the counter does ─────────────────────────────────────────────────────────────────────────────────

    def ask(self, code: str, subject: str, service: str) -> None:
        """请评价 one service; every asking is one rating, however often it is touched."""
        self._code, self._request = code, uuid4().hex
        self._subject.setText(f"{service}：{subject}")
        self.words.clear()
        self._pages.setCurrentIndex(CHOOSE)
        self._awake()

    def thank(self, *, bad: bool) -> None:
        """道谢, and what follows a bad rating; then it closes."""
        follows = f"我们会在{self._contact_days}个工作日内与您联系，核实并改正。"
        self._follows.setText(follows if bad else "您的评价已经收到。")
        self._promise.hide()
        self._pages.setCurrentIndex(THANK)
        self._timer.start(THANKS_MS)

    def refuse(self, sentence: str) -> None:
        """说明 why the code, or the rating, was not taken."""
        if self.by_code:
            self._show_digits("")
            self.fault.setText(sentence)
            self._pages.setCurrentIndex(CODE)
            self._awake()
        else:
            self._thanks.setText("没有收到评价")
            self._follows.setText(sentence)
            self._pages.setCurrentIndex(THANK)
            self._timer.start(THANKS_MS)

    def show_beside(self, window: QWidget) -> QScreen:
        """显示 on the screen that the clerk's window is not on, filling it; with one screen alone, as a window of its own."""
        own = window.screen()
        other = next((one for one in QGuiApplication.screens() if one is not own), None)
        if other is None:
            area = own.availableGeometry()
            self.resize(min(WINDOW[0], area.width()), min(WINDOW[1], area.height()))
            self.move(area.topLeft())
            self.show()
        else:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            self.setScreen(other)
            self.setGeometry(other.geometry())
            self.showFullScreen()
        if not self.by_code:
            window.activateWindow()  # where the system lets no window refuse the keyboard, it goes back at once
        self._awake()
        return other or own

    # ── the customer's hand ───────────────────────────────────────────────────────────────────────────────────

    def _choose(self, grade: Grade) -> None:
        self._grade = grade
        self._why.setText(f"您的评价：{grade.text}")
        for button, (code, text) in zip(self.reasons, REASONS[grade].items(), strict=False):
            button.setText(text)
            button.setAccessibleName(text)
            button.setProperty("code", code)
            button.setChecked(False)
        self._pages.setCurrentIndex(REASON)
        self._awake()

    def _send(self) -> None:
        chosen = tuple(str(button.property("code")) for button in self.reasons if button.isChecked())
        self._timer.stop()
        self.given.emit(self._request, self._code, Verdict(self._grade, chosen, self.words.toPlainText()[:WORDS]))

    def _press(self, sign: str) -> None:
        self._awake()
        if sign == "确定":
            self.coded.emit(self._digits)
        elif sign == "清除":
            self._show_digits("")
        elif len(self._digits) < CODE_LENGTH:
            self._show_digits(self._digits + sign)
            if len(self._digits) == CODE_LENGTH:  # a scanner's Enter never gets here
                self.coded.emit(self._digits)

    @property
    def _digits(self) -> str:
        return self.digits.text().replace(" ", "")

    def _show_digits(self, digits: str) -> None:
        self.fault.setText("")
        self.digits.setText(" ".join(digits[at : at + 4] for at in range(0, len(digits), 4)))

    def _awake(self) -> None:
        """有人在: the wait begins anew."""
        self._promise.show()
        self._timer.start()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin) and self._timer.isActive():
            self._timer.start()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.gone.emit()
        super().closeEvent(event)


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.L)
    return page, column
