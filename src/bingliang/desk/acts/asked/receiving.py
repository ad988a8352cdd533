"""受理前后和终止: what is asked when something comes in, is told once, accepted, or ends without a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bingliang.desk.acts.asked.later import deferred
from bingliang.desk.acts.asked.scene import GUIDE, Scene, items_of, on_day
from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.desk.casework import deferral, pledge_bar
from bingliang.desk.casework.acceptance import returned, spot_is_over, told_conditions
from bingliang.desk.casework.endings import DECLINE_GROUNDS
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism import overall
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.renewing import AHEAD, days_words, renewable

# ── 受理 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def accept(scene: Scene) -> tuple[Field, ...]:
    """受理: which items, on which day; for a 告知承诺件 what the applicant promises."""
    item = scene.one
    on = on_day(scene, "受理日", default=item.corrected_on)
    if item.handling is Handling.PLEDGED:
        same = items_of(scene, (item,), "告知承诺件逐件受理。")
        barred, whole = _barred(scene)
        told = f"{whole}。" if whole else "由申请人自己选；不选告知承诺的，或者不能选的，按普通程序受理。"
        ways = (
            Choice(PLEDGE, PLEDGE, "凭承诺当场决定，事后核查", barred=f"{barred}。" if barred else ""),
            Choice(ORDINARY, ORDINARY, "依《行政许可法》第四十二条办理，不当场决定"),
        )
        way = Field("way", "办理方式", Kind.CHOICE, ORDINARY if barred else PLEDGE, told, ways)
        checked = Field(
            "pledge_checked", "已核对", Kind.TICK, default=False, when=("way", PLEDGE),
            help="不属于国办发〔2020〕42号排除的情形（公共安全、生态环境等），且没有未修复的失信承诺，核对后打勾。",
        )  # fmt: skip
        return (same, on, way, checked, _conditions(scene))
    if spot_is_over(scene.file, item, scene.today):
        told = "即办件没有在收件当日办结的，写明原因，随后按承诺件办理。"
        why = Field("spot_reason", "未能当场办结的原因", Kind.LONG, help=told)
        return (items_of(scene, (item,), "逐件受理。"), on, why, *deferred(scene))
    more = deferred(scene)
    if more:
        return (items_of(scene, (item,), "容缺的逐件受理。"), on, *more)
    case = scene.file.case
    together = [
        one
        for one in scene.others("accept")
        if one.handling is not Handling.PLEDGED and not deferral.wanting(case, one.no)
    ]
    return (items_of(scene, together, "材料齐全、同一天受理的可以一起勾选；其他事项不必等。"), on)


def note_renewal(scene: Scene) -> tuple[Field, ...]:
    """延续申请登记."""
    validity = scene.definition.validity
    days = renewable(validity)
    told = f"目录写的是“{validity}”，没有写明可以延续；写依据哪部法律、法规第几条，没有依据的按新的申请办理。"
    asked = (Field("ground", "可以延续的依据", help=told),) if days is None else ()
    return (
        Field("document", "原许可证件", help="要延续的许可证件的编号。例：湘示范排许字第0001号。"),
        Field("expires_on", "有效期届满日", Kind.DAY, help=f"证件上的届满日。本事项：{validity or '没有有效期'}；应在届满{days_words(days or AHEAD)}提出{'' if days else '，法律另有规定的从其规定'}。"),
        *asked,
        on_day(scene, "登记日"),
    )  # fmt: skip


PLEDGE, ORDINARY = "告知承诺", "普通程序"


def _barred(scene: Scene) -> tuple[str, str]:
    """为什么不能选告知承诺, in a line and whole: no published conditions, or an untrue promise that has not been repaired."""
    try:
        told_conditions(scene.file, scene.one)
    except Refusal as refusal:
        return "本区没有公布本事项的承诺条件", refusal.sentence.rstrip("。")
    return pledge_bar.briefly(scene.file), pledge_bar.why(scene.file)


def _conditions(scene: Scene) -> Field:
    try:
        conditions = told_conditions(scene.file, scene.one)["conditions"]
    except Refusal:
        conditions = ()
    rows = tuple({"text": row["text"], "met": True, "by": ""} for row in conditions)
    columns = (
        Field("text", "条件", readonly=True),
        Field("met", "现已符合", Kind.TICK, True),
        Field("by", "或者何时符合", optional=True, help="例：2026年11月20日"),
    )
    return Field(
        "conditions", "申请人承诺", Kind.ROWS, rows, "逐项照申请人的告知承诺书填写。", columns=columns, fixed=True,
        when=("way", PLEDGE),
    )  # fmt: skip


def _defect_columns(scene: Scene) -> tuple[Field, ...]:
    items = tuple(Choice(str(item.no), item.name) for item in scene.others("notify_once"))
    return (
        Field("item", "事项", Kind.CHOICE, str(scene.one.no), choices=items),
        Field("material", "材料", choices=_listed(scene, [item.no for item in scene.others("notify_once")])),
        Field("defect", "问题", default="缺少", help="缺少，或者不符合法定形式：哪里不符合"),
        Field("required", "应当提交"),
        Field("ground", "依据", default=GUIDE),
    )


def _listed(scene: Scene, numbers: Iterable[int]) -> tuple[Choice, ...]:
    """材料清单 of these items, what was wanting at the counter first."""
    wanted = set(numbers)
    rows = [row for row in scene.file.case.materials if wanted & set(row["for"])]
    notes = {"缺": "收件时缺", "容缺": "容缺，待补"}
    rows.sort(key=lambda row: row["state"] not in notes)
    return tuple(Choice(str(row["name"]), str(row["name"]), notes.get(row["state"], "")) for row in rows)


def notify_once(scene: Scene) -> tuple[Field, ...]:
    """一次性告知: a row per item and material; what the check list calls wanting and what the departments remarked stands there."""
    numbers = {item.no for item in scene.others("notify_once")}
    rows = [
        {"item": str(no), "material": row["name"], "defect": "缺少", "required": _pieces(row), "ground": GUIDE}
        for row in scene.file.case.materials
        for no in row["for"]
        if row["state"] == "缺" and no in numbers
    ]
    there = {(row["item"], row["material"]) for row in rows}
    rows += [
        {"item": str(item.no), "material": row["material"], "defect": row.get("defect") or "缺少",
         "required": "改正后重新提交" if row.get("defect", "缺少") != "缺少" else _pieces({}), "ground": GUIDE}
        for item in scene.file.case.items.values()
        for row in item.unanswered
        if (str(item.no), row["material"]) not in there
    ]  # fmt: skip
    blank = {"item": str(scene.one.no), "material": "", "defect": "缺少", "required": "", "ground": GUIDE}
    until = scene.file.calendar.workday(scene.today, int(scene.file.catalogue.setting("correction_days", 10)))
    told = "每行一份材料：缺什么、哪里不符合、应交什么、依据哪一条。部门的齐全性意见已经列入；须一次列全（《行政许可法》第三十二条）。"
    return (
        Field("defects", "补正内容", Kind.ROWS, tuple(rows) or (blank,), told, columns=_defect_columns(scene)),
        Field("until", "补正截止日", Kind.DAY, until.isoformat(), "届满日交来的也算按时。默认为本区的补正期限。"),
        on_day(scene, "告知日"),
    )


def _pieces(row: Any) -> str:  # noqa: ANN401  # a material row of the receipt, JSON
    originals, copies = int(row.get("originals", 0)), int(row.get("copies", 0))
    parts = [f"原件{originals}份" if originals else "", f"复印件{copies}份" if copies else ""]
    return "、".join(part for part in parts if part) or "提交一份"


def take_corrections(scene: Scene) -> tuple[Field, ...]:
    """补正收件: piece by piece; what the one notice names and is not back yet stands there already, ticked."""
    back = returned(scene.file)
    items = [one for one in scene.others("take_corrections") if one.noticed_on == scene.one.noticed_on]
    names = dict.fromkeys(row["material"] for item in items for row in item.defects if row["material"] not in back)
    rows = tuple({"back": True, "name": name, "originals": "1", "copies": "0"} for name in names)
    columns = (
        Field("back", "交回", Kind.TICK, True),
        Field("name", "材料"),
        Field("originals", "原件", Kind.NUMBER, "1"),
        Field("copies", "复印件", Kind.NUMBER, "0"),
    )
    return (
        Field("pieces", "交回的材料", Kind.ROWS, rows, "逐份勾选；没有交回的去掉勾。", columns=columns),
        Field("complete", "补正齐全", Kind.TICK, True, "全部交齐的当天就是受理日；还缺的去掉勾，登记为部分补正。"),
        replace(
            items_of(scene, items, "同一份告知书上的事项一起登记；这次没有补来的去掉勾。"),
            default=tuple(item.no for item in items) or (scene.one.no,),
        ),
        on_day(scene, "收到日"),
    )


def prolong_correction(scene: Scene) -> tuple[Field, ...]:
    """延长补正期限, at the applicant's request."""
    calendar = scene.file.calendar
    now = Clocks(scene.one, calendar).correction or scene.today
    until = calendar.workday(max(now, scene.today), 5)
    return (
        Field("until", "延至", Kind.DAY, until.isoformat(), "只能延长，须晚于原截止日。"),
        Field("reason", "申请人的理由", Kind.LONG, help="例：设计单位出图延后。"),
        items_of(scene, scene.others("prolong_correction"), "申请人要求延长的事项。"),
        on_day(scene),
    )


def remark(scene: Scene) -> tuple[Field, ...]:
    """齐全性意见; no rows: complete."""
    columns = (
        Field("material", "材料", choices=_listed(scene, [scene.one.no])),
        Field("defect", "问题", default="缺少", help="缺少，或者不符合法定形式：哪里不符合"),
    )
    return (Field("defects", "意见", Kind.ROWS, (), "一行也不填就是材料齐全。", columns=columns), on_day(scene))


def formalise(scene: Scene) -> tuple[Field, ...]:
    """转正式收件 by a document from outside."""
    since = overall.prerequisites_on(scene.file.case, scene.one)
    waits = "、".join(wait.text for wait in scene.one.waits_for)
    told = f"本项等待：{waits}。例：《国有建设用地使用权出让合同》示范〔2026〕12号。"
    return (Field("evidence", "前置件和文号", help=told), on_day(scene, "取得日", default=since))


def not_required(scene: Scene) -> tuple[Field, ...]:
    """不受理告知."""
    told = "依法不需要取得许可的依据，印在告知书上（第三十二条第一款第（一）项）。"
    return (Field("reason", "依据", Kind.LONG, help=told), on_day(scene))


def decline(scene: Scene) -> tuple[Field, ...]:
    """不予受理: the closed list of grounds; what does not apply today is greyed."""
    grounds = tuple(
        Choice(ground, ground, article, _unfit(scene, ground)) for ground, article in DECLINE_GROUNDS.items()
    )
    first = next((one.value for one in grounds if not one.barred), "")
    overdue = "补正逾期"
    default = overdue if scene.one.state is ItemState.CORRECTING and not _unfit(scene, overdue) else first
    return (
        Field("ground", "理由类别", Kind.CHOICE, default, "封闭清单，没有“其他”（第七十二条第（一）项）。", grounds),
        Field("right_body", "应向哪个机关申请", help="写全称，告知书上要印。", when=("ground", "不属本机关职权")),
        Field("barred_until", "限制申请至", Kind.DAY, when=("ground", "限制期内再次申请")),
        Field("reason", "理由", Kind.LONG, help="决定书上写明的理由。"),
        on_day(scene),
    )


def _unfit(scene: Scene, ground: str) -> str:
    until = Clocks(scene.one, scene.file.calendar).correction
    if ground != "补正逾期":
        return ""
    if scene.one.state is not ItemState.CORRECTING:
        return "本项没有发过一次性告知书，不能以补正逾期不予受理（第三十二条第一款第（四）项）。"
    return f"补正期限到 {until:%Y-%m-%d} 才届满，届满日交来的也算按时。" if until and scene.today <= until else ""


def withdraw(scene: Scene) -> tuple[Field, ...]:
    """撤件."""
    return (
        items_of(scene, scene.others("withdraw"), "申请人签字撤回的事项；其他事项照常办理。"),
        Field("reason", "撤回原因", Kind.LONG, help="照撤回申请书填写。"),
        on_day(scene),
    )
