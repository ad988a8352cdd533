"""不属于办件的记分: marks of 全程代办 and 企业评议, appealed and pardoned as those about a case are.

An appeal stands on a matter of its own, named after the stream that the mark rests on, with the item 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from bingliang.desk.acts.press import Press
from bingliang.desk.agency import agents
from bingliang.desk.agency.terms import weights as agency_weights
from bingliang.desk.rating import terms as rating_terms
from bingliang.desk.supervision import rules
from bingliang.desk.supervision.supervising import Decided, may_settle
from bingliang.desk.supervision.terms import figure
from bingliang.ledger import agency, comment, rating
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.matter import Appeal, Matter, fold_matter, stream_of_matter
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism import overall
from bingliang.mechanism.full_agency import counted
from bingliang.mechanism.public_rating import loop, owners
from bingliang.mechanism.supervision import Mark, judged

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

WORDS = {agency.PREFIX: "全程代办", rating.PREFIX: "好差评", comment.ISSUES: "业主点评"}
"""What the streams are called on which such marks rest."""


def word_of(stream: str) -> str:
    """是哪一种; empty for a case and its matters."""
    return next((word for prefix, word in WORDS.items() if stream.startswith(prefix)), "")


def matter_of(look: Look, stream: str) -> Matter:
    """督办件 of the stream; an empty one while nothing has been written."""
    name = stream_of_matter(stream, 0)
    return fold_matter(look.entries(name)) or Matter(name, stream, 0)


def judge(look: Look, found: Iterable[Mark]) -> list[Mark]:
    """复查以后的各分: what was decided about them, read together."""
    marks = list(found)
    look.gather([stream_of_matter(stream, 0) for stream in dict.fromkeys(mark.stream for mark in marks)])
    return [judged(mark, matter_of(look, mark.stream)) for mark in marks]


def marks_on(look: Look, stream: str) -> tuple[Mark, ...]:
    """这条流水的各分 by today; a Refusal when it bears none."""
    found = tuple(mark for mark in judge(look, _marks(look, stream)) if mark.on <= look.today)
    if not found:
        raise Refusal("这里没有记分，请刷新后再看。", rules.LAW)
    return found


def _marks(look: Look, stream: str) -> Iterable[Mark]:
    catalogue: Catalogue = look.loaded("catalogue")
    lines, calendar = look.entries(stream), look.loaded("calendar")
    if (entrusted := agency.fold_entrustment(lines)) is not None:
        return counted(entrusted, agents.posts(look), look.today, calendar, agency_weights(catalogue))
    if (rated := rating.fold_rating(lines)) is not None:
        return loop.marks(rated, look.today, calendar, rating_terms.terms(catalogue))
    issue = comment.fold_issue(lines)
    if issue is None:
        return ()
    names = {code: body.short for code, body in catalogue.bodies.items()}
    bad, late = figure(catalogue, "mark_comment_bad"), figure(catalogue, "mark_comment_late")
    return owners.marks(issue, names, bad=bad, unanswered=late)


# ── 规则 ──


def may_appeal(work: Work, stream: str) -> tuple[Mark, ...]:
    """可申诉的各分: those about which no appeal has been made, by the side that bears them."""
    overall.authorise("appeal_mark", work.who)
    found, matter = marks_on(work, stream), matter_of(work, stream)
    mine = tuple(mark for mark in found if work.who.role != REVIEWER or mark.side == work.who.office)
    if not mine:
        raise Refusal("这一分不记在本部门，请由被记分的单位申诉。", rules.LAW)
    if work.who.role == rules.AGENT and not stream.startswith(agency.PREFIX):
        raise Refusal("代办岗位只申诉全程代办的记分，请由被记分的单位申诉。", rules.LAW)
    open_ = tuple(mark for mark in mine if matter.appeal(mark.key) is None)
    if not open_:
        raise Refusal("这里的记分都已经申诉过一次，不能再申诉。", rules.LAW)
    return open_


def waiting(work: Work, stream: str, *, exempting: bool) -> tuple[Appeal, ...]:
    """待处理的申诉 of the kind that this post decides; a Refusal when there is none."""
    overall.authorise("exempt" if exempting else "decide_appeal", work.who)
    return rules.to_settle(matter_of(work, stream), "这里", exempting=exempting)


# ── 办理 ──


def _press(act: str, stream: str, made: Callable[[Work], dict[str, object]]) -> Press:
    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        head = {"case": stream, "item": 0, "on": work.today.isoformat()}
        at = stream_of_matter(stream, 0)
        return Outcome((Draft(at, act, {**head, **made(work)}),), {"streams": [stream], "act": act})

    return Press(act, decide)


def appeal(stream: str, mark: str, ground: str, words: str) -> Press:
    """考核申诉 or application for 免责, once for each mark."""

    def made(work: Work) -> dict[str, object]:
        if mark not in {one.key for one in may_appeal(work, stream)}:
            raise ValueError("请选一项可以申诉的记分。")
        if ground not in rules.GROUNDS or not words.strip():
            raise ValueError("请选申诉的理由，并写明事实和证据。")
        return {"mark": mark, "ground": ground, "words": words.strip()}

    return _press("appeal_mark", stream, made)


def settle(stream: str, told: Decided, *, act: str) -> Press:
    """申诉复查, or 免责批准 by a leader with the document that approved it."""
    exempting = act == "exempt"

    def made(work: Work) -> dict[str, object]:
        return may_settle(waiting(work, stream, exempting=exempting), told, exempting=exempting)

    return _press(act, stream, made)
