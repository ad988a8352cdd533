"""移交的办理单: what handing over, taking over and sending back ask, which press the values make, what is said of it first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.deeds import Group, refused
from bingliang.desk.acts.fields import ActForm, Field, Kind, Values, typed
from bingliang.desk.acts.offers import Offer
from bingliang.desk.acts.presses import Presses
from bingliang.desk.acts.rehearsal import Done
from bingliang.desk.handover import handing
from bingliang.desk.handover.deputies import in_file, principals_of
from bingliang.desk.handover.fields import asked, given
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.folding import fold
from bingliang.ledger.handover import Handover
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism.overall import handing as rules

if TYPE_CHECKING:
    from bingliang.desk.acts.press import Press
    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Who
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

OF_ONE = ("take_over", "hand_back", "call_back")
"""What is done to one list, in the order of the menu."""
INITIALS = {"take_over": "yjjs", "hand_back": "yjth", "call_back": "yjsh"}


class HandoverOffer(Offer):
    """移交可办的一项, with its own initials."""

    @property
    def initials(self) -> str:
        """拼音首字母."""
        return INITIALS[self.name]


def offers(desk: Desk, stream: str) -> tuple[Offer, ...]:
    """可办清单 of one list for the person at this desk: allowed, or in one sentence why not. Nothing is written."""
    with desk.store.look() as look:
        one = handing.found(look, stream)
        return tuple(_offer(look, desk.who, one, name) for name in OF_ONE)


def _offer(look: Look, who: Who, one: Handover, name: str) -> Offer:
    pairs = principals_of(look, who.name)

    def asked() -> None:
        rules.still_waits(one)
        handing.allowed(look, who, name)
        (rules.may_call_back if name == "call_back" else rules.may_take)(one, who, pairs)

    sentence, article = refused(asked)
    return HandoverOffer(
        name,
        name,
        ACTS[name].title,
        Group.HANDLING,
        None,
        sentence,
        article,
        natural=not sentence and name == "take_over",
    )


def form_of(desk: Desk, name: str, stream: str = "", streams: Sequence[str] = ()) -> ActForm:
    """取表: of one list, or of handing over these cases."""
    with desk.store.look() as look:
        if stream:
            one = handing.found(look, stream)
            subject, fields = f"{one.number}（{len(one.cases)} 件）", _FIELDS[name](one)
        else:
            fields = _of_cases(look, desk.who, streams)
            subject = f"{len(streams)} 件"
        return ActForm(
            name=name, act=name, title=ACTS[name].title, no=None, subject=subject, fields=fields,
            article=ACTS[name].article, today=look.today, safe=name in ("hand_over", "take_over"),
            focus="to" if name == "hand_over" else next((field.name for field in fields), ""), hint=_HINTS[name],
        )  # fmt: skip


_HINTS = {
    "hand_over": "各件的期限都不动；接收以前仍由移交人承办。",
    "take_over": "接收以后由接收人承办；各件的期限都不动。",
    "hand_back": "退回以后各件仍由移交人承办。",
    "call_back": "收回以后各件仍由移交人承办。",
}
_WHY = Field("reason", "原因", Kind.LONG, help="为什么不接、为什么收回；写进各件的流转记录。")
_FIELDS: Mapping[str, Callable[[Handover], tuple[Field, ...]]] = {
    "take_over": lambda one: (
        Field(
            "agreed", "已当面核对清单，各件的材料和注意事项已交代", Kind.TICK, default=False,
            help=f"{one.sender}移交，{one.reason}。",
        ),
    ),
    "hand_back": lambda _: (_WHY,),
    "call_back": lambda _: (_WHY,),
}  # fmt: skip


def _of_cases(look: Look, who: Who, streams: Sequence[str]) -> tuple[Field, ...]:
    look.gather(streams)
    cases = [case for stream in streams if (case := fold(look.entries(stream))) is not None]
    if not cases:
        raise Refusal(handing.NONE_CHOSEN, rules.ARTICLE)
    who = in_file(look, who, cases[0])
    sender = cases[0].clerk if who.role != REVIEWER else who.name
    rows = [{"stream": case.stream, "code": case.code, "project": case.project["name"], "watch": ""} for case in cases]
    columns = (
        Field("code", "收件号", readonly=True),
        Field("project", "项目", readonly=True),
        Field("watch", "注意事项", optional=True, help="一件一行，没有的不写。"),
    )
    table = Field("cases", "移交的办件", Kind.ROWS, rows, "注意什么写在后面一栏。", columns=columns, fixed=True)
    return (*asked(look, who, sender, look.today), table)


# ── the press ──


def _handed(form: ActForm, _stream: str, v: Mapping[str, Any]) -> Press:
    rows = next(one.default for one in form.fields if one.name == "cases")
    pairs = list(zip(rows, v["cases"], strict=True))
    watch = {str(row["stream"]): str(typed_["watch"]) for row, typed_ in pairs}
    return handing.hand_over_many([str(row["stream"]) for row, _ in pairs], given(v, watch))


def _taken(_form: ActForm, stream: str, v: Mapping[str, Any]) -> Press:
    if not v["agreed"]:
        raise ValueError("请先当面核对清单，再打勾接收；有不清楚的退回并写明原因。")
    return handing.take_over(stream)


_PRESSES: Mapping[str, Callable[[ActForm, str, Mapping[str, Any]], Press]] = {
    "hand_over": _handed,
    "take_over": _taken,
    "hand_back": lambda _, stream, v: handing.hand_back(stream, v["reason"]),
    "call_back": lambda _, stream, v: handing.call_back(stream, v["reason"]),
}


class OfHandovers(Presses):
    """移交的脚本."""

    fields: ClassVar[Mapping[str, str]] = {}
    unfilled = "填好移交给谁和原因，这里就列出移交哪些件、出具的清单。"

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look
        return _PRESSES[form.act](form, stream, typed(form, values))

    def record(self, desk: Desk, request: str, made: Press) -> Mapping[str, Any]:
        """记入台账, then the list is made."""
        return handing.press(desk, request, made)

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: from whom to whom, how many cases, that no date moves, which paper comes of it."""
        del desk
        drafts = [draft for draft in shown.outcome.drafts if draft.act in (*OF_ONE, "hand_over")]
        facts: Any = drafts[0].facts
        handed = [draft for draft in drafts if "list" in draft.facts]
        taken = sum(draft.act == made.act for draft in handed)
        from_, to = facts["from"], facts["to"]
        said = {
            "hand_over": f"{taken} 件由{from_}移交{to}，{to}接收以前仍由{from_}承办。",
            "take_over": f"{taken} 件从现在起由{to}承办，进“我承办的”。",
            "hand_back": f"{taken} 件退回，仍由{from_}承办。",
            "call_back": f"{taken} 件收回，仍由{from_}承办。",
        }[made.act]
        ended = len(handed) - taken
        more = (f"其中 {ended} 件接收以前已经办结，不再移交。",) if ended else ()
        papers = tuple(f"《{draft.facts['title']}》" for draft in shown.outcome.drafts if draft.act == "draw_up")
        return Consequence(
            (said, *more, "法定期限、承诺期限一律不动。"), (), (ACTS[made.act].title,), papers, (ACTS[made.act].article,), ()
        )  # fmt: skip

    def done(self, desk: Desk, form: ActForm, request: str, answer: Mapping[str, Any]) -> Done:
        """办成, with the list that was made."""
        del form
        with desk.store.look() as look:
            lines = [line for line in look.entries_of_request(request) if line.act == "draw_up"]
        papers = tuple((str(line.facts["title"]), str(line.facts["number"]), line.seq) for line in lines)
        said = "".join(f"《{title}》（{number}）已出具，F8 打印，双方和监交人签名。" for title, number, _ in papers)
        return Done(answer, papers, said)


HANDOVERS = OfHandovers()
