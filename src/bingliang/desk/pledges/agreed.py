"""招商协议与政策承诺的登记: a promise made to one enterprise is recorded with its document and day, then kept or broken, with proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk.errors import Faults
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.agreed import KINDS, PREFIX, Agreed, fold_agreed
from bingliang.mechanism import overall
from bingliang.mechanism.public_pledges import may_settle

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

Decide = Callable[["Work"], "Outcome"]


@dataclass(frozen=True, slots=True)
class Promised:
    """要登记的一项承诺."""

    kind: str
    enterprise: str
    words: str
    document: str
    owner: str
    until: date
    project: str = ""


def stream_of(one: Promised) -> str:
    """流水名, from enterprise, document and words: one promise, however often it is typed in."""
    return f"{PREFIX}{uuid5(NAMESPACE_URL, f'{one.enterprise}/{one.document}/{one.words}').hex}"


def recording(one: Promised) -> Decide:
    """登记一项承诺 as a decision; Faults with every field at fault at once."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("record_promise", work.who)
        if faults := _faults(one):
            raise Faults(faults)
        stream = stream_of(one)
        if work.entries(stream):
            raise Refusal(f"“{one.document}”里对{one.enterprise}的这一项承诺已经登记，不用重复登记。")
        facts = {
            "kind": one.kind, "enterprise": one.enterprise, "project": one.project, "document": one.document,
            "words": one.words, "owner": one.owner, "until": one.until.isoformat(), "on": work.today.isoformat(),
        }  # fmt: skip
        return Outcome((Draft(stream, "record_promise", facts),), {"stream": stream})

    return decide


def _faults(one: Promised) -> list[tuple[str, str]]:
    wanted: Mapping[str, tuple[str, str]] = {
        "agreed_enterprise": (one.enterprise, "对哪家企业承诺"),
        "agreed_words": (one.words, "承诺的内容"),
        "agreed_document": (one.document, "协议或者政策文件"),
        "agreed_owner": (one.owner, "责任单位"),
    }
    faults = [(field, f"请写明{word}。") for field, (text, word) in wanted.items() if not text.strip()]
    if one.kind not in KINDS:
        faults.append(("agreed_kind", f"种类只能是{'、'.join(KINDS)}。"))
    return faults


def settling(stream: str, outcome: str, on: date, proof: str, reason: str) -> Decide:
    """登记兑现或者未兑现 as a decision."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("settle_promise", work.who)
        may_settle(found(work, stream), outcome, on, work.today, proof=proof, reason=reason)
        facts = {"outcome": outcome, "on": on.isoformat(), "proof": proof.strip(), "reason": reason.strip()}
        return Outcome((Draft(stream, "settle_promise", facts),), {"stream": stream})

    return decide


def found(look: Look, stream: str) -> Agreed:
    """调出一项承诺; a Refusal when there is none."""
    held = fold_agreed(look.entries(stream))
    if held is None:
        raise Refusal("没有这一项承诺，请刷新后重新选择。")
    return held


def every(look: Look) -> tuple[Agreed, ...]:
    """全部招商协议与政策承诺, the nearest first."""
    streams = look.streams(PREFIX)
    look.gather(streams)
    held = (fold_agreed(look.entries(stream)) for stream in streams)
    return tuple(sorted((one for one in held if one is not None), key=lambda one: (one.until, one.stream)))


def record(desk: Desk, request: str, one: Promised) -> Mapping[str, object]:
    """登记; the same press is recorded once."""
    return desk.store.act(request, desk.who, "record_promise", recording(one), shown=desk.shown)


def settle(
    desk: Desk, request: str, stream: str, outcome: str, on: date, proof: str = "", reason: str = ""
) -> Mapping[str, object]:
    """登记兑现或者未兑现; the same press is recorded once."""
    decide = settling(stream, outcome, on, proof, reason)
    return desk.store.act(request, desk.who, "settle_promise", decide, shown=desk.shown)
