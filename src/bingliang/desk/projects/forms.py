"""项目库的办理单: which acts there are, what each asks, and how its values become a decision; rehearsed like any other sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.fields import MONEY, ActForm, Choice, Field, Kind, Values, typed, whole
from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.investing import Report, invest, total
from bingliang.desk.projects.rows import words_of
from bingliang.desk.projects.table import ProjectTable, read_projects
from bingliang.desk.projects.view import told
from bingliang.ledger.acts import ACTS, Draft, Refusal
from bingliang.ledger.project import Enlisted, Milestone, Profile
from bingliang.mechanism import overall, seven_batches

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look
    from bingliang.store.work import Work

TITLES: Mapping[str, tuple[str, str]] = {
    "enlist_project": ("enlist_project", "项目入库"),
    "import_projects": ("enlist_project", "导入项目表"),
    "move_batch": ("move_batch", "批次流转"),
    "set_milestone": ("set_milestone", "里程碑登记"),
    "report_investment": ("report_investment", "完成投资登记"),
    "describe_project": ("describe_project", "项目概况变更"),
    "amend_project": ("amend_project", "项目库更正"),
}
"""办理 → its act in the ledger and its word."""
WHOLE = "整个项目"
OF_ONE = ("set_milestone", "report_investment", "move_batch", "describe_project", "amend_project")
"""What is done to one project, in the order of the menu."""


def form_of(desk: Desk, name: str, stream: str = "", *, path: str = "") -> ActForm:
    """取表 for one act, with what stands today as defaults. A Refusal for who may not."""
    act, title = TITLES[name]
    overall.authorise(act, desk.who)
    with desk.store.look() as look:
        project = projects.found(look, stream) if stream else None
        fields = _FIELDS[name](look, project)
        if name == "import_projects":
            fields = (replace(fields[0], default=path),)
        names = [one.name for one in fields]
        return ActForm(
            name=name,
            act=act,
            title=title,
            no=None,
            subject=project.profile.name if project else "项目库",
            fields=fields,
            article=ACTS[act].article,
            today=look.today,
            safe=name != "amend_project",
            focus=_FOCUS.get(name, names[0]),
        )


_FOCUS = {"move_batch": "batch_to", "set_milestone": "milestone", "amend_project": "line"}


def _profile_fields(look: Look, project: Enlisted | None) -> tuple[Field, ...]:
    one = project.profile if project is not None else Profile("", "")
    investors = tuple(Choice(word, word) for word in seven_batches.INVESTORS)
    text = "、".join(tag.text for tag in one.tags)
    del look
    return (
        Field("project_name", "项目名称", default=one.name),
        Field("firm", "投资主体", default=one.firm, help="企业全称；还没有注册的写拟投资的企业。"),
        Field("credit_code", "信用代码", default=one.credit_code, optional=True),
        Field("project_code", "项目代码", default=one.code, optional=True, help="赋码以后填写；凭它与办件对上。"),
        Field("investment", "总投资（万元）", default=str(one.investment or ""), optional=True),
        Field("land", "用地（亩）", default=one.land, optional=True),
        Field("industry", "产业", default=one.industry, optional=True),
        Field("chain", "产业链", default=one.chain, optional=True),
        Field("investor", "投资主体类别", default=one.investor, choices=investors, optional=True),
        Field("responsible", "责任单位", default=one.responsible, optional=True),
        Field("post", "责任人（职务）", default=one.person, optional=True, help="写职务，不写姓名。"),
        Field("leader", "联系领导（职务）", default=one.leader, optional=True, help="写职务，不写姓名。"),
        Field("chief_agent", "首席代办专员（职务）", default=one.agent, optional=True, help="部门主要负责人的职务。"),
        Field("project_tags", "标签", default=text, optional=True, help="写成“2+10标杆2026、汽车产业”：集合、角色、年度，顿号隔开。"),
        Field("works_names", "单项工程", default="、".join(project.works) if project else "", optional=True,
              help="几个单项工程用顿号隔开；只有一个的不写。"),
        Field("honours", "荣誉", default=one.honours, optional=True),
        Field("growth", "企业培育", default=one.growth, optional=True, choices=tuple(Choice(word, word) for word in seven_batches.GROWTH),
              help=f"{'、'.join(seven_batches.GROWTH)}，几样用顿号隔开。"),
    )  # fmt: skip


def _batch_field(look: Look, name: str, label: str, default: str) -> Field:
    order = projects.batches(look)
    return Field(name, label, Kind.CHOICE, default if default in order else order[0],
                 choices=tuple(Choice(word, word) for word in order), help=f"批次字典：{seven_batches.SOURCE}。")  # fmt: skip


def _enlist_fields(look: Look, project: Enlisted | None) -> tuple[Field, ...]:
    return (
        *_profile_fields(look, project)[:2],
        _batch_field(look, "batch", "批次", ""),
        Field("on", "日期", Kind.DAY, look.today.isoformat(), help="进入这一批次的日子。"),
        *_profile_fields(look, project)[2:],
    )


def _import_fields(look: Look, project: Enlisted | None) -> tuple[Field, ...]:
    del look, project
    return (Field("table_path", "表格文件", help="Excel（.xlsx）或 UTF-8 的 CSV；右边先列出能导入的和退回的每一行。"),)


def _move_fields(look: Look, project: Enlisted | None) -> tuple[Field, ...]:
    order = projects.batches(look)
    now = project.batch if project else order[0]
    following = order[min(order.index(now) + 1, len(order) - 1)] if now in order else order[0]
    return (
        _batch_field(look, "batch_to", "流转到", following),
        Field("on", "日期", Kind.DAY, look.today.isoformat(), help="流转发生的日子，不晚于今天。"),
        Field("move_reason", "理由", optional=True, help="逐批往前的可以不写；退回或者越过一批的必须写明。"),
    )


def _milestone_fields(look: Look, project: Enlisted | None) -> tuple[Field, ...]:
    order = projects.milestones(look)
    works = project.works if project else ()
    waiting = seven_batches.coming(project, order) if project else None
    held = project.milestones if project else {}
    asked = (
        Field("milestone_works", "单项工程", Kind.CHOICE, (waiting.works or WHOLE) if waiting else works[0],
              choices=(*(Choice(word, word) for word in works), Choice(WHOLE, WHOLE))),
    ) if works else ()  # fmt: skip
    notes = {name: _note([one for one in held.values() if one.name == name]) for name in order}
    return (
        *asked,
        Field("milestone", "里程碑", Kind.CHOICE, waiting.name if waiting else order[0],
              choices=tuple(Choice(name, name, notes[name]) for name in order)),
        Field("planned", "计划日期", Kind.DAY, "", optional=True, help="留空的不变。"),
        Field("actual", "实际日期", Kind.DAY, "", optional=True, help="已经发生的日子；留空的不变。"),
    )  # fmt: skip


def _investment_fields(look: Look, project: Enlisted | None) -> tuple[Field, ...]:
    held = project.invested if project else ()
    so_far = f"已报到 {held[-1].on:%Y-%m-%d}，累计 {total(project)} 万元。" if project and held else "还没有报过。"
    return (
        Field("invested", "本次完成投资", unit="万元", help=f"上次报告以后新完成的，不是累计数。{so_far}"),
        Field("invested_on", "截止日期", Kind.DAY, look.today.isoformat(), help="数字算到哪一天；看板按它归到旬和月。"),
        Field("invested_source", "数字的来源", default=SOURCES[0], choices=tuple(Choice(one, one) for one in SOURCES)),
    )


SOURCES = ("统计报表", "业主报告", "监理月报", "现场核查")


def _note(known: Sequence[Milestone]) -> str:
    """已登记的日子; of several works only how many, their days stand in the detail."""
    if len(known) > 1:
        return f"{len(known)} 个单项工程已登记"
    return "，".join(
        f"{one.works}{word}{day}" for one in known for word, day in (("计划", one.planned), ("实际", one.actual)) if day
    )


def _amend_fields(look: Look, project: Enlisted | None) -> tuple[Field, ...]:
    stream = project.stream if project else ""
    right = projects.RIGHTED
    lines = [entry for entry in reversed(look.entries(stream)) if entry.act in right]
    kinds = tuple(Choice(word, f"改{text}") for word, text in projects.DAYS.items())
    return (
        Field("line", "更正哪一行", Kind.CHOICE, str(lines[0].seq),
              choices=tuple(Choice(str(one.seq), f"第{one.seq}行 {told(one)}", str(one.facts["on"])) for one in lines)),
        Field("amend_what", "怎样更正", Kind.CHOICE, "on", choices=(*kinds, Choice(projects.STRIKE, projects.STRIKE))),
        Field("amend_day", "更正为", Kind.DAY, "", optional=True, help="改日期时填写；撤掉一行的留空。"),
        Field("amend_why", "理由", Kind.LONG, help="原来的一行不删不改，理由和更正一起留在流水里。"),
    )  # fmt: skip


_FIELDS: Mapping[str, Callable[[Look, Enlisted | None], tuple[Field, ...]]] = {
    "enlist_project": _enlist_fields,
    "import_projects": _import_fields,
    "move_batch": _move_fields,
    "set_milestone": _milestone_fields,
    "report_investment": _investment_fields,
    "describe_project": _profile_fields,
    "amend_project": _amend_fields,
}

# ── typed values become a decision ──


@dataclass(frozen=True, slots=True)
class ImportPress(Press):
    """导入一张表, with the sheet behind it."""

    table: ProjectTable


def brought_in(table: ProjectTable) -> Press:
    """导入: what is new is enlisted, what is here is changed, in one transaction."""

    def updated(work: Work) -> Iterable[Draft]:
        for _, one in table.updates:
            overall.authorise("describe_project", work.who)
            if projects.going_on(work, one.project.stream) != one.project:
                raise Refusal(
                    f"“{one.project.profile.name}”在读表以后又改过，没有导入；请重新选择这份表，看过现在的不同再导入。"
                )
            yield from one.drafts(work.today)

    return projects.enlist([one for _, one in table.entrants], updated)


def press_of(look: Look, form: ActForm, stream: str, values: Values) -> Press:
    """成决定: the press these values make. Faults with every fault at once."""
    v = typed(form, values)
    if form.name == "import_projects":
        table = read_projects(look, Path(str(v["table_path"]).strip("\"' ")))
        made = brought_in(table)
        return ImportPress(made.act, made.decide, table)
    if form.name in ("enlist_project", "describe_project"):
        profile, works = _profile(v)
        new = form.name == "enlist_project"
        return (
            projects.enlist([projects.Entrant(profile, v["batch"], v["on"], works)])
            if new
            else projects.describe(stream, profile, works)
        )
    if form.name == "move_batch":
        return projects.move(stream, v["batch_to"], v["on"], v["move_reason"])
    if form.name == "set_milestone":
        works = v.get("milestone_works", WHOLE)
        plan = projects.Plan(v["milestone"], v["planned"], v["actual"], "" if works == WHOLE else works)
        return projects.date_milestone(stream, plan)
    if form.name == "report_investment":
        return invest(stream, Report(v["invested_on"], whole("invested", v["invested"], MONEY), v["invested_source"]))
    what = "" if v["amend_what"] == projects.STRIKE else v["amend_what"]
    return projects.amend(stream, int(v["line"]), what, v["amend_day"], v["amend_why"])


def _profile(v: Mapping[str, Any]) -> tuple[Profile, tuple[str, ...]]:
    faults: list[tuple[str, str]] = []
    if v["investment"] and not v["investment"].isdigit():
        faults.append(("investment", f"总投资“{v['investment']}”不是整数，请以万元为单位写整数。"))
    if v["land"] and not re.fullmatch(r"\d{1,7}(\.\d{1,2})?", v["land"]):
        faults.append(("land", f"用地“{v['land']}”不是亩数，请只写数字。"))
    if faults:
        raise Faults(faults)
    profile = Profile(
        name=v["project_name"], firm=v["firm"], credit_code=v["credit_code"], code=v["project_code"],
        investment=int(v["investment"] or 0), land=v["land"], industry=v["industry"], chain=v["chain"],
        investor=v["investor"], responsible=v["responsible"], person=v["post"], leader=v["leader"],
        agent=v["chief_agent"], honours=v["honours"], growth=v["growth"], tags=seven_batches.tags_of(v["project_tags"]),
    )  # fmt: skip
    return profile, tuple(part for part in re.split(r"[、，,；;]+", v["works_names"]) if part.strip())


def consequences(before: Enlisted | None, after: Enlisted, order: Sequence[str]) -> Iterable[str]:
    """后果 for one project, in sentences."""
    if before is None:
        yield f"“{after.profile.name}”入库，在“{after.batch}”批次。"
        return
    if before.batch != after.batch:
        yield f"“{before.batch}” → “{after.batch}”，自 {after.since:%Y-%m-%d} 起。"
    elif before.since != after.since:
        yield f"进入“{after.batch}”的日期由 {before.since:%Y-%m-%d} 改为 {after.since:%Y-%m-%d}。"
    for one in seven_batches.in_order({**before.milestones, **after.milestones}.values(), order):
        key = (one.works, one.name)
        yield from _moved_days(words_of(one), before.milestones.get(key), after.milestones.get(key))
    if total(before) != total(after):
        yield f"累计完成投资：{total(before):,} 万元 → {total(after):,} 万元。"
    was, now = (
        "、".join(one.text for one in of.visits if one not in other.visits) or "—"
        for of, other in ((before, after), (after, before))
    )
    if was != now:
        yield f"走访：{was} → {now}。"
    yield from _described(before, after)


def _moved_days(words: str, old: Milestone | None, new: Milestone | None) -> Iterable[str]:
    for field, name in (("planned", "计划"), ("actual", "实际")):
        was, now = getattr(old, field, None), getattr(new, field, None)
        if was != now:
            yield f"里程碑“{words}”{name}：{was or '—'} → {now or '—'}。"


_WORDS = {
    "name": "项目名称", "firm": "投资主体", "credit_code": "信用代码", "code": "项目代码", "investment": "总投资", "land": "用地",
    "industry": "产业", "chain": "产业链", "investor": "投资主体类别", "responsible": "责任单位", "person": "责任人",
    "leader": "联系领导", "agent": "首席代办专员", "honours": "荣誉", "growth": "企业培育",
}  # fmt: skip


def _described(before: Enlisted, after: Enlisted) -> Iterable[str]:
    for field, word in _WORDS.items():
        was, now = getattr(before.profile, field), getattr(after.profile, field)
        if was != now:
            yield f"{word}：{was or '—'} → {now or '—'}。"
    if before.profile.tags != after.profile.tags:
        old, new = ("、".join(tag.text for tag in one.profile.tags) or "—" for one in (before, after))
        yield f"标签：{old} → {new}。"
    if before.works != after.works:
        yield f"单项工程：{'、'.join(before.works) or '—'} → {'、'.join(after.works) or '—'}。"
