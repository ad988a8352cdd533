"""文书的速度: the next notice against a bare canvas that draws the same lines."""

from __future__ import annotations

import io
import itertools

from bingliang.desk.loading import factory_forms
from bingliang.paper.compose import compose
from tests.bench.measuring import Bench, Figure, compared


def notice_pdf() -> Figure:
    """受理通知书 with its sample facts; the canvas draws the same text line by line in the same font."""
    from reportlab.pdfgen.canvas import Canvas

    form = factory_forms()["acceptance"]
    facts = form.sample()
    rendered = compose(form, facts)
    face = _face()

    def floor() -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, initialFontName=face, initialFontSize=16, invariant=1)  # type: ignore[arg-type]  # the stub says float
        for page in rendered.lines:
            canvas.setFont(face, 16)
            for row, line in enumerate(page):
                canvas.drawString(79, 700 - (row % 22) * 29, line)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    serial = itertools.count(1)

    def ours() -> object:
        # every notice is another one: number, enterprise and project differ, so that no line is laid out from memory
        n = next(serial)
        fresh = {**facts, "number": f"岳经开审〔2026〕受理第{n:04d}号"}
        fresh["enterprise"] = {**facts["enterprise"], "name": f"岳阳第{n}示例科技有限公司"}
        fresh["project"] = {**facts["project"], "name": f"示例零部件产业园第{n}期项目"}
        return compose(form, fresh)

    return compared(2.0, ours, floor)


def _face() -> str:
    """The name under which the serif face is registered, after it has been used once."""
    from reportlab.pdfbase import pdfmetrics

    names: list[str] = [name for name in pdfmetrics.getRegisteredFontNames() if "Serif" in name or "serif" in name]
    return names[0]


BENCHES = (Bench("notice_pdf", 2.0, "next notice / bare canvas with the same lines", notice_pdf),)
