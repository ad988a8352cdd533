"""旬报的办理: drafted from the ledger, edited, signed by a leader, frozen; a frozen issue is never changed, only corrected by another.

Who drafts does not sign: the supervisors draft and freeze, a leader signs and approves exemptions from the black flag.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bingliang.boards.daily_broadcast import Issue, Position, issue_of
from bingliang.boards.figures import Source
from bingliang.boards.flag_roll import composed
from bingliang.boards.flags import Exemption
from bingliang.desk.acts.press import Press
from bingliang.desk.boards import campaigns
from bingliang.desk.boards.reckoning import reckon
from bingliang.desk.errors import Faults
from bingliang.ledger.acts import ACTS, Draft, Refusal
from bingliang.ledger.campaign import ISSUES, Frozen, TenDay, fold_tenday, stream_of_tenday
from bingliang.mechanism import overall
from bingliang.mechanism.public_rating import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from bingliang.ledger.acts import Entry
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

LAW = campaigns.LAW


# ── reading ──


def found(look: Look, stream: str) -> TenDay:
    """调出一期; a Refusal when there is none."""
    one = fold_tenday(look.entries(stream)) if stream.startswith(ISSUES) else None
    if one is None:
        raise Refusal("没有这一期旬报，请刷新后重新选择。", LAW)
    return one


def every(look: Look) -> tuple[TenDay, ...]:
    """各期旬报, the latest 旬 first."""
    from bingliang.store.streams import lines_under

    folded = (fold_tenday(lines) for lines in lines_under(look, ISSUES).values())
    held = [one for one in folded if one is not None]
    return tuple(sorted(held, key=lambda one: (Span.of(one.period), one.campaign), reverse=True))


def opened(one: TenDay, edition: int | None = None) -> Issue | None:
    """打开: the version frozen last, or the one asked for, exactly as it was; None while nothing is frozen."""
    if not one.frozen:
        return None
    if edition is not None and not 0 <= edition < len(one.frozen):
        raise Refusal(f"第{one.number}期没有第{edition}次更正。", LAW)
    return thawed(one.frozen[-1 if edition is None else edition])


def thawed(held: Frozen) -> Issue:
    """冻结的一版 with the place in the ledger where it stands."""
    return issue_of(held.board, position_of(held.line))


def position_of(line: Entry) -> Position:
    """台账位置."""
    return Position(line.stream, line.seq, line.hash[-8:], line.at, line.by)


def draft_of(one: TenDay) -> Issue | None:
    """草稿 with the editors' words and the exemptions; None when there is none in hand."""
    if one.draft is None:
        return None
    exempt = {
        row.subject: Exemption(
            row.reason, row.approver, row.document, Source(one.stream, row.seq, f"{row.approver}批准豁免{row.name}黑旗")
        )
        for row in one.exempted
    }
    return composed(issue_of(one.draft), one.texts, exempt)


def latest(look: Look) -> Issue | None:
    """最新冻结的一期, what every board shows; None before the first. Only as many streams are read as it takes to find it."""
    streams = sorted(look.streams(ISSUES), key=lambda one: Span.of(one.rpartition("/")[2]), reverse=True)
    return next((issue for stream in streams if (issue := opened(found(look, stream))) is not None), None)


# ── acts ──


def draft(campaign: str, period: str, reason: str = "") -> Press:
    """起草: reckoned from the ledger as it stands; again while it is not frozen, or as a correction with its reason."""

    def decide(work: Work) -> Outcome:
        overall.authorise("draft_issue", work.who)
        held = campaigns.found(work, campaign)
        span = Span.of(period)
        number = campaigns.number_of(held, span)
        before = fold_tenday(work.entries(stream_of_tenday(campaign, period)))
        may_draft(held.name, span, number, work)
        correcting = before is not None and bool(before.frozen) and before.draft is None
        if correcting and not reason.strip():
            raise Faults([("issue_reason", f"第{number}期已经冻结，更正要另出一版，请写明理由。")])
        if not (before is not None and before.frozen) and held.closed_on is not None:
            raise Refusal(f"“{held.name}”已于{held.closed_on:%Y-%m-%d}结束，不再出新的旬报。", LAW)
        made = reckon(work, held, span, number)
        facts: dict[str, object] = {
            "campaign": campaign, "period": span.written, "number": number, "reason": reason.strip(),
            "board": made.facts(), "on": work.today.isoformat(),
        }  # fmt: skip
        return _outcome("draft_issue", stream_of_tenday(campaign, period), facts)

    return Press("draft_issue", decide)


def may_draft(campaign: str, span: Span, number: int, look: Look) -> None:
    """可起草: a 旬 of the campaign that has begun."""
    if not number:
        raise Refusal(f"{span.name}不在“{campaign}”期间。", LAW)
    if span.first > look.today:
        raise Refusal(f"{span.name}还没有开始，没有可以写的内容。", LAW)


def edit(stream: str, lead: str, note: str, notes: Mapping[str, str], *, by_name: bool = False) -> Press:
    """修改 the words; figures come from the ledger alone. `notes` by the stream of the project, or `by_name`."""

    def facts(one: TenDay) -> dict[str, object]:
        board = draft_of(one)
        streams = {row.name: row.stream for row in board.projects} if board is not None and by_name else {}
        said = {streams.get(name, name): words.strip() for name, words in notes.items() if words.strip()}
        now = one.texts
        if (lead.strip(), note.strip(), said) == (now.lead, now.note, dict(now.notes)):
            raise Refusal("旬报的文字没有改动。", LAW)
        return {"lead": lead.strip(), "note": note.strip(), "notes": said}

    return _on("edit_issue", stream, facts)


def exempt(stream: str, subject: str, reason: str, approver: str, document: str) -> Press:
    """豁免黑旗 of one project or 责任单位 that has one in the draft; with who approved it and under which number."""

    def facts(one: TenDay) -> dict[str, object]:
        board = draft_of(one)
        rows = {row.stream: (row.name, row.flag) for row in board.projects} if board else {}
        rows |= {row.name: (row.name, row.flag) for row in board.departments} if board else {}
        name, flag = rows.get(subject, ("", ""))
        if flag != "黑旗":
            raise Refusal(f"“{name or subject}”在这一期没有黑旗，不用豁免。", LAW)
        wanted = {"exempt_reason": (reason, "豁免的理由"), "approver": (approver, "批准人（职务）"),
                  "document": (document, "批准文件的文号")}  # fmt: skip
        faults = [(field, f"请填写“{word}”。") for field, (text, word) in wanted.items() if not text.strip()]
        if faults:
            raise Faults(faults)
        return {
            "subject": subject, "name": name, "reason": reason.strip(), "approver": approver.strip(),
            "document": document.strip(),
        }  # fmt: skip

    return _on("exempt_flag", stream, facts)


def sign(stream: str) -> Press:
    """签发 by a leader; whatever is changed afterwards wants another signature."""

    def facts(one: TenDay) -> dict[str, object]:
        may_sign(one)
        return {}

    return _on("sign_issue", stream, facts)


def may_sign(one: TenDay) -> None:
    """可签发: not signed as it stands. A Refusal otherwise."""
    if one.signed_on is not None:
        raise Refusal(f"第{one.number}期已于{one.signed_on:%Y-%m-%d}由{one.signed_by}签发。", LAW)


def freeze(stream: str) -> Press:
    """冻结: what was signed becomes the issue that the boards show, for good; not before the 旬 is over."""

    def decide(work: Work) -> Outcome:
        overall.authorise("freeze_issue", work.who)
        one = found(work, stream)
        board = may_freeze(one, work)
        erratum = len(one.frozen)
        header = replace(board.header, erratum=erratum, reason=one.reason)
        facts: dict[str, object] = {
            "board": replace(board, header=header).facts(), "number": one.number, "erratum": erratum,
            "reason": one.reason, "signed_by": one.signed_by, "on": work.today.isoformat(),
        }  # fmt: skip
        return _outcome("freeze_issue", stream, facts)

    return Press("freeze_issue", decide)


def may_freeze(one: TenDay, look: Look) -> Issue:
    """可冻结: the 旬 is over, the draft was made after its end, and a leader has signed it."""
    board = draft_of(one)
    if board is None:
        raise Refusal(f"第{one.number}期没有草稿，请先起草。", LAW)
    last = board.header.last
    if look.today <= last:
        raise Refusal(f"{board.header.period_name}到{last:%Y-%m-%d}才结束，旬末以后才能冻结。", LAW)
    if one.drafted_on is not None and one.drafted_on <= last:
        raise Refusal(f"草稿是{one.drafted_on:%Y-%m-%d}起草的，那时这一旬还没有结束，请重新起草再签发。", LAW)
    if one.signed_on is None:
        raise Refusal(f"第{one.number}期还没有签发，请领导签发以后再冻结。", LAW)
    return board


def _on(act: str, stream: str, facts: Callable[[TenDay], dict[str, object]]) -> Press:
    """A line on the draft in hand."""

    def decide(work: Work) -> Outcome:
        overall.authorise(act, work.who)
        one = found(work, stream)
        in_hand(one)
        return _outcome(act, stream, {**facts(one), "on": work.today.isoformat()})

    return Press(act, decide)


def in_hand(one: TenDay) -> None:
    """有草稿: a frozen issue is not edited. A Refusal otherwise."""
    if one.draft is None:
        raise Refusal(f"第{one.number}期已经冻结，不能再改；要更正的先起草更正稿。", LAW)


def _outcome(act: str, stream: str, facts: Mapping[str, object]) -> Outcome:
    from bingliang.store.endings import Outcome

    return Outcome((Draft(stream, act, facts),), {"streams": [stream], "act": ACTS[act].title})
