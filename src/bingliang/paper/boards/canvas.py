"""看板上纸: a board on a PDF page, with the shipped faces; the only place of the boards that knows reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from bingliang.ledger.masking import masked
from bingliang.paper import archival, fonts
from bingliang.paper.boards import measure
from bingliang.paper.boards.ink import Board, Box, Ink, Line, Shape, Text


def pdf(boards: Sequence[Board], title: str, author: str = "") -> bytes:
    """PDF: a page for each board, each in its own size; made to be kept (PDF/A-2b), the same bytes every time."""
    out, canvas = _canvas(boards[0], compressed=True)
    archival.declare(canvas, masked(title), author)
    _pages(canvas, boards)
    return archival.closed(out.getvalue())


def passing(boards: Sequence[Board]) -> bytes:
    """过手的 PDF: the same pages, only to be turned into pixels at once; nothing is packed."""
    out, canvas = _canvas(boards[0], compressed=False)
    _pages(canvas, boards)
    return out.getvalue()


def _canvas(first: Board, *, compressed: bool) -> tuple[io.BytesIO, Canvas]:
    out = io.BytesIO()
    fonts.face("sans")
    canvas = Canvas(
        out,
        pagesize=(first.size.wide, first.size.high),
        invariant=1,
        pageCompression=int(compressed),
        initialFontName="bl-sans",  # type: ignore[arg-type]  # the stubs want a number
        initialFontSize=12,
    )
    return out, canvas


def _pages(canvas: Canvas, boards: Sequence[Board]) -> None:
    for board in boards:
        size = board.size
        canvas.setPageSize((size.wide, size.high))
        canvas.setFillColor(_colour(board.ground))
        canvas.rect(0, 0, size.wide, size.high, stroke=0, fill=1)
        hand = _Hand(canvas, size.high, size.scale)
        for one in board.ink:
            hand.draw(one)
        canvas.showPage()
    canvas.save()


@cache
def _colour(code: str) -> Color:
    return HexColor(code)


class _Hand:
    """画: units from the top left corner become points from the bottom left one."""

    def __init__(self, canvas: Canvas, high: float, scale: float) -> None:
        self.canvas, self.high, self.scale = canvas, high, scale

    def draw(self, one: Ink) -> None:
        """画一样."""
        if isinstance(one, Text):
            self._text(one)
        elif isinstance(one, Box):
            self._box(one)
        elif isinstance(one, Line):
            self._line(one)
        else:
            self._shape(one)

    def _text(self, one: Text) -> None:
        out, scale = self.canvas.beginText(), self.scale
        out.setTextOrigin(one.x * scale, self.high - one.y * scale)
        out.setFillColor(_colour(one.colour))
        for name, part in fonts.faced(measure.style(bold=one.bold), one.words):
            out.setFont(f"bl-{name}", one.size * scale)
            out.textOut(part)
        self.canvas.drawText(out)

    def _box(self, one: Box) -> None:
        scale = self.scale
        place = (one.x * scale, self.high - (one.y + one.high) * scale, one.wide * scale, one.high * scale)
        fill, stroke = self._set(one.fill, one.stroke, one.line)
        if one.radius:
            radius = min(one.radius, one.wide / 2, one.high / 2) * scale
            self.canvas.roundRect(*place, radius, stroke=stroke, fill=fill)
        else:
            self.canvas.rect(*place, stroke=stroke, fill=fill)

    def _line(self, one: Line) -> None:
        scale = self.scale
        self.canvas.setStrokeColor(_colour(one.colour))
        self.canvas.setLineWidth(one.thick * scale)
        self.canvas.setDash([one.dash * scale, one.dash * scale] if one.dash else [])
        self.canvas.line(one.x1 * scale, self.high - one.y1 * scale, one.x2 * scale, self.high - one.y2 * scale)

    def _shape(self, one: Shape) -> None:
        fill, stroke = self._set(one.fill, one.stroke, one.line)
        path = self.canvas.beginPath()
        (x, y), *rest = one.points
        path.moveTo(x * self.scale, self.high - y * self.scale)
        for x, y in rest:
            path.lineTo(x * self.scale, self.high - y * self.scale)
        path.close()
        self.canvas.drawPath(path, stroke=stroke, fill=fill)

    def _set(self, fill: str, stroke: str, line: float) -> tuple[int, int]:
        if fill:
            self.canvas.setFillColor(_colour(fill))
        if stroke:
            self.canvas.setStrokeColor(_colour(stroke))
            self.canvas.setLineWidth(line * self.scale)
            self.canvas.setDash([])
        return int(bool(fill)), int(bool(stroke))
