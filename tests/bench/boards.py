"""看板的速度: one board out of an issue to its pixels, against a bare canvas that draws the same words and shapes, as pixels."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace

from bingliang.boards.figures import Figure
from bingliang.paper import pages
from bingliang.paper.boards import roll, sizes
from bingliang.paper.boards.ink import Box, Text
from bingliang.paper.boards.pixels import picture
from tests.bench.measuring import Bench, compared
from tests.bench.measuring import Figure as Measured
from tests.paper.boards import sample

GOAL = 1.6


def board_frame() -> Measured:
    """The roll of an issue on 1920 × 1080, laid out, drawn and turned into pixels; every issue has other figures."""
    from reportlab.pdfgen.canvas import Canvas

    issue, size = sample.issue(), sizes.screen(1920, 1080)
    first = roll.boards(issue, size)[0]
    picture(first)
    ink = [(one.x, size.high - one.y, one.size, one.words, one.bold) for one in first.ink if isinstance(one, Text)]
    boxes = [(one.x, size.high - one.y - one.high, one.wide, one.high) for one in first.ink if isinstance(one, Box)]

    def floor() -> object:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(size.wide, size.high), initialFontName="bl-sans", invariant=1, pageCompression=0)  # type: ignore[arg-type]  # the stub says float
        canvas.setFillGray(0.1)
        canvas.rect(0, 0, size.wide, size.high, stroke=0, fill=1)
        canvas.setFillGray(0.2)
        for box in boxes:
            canvas.rect(*box, stroke=0, fill=1)
        canvas.setFillGray(1)
        for x, y, letters, words, bold in ink:
            canvas.setFont("bl-bold" if bold else "bl-sans", letters)
            canvas.drawString(x, y, words)
        canvas.showPage()
        canvas.save()
        return pages.coloured(out.getvalue(), 0, 1.0)

    serial = itertools.count(1)

    def ours() -> object:
        n = next(serial)
        rows = tuple(
            replace(
                one, name=f"{one.name}{n}期", percent=Figure(f"{(n + at) % 110}%", (n + at) % 110, one.percent.sources)
            )
            for at, one in enumerate(issue.projects)
        )
        return picture(roll.boards(replace(issue, projects=rows, departments=()), size)[0])

    return compared(GOAL, ours, floor)


BENCHES = (
    Bench("board_frame", GOAL, "one board of 1920 × 1080 to pixels / a bare canvas with the same ink", board_frame),
)
