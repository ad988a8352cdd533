"""填表的场景: the case and the item a form is made for, and the fields that many forms share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.desk.casework.delivery import LEFT, MEANS, OWN_BEARER, POST
from bingliang.ledger.acts import Entry, Refusal
from bingliang.ledger.case import CaseItem
from bingliang.ledger.catalogue import Item
from bingliang.ledger.happened import Opinion
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.file import File

GUIDE = "办事指南（归纳，以办事指南为准）"
_DAY_HELP = "填 2026-11-06、11-06 或 1106 都可以。早于今天的属于补录，须写明补录原因。"


@dataclass(frozen=True)
class Scene:
    """填表的场景: the file as it stands, and the item where the act is about one."""

    file: File
    item: CaseItem | None
    line: Entry | None = None
    """the line of the ledger that is put right, with what is right by now"""

    @property
    def today(self) -> date:
        """今天."""
        return self.file.today

    @property
    def one(self) -> CaseItem:
        """The item of an act about one item."""
        if self.item is None:
            raise Refusal("请先在泳道上选一项。")
        return self.item

    @property
    def definition(self) -> Item:
        """事项 in the version in force today."""
        return self.file.definition(self.one, self.today)

    @property
    def bearer(self) -> str:
        """经办人: who handed the file in, the likeliest to sign for what comes out."""
        ref = self.file.case.handler
        return self.file.work.person(ref).name if ref else ""

    def not_ours(self, asked: Opinion) -> bool:
        """不是问本部门的: those stand behind the ones that this person may answer."""
        try:
            self.file.own_opinion(asked.department)
        except Refusal:
            return True
        return False

    def others(self, act: str) -> Sequence[CaseItem]:
        """Every item of the case for which the act is lawful now."""
        return [item for item in self.file.case.items.values() if _lawful(act, item)]


def _lawful(act: str, item: CaseItem) -> bool:
    try:
        overall.permit(act, item)
    except Refusal:
        return False
    return True


def on_day(scene: Scene, label: str = "日期", name: str = "on", default: date | None = None) -> Field:
    """日期栏, today by default."""
    return Field(name, label, Kind.DAY, (default or scene.today).isoformat(), _DAY_HELP)


def handing(scene: Scene) -> tuple[Field, ...]:
    """交付的各栏: who received it and how; 留置送达 asks for the refusal and its two witnesses instead of a right."""
    means = tuple(Choice(one, one) for one in MEANS)
    by_post, left = ("means", POST), ("means", LEFT)
    seen = "在场看见拒收的人，写姓名和单位；须两人，不能是本窗口送达的人。"
    return (
        Field(
            "receiver", "签收人", default=scene.bearer, help="谁签收；默认是交件的经办人。留置送达的填拒绝签收的人。"
        ),
        Field("means", "送达方式", Kind.CHOICE, MEANS[0], "留置送达须有两名见证人。", means),
        Field(
            "relation",
            "身份",
            default=OWN_BEARER,
            optional=True,
            help="凭什么签收：本单位经办人；委托领取的写与受送达人的关系和授权委托书。留置送达的不填。",
        ),
        Field("tracking", "邮件号", help="快递公司和单号；以回执上的收件日期为送达日。", when=by_post),
        Field("refusal", "拒收理由", Kind.LONG, help="为什么不签、当时的经过，照实写；印在送达回证上。", when=left),
        Field("witness", "见证人一", help=seen, when=left),
        Field("second_witness", "见证人二", help=seen, when=left),
    )


def items_of(scene: Scene, items: Iterable[CaseItem], help_: str) -> Field:
    """事项栏, the item in hand ticked."""
    chosen = (scene.one.no,)
    choices = tuple(Choice(str(item.no), f"{item.no} {item.name}") for item in items)
    return Field("items", "事项", Kind.ITEMS, chosen, help_, choices)


def nothing(_scene: Scene) -> tuple[Field, ...]:
    """什么也不用填."""
    return ()


def only_day(scene: Scene) -> tuple[Field, ...]:
    """只填日期."""
    return (on_day(scene),)
