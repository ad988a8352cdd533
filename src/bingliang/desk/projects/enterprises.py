"""企业合并登记: one enterprise of the register is absorbed by another; its cases stay where they are.

The company that goes on takes over rights and duties by law (《公司法》第二百二十一条), but a licence changes its holder only
by an application of its own (《行政许可法》第四十九条); therefore nothing of a running case is rewritten here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.desk.projects.index import index
from bingliang.ledger.acts import Draft, Refusal
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.ledger.project import Enlisted
    from bingliang.ledger.register import Enterprise
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

PREFIX = "enterprise/"
LAW = "《公司法》第二百二十一条"
CHANGE = "《行政许可法》第四十九条"
OFFERED = 4


@dataclass(frozen=True, slots=True)
class Absorbed:
    """已被合并: by which enterprise, on which day, by which document."""

    id: str
    name: str
    credit_code: str
    on: date
    document: str

    @property
    def words(self) -> str:
        """一句话的后半."""
        return f"已于{self.on:%Y-%m-%d}并入“{self.name}”（{self.credit_code}）"


def absorbed(look: Look, enterprise_id: str) -> Absorbed | None:
    """被谁合并; None while it stands by itself."""
    for entry in look.entries(f"{PREFIX}{enterprise_id}"):
        facts: Any = entry.facts
        if facts.get("into"):
            into = facts["into"]
            return Absorbed(
                into["id"], into["name"], into["credit_code"], date.fromisoformat(facts["on"]), facts["document"]
            )
    return None


def refuse_absorbed(look: Look, one: Enterprise) -> None:
    """不再收件: a Refusal for an enterprise that another has taken over."""
    already = absorbed(look, one.id)
    if already is not None:
        raise Refusal(f"“{one.name}”{already.words}，不能再以它的名义收件，请以“{already.name}”的名义申请。", LAW)


def names_of(look: Look, owner: Enterprise) -> set[str]:
    """企业的各个名称: its own, its former one, and those of the enterprises that took it over."""
    names = {owner.name, owner.former_name} - {""}
    one = absorbed(look, owner.id)
    seen = {owner.id}
    while one is not None and one.id not in seen:
        seen.add(one.id)
        names.add(one.name)
        one = absorbed(look, one.id)
    return names


def taken_over(look: Look, enterprise_id: str) -> tuple[str, ...]:
    """合并进来的企业, those absorbed by them included."""
    found: list[str] = []
    waiting = [enterprise_id]
    while waiting:
        for entry in look.entries(f"{PREFIX}{waiting.pop()}"):
            facts: Any = entry.facts
            if facts.get("from"):
                found.append(facts["from"]["id"])
                waiting.append(facts["from"]["id"])
    return tuple(found)


def sought(look: Look, words: str, field: str) -> Enterprise:
    """找到的一家, by credit code, name or initials. Faults when there is none or more than one."""
    given = words.strip()
    if not given:
        raise Faults([(field, "请输入企业名称、首字母或者信用代码。")])
    exact = look.enterprise_by_code(given.upper())
    found = [exact] if exact is not None else list(look.find_enterprises(given, OFFERED + 1))
    same = [one for one in found if one.name == given]
    if len(same) == 1:
        return same[0]
    if not found:
        raise Faults([(field, f"企业库里没有“{given}”；没有来过窗口的企业不用登记合并。")])
    if len(found) > 1:
        names = "、".join(one.name for one in found[:OFFERED]) + ("等" if len(found) > OFFERED else "")
        raise Faults([(field, f"“{given}”找到 {len(found)} 家：{names}，请写全名或者信用代码。")])
    return found[0]


@dataclass(frozen=True, slots=True)
class Merger:
    """合并的内容: `gone` and `stays` in words that find them, `on` the day of the registration, `document` its paper."""

    gone: str
    stays: str
    on: date
    document: str


def merge(given: Merger) -> Press:
    """企业合并登记: a line for each of the two; the projects of the library change their investor in the same press."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("merge_enterprises", work.who)
        gone, stays = _both(work, given)
        facts: dict[str, object] = {"on": given.on.isoformat(), "document": given.document.strip()}
        drafts = [
            Draft(f"{PREFIX}{gone.id}", "merge_enterprises", {"into": _named(stays), **facts}),
            Draft(f"{PREFIX}{stays.id}", "merge_enterprises", {"from": _named(gone), **facts}),
            *(_owned(work, one, stays) for one in projects_of(work, gone)),
        ]
        return Outcome(tuple(drafts), {"streams": [draft.stream for draft in drafts]})

    return Press("merge_enterprises", decide)


def _both(work: Work, given: Merger) -> tuple[Enterprise, Enterprise]:
    faults: list[tuple[str, str]] = []
    found: list[Enterprise] = []
    for words, field in ((given.gone, "gone"), (given.stays, "stays")):
        try:
            found.append(sought(work, words, field))
        except Faults as why:
            faults += why.faults
    if not given.document.strip():
        faults.append(("document", "请填写登记机关的文书和文号（例：准予合并登记通知书的文号）。"))
    if given.on > work.today:
        faults.append(("on", f"合并登记日期{given.on:%Y-%m-%d}还没有到，请核对。"))
    if faults:
        raise Faults(faults)
    gone, stays = found
    if gone.id == stays.id:
        raise Refusal("被合并的和存续的是同一家企业，请核对。", LAW)
    for one in (gone, stays):
        if (already := absorbed(work, one.id)) is not None:
            raise Refusal(f"“{one.name}”{already.words}，请核对。", LAW)
    return gone, stays


def _named(one: Enterprise) -> dict[str, str]:
    return {"id": one.id, "name": one.name, "credit_code": one.credit_code}


def projects_of(look: Look, one: Enterprise) -> list[Enlisted]:
    """项目库里投资主体是它的项目."""
    return [
        project
        for project in index(look).going_on
        if project.profile.firm == one.name or project.profile.credit_code == one.credit_code
    ]


def _owned(work: Work, project: Enlisted, stays: Enterprise) -> Draft:
    profile = replace(project.profile, firm=stays.name, credit_code=stays.credit_code)
    facts = {**profile.facts(), "works": list(project.works), "on": work.today.isoformat()}
    return Draft(project.stream, "describe_project", facts)


def told(look: Look, gone: Enterprise, stays: Enterprise) -> Iterable[str]:
    """后果 in sentences."""
    from bingliang.store import finding

    in_hand, every = finding.case_counts(look, "enterprise_id", [gone.id]).get(gone.id, (0, 0))
    yield f"“{gone.name}”（{gone.credit_code}）并入“{stays.name}”（{stays.credit_code}）。"
    yield f"它的 {every} 件办件都留在原来的名下，收件号、期限和文书不变；查找两个名称都找得到。"
    if in_hand:
        yield f"其中 {in_hand} 件在办：由“{stays.name}”承继，需要换申请人的依法另行申请变更（{CHANGE}）。"
    owned = projects_of(look, gone)
    if owned:
        names = "、".join(f"“{one.profile.name}”" for one in owned)
        yield f"项目库的 {len(owned)} 个项目改由“{stays.name}”投资：{names}。"
    yield f"以后不能再以“{gone.name}”的名义收件。"
