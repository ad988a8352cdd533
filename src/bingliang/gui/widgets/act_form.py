"""办理的表: label and editor in two columns, the help of the field in hand below, faults under the field they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from bingliang.desk.acts.fields import ActForm, Kind
from bingliang.gui import tokens
from bingliang.gui.style import application, colours, font
from bingliang.gui.widgets.act_editors import Editor, editor
from bingliang.gui.widgets.label import Paragraph

LABEL = 104


class _Line(QWidget):
    """One field: its label, its editor, its fault."""

    def __init__(self, made: Editor) -> None:
        super().__init__()
        c = colours()
        self.editor = made
        field = made.field
        self._tall = field.kind in {Kind.ROWS, Kind.LONG, Kind.ITEMS} or (field.kind is Kind.CHOICE)
        label = QLabel(field.label)
        label.setFont(font(tokens.LABEL))
        label.setWordWrap(True)
        label.setBuddy(made.stop)
        label.setFixedWidth(LABEL)
        palette = label.palette()
        palette.setColor(label.foregroundRole(), c.text2)
        label.setPalette(palette)
        label.setContentsMargins(0, 8 if self._tall else 0, 0, 0)
        top = Qt.AlignmentFlag.AlignTop if self._tall else Qt.AlignmentFlag.AlignVCenter
        self.fault = Paragraph(size=tokens.CAPTION, colour=c.late.text)
        self.fault.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.M)
        grid.setVerticalSpacing(2)
        if field.kind is Kind.ROWS:
            grid.addWidget(label, 0, 0, 1, 2)
            grid.addWidget(made, 1, 0, 1, 2)
            label.setFixedWidth(320)
            label.setContentsMargins(0, 0, 0, 0)
        else:
            grid.addWidget(label, 0, 0, top)
            grid.addWidget(made, 0, 1)
        grid.addWidget(self.fault, 2, 1)
        grid.setColumnStretch(1, 1)

    def say(self, sentence: str) -> None:
        """差错 under the field."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.editor.mark(sentence)


class FormView(QScrollArea):
    """表: asks for what the form asks for as the values stand; Enter walks from field to field."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("填写")
        self.form: ActForm | None = None
        self._lines: dict[str, _Line] = {}
        self._help = Paragraph(size=tokens.CAPTION, colour=colours().text2)
        application().focusChanged.connect(self._walked)

    @property
    def help(self) -> Paragraph:
        """填写说明 of the field in hand, to be put below the form."""
        return self._help

    def show_form(self, form: ActForm) -> None:
        """换上一张表, with its defaults."""
        self.form = form
        self._lines = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.S + 2)
        for field in form.fields:
            made = editor(field, form.today)
            line = _Line(made)
            line.setProperty("helpKey", f"act.{form.name}.{field.name}")
            made.changed.connect(self._changed)
            self._lines[field.name] = line
            column.addWidget(line)
        if not form.fields:
            column.addWidget(
                Paragraph("这一办理不需要填写，请核对右边的后果。", size=tokens.BODY, colour=colours().text2)
            )
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # only now: a scroll area fills the ground of what is put into it
        self._help.setText(form.hint)
        self._sift()

    def wanted_height(self) -> int:
        """全部的栏要的高."""
        inside = self.widget()
        return inside.sizeHint().height() if inside is not None else 0

    def values(self) -> dict[str, Any]:
        """填的内容."""
        return {name: line.editor.value() for name, line in self._lines.items()}

    def put(self, name: str, text: str) -> bool:
        """填进一栏 what was scanned; False when the form has no such line."""
        line = self._lines.get(name)
        stop = line.editor.stop if line is not None else None
        if not isinstance(stop, QLineEdit):
            return False
        stop.setText(text)
        return True

    def begin(self) -> None:
        """从这里填起; text that stands there already is selected, so that typing replaces it."""
        form = self.form
        if form is None:
            return
        line = self._lines.get(form.focus) or next(iter(self._lines.values()), None)
        if line is not None:
            self.reach(line.editor.stop)

    def reach(self, stop: QWidget) -> None:
        """到这一栏."""
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(stop, (QLineEdit, QPlainTextEdit)):
            stop.selectAll()

    def show_faults(self, faults: Sequence[tuple[str, str]], *, go: bool = True) -> None:
        """差错 in place, all of them; the focus goes to the first, but never while the clerk is typing (`go` False)."""
        said: Mapping[str, str] = dict(faults)
        for name, line in self._lines.items():
            line.say(said.get(name, ""))
        first = next((line for name, line in self._lines.items() if name in said), None)
        if first is not None and go:
            self.reach(first.editor.stop)
        if first is not None:
            QTimer.singleShot(0, self, self._fault_in_sight)  # once the sentences are laid out

    def clear_faults(self) -> None:
        """撤去差错."""
        for line in self._lines.values():
            line.say("")

    def _changed(self) -> None:
        self._sift()
        self.clear_faults()
        self.changed.emit()
        QTimer.singleShot(0, self, self._keep_in_sight)  # a row or a field more moves everything, once laid out

    def _keep_in_sight(self) -> None:
        focus = application().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, tokens.L)

    def _fault_in_sight(self) -> None:
        """差错看得见: that of the field in hand; the first one when the focus has left the form; typing scrolls nowhere else."""
        focus = application().focusWidget()
        faulty = [line for line in self._lines.values() if not line.fault.isHidden() and not line.isHidden()]
        if focus is not None and self.isAncestorOf(focus):
            faulty = [line for line in faulty if line.isAncestorOf(focus)]
        line = next(iter(faulty), None)
        if line is None:
            return
        self.ensureWidgetVisible(line.fault, 0, tokens.S)
        if line.height() <= self.viewport().height():
            self.ensureWidgetVisible(line, 0, 0)

    def _sift(self) -> None:
        """What is asked for depends on what is answered: 补录原因 only for an earlier day, and the like."""
        if self.form is None:
            return
        asked = {field.name for field in self.form.asked(self.values())}
        for name, line in self._lines.items():
            line.setVisible(name in asked)

    def _walked(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or self.form is None or not self.isAncestorOf(now):
            return
        self._help.setText(now.whatsThis() or self.form.hint)
        self.ensureWidgetVisible(now, 0, tokens.L)
