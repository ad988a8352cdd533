"""看板详情: what a row shows: its sentence, its words, every figure in a line, and below them the lines of the ledger behind the figure."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bingliang.desk.boards.figure_rows import FigureRow
from bingliang.desk.boards.provenance import LineRow
from bingliang.desk.boards.view import BoardView
from bingliang.gui import tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import cells, ink
from bingliang.gui.widgets.detail_pane import DetailPane, button, buttons, headed, tall
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.sentence import Sentence

MOST_FIGURES, MOST_LINES = 12, 6


class BoardDetail(DetailPane[BoardView]):
    """看板详情 of the pages of the room."""

    acts = Signal()
    exported = Signal()
    played = Signal()
    previewed = Signal()

    def __init__(self, *, playable: bool, parent: QWidget | None = None) -> None:
        self._playable = playable
        super().__init__("看板详情", "选中的一行显示在这里。", parent)

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        found: list[QWidget] = []
        if self.view is not None and self.view.figures:
            found.append(self.figures)
        if self.lines.rows_model.rows:
            found.append(self.lines)
        return found

    def show_view(self, view: BoardView) -> None:
        """显示一行."""
        self.view = view
        self._title.setText(view.title)
        self._number.setText(view.number)
        self._sentence.say(view.sentence, view.light)
        self._words.setText(view.words)
        self._words.setVisible(bool(view.words))
        for part in (self._heads, self.figures, self._source, self.lines):
            part.setVisible(bool(view.figures))
        self._heads.setText(f"数字 {len(view.figures)}")
        self.figures.show_rows(view.figures, keep=True)
        tall(self.figures, len(view.figures), MOST_FIGURES)
        self.play_button.setVisible(self._playable and view.of == "issue")
        self.preview_button.setVisible(bool(view.of))
        self._filled()

    def show_lines(self, rows: tuple[LineRow, ...]) -> None:
        """显示出处."""
        self._source.setText(f"出处（台账 {len(rows)} 行）" if rows else "出处：这个数字是 0 或者没有，没有台账的行")
        self.lines.show_rows(rows, keep=False)
        tall(self.lines, len(rows), MOST_LINES)

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._title = Words(size=tokens.SUBTITLE, bold=True, colour=c.text, whole=True)
        self._number = Words(size=tokens.BODY, colour=c.text2)
        self._sentence = Sentence()
        self._words = Paragraph(size=tokens.BODY, colour=c.text)
        headed(column, self._title, self._number)
        column.addWidget(self._sentence)
        column.addLayout(self._buttons())
        column.addWidget(self._words)
        self._heads = Words(size=tokens.BODY, bold=True, colour=c.text)
        model: RowModel[FigureRow] = RowModel(
            _figure_columns(), key=lambda row: (row.part, row.word, row.note), parent=self
        )
        self.figures: RowTable[FigureRow] = RowTable(model, look().density.row, "看板的数字", self)
        self.figures.setProperty("helpKey", "boards.figures")
        self._source = Words(size=tokens.BODY, bold=True, colour=c.text)
        found: RowModel[LineRow] = RowModel(
            _line_columns(), key=lambda row: (row.stream, row.seq, row.words), parent=self
        )
        self.lines: RowTable[LineRow] = RowTable(found, look().density.row, "出处", self)
        self.lines.setProperty("helpKey", "boards.lines")
        for part in (self._heads, self.figures, self._source, self.lines):
            column.addWidget(part)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QVBoxLayout:
        self.acts_button = button("办理（Ctrl+B）", "boards.acts")
        self.export_button = button("导出（Ctrl+S）", "boards.export")
        self.play_button = button("播放（F11）", "boards.play")
        self.preview_button = button("预览（Ctrl+O）", "boards.preview")
        rows = QVBoxLayout()
        rows.setSpacing(tokens.S)
        rows.addLayout(buttons((self.acts_button, self.acts), (self.export_button, self.exported)))
        rows.addLayout(buttons((self.preview_button, self.previewed), (self.play_button, self.played)))
        return rows


def _figure_columns() -> tuple[Column[FigureRow], ...]:
    def tip(row: FigureRow) -> str:
        return "\n".join(part for part in (row.part, row.word, row.text, row.note) if part)

    return (
        Column("数字", lambda r: r.word, tip=tip, speech=lambda r: f"{r.part}，{r.word}，{r.text}，{r.note}", paint=_word, least=180),
        Column("值", lambda r: r.text, 168, tip=tip, paint=_value),
        Column("出处", lambda r: f"{len(r.sources)} 行" if r.sources else "—", 64, paint=_count),
    )  # fmt: skip


def _word(painter: QPainter, box: QRect, row: FigureRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    cells.lines(painter, box.adjusted(12, 0, -8, 0), row.word, row.note or row.part)


def _value(painter: QPainter, box: QRect, row: FigureRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    ink.write(painter, box.adjusted(8, 0, -4, 0), row.text, font(tokens.BODY, bold=True), colours().text)


def _count(painter: QPainter, box: QRect, row: FigureRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    text = f"{len(row.sources)} 行" if row.sources else "—"
    ink.write(painter, box.adjusted(4, 0, -8, 0), text, font(tokens.LABEL), colours().text2, ink.RIGHT)


def _line_columns() -> tuple[Column[LineRow], ...]:
    def tip(row: LineRow) -> str:
        return f"{row.words}\n{row.act}\n{row.when}\n{row.by}\n{row.room}".rstrip()

    return (
        Column("台账的行", lambda r: r.words, tip=tip, speech=lambda r: f"{r.words}，{r.act}，{r.when}，{r.by}", paint=_line, least=180),
        Column("时间", lambda r: r.when, 150, tip=tip, paint=_when),
        Column("去", lambda r: r.room or "—", 82, tip=tip, paint=_room),
    )  # fmt: skip


def _line(painter: QPainter, box: QRect, row: LineRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    cells.lines(painter, box.adjusted(12, 0, -8, 0), row.words, f"{row.act} · 第 {row.seq} 行")


def _when(painter: QPainter, box: QRect, row: LineRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    cells.lines(painter, box.adjusted(8, 0, -4, 0), row.when, row.by)


def _room(painter: QPainter, box: QRect, row: LineRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    c = colours()
    ink.write(
        painter, box.adjusted(4, 0, -4, 0), row.room or "—", font(tokens.LABEL), c.accent if row.room else c.text2
    )
