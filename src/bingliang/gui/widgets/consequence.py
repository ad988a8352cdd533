"""后果: what the act will change, beside the form: old and new dates, papers, article, what to mind; or why it is refused."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bingliang.desk.acts.consequence import MARK, Consequence, DateChange, ItemChange
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.tokens import Tone
from bingliang.gui.widgets.label import Paragraph, Words


class Tinted(QFrame):
    """底色的一段话: a sentence on the tint of a state, with a bar of its colour."""

    def __init__(self, sentences: str, tone: Tone, *, bold: bool = False, accent: str = "") -> None:
        super().__init__()
        self.setObjectName("tinted")
        self.setStyleSheet(
            f"QFrame#tinted {{ background: {tone.tint}; border: 0; border-left: 3px solid {accent or tone.mark};"
            f" border-radius: {tokens.RADIUS}px; }}"
        )
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        # on its own tint a word needs the stronger of the two inks
        self.words = Paragraph(sentences, size=tokens.BODY, bold=bold, colour=tone.on_selected)
        column.addWidget(self.words)


class ConsequenceView(QScrollArea):
    """后果 in the order in which a clerk reads it; scrolls when it is long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.said = ""
        self._crossed: tuple[str, tuple[str, ...]] = ("", ())
        self.setAccessibleName("办理后果")

    def wait(self) -> None:
        """还在算."""
        self._show(Paragraph("正在预演…", size=tokens.BODY, colour=colours().text2), said="")

    def show_crossed(self, sentence: str, since: tuple[str, ...]) -> None:
        """他人在先: stays on top until the sheet is closed."""
        self._crossed = (sentence, since)

    def forget(self) -> None:
        """换了一张表."""
        self._crossed = ("", ())

    def show_refusal(self, sentence: str, article: str) -> None:
        """不能办: the sentence and its article in place of a consequence."""
        c = colours()
        words = f"{sentence}\n依据：{article}" if article else sentence
        self._show(Tinted(words, c.late, bold=True), said=words)

    def show_hint(self, sentence: str) -> None:
        """待填: what has still to be written before there is a consequence; nothing has been done wrong yet."""
        c = colours()
        self._show(Tinted(sentence, Tone(c.control, c.text2, c.text2, c.bg)), said=sentence)

    def show_consequence(self, found: Consequence) -> None:
        """后果."""
        parts: list[QWidget | None] = []
        c = colours()
        if found.sentences:
            accent = Tone(c.accent, c.text, c.text, c.accent_soft)
            parts.append(Tinted("\n".join(found.sentences), accent, bold=True))
        parts += [_item(change) for change in found.items]
        parts += [_list("新的算式", found.accounts)]
        parts += [_list("将出具的文书", found.papers), _list("将记入台账", found.acts), _list("依据", found.articles)]
        parts += [Tinted(sentence, c.warn) for sentence in found.warnings]
        self._show(*[part for part in parts if part is not None], said=speech(found))

    def _show(self, *parts: QWidget, said: str) -> None:
        c = colours()
        inside = QWidget()
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.M)
        sentence, since = self._crossed
        if sentence:
            column.addWidget(Tinted("\n".join((sentence, *since)), c.promise, bold=True))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)
        self.said = "\n".join(part for part in (sentence, *since, said) if part)
        self.setAccessibleDescription(self.said)


def speech(found: Consequence) -> str:
    """后果读出来."""
    papers = f"出具{'、'.join(found.papers)}" if found.papers else ""
    return "\n".join(part for part in (*found.sentences, papers, *found.warnings) if part)


def _item(change: ItemChange) -> QWidget:
    c = colours()
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.XS)
    head = QHBoxLayout()
    head.setSpacing(tokens.S)
    head.addWidget(Words(change.name, size=tokens.BODY, bold=True, colour=c.text), 1)
    state = change.after if change.before == change.after else f"{change.before} → {change.after}"
    head.addWidget(Words(state, size=tokens.LABEL, colour=c.text2, whole=True))
    column.addLayout(head)
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.M)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(4, 1)
    for at, one in enumerate(change.dates):
        _dates(grid, at, one)
    column.addLayout(grid)
    return box


def _dates(grid: QGridLayout, at: int, one: DateChange) -> None:
    c = colours()
    grid.addWidget(Words(one.word, size=tokens.LABEL, colour=c.text2, whole=True), at, 0)
    before = f"{one.before:%Y-%m-%d}" if one.before else "—"
    after = f"{one.after:%Y-%m-%d}" if one.after else "结束"
    if not one.changed:
        grid.addWidget(
            Words(f"{after}{MARK if one.provisional else ''}", size=tokens.LABEL, colour=c.text, whole=True), at, 1
        )
        grid.addWidget(Words("不变", size=tokens.CAPTION, colour=c.text2, whole=True), at, 3)
        return
    grid.addWidget(Words(before, size=tokens.LABEL, colour=c.text2, whole=True), at, 1)
    grid.addWidget(Words("→", size=tokens.LABEL, colour=c.text2, whole=True), at, 2)
    new = Words(f"{after}{MARK if one.provisional else ''}", size=tokens.LABEL, bold=True, colour=c.text, whole=True)
    grid.addWidget(new, at, 3)
    if one.moved:
        tone = c.warn if one.moved > 0 else c.ok
        words = f"{'后移' if one.moved > 0 else '提前'} {abs(one.moved)} 个工作日"
        grid.addWidget(Words(words, size=tokens.CAPTION, colour=tone.text), at, 4)


def _list(title: str, lines: tuple[str, ...]) -> QWidget | None:
    if not lines:
        return None
    c = colours()
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Words(title, size=tokens.CAPTION, bold=True, colour=c.text2))
    for line in lines:
        words = Paragraph(line, size=tokens.LABEL, colour=c.text)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(words)
    return box
