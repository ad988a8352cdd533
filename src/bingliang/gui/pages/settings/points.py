"""需由区确认的口径: every point with the value in force, why it is open and who may change it; one of them changed here."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from bingliang.desk.zone.open_points import Sort
from bingliang.desk.zone.settings import PointRow, State, ZoneView, set_point
from bingliang.gui import tokens
from bingliang.gui.page import Frame
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.choice import Choice
from bingliang.gui.widgets.form import field
from bingliang.gui.widgets.label import Paragraph, Words

YES_NO = {"是": "是", "否": "否"}


class PointCard(QScrollArea):
    """一项口径: what it is, why it is open, the value in force; the fields to change it stand below."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._row: PointRow | None = None
        self._request = uuid4().hex
        c = colours()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("helpKey", "settings.points")
        self._name = Paragraph(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self._facts = {
            word: Paragraph(size=tokens.LABEL, colour=c.text)
            for word in ("现行内容", "依据", "未设置时", "为何待确认", "说明", "谁可以改")
        }
        self.value = field("新内容", "", most=200)
        self.yes = Choice("新内容", YES_NO, "否")
        self.ground = field("依据", "", most=120, hint="文件名称、文号或者会议纪要")
        for one in (self.value, self.ground):
            one.setMaximumWidth(16_777_215)
        self.fault = Paragraph(size=tokens.LABEL, colour=c.late.text)
        self.button = QPushButton("保存为新的一版（F9）")
        self.button.setAutoDefault(True)
        self.button.setAccessibleName("保存为新的一版")
        self.button.clicked.connect(self.save)
        self.value.returnPressed.connect(self.ground.setFocus)
        self.ground.returnPressed.connect(self.button.setFocus)
        self._after = Paragraph(size=tokens.CAPTION, colour=c.text2)
        self._fields = QWidget()
        inside = self._inside()
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def _inside(self) -> QWidget:
        c, inside = colours(), QWidget()
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.XS)
        column.addWidget(self._name)
        for word, text in self._facts.items():
            column.addSpacing(tokens.XS)
            column.addWidget(Words(word, size=tokens.CAPTION, colour=c.text2))
            column.addWidget(text)
        below = QVBoxLayout(self._fields)
        below.setContentsMargins(0, tokens.M, 0, 0)
        below.setSpacing(tokens.XS)
        for word, part in (("改为", self.value), ("", self.yes), ("新的依据", self.ground)):
            if word:
                label = Words(word, size=tokens.LABEL, bold=True, colour=c.text)
                label.setBuddy(part)
                below.addWidget(label)
            below.addWidget(part)
        below.addWidget(self.fault)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        below.addSpacing(tokens.XS)
        below.addLayout(row)
        below.addWidget(self._after)
        column.addWidget(self._fields)
        column.addStretch(1)
        return inside

    @property
    def dirty(self) -> bool:
        """有没有改了还没有保存的内容."""
        return self._row is not None and not self._fields.isHidden() and bool(self.ground.text().strip())

    def show_point(self, row: PointRow | None, view: ZoneView) -> None:
        """显示一项; what was typed for the same one stays."""
        same = self._row is not None and row is not None and self._row.key == row.key and self._row.name == row.name
        self._row = row
        if row is None:
            return
        self._name.setText(row.name)
        words = (row.value, row.ground or "（没有）", row.default, row.why, row.help, row.who)
        for text, word in zip(self._facts.values(), words, strict=True):
            text.setText(word)
        if not row.used:
            self._facts["说明"].setText(f"{row.help}（可以先登记，这一版程序还没有用到。）")
        editable = view.may_change and bool(row.key) and row.sort is not Sort.GROUP
        self._fields.setVisible(editable)
        self.value.setVisible(row.sort is not Sort.YES_NO)
        self.yes.setVisible(row.sort is Sort.YES_NO)
        self._after.setText(
            f"保存后成为区的设置第 {view.edition + 1} 版，各窗口共用；已经受理的办件按受理时的内容，不变。"
        )
        if not view.may_change:
            self._facts["谁可以改"].setText(f"{row.who}（现在的岗位是“{view.role}”，只能查看）")
        if not same:
            self._begin(row)

    def _begin(self, row: PointRow) -> None:
        plain = "" if row.value == "未填写" else row.value.removesuffix("个工作日")
        if row.sort in (Sort.PERCENT, Sort.POINTS, Sort.COUNT, Sort.SECONDS):
            plain = plain.rstrip("%分次秒")
        if row.sort is Sort.BODY:
            plain = plain.rsplit("（", maxsplit=1)[-1].removesuffix("）")
        self.value.setText(plain)
        self.yes.set_value(row.value)
        self.ground.clear()
        self._say("")
        self._request = uuid4().hex

    def begin(self) -> None:
        """开始改."""
        if self._fields.isHidden():
            return
        target = self.yes if self._row is not None and self._row.sort is Sort.YES_NO else self.value
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """保存 as a new edition; the same press twice is one edition."""
        row = self._row
        if row is None or self._fields.isHidden():
            return
        written = self.yes.value if row.sort is Sort.YES_NO else self.value.text()
        ground, request = self.ground.text(), self._request
        self._frame.backstage.act(
            self,
            lambda counter: set_point(counter.desk, request, row.key, written, ground),
            lambda answer: self._saved(str(answer["name"]), int(answer["edition"])),
            refused=self._refused,
        )

    def _refused(self, sentence: str) -> None:
        """Said below the fields, and typing goes on where something is missing."""
        self._say(sentence)
        if not self.ground.text().strip():
            self.ground.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, name: str, edition: int) -> None:
        self._say("")
        self.ground.clear()
        self._request = uuid4().hex
        self._frame.tell(f"已保存“{name}”，成为区的设置第 {edition} 版。")

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            self._request = uuid4().hex


class PointsPane(QWidget):
    """口径一览: the points in groups, the chosen one beside them."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ZoneView | None = None
        self._wanted = ""
        c = colours()
        self._sum = Words(size=tokens.LABEL, colour=c.text2)
        columns: tuple[Column[PointRow], ...] = (
            Column("口径与现行内容", lambda r: f"{r.name} {r.value}", speech=_speech, tip=_speech, paint=_paint),
        )
        model: RowModel[PointRow] = RowModel(columns, key=lambda r: (r.key, r.name), parent=self)
        self.table: RowTable[PointRow] = RowTable(model, look().density.row + 4, "需由区确认的口径", self)
        self.table.horizontalHeader().hide()
        self.card = PointCard(frame)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _: self.card.begin())
        list_, rule = QVBoxLayout(), QFrame()
        list_.setContentsMargins(0, tokens.L, 0, 0)
        list_.setSpacing(tokens.S)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.L, 0, tokens.L, 0)
        head.addWidget(Words("需由区确认的口径", size=tokens.TITLE, bold=True, colour=c.text))
        head.addWidget(self._sum)
        list_.addLayout(head)
        list_.addWidget(self.table, 1)
        rule.setFixedWidth(1)
        rule.setStyleSheet(f"background: {c.line};")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(list_, 11)
        row.addWidget(rule)
        row.addWidget(self.card, 10)

    def first(self) -> QWidget:
        """打字从哪里开始."""
        return self.table

    def want(self, sentence: str) -> None:
        """选中 the point that a refusal speaks of, as soon as the list is there."""
        self._wanted = sentence

    def show_zone(self, view: ZoneView) -> None:
        """显示一览; the chosen point stays chosen."""
        self._view = view
        sample = sum(row.state is State.SAMPLE for row in view.points)
        parts = [
            f"{view.open} 项待区确认",
            f"其中 {sample} 项现用示范默认" if sample else "",
            f"区的设置第 {view.edition} 版",
        ]
        self._sum.setText("  ·  ".join(part for part in parts if part))
        self.table.show_rows(view.points, keep=bool(self.table.rows_model.rows))
        if self._wanted:
            named = (at for at, row in enumerate(view.points) if row.name in self._wanted)
            self.table.selectRow(next(named, 0))
            self._wanted = ""
        self._picked(self.table.current())

    def _picked(self, row: PointRow | None) -> None:
        if self._view is not None:
            self.card.show_point(row, self._view)


def _speech(row: PointRow) -> str:
    return f"{row.group}，{row.name}，现行内容 {row.value}，{row.state}"


def _paint(painter: QPainter, box: QRect, row: PointRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    c, small = colours(), font(tokens.CAPTION)
    tone = {State.SET: c.ok, State.OPEN: c.warn, State.SAMPLE: c.warn}.get(row.state, c.done)
    word = {State.SAMPLE: "示范默认"}.get(row.state, str(row.state))
    mark = {State.SET: "√ ", State.OPEN: "！", State.SAMPLE: "！"}.get(row.state, "")
    wide = ink.width(mark + word, small) + 12
    chip = QRect(box.right() - wide - 10, box.center().y() - 10, wide, 20)
    ink.fill(painter, QRectF(chip), tone.tint, tokens.RADIUS)
    ink.write(painter, chip, mark + word, small, c.ok.on_selected if tone is c.ok else tone.text, ink.CENTRE)
    inner = QRect(box.left() + tokens.L, box.top(), chip.left() - box.left() - tokens.L - 8, box.height())
    if not look().density.two_lines:
        ink.write(painter, inner, f"{row.name}：{row.value}", font(tokens.LABEL, bold=selected), c.text)
        return
    top, below = QRect(inner), QRect(inner)
    top.setHeight(inner.height() // 2 + 1)
    below.setTop(top.bottom() - 3)
    ink.write(painter, top, row.name, font(tokens.BODY, bold=True), c.text)
    ink.write(painter, below, f"{row.group}  ·  {row.value}", small, c.text2)
