"""拆分、合并的办理单: what each asks, which press its values make, and the whole rule of what moves, said beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.press import Press
from bingliang.desk.acts.presses import Presses
from bingliang.desk.errors import Faults
from bingliang.desk.projects import enterprises, reshaping
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.cases import cases_of, registered
from bingliang.desk.projects.index import index
from bingliang.desk.projects.reshaping import Part
from bingliang.ledger.acts import ACTS
from bingliang.mechanism import overall, seven_batches

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.project import Enlisted
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

OF_PROJECT = ("split_project", "merge_projects", "merge_enterprises")
TITLES: Mapping[str, str] = {name: ACTS[name].title for name in OF_PROJECT}
RULE = "办件不动：收件号、期限、文书和承诺都留在原处，按项目代码和名称仍查得到。"


def form_of(desk: Desk, name: str, stream: str) -> ActForm:
    """取表 for the project in hand. A Refusal for who may not, or for a project that was merged away."""
    overall.authorise(name, desk.who)
    with desk.store.look() as look:
        project = projects.going_on(look, stream)
        fields = _FIELDS[name](look, project)
        subject = project.profile.firm if name == "merge_enterprises" else project.profile.name
        return ActForm(
            name=name, act=name, title=TITLES[name], no=None, subject=subject, fields=fields,
            article=ACTS[name].article, today=look.today, safe=False, focus=fields[0].name, hint=RULE,
        )  # fmt: skip


def _split_fields(look: Look, project: Enlisted) -> tuple[Field, ...]:
    del look
    one = project.profile
    works = tuple(Choice(str(at), name) for at, name in enumerate(project.works))
    asked = (
        (Field("split_works", "拆出的单项工程", Kind.ITEMS, (), choices=works, optional=True,
               help="勾上的连同里程碑一起走；原项目至少留一个。"),) if works else ()
    )  # fmt: skip
    return (
        Field("split_name", "新项目名称", help="拆出的部分作为一个项目入库，另编项目号。"),
        Field("split_firm", "投资主体", default=one.firm),
        Field("split_code", "项目代码", optional=True, help="另赋了代码的填写；原代码留在原项目。"),
        *asked,
        Field("split_investment", "拆出投资（万元）", optional=True, help=f"原项目 {one.investment:,} 万元，拆多少减多少，合计不变。"),
        Field("split_land", "拆出用地（亩）", optional=True, help=f"原项目 {one.land or 0} 亩，拆多少减多少。"),
        Field("split_tags", "新项目的标签", optional=True, help="原项目的标签留在原项目，不自动带走，免得重复计数；新项目要有的在这里写。"),
        Field("split_reason", "理由", Kind.LONG, help="写明为什么拆分和依据的文件。"),
    )  # fmt: skip


def _merge_fields(look: Look, project: Enlisted) -> tuple[Field, ...]:
    rows = sorted(index(look).going_on, key=lambda one: one.number)
    others = tuple(
        Choice(one.stream, one.profile.name, f"{one.number} {one.profile.firm}")
        for one in rows
        if one.stream != project.stream
    )
    return (
        Field("merge_other", "被并入的项目", Kind.CHOICE, "", choices=others,
              help=f"选中的项目并入“{project.profile.name}”；本项目保留编号和代码。"),
        Field("merge_reason", "理由", Kind.LONG, help="写明为什么合并和依据的文件。"),
    )  # fmt: skip


def _enterprise_fields(look: Look, project: Enlisted) -> tuple[Field, ...]:
    return (
        Field("firm_gone", "被合并的企业", default=project.profile.firm, help="名称、首字母或者信用代码；找到哪一家写在右边。"),
        Field("firm_stays", "存续的企业", help="名称、首字母或者信用代码；还没有来过窗口的先收件或者登记。"),
        Field("firm_on", "合并登记日期", Kind.DAY, look.today.isoformat(), help="登记机关准予登记的日子。"),
        Field("firm_document", "登记文书", help="准予合并、注销登记通知书的文号。"),
    )  # fmt: skip


_FIELDS: Mapping[str, Callable[[Look, Enlisted], tuple[Field, ...]]] = {
    "split_project": _split_fields,
    "merge_projects": _merge_fields,
    "merge_enterprises": _enterprise_fields,
}


class OfReshaping(Presses):
    """拆分、合并的脚本."""

    fields: ClassVar[Mapping[str, str]] = {
        "name": "split_name", "firm": "split_firm", "code": "split_code", "works": "split_works",
        "investment": "split_investment", "land": "split_land", "reason": "split_reason", "others": "merge_other",
        "gone": "firm_gone", "stays": "firm_stays", "on": "firm_on", "document": "firm_document",
    }  # fmt: skip

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        v = typed(form, values)
        if form.name == "split_project":
            return reshaping.split(stream, _part(v, projects.going_on(look, stream)))
        if form.name == "merge_projects":
            return reshaping.merge(stream, [v["merge_other"]], v["merge_reason"])
        return enterprises.merge(_merger(v))

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: what moves, what stays, and which cases are where."""
        with desk.store.look() as look:
            say = {"split_project": _split, "merge_projects": _merge}.get(made.act, _enterprises)
            sentences = tuple(say(look, shown))
        grounds = (enterprises.LAW, enterprises.CHANGE) if made.act == "merge_enterprises" else ()
        return Consequence(sentences, (), (ACTS[made.act].title,), (), grounds, ())


def _part(v: Mapping[str, Any], whole: Enlisted) -> Part:
    faults: list[tuple[str, str]] = []
    if v["split_investment"] and not v["split_investment"].isdigit():
        faults.append(("split_investment", "请以万元为单位写整数。"))
    if v["split_land"] and not re.fullmatch(r"\d{1,7}(\.\d{1,2})?", v["split_land"]):
        faults.append(("split_land", "请只写亩数。"))
    if faults:
        raise Faults(faults)
    return Part(
        v["split_name"], v["split_firm"], v["split_code"], tuple(whole.works[at] for at in v.get("split_works", ())),
        int(v["split_investment"] or 0), v["split_land"], seven_batches.tags_of(v["split_tags"]), v["split_reason"],
    )  # fmt: skip


def _merger(v: Mapping[str, Any]) -> enterprises.Merger:
    return enterprises.Merger(v["firm_gone"], v["firm_stays"], v["firm_on"], v["firm_document"])


def _split(look: Look, shown: Shown) -> Iterable[str]:
    line, born = shown.outcome.drafts
    facts: Any = line.facts
    new: Any = born.facts
    old = projects.found(look, line.stream)
    yield f"“{new['name']}”从“{old.profile.name}”拆出入库，在“{new['batch']}”批次，自 {new['on']} 起。"
    yield f"投资：原项目 {old.profile.investment:,} → {facts['investment']:,} 万元，新项目 {new['investment']:,} 万元，合计不变。"
    yield f"用地：原项目 {old.profile.land or 0} → {facts['land'] or 0} 亩，新项目 {new.get('land', '') or 0} 亩。"
    moved = "、".join(facts["moved"])
    carried = len(new["milestones"])
    yield f"单项工程{moved}和它们的 {carried} 个里程碑随新项目走。" if moved else "单项工程和里程碑都留在原项目。"
    tags = "、".join(tag.text for tag in old.profile.tags) or "没有"
    yield f"标签（{tags}）、荣誉和整个项目的里程碑留在原项目。"
    yield from _cases(look, old)


def _merge(look: Look, shown: Shown) -> Iterable[str]:
    line, *ends = shown.outcome.drafts
    facts: Any = line.facts
    into = projects.found(look, line.stream)
    for end in ends:
        gone = projects.found(look, end.stream)
        yield f"“{gone.profile.name}”（{gone.number}）并入“{into.profile.name}”（{into.number}），此后不再单独计数。"
        yield from _cases(look, gone)
    yield f"投资：{into.profile.investment:,} → {facts['investment']:,} 万元；用地：{into.profile.land or 0} → {facts.get('land', '') or 0} 亩。"
    tags = "、".join(f"{name}{role}{year or ''}" for name, role, year in facts["tags"])
    yield f"标签各计一次：{tags or '没有'}。"
    works = "、".join(facts["works"])
    yield f"单项工程：{works or '没有'}；并入的 {len(facts['milestones'])} 个里程碑随单项工程走。"
    yield "原来的项目号、项目代码和名称仍查得到，指向并入的项目。"


def _cases(look: Look, project: Enlisted) -> Iterable[str]:
    held = registered(look, project)
    many = len(cases_of(look, [project])) if held is not None else 0
    if many:
        yield f"“{project.profile.name}”的 {many} 件办件不动：收件号、期限、文书和承诺都留在原处。"


def _enterprises(look: Look, shown: Shown) -> Iterable[str]:
    first: Any = shown.outcome.drafts[0].facts
    second: Any = shown.outcome.drafts[1].facts
    gone, stays = (look.enterprise(one["id"]) for one in (second["from"], first["into"]))
    if gone is not None and stays is not None:
        yield from enterprises.told(look, gone, stays)


RESHAPING = OfReshaping()
