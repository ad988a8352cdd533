"""几个部门之间: who is competent, what was decided elsewhere, what is decided jointly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from bingliang.desk.casework import (
    aftermath,
    convening,
    dispatch,
    jurisdiction,
    reinspection,
    righting,
    unified,
)
from tests.clerk.counter import AtCounter
from tests.clerk.sample import SITE_A, SITE_B


class SettlesBetween(AtCounter):
    """部门之间."""

    def disowns(
        self, no: int, ground: str = "权责清单第12项不包括本事项", proposed: str = "岳阳市水利局（示范）"
    ) -> Self:
        jurisdiction.disown(self.desk, self.press(), self.stream, no, self.today, ground=ground, proposed=proposed)
        return self

    def rules(self, no: int, department: str = "city-management", document: str = "示范裁〔2026〕1号") -> Self:
        jurisdiction.rule(
            self.desk, self.press(), self.stream, no, self.today, department=department, document=document
        )
        return self

    def other_office(self, no: int) -> str:
        """A department that decides and can sign, and is not the one that has the item."""
        with self.desk.store.look() as look:
            bodies = look.loaded("catalogue").bodies
        able = [code for code, body in bodies.items() if body.decides and not body.missing(self.today)]
        found: str = next(code for code in able if code != self.item(no).department)
        return found

    def reassigns(
        self, no: int, department: str = "natural-resources", reason: str = "选错承办部门", by: str = "窗口负责人"
    ) -> Self:
        asked = jurisdiction.Reassigned(department, reason, by)
        jurisdiction.reassign(self.desk, self.press(), self.stream, no, self.today, asked)
        return self

    def rights(self, no: int, code: str, reason: str = "对照分类管理名录，只需填报环境影响登记表") -> Self:
        asked = righting.Righting(code, reason, "综合窗口负责人")
        righting.right(self.desk, self.press(), self.stream, no, self.today, asked)
        return self

    def results(self, no: int, document: str = "岳应急〔2026〕31号（示范）", *, granted: bool = True) -> Self:
        """上级结果."""
        words = "" if granted else "不符合安全条件"
        reply = dispatch.SuperiorReply(self.today, granted, document, words)
        dispatch.superior_result(self.desk, self.press(), self.stream, no, reply)
        return self

    def afterwards(self, no: int, act: str, ground: str = "") -> Self:
        """决定更正、撤回、撤销、注销."""
        later = aftermath.Later(self.today, ground or next(iter(aftermath.GROUNDS[act])), "示范事由", "示范〔2026〕9号")
        aftermath.follow(self.desk, self.press(), self.stream, no, act, later)
        return self

    def convenes(
        self, *items: int, departments: Sequence[str] = (SITE_A, SITE_B), kind: str = "联合验收", at: str = "",
        place: str = "二号车间现场",
    ) -> Self:  # fmt: skip
        when = datetime.fromisoformat(at) if at else self.clock.now.replace(tzinfo=None)
        called = convening.Convening(kind, when, place, items, departments)
        convening.convene(self.desk, self.press(), self.stream, self.today, called)
        return self

    def attends(self, department: str, verdict: str = "一致", text: str = "", ground: str = "", when: str = "") -> Self:
        said = convening.Attending(department, verdict, text, ground)
        convening.attend(self.desk, self.press(), self.stream, self._when(when), said)
        return self

    def reports(self, *departments: str, when: str = "", note: str = "已按意见整改") -> Self:
        """The enterprise says that it has put right what these departments found."""
        reinspection.report(self.desk, self.press(), self.stream, self._when(when), departments, note=note)
        return self

    def decides_jointly(
        self, when: str = "", *, granted: bool = True, article: str = "《城市建筑垃圾管理规定》第七条"
    ) -> Self:
        """统一决定."""
        said = unified.Joint(
            self._when(when), granted,
            content="准予按申请内容实施。" if granted else "", findings="" if granted else "现场未设冲洗设施",
            reasons="" if granted else "处置方案没有防止遗撒的措施", article="" if granted else article,
        )  # fmt: skip
        unified.decide_jointly(self.desk, self.press(), self.stream, said)
        return self

    def concludes(self, conclusion: str = "各部门意见一致，同意通过联合验收") -> Self:
        convening.conclude(self.desk, self.press(), self.stream, self.today, conclusion=conclusion)
        return self
