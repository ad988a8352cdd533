"""办理、决定和送达: what is asked while an item is handled, when it is decided and when it is handed over."""

from __future__ import annotations

from bingliang.desk.acts.asked.scene import Scene, handing, on_day
from bingliang.desk.acts.deeds import NO_STOP
from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.desk.casework import opinion_receipt
from bingliang.desk.casework.clocks import used
from bingliang.desk.casework.decisions import FOLLOWED
from bingliang.desk.casework.opinion_receipt import REFUSED, SIGNED
from bingliang.ledger.happened import Opinion
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.roll import FRAME_EXTENSION

# ── 时限 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def stop(scene: Scene) -> tuple[Field, ...]:
    """特殊环节开始: only what is on the item's own list can be chosen; the rest stands there greyed, with the article."""
    steps = scene.definition.special_steps
    listed = tuple(Choice(step.name, step.name, _step_note(step.ground, step.longest)) for step in steps)
    names = {step.name for step in steps}
    barred = tuple(
        Choice(name, name, barred=f"“{name}”不在本事项的特殊环节清单中，不停止计时（《行政许可法》第四十五条）。")
        for name in NO_STOP
        if name not in names
    )
    first = steps[0] if steps else None
    left = first.longest - used(scene.file, scene.one, first.name) if first and first.longest else 0
    return (
        Field(
            "name",
            "环节",
            Kind.CHOICE,
            first.name if first else "",
            "依法需要、列入本事项清单的才停止计时。",
            listed + barred,
        ),
        Field(
            "told_days",
            "所需时间",
            Kind.NUMBER,
            "",  # never a default: whoever stops a clock says for how long
            "照告知书填写工作日数，不能事后再定；超过的日子照常计入期限。",
            unit=f"个工作日，最多 {left}" if left > 0 else "个工作日",
        ),
        on_day(scene, "告知书送达日", "served_on"),
        on_day(scene, "环节开始日", "started_on"),
        Field("cooperation", "请申请人配合", Kind.LONG, help="印在告知书上，可以不填。", optional=True),
    )


def _step_note(ground: str, longest: int | None) -> str:
    return ground + (f"，最长 {longest} 个工作日" if longest else "")


def resume(scene: Scene) -> tuple[Field, ...]:
    """特殊环节结束."""
    going = {step.name: step for step in scene.one.steps if step.result_on is None}
    choices = tuple(Choice(name, name, f"告知至 {step.told_until:%Y-%m-%d}") for name, step in going.items())
    name = choices[0].value if choices else ""
    return (
        Field("name", "环节", Kind.CHOICE, name, "正在进行的特殊环节。", choices),
        on_day(scene, "结果日", "result_on"),
    )


def _extension(scene: Scene, days: int, approver: str, told: str) -> tuple[Field, ...]:
    return (
        Field("days", "延长", Kind.NUMBER, str(days), told, unit="日"),
        Field("approver", "批准人职务", help=f"写职务，不写姓名。须经{approver}批准。"),
        Field("reason", "延长理由", Kind.LONG, help="应当告知申请人，印在通知书上。"),
        on_day(scene, "批准日", "approved_on"),
    )


def extend(scene: Scene) -> tuple[Field, ...]:
    """延长."""
    rule = scene.definition.extension
    days, approver, article = (rule.value, rule.approver, rule.article) if rule else (10, "本机关负责人", "")
    return _extension(scene, days, approver, f"最多 {days} 日，只能一次（{article}）。承诺办结日不因此改变。")


def extend_frame(scene: Scene) -> tuple[Field, ...]:
    """延长外框."""
    return _extension(scene, FRAME_EXTENSION, "本级人民政府负责人", "最多 15 日（《行政许可法》第四十二条第二款）。")


def explain(scene: Scene) -> tuple[Field, ...]:
    """超时公开说明."""
    late = Clocks(scene.one, scene.file.calendar).promise_late(scene.today)
    return (
        Field("reason", "超时理由", Kind.LONG, help=f"已超承诺 {late} 个工作日。说明向社会公开（条例第三十六条）。"),
        Field("remedy", "改进措施", Kind.LONG, help="例：已落实A、B角替岗。"),
        on_day(scene),
    )


# ── 办理 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def ask_opinion(scene: Scene) -> tuple[Field, ...]:
    """征求意见."""
    days = str(scene.file.catalogue.setting("opinion_days", 2))
    return (
        Field("department", "向哪个单位", help="例：公安交管部门。联系单随后打印。", choices=_bodies(scene)),
        Field("question", "征求什么意见", Kind.LONG, help="例：挖掘道路的交通组织方案。"),
        Field("days", "答复期限", Kind.NUMBER, days, "内部期限，不停止申请人的计时。", unit="个工作日"),
        on_day(scene),
    )


def _bodies(scene: Scene) -> tuple[Choice, ...]:
    """登记在册的机关, but for the one that asks."""
    bodies = scene.file.catalogue.bodies
    together = scene.one.acceptance is not None and bool(scene.one.acceptance.unified)  # its own body is asked too
    return tuple(
        Choice(one.name, one.name) for code, one in bodies.items() if one.name and (code != scene.one.body or together)
    )


def _until(one: Opinion) -> str:
    return f"应于 {one.reply_by:%m-%d} 前答复" if one.reply_by else "还没有签收联系单"


def receive_opinion(scene: Scene) -> tuple[Field, ...]:
    """联系单签收; a refusal to sign asks for its reason and two witnesses, as 留置送达 does."""
    waiting = sorted(opinion_receipt.unsigned(scene.one), key=lambda found: scene.not_ours(found[1]))
    slips = tuple(Choice(str(place), one.department, f"{one.asked_on:%m-%d} 送出") for place, one in waiting)
    ways = (Choice(SIGNED, SIGNED), Choice(REFUSED, REFUSED, "由送达的窗口登记"))
    refused = ("signed", REFUSED)
    seen = "在场看见拒收的人，写姓名和单位；须两人，不能是本窗口送达的人。"
    return (
        Field("slip", "联系单", Kind.CHOICE, slips[0].value if slips else "", "送给哪个单位的联系单。", slips),
        Field("signed", "签收与否", Kind.CHOICE, SIGNED, "拒绝签收的，须有两名见证人。", ways),
        Field("receiver", "签收人", help="写职务。例：公安交管部门收文岗。拒绝签收的写拒绝的人。"),
        Field("refusal", "拒收理由", Kind.LONG, help="为什么不签、当时的经过，照实写。", when=refused),
        Field("witness", "见证人一", help=seen, when=refused),
        Field("second_witness", "见证人二", help=seen, when=refused),
        on_day(scene, "签收日"),
    )


def give_opinion(scene: Scene) -> tuple[Field, ...]:
    """回复意见."""
    waiting = sorted((one for one in scene.one.opinions if one.replied_on is None), key=scene.not_ours)
    bodies = tuple(Choice(one.department, one.department, _until(one)) for one in waiting)
    agree = (Choice("无意见", "无意见"), Choice("有意见", "有意见"))
    return (
        Field("department", "单位", Kind.CHOICE, bodies[0].value if bodies else "", "哪个单位的回复。", bodies),
        Field("document", "回复文号", help="回执函上的文号，没有文号不能登记。"),
        Field("agree", "意见", Kind.CHOICE, "无意见", choices=agree),
        Field("opinion", "意见内容", Kind.LONG, help="照回执函逐条填写。", when=("agree", "有意见")),
        on_day(scene, "回复日"),
    )


def forward(scene: Scene) -> tuple[Field, ...]:
    """转报."""
    return (
        Field("to", "转报给", help=f"本项由{scene.one.decided_by}级决定。填写上级机关的名称。"),
        Field("listed", "材料清单或签收单号", help="例：签收单示范1号。"),
        Field("review", "初步审查意见", Kind.LONG, help="印在转报函上；只转报、不作初审的可以不填。", optional=True),
        on_day(scene, "转报日"),
    )


# ── 决定 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _content(scene: Scene) -> Field:
    told = "决定书上写明的许可内容。"
    return Field("content", "许可内容", Kind.LONG, f"准予{scene.one.name}，按申请的内容实施", told)


def _validity(scene: Scene) -> Field:
    return Field(
        "validity", "有效期", default=scene.definition.validity, help="没有规定有效期的可以不填。", optional=True
    )


def _document(*, optional: bool) -> Field:
    told = "部门已有文号的照填；留空由程序按本机关的系列编号。" if optional else "部门文件上的文号，没有文号不能登记。"
    return Field("document", "文号", help=told, optional=optional)


def finish_on_spot(scene: Scene) -> tuple[Field, ...]:
    """当场办结: acceptance, decision and delivery in one press."""
    return (_content(scene), _validity(scene), _receiver(scene), on_day(scene))


def grant(scene: Scene) -> tuple[Field, ...]:
    """准予."""
    return (_content(scene), _validity(scene), _document(optional=True), on_day(scene, "决定日"))


def refuse(scene: Scene) -> tuple[Field, ...]:
    """不予许可."""
    return (
        Field("findings", "查明的事实", Kind.LONG, help="例：道路2024年交付使用，未满五年。"),
        Field("reasons", "理由", Kind.LONG, help="为什么不符合条件（《行政许可法》第三十八条第二款）。"),
        Field("article", "依据条款", help="例：《城市道路管理条例》第三十三条第二款。"),
        _document(optional=True),
        on_day(scene, "决定日"),
    )


def file_record(scene: Scene) -> tuple[Field, ...]:
    """备案完成."""
    return (_document(optional=False), on_day(scene, "备案日"))


def opine(scene: Scene) -> tuple[Field, ...]:
    """出具意见."""
    return (
        _document(optional=False),
        Field("reasons", "意见", Kind.LONG, "审查合格", "意见书的结论；有问题的逐条写明。"),
        on_day(scene, "意见日"),
    )


def verify_pledge(scene: Scene) -> tuple[Field, ...]:
    """告知承诺核查."""
    results = (Choice("属实", "属实"), Choice("不实", "不实", "随后依法处理：整改或者撤销决定"))
    return (
        Field("true", "核查结果", Kind.CHOICE, "属实", "国办发〔2020〕42号。", results),
        Field(
            "followed",
            "随后处理",
            Kind.CHOICE,
            FOLLOWED[0],
            "记入告知承诺登记。",
            tuple(Choice(one, one) for one in FOLLOWED),
            when=("true", "不实"),
        ),
        Field("note", "方式和所见", Kind.LONG, help="例：现场核查，措施已落实。核查结果要归档。"),
        on_day(scene, "核查日"),
    )


def repair_credit(scene: Scene) -> tuple[Field, ...]:
    """信用修复登记."""
    told = "信用主管部门准予信用修复的文号，没有文号不能登记。"
    return (Field("document", "修复文号", help=told), on_day(scene, "修复日"))


# ── 送达和终止 ────────────────────────────────────────────────────────────────────────────────────────────────────


def _receiver(scene: Scene) -> Field:
    return Field("receiver", "签收人", default=scene.bearer, help="谁签收；默认是交件的经办人。")


def deliver(scene: Scene) -> tuple[Field, ...]:
    """送达."""
    return (*handing(scene), on_day(scene, "送达日"))


def commit(scene: Scene) -> tuple[Field, ...]:
    """限时办结承诺书."""
    earlier = [paper.facts["commitment"] for paper in scene.file.case.papers if paper.form == "commitment"]
    lead = str(scene.file.catalogue.setting("lead_body_name", ""))
    post = str(earlier[-1].get("signatory", "")) if earlier else f"{lead}局长" if "局" in lead else ""
    return (
        Field("signatory", "签发人职务", default=post, help="写职务，不写姓名。例：行政审批服务局局长。"),
        on_day(scene),
    )
