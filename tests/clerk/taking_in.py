"""收件、补正、受理: what happens while a case is taken in, and what is noted about it at any time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Self

from bingliang.desk import enquiries
from bingliang.desk.casework import (
    acceptance,
    again,
    applicant,
    deferral,
    dispatch,
    own_matters,
)
from bingliang.desk.desk import stream_of
from bingliang.desk.handover import handing
from bingliang.desk.intake import receiving as intake
from bingliang.desk.papers import hand_slips, late_slips
from tests.clerk.counter import AtCounter
from tests.clerk.sample import BEARER, FIRM, PROJECT, day


class TakesIn(AtCounter):
    """收件."""

    def visit(
        self,
        *items: str,
        missing: Sequence[str] = (),
        own: Sequence[str] = (),
        later: Sequence[str] = (),
        **given: Any,  # noqa: ANN401 - any field of the receipt
    ) -> intake.Intake:
        """The receipt as the page holds it; `own` are materials of the clerk's own list for items that have none, `later`
        those that are 容缺.
        """
        received = intake.Intake(
            **{
                "enterprise": FIRM,
                "project": PROJECT,
                "works": {"id": "二号车间", "name": "二号车间"},
                "stage": "施工许可",
                "items": items,
                "materials": (),
                "handler": BEARER,
                "received_at": self.clock.now,
                **given,
            }
        )
        with self.desk.store.look() as look:
            handed = intake.asked(look.loaded("catalogue"), received, missing=(*missing, *later))
        handed = tuple(replace(row, state="容缺") if row.name in later else row for row in handed)
        mine = tuple(intake.Handed(name, items) for name in own)
        return intake.with_materials(received, (*handed, *mine))

    def receives(self, *items: str, **given: Any) -> Self:  # noqa: ANN401 - any field of the form
        """收件; the case in hand is then this one."""
        return self.hands_in(self.visit(*items, **given))

    def hands_in(self, visit: intake.Intake) -> Self:
        request = self.press()
        intake.receive(self.desk, request, visit)
        self.stream = stream_of(request)
        return self

    def formalises(self, no: int, evidence: str = "《出让合同》示范〔2026〕12号", when: str = "") -> Self:
        acceptance.formalise(self.desk, self.press(), self.stream, no, self._when(when), evidence)
        return self

    def remarks(self, no: int, *materials: str) -> Self:
        found = [{"item": no, "material": name, "defect": "缺少"} for name in materials]
        acceptance.remark(self.desk, self.press(), self.stream, no, self.today, defects=found)
        return self

    def tells_once(self, *defects: tuple[int, str], until: str = "", when: str = "") -> Self:
        said = {"defect": "缺少", "required": "提交一份", "ground": "办事指南（归纳，以办事指南为准）"}
        rows = [{"item": no, "material": name, **said} for no, name in defects]
        last = day(until) if until else None
        acceptance.notify_once(self.desk, self.press(), self.stream, self._when(when), rows, until=last)
        return self

    def prolongs(self, *items: int, until: str, reason: str = "设计单位出图延后") -> Self:
        acceptance.prolong_correction(
            self.desk, self.press(), self.stream, items, self.today, until=day(until), reason=reason
        )
        return self

    def takes_back(self, *items: int, names: Sequence[str], complete: bool = True) -> Self:
        pieces = [{"name": name, "originals": 1, "copies": 0} for name in names]
        acceptance.take_corrections(
            self.desk, self.press(), self.stream, self.today, items, complete=complete, pieces=pieces
        )
        return self

    def accepts(
        self, *items: int, when: str = "", promised: acceptance.Promised | None = None, checked: bool = True,
        until: Mapping[int, str] | None = None, credit: bool = True, why: str = "", ordinary: bool = False,
    ) -> Self:  # fmt: skip
        """受理; `until` gives the day of 容缺 for an item that needs one."""
        deferred = {no: deferral.Deferral(day(text), credit) for no, text in (until or {}).items()}
        acceptance.accept(
            self.desk, self.press(), self.stream, items, self._when(when),
            promised=promised, said=acceptance.Said(checked, why, ordinary), deferred=deferred,
        )  # fmt: skip
        return self

    def tells_again(self, no: int, *materials: str, approver: str = "综合窗口负责人") -> Self:
        said = {"defect": "不符合法定形式：未盖章", "required": "加盖公章后重新提交", "ground": "办事指南"}
        told = again.Again([{"material": name, **said} for name in materials], approver)
        again.notify_again(self.desk, self.press(), self.stream, no, self.today, told)
        return self

    def corrects_on_spot(self, no: int, what: str = "申请表上的建筑面积由3860改为38600平方米") -> Self:
        acceptance.correct_on_spot(self.desk, self.press(), self.stream, no, self.today, what=what)
        return self

    def supplements(self, no: int, *names: str) -> Self:
        pieces = [{"name": name, "originals": 1, "copies": 0} for name in names]
        deferral.supplement(self.desk, self.press(), self.stream, no, self.today, pieces=pieces)
        return self

    def ends_deferral(self, no: int) -> Self:
        deferral.end(self.desk, self.press(), self.stream, no, self.today)
        return self

    def lapses(self, no: int, department: str = "公安交管部门（示范）") -> Self:
        dispatch.lapse(self.desk, self.press(), self.stream, no, self.today, department=department)
        return self

    def renames(self, name: str, proof: str = "准予变更登记通知书示范〔2026〕1号") -> Self:
        data = applicant.NewData(name, "", "", proof)
        applicant.change(self.desk, self.press(), self.stream, self.today, data)
        return self

    def hands_over(self, to: str = "综合窗口乙", reason: str = "轮岗", **more: object) -> Self:
        given = handing.Given(to, reason, **more)  # type: ignore[arg-type]  # as the test says
        handing.hand_over(self.desk, self.press(), self.stream, self.today, given)
        return self

    def notes_own(self, code: str = "S4-08", *, done: bool = False, agent: str = "首席代办专员", on: str = "") -> Self:
        own = own_matters.Own(code, agent, done, "竣工验收合格")
        own_matters.note(self.desk, self.press(), self.stream, self._when(on), own)
        return self

    def logs(self, question: str = "办到哪一步了", answer: str = "正在办理", on: str = "", **more: str) -> Self:
        """咨询登记."""
        asked = enquiries.Enquiry(**{"caller": "经办人（示范）", "question": question, "answer": answer, **more})
        enquiries.note(self.desk, self.press(), self.stream, self._when(on), asked)
        return self

    def reserves(self) -> str:
        """备用手工凭证领号: one number."""
        answer = hand_slips.reserve(self.desk, self.press(), 1, "停电备用")
        return str(answer["numbers"][0])

    def enters_slip(self, number: str = "", reason: str = "停电", approver: str = "综合窗口负责人") -> Self:
        """手工凭证补录 of the case in hand."""
        slip = late_slips.HandSlip(number or self.reserves(), reason, approver)
        late_slips.note(self.desk, self.press(), self.stream, slip)
        return self
