"""预见的各行: items with their dates and reasons, and the one material list, each as it would be if received now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.intake.foreseen import (
    GUEST,
    TAKEN_OFF,
    DocumentRow,
    ForeseenDate,
    ForeseenItem,
    ForeseenMaterial,
    ListlessItem,
)
from bingliang.desk.intake.receiving import item_facts
from bingliang.desk.intake.visit import Visit, counts
from bingliang.ledger.acts import Entry
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.folding import fold
from bingliang.mechanism.parallel_approval.selection import BY_LAW, MergedMaterial, Mode, Plan, PlannedItem
from bingliang.mechanism.parallel_approval.situation import Need, Situation
from bingliang.mechanism.public_pledges import pledge_of
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.forwarding import own_limit
from bingliang.mechanism.time_limits.start import acceptance_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bingliang.desk.intake.foresee import Sight
    from bingliang.ledger.catalogue import Catalogue, Item
    from bingliang.mechanism.time_limits import Due

NO_DATE = ForeseenDate(None, "—")


def items(sight: Sight) -> tuple[ForeseenItem, ...]:
    """事项各行, in a fixed order, so that taking one off moves nothing under the clerk's hand."""
    planned = {one.code: one for one in sight.planned.items} if sight.planned else {}
    hosts = {guest: one for one in planned.values() for guest in one.includes}
    case, accepted = _cases(sight, planned)
    found = []
    for code in sight.listed:
        definition = sight.catalogue.item_on(code, sight.look.today)
        if code in planned and case and accepted:
            found.append(_taken(sight, planned[code], case, accepted))
        elif code in hosts:
            reason = f"与“{hosts[code].item.name}”合并办理，同一决定。"
            found.append(_plain(sight, definition, GUEST, reason, taken=True))
        elif code in sight.visit.dropped:
            found.append(_plain(sight, definition, TAKEN_OFF, "本次不收，空格键重新列入。", taken=False))
        else:
            found.append(_plain(sight, definition, TAKEN_OFF, "按现在填写的情形不能收，见红字说明。", taken=False))
    return tuple(found)


def _cases(sight: Sight, planned: Mapping[str, PlannedItem]) -> tuple[Case | None, Case | None]:
    """The case as `receive` would make it, and as it would stand if every formal item were accepted today."""
    if not planned:
        return None, None
    today = sight.look.today
    facts = {
        "code": "",
        "received_on": sight.received_at.date().isoformat(),
        "enterprise": {},
        "project": {},
        "items": [item_facts(planned[code], sight.numbers, consent=sight.visit.hold_consent) for code in sight.numbers],
    }
    lines = [Entry("case/foreseen", 1, "", sight.look.now, "", "", "receive", facts)]
    case = fold(lines)
    for item in case.items.values() if case else ():
        if item.received_on is not None:
            definition = sight.catalogue.item_on(item.code, today)
            accepted = acceptance_facts(item, definition, today, sight.calendar)
            lines.append(Entry("case/foreseen", len(lines) + 1, "", sight.look.now, "", "", "accept", accepted))
    return case, fold(lines)


def _taken(sight: Sight, planned: PlannedItem, case: Case, accepted: Case) -> ForeseenItem:
    no = sight.numbers[planned.code]
    item, then = case.items[no], accepted.items[no]
    formal = item.received_on is not None
    mode, reason = _mode(planned, formal=formal)
    clocks = Clocks(then, sight.calendar)
    return ForeseenItem(
        no=no,
        code=planned.code,
        name=planned.item.name,
        mode=mode,
        reason=reason,
        body=_body(sight, planned.item),
        department=sight.catalogue.bodies[planned.item.body].short,
        handling=planned.item.handling.value,
        taken=True,
        answer=_answer(Clocks(item, sight.calendar).completeness, item),
        statutory=_line(clocks.statutory, _after(planned.item), formal=formal),
        promised=_line(clocks.promised, _promise_after(planned.item), formal=formal),
        includes=tuple(sight.catalogue.items[code].name for code in planned.includes),
        warning=_warning(sight, planned, item, formal=formal),
    )


def _mode(planned: PlannedItem, *, formal: bool) -> tuple[str, str]:
    if formal and planned.mode is Mode.HOLD:
        missing = "、".join(wait.text for wait in planned.waits_for)
        return Mode.FORMAL.value, f"尚缺{missing}，申请人没有书面同意预收，只能按正式收件（{BY_LAW}）。"
    return planned.mode.value, planned.reason


def _warning(sight: Sight, planned: PlannedItem, item: CaseItem, *, formal: bool) -> str:
    if formal and planned.mode is Mode.HOLD:
        line = Clocks(item, sight.calendar).completeness
        until = f"{line.on:%Y-%m-%d}" if line else "期限届满"
        named = "、".join(f"《{wait.document}》" for wait in planned.waits_for)
        return f"须在{until}前一次告知缺少{named}，逾期不告知即视为受理；请申请人签预收同意书后打勾。"
    body = sight.catalogue.bodies[planned.item.body]
    lacking = body.missing(sight.look.today)
    if lacking:
        return f"“{body.name or body.short}”的落款机关信息不全（缺{'、'.join(lacking)}），可以收件，受理前须由管理员在“设置 → 落款机关”里补全。"
    return ""


def _plain(sight: Sight, definition: Item, mode: str, reason: str, *, taken: bool) -> ForeseenItem:
    short = sight.catalogue.bodies[definition.body].short
    return ForeseenItem(
        0, definition.code, definition.name, mode, reason, _body(sight, definition), short,
        definition.handling.value, taken, NO_DATE, NO_DATE, NO_DATE,
    )  # fmt: skip


def _body(sight: Sight, definition: Item) -> str:
    body = sight.catalogue.bodies[definition.body]
    return body.name or body.short


def _answer(line: Due | None, item: CaseItem) -> ForeseenDate:
    """答复截止日: until when it is accepted or told once."""
    if line is not None:
        return ForeseenDate(line.on, f"{line.on:%m-%d}", line.provisional, item.completeness.article)
    if item.received_on is None:
        return ForeseenDate(None, "转正式收件后起算")
    return ForeseenDate(None, "收到即办，没有答复期限")


def _line(line: Due | None, otherwise: str, *, formal: bool) -> ForeseenDate:
    if line is None or not formal:
        return ForeseenDate(None, otherwise)
    other = line.by_workday if line.by_workday != line.on else None
    return ForeseenDate(line.on, f"{line.on:%Y-%m-%d}", line.provisional, line.basis, other)


def _after(item: Item) -> str:
    limit = own_limit(item)
    return f"{limit.start.text}起{limit.value}{limit.unit.text}" if limit else "以办事指南为准"


def _promise_after(item: Item) -> str:
    pledge = pledge_of(item)
    return f"{pledge.limit.start.text}起{pledge.text}" if pledge.limit else pledge.text


# ── documents from outside ────────────────────────────────────────────────────────────────────────────────────────


def documents(sight: Sight) -> tuple[DocumentRow, ...]:
    """前置文书: what the planned items wait for from outside this visit, what is held of it, and what the clerk entered."""
    needed: dict[str, dict[str, str]] = {}
    here = set(sight.picked)
    for one in sight.planned.items if sight.planned else ():
        for rule in one.item.prerequisites:
            # one made by this visit is no bar to another that the applicant holds already (产权证书 or 用地规划许可证)
            options = [code for code in rule.items if code not in here and _may_be_held(sight, code)]
            if not rule.kind.waits or not options:
                continue
            for code in [code for code in options if code in sight.visit.held] or options:
                needed.setdefault(code, {}).setdefault(one.code, rule.ground)
    for code in sight.visit.documents:
        needed.setdefault(code, {})
    return tuple(_document(sight, code, uses) for code, uses in needed.items())


def _document(sight: Sight, code: str, uses: Mapping[str, str]) -> DocumentRow:
    item = sight.catalogue.item_on(code, sight.look.today)
    return DocumentRow(
        code,
        item.result,
        tuple(sight.catalogue.items[one].name for one in uses),
        next(iter(uses.values()), ""),
        sight.visit.held.get(code, ""),
        _body(sight, item),
        code in sight.visit.documents,
        _effect(sight, code, uses),
    )


def _effect(sight: Sight, code: str, uses: Mapping[str, str]) -> str:
    """What having it makes of the items that need it: the same plan asked again with it, or without it."""
    if not uses:
        return "本次的事项不等它；有它产生的材料不必再交。"
    held = code in sight.visit.held
    if held and code not in sight.visit.documents:
        return f"台账已有，{_named(sight, uses)}不必等它。"
    other = sight.plan_with({one: words for one, words in sight.visit.held.items() if one != code} if held
                            else {**sight.visit.held, code: "有"})  # fmt: skip
    now = {one.code: one.mode for one in sight.planned.items} if sight.planned else {}
    then = {one.code: one.mode for one in other.items} if other else {}
    turned = [one for one in uses if one in now and one in then and now[one] is not then[one]]
    if held and turned:
        was = "、".join(dict.fromkeys(then[one].value for one in turned))
        return f"有它，{_named(sight, turned)}正式收件；没有它只能{was}。"
    if held:
        return f"{_named(sight, uses)}还缺别的前置文书，仍不能正式收件。"
    if turned:
        return f"没有它，{_named(sight, turned)}只能{now[turned[0]].value}；已经取得的登记上，就改为{then[turned[0]].value}。"
    return f"{_named(sight, uses)}还缺别的前置文书，登记了它也还不能正式收件。"


def _named(sight: Sight, codes: Iterable[str]) -> str:
    return "、".join(f"“{sight.catalogue.items[code].name}”" for code in codes)


def _may_be_held(sight: Sight, code: str) -> bool:
    situation = Situation(sight.catalogue, sight.project_type, sight.visit.answers, {}, sight.look.today)
    return situation.applies(situation.item(code)) and situation.need(code) is not Need.NO


# ── one material list ─────────────────────────────────────────────────────────────────────────────────────────────


def materials(
    visit: Visit, plan: Plan | None, numbers: Mapping[str, int], catalogue: Catalogue
) -> tuple[ForeseenMaterial, ...]:
    """合并材料清单: asked for today first, then what is held already or follows from an item of this visit."""
    if plan is None:
        return ()
    guests = {guest: one.code for one in plan.items for guest in one.includes}
    numbered = {**numbers, **{guest: numbers[host] for guest, host in guests.items() if host in numbers}}
    found = [_material(visit, one, numbered, catalogue) for one in plan.materials]
    for own in visit.own:
        if own.item in numbered:
            mark = visit.marked(own.key).handed
            found.append(
                ForeseenMaterial(
                    own.key, own.name, (numbered[own.item],), (catalogue.items[own.item].name,), mark.originals or 0,
                    mark.copies or 0, mark.pages, mark.checked, mark.electronic, mark.state, required=True,
                    deferrable=False, asked=True, source="窗口按办事指南自列", own=True, kept=mark.kept,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda row: (not row.asked, not row.required)))


def listless(sight: Sight) -> tuple[ListlessItem, ...]:
    """没有材料清单的事项 of this visit, with as many materials as the clerk has listed."""
    codes = [code for code in (sight.planned.without_list if sight.planned else ()) if code in sight.picked]
    own = [one.item for one in sight.visit.own]
    return tuple(ListlessItem(code, sight.catalogue.items[code].name, own.count(code)) for code in codes)


def _material(visit: Visit, one: MergedMaterial, numbered: Mapping[str, int], catalogue: Catalogue) -> ForeseenMaterial:
    mark = visit.marked(one.code).handed
    originals, copies = counts(one.originals, one.copies, mark)
    return ForeseenMaterial(
        key=one.code,
        name=one.name,
        items=tuple(dict.fromkeys(numbered[code] for code in one.for_items if code in numbered)),
        item_names=tuple(catalogue.items[code].name for code in one.for_items),
        originals=originals if one.asked_today else 0,
        copies=copies if one.asked_today else 0,
        pages=mark.pages,
        checked=mark.checked,
        electronic=mark.electronic,
        state=mark.state if one.asked_today else "",
        required=one.required,
        deferrable=one.deferrable,
        asked=one.asked_today,
        note=_note(one, catalogue),
        source="；".join(one.sources),
        kept=mark.kept,
    )


def _note(one: MergedMaterial, catalogue: Catalogue) -> str:
    if one.held:
        return f"已有：{one.held}"
    if one.follows:
        return "由本次的" + "、".join(f"《{catalogue.items[code].name}》" for code in one.follows) + "产生，不必交"
    return "；".join(one.when) if one.when else ("" if one.required else "可以不交")
