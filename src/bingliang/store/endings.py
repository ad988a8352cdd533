"""结局: what an act gives back, and the sentences in which the store refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bingliang.ledger.acts import Draft, Entry, Refusal
from bingliang.ledger.standing import StandingRow


@dataclass(frozen=True, slots=True)
class Outcome:
    """决定: the lines to write, the answer for the press, and the standing rows of other streams that a notice moved."""

    drafts: Sequence[Draft] = ()
    answer: Mapping[str, object] = field(default_factory=dict)
    retime: Sequence[StandingRow] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """已示的决定: what the clerk was shown before the press, and how far each stream had come by then."""

    outcome: Outcome
    heads: Mapping[str, int] = field(default_factory=dict)


class Overtaken(Refusal):
    """他人在先: another counter wrote first and the consequence is no longer the one shown.

    `shown` and `now` are both outcomes, `since` the lines written in between (who did what); nothing was written.
    `why` is the refusal of the second decision, when there is no longer anything to decide; `now` is empty then.
    """

    def __init__(self, shown: Outcome, now: Outcome, since: Sequence[Entry], why: Refusal | None = None) -> None:
        """The sentence names those who came between."""
        who = "、".join(dict.fromkeys(f"{entry.counter}号窗口{entry.by}" for entry in since)) or "其他窗口"
        said = f"{who}已先办理了同一事务"
        if why is None:
            super().__init__(f"{said}，办理结果与刚才显示的不同，请核对后重新确认。")
        else:
            super().__init__(f"{said}：{why.sentence.rstrip('。')}。", why.article)
        self.shown = shown
        self.now = now
        self.since = tuple(since)


class Unreachable(Refusal):
    """数据库暂不可用: nothing is confirmed; the same press (same request id) may be repeated safely."""


class ClockAhead(Refusal):
    """时钟超前: the machine's clock lies so far behind the last line of the ledger that the date must be confirmed first."""


class ClockSetBack(Refusal):
    """时钟倒退: the machine's clock lies before the last line of the ledger."""
