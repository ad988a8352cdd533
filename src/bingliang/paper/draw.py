"""绘制: puts laid-out pages on a PDF canvas; the only module that writes a page, and it writes the same bytes every time."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from bingliang.paper import archival, fonts
from bingliang.paper.ink import Area, Page, Rule, Run, Symbol
from bingliang.paper.modules import QUIET_BARS, bar, modules

_PIECES = re.compile(r"[ -~]+|—+|[☑☐▢]|[^ -~—☑☐▢]+")
_WATERMARK = 0.07


def pdf(pages: Sequence[Page], title: str, author: str, watermark: str = "") -> bytes:
    """绘制 PDF: the bytes of the document; no clock and no random number goes in."""
    out = io.BytesIO()
    fonts.face("serif")
    # Without a first font reportlab would name a Helvetica that is not embedded.
    canvas = Canvas(
        out,
        pagesize=(pages[0].width, pages[0].height),
        invariant=1,
        pageCompression=1,
        initialFontName="bl-serif",  # type: ignore[arg-type]  # the stubs want a number
        initialFontSize=12,
    )
    archival.declare(canvas, title, author)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        if watermark:
            _watermark(canvas, page, watermark)
        _page(canvas, page)
        canvas.showPage()
    canvas.save()
    return archival.closed(out.getvalue())


def _page(canvas: Canvas, page: Page) -> None:
    _areas(canvas, [ink for ink in page.ink if isinstance(ink, Area)], page.height)
    text = canvas.beginText()
    text.setFillGray(0)
    pen = _Pen(canvas, text, page.height)
    # Nearly all text is black: grey runs come last, so that the colour changes once.
    for ink in sorted((ink for ink in page.ink if isinstance(ink, Run)), key=lambda run: run.grey):
        pen.run(ink)
    canvas.drawText(text)
    canvas.setStrokeGray(0)
    canvas.setFillGray(0)
    for x, y, size, sign in pen.boxes:
        if sign == fonts.BLANK:
            _blank(canvas, x, y, size)
        else:
            _tick(canvas, x, y, size, ticked=sign == "☑")
    _rules(canvas, [ink for ink in page.ink if isinstance(ink, Rule)], page.height)
    for symbol in page.ink:
        if isinstance(symbol, Symbol):
            _symbol(canvas, symbol, page.height)


def _areas(canvas: Canvas, areas: Sequence[Area], height: float) -> None:
    """Under everything else, so that a figure can stand on a bar."""
    for area in areas:
        canvas.setFillGray(area.grey)
        canvas.rect(area.x, height - area.y - area.height, area.width, area.height, stroke=0, fill=1)


def _rules(canvas: Canvas, rules: Sequence[Rule], height: float) -> None:
    """All lines of one thickness in one stroke: a ruled table has hundreds."""
    for width, dash in sorted({(rule.width, rule.dash) for rule in rules}):
        canvas.setDash([3, 3] if dash else [])
        canvas.setLineWidth(width)
        canvas.lines(
            [
                (rule.x1, height - rule.y1, rule.x2, height - rule.y2)
                for rule in rules
                if (rule.width, rule.dash) == (width, dash)
            ]
        )
    canvas.setDash([])


class _Pen:
    """Writes runs into one text object; remembers what is set, so that a page stays small."""

    def __init__(self, canvas: Canvas, text: PDFTextObject, height: float) -> None:
        self.canvas, self.out, self.height = canvas, text, height
        self.font: tuple[str, float] = ("", 0.0)
        self.space, self.scale, self.grey = 0.0, 100.0, 0.0
        self.at = (-1.0, -1.0)
        self.boxes: list[tuple[float, float, float, str]] = []

    def run(self, run: Run) -> None:
        """A run in pieces: full-width characters one by one to the cell, half-width ones together in half cells."""
        if run.grey != self.grey:
            self.out.setFillGray(run.grey)
            self.grey = run.grey
        x, y = run.x, self.height - run.y
        for piece in _PIECES.findall(run.text):
            if piece in fonts.TICKS:
                self.boxes.append((x, y, run.size, piece))
                x += run.advance
            elif piece[0] == "—":
                self._fitted(piece, x, y, run, run.advance * len(piece))
                x += run.advance * len(piece)
            elif " " <= piece[0] <= "~":
                width = run.advance * len(piece) / 2
                self._fitted(piece, x, y, run, width)
                x += width
            else:
                x = self._full(piece, x, y, run)

    def _full(self, piece: str, x: float, y: float, run: Run) -> float:
        for name, part in fonts.faced(run.style, piece):
            widths = fonts.face(name).face.charWidths
            # A glyph narrower than the cell (· × °) would pull the rest of the line to the left: it is centred alone.
            for chunk in _chunks(part, widths):
                own = widths[ord(chunk[0])] * run.size / 1000
                end = x + run.advance * len(chunk)
                if abs(own - run.size) < 0.01:
                    self._put(name, chunk, (x, y), run.size, run.advance - run.size, 100, end)
                else:
                    self._put(name, chunk, (x + max(0.0, (run.advance - own) / 2), y), run.size, 0, 100, -1)
                x = end
        return x

    def _fitted(self, piece: str, x: float, y: float, run: Run, width: float) -> None:
        for name, part in fonts.faced(run.style, piece):
            widths = fonts.face(name).face.charWidths
            natural = sum(widths[ord(char)] for char in part) * run.size / 1000
            share = width * len(part) / len(piece)
            if natural > share or part[0] == "—":
                self._put(name, part, (x, y), run.size, 0, 100 * share / natural, x + share)
            else:
                self._put(name, part, (x, y), run.size, (share - natural) / len(part), 100, x + share)
            x += share

    def _put(
        self,
        name: str,
        text: str,
        at: tuple[float, float],
        size: float,
        space: float,
        scale: float,
        end: float,
    ) -> None:
        out = self.out
        if self.font != (name, size):
            out.setFont(f"bl-{name}", size)
            self.font = (name, size)
        if abs(self.space - space) > 1e-6:
            out.setCharSpace(space)
            self.space = space
        if abs(self.scale - scale) > 1e-6:
            out.setHorizScale(scale)
            self.scale = scale
        # Where the last piece ended just here, the pen is already in its place.
        if self.at[1] != at[1] or abs(self.at[0] - at[0]) > 1e-6:
            out.setTextOrigin(*at)
        out.textOut(text)
        self.at = (end, at[1])


def _chunks(text: str, widths: Mapping[int, float]) -> list[str]:
    result = [""]
    for char in text:
        if widths[ord(char)] == 1000:
            result[-1] += char
        else:
            result += [char, ""]
    return [chunk for chunk in result if chunk]


def _tick(canvas: Canvas, x: float, y: float, size: float, *, ticked: bool) -> None:
    side = size * 0.78
    left, bottom = x + size * 0.1, y - size * 0.05
    canvas.setDash([])
    canvas.setLineWidth(size * 0.055)
    canvas.rect(left, bottom, side, side)
    if ticked:
        canvas.setLineWidth(size * 0.1)
        path = canvas.beginPath()
        path.moveTo(left + side * 0.2, bottom + side * 0.52)
        path.lineTo(left + side * 0.42, bottom + side * 0.25)
        path.lineTo(left + side * 0.82, bottom + side * 0.8)
        canvas.drawPath(path, stroke=1, fill=0)


def _blank(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A box as large as the character that will be written into it."""
    canvas.setDash([])
    canvas.setLineWidth(size * 0.045)
    canvas.rect(x + size * 0.03, y - size * 0.13, size * 0.94, size * 0.98)


def _symbol(canvas: Canvas, ink: Symbol, height: float) -> None:
    if ink.kind == "code128":
        from reportlab.graphics.barcode.code128 import Code128

        narrow = bar(ink.data, ink.width)
        white = QUIET_BARS * narrow
        bars = Code128(ink.data, barWidth=narrow, barHeight=ink.height, quiet=1, lquiet=white, rquiet=white)
        bars.drawOn(canvas, ink.x, height - ink.y - ink.height)
        return
    squares = modules(ink.data)
    side = ink.width / len(squares)
    path = canvas.beginPath()
    for number, line in enumerate(squares):
        bottom = height - ink.y - (number + 1) * side
        start = None
        for place, dark in enumerate((*line, False)):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                path.rect(ink.x + start * side, bottom, (place - start) * side, side)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)


def _watermark(canvas: Canvas, page: Page, words: str) -> None:
    """Light enough that text over it stays clear, and under the text, so that it hides nothing."""
    size = min(page.width / (len(words) + 1.5), 96)
    canvas.saveState()
    canvas.setFillGray(1 - _WATERMARK)
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(35 if page.height > page.width else 15)
    for name, part in fonts.faced("head", words):
        canvas.setFont(f"bl-{name}", size)
        canvas.drawCentredString(0, -size / 3, part)
    canvas.restoreState()
