"""文书的预览: the chosen paper as it lies on paper, its facts above it, and the buttons that print and save it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from bingliang.desk.rows import PaperRow
from bingliang.gui import tokens
from bingliang.gui.page import Page
from bingliang.gui.pages.papers.columns import facts
from bingliang.gui.printable import stored
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.paper_view import PaperView, Wish, drawn

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.paper.pages import Image


@dataclass(frozen=True, slots=True)
class _Seen:
    row: PaperRow
    images: tuple[Image, ...]


def _seen(desk: Desk, row: PaperRow, wish: Wish) -> _Seen:
    """On a worker: the stored bytes, checked, and their pages."""
    found = stored(desk, row.stream, row.seq)
    return _Seen(found.row, drawn(found.pdf, wish) if found.pdf else ())


class PreviewPane(QFrame):
    """预览 of the paper in hand, which is also the one that F8 prints."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        c = colours()
        self._frame = page.frame
        self.shown: PaperRow | None = None
        self.setObjectName("card")
        self._title = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self.facts = Paragraph(size=tokens.LABEL, colour=c.text2)
        self.warning = Paragraph(size=tokens.LABEL, colour=c.late.text)
        self.warning.setContentsMargins(tokens.L, 0, tokens.L, tokens.S)
        self.warning.hide()
        self.print_button = QPushButton("打印（F8）")
        self.save_button = QPushButton("另存为 PDF（Ctrl+S）")
        self.view = PaperView()
        self.view.wanted.connect(self._draw)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.warning)
        column.addWidget(self.view, 1)

    def _head(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addWidget(self.facts)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.M, tokens.S)
        head.setSpacing(tokens.S)
        head.addLayout(names, 1)
        for button in (self.save_button, self.print_button):
            button.setAutoDefault(False)
            button.setEnabled(False)
            head.addWidget(button)
        return head

    def show_row(self, row: PaperRow | None) -> None:
        """换上一份; the same one again only where something about it has changed."""
        self.print_button.setEnabled(row is not None)
        self.save_button.setEnabled(row is not None)
        if row == self.shown and row is not None:
            return
        self.shown = row
        self._title.setText(row.title if row else "")
        self.facts.setText(facts(row) if row else "")
        self._warn(_void_words(row) if row else "")
        if row is None:
            self.view.clear()
            return
        self._frame.printing.use(row.stream, row.seq)
        self._draw()

    def _warn(self, sentence: str) -> None:
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))

    def _draw(self) -> None:
        row, wish = self.shown, self.view.wish
        if row is None or not self._frame.backstage.ready:
            return
        self._frame.backstage.ask(
            self, lambda counter: _seen(counter.desk, row, wish), self._see, topic="preview", long=True,
            refused=self._unseen,
        )  # fmt: skip

    def _see(self, seen: _Seen) -> None:
        name = f"《{seen.row.title}》{seen.row.number}"
        stamp = "已作废" if seen.row.void else "部分作废" if seen.row.partly else ""
        self.view.show_pages(seen.images, name, stamp)
        if not seen.images:
            self._warn("编号已取得，PDF 还没有制成（可能因断电）。按 F8 补制并打印。")

    def _unseen(self, sentence: str) -> None:
        self.view.clear(sentence)
        self._warn(sentence)


def _void_words(row: PaperRow) -> str:
    """作废的话 above the preview: the whole paper, or only some rows of it."""
    if row.void:
        return f"已作废：{row.void_reason}"
    return f"部分作废：{row.partly}；其余各行有效" if row.partly else ""
