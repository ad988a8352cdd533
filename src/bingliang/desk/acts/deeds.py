"""办理表: everything the desk can do to one item or to a whole case: word in the menu, check beyond state and role, papers.

The checks are those the acts themselves make, in the same order; a greyed act therefore says just what the act would say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk import enquiries
from bingliang.desk.casework import (
    acceptance,
    aftermath,
    again,
    applicant,
    archiving,
    bags,
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
    originals,
    pledge_bar,
    reinspection,
    renewal,
    righting,
    unified,
)
from bingliang.desk.handover import handing
from bingliang.desk.papers import drawing, late_slips
from bingliang.desk.papers import marks as paper_marks
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism import overall
from bingliang.mechanism.parallel_approval.join import close as join
from bingliang.paper.form import SEAL, SERVE, SIGN

if TYPE_CHECKING:
    from bingliang.desk.file import File


class Group(StrEnum):
    """行为的分组, in the order of an item's life."""

    RECEIVING = "受理"
    CLOCK = "时限"
    HANDLING = "办理"
    DECIDING = "决定"
    DELIVERING = "送达"
    ENDING = "终止"
    LATER = "更正和决定以后"
    SUPERVISION = "督办考核"
    CASE = "整件"
    NO_STOP = "不停止计时的环节"


Check = Callable[["File", CaseItem], None]


@dataclass(frozen=True, slots=True)
class Deed:
    """一种办理: its act in the ledger, its word in the menu, what it checks beyond state and role, the papers it owes.

    `safe` False: the act works against the applicant or cannot be taken back, so that the default button is 取消.
    """

    name: str
    act: str
    title: str
    group: Group
    check: Check
    forms: Callable[[CaseItem], tuple[str, ...]]
    safe: bool = True


def _nothing(_file: File, _item: CaseItem) -> None:
    """Nothing beyond state, kind of handling and role."""


def _ignored(_found: object) -> None:
    """A check whose answer is not wanted here."""


def _papers(*forms: str) -> Callable[[CaseItem], tuple[str, ...]]:
    return lambda _item: forms


def _may_accept(file: File, item: CaseItem) -> None:
    acceptance.complete(file, item)


def _may_finish(file: File, item: CaseItem) -> None:
    decisions.may_finish(file, item, file.today)
    acceptance.complete(file, item)
    _decides("grant")(file, item)


def _may_extend(file: File, item: CaseItem) -> None:
    clocks.may_extend(file, item, file.today)
    clocks.still_running(file, item, file.today)


def _may_extend_frame(file: File, item: CaseItem) -> None:
    clocks.may_extend_frame(item)
    clocks.still_running(file, item, file.today)


def _decides(act: str) -> Check:
    return lambda file, item: decisions.may_decide(file, item, act)


def _broken(file: File, item: CaseItem) -> None:
    clocks.may_explain(file, item)


def _may_hear(file: File, item: CaseItem) -> None:
    """A reviewer enters only what his own department was asked; without any of that the first refusal is the reason."""
    dispatch.may_hear(item)
    waiting = [one.department for one in item.opinions if one.replied_on is None]
    said = [refused(lambda asked=asked: file.own_opinion(asked)) for asked in waiting]  # type: ignore[misc]  # bound at once
    if all(sentence for sentence, _ in said):
        raise Refusal(*said[0])


def _may_sign(file: File, item: CaseItem) -> None:
    """A reviewer signs only for what his own department was asked."""
    waiting = opinion_receipt.may_receive(item)
    said = [refused(lambda asked=one.department: file.own_opinion(asked)) for _, one in waiting]  # type: ignore[misc]  # bound at once
    if all(sentence for sentence, _ in said):
        raise Refusal(*said[0])


def refused(check: Callable[[], object]) -> tuple[str, str]:
    """何以不能: the sentence and the article of what the check raises; both empty when it lets the act pass."""
    try:
        check()
    except Refusal as why:
        return why.sentence, why.article
    except ValueError as why:
        return str(why), ""
    return "", ""


def _may_right(_file: File, item: CaseItem) -> None:
    righting.may_right(item)


def _after(act: str) -> Check:
    return lambda _file, item: aftermath.may_follow(act, item)


def _accepting(item: CaseItem) -> tuple[str, ...]:
    pledge = ("notified_commitment",) if item.handling is Handling.PLEDGED else ()
    return pledge + (("acceptance",) if item.handling.has_acceptance_paper else ())


def _granting(item: CaseItem) -> tuple[str, ...]:
    return ("grant",) if item.licence else ()


_DEEDS = (
    Deed("accept", "accept", "受理", Group.RECEIVING, _may_accept, _accepting),
    Deed("finish_on_spot", "accept", "当场办结", Group.RECEIVING, _may_finish, lambda i: (*_granting(i), "delivery")),
    Deed("notify_once", "notify_once", "一次性告知", Group.RECEIVING, _nothing, _papers("correction")),
    Deed("notify_again", "notify_again", "再次告知", Group.RECEIVING, again.may_notify_again, _papers("correction"), safe=False),
    Deed("take_corrections", "take_corrections", "补正收件", Group.RECEIVING, _nothing, _papers()),
    Deed("prolong_correction", "prolong_correction", "延长补正期限", Group.RECEIVING, _nothing, _papers()),
    Deed("remark", "remark", "齐全性意见", Group.RECEIVING, _nothing, _papers()),
    Deed("correct_on_spot", "correct_on_spot", "当场更正", Group.RECEIVING, _nothing, _papers()),
    Deed("supplement", "supplement", "容缺补齐", Group.RECEIVING, lambda f, i: deferral.may_supplement(f, i, f.today), _papers()),
    Deed("note_renewal", "note_renewal", "延续申请登记", Group.RECEIVING, renewal.may_renew, _papers()),
    Deed("formalise", "formalise", "转正式收件", Group.RECEIVING, acceptance.may_formalise, _papers()),
    Deed("stop", "stop", "特殊环节开始", Group.CLOCK, lambda f, i: clocks.may_stop(f, i, f.today), _papers("special_step")),
    Deed("resume", "resume", "特殊环节结束", Group.CLOCK, lambda _, i: clocks.may_resume(i), _papers()),
    Deed("extend", "extend", "延长办理期限", Group.CLOCK, _may_extend, _papers("extension")),
    Deed("extend_frame", "extend", "延长联合办理外框", Group.CLOCK, _may_extend_frame, _papers("extension")),
    Deed("explain_overrun", "explain_overrun", "超时公开说明", Group.CLOCK, _broken, _papers("overrun")),
    Deed("ask_opinion", "ask_opinion", "征求意见", Group.HANDLING, _nothing, _papers("opinion_request")),
    Deed("receive_opinion", "receive_opinion", "联系单签收", Group.HANDLING, _may_sign, _papers()),
    Deed("give_opinion", "give_opinion", "回复意见", Group.HANDLING, _may_hear, _papers()),
    Deed("opinion_lapsed", "opinion_lapsed", "逾期默认", Group.HANDLING, lambda f, i: _ignored(dispatch.may_lapse(f, i)), _papers()),
    Deed("disown", "disown", "退分（职责异议）", Group.HANDLING, lambda f, i: jurisdiction.may_disown(f, i, f.today), _papers()),
    Deed("rule", "rule", "裁定", Group.HANDLING, lambda _, i: jurisdiction.may_rule(i), _papers()),
    Deed("reassign", "reassign", "改派", Group.HANDLING, lambda _, i: jurisdiction.may_reassign(i), _papers()),
    Deed("forward", "forward", "转报", Group.HANDLING, _nothing, _papers("forwarding")),
    Deed("superior_result", "superior_result", "上级结果", Group.DECIDING, _nothing, _papers()),
    Deed("grant", "grant", "准予", Group.DECIDING, _decides("grant"), _granting),
    Deed("refuse", "refuse", "不予许可", Group.DECIDING, _decides("refuse"), _papers("refusal"), safe=False),
    Deed("file", "file", "备案完成", Group.DECIDING, _decides("file"), _papers()),
    Deed("opine", "opine", "出具意见", Group.DECIDING, _decides("opine"), _papers()),
    Deed("verify_pledge", "verify_pledge", "告知承诺核查", Group.DECIDING, lambda _, i: decisions.may_verify(i), _papers()),
    Deed("repair_credit", "repair_credit", "信用修复登记", Group.LATER, lambda _, i: pledge_bar.may_repair(i), _papers()),
    Deed("deliver", "deliver", "送达", Group.DELIVERING, delivery.sealed, _papers("delivery")),
    Deed("notify_collection", "notify_collection", "通知领取", Group.DELIVERING, lambda _, i: delivery.may_notify(i), _papers("collection")),
    Deed("not_required", "not_required", "不受理告知", Group.ENDING, _nothing, _papers("not_required"), safe=False),
    Deed("decline", "decline", "不予受理", Group.ENDING, _nothing, _papers("returned_materials", "non_acceptance"), safe=False),
    Deed("withdraw", "withdraw", "撤回申请（撤件）", Group.ENDING, _nothing, _papers("withdrawal", "returned_materials"), safe=False),
    Deed("deferral_end", "withdraw", "容缺逾期撤回", Group.ENDING, deferral.may_end, _papers("deferral_end", "returned_materials"), safe=False),
    Deed("amend_acceptance", "amend_acceptance", "受理更正", Group.LATER, _may_right, _papers("amended_acceptance"), safe=False),
    Deed("amend_decision", "amend_decision", "决定更正", Group.LATER, _after("amend_decision"), _papers(), safe=False),
    Deed("recall", "recall", "撤回（许可）", Group.LATER, _after("recall"), _papers(), safe=False),
    Deed("annul", "annul", "撤销", Group.LATER, _after("annul"), _papers(), safe=False),
    Deed("cancel", "cancel", "注销", Group.LATER, _after("cancel"), _papers(), safe=False),
)  # fmt: skip


DEEDS: Mapping[str, Deed] = {deed.name: deed for deed in _DEEDS}
"""事项的办理: everything the desk can do to one item."""


def _may_join(file: File) -> None:
    names = {code: body.short for code, body in file.catalogue.bodies.items()}
    join(file.case, file.today, file.calendar, names)


def _may_return(file: File) -> None:
    for item in endings.may_return(file):
        overall.permit("return_materials", item)


def _may_note(_file: File) -> None:
    """The enterprise's own duty arises before or after the case is closed."""


def _nothing_more(_file: File) -> None:
    """Which lines may be put right is said line by line (`desk.amend_offers`)."""


CASE_DEEDS: Mapping[str, tuple[str, str, Callable[[File], None]]] = {
    "close": ("close", "办结", _may_join),
    "commit": ("draw_up", "限时办结承诺书", commitment.may_commit),
    "return_held": ("return_materials", "退还预收材料", _may_return),
    "amend": ("amend", "录入更正", _nothing_more),
    "convene": ("convene", "召集会审、踏勘、验收", lambda file: _ignored(convening.may_convene(file))),
    "attend": ("attend", "登记部门到会意见", lambda file: _ignored(convening.may_attend(file))),
    "report_rectified": ("report_rectified", "整改完成报告", lambda file: _ignored(reinspection.may_report(file))),
    "conclude": ("conclude", "汇总结论", lambda file: _ignored(convening.may_conclude(file))),
    "decide_jointly": ("decide_jointly", "统一决定", lambda file: _ignored(unified.may_decide_jointly(file))),
    "grant_green": ("grant_green", "绿色通道（准予）", green.may_grant),
    "end_green": ("end_green", "绿色通道（取消）", green.may_end),
    "change_applicant": ("change_applicant", "申请人信息变更", applicant.may_change),
    "hand_over": ("hand_over", "承办人移交", handing.may_hand),
    "own_matter": ("own_matter", "企业自办事项", _may_note),
    "consult": ("consult", "咨询登记", enquiries.may_note),
    "late_entry": ("late_entry", "手工凭证补录", late_slips.may_enter),
    "draw": ("draw_up", "开具文书", drawing.may_draw),
    "sign": ("sign", "文书签署", lambda file: paper_marks.may_mark(file, SIGN)),
    "seal": ("seal", "文书用印", lambda file: paper_marks.may_mark(file, SEAL)),
    "serve": ("serve", "文书送达", lambda file: paper_marks.may_mark(file, SERVE)),
    "file_copy": ("file_copy", "回件归卷", paper_marks.may_file_copy),
    "check_originals": ("check_originals", "核对原件", originals.may_check),
    "return_kept": ("return_kept", "退还留存原件", originals.may_return),
    "shelve_bag": ("shelve_bag", "材料袋上架", bags.may_shelve),
    "lend_bag": ("lend_bag", "材料袋借出", bags.may_lend),
    "pass_bag": ("pass_bag", "材料袋移送部门", bags.may_lend),
    "return_bag": ("return_bag", "材料袋归还", bags.may_take_back),
    "archive": ("archive", "归档", archiving.may_archive),
}
"""整件的办理: name → act, word, check."""

NO_STOP = ("公示", "征求意见", "现场踏勘", "技术审查", "报上级批复", "缴费", "修改图纸")
"""常被当作停表理由而法律没有的环节 (《行政许可法》第四十五条); offered greyed, so that the reason can be read."""


INITIALS: Mapping[str, str] = {
    "受理": "sl", "当场办结": "dcbj", "一次性告知": "ycxgz", "补正收件": "bzsj", "延长补正期限": "ycbzqx",
    "齐全性意见": "qqxyj", "转正式收件": "zzssj", "延续申请登记": "yxsqdj", "特殊环节开始": "tshjks", "特殊环节结束": "tshjjs",
    "延长办理期限": "ycblqx", "延长联合办理外框": "yclhblwk", "超时公开说明": "csgksm", "征求意见": "zqyj",
    "回复意见": "hfyj", "联系单签收": "lxdqs", "转报": "zb", "准予": "zy", "不予许可": "byxk", "备案完成": "bawc", "出具意见": "cjyj",
    "告知承诺核查": "gzcnhc", "信用修复登记": "xyxfdj", "送达": "sd", "通知领取": "tzlq", "不受理告知": "bslgz", "不予受理": "bysl",
    "撤回申请（撤件）": "chsq", "办结": "bj", "限时办结承诺书": "xsbjcns", "退还预收材料": "thyscl", "录入更正": "lrgz", "公示": "gs",
    "当场更正": "dcgz", "再次告知": "zcgz", "容缺补齐": "rqbq", "逾期默认": "yqmr", "退分（职责异议）": "tf", "裁定": "cd", "改派": "gp", "上级结果": "sjjg",
    "容缺逾期撤回": "rqyqch", "受理更正": "slgz", "决定更正": "jdgz", "撤回（许可）": "chxk", "撤销": "cx", "注销": "zx",
    "召集会审、踏勘、验收": "zjhstkys", "登记部门到会意见": "djbmdhyj", "汇总结论": "hzjl", "统一决定": "tyjd", "整改完成报告": "zgwcbg", "申请人信息变更": "sqrxxbg",
    "承办人移交": "cbryj", "企业自办事项": "qyzbsx", "咨询登记": "zxdj", "开具文书": "kjws", "文书签署": "wsqs", "文书用印": "wsyy", "文书送达": "wssd",
    "手工凭证补录": "sgpzbl", "回件归卷": "hjgj", "归档": "gd", "批准留空手填": "pzlkst", "备用手工凭证领号": "bysgpzlh", "备用手工凭证作废": "bysgpzzf",
    "核对原件": "hdyj", "退还留存原件": "thlcyj", "材料袋上架": "cldsj", "材料袋借出": "cldjc", "材料袋移送部门": "cldysbm", "材料袋归还": "cldgh",
    "绿色通道（准予）": "lstdzy", "绿色通道（取消）": "lstdqx",
    "现场踏勘": "xctk", "技术审查": "jssc", "报上级批复": "bsjpf", "缴费": "jf", "修改图纸": "xgtz",
}  # fmt: skip
"""拼音首字母 of the words of the menu, written out: pypinyin is too heavy for fifty words that never change."""
