"""企业公开评议一栏: what the enterprise said."""

from __future__ import annotations

from bingliang.desk.panels.values import NAMES, Kept, Line, Panel, Told


def panel(told: Told) -> Panel:
    """服务评价: slips handed out and what came back."""
    rated = told.lines("rate")
    slips = sum(paper.form == "rating" for case in told.cases for paper in case.papers)
    lines = [Line("已交给申请人的服务评价表", f"{slips} 份")]
    words = "次评价已登记" if rated else "还没有登记评价"
    return Panel(
        6, NAMES[5], Kept.PART, str(len(rated)) if rated else "", words, tuple(lines),
        "评价登记、业主点评和整改随后续版本提供。",
    )  # fmt: skip
