"""办件行为: every act the ledger knows, with its national state code, the paper it owes and its article.

The table is complete from the first schema: an append-only ledger cannot be
migrated to learn a word later. Acts are dated twice: `at` when the line was written (the database's clock) and a
legal date inside the facts (`on`, `received_on`, `decided_on` ...).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from bingliang.ledger.identifiers import case_code, errand_code


class Refusal(Exception):
    """不予办理的一句话: an act that the law or the state of the file forbids.

    `sentence` is one Chinese sentence for the clerk; `article` names the legal ground, printed behind it.
    """

    def __init__(self, sentence: str, article: str = "") -> None:
        """Keep the sentence and its article apart, so that a page can show both."""
        super().__init__(f"{sentence}（{article}）" if article else sentence)
        self.sentence = sentence
        self.article = article


@dataclass(frozen=True, slots=True)
class Principal:
    """A角: whom a deputy stands in for, and in which post; `office` is the code of a reviewer's 部门."""

    name: str
    role: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """经办身份: who stands at which counter; both are written into every line. `office` is the code of a reviewer's 部门.

    `stands_for` are those whose work in the file at hand he may do as their deputy (A/B角), always under his own name.
    """

    name: str
    counter: str
    role: str = "窗口"
    office: str = ""
    stands_for: tuple[Principal, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """待记的一行: an act about to be written. `facts` may hold `Number` placeholders that the store fills."""

    stream: str
    act: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Number:
    """编号占位: the next number of a series, drawn inside the transaction, gapless within its year.

    `series` is e.g. ``受理/经开农水/2026``; `template` shapes the text, e.g. ``经开农水受〔2026〕第{n:04d}号``.
    Equal placeholders (same series, template and `slot`) in one transaction become the same number.
    """

    series: str
    template: str
    slot: str = ""

    def text(self, n: int) -> str:
        """The n-th number as printed."""
        return self.template.format(n=n)


@dataclass(frozen=True, slots=True)
class CaseNumber(Number):
    """收件号占位: digits only, yyyymmdd + serial + check digits, so that scanners and bar codes carry it."""

    def text(self, n: int) -> str:
        """`template` holds the day (yyyymmdd)."""
        return case_code(date.fromisoformat(self.template), n)


@dataclass(frozen=True, slots=True)
class ErrandNumber(Number):
    """来访号占位: thirteen digits, of the same kind as a 收件号 and never mistaken for one."""

    def text(self, n: int) -> str:
        """`template` holds the day (yyyy-mm-dd)."""
        return errand_code(date.fromisoformat(self.template), n)


@dataclass(frozen=True, slots=True)
class Entry:
    """台账一行: one written act."""

    stream: str
    seq: int
    request: str
    at: datetime
    by: str
    counter: str
    act: str
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """行为: `name` in code, `title` as the clerk says it, national state code, owed paper (form name), article."""

    name: str
    title: str
    state: int | None = None
    paper: str = ""
    article: str = ""
    on: str = "item"
    legal: bool = True


_SEVEN = "《“七个一批”项目推进服务制度》"
GREEN_RULE = "区绿色通道规定"
_AGENT = "《行政许可法》第二十九条第二款"
_BOARDS = "区“百日会战”看板管理实施方案"
_BAGS = "区窗口材料管理规定"

_ACTS = (
    Act("enter_filing", "网上申报入库", None, "", "法释〔2009〕20号第六条第二款", on="filing"),
    Act("supplement_filing", "网上补正入库", None, "", "法释〔2009〕20号第六条第二款", on="filing"),
    Act("withdraw_filing", "网上申报撤回", 2, "", "《行政许可法》第二十九条", on="filing"),
    Act("check_filing", "网上预审意见", None, "", "《行政许可法》第三十二条", on="filing", legal=False),
    Act("take_filing", "网上申报转收件", None, "", "《行政许可法》第三十三条", on="filing", legal=False),
    Act("report_filing", "办件状态回传", None, "", "《行政许可法》第三十三条", on="filing", legal=False),
    Act("open_errand", "来访登记", None, "", _AGENT, on="errand", legal=False),
    Act("extend_errand", "来访加一家", None, "", _AGENT, on="errand", legal=False),
    Act("hand_over_errand", "几家结果一并交付", None, "", "《行政许可法》第四十四条", on="errand", legal=False),
    Act("join_errand", "归入来访", None, "", _AGENT, on="case", legal=False),
    Act("enlist_project", "项目入库", None, "", _SEVEN, on="project", legal=False),
    Act("describe_project", "项目概况变更", None, "", _SEVEN, on="project", legal=False),
    Act("move_batch", "批次流转", None, "", _SEVEN, on="project", legal=False),
    Act("set_milestone", "里程碑登记", None, "", _SEVEN, on="project", legal=False),
    Act("report_investment", "完成投资登记", None, "", _SEVEN, on="project", legal=False),
    Act("visit_project", "走访登记", None, "", _SEVEN, on="project", legal=False),
    Act("amend_project", "项目库更正", None, "", _SEVEN, on="project", legal=False),
    Act("grant_project_green", "项目准予绿色通道", None, "", GREEN_RULE, on="project", legal=False),
    Act("end_project_green", "项目取消绿色通道", None, "", GREEN_RULE, on="project", legal=False),
    Act("split_project", "项目拆分", None, "", _SEVEN, on="project", legal=False),
    Act("merge_projects", "项目合并", None, "", _SEVEN, on="project", legal=False),
    Act("merge_enterprises", "企业合并登记", None, "", "《公司法》第二百二十一条", on="enterprise"),
    Act("plan_ceremony", "集中开工批次登记", None, "", _SEVEN, on="ceremony", legal=False),
    Act("change_ceremony", "集中开工批次变更", None, "", _SEVEN, on="ceremony", legal=False),
    Act("list_for_ceremony", "列入集中开工批次", None, "", _SEVEN, on="ceremony", legal=False),
    Act("strike_from_ceremony", "移出集中开工批次", None, "", _SEVEN, on="ceremony", legal=False),
    Act("confirm_ceremony", "集中开工确认", None, "", "《建筑法》第七条", on="ceremony", legal=False),
    Act("raise_problem", "要素保障问题登记", None, "", "区《“七个一批”项目推进服务制度》", on="problem", legal=False),
    Act("hand_problem", "要素保障移交", None, "", "区《“七个一批”项目推进服务制度》", on="problem", legal=False),
    Act("report_problem", "要素保障进展", None, "", "区《“七个一批”项目推进服务制度》", on="problem", legal=False),
    Act("settle_problem", "要素保障办结", None, "", "区《“七个一批”项目推进服务制度》", on="problem", legal=False),
    Act("reopen_problem", "要素保障重新交办", None, "", "区《“七个一批”项目推进服务制度》", on="problem", legal=False),
    Act("warn_problem", "要素保障预警", None, "", "区《督办考核制度》", on="problem", legal=False),
    Act("supervise_problem", "要素保障督办", None, "", "区《督办考核制度》", on="problem", legal=False),
    Act("open_agent_post", "代办岗位登记", None, "", "《全程代办服务制度》", on="agent", legal=False),
    Act("succeed_agent", "代办岗位接任", None, "", "《全程代办服务制度》", on="agent", legal=False),
    Act("close_agent_post", "代办岗位撤销", None, "", "《全程代办服务制度》", on="agent", legal=False),
    Act(
        "entrust",
        "代办委托",
        None,
        "agency_mandate",
        "《民法典》第一百六十五条；《行政许可法》第二十九条第二款",
        on="agency",
    ),
    Act("take_entrustment", "接办", None, "agency_card", "《全程代办服务制度》", on="agency", legal=False),
    Act("log_agency", "代办记录", None, "", "《民法典》第九百二十四条", on="agency", legal=False),
    Act("amend_agency", "代办日志更正", None, "", "《全程代办服务制度》", on="agency", legal=False),
    Act("hold_originals", "收存材料", None, "agency_materials", "《民法典》第九百二十七条", on="agency", legal=False),
    Act("return_originals", "交还材料", None, "agency_materials", "《民法典》第九百二十七条", on="agency", legal=False),
    Act("pass_entrustment", "代办移交", None, "", "《民法典》第九百二十三条", on="agency", legal=False),
    Act("end_entrustment", "终止委托", None, "", "《民法典》第一百七十三条、第九百三十三条", on="agency"),
    Act("consult", "咨询登记", None, "", "《行政许可法》第三十条第二款", on="case", legal=False),
    Act("enquire", "咨询登记（不属于办件）", None, "", "《行政许可法》第三十条第二款", on="enquiry", legal=False),
    Act("register_complaint", "投诉登记", None, "", "区《督办考核制度》", on="complaint", legal=False),
    Act("pass_complaint", "投诉移交", None, "", "区《督办考核制度》", on="complaint", legal=False),
    Act("answer_complaint", "投诉答复", None, "", "区《督办考核制度》", on="complaint", legal=False),
    Act("reopen_complaint", "投诉重新交办", None, "", "区《督办考核制度》", on="complaint", legal=False),
    Act("note_complaint", "投诉", None, "", "区《督办考核制度》", on="case", legal=False),
    Act("receive", "收件", 1, "receipt", "《行政许可法》第二十九条、第三十二条", on="case"),
    Act("hold", "预收", None, "receipt", "《行政许可法》第三十二条；申请人书面同意"),
    Act("formalise", "转正式收件", 1, "", "《行政许可法》第三十二条；预收同意书"),
    Act("remark", "齐全性意见", None, "", "《行政许可法》第三十二条第一款第（四）项", legal=False),
    Act("correct_on_spot", "当场更正", None, "", "《行政许可法》第三十二条第一款第（三）项"),
    Act("notify_once", "一次性告知", 6, "correction", "《行政许可法》第三十二条第一款第（四）项", on="case"),
    Act("notify_again", "再次告知", 6, "correction", "《行政许可法》第三十二条第一款第（四）项、第七十二条", on="case"),
    Act("prolong_correction", "延长补正期限", None, "", "区补正期限规定", on="case"),
    Act("take_corrections", "补正收件", 7, "", "《行政许可法》第三十二条第一款第（五）项", on="case"),
    Act("note_renewal", "延续申请登记", None, "", "《行政许可法》第五十条"),
    Act("accept", "受理", 3, "acceptance", "《行政许可法》第三十二条第一款第（五）项"),
    Act("deem_accepted", "视为受理", 3, "acceptance", "《行政许可法》第三十二条第一款第（四）项"),
    Act("not_required", "不受理告知", 4, "not_required", "《行政许可法》第三十二条第一款第（一）项"),
    Act("decline", "不予受理", 5, "non_acceptance", "《行政许可法》第三十二条第一款第（二）项"),
    Act("withdraw", "撤回申请（撤件）", 2, "withdrawal", "《行政许可法》第二十九条"),
    Act("return_materials", "材料退还", None, "returned_materials", "《行政许可法》第三十一条", on="case", legal=False),
    Act("dispatch", "分送", 8, "", "《行政许可法》第二十六条"),
    Act("disown", "退分（职责异议）", None, "", "区职责分工规定", legal=False),
    Act("rule", "裁定", None, "", "区职责分工规定"),
    Act("reassign", "改派", None, "", "区职责分工规定"),
    Act("stop", "特殊环节开始", 9, "special_step", "《行政许可法》第四十五条"),
    Act("resume", "特殊环节结束", 10, "", "《行政许可法》第四十五条"),
    Act("extend", "延长", None, "extension", "《行政许可法》第四十二条"),
    Act("ask_opinion", "征求意见", None, "opinion_request", "《行政许可法》第二十六条第二款"),
    Act("receive_opinion", "联系单签收", None, "", "《行政许可法》第二十六条第二款"),
    Act("give_opinion", "回复意见", None, "opinion_reply", "《行政许可法》第二十六条第二款"),
    Act("opinion_lapsed", "逾期默认", None, "", "区公布的并联审批规则"),
    Act("convene", "会审·踏勘·验收召集", None, "convening", "《行政许可法》第二十六条第二款", on="case"),
    Act("attend", "到会意见", None, "", "《行政许可法》第二十六条第二款", on="case"),
    Act("report_rectified", "整改完成报告", None, "", "《行政许可法》第二十六条第二款", on="case"),
    Act("conclude", "会审·踏勘·验收结论", None, "joint_opinion", "《行政许可法》第二十六条第二款", on="case"),
    Act("supplement", "容缺补齐", None, "", "国发〔2022〕5号；区容缺受理办法"),
    Act("forward", "转报", None, "forwarding", "《行政许可法》第四十三条"),
    Act("superior_result", "上级结果", None, "", "《行政许可法》第四十三条"),
    Act("grant", "准予", 11, "grant", "《行政许可法》第三十八条第一款"),
    Act("grant_deferred", "准予（容缺办结）", 12, "grant", "《行政许可法》第三十八条第一款；区容缺受理办法"),
    Act("deem_renewed", "视为准予延续", 11, "deemed_renewal", "《行政许可法》第五十条第二款"),
    Act("refuse", "不予", 13, "refusal", "《行政许可法》第三十八条第二款"),
    Act("decide_jointly", "统一决定", None, "joint_decision", "《行政许可法》第二十六条第二款", on="case"),
    Act("file", "备案完成", 11, "", "《企业投资项目核准和备案管理条例》第十三条"),
    Act("opine", "出具意见", 11, "", "《行政许可法》第二十六条"),
    Act("explain_overrun", "超时公开说明", None, "overrun", "《优化营商环境条例》第三十六条", legal=False),
    Act("verify_pledge", "告知承诺核查", None, "", "国办发〔2020〕42号", legal=False),
    Act("repair_credit", "信用修复登记", None, "", "国办发〔2020〕42号", legal=False),
    Act("notify_collection", "通知领取", None, "collection", "《行政许可法》第四十四条", legal=False),
    Act("deliver", "送达", None, "delivery", "《行政许可法》第四十四条"),
    Act("close", "办结", None, "", "《行政许可法》第二十六条", on="case"),
    Act("amend_acceptance", "受理更正", None, "amended_acceptance", "《行政许可法》第三十二条"),
    Act("change_applicant", "申请人信息变更", None, "applicant_change", "《行政许可法》第四十九条", on="case"),
    Act("grant_green", "准予绿色通道", None, "", GREEN_RULE, on="case", legal=False),
    Act("end_green", "取消绿色通道", None, "", GREEN_RULE, on="case", legal=False),
    Act("hand_over", "承办人移交", None, "handover_list", "区岗位责任规定", on="case", legal=False),
    Act("take_over", "移交接收", None, "", "区岗位责任规定", on="case", legal=False),
    Act("hand_back", "移交退回", None, "", "区岗位责任规定", on="case", legal=False),
    Act("call_back", "移交收回", None, "", "区岗位责任规定", on="case", legal=False),
    Act("appoint_deputy", "A/B角登记", None, "", "区岗位责任规定", on="deputy", legal=False),
    Act("end_deputy", "A/B角终止", None, "", "区岗位责任规定", on="deputy", legal=False),
    Act("late_entry", "手工凭证补录", None, "", "《行政许可法》第三十二条末款", on="case"),
    Act("amend_decision", "决定更正", None, "", "《行政许可法》第三十八条"),
    Act("recall", "撤回（许可）", 14, "", "《行政许可法》第八条"),
    Act("annul", "撤销", 15, "", "《行政许可法》第六十九条"),
    Act("cancel", "注销", None, "", "《行政许可法》第七十条"),
    Act("own_matter", "企业自办事项", None, "", "区《全程代办服务制度》", on="case", legal=False),
    Act("shelve_bag", "材料袋上架", None, "", _BAGS, on="case", legal=False),
    Act("lend_bag", "材料袋借出", None, "", _BAGS, on="case", legal=False),
    Act("pass_bag", "材料袋移送部门", None, "transfer_slip", _BAGS, on="case", legal=False),
    Act("return_bag", "材料袋归还", None, "", _BAGS, on="case", legal=False),
    Act("take_stock", "架位盘点", None, "", _BAGS, on="shelf", legal=False),
    Act("check_originals", "核对原件", None, "originals_checked", _BAGS, on="case", legal=False),
    Act("return_kept", "退还留存原件", None, "originals_returned", _BAGS, on="case", legal=False),
    Act("archive", "归档", None, "", "《档案法》第十四条", on="case", legal=False),
    Act("warn", "期限预警", None, "", "区《督办考核制度》", legal=False),
    Act("urge", "催办", None, "urging", "区《督办考核制度》", legal=False),
    Act("supervise", "督办", None, "supervision", "《优化营商环境条例》第三十六条；区《督办考核制度》", legal=False),
    Act("reply_supervision", "督办回复", None, "", "区《督办考核制度》", legal=False),
    Act("review_supervision", "督办复核", None, "", "区《督办考核制度》", legal=False),
    Act("hold_account", "约谈、通报、移送登记", None, "", "《行政许可法》第七十四条；区《督办考核制度》", legal=False),
    Act("record_violation", "违规登记", None, "", "《行政许可法》第七十二条；区《督办考核制度》", legal=False),
    Act("appeal_mark", "考核申诉", None, "", "区《督办考核制度》", legal=False),
    Act("decide_appeal", "申诉复查", None, "", "区《督办考核制度》", legal=False),
    Act("exempt", "免责批准", None, "", "区《督办考核制度》", legal=False),
    Act("publish_assessment", "考核公布", None, "", "区《督办考核制度》", on="zone", legal=False),
    Act("invite_rating", "评价邀请", None, "", "国办发〔2019〕51号", on="rating", legal=False),
    Act("take_rating", "收到评价", None, "", "国办发〔2019〕51号", on="rating", legal=False),
    Act("rate", "服务评价", None, "", "国办发〔2019〕51号", on="rating", legal=False),
    Act("rate_again", "整改后再评", None, "", "国办发〔2019〕51号", on="rating", legal=False),
    Act("open_rating", "评价拆封", None, "", "国办发〔2019〕51号", on="rating", legal=False),
    Act("contact_rater", "差评联系核实", None, "", "国办发〔2019〕51号", on="rating", legal=False),
    Act("rectify_rating", "差评整改", None, "", "国办发〔2019〕51号", on="rating", legal=False),
    Act("appeal_rating", "差评申诉", None, "", "国办发〔2019〕51号", on="rating", legal=False),
    Act("decide_rating_appeal", "差评申诉复核", None, "", "国办发〔2019〕51号", on="rating", legal=False),
    Act("revisit_rating", "差评回访", None, "", "国办发〔2019〕51号", on="rating", legal=False),
    Act("enter_comment", "业主点评登记", None, "", "区《企业公开评议制度》", on="comment", legal=False),
    Act("check_comment", "点评审核", None, "", "区《企业公开评议制度》", on="comment", legal=False),
    Act("answer_comment", "点评答复", None, "", "区《企业公开评议制度》", on="comment", legal=False),
    Act("publish_comments", "点评公布", None, "", "区《企业公开评议制度》", on="comment", legal=False),
    Act(
        "publish_promise",
        "公布承诺时限",
        None,
        "",
        "《优化营商环境条例》第三十六条；区《公开承诺制度》",
        on="zone",
        legal=False,
    ),
    Act(
        "withdraw_promise",
        "撤下承诺时限",
        None,
        "",
        "《优化营商环境条例》第三十六条；区《公开承诺制度》",
        on="zone",
        legal=False,
    ),
    Act("record_promise", "招商和政策承诺登记", None, "", "《优化营商环境条例》第三十一条", on="promise", legal=False),
    Act(
        "settle_promise",
        "招商和政策承诺兑现登记",
        None,
        "",
        "《优化营商环境条例》第三十一条",
        on="promise",
        legal=False,
    ),
    Act("found_campaign", "会战登记", None, "", _BOARDS, on="campaign", legal=False),
    Act("set_campaign_target", "会战目标变更", None, "", _BOARDS, on="campaign", legal=False),
    Act("close_campaign", "会战结束", None, "", _BOARDS, on="campaign", legal=False),
    Act("draft_issue", "旬报起草", None, "", _BOARDS, on="tenday", legal=False),
    Act("edit_issue", "旬报修改", None, "", _BOARDS, on="tenday", legal=False),
    Act("exempt_flag", "黑旗豁免", None, "", _BOARDS, on="tenday", legal=False),
    Act("sign_issue", "旬报签发", None, "", _BOARDS, on="tenday", legal=False),
    Act("freeze_issue", "旬报冻结", None, "", _BOARDS, on="tenday", legal=False),
    Act("publish_digest", "周报刊发", None, "", _BOARDS, on="digest", legal=False),
    Act("set_goals", "点将台目标登记", None, "", _BOARDS, on="goals", legal=False),
    Act("publish_commanders", "点将台公布", None, "", _BOARDS, on="commanders", legal=False),
    Act("draw_up", "拟制文书", None, "", "", on="paper", legal=False),
    Act("issue", "出具文书", None, "", "", on="paper", legal=False),
    Act("sign", "文书签署", None, "", "《行政许可法》第三十一条", on="paper", legal=False),
    Act("seal", "文书用印", None, "", "《行政许可法》第三十八条、第三十九条；区印章管理规定", on="paper", legal=False),
    Act("serve", "文书送达", None, "", "《行政许可法》第三十二条、第四十四条", on="paper"),
    Act("file_copy", "回件归卷", None, "", "《档案法》第十四条", on="paper", legal=False),
    Act("void", "文书作废", None, "", "", on="paper"),
    Act("void_row", "文书部分作废", None, "", "", on="paper"),
    Act("amend", "录入更正", None, "", "", on="line"),
    Act("migrate", "迁入", None, "", "", on="case"),
    Act("leave_blank", "批准留空手填", None, "", "区文书管理规定", on="zone", legal=False),
    Act("reserve_slips", "备用手工凭证领号", None, "", "《行政许可法》第三十二条末款", on="zone", legal=False),
    Act("void_slip", "备用手工凭证作废", None, "", "《行政许可法》第三十二条末款", on="zone", legal=False),
    Act("use_slip", "备用手工凭证用讫", None, "", "《行政许可法》第三十二条末款", on="zone", legal=False),
    Act("publish_notice", "节假日通知", None, "deadline_note", "《行政许可法》第八十二条", on="zone"),
    Act("adopt_edition", "启用新版", None, "", "", on="zone"),
    Act("confirm_date", "本机日期确认", None, "", "", on="zone", legal=False),
    Act("erase_person", "依法删除个人信息", None, "", "《个人信息保护法》第四十七条", on="zone"),
    Act("anchor", "台账封存", None, "", "", on="zone", legal=False),
)

ACTS: Mapping[str, Act] = MappingProxyType({act.name: act for act in _ACTS})

DECISIONS = frozenset({"grant", "grant_deferred", "refuse", "file", "opine", "superior_result"})
"""部门答复: 准予, 准予（容缺）, 不予, 备案完成, 出具意见, 上级结果; each with document number and document date."""


def day(value: object) -> date:
    """A legal date in the facts."""
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def maybe_day(value: object) -> date | None:
    """A legal date that may be missing."""
    return None if value in (None, "") else day(value)
