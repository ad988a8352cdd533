"""全程代办的栏: what each act of an entrustment or a post asks, with the defaults of today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.desk.agency import agents, entrusting
from bingliang.desk.agency.listing import steps_of
from bingliang.ledger.acts import Refusal
from bingliang.ledger.agency import CHIEF, Entrustment, Post
from bingliang.mechanism.full_agency import NEVER, POWERS, SERVICES

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.look import Look

ALL_OF_IT = "一行也不写就是全部审批事项。"


def _on(look: Look, label: str = "日期", told: str = "") -> Field:
    return Field("on", label, Kind.DAY, look.today.isoformat(), help=told or "不晚于今天。")


def _posts(look: Look, leave_out: str = "") -> tuple[Choice, ...]:
    found = sorted(agents.posts(look).values(), key=lambda one: (one.chief, one.name))
    return tuple(
        Choice(one.stream, one.name, f"{agents.named(look, one.department)}，{one.holder}")
        for one in found
        if one.open and one.stream != leave_out
    )


def entrust_fields(look: Look, who: str, about: str) -> tuple[Field, ...]:
    """接受委托."""
    known = tuple(Choice(one.number, one.profile.name, one.profile.firm) for one in agents.library(look))
    mine = next((one.stream for one in agents.posts(look).values() if one.open and one.holder == who), "")
    choices = _posts(look)
    if not choices:
        raise Refusal("还没有登记代办岗位，不能接受委托；请先由管理员办理“代办岗位登记”。", agents.ARTICLE)
    catalogue: Catalogue = look.loaded("catalogue")
    items = tuple(dict.fromkeys(item.name for item in catalogue.items.values()))
    matter = Field("matter", "事项", choices=tuple(Choice(name, name) for name in items))
    year = look.today.replace(year=look.today.year + 1, day=min(look.today.day, 28))
    return (
        Field("about", "项目或收件号", default=about, choices=known,
              help="写项目名称、项目号（整个项目）或者收件号（只这一件）；↓ 从项目库选。"),
        Field("voluntary", "企业自愿委托", Kind.TICK, False, help="代办自愿、无偿，企业提出才登记。"),
        Field("post", "受托岗位", Kind.CHOICE, mine or choices[0].value, choices=choices, help="委托的是岗位，岗位换人由接任者承接。"),
        *(Field(f"power_{no}", f"委托“{power}”", Kind.TICK, True) for no, power in enumerate(POWERS)),
        Field("matters", "委托的事项", Kind.ROWS, (), f"只委托几项的逐行写；{ALL_OF_IT}", columns=(matter,)),
        _on(look, "委托日期"),
        Field("until", "委托到", Kind.DAY, year.isoformat(), help="到这一天为止；到期没有权限，须续签。"),
    )  # fmt: skip


def _log_fields(look: Look, one: Entrustment) -> tuple[Field, ...]:
    kinds = [Choice(word, word, "委托权限" if word in one.powers else "", _not(one, word)) for word in POWERS]
    kinds += [Choice(word, word, "不用委托") for word in SERVICES]
    kinds += [Choice(word, word, "", f"“{word}”须由企业本人办理，代办专员不得代行。") for word in NEVER]
    default = next((word for word in ("跟踪", *one.powers) if word in one.powers), SERVICES[0])
    return (
        Field("what", "做了什么", Kind.LONG, help="一句话：为谁办了哪一项的什么。"),
        Field("kind", "类别", Kind.CHOICE, default, choices=tuple(kinds)),
        _on(look),
        Field("minutes", "用时（分钟）", Kind.NUMBER, "30"),
        Field("result", "结果", optional=True, help="办成了什么，还差什么。"),
    )


def _not(one: Entrustment, word: str) -> str:
    return "" if word in one.powers else f"代办委托书未载明“{word}”权限。"


def _hold_fields(look: Look, one: Entrustment) -> tuple[Field, ...]:
    del one
    columns = (Field("piece", "材料"), Field("copies", "份数", Kind.NUMBER, "1"))
    blank = ({"piece": "", "copies": "1"},)
    return (
        Field("pieces", "收存的材料", Kind.ROWS, blank, "一份材料一行；同时打印交接清单，双方签名。", columns=columns),
        _on(look),
    )


def _back_fields(look: Look, one: Entrustment) -> tuple[Field, ...]:
    columns = (
        Field("piece", "材料", readonly=True), Field("copies", "份数", readonly=True), Field("back", "交还", Kind.TICK, True),
    )  # fmt: skip
    rows = tuple(
        {"piece": f"{piece.no}　{piece.name}", "copies": piece.copies, "back": True, "no": piece.no}
        for piece in one.held
    )
    return (
        Field("pieces", "交还的材料", Kind.ROWS, rows, "这次不还的去掉勾。", columns=columns, fixed=True),
        _on(look),
    )


def _pass_fields(look: Look, one: Entrustment) -> tuple[Field, ...]:
    choices = _posts(look, one.post)
    if not choices:
        raise Refusal("没有别的代办岗位可以接收，请先由管理员办理“代办岗位登记”。", agents.ARTICLE)
    things = "；".join(step.sentence for step in steps_of(look, one) if step.own and step.kind not in ("接办", "签署"))
    return (
        Field("to", "接收的岗位", Kind.CHOICE, choices[0].value, choices=choices),
        Field("things", "没有办完的事", Kind.LONG, things, "随委托一起移交，接收的岗位看得到。", optional=True),
        Field("agreed", "企业同意更换", Kind.TICK, False, help="受托人应当亲自办理，改由别的岗位代办须经企业同意（《民法典》第九百二十三条）。"),
        _on(look),
    )  # fmt: skip


def _end_fields(look: Look, one: Entrustment) -> tuple[Field, ...]:
    sides = tuple(Choice(side, side) for side in entrusting.SIDES)
    done = not [step for step in steps_of(look, one) if step.kind not in ("签署", "续签")]
    return (
        Field("result", "办理结果", Kind.LONG, "委托的事项已办结。" if done else "", "终止时应当报告结果（《民法典》第九百二十四条）。"),
        Field("by", "谁提出", Kind.CHOICE, sides[0].value, choices=sides, help="双方都可以随时终止（《民法典》第九百三十三条）。"),
        Field("reason", "原因", default="代办事务完成" if done else "", choices=(
            Choice("完成", "代办事务完成"), Choice("到期", "委托期限届满"), Choice("收回", "企业取消委托"), Choice("辞去", "代办专员辞去委托"))),
        _on(look),
    )  # fmt: skip


def _amend_fields(look: Look, one: Entrustment) -> tuple[Field, ...]:
    del look
    rows = tuple(
        Choice(str(line.seq), f"{line.on:%m-%d} {line.kind}：{line.words}", line.by) for line in reversed(one.log)
    )
    if not rows:
        raise Refusal("还没有代办日志，没有可以更正的。", agents.ARTICLE)
    return (
        Field("line", "撤掉哪一行", Kind.CHOICE, rows[0].value, choices=rows),
        Field("amend_why", "理由", Kind.LONG, help="原来的一行不删，理由留在流水里；应有的另记一行。"),
    )


ENTRUSTMENT_FIELDS: Mapping[str, Callable[[Look, Entrustment], tuple[Field, ...]]] = {
    "take_entrustment": lambda look, _: (_on(look, "接办日期", "接办以后打印服务卡，当面交给企业。"),),
    "log_agency": _log_fields,
    "sign_mandate": lambda look, _: (_on(look, "签署日期", "企业在委托书上签名盖章的日子。"),),
    "hold_originals": _hold_fields,
    "return_originals": _back_fields,
    "pass_entrustment": _pass_fields,
    "end_entrustment": _end_fields,
    "amend_agency": _amend_fields,
}


def open_fields(look: Look) -> tuple[Field, ...]:
    """登记岗位."""
    names = tuple(Choice(code, name) for code, name in agents.departments(look).items())
    return (
        Field("department", "所属部门", choices=names, help="↓ 从清单选；清单里没有的写部门名称。"),
        Field("post_name", "岗位名称（职务）", help="写职务，不写姓名；和项目库里“首席代办专员（职务）”一字不差才对得上。"),
        Field("kind", "岗位类别", Kind.CHOICE, CHIEF, choices=tuple(Choice(word, word) for word in agents.KINDS),
              help="首席代办专员是部门主要负责人的岗位。"),
        Field("holder", "现任人员", help="写他在“设置 → 本窗口”填的姓名，“我的代办”按它找。"),
        Field("phone", "电话"),
        Field("document", "任职文件", optional=True),
        _on(look, "任职日期"),
    )  # fmt: skip


def _succeed_fields(look: Look, post: Post) -> tuple[Field, ...]:
    return (
        Field(
            "holder", "接任人员", help=f"现任：{post.holder}。接任以后，在办的委托和项目一并由他承接，不用逐件移交。"
        ),
        _on(look, "接任日期"),
        Field("document", "任职文件", optional=True),
        Field("post_name", "岗位名称（职务）", default=post.name, help="职务名称变了才改；原名称下的项目照样承接。"),
        Field("phone", "电话", default=post.phone),
    )


POST_FIELDS: Mapping[str, Callable[[Look, Post], tuple[Field, ...]]] = {
    "succeed_agent": _succeed_fields,
    "close_agent_post": lambda look, _: (Field("reason", "撤销的理由", Kind.LONG), _on(look, "撤销日期")),
}
