"""预见: what will happen when this visit is received now: the same plan, checks, fold and clocks as the act itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bingliang.desk.errands.joining import faults as errand_faults
from bingliang.desk.errors import Faults
from bingliang.desk.intake import foresee_rows as rows
from bingliang.desk.intake.checks import Fault, check, folded
from bingliang.desk.intake.foreseen import AsideRow, ChoiceRow, Foreseen, ForeseenMaterial, PaperWord, QuestionRow
from bingliang.desk.intake.printable import unprintable
from bingliang.desk.intake.receiving import APPLICATION, Intake, papers_of
from bingliang.desk.intake.visit import Visit, channel_of, hand_time, intake_of
from bingliang.desk.online.filings import entered_at
from bingliang.desk.papers import zone_words
from bingliang.desk.papers.hand_slips import unused
from bingliang.desk.projects.enterprises import absorbed
from bingliang.ledger.acts import Refusal
from bingliang.ledger.identifiers import credit_code, project_code
from bingliang.mechanism.parallel_approval.selection import Plan, plan
from bingliang.mechanism.parallel_approval.situation import EVERY_TYPE, Situation

if TYPE_CHECKING:
    from datetime import datetime

    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

ZONE = "zone"
"""The name of a fault that no field of the receipt can mend."""
WHY_PAPERS = {
    APPLICATION: "一张表申请一件事的各项，申请人盖章或者签字",
    "checklist": "给申请人，列明本次事项和材料",
    "truthfulness": "申请人签字，材料真实性由其负责",
    "receipt": "一式两联，写明答复截止日",
    "slip80": "小票，凭条形码查询和领取",
}


def foresee(desk: Desk, visit: Visit) -> Foreseen:
    """预见 of a visit, half filled or whole; every fault at once, nothing written."""
    with desk.store.look() as look:
        return Sight(look, visit).foreseen()


def intake_now(desk: Desk, visit: Visit) -> Intake:
    """收件单 of the visit at this moment; Faults with everything that is wrong with it."""
    with desk.store.look() as look:
        sight = Sight(look, visit)
        if sight.faults:
            raise Faults(sight.faults)
        return sight.intake


@dataclass
class Sight:
    """看一眼: the visit beside the catalogue, the calendar and the registers of one moment."""

    look: Look
    visit: Visit

    def __post_init__(self) -> None:
        """A code pasted or scanned with blanks and full-width figures is the code."""
        self.visit = replace(
            self.visit,
            enterprise=_folded(self.visit.enterprise, "credit_code", credit_code),
            project=_folded(self.visit.project, "code", project_code),
            handler=folded(self.visit.handler),
        )

    @cached_property
    def catalogue(self) -> Catalogue:
        """事项目录 in force."""
        found: Catalogue = self.look.loaded("catalogue")
        return found

    @cached_property
    def calendar(self) -> Calendar:
        """工作日历 in force."""
        found: Calendar = self.look.loaded("calendar")
        return found

    @cached_property
    def project_type(self) -> str:
        """项目类型, blank while none is chosen that the catalogue knows."""
        kind = str(self.visit.project.get("project_type", ""))
        return kind if kind in self.catalogue.project_types and kind != EVERY_TYPE else ""

    # ── which items ──

    @cached_property
    def proposed(self) -> Plan | None:
        """阶段或者一件事带来的事项; None while none is chosen, or where the answers exclude each other."""
        if not self.project_type or not self.visit.choice:
            return None
        bundle = self.visit.choice in {each.code for each in self.catalogue.bundles}
        try:
            return plan(
                self.catalogue,
                project_type=self.project_type,
                answers=self.visit.answers,
                held=self.visit.held,
                day=self.look.today,
                stages=() if bundle else (self.visit.choice,),
                bundle=self.visit.choice if bundle else "",
            )
        except (Refusal, ValueError) as error:
            self._said.append(("choice", str(error)))
            return None

    @cached_property
    def _said(self) -> list[Fault]:
        return []

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """列出的事项: proposed by the stage, then those added; what is being handled already stands aside."""
        every = dict.fromkeys((*self._brought, *self.visit.extra))
        return tuple(code for code in every if code not in self.visit.busy)

    @cached_property
    def _brought(self) -> tuple[str, ...]:
        """What the stage or bundle brings, with the items handled together with another."""
        planned = self.proposed.items if self.proposed else ()
        return tuple(code for one in planned for code in (one.code, *one.includes))

    @cached_property
    def picked(self) -> tuple[str, ...]:
        """要收的事项, in the order of the receipt."""
        return tuple(code for code in self.listed if code not in self.visit.dropped)

    @cached_property
    def planned(self) -> Plan | None:
        """按选定事项的计划: the plan by which `receive` will go."""
        if not self.project_type or not self.picked:
            return None
        try:
            return self._plan(self.visit.held)
        except (Refusal, ValueError) as error:
            self._said.append(("items", str(error)))
            return None

    def _plan(self, held: Mapping[str, str]) -> Plan:
        return plan(
            self.catalogue,
            project_type=self.project_type,
            items=self.picked,
            answers=self.visit.answers,
            held=held,
            day=self.look.today,
        )

    def plan_with(self, held: Mapping[str, str]) -> Plan | None:
        """换一批已取得的文书: the plan of the same items if these were held; None where there is none."""
        try:
            return self._plan(held)
        except (Refusal, ValueError):
            return None

    @cached_property
    def stage(self) -> str:
        """阶段的名称 as the receipt prints it."""
        names = {stage.code: stage.name for stage in self.catalogue.stages}
        names |= {bundle.code: bundle.name for bundle in self.catalogue.bundles}
        merged = self.proposed.stages if self.proposed else ()
        if len(merged) > 1:
            return "与".join(names[code] for code in merged) + "合并阶段"
        return names.get(self.visit.choice, "单项申请")

    @cached_property
    def intake(self) -> Intake:
        """收件单 as `receive` would take it now."""
        channel = channel_of(self.visit, workday=self.calendar.is_workday(self.received_at.date()))
        made = intake_of(self.visit, self.stage, self.planned, self.picked, self.received_at, channel)
        return replace(made, bundle=self.bundle)

    @cached_property
    def bundle(self) -> dict[str, Any]:
        """选了一件事: what it brought to this visit, and what of that is taken off; empty where none was chosen."""
        chosen = next((one for one in self.catalogue.bundles if one.code == self.visit.choice), None)
        if chosen is None or self.proposed is None:
            return {}
        brought = [one.code for one in self.proposed.items if one.code not in self.visit.busy]
        left = [code for code in brought if code not in self.picked]
        return {"code": chosen.code, "name": chosen.name, "items": brought, "left": left}

    @cached_property
    def received_at(self) -> datetime:
        """收件时间: now, when the 网上申报 entered the system, or what stands on the hand slip."""
        if self.visit.hand and not self.visit.filing:
            return self._by_hand
        return entered_at(self.look, self.visit.filing) if self.visit.filing else self.look.now

    @cached_property
    def _by_hand(self) -> datetime:
        """凭证上的时间; now, with its fault said, while it cannot be read or lies before the calendar."""
        try:
            return hand_time(self.visit, self.look.now, self.calendar.first)
        except ValueError as error:
            self._said.append(("slip.at", str(error)))
            return self.look.now

    # ── what is wrong ──

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """全部差错, the field's own first; what the plan itself refuses is said once."""
        plan_, intake = self.planned, self.intake
        found = list(self._said)
        if plan_ is None and self.picked:  # said already, with its article
            intake = replace(intake, project={**intake.project, "project_type": ""})
        try:
            check(intake, self.catalogue, self.look.now, lambda: plan_ or Plan((), ()))
        except Faults as faults:
            found += [("slip.at", said) if name == "received_at" else (name, said) for name, said in faults.faults]
        if not self.picked and not self.visit.choice:
            said = "没有选阶段或一件事，请选择；只办单独一项的，按 Ins 添加事项。"
            found = [("choice", said) if one[0] == "items" else one for one in found]
        if plan_ is None and self.picked and self.project_type:
            found = [one for one in found if one[0] != "project.project_type"]
        return tuple(
            dict.fromkeys(
                (
                    *found,
                    *unprintable(self.visit, self.look),
                    *self._known(),
                    *self._unlooked(),
                    *self._slip(),
                    *self._zone(),
                    *errand_faults(self.look, self.visit.beside, self.visit.handler),
                )
            )
        )

    def _zone(self) -> list[Fault]:
        """园区的地点、电话: printed on every receipt, so that nothing is received while nobody has filled them in."""
        words = "、".join(zone_words.missing(self.catalogue))
        if not words:
            return []
        said = f"收件凭证上要印的{words}还没有填，填好以前不能收件：请管理员在“{zone_words.WHERE}”里填写。这一件填过的都留着。"
        return [(ZONE, said)]

    def _slip(self) -> list[Fault]:
        """手工凭证号: reserved, and not used yet."""
        number = self.visit.hand.get("number", "")
        try:
            if number.strip():
                unused(self.look, number)
        except (Refusal, ValueError) as error:
            return [("slip.number", str(error))]
        return []

    def _known(self) -> list[Fault]:
        """登记不符: a code that is registered under another name or belongs to another project."""
        found: list[Fault] = []
        code, name = self.visit.enterprise.get("credit_code", ""), self.visit.enterprise.get("name", "").strip()
        held = self.look.enterprise_by_code(code) if code else None
        if held is not None and name and held.name != name:
            found.append(("enterprise.name", f"信用代码{code}登记的名称是“{held.name}”，与所填不符，请核对。"))
        elif held is not None and (already := absorbed(self.look, held.id)) is not None:
            found.append(("enterprise.name", f"“{held.name}”{already.words}，请以“{already.name}”的名义申请。"))
        number = str(self.visit.project.get("code", ""))
        project = self.look.project_by_code(number) if number else None
        title = str(self.visit.project.get("name", "")).strip()
        if project is not None and title and project.name != title:
            found.append(("project.code", f"项目代码{number}登记的项目是“{project.name}”，与所填名称不符，请核对。"))
        elif project is not None and (held is None or project.enterprise != held.id):
            found.append(("project.code", f"项目代码{number}登记在另一企业名下，请核对项目代码或者企业。"))
        return found

    def _unlooked(self) -> list[Fault]:
        left = sum(row.asked and row.required and not row.state for row in self.materials)
        if not left:
            return []
        return [("materials", f"还有 {left} 份材料没有核对，请逐份标明齐、缺或者容缺。")]

    # ── rows ──

    @cached_property
    def materials(self) -> tuple[ForeseenMaterial, ...]:
        """合并材料清单."""
        return rows.materials(self.visit, self.planned, self.numbers, self.catalogue)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """事项在凭证上的序号."""
        main = {one.code for one in self.planned.items} if self.planned else set()
        return {code: no for no, code in enumerate((code for code in self.picked if code in main), 1)}

    def foreseen(self) -> Foreseen:
        """预见, all rows of one moment."""
        catalogue = self.catalogue
        items = rows.items(self)
        forms = self.look.loaded("forms")
        return Foreseen(
            today=self.look.today,
            stage=self.stage,
            channel=self.intake.channel,
            choices=tuple(self._choices()),
            types=tuple((code, name) for code, name in catalogue.project_types.items() if code != EVERY_TYPE),
            items=items,
            materials=self.materials,
            documents=rows.documents(self),
            listless=rows.listless(self),
            questions=self._questions(),
            asides=self._asides(),
            papers=tuple(PaperWord(forms[key].title, WHY_PAPERS[key]) for key in papers_of(self.intake))
            if self.numbers
            else (),
            departments=tuple(dict.fromkeys(item.department for item in items if item.taken)),
            faults=self.faults,
            consented=self.visit.hold_consent,
            consent_needed=any(one.mode.name == "HOLD" for one in self.planned.items) if self.planned else False,
        )

    def _choices(self) -> list[ChoiceRow]:
        merged = self.catalogue.type_rules[self.project_type].merged if self._ruled else ()
        found: list[ChoiceRow] = []
        for stage in self.catalogue.stages:
            if stage.code in merged:
                if stage.code == merged[0]:
                    names = "与".join(each.name for each in self.catalogue.stages if each.code in merged)
                    found.append(ChoiceRow(stage.code, f"{names}合并阶段"))
                continue
            found.append(ChoiceRow(stage.code, stage.name))
        return found + [ChoiceRow(bundle.code, bundle.name, bundle=True) for bundle in self.catalogue.bundles]

    @property
    def _ruled(self) -> bool:
        return self.project_type in self.catalogue.type_rules

    def _questions(self) -> tuple[QuestionRow, ...]:
        if not self.project_type or not self.visit.choice:
            return ()
        bundle = next((each for each in self.catalogue.bundles if each.code == self.visit.choice), None)
        stages = set(self.proposed.stages) if self.proposed else {self.visit.choice}
        # made without the answers: two of a group answered yes must still be shown, to be put right
        every = Situation(self.catalogue, self.project_type, {}, {}, self.look.today).questions
        asked = [
            each for each in every if (each.code in bundle.questions if bundle else not stages.isdisjoint(each.stages))
        ]
        answers = self.visit.answers
        return tuple(
            QuestionRow(one.code, one.text, one.help, one.source, one.group, one.rare, answers.get(one.code))
            for one in asked
        )

    def _asides(self) -> tuple[AsideRow, ...]:
        found = [
            AsideRow(one.item, one.name, f"{one.sentence}（{one.article}）" if one.article else one.sentence)
            for one in (self.proposed.asides if self.proposed else ())
        ]
        busy = self.visit.busy
        found += [AsideRow(code, self.catalogue.items[code].name, busy[code]) for code in self._brought if code in busy]
        return tuple(found)


def _folded(given: Mapping[str, Any], key: str, fold: Callable[[str], str]) -> dict[str, Any]:
    """The mapping with one code folded; one that is wrong stays as typed and is told as a fault."""
    values = dict(given)
    with suppress(ValueError):
        values[key] = fold(str(values.get(key, "")))
    return values
