"""投诉的办理单: what each act asks, which press its values make, and what is said of it before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.deeds import Group, refused
from bingliang.desk.acts.fields import WORKDAYS, ActForm, Choice, Field, Kind, Values, typed, whole
from bingliang.desk.acts.offers import Offer
from bingliang.desk.acts.press import Press
from bingliang.desk.acts.presses import Presses, as_written
from bingliang.desk.complaints import handling
from bingliang.desk.complaints.handling import Reply, Told
from bingliang.desk.complaints.view import told
from bingliang.ledger.acts import ACTS
from bingliang.ledger.complaint import BY, CHANNELS, OUTCOMES, TRUE, Complaint, fold_complaint
from bingliang.ledger.folding import fold
from bingliang.ledger.rating import COUNTER
from bingliang.ledger.roles import SUPERVISOR
from bingliang.mechanism import overall
from bingliang.mechanism.supervision import complaints as rules

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look
    from bingliang.store.work import Work

OF_ONE = ("answer_complaint", "pass_complaint", "reopen_complaint")
"""What is done to one complaint, in the order of the menu."""
_INITIALS = {"answer_complaint": "tsdf", "pass_complaint": "tsyj", "reopen_complaint": "tscxjb"}


@dataclass(frozen=True, slots=True)
class ComplaintOffer(Offer):
    """投诉可办的一项, with its own initials."""

    @property
    def initials(self) -> str:
        """拼音首字母."""
        return _INITIALS[self.name]


def offers(desk: Desk, stream: str) -> tuple[Offer, ...]:
    """可办清单 of one complaint for the post at this desk: allowed, or in one sentence why not. Nothing is written."""

    def allowed(work: Work) -> tuple[Offer, ...]:
        one = handling.found(work, stream)
        return tuple(_offer(work, one, name) for name in OF_ONE)

    return desk.seen("offers", allowed)


def _offer(work: Work, one: Complaint, name: str) -> Offer:
    def asked() -> None:
        overall.authorise(name, work.who)
        if name == "answer_complaint":
            handling.mine(work, one)
        elif name == "pass_complaint":
            rules.still_open(one)
        else:
            rules.may_reopen(one)

    sentence, article = refused(asked)
    natural = not sentence and name == ("answer_complaint" if one.open else "reopen_complaint")
    return ComplaintOffer(name, name, ACTS[name].title, Group.HANDLING, None, sentence, article, natural=natural)


def form_of(desk: Desk, name: str, stream: str = "", *, code: str = "") -> ActForm:
    """取表 for one act; `code` is the 收件号 of the case in hand when a new one is registered."""
    overall.authorise(name, desk.who)
    with desk.store.look() as look:
        one = handling.found(look, stream) if stream else None
        fields = _FIELDS[name](look, one, code)
        return ActForm(
            name=name, act=name, title=ACTS[name].title, no=None, subject=one.number if one else "投诉", fields=fields,
            article=ACTS[name].article, today=look.today, focus=_FOCUS.get(name, fields[0].name),
            hint=_HINTS.get(name, ""),
        )  # fmt: skip


_FOCUS = {"register_complaint": "complaint_words"}
_HINTS = {
    "register_complaint": "不写投诉人的姓名、电话和证件号；联系方式留在原工单上。",
    "pass_complaint": "答复期限不因移交改变。",
    "answer_complaint": "先答复投诉人，再登记；逾期的列入督办。",
}


def _register_fields(look: Look, _one: Complaint | None, code: str) -> tuple[Field, ...]:
    catalogue: Catalogue = look.loaded("catalogue")
    sides = (Choice(COUNTER, COUNTER, "综合窗口的服务"), *_bodies(catalogue))
    against = sides[0].value
    if code:
        case = handling.case_of(look, code)
        names = [item.department for item in case.items.values() if item.department in catalogue.bodies]
        against = catalogue.bodies[names[0]].short if names else against
    return (
        Field("complaint_words", "投诉什么", Kind.LONG, help="照对方的话写事情；不写姓名、电话、证件号。"),
        Field("complaint_kind", "投诉事项", Kind.CHOICE, rules.KINDS[0], choices=_of(rules.KINDS), folded=True),
        Field("complaint_against", "被投诉的一方", Kind.CHOICE, against, choices=sides, folded=True,
              help="哪个部门或者窗口；统计按它计。"),
        Field("complaint_case", "收件号", default=code, optional=True, help="针对一件的填收件号，可以扫凭证；那一件的流转记录也写明。"),
        Field("complaint_department", "交谁核查答复", default=_competent(catalogue), choices=_bodies(catalogue),
              help="有权核查的单位；不在清单里的（如纪检监察、信访）可以直接写。"),
        Field("complaint_channel", "渠道", Kind.CHOICE, CHANNELS[0], choices=_of(CHANNELS), folded=True),
        Field("complaint_ticket", "工单号", optional=True, help="12345热线或者上级转办的编号。"),
        Field("complaint_by", "投诉人", Kind.CHOICE, BY[0], choices=_of(BY), folded=True, help="只记是哪一类人，不记是谁。"),
        Field("complaint_on", "收到日期", Kind.DAY, look.today.isoformat()),
        Field("complaint_days", "答复期限（工作日）", default=str(handling.days(look)), unit="个工作日", optional=True,
              help="自收到的次日起数；默认按区的口径，示范默认由区确认。下面写了日期的以日期为准。"),
        Field("complaint_until", "或者到哪天", Kind.DAY, "", optional=True, help="工单写明期限的照工单写。"),
    )  # fmt: skip


def _bodies(catalogue: Catalogue) -> tuple[Choice, ...]:
    return tuple(Choice(body.short, body.short, body.name) for body in catalogue.bodies.values())


def _of(words: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(one, one) for one in words)


def _competent(catalogue: Catalogue) -> str:
    """默认的承办单位: the office that the zone has named for it, else left to the clerk."""
    return str(catalogue.setting("complaint_office"))


def _department(look: Look, department: str) -> Field:
    catalogue: Catalogue = look.loaded("catalogue")
    return Field("complaint_department", "交谁核查答复", default=department, choices=_bodies(catalogue),
                 help="有权核查的单位；不在清单里的可以直接写。")  # fmt: skip


def _pass_fields(look: Look, _one: Complaint | None, _code: str) -> tuple[Field, ...]:
    return _department(look, ""), Field("complaint_reason", "理由", Kind.LONG, help="为什么该由它核查。")


def _answer_fields(look: Look, one: Complaint | None, _code: str) -> tuple[Field, ...]:
    said = f"{one.kind}：{one.words}" if one is not None else ""
    return (
        Field("complaint_outcome", "核查结果", Kind.CHOICE, TRUE, said, _of(OUTCOMES)),
        Field("complaint_answer", "怎样答复的", Kind.LONG, help="查明了什么，怎样告诉对方的；不写姓名、电话。"),
        Field("complaint_measure", "怎样纠正", Kind.LONG, optional=True, help="属实、部分属实的必须写；有违规的另在督办登记。"),
        Field("complaint_on", "答复日期", Kind.DAY, look.today.isoformat()),
    )  # fmt: skip


def _reopen_fields(look: Look, one: Complaint | None, _code: str) -> tuple[Field, ...]:
    return (
        _department(look, one.owner.department if one else ""),
        Field("complaint_reason", "理由", Kind.LONG, help="答复哪里不实、对方为什么不满意。"),
        Field("complaint_days", "答复期限（工作日）", default=str(handling.days(look)), unit="个工作日"),
    )


_FIELDS: Mapping[str, Callable[[Look, Complaint | None, str], tuple[Field, ...]]] = {
    "register_complaint": _register_fields,
    "pass_complaint": _pass_fields,
    "answer_complaint": _answer_fields,
    "reopen_complaint": _reopen_fields,
}


def _figure(v: Mapping[str, Any]) -> int:
    return whole("complaint_days", v["complaint_days"], WORKDAYS)


def _registered(_stream: str, v: Mapping[str, Any]) -> Press:
    return handling.register(
        Told(
            v["complaint_on"], v["complaint_channel"], v["complaint_by"], v["complaint_against"], v["complaint_kind"],
            v["complaint_words"], v["complaint_department"], v["complaint_ticket"], v["complaint_case"], _figure(v),
            v["complaint_until"],
        )
    )  # fmt: skip


_PRESSES: Mapping[str, Callable[[str, Mapping[str, Any]], Press]] = {
    "register_complaint": _registered,
    "pass_complaint": lambda stream, v: handling.pass_on(stream, v["complaint_department"], v["complaint_reason"]),
    "answer_complaint": lambda stream, v: handling.answer(
        stream, Reply(v["complaint_outcome"], v["complaint_answer"], v["complaint_measure"], v["complaint_on"])
    ),
    "reopen_complaint": lambda stream, v: handling.reopen(
        stream, v["complaint_department"], v["complaint_reason"], _figure(v)
    ),
}


class OfComplaints(Presses):
    """投诉的脚本."""

    fields: ClassVar[Mapping[str, str]] = {
        name: f"complaint_{name}"
        for name in (
            "words", "kind", "against", "case", "department", "channel", "by", "on", "reason", "answer", "measure",
        )
    }  # fmt: skip

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look
        return _PRESSES[form.name](stream, typed(form, values))

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: the new line in words, the deadline it sets, and what has to be looked at."""
        first = shown.outcome.drafts[0]
        with desk.store.look() as look:
            lines = as_written(desk, look, first)
            after = fold_complaint(lines)
            calendar: Calendar = look.loaded("calendar")
            case = fold(look.entries(after.case)) if after and after.case else None
        assert after is not None  # noqa: S101 - the act was decided on it
        sentences = [f"{told(lines[-1])}。"]
        if case is not None and made.act != "pass_complaint":
            sentences.append(f"办件{case.code}的流转记录写明编号和进展，不写投诉人和投诉的话。")
        warnings = []
        if made.act != "answer_complaint" and not calendar.certain(after.due):
            warnings.append("期限落在还没有公布节假日的年份，是暂定的。")
        if made.act != "answer_complaint" and not after.owner.office and after.owner.department != COUNTER:
            warnings.append(f"“{after.owner.department}”不在部门清单里，由{SUPERVISOR}或者窗口替它登记答复。")
        if made.act == "register_complaint" and after.against in (after.owner.office, after.owner.department):
            warnings.append("承办的就是被投诉的一方；答复以后请督查核对，不实的重新交办。")
        if made.act == "register_complaint":
            sentences.append("计入本期投诉；到期没有答复的列入督办。")
        return Consequence(
            tuple(sentences), (), (ACTS[made.act].title,), (), (ACTS[made.act].article,), tuple(warnings)
        )  # fmt: skip


COMPLAINTS = OfComplaints()
