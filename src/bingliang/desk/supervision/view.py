"""一件督办 whole: its sentence, its days, its steps in words, its marks and papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.supervision import loose
from bingliang.desk.supervision.matters import loose_row, marks_of, row_of
from bingliang.desk.supervision.rows import MatterFilter, MatterRow, MatterView, Step
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.folding import fold
from bingliang.ledger.matter import Matter, fold_matter, stream_of_matter
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Entry
    from bingliang.store.look import Look


def _loose_view(look: Look, stream: str) -> MatterView:
    lines = look.entries(stream_of_matter(stream, 0))
    own = loose.marks_on(look, stream)
    row = loose_row(look, stream, own)
    said = f"{row.kind}的记分，{row.department}；" + ("有申诉等待处理。" if row.appealing else "没有待处理的申诉。")
    return MatterView(row, said, (("记分日期", f"{own[0].on:%Y-%m-%d}"),), _steps(lines), tuple(own), ())


def matter_view(desk: Desk, stream: str, no: int) -> MatterView:
    """一件督办; a Refusal when there is no such item."""
    with desk.store.look() as look:
        if not no:
            return _loose_view(look, stream)
        entries = look.entries(stream)
        case = fold(entries)
        if case is None or no not in case.items:
            raise Refusal("没有这一项，请刷新后再看。")
        name = stream_of_matter(stream, no)
        lines = look.entries(name)
        matter = fold_matter(lines) or Matter(name, stream, no)
        row = row_of(look, case, entries, matter, lines)
        presses = {order.press for order in matter.orders}
        drawn = {entry.seq for entry in entries if entry.act == "draw_up" and entry.request in presses}
        papers = tuple((paper.title, paper.number, paper.seq) for paper in case.papers if paper.seq in drawn)
        clocks = Clocks(case.items[no], look.loaded("calendar"))
        return MatterView(
            row,
            _sentence(row, matter),
            _days(clocks),
            _steps(lines),
            marks_of(look, case, entries, matter, lines),
            papers,
        )


def _days(clocks: Clocks) -> tuple[tuple[str, str], ...]:
    def said(on: date | None, *, provisional: bool = False) -> str:
        return f"{on:%Y-%m-%d}{'（暂定）' if provisional else ''}" if on else "没有"

    item, promised, law = clocks.item, clocks.promised, clocks.statutory
    return (
        ("受理", said(item.acceptance.on if item.acceptance else None)),
        ("承诺办结", said(promised.on, provisional=promised.provisional) if promised else "没有"),
        ("法定办结", said(law.on, provisional=law.provisional) if law else "以办事指南为准"),
        ("办结", said(clocks.ended_on) if clocks.ended_on else "还没有"),
    )


def _sentence(row: MatterRow, matter: Matter) -> str:
    late = []
    if row.statute_late:
        late.append(f"法定超期 {row.statute_late} 个工作日")
    elif row.promise_late:
        late.append(f"承诺超时 {row.promise_late} 个工作日")
    head = f"{row.department}承办，" + ("，".join(late) or (f"{row.rung}已预警" if row.rung else "期限以内"))
    order = matter.order
    if order is None:
        return f"{head}；{_NEXT[row.state]}"
    named = "催办" if order.act == "urge" else f"{order.light.replace('灯', '牌')}督办"
    if order.state == "待复核" and order.replied_on is not None:
        return f"{head}；{named}已于 {order.replied_on:%m-%d} 回复，等督查复核。"
    return f"{head}；{order.on:%m-%d} 已{named}，请承办部门在 {order.reply_by:%m-%d} 前回复。"


_NEXT = {
    MatterFilter.URGE: "还没有催办。",
    MatterFilter.SUPERVISE: "应当督办。",
    MatterFilter.APPEAL: "有申诉等待处理。",
    MatterFilter.OPEN: "催办、督办都已了结，期限照常计算。",
    MatterFilter.DONE: "已了结。",
    MatterFilter.REPLY: "等回复。",
    MatterFilter.REVIEW: "等复核。",
}


def _steps(lines: Sequence[Entry]) -> tuple[Step, ...]:
    return tuple(
        Step(date.fromisoformat(str(entry.facts["on"])), _title(entry), _words(entry), entry.seq) for entry in lines
    )


def _title(entry: Entry) -> str:
    facts = entry.facts
    if entry.act == "warn":
        return f"{facts['line']}{facts['rung']}预警"
    if entry.act == "supervise":
        return f"{str(facts['light']).replace('灯', '牌')}督办"
    if entry.act == "hold_account":
        return str(facts["kind"])
    return ACTS[entry.act].title


def _words(entry: Entry) -> str:
    facts = entry.facts
    if entry.act == "warn":
        return f"{facts['line']}期限 {facts['due']}"
    parts = [str(facts[key]) for key in ("verdict", "outcome", "mark", "ground", "request", "words") if facts.get(key)]
    if entry.act in ("urge", "supervise"):
        parts.append(f"{facts['reply_by']} 前回复")
    if entry.act in ("hold_account", "record_violation"):
        parts = [str(facts[key]) for key in ("kind", "against", "document", "words", "article") if facts.get(key)]
    if facts.get("document") and entry.act == "exempt":
        parts.append(str(facts["document"]))
    return "；".join(parts)
