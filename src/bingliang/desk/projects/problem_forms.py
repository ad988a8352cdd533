"""要素保障的办理单: what each act asks, which press its values make, and what is said of it before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import MONEY, WORKDAYS, ActForm, Choice, Field, Kind, Values, typed, whole
from bingliang.desk.acts.press import Press
from bingliang.desk.acts.presses import Presses, as_written
from bingliang.desk.errors import Faults
from bingliang.desk.projects import problems
from bingliang.desk.projects.index import index
from bingliang.desk.projects.problem_view import told
from bingliang.desk.supervision.terms import figure
from bingliang.ledger.acts import ACTS
from bingliang.ledger.problem import OUTCOMES, SOLVED, Problem, fold_problem
from bingliang.mechanism import overall
from bingliang.mechanism.seven_batches import problems as rules

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.project import Enlisted
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

OF_ONE = ("report_problem", "settle_problem", "hand_problem", "supervise_problem", "reopen_problem")
"""What is done to one problem, in the order of the menu."""
TITLES: Mapping[str, str] = {
    "raise_problem": "问题登记", "report_problem": "登记进展", "settle_problem": "办结", "hand_problem": "移交、改期",
    "supervise_problem": "督办", "reopen_problem": "重新交办",
}  # fmt: skip
RECENT = 30
"""As many visits as are offered to choose from."""
NONE = "—"
"""The choice that no project of the library is meant."""


def form_of(desk: Desk, name: str, stream: str = "", *, project: str = "") -> ActForm:
    """取表 for one act on one problem; `project` is the one in hand when a new one is registered."""
    overall.authorise(name, desk.who)
    with desk.store.look() as look:
        problem = problems.found(look, stream) if stream else None
        fields = _FIELDS[name](look, problem, project)
        return ActForm(
            name=name, act=name, title=TITLES[name], no=None,
            subject=f"{problem.number} {problem.firm}" if problem else "要素保障",
            fields=fields, article=ACTS[name].article, today=look.today, focus=_FOCUS.get(name, fields[0].name),
        )  # fmt: skip


_FOCUS = {"raise_problem": "problem_words"}


def _raise_fields(look: Look, problem: Problem | None, project: str) -> tuple[Field, ...]:
    del problem
    held = sorted(index(look).going_on, key=lambda one: one.number)
    rows = tuple(Choice(one.stream, one.profile.name, one.profile.firm) for one in held)
    kinds = tuple(Choice(word, word) for word in problems.kinds(look))
    sources = tuple(Choice(word, word) for word in rules.SOURCES)
    visits = _visit_choices(held, project)
    named = (
        Field("problem_visit", "哪次走访提出", Kind.CHOICE, NONE, choices=(Choice(NONE, "不是走访提出的，或者走访没有登记"), *visits),
              help="选了走访的，来源、日期和走访人就照那一行。"),
    ) if visits else ()  # fmt: skip
    unnamed = ("problem_visit", NONE) if visits else None
    return (
        Field("problem_project", "项目", Kind.CHOICE, project or NONE, choices=(Choice(NONE, "不属于项目库的企业"), *rows)),
        Field("problem_firm", "企业", when=("problem_project", NONE), help="企业全称。"),
        Field("problem_kind", "种类", default=kinds[0].value, choices=kinds, help=f"种类：{'、'.join(problems.kinds(look))}。"),
        Field("problem_words", "问题和要求", Kind.LONG, help="照企业的原话写：卡在哪里，要什么，什么时候要。"),
        Field("problem_wanted", "需要金额（万元）", optional=True, help="资金、政策兑现一类写金额，其余可以不填。"),
        *named,
        Field("problem_source", "来源", default=sources[0].value, choices=sources, when=unnamed, help=f"来源：{'、'.join(rules.SOURCES)}。"),
        Field("problem_met_on", "走访日期", Kind.DAY, look.today.isoformat(), when=unnamed, help="领导走访、现场办公或者企业反映的日子。"),
        Field("problem_visitor", "走访人（职务）", optional=True, when=unnamed, help="写职务，不写姓名。"),
        *_hand_fields(look, "", reason=False),
    )  # fmt: skip


def _visit_choices(held: Sequence[Enlisted], project: str) -> tuple[Choice, ...]:
    """走访 of the project in hand, or of all where none is, the latest first."""
    of = [(one, visit) for one in held if project in ("", one.stream) for visit in one.visits]
    of.sort(key=lambda pair: pair[1].on, reverse=True)
    return tuple(Choice(f"{visit.seq}@{one.stream}", visit.text, one.profile.name) for one, visit in of[:RECENT])


def _hand_fields(look: Look, department: str, *, reason: bool) -> tuple[Field, ...]:
    catalogue: Catalogue = look.loaded("catalogue")
    bodies = tuple(Choice(body.short, body.short, body.name) for body in catalogue.bodies.values())
    why = (Field("problem_reason", "理由", Kind.LONG, help="原来的部门和期限仍留在流水里。"),) if reason else ()
    return (
        Field("problem_department", "责任部门", default=department, choices=bodies,
              help="不在清单里的部门（如金融、人社）可以直接写。"),
        Field("problem_days", "办结期限（工作日）", default=str(problems.days(look)), unit="个工作日", optional=True,
              help="自次日起数工作日；下面写了日期的以日期为准。"),
        Field("problem_until", "或者到哪天", Kind.DAY, "", optional=True),
        Field("problem_handed_on", "交办日期", Kind.DAY, look.today.isoformat(), help="补登记以前交办的，写当时的日期；期限自次日起数。"),
        *why,
    )  # fmt: skip


def _hand_on(look: Look, problem: Problem | None, project: str) -> tuple[Field, ...]:
    del project
    return _hand_fields(look, problem.owner.department if problem else "", reason=True)


def _report_fields(look: Look, problem: Problem | None, project: str) -> tuple[Field, ...]:
    del problem, project
    return (
        Field("problem_words", "进展", Kind.LONG, help="做了什么、下一步什么时候做；有督办的，这一条就是回复。"),
        Field("problem_on", "日期", Kind.DAY, look.today.isoformat()),
    )


def _settle_fields(look: Look, problem: Problem | None, project: str) -> tuple[Field, ...]:
    del problem, project
    return (
        Field("problem_outcome", "结果", Kind.CHOICE, SOLVED, choices=tuple(Choice(word, word) for word in OUTCOMES)),
        Field("problem_amount", "解决金额（万元）", optional=True, help="落实了多少；没有金额的不填。"),
        Field("problem_reason", "说明", Kind.LONG, optional=True, help="部分解决、不能解决的必须写明理由和谁接着办。"),
        Field("problem_on", "办结日期", Kind.DAY, look.today.isoformat()),
    )


def _supervise_fields(look: Look, problem: Problem | None, project: str) -> tuple[Field, ...]:
    del problem, project
    days = figure(look.loaded("catalogue"), "supervise_reply_days")
    return (
        Field("problem_request", "要求", Kind.LONG, help="要求做什么，做到什么程度。"),
        Field("problem_days", "几个工作日内回复", default=str(days), unit="个工作日"),
    )


_FIELDS: Mapping[str, Callable[[Look, Problem | None, str], tuple[Field, ...]]] = {
    "raise_problem": _raise_fields,
    "hand_problem": _hand_on,
    "reopen_problem": _hand_on,
    "report_problem": _report_fields,
    "settle_problem": _settle_fields,
    "supervise_problem": _supervise_fields,
}


class OfProblems(Presses):
    """要素保障的脚本."""

    fields: ClassVar[Mapping[str, str]] = {
        name: f"problem_{name}"
        for name in (
            "firm",
            "kind",
            "words",
            "source",
            "visit",
            "met_on",
            "department",
            "reason",
            "on",
            "request",
            "handed_on",
        )
    }

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        v = typed(form, values)
        if (named := v.get("problem_visit", NONE)) != NONE:
            v = {**v, **_met(look, str(named), v["problem_project"])}
        return _PRESSES[form.name](stream, v)

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: the new line in words, and the deadline it sets."""
        with desk.store.look() as look:
            draft = shown.outcome.drafts[0]
            lines = as_written(desk, look, draft)
            after = fold_problem(lines)
            calendar: Calendar = look.loaded("calendar")
        assert after is not None  # noqa: S101 - the act was decided on it
        sentences = [f"{told(lines[-1])}。"]
        warnings = []
        if made.act in ("raise_problem", "hand_problem", "reopen_problem"):
            if not calendar.certain(after.due):
                warnings.append("期限落在还没有公布节假日的年份，是暂定的。")
            if not after.owner.office:
                warnings.append(f"“{after.owner.department}”不在部门清单里，由窗口替它登记进展和办结。")
        if made.act == "raise_problem":
            sentences.append("可以打印交办单（F8）；到期、超期自动预警，超期的由督查督办。")
        return Consequence(tuple(sentences), (), (ACTS[made.act].title,), (), (rules.LAW,), tuple(warnings))


def _met(look: Look, named: str, project: str) -> dict[str, object]:
    """来源、日期、走访人 as the visit has them; a fault where it was paid to another project."""
    seq, _, stream = named.partition("@")
    of = index(look).held.get(stream) if stream == project else None
    visit = next((one for one in of.visits if one.seq == int(seq)), None) if of is not None else None
    if visit is None:
        raise Faults([("problem_visit", "这次走访不是这个项目的，请选这个项目的走访，或者另选项目。")])
    return {
        "visit": visit.seq, "problem_source": rules.VISITS[visit.form], "problem_met_on": visit.on,
        "problem_visitor": visit.post,
    }  # fmt: skip


def _amount(v: Mapping[str, Any], name: str) -> int:
    return whole(name, v.get(name, ""), MONEY)


def _days(v: Mapping[str, Any]) -> int:
    return whole("problem_days", v["problem_days"], WORKDAYS)


def _hand(v: Mapping[str, Any]) -> problems.Hand:
    return problems.Hand(
        v["problem_department"], _days(v), v["problem_until"], v.get("problem_reason", ""), v["problem_handed_on"]
    )


def _raised(stream: str, v: Mapping[str, Any]) -> Press:
    del stream
    project = "" if v["problem_project"] == NONE else v["problem_project"]
    given = problems.Told(
        kind=v["problem_kind"], words=v["problem_words"], source=v["problem_source"], met_on=v["problem_met_on"],
        visitor=v["problem_visitor"], hand=_hand(v), project=project, firm=v.get("problem_firm", ""),
        wanted=_amount(v, "problem_wanted"), visit=v.get("visit", 0),
    )  # fmt: skip
    return problems.raise_problem(given)


_PRESSES: Mapping[str, Callable[[str, Mapping[str, Any]], Press]] = {
    "raise_problem": _raised,
    "hand_problem": lambda stream, v: problems.hand_on(stream, _hand(v)),
    "reopen_problem": lambda stream, v: problems.reopen(stream, _hand(v)),
    "report_problem": lambda stream, v: problems.report(stream, v["problem_words"], v["problem_on"]),
    "settle_problem": lambda stream, v: problems.settle(
        stream, v["problem_outcome"], v["problem_reason"], _amount(v, "problem_amount"), v["problem_on"]
    ),
    "supervise_problem": lambda stream, v: problems.supervise(stream, v["problem_request"], _days(v)),
}

PROBLEMS = OfProblems()
