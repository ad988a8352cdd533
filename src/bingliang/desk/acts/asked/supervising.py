"""督办: what is asked for each act about a matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bingliang.desk.acts.asked.scene import Scene
from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.desk.supervision import rules
from bingliang.desk.supervision.terms import kinds
from bingliang.ledger.matter import PASSED, RETURNED

if TYPE_CHECKING:
    from bingliang.ledger.matter import Appeal
    from bingliang.mechanism.supervision import Mark

_POST = "写职务，不写姓名。"


def _order(scene: Scene, act: str, wanted: str) -> tuple[Field, ...]:
    until = rules.reply_by(scene.file, act).isoformat()
    return (
        Field("request", "要求", Kind.LONG, wanted, "要求做什么，做到什么程度；印在单上。"),
        Field("reply_by", "回复截止日", Kind.DAY, until, "默认按区的口径，从次日起数工作日。"),
    )


def urge(scene: Scene) -> tuple[Field, ...]:
    """催办."""
    return _order(scene, "urge", "抓紧办理，在承诺办结日以前作出决定")


def supervise(scene: Scene) -> tuple[Field, ...]:
    """督办."""
    lights = (
        Choice(rules.YELLOW, "黄牌", "超过承诺时限"),
        Choice(rules.RED, "红牌", "超过法定期限，或者催办、督办未果"),
    )
    light = Field("light", "督办的等级", Kind.CHOICE, rules.light_of(scene.file, scene.one), "扣分按区的分值。", lights)
    return (light, *_order(scene, "supervise", "立即作出决定，并公开说明超过承诺时限的理由"))


def reply(scene: Scene) -> tuple[Field, ...]:
    """督办回复."""
    order = rules.may_reply(scene.file, scene.one)
    told = f"要求：{order.request}。请在 {order.reply_by:%Y-%m-%d} 前回复。"
    return (
        Field("words", "办理情况、原因和措施", Kind.LONG, help=told),
        Field("finish_by", "何时办结", Kind.DAY, "", "写承办部门自己定的办结日；不改变任何期限。", optional=True),
    )


def review(scene: Scene) -> tuple[Field, ...]:
    """督办复核."""
    order = rules.may_review(scene.file, scene.one)
    choices = (
        Choice(PASSED, PASSED, "就此了结"),
        Choice(RETURNED, RETURNED, f"从次日起重新回复，至 {rules.reply_by(scene.file, 'supervise'):%m-%d}"),
    )
    return (
        Field("verdict", "复核结果", Kind.CHOICE, PASSED, f"部门回复：{order.reply}", choices),
        Field("words", "复核意见", Kind.LONG, help="写核对了什么。"),
    )


def hold_account(scene: Scene) -> tuple[Field, ...]:
    """约谈、通报、移送."""
    choices = tuple(Choice(one, one) for one in rules.ACCOUNTS)
    return (
        Field(
            "kind",
            "方式",
            Kind.CHOICE,
            rules.ACCOUNTS[0],
            "由有权机关依法作出，这里只作记录；对人的处理不在本系统。",
            choices,
        ),
        Field("against", "作出的机关", help="写单位全称。"),
        Field("document", "文书文号"),
        Field("words", "主要内容", Kind.LONG),
        Field("on", "日期", Kind.DAY, scene.today.isoformat()),
    )


def record_violation(scene: Scene) -> tuple[Field, ...]:
    """违规登记."""
    named = kinds(scene.file.catalogue)
    sides = (Choice("部门", "承办部门"), Choice("窗口", "窗口"))
    return (
        Field(
            "kind",
            "违规类型",
            Kind.CHOICE,
            named[0],
            "类型由区规定，在设置里可以改。",
            tuple(Choice(one, one) for one in named),
        ),
        Field("against", "记在谁的名下", Kind.CHOICE, "部门", choices=sides),
        Field("words", "查实的事实", Kind.LONG, help="写单位和职务，不写姓名。"),
        Field("article", "依据", optional=True),
        Field("on", "查实日", Kind.DAY, scene.today.isoformat(), "记入这一天所在的考核期。"),
    )


def appeal(scene: Scene) -> tuple[Field, ...]:
    """申诉."""
    return appeal_of(rules.may_appeal(scene.file, scene.one))


def appeal_of(found: Sequence[Mark]) -> tuple[Field, ...]:
    """申诉 of one of these marks."""
    about = tuple(Choice(one.key, f"{one.kind} {one.points} 分", one.sentence) for one in found)
    grounds = tuple(
        Choice(one, one, "须由领导岗位批准免责" if one in rules.EXEMPTING else "由督查岗位复查")
        for one in rules.GROUNDS
    )
    return (
        Field("mark", "申诉哪一项记分", Kind.CHOICE, found[0].key, "每一项只能申诉一次。", about),
        Field("ground", "理由", Kind.CHOICE, rules.GROUNDS[0], choices=grounds),
        Field("words", "事实和证据", Kind.LONG),
    )


def _waiting(found: Sequence[Appeal]) -> Field:
    about = tuple(Choice(one.mark, one.mark.partition("/")[0], f"{one.ground}：{one.reason}") for one in found)
    told = f"{found[0].on:%m-%d}申诉：{found[0].ground}，{found[0].reason}"
    return Field("mark", "申诉的记分", Kind.CHOICE, found[0].mark, told, about)


def decide_appeal(scene: Scene) -> tuple[Field, ...]:
    """申诉复查."""
    return decide_of(rules.waiting(scene.file, scene.one, exempting=False))


def decide_of(found: Sequence[Appeal]) -> tuple[Field, ...]:
    """复查 of one of these appeals."""
    choices = (Choice(rules.UPHELD, "成立，不再计分"), Choice(rules.DISMISSED, "不成立，照计"))
    return (
        _waiting(found),
        Field("outcome", "复查结果", Kind.CHOICE, rules.DISMISSED, choices=choices),
        Field("words", "认定的事实和理由", Kind.LONG),
    )


def exempt(scene: Scene) -> tuple[Field, ...]:
    """免责批准."""
    return exempt_of(rules.waiting(scene.file, scene.one, exempting=True))


def exempt_of(found: Sequence[Appeal]) -> tuple[Field, ...]:
    """批准 of one of these applications."""
    choices = (Choice(rules.UPHELD, "批准免责"), Choice(rules.DISMISSED, "不批准"))
    return (
        _waiting(found),
        Field("outcome", "批准与否", Kind.CHOICE, rules.DISMISSED, choices=choices),
        Field("words", "认定的事实和理由", Kind.LONG),
        Field("approver", "批准人职务", help=_POST, when=("outcome", rules.UPHELD)),
        Field("document", "批准文件文号", when=("outcome", rules.UPHELD)),
    )
