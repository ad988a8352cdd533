"""企业公开评议一栏: what the enterprise of the project said of the departments; of 好差评 only that it was asked."""

from __future__ import annotations

from collections.abc import Iterable

from bingliang.desk.lights import Light
from bingliang.desk.panels.values import NAMES, Line, Panel, Told
from bingliang.ledger.comment import Comment
from bingliang.mechanism.public_rating import Grade, Span, owes_answer, owners

ROOM = "评议"


def panel(told: Told) -> Panel:
    """业主点评 of this project, the newest period first; 好差评 is anonymous, so that no grade of a case stands here."""
    rows = [line for one in told.comments for line in _lines(told, one)]
    slips = sum(paper.form == "rating" for case in told.cases for paper in case.papers)
    count = sum(len(one.said) for one in told.comments)
    waiting = sum(line.light is Light.SOON for line in rows)
    words = f"条业主点评{f'，{waiting} 条待答复' if waiting else ''}" if count else "还没有业主点评"
    lines = (*rows, Line("服务评价表（好差评，隐去评价人）", f"{slips} 份", room=ROOM))
    return Panel(6, NAMES[5], str(count) if count else "", words, lines, Light.SOON if waiting else None, ROOM)


def _lines(told: Told, one: Comment) -> Iterable[Line]:
    span = Span.of(one.period)
    if owners.sealed(span, told.today):
        yield Line(f"{span.name}点评", f"已封存到{span.last:%m-%d}", Light.STOPPED, room=ROOM, subject=one.stream)
        return
    for said in one.said.values():
        waits = one.checked_on is not None and said.answered_on is None and owes_answer(said)
        value = f"{Grade(said.grade).text}{'，待答复' if waits else '，已答复' if said.answered_on else ''}"
        shown = Light.SOON if waits else Light.DONE
        yield Line(f"{span.name}：{told.short(said.department)}", value, shown, room=ROOM, subject=one.stream)
