"""容缺、职责异议、上级结果、会审、更正和决定以后: what is asked for the less daily acts."""

from __future__ import annotations

from bingliang.desk import enquiries
from bingliang.desk.acts.asked.scene import GUIDE, Scene, on_day
from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.desk.casework import aftermath, again, convening, deferral, own_matters, reinspection, righting
from bingliang.desk.handover import fields as handover_fields
from bingliang.ledger.acts import Refusal

_POST = "写职务，不写姓名。"


def correct_on_spot(scene: Scene) -> tuple[Field, ...]:
    """当场更正."""
    told = (
        "可以当场更正的错误：写明哪一份材料、原来怎样、更正为怎样，由申请人当场改并签章（第三十二条第一款第（三）项）。"
    )
    return (Field("what", "更正的内容", Kind.LONG, help=told), on_day(scene))


def notify_again(scene: Scene) -> tuple[Field, ...]:
    """再次告知: rows for what has come back since the first notice."""
    back = again.handed_back(scene.file, scene.one)
    names = tuple(Choice(name, name) for name in back)
    rows = tuple(
        {"material": name, "defect": "不符合法定形式：", "required": "改正后重新提交", "ground": GUIDE} for name in back
    )
    columns = (
        Field("material", "材料", Kind.CHOICE, back[0] if back else "", choices=names),
        Field("defect", "问题"),
        Field("required", "应当提交"),
        Field("ground", "依据", default=GUIDE),
    )
    until = scene.file.calendar.workday(scene.today, int(scene.file.catalogue.setting("correction_days", 10)))
    told = "只能列新交来的材料；第一次告知时已经齐全的，不能再要求补正。"
    return (
        Field("defects", "补正内容", Kind.ROWS, rows, told, columns=columns),
        Field("until", "补正截止日", Kind.DAY, until.isoformat(), "届满日交来的也算按时。"),
        Field("approver", "批准人职务", help=_POST),
        on_day(scene, "告知日"),
    )


def deferred(scene: Scene) -> tuple[Field, ...]:
    """容缺受理另填的两栏; none when nothing is 容缺."""
    names = deferral.wanting(scene.file.case, scene.one.no)
    if not names:
        return ()
    until = deferral.usual_until(scene.file, scene.one, scene.one.corrected_on or scene.today)
    told = f"容缺材料：{'、'.join(names)}。不能晚于承诺办结日；默认留两个工作日给部门。"
    return (
        Field("deferred_until", "容缺补齐日", Kind.DAY, until.isoformat(), told),
        Field(
            "credit_clean", "已核查信用", Kind.TICK, default=False, help="没有未修复的失信承诺才可以容缺，核查后打勾。"
        ),
    )


def supplement(scene: Scene) -> tuple[Field, ...]:
    """容缺补齐."""
    names = deferral.wanting(scene.file.case, scene.one.no)
    rows = tuple({"back": True, "name": name, "originals": "1", "copies": "0"} for name in names)
    columns = (
        Field("back", "补交", Kind.TICK, True),
        Field("name", "材料", readonly=True),
        Field("originals", "原件", Kind.NUMBER, "1"),
        Field("copies", "复印件", Kind.NUMBER, "0"),
    )
    told = "勾选这次补交的；当日到达的都算按时。"
    return (Field("pieces", "补交的材料", Kind.ROWS, rows, told, columns=columns, fixed=True), on_day(scene, "收到日"))


def opinion_lapsed(scene: Scene) -> tuple[Field, ...]:
    """逾期默认."""
    passed = [one for one in scene.one.opinions if one.open and one.reply_by is not None and one.reply_by < scene.today]
    bodies = tuple(Choice(one.department, one.department, f"应于 {one.reply_by:%m-%d} 前答复") for one in passed)
    told = "只用于部门之间的意见，依据区公布的规则；主要决定作出前，该部门仍可以提出意见。"
    return (Field("department", "单位", Kind.CHOICE, bodies[0].value if bodies else "", told, bodies), on_day(scene))


def disown(scene: Scene) -> tuple[Field, ...]:
    """退分."""
    return (
        Field("ground", "依据", Kind.LONG, help="写明三定规定或者权责清单的哪一条，为什么不属本部门。"),
        Field("proposed", "应由哪个部门", help="写部门全称。申请人的期限照常计算，由牵头单位裁定。"),
        on_day(scene, "退分日"),
    )


def rule(scene: Scene) -> tuple[Field, ...]:
    """裁定."""
    bodies = tuple(
        Choice(code, body.short, body.name)
        for code, body in scene.file.catalogue.bodies.items()
        if body.decides and not body.missing(scene.today)
    )
    raised = scene.one.objection
    told = f"{raised.department}提出：应由{raised.proposed}办理。" if raised else "裁定由哪个部门承办。"
    return (
        Field("department", "承办部门", Kind.CHOICE, scene.one.department, told, bodies),
        Field("document", "裁定文号", help="裁定的文号或者会议纪要，没有凭据不能改变承办部门。"),
        on_day(scene, "裁定日"),
    )


def reassign(scene: Scene) -> tuple[Field, ...]:
    """改派."""
    bodies = tuple(
        Choice(code, body.short, body.name)
        for code, body in scene.file.catalogue.bodies.items()
        if body.decides and not body.missing(scene.today) and code != scene.one.department
    )
    return (
        Field("department", "改派给", Kind.CHOICE, "", "有决定权的部门；以后以它的名义决定。", bodies, folded=True),
        Field("reason", "为什么分错", Kind.LONG, help="例：权责清单第12项属该部门，收件时选错承办部门。"),
        Field("approver", "批准人职务", help=_POST),
        on_day(scene, "改派日"),
    )


def superior_result(scene: Scene) -> tuple[Field, ...]:
    """上级结果."""
    results = (Choice("准予", "准予"), Choice("不予", "不予", "照上级的决定书写明理由"))
    return (
        Field("outcome", "结果", Kind.CHOICE, "准予", "由上级机关决定，照其文书登记，本区不另出决定书。", results),
        Field("document", "上级文号", help="上级机关结果文书上的文号，没有文号不能登记。"),
        Field("words", "不予的理由", Kind.LONG, help="照上级的决定书填写。", when=("outcome", "不予")),
        on_day(scene, "结果日"),
    )


def amend_acceptance(scene: Scene) -> tuple[Field, ...]:
    """受理更正."""
    items = tuple(
        Choice(one.code, f"{one.code} {one.name}", one.handling.value)
        for one in righting.choices(scene.file, scene.one)
    )
    return (
        Field("code", "更正为", Kind.CHOICE, "", "正确的事项；受理日不变，换新号，原通知书作废。", items),
        Field("reason", "更正原因", Kind.LONG, help="为什么选错、依据哪个名录或者条款，通知书上要印。"),
        Field("approver", "批准人职务", help=_POST),
        on_day(scene, "更正日"),
    )


def afterwards(act: str) -> tuple[Field, ...]:
    """决定更正、撤回、撤销、注销 share their fields; the grounds are the closed list of the law."""
    grounds = tuple(Choice(ground, ground, article) for ground, article in aftermath.GROUNDS[act].items())
    return (
        Field("ground", "法定情形", Kind.CHOICE, grounds[0].value, "封闭清单，没有“其他”。", grounds),
        Field("reason", "事由", Kind.LONG, help="照作出决定的机关的文书填写。"),
        Field("document", "决定文号", help="作出机关的文号；由该机关决定，窗口只作登记。"),
    )


def amend_decision(scene: Scene) -> tuple[Field, ...]:
    """决定更正."""
    return (*afterwards("amend_decision"), on_day(scene, "更正日"))


def recall(scene: Scene) -> tuple[Field, ...]:
    """撤回许可."""
    return (*afterwards("recall"), on_day(scene, "撤回日"))


def annul(scene: Scene) -> tuple[Field, ...]:
    """撤销."""
    return (*afterwards("annul"), on_day(scene, "撤销日"))


def cancel(scene: Scene) -> tuple[Field, ...]:
    """注销."""
    return (*afterwards("cancel"), on_day(scene, "注销日"))


# ── 整件 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def convene(scene: Scene) -> tuple[Field, ...]:
    """召集."""
    try:
        able = convening.may_convene(scene.file)
    except Refusal:
        able = ()
    bodies = dict.fromkeys(scene.file.catalogue.bodies[item.body].name for item in able)
    rows = tuple({"called": True, "department": name} for name in bodies)
    known = tuple(Choice(one.name, one.name) for one in scene.file.catalogue.bodies.values() if one.name)
    columns = (Field("called", "召集", Kind.TICK, True), Field("department", "部门", choices=known))
    items = tuple(Choice(str(item.no), f"{item.no} {item.name}") for item in able)
    kinds = tuple(Choice(kind, kind) for kind in convening.KINDS)
    when = f"{scene.file.calendar.workday(scene.today, 3):%Y-%m-%d} 09:30"
    return (
        Field("kind", "名称", Kind.CHOICE, kinds[0].value, "各事项的期限照常计算。", kinds),
        Field("at", "时间", default=when, help="填 2026-12-11 09:30 这样。"),
        Field("place", "地点", help="例：真石漆车间施工现场。"),
        Field("items", "事项", Kind.ITEMS, tuple(item.no for item in able), "涉及哪些事项。", items, optional=True),
        Field("departments", "部门", Kind.ROWS, rows, "每个部门一份通知，至少两个部门。", columns=columns),
        on_day(scene, "通知日"),
    )


def attend(scene: Scene) -> tuple[Field, ...]:
    """到会意见."""
    going = [one for one in reversed(scene.file.case.meetings) if one.concluded_on is None]
    names = tuple(dict.fromkeys(name for meeting in going for name in convening.wanting(meeting)))
    bodies = tuple(Choice(name, name) for name in names)
    verdicts = tuple(Choice(one, one) for one in convening.VERDICTS)
    objects = ("verdict", convening.OBJECTS)
    return (
        Field(
            "department", "部门", Kind.CHOICE, names[0] if names else "", "哪个部门的意见；复验也在这里登记。", bodies
        ),
        Field("verdict", "意见", Kind.CHOICE, convening.AGREES, "有意见的出具整改告知，计时照常。", verdicts),
        Field("text", "整改内容", Kind.LONG, help="一次写全，整改告知书上要印。", when=objects),
        Field("ground", "依据及理由", Kind.LONG, help="主要法律依据及理由。", when=objects),
        on_day(scene, "意见日"),
    )


def report_rectified(scene: Scene) -> tuple[Field, ...]:
    """整改完成报告: of which departments the enterprise says that it has put right what they found."""
    try:
        names = reinspection.may_report(scene.file).rectifying
    except Refusal:
        names = ()
    rows = tuple({"done": True, "department": name} for name in names)
    columns = (Field("done", "已整改", Kind.TICK, True), Field("department", "部门", readonly=True))
    days = reinspection.days(scene.file)
    until = f"{scene.file.calendar.workday(scene.today, days):%Y-%m-%d}"
    told = f"勾选报告说已经整改的；收到报告后{days}个工作日内复验，今天收到的到{until}。"
    return (
        Field("reported", "哪些部门的意见", Kind.ROWS, rows, told, columns=columns, fixed=True),
        Field("note", "整改情况", Kind.LONG, help="照企业的报告写。例：转弯半径已改为12米，补装指示标志两处。"),
        on_day(scene, "收到日"),
    )


def conclude(scene: Scene) -> tuple[Field, ...]:
    """结论."""
    try:
        kind = convening.may_conclude(scene.file).kind
    except Refusal:
        kind = "会审"
    told = "汇总表和联合意见书上要印。"
    return (Field("conclusion", "结论", Kind.LONG, f"各部门意见一致，同意通过{kind}", told), on_day(scene))


def decide_jointly(scene: Scene) -> tuple[Field, ...]:
    """统一决定."""
    results = (Choice("准予", "准予"), Choice("不予", "不予", "对统一办理的各项一并不予"))
    told = "统一办理的各项只有这一个决定；有一项不符合条件的，一并不予。"
    refused = ("outcome", "不予")
    return (
        Field("outcome", "决定", Kind.CHOICE, "准予", told, results),
        Field("content", "准予的内容", Kind.LONG, help="写到可以执行，决定书上要印。", when=("outcome", "准予")),
        Field("findings", "查明的事实", Kind.LONG, help="与条件有关的事实，写时间、地点、数据。", when=refused),
        Field(
            "reasons",
            "理由",
            Kind.LONG,
            help="哪一项的哪一条条件不符合（《行政许可法》第三十八条第二款）。",
            when=refused,
        ),
        Field("article", "依据条款", help="写明法律、法规的条、款、项。", when=refused),
        on_day(scene, "决定日"),
    )


def change_applicant(scene: Scene) -> tuple[Field, ...]:
    """申请人信息变更."""
    now = scene.file.case.enterprise
    return (
        Field("name", "名称", default=str(now.get("name", "")), help="信用代码不变才是同一申请人；换了建设单位的另行申请。"),
        Field("legal_representative", "法定代表人", default=str(now.get("legal_representative", "")), optional=True,
              help="没有变的照旧。"),
        Field("address", "地址", default=str(now.get("address", "")), optional=True, help="没有变的照旧。"),
        Field("proof", "变更证明", help="例：准予变更登记通知书的文号。"),
        on_day(scene, "变更日"),
    )  # fmt: skip


def hand_over(scene: Scene) -> tuple[Field, ...]:
    """承办人移交 of this one case; several are handed over from the list."""
    file = scene.file
    return (
        *handover_fields.asked(file.work, file.work.who, file.case.clerk, file.today),
        Field("watch", "注意事项", optional=True, help="要接收人留心的事，印在移交清单上。"),
        on_day(scene, "移交日"),
    )


def own_matter(scene: Scene) -> tuple[Field, ...]:
    """企业自办事项."""
    case, catalogue = scene.file.case, scene.file.catalogue
    known = {one.code: one for one in case.own_matters}
    found = own_matters.choices(case, catalogue)
    choices = tuple(
        Choice(one.code, one.name, "已登记" if one.code in known else own_matters.kind_of(one)) for one in found
    )
    first = next((one.code for one in found if one.code not in known), found[0].code if found else "")
    states = (Choice("开始办理", "开始办理"), Choice("企业已办毕", "企业已办毕"))
    agent = str(case.project.get("chief_agent", ""))
    return (
        Field("code", "事项", Kind.CHOICE, first, "企业自己的义务，或者企业直接向上级申报、由我们陪办的事项。", choices, folded=True),
        Field("done", "登记", Kind.CHOICE, "开始办理", "企业办完以后再来登记一次，提醒就停止。", states),
        Field("agent", "陪办人职务", default=agent, help="写职务，不写姓名。例：首席代办专员。", optional=True,
              when=("done", "开始办理")),
        Field("note", "情况", help="例：竣工验收合格；已向省级部门申报，受理凭证示范1号。"),
        on_day(scene, "起算日或者办毕日"),
    )  # fmt: skip


def consult(scene: Scene) -> tuple[Field, ...]:
    """咨询登记: the answer is already there, to be read aloud."""
    means = tuple(Choice(one, one) for one in enquiries.MEANS)
    return (
        Field(
            "caller",
            "咨询人",
            default=scene.bearer,
            help="先核对收件号或者交件人手机后四位；写姓名或者身份，不写号码。",
        ),
        Field("means", "方式", Kind.CHOICE, enquiries.MEANS[0], choices=means),
        Field("question", "问什么", Kind.LONG, "办到哪一步了，什么时候能办好", "照对方的话写。"),
        Field("answer", "怎样答复", Kind.LONG, enquiries.said(scene.file), "可以照着念；另外说明了什么，接着写。"),
        on_day(scene, "咨询日"),
    )


def hand_slip(_scene: Scene) -> tuple[Field, ...]:
    """手工凭证补录."""
    return (
        Field("number", "手工凭证号", help="手工收件凭证上事先印好的编号；一张只登记一次。"),
        Field("reason", "原因", Kind.LONG, help="当时为什么用手工凭证，例：停电，10时20分恢复。"),
        Field("approver", "批准人职务", help=_POST),
    )
