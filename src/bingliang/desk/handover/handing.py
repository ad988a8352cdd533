"""承办人移交: cases handed over in one press, all or none; the one they are handed to takes them over or sends them back.

One line a case in its own stream, one list in a stream of its own, with the paper both sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk import file as files
from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.desk.handover.deputies import in_file, principals_of
from bingliang.desk.handover.paper import list_paper
from bingliang.desk.papers.beside import lead_number
from bingliang.ledger.acts import Draft, Refusal, Who
from bingliang.ledger.deputies import DEPUTY
from bingliang.ledger.handover import ENDING, OPENING, PREFIX, Handed, Handover, fold_handover
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism import overall
from bingliang.mechanism.overall import handing as rules

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

SERIES = "承办移交"
MOST = 100
"""Cases on one list."""
NONE_CHOSEN = "还没有选中办件，请先在清单里选（Shift+↑↓ 多选）。"


@dataclass(frozen=True, slots=True)
class Given:
    """移交的内容: `watch` says per case (by stream) what has to be watched; `since` None: from the day itself."""

    to: str
    reason: str
    since: date | None = None
    note: str = ""
    watch: Mapping[str, str] = field(default_factory=dict)

    @property
    def why(self) -> str:
        """原因, with what was written to it."""
        return f"{self.reason.strip()}：{self.note.strip()}" if self.note.strip() else self.reason.strip()


def found(look: Look, stream: str) -> Handover:
    """调出一份移交; a Refusal when there is none."""
    one = fold_handover(look.entries(stream))
    if one is None:
        raise Refusal("没有这份移交，请刷新后重新选择。")
    return one


def waiting(look: Look) -> tuple[Handover, ...]:
    """待接收的各份, however old."""
    from bingliang.store.streams import still_open

    folded = (fold_handover(look.entries(stream)) for stream in still_open(look, PREFIX, OPENING, ENDING))
    return tuple(one for one in folded if one is not None)


def since(look: Look, first: date) -> tuple[Handover, ...]:
    """各份移交, of which something was written since that day."""
    from bingliang.store.streams import lines_under

    folded = (fold_handover(lines) for lines in lines_under(look, PREFIX, first).values())
    return tuple(one for one in folded if one is not None)


def mine(look: Look, who: Who, one: Handover) -> bool:
    """等我接收: handed to this person, or to somebody he stands in for today."""
    try:
        rules.may_take(one, who, principals_of(look, who.name))
    except Refusal:
        return False
    return True


# ── handing over ──


def hand_over(desk: Desk, request: str, stream: str, on: date, given: Given) -> Answer:
    """移交一件, from the case itself."""
    from bingliang.desk.papers.issuing import issue

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        file.drafts[:0] = _listed(work, [file], on, given)  # in front: its number is found on the list itself
        return file

    answer = desk.act(request, "hand_over", decide)
    if desk.writes:
        issue(desk, _list_stream(request))
    return answer


def may_hand(file: File) -> None:
    """可移交: as the person at the desk may today."""
    who, case = file.work.who, file.case
    rules.still_in_hand(case)
    if who.role == REVIEWER:
        rules.items_of(case, who)
    else:
        rules.may_hand_over(case)
        rules.sender_of(case, who)


def hand_over_many(streams: Sequence[str], given: Given) -> Press:
    """移交几件: one transaction, all or none."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        if not streams:
            raise Refusal(NONE_CHOSEN, rules.ARTICLE)
        if len(streams) > MOST:
            raise Refusal(f"一次最多移交{MOST}件，请分几次移交。", rules.ARTICLE)
        work.gather(streams)
        opened = [files.opened(work, stream) for stream in dict.fromkeys(streams)]
        listed = _listed(work, opened, work.today, given)
        drafts = [draft for file in opened for draft in file.drafts]
        return Outcome((*listed, *drafts), {"streams": [_list_stream(work.request), *streams], "act": "hand_over"})

    return Press("hand_over", decide)


def _list_stream(request: str) -> str:
    return f"{PREFIX}{uuid5(NAMESPACE_URL, f'handover/{request}').hex}"


def _listed(work: Work, opened: Sequence[File], on: date, given: Given) -> list[Draft]:
    """各件的一行 into each file, and the lines of the list; every fault is told at once."""
    overall.authorise("hand_over", work.who)
    stream = _list_stream(work.request)
    reviewer = work.who.role == REVIEWER
    senders, rows = [], []
    for file in opened:
        rules.still_in_hand(file.case)
        who = in_file(work, work.who, file.case)
        if reviewer:
            items = rules.items_of(file.case, who)
            senders += [file.case.items[no].clerk for no in items]
        else:
            rules.may_hand_over(file.case)
            items = ()
            senders.append(rules.sender_of(file.case, who))
        rows.append(Handed(file.stream, file.case.code, given.watch.get(file.stream, "").strip(), items))
    if len(set(senders)) > 1:
        names = "、".join(dict.fromkeys(senders))
        raise Refusal(f"所选办件的承办人不是同一个人（{names}），请按承办人分别移交。", rules.ARTICLE)
    sender, receiver = senders[0], given.to.strip()
    starts = given.since or on
    faults = rules.sound(sender, receiver, given.why, starts, on)
    if faults:
        raise Faults(faults)
    number = lead_number(work, SERIES, stream)
    said = {
        "list": stream, "number": number, "from": sender, "to": receiver, "reason": given.why,
        "since": starts.isoformat(),
    }  # fmt: skip
    for file, row in zip(opened, rows, strict=True):
        file.record("hand_over", on, {**said, "watch": row.watch, **({"items": list(row.items)} if row.items else {})})
    office = work.who.office if reviewer else ""
    facts = {
        **said, "on": on.isoformat(), "office": office,
        "cases": [
            {"stream": row.stream, "code": row.code, "watch": row.watch, "items": list(row.items)} for row in rows
        ],
    }  # fmt: skip
    first = Draft(stream, "hand_over", {key: value for key, value in facts.items() if key != "list"})
    return [first, list_paper(work, stream, number, facts, opened)]


# ── taking over, sending back, calling back ──


def take_over(stream: str) -> Press:
    """移交接收: every case of the list is his from now on; what ended in the meantime nobody has to take."""

    def made(work: Work, one: Handover) -> Iterable[Draft]:
        rules.may_take(one, work.who, principals_of(work, work.who.name))
        said = {
            "on": work.today.isoformat(),
            "list": stream,
            "number": one.number,
            "from": one.sender,
            "to": one.receiver,
        }
        left: list[str] = []
        for row, file in _files(work, one):
            if file.case.closed_on is not None:
                left.append(row.code)
                file.add("hand_back", {**said, "reason": "接收以前已经办结"})
            else:
                file.add("take_over", {**said, **_items(row)})
            yield from file.drafts
        yield Draft(stream, "take_over", {"on": work.today.isoformat(), "left_out": left, **deputy(work, one.receiver)})

    return _on(stream, "take_over", made)


def hand_back(stream: str, reason: str) -> Press:
    """移交退回 with the reason: the cases stay with whom they were."""

    def made(work: Work, one: Handover) -> Iterable[Draft]:
        rules.may_take(one, work.who, principals_of(work, work.who.name))
        yield from _undone(work, one, "hand_back", reason, one.receiver)

    return _on(stream, "hand_back", made)


def call_back(stream: str, reason: str) -> Press:
    """移交收回 by whoever handed over, while nobody has taken it."""

    def made(work: Work, one: Handover) -> Iterable[Draft]:
        rules.may_call_back(one, work.who, principals_of(work, work.who.name))
        yield from _undone(work, one, "call_back", reason, one.sender)

    return _on(stream, "call_back", made)


def _undone(work: Work, one: Handover, act: str, reason: str, for_whom: str) -> Iterable[Draft]:
    if not reason.strip():
        raise Faults([("reason", "请写明原因。")])
    said = {"on": work.today.isoformat(), "reason": reason.strip()}
    for _, file in _files(work, one):
        file.add(act, {**said, "list": one.stream, "number": one.number, "from": one.sender, "to": one.receiver})
        yield from file.drafts
    yield Draft(one.stream, act, {**said, **deputy(work, for_whom)})


def deputy(work: Work, name: str) -> Mapping[str, str]:
    """代办的一栏, where the person at the desk acts for another."""
    stands = any(one.name == name for one in principals_of(work, work.who.name))
    return {DEPUTY: name} if stands and work.who.name != name else {}


def _items(row: Handed) -> Mapping[str, Any]:
    return {"items": list(row.items)} if row.items else {}


def _files(work: Work, one: Handover) -> Iterable[tuple[Handed, File]]:
    work.gather([row.stream for row in one.cases])
    return ((row, files.opened(work, row.stream)) for row in one.cases)


def _on(stream: str, act: str, made: Any) -> Press:  # noqa: ANN401 - (Work, Handover) → lines
    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        one = found(work, stream)
        allowed(work, work.who, act)
        drafts = tuple(made(work, one))
        return Outcome(drafts, {"streams": [stream, *(row.stream for row in one.cases)], "act": act})

    return Press(act, decide)


def allowed(look: Look, who: Who, act: str) -> None:
    """岗位可办: by his own post, or by that of somebody he stands in for."""
    overall.authorise(act, replace(who, stands_for=principals_of(look, who.name)))


def press(desk: Desk, request: str, made: Press) -> Mapping[str, Any]:
    """办理 on the ledger; then the papers are made. The same `request` is recorded once."""
    from bingliang.desk.papers.issuing import issue

    answer = desk.store.act(request, desk.who, made.act, made.decide, shown=desk.shown)
    for stream in answer["streams"]:
        issue(desk, stream)
    return answer
