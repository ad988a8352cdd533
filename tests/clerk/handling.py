"""办理: steps, extensions, opinions, decisions, delivery, pledges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from bingliang.desk.casework import (
    clocks,
    commitment,
    decisions,
    delivery,
    dispatch,
    green,
    opinion_receipt,
    pledge_bar,
    renewal,
)
from tests.clerk.counter import AtCounter
from tests.clerk.sample import day


class Handles(AtCounter):
    """办理."""

    def stops(self, no: int, name: str, days: int, *, started: str = "", served: str = "") -> Self:
        told = clocks.Step(name, self._when(started), self._when(served), days)
        clocks.stop(self.desk, self.press(), self.stream, no, told)
        return self

    def resumes(self, no: int, name: str, when: str = "") -> Self:
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
    ) -> Self:
        clocks.extend(
            self.desk, self.press(), self.stream, no, clocks.Extending(days, self.today, by, reason, frame=frame)
        )
        return self

    def explains(self, no: int) -> Self:
        clocks.explain(
            self.desk, self.press(), self.stream, no, self.today, "未及时调配人员", remedy="已落实A、B角替岗"
        )
        return self

    def asks(self, no: int, department: str = "公安交管部门（示范）", days: int = 2) -> Self:
        dispatch.ask_opinion(
            self.desk, self.press(), self.stream, no, self.today, department=department, days=days, question="交通组织"
        )
        return self

    def signs(self, no: int, slip: int = 1, when: str = "", **left: Any) -> Self:  # noqa: ANN401 - any word of the service
        """The body that was asked signs for its slip; `left` says how it would not."""
        served = delivery.Served(**{"receiver": "收文岗", "relation": opinion_receipt.SIGNER, **left})
        opinion_receipt.receive_opinion(self.desk, self.press(), self.stream, no, slip, self._when(when), served)
        return self

    def hears(
        self, no: int, department: str = "公安交管部门（示范）", document: str = "示范交函〔2026〕1号", when: str = "",
        opinion: str = "无意见",
    ) -> Self:  # fmt: skip
        reply = dispatch.OpinionReply(department, self._when(when), opinion, document, agree=opinion == "无意见")
        dispatch.give_opinion(self.desk, self.press(), self.stream, no, reply)
        return self

    def forwards(self, no: int, to: str = "岳阳市应急管理局（示范）", listed: str = "签收单示范1号") -> Self:
        dispatch.forward(self.desk, self.press(), self.stream, no, self.today, to=to, listed=listed)
        return self

    def grants(self, no: int, when: str = "", document: str = "", content: str = "准予按申请内容实施") -> Self:
        reply = decisions.Reply(self._when(when), document=document, content=content)
        decisions.grant(self.desk, self.press(), self.stream, no, reply)
        return self

    def refuses(
        self, no: int, reasons: str = "道路交付使用未满五年", article: str = "《城市道路管理条例》第三十三条第二款"
    ) -> Self:
        reply = decisions.Reply(self.today, reasons=reasons, article=article, findings="道路2024年交付使用")
        decisions.refuse(self.desk, self.press(), self.stream, no, reply)
        return self

    def files(self, no: int, document: str = "示范备〔2026〕1号") -> Self:
        decisions.file_record(self.desk, self.press(), self.stream, no, decisions.Reply(self.today, document))
        return self

    def opines(self, no: int, document: str = "示范审字〔2026〕第031号") -> Self:
        reply = decisions.Reply(self.today, document, reasons="审查合格")
        decisions.opine(self.desk, self.press(), self.stream, no, reply)
        return self

    def finishes_on_spot(self, no: int) -> Self:
        decisions.finish_on_spot(
            self.desk, self.press(), self.stream, no, decisions.Reply(self.today, content="准予登记"), receiver="经办人"
        )
        return self

    def notifies(self, no: int) -> Self:
        delivery.notify_collection(self.desk, self.press(), self.stream, no, self.today)
        return self

    def delivers(
        self, no: int, means: str = "窗口领取", receiver: str = "经办人（示范）", when: str = "",
        **more: Any,  # noqa: ANN401 - any further word of the receipt of service
    ) -> Self:  # fmt: skip
        served = delivery.Served(means, receiver, **more)
        delivery.deliver(self.desk, self.press(), self.stream, no, self._when(when), served)
        return self

    def verifies(self, no: int, *, true: bool = True, followed: str = "责令限期整改") -> Self:
        words = {"note": "现场核查", "followed": "" if true else followed}
        decisions.verify_pledge(self.desk, self.press(), self.stream, no, self.today, true=true, **words)
        return self

    def repairs(self, no: int, document: str = "示范信修〔2026〕1号", when: str = "") -> Self:
        """信用修复登记."""
        pledge_bar.repair(self.desk, self.press(), self.stream, no, self._when(when), document=document)
        return self

    def renews(
        self,
        no: int,
        expires: str = "2027-03-31",
        document: str = "示范排许〔2021〕9号",
        ground: str = "《示范许可条例》第九条",
    ) -> Self:
        """延续申请登记."""
        renewal.note_renewal(
            self.desk, self.press(), self.stream, no, self.today, document=document, expires=day(expires), ground=ground,
        )  # fmt: skip
        return self

    def commits(self, signatory: str = "岳阳经开区行政审批服务局局长") -> Self:
        commitment.commit(self.desk, self.press(), self.stream, self.today, signatory=signatory)
        return self

    def goes_green(
        self, when: str = "", *, promises: Mapping[int, int] | None = None, ground: str = "省重点项目（示范）",
        document: str = "示范重点〔2026〕3号", approver: str = "管委会分管副主任",
    ) -> Self:  # fmt: skip
        """准予绿色通道."""
        given = green.Granting(ground, document, approver, promises=promises or {})
        green.grant(self.desk, self.press(), self.stream, self._when(when), given)
        return self

    def leaves_green(self, when: str = "", reason: str = "移出重点项目名单") -> Self:
        """取消绿色通道."""
        green.end(self.desk, self.press(), self.stream, self._when(when), reason=reason)
        return self
