"""A driver that speaks like a clerk: a real database, the sample zone, an injected clock, one press for one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bingliang.desk import enquiries
from bingliang.desk.amending import amend
from bingliang.desk.casework import (
    acceptance,
    aftermath,
    again,
    applicant,
    archiving,
    clocks,
    commitment,
    convening,
    decisions,
    deferral,
    delivery,
    dispatch,
    endings,
    green,
    jurisdiction,
    opinion_receipt,
    own_matters,
    pledge_bar,
    reinspection,
    renewal,
    righting,
    unified,
)
from bingliang.desk.demo.story import BEIJING, StoryClock, open_zone
from bingliang.desk.desk import Desk, open_desk, stream_of
from bingliang.desk.handover import handing
from bingliang.desk.intake import receiving as intake
from bingliang.desk.loading import ZONE_FILE
from bingliang.desk.papers import drawing, hand_slips, late_slips
from bingliang.desk.papers import marks as paper_marks
from bingliang.desk.reading import Reading
from bingliang.desk.rows import CaseView, Lane
from bingliang.desk.zone.file import with_setting
from bingliang.ledger.acts import Draft, Entry, Refusal, Who
from bingliang.ledger.case import Case, CaseItem, ItemState, Paper
from bingliang.ledger.catalogue import Handling, Limit, Start, Unit
from bingliang.ledger.folding import fold
from bingliang.ledger.happened import Acceptance, Decision, Ending, Wait
from bingliang.ledger.standing import Level, StandingRow
from bingliang.mechanism.time_limits import Due
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.settings import factory
from bingliang.store.endings import Outcome
from bingliang.store.work import Work

FIRM: Mapping[str, Any] = {
    "id": "jinggong",
    "name": "岳阳示例精工有限公司（虚构）",
    "credit_code": "914306000000009919",
    "legal_representative": "法定代表人乙（虚构）",
    "address": "岳阳经济技术开发区示范路9号（虚构）",
}
PROJECT: Mapping[str, Any] = {
    "id": "jinggong",
    "name": "智能零部件生产线（虚构）",
    "code": "2609-430600-04-01-100011",
    "project_type": "SH-GY",
    "zone_code": "XM-2026-0011",
    "site": "岳阳经开区示范路9号（虚构）",
    "tags": ["百日会战"],
    "chief_agent": "岳阳经开区城市管理局局长",
    "agent_phone": "0730-0000119",
}
BEARER = intake.Bearer("经办人乙（虚构）", "居民身份证", "440524188001010014", "13900000009")
SITE_A, SITE_B = "岳阳市自然资源和规划局（示范）", "岳阳经开区建设交通局（示范）"
MET: Sequence[Mapping[str, Any]] = ({"met": True}, {"met": False, "by": "2026年11月20日"})


def day(text: str) -> date:
    """`10-14` is in 2026, the year of the sample zone; `2027-01-04` is itself."""
    return date.fromisoformat(text if len(text) > len("10-14") else f"2026-{text}")


@dataclass
class Clerk:
    """窗口人员: stands at window 3 of the sample zone; `case_` is the case in hand."""

    desk: Desk
    clock: StoryClock
    stream: str = ""
    presses: list[int] = field(default_factory=lambda: [0])
    where: str = ""

    # ── time and place ──

    def on(self, when: str, at: str = "09:00") -> Clerk:
        """On that day, at that hour."""
        self.clock.now = datetime.combine(day(when), datetime.strptime(at, "%H:%M").time(), BEIJING)  # noqa: DTZ007 - a time of day
        return self

    @property
    def today(self) -> date:
        return self.clock.now.date()

    def late(self, reason: str) -> Clerk:
        """Entering what happened earlier."""
        return replace(self, desk=self.desk.late(reason))

    def another(self, counter: str = "5", role: str = "窗口", name: str = "综合窗口乙", office: str = "") -> Clerk:
        """Somebody else, at the same database."""
        return replace(self, desk=replace(self.desk, who=Who(name, counter, role, office)))

    def reviewer(self, office: str, name: str = "审查人员") -> Clerk:
        """A reviewer of that department, at his own desk."""
        return self.another("后台", "部门", name, office)

    def administrator(self) -> Clerk:
        """管理员: who puts notices and the zone's own settings in force."""
        return self.another("后台", "管理员", "系统管理员")

    def press(self) -> str:
        self.presses[0] += 1
        return f"press/{self.presses[0]:04d}"

    def _when(self, when: str) -> date:
        return day(when) if when else self.today

    # ── taking in ──

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

    def receives(self, *items: str, **given: Any) -> Clerk:  # noqa: ANN401 - any field of the form
        """收件; the case in hand is then this one."""
        return self.hands_in(self.visit(*items, **given))

    def hands_in(self, visit: intake.Intake) -> Clerk:
        request = self.press()
        intake.receive(self.desk, request, visit)
        self.stream = stream_of(request)
        return self

    def formalises(self, no: int, evidence: str = "《出让合同》示范〔2026〕12号", when: str = "") -> Clerk:
        acceptance.formalise(self.desk, self.press(), self.stream, no, self._when(when), evidence)
        return self

    def remarks(self, no: int, *materials: str) -> Clerk:
        found = [{"item": no, "material": name, "defect": "缺少"} for name in materials]
        acceptance.remark(self.desk, self.press(), self.stream, no, self.today, defects=found)
        return self

    def tells_once(self, *defects: tuple[int, str], until: str = "", when: str = "") -> Clerk:
        said = {"defect": "缺少", "required": "提交一份", "ground": "办事指南（归纳，以办事指南为准）"}
        rows = [{"item": no, "material": name, **said} for no, name in defects]
        last = day(until) if until else None
        acceptance.notify_once(self.desk, self.press(), self.stream, self._when(when), rows, until=last)
        return self

    def prolongs(self, *items: int, until: str, reason: str = "设计单位出图延后") -> Clerk:
        acceptance.prolong_correction(
            self.desk, self.press(), self.stream, items, self.today, until=day(until), reason=reason
        )
        return self

    def takes_back(self, *items: int, names: Sequence[str], complete: bool = True) -> Clerk:
        pieces = [{"name": name, "originals": 1, "copies": 0} for name in names]
        acceptance.take_corrections(
            self.desk, self.press(), self.stream, self.today, items, complete=complete, pieces=pieces
        )
        return self

    def accepts(
        self, *items: int, when: str = "", promised: acceptance.Promised | None = None, checked: bool = True,
        until: Mapping[int, str] | None = None, credit: bool = True, why: str = "", ordinary: bool = False,
    ) -> Clerk:  # fmt: skip
        """受理; `until` gives the day of 容缺 for an item that needs one."""
        deferred = {no: deferral.Deferral(day(text), credit) for no, text in (until or {}).items()}
        acceptance.accept(
            self.desk, self.press(), self.stream, items, self._when(when),
            promised=promised, said=acceptance.Said(checked, why, ordinary), deferred=deferred,
        )  # fmt: skip
        return self

    def tells_again(self, no: int, *materials: str, approver: str = "综合窗口负责人") -> Clerk:
        said = {"defect": "不符合法定形式：未盖章", "required": "加盖公章后重新提交", "ground": "办事指南"}
        told = again.Again([{"material": name, **said} for name in materials], approver)
        again.notify_again(self.desk, self.press(), self.stream, no, self.today, told)
        return self

    def corrects_on_spot(self, no: int, what: str = "申请表上的建筑面积由3860改为38600平方米") -> Clerk:
        acceptance.correct_on_spot(self.desk, self.press(), self.stream, no, self.today, what=what)
        return self

    def supplements(self, no: int, *names: str) -> Clerk:
        pieces = [{"name": name, "originals": 1, "copies": 0} for name in names]
        deferral.supplement(self.desk, self.press(), self.stream, no, self.today, pieces=pieces)
        return self

    def ends_deferral(self, no: int) -> Clerk:
        deferral.end(self.desk, self.press(), self.stream, no, self.today)
        return self

    def lapses(self, no: int, department: str = "公安交管部门（示范）") -> Clerk:
        dispatch.lapse(self.desk, self.press(), self.stream, no, self.today, department=department)
        return self

    def disowns(
        self, no: int, ground: str = "权责清单第12项不包括本事项", proposed: str = "岳阳市水利局（示范）"
    ) -> Clerk:
        jurisdiction.disown(self.desk, self.press(), self.stream, no, self.today, ground=ground, proposed=proposed)
        return self

    def rules(self, no: int, department: str = "city-management", document: str = "示范裁〔2026〕1号") -> Clerk:
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
    ) -> Clerk:
        asked = jurisdiction.Reassigned(department, reason, by)
        jurisdiction.reassign(self.desk, self.press(), self.stream, no, self.today, asked)
        return self

    def rights(self, no: int, code: str, reason: str = "对照分类管理名录，只需填报环境影响登记表") -> Clerk:
        asked = righting.Righting(code, reason, "综合窗口负责人")
        righting.right(self.desk, self.press(), self.stream, no, self.today, asked)
        return self

    def results(self, no: int, document: str = "岳应急〔2026〕31号（示范）", *, granted: bool = True) -> Clerk:
        """上级结果."""
        words = "" if granted else "不符合安全条件"
        reply = dispatch.SuperiorReply(self.today, granted, document, words)
        dispatch.superior_result(self.desk, self.press(), self.stream, no, reply)
        return self

    def afterwards(self, no: int, act: str, ground: str = "") -> Clerk:
        """决定更正、撤回、撤销、注销."""
        later = aftermath.Later(self.today, ground or next(iter(aftermath.GROUNDS[act])), "示范事由", "示范〔2026〕9号")
        aftermath.follow(self.desk, self.press(), self.stream, no, act, later)
        return self

    def convenes(
        self, *items: int, departments: Sequence[str] = (SITE_A, SITE_B), kind: str = "联合验收", at: str = "",
        place: str = "二号车间现场",
    ) -> Clerk:  # fmt: skip
        when = datetime.fromisoformat(at) if at else self.clock.now.replace(tzinfo=None)
        called = convening.Convening(kind, when, place, items, departments)
        convening.convene(self.desk, self.press(), self.stream, self.today, called)
        return self

    def attends(
        self, department: str, verdict: str = "一致", text: str = "", ground: str = "", when: str = ""
    ) -> Clerk:
        said = convening.Attending(department, verdict, text, ground)
        convening.attend(self.desk, self.press(), self.stream, self._when(when), said)
        return self

    def reports(self, *departments: str, when: str = "", note: str = "已按意见整改") -> Clerk:
        """The enterprise says that it has put right what these departments found."""
        reinspection.report(self.desk, self.press(), self.stream, self._when(when), departments, note=note)
        return self

    def decides_jointly(
        self, when: str = "", *, granted: bool = True, article: str = "《城市建筑垃圾管理规定》第七条"
    ) -> Clerk:
        """统一决定."""
        said = unified.Joint(
            self._when(when), granted,
            content="准予按申请内容实施。" if granted else "", findings="" if granted else "现场未设冲洗设施",
            reasons="" if granted else "处置方案没有防止遗撒的措施", article="" if granted else article,
        )  # fmt: skip
        unified.decide_jointly(self.desk, self.press(), self.stream, said)
        return self

    def concludes(self, conclusion: str = "各部门意见一致，同意通过联合验收") -> Clerk:
        convening.conclude(self.desk, self.press(), self.stream, self.today, conclusion=conclusion)
        return self

    def renames(self, name: str, proof: str = "准予变更登记通知书示范〔2026〕1号") -> Clerk:
        data = applicant.NewData(name, "", "", proof)
        applicant.change(self.desk, self.press(), self.stream, self.today, data)
        return self

    def hands_over(self, to: str = "综合窗口乙", reason: str = "轮岗", **more: object) -> Clerk:
        given = handing.Given(to, reason, **more)  # type: ignore[arg-type]  # as the test says
        handing.hand_over(self.desk, self.press(), self.stream, self.today, given)
        return self

    def notes_own(self, code: str = "S4-08", *, done: bool = False, agent: str = "首席代办专员", on: str = "") -> Clerk:
        own = own_matters.Own(code, agent, done, "竣工验收合格")
        own_matters.note(self.desk, self.press(), self.stream, self._when(on), own)
        return self

    def logs(self, question: str = "办到哪一步了", answer: str = "正在办理", on: str = "", **more: str) -> Clerk:
        """咨询登记."""
        asked = enquiries.Enquiry(**{"caller": "经办人（示范）", "question": question, "answer": answer, **more})
        enquiries.note(self.desk, self.press(), self.stream, self._when(on), asked)
        return self

    def reserves(self) -> str:
        """备用手工凭证领号: one number."""
        answer = hand_slips.reserve(self.desk, self.press(), 1, "停电备用")
        return str(answer["numbers"][0])

    def enters_slip(self, number: str = "", reason: str = "停电", approver: str = "综合窗口负责人") -> Clerk:
        """手工凭证补录 of the case in hand."""
        slip = late_slips.HandSlip(number or self.reserves(), reason, approver)
        late_slips.note(self.desk, self.press(), self.stream, slip)
        return self

    # ── handling ──

    def stops(self, no: int, name: str, days: int, *, started: str = "", served: str = "") -> Clerk:
        told = clocks.Step(name, self._when(started), self._when(served), days)
        clocks.stop(self.desk, self.press(), self.stream, no, told)
        return self

    def resumes(self, no: int, name: str, when: str = "") -> Clerk:
        clocks.resume(self.desk, self.press(), self.stream, no, name, self._when(when))
        return self

    def extends(
        self,
        no: int,
        days: int,
        *,
        by: str = "岳阳经开区产业发展局局长",
        frame: bool = False,
        reason: str = "能效数据需要核实",
    ) -> Clerk:
        clocks.extend(
            self.desk, self.press(), self.stream, no, clocks.Extending(days, self.today, by, reason, frame=frame)
        )
        return self

    def explains(self, no: int) -> Clerk:
        clocks.explain(
            self.desk, self.press(), self.stream, no, self.today, "未及时调配人员", remedy="已落实A、B角替岗"
        )
        return self

    def asks(self, no: int, department: str = "公安交管部门（示范）", days: int = 2) -> Clerk:
        dispatch.ask_opinion(
            self.desk, self.press(), self.stream, no, self.today, department=department, days=days, question="交通组织"
        )
        return self

    def signs(self, no: int, slip: int = 1, when: str = "", **left: Any) -> Clerk:  # noqa: ANN401 - any word of the service
        """The body that was asked signs for its slip; `left` says how it would not."""
        served = delivery.Served(**{"receiver": "收文岗", "relation": opinion_receipt.SIGNER, **left})
        opinion_receipt.receive_opinion(self.desk, self.press(), self.stream, no, slip, self._when(when), served)
        return self

    def hears(
        self, no: int, department: str = "公安交管部门（示范）", document: str = "示范交函〔2026〕1号", when: str = "",
        opinion: str = "无意见",
    ) -> Clerk:  # fmt: skip
        reply = dispatch.OpinionReply(department, self._when(when), opinion, document, agree=opinion == "无意见")
        dispatch.give_opinion(self.desk, self.press(), self.stream, no, reply)
        return self

    def forwards(self, no: int, to: str = "岳阳市应急管理局（示范）", listed: str = "签收单示范1号") -> Clerk:
        dispatch.forward(self.desk, self.press(), self.stream, no, self.today, to=to, listed=listed)
        return self

    def grants(self, no: int, when: str = "", document: str = "", content: str = "准予按申请内容实施") -> Clerk:
        reply = decisions.Reply(self._when(when), document=document, content=content)
        decisions.grant(self.desk, self.press(), self.stream, no, reply)
        return self

    def refuses(
        self, no: int, reasons: str = "道路交付使用未满五年", article: str = "《城市道路管理条例》第三十三条第二款"
    ) -> Clerk:
        reply = decisions.Reply(self.today, reasons=reasons, article=article, findings="道路2024年交付使用")
        decisions.refuse(self.desk, self.press(), self.stream, no, reply)
        return self

    def files(self, no: int, document: str = "示范备〔2026〕1号") -> Clerk:
        decisions.file_record(self.desk, self.press(), self.stream, no, decisions.Reply(self.today, document))
        return self

    def opines(self, no: int, document: str = "示范审字〔2026〕第031号") -> Clerk:
        reply = decisions.Reply(self.today, document, reasons="审查合格")
        decisions.opine(self.desk, self.press(), self.stream, no, reply)
        return self

    def finishes_on_spot(self, no: int) -> Clerk:
        decisions.finish_on_spot(
            self.desk, self.press(), self.stream, no, decisions.Reply(self.today, content="准予登记"), receiver="经办人"
        )
        return self

    def notifies(self, no: int) -> Clerk:
        delivery.notify_collection(self.desk, self.press(), self.stream, no, self.today)
        return self

    def delivers(
        self, no: int, means: str = "窗口领取", receiver: str = "经办人（示范）", when: str = "",
        **more: Any,  # noqa: ANN401 - any further word of the receipt of service
    ) -> Clerk:  # fmt: skip
        served = delivery.Served(means, receiver, **more)
        delivery.deliver(self.desk, self.press(), self.stream, no, self._when(when), served)
        return self

    def verifies(self, no: int, *, true: bool = True, followed: str = "责令限期整改") -> Clerk:
        words = {"note": "现场核查", "followed": "" if true else followed}
        decisions.verify_pledge(self.desk, self.press(), self.stream, no, self.today, true=true, **words)
        return self

    def repairs(self, no: int, document: str = "示范信修〔2026〕1号", when: str = "") -> Clerk:
        """信用修复登记."""
        pledge_bar.repair(self.desk, self.press(), self.stream, no, self._when(when), document=document)
        return self

    def renews(
        self,
        no: int,
        expires: str = "2027-03-31",
        document: str = "示范排许〔2021〕9号",
        ground: str = "《示范许可条例》第九条",
    ) -> Clerk:
        """延续申请登记."""
        renewal.note_renewal(
            self.desk, self.press(), self.stream, no, self.today, document=document, expires=day(expires), ground=ground,
        )  # fmt: skip
        return self

    def commits(self, signatory: str = "岳阳经开区行政审批服务局局长") -> Clerk:
        commitment.commit(self.desk, self.press(), self.stream, self.today, signatory=signatory)
        return self

    def goes_green(
        self, when: str = "", *, promises: Mapping[int, int] | None = None, ground: str = "省重点项目（示范）",
        document: str = "示范重点〔2026〕3号", approver: str = "管委会分管副主任",
    ) -> Clerk:  # fmt: skip
        """准予绿色通道."""
        given = green.Granting(ground, document, approver, promises=promises or {})
        green.grant(self.desk, self.press(), self.stream, self._when(when), given)
        return self

    def leaves_green(self, when: str = "", reason: str = "移出重点项目名单") -> Clerk:
        """取消绿色通道."""
        green.end(self.desk, self.press(), self.stream, self._when(when), reason=reason)
        return self

    # ── papers ──

    def draws(self, key: str, item: int | None = None, **filled: Any) -> Clerk:  # noqa: ANN401 - any fact of the form
        own = {name.replace("__", "."): value for name, value in filled.items()}
        drawing.draw(self.desk, self.press(), self.stream, self.today, key, item=item, filled=own)
        return self

    def marks(self, word: str, *forms: str, when: str = "", **served: Any) -> Clerk:  # noqa: ANN401 - any word of the service
        """签署、用印、送达 of the papers of these forms that wait for it; of all of them without a form."""
        from bingliang.desk.loading import factory_forms

        waiting = [paper for paper in self.case.papers if word in paper_marks.owed(factory_forms()[paper.form], paper)]
        seqs = [paper.seq for paper in waiting if not forms or paper.form in forms]
        service = delivery.Served(**{"receiver": "经办人（示范）", **served}) if word == "送达" else None
        paper_marks.mark(self.desk, self.press(), self.stream, self._when(when), word, seqs, service)
        return self

    def files_copy(self, path: str | Path, form: str = "receipt") -> Clerk:
        seq = next((paper.seq for paper in self.case.papers if paper.form == form), 0)
        paper_marks.file_copy(self.desk, self.press(), self.stream, self.today, seq, str(path))
        return self

    def archives(self, folder: str | Path = ".") -> Clerk:
        archiving.archive(self.desk, self.press(), self.stream, self.today, str(folder))
        return self

    # ── ending ──

    def declines(self, no: int, ground: str, reason: str = "《示范条例》第三条规定不予受理", **given: Any) -> Clerk:  # noqa: ANN401 - any field of the form
        declined = endings.Declined(ground, reason, **given)
        endings.decline(self.desk, self.press(), self.stream, no, self.today, declined)
        return self

    def tells_not_required(self, no: int) -> Clerk:
        endings.tell_not_required(self.desk, self.press(), self.stream, no, self.today, "依法不需要取得许可")
        return self

    def withdraws(self, *items: int, reason: str = "建设方案调整") -> Clerk:
        endings.withdraw(self.desk, self.press(), self.stream, items, self.today, reason)
        return self

    def returns_held(self) -> Clerk:
        endings.return_held(self.desk, self.press(), self.stream, self.today)
        return self

    def closes(self) -> Clerk:
        decisions.close(self.desk, self.press(), self.stream)
        return self

    def amends(self, seq: int, facts: Mapping[str, Any], reason: str = "录入有误", by: str = "综合窗口负责人") -> Clerk:
        amend.amend(self.desk, self.press(), self.stream, seq, facts, amend.Approved(reason, by))
        return self

    def sweeps(self) -> Sequence[str]:
        return clocks.sweep(self.desk)

    # ── the zone ──

    def sets(self, **settings: object) -> Clerk:
        """The administrator sets points of the zone's own."""

        def decide(work: Work) -> Outcome:
            text = work.edition_files("catalogue")[ZONE_FILE]
            for key, value in settings.items():
                text = with_setting(text, key, value, "示范测试")
            number = work.adopt("catalogue", {ZONE_FILE: text})
            facts = {"kind": "catalogue", "edition": number, "on": work.today.isoformat(), "name": "改设置"}
            return Outcome((Draft("zone/editions", "adopt_edition", facts),), {"edition": number})

        self.desk.store.act(self.press(), self.desk.who, "adopt_edition", decide, adopting=("catalogue",))
        return self

    def fills_in(self, code: str, short: str, name: str) -> Clerk:
        """The administrator fills in an issuing body that the sample zone has left open."""

        def decide(work: Work) -> Outcome:
            body = {
                "code": code, "short": short, "name": name, "capacity": "法定职权", "seal": "行政许可专用章（示范）",
                "reconsideration": "岳阳市人民政府（示范）", "court": "岳阳市岳阳楼区人民法院（示范）",
                "online_channel": "“掌上复议”小程序（示范）", "phone": "0730-0001099", "supervision_phone": "0730-0002099",
            }  # fmt: skip
            lines = "\n".join(f'{key} = "{value}"' for key, value in body.items())
            text = f"{work.edition_files('catalogue')[ZONE_FILE]}\n[[body]]\n{lines}\n"
            number = work.adopt("catalogue", {ZONE_FILE: text})
            facts = {"kind": "catalogue", "edition": number, "on": work.today.isoformat(), "name": f"补全{short}"}
            return Outcome((Draft("zone/editions", "adopt_edition", facts),), {"edition": number})

        self.desk.store.act(self.press(), self.desk.who, "adopt_edition", decide, adopting=("catalogue",))
        return self

    # ── looking ──

    @property
    def entries(self) -> tuple[Entry, ...]:
        with self.desk.store.look() as look:
            return look.entries(self.stream)

    @property
    def case(self) -> Case:
        found = fold(self.entries)
        assert found is not None
        return found

    def item(self, no: int) -> CaseItem:
        return self.case.items[no]

    def clocks(self, no: int) -> Clocks:
        return Clocks(self.item(no), self.desk.calendar())

    def due(self, no: int) -> str:
        """The statutory date that binds, as month and day (with the year when it is not 2026)."""
        return _said(self.clocks(no).statutory)

    def promised(self, no: int) -> str:
        return _said(self.clocks(no).promised)

    @property
    def view(self) -> CaseView:
        return Reading(self.desk).case(self.stream)

    def lane(self, no: int) -> Lane:
        return next(lane for lane in self.view.lanes if lane.no == no)

    def papers(self, form: str) -> list[Paper]:
        return [paper for paper in self.case.papers if paper.form == form]

    def line(self, act: str, no: int = 0) -> Entry:
        """The last line of that act (about that item)."""
        lines = [entry for entry in self.entries if entry.act == act]
        return [entry for entry in lines if not no or entry.facts.get("item") == no][-1]

    def rows(self, level: Level = Level.ITEM) -> tuple[StandingRow, ...]:
        with self.desk.store.look() as look:
            return tuple(row for row in look.standing(self.stream) if row.level is level)

    def pdf(self, paper: Paper) -> bytes:
        return self.desk.store.blobs.get(paper.sm3)

    def nothing_recorded(self, act: Callable[[], object]) -> Exception:
        """The act is refused, and not a line, number or paper is left of it. Returns what was said."""
        before = self.state()
        try:
            act()
        except (Refusal, ValueError) as said:
            assert self.state() == before
            return said
        raise AssertionError("应当不予办理，却办了")

    def state(self) -> object:
        """Everything recorded so far, of all streams."""
        with self.desk.store.look() as look:
            return {stream: look.entries(stream) for stream in look.streams()}


def _said(line: Due | None) -> str:
    return "" if line is None else (f"{line.on:%m-%d}" if line.on.year == 2026 else line.on.isoformat())


def at_work(where: str | Path) -> Clerk:
    """A clerk at window 3 of the sample zone, on the first day of the story; the zone is opened where it is not yet."""
    if "://" not in str(where) and not Path(where).exists():
        Path(where).write_bytes(_opened_zone())
    return _at_work(where)


def _at_work(where: str | Path) -> Clerk:
    clock = StoryClock(datetime(2026, 9, 23, 8, 30, tzinfo=BEIJING))
    desk = open_desk(where, Who("综合窗口甲", "3", "窗口"), clock=clock)
    open_zone(desk, factory().resources / "demo")
    return Clerk(desk, clock, where=str(where))


@cache
def _opened_zone() -> bytes:
    """An embedded database in which the zone has just been opened: once for all the tests of a process."""
    with TemporaryDirectory() as folder:
        where = Path(folder, "zone.db")
        _at_work(where).desk.close()
        return where.read_bytes()


# ── files without a database, for the pure rules ──────────────────────────────────────────────────────────────────

TWENTY = Limit(20, Unit.WORKDAY, Start.ACCEPTED, "《行政许可法》第四十二条")
FIVE = Limit(5, Unit.WORKDAY, Start.RECEIVED, "《行政许可法》第三十二条第一款第（四）项")


def item_in(state: ItemState, handling: Handling = Handling.PROMISED, **fields: Any) -> CaseItem:  # noqa: ANN401 - any field of the item
    """一项 in that state: received on 10-12, accepted on 10-14, granted on 10-21, delivered on 10-22."""
    decision = Decision("grant", day("10-21"), "示范〔2026〕1号")
    item = CaseItem(
        no=1, code="S3-09", name="城市建筑垃圾处置核准", version=1, body="city-management", department="city-management",
        handling=handling, decided_by="区", licence=True, completeness=FIVE, waits_for=(), received_on=day("10-12"),
    )  # fmt: skip
    accepted = replace(item, acceptance=accepted_on("10-14"), dispatched_on=day("10-14"))
    made = {
        ItemState.WAITING: replace(item, received_on=None, held_on=day("10-12"), waits_for=(Wait(None, "《合同》"),)),
        ItemState.RECEIVED: item,
        ItemState.CORRECTING: replace(item, noticed_on=day("10-14"), correction_until=day("10-28")),
        ItemState.HANDLING: accepted,
        ItemState.FORWARDED: replace(accepted, forwarded_on=day("10-16")),
        ItemState.DECIDED: replace(accepted, decision=decision),
        ItemState.DONE: replace(accepted, decision=decision, delivered_on=day("10-22")),
        ItemState.ENDED: replace(item, ending=Ending("withdraw", day("10-14"), "建设方案调整")),
    }
    return replace(made[state], **fields)


def accepted_on(when: str, limit: Limit | None = TWENTY, promise: Limit | None = None, **fields: Any) -> Acceptance:  # noqa: ANN401 - any field of the acceptance
    """受理 on that day."""
    on = day(when)
    return Acceptance(on, on, limit, promise, on, "示范〔2026〕1号", promise_stops=True, number="示范受1号", **fields)


def case_of(*items: CaseItem, **fields: Any) -> Case:  # noqa: ANN401 - any field of the case
    """一件 of these items, numbered in their order."""
    numbered = {no: replace(item, no=no) for no, item in enumerate(items, 1)}
    made = Case(
        stream="case/1", code="20261012000182", received_on=day("10-12"), received_at="2026-10-12T09:26", channel="窗口",
        counter="3", clerk="综合窗口甲", enterprise=FIRM, project=PROJECT, works={}, stage="施工许可", handler="R1#1",
        items=numbered, materials=(),
    )  # fmt: skip
    return replace(made, **fields)
