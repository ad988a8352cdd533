"""企业评议的口径: days and thresholds of 好差评 and 业主点评, each with where its default comes from."""

from __future__ import annotations

from bingliang.desk.zone.open_points_kinds import Point, Sort
from bingliang.mechanism.public_rating import Terms
from bingliang.mechanism.public_rating.owners import STRETCHES, TEN_DAYS

RATING = "企业评议"
_T = Terms()
_SILENT = "《企业公开评议制度》的分值没有公开文本，默认值由程序提出，由区确认。"
_OWNERS = "《企业公开评议制度》没有公开文本，默认值由程序提出，由区确认。"

POINTS: tuple[Point, ...] = (
    Point("rating_contact_days", "差评联系核实的期限", RATING, Sort.WORKDAYS, _T.contact_days,
          "国办发〔2019〕51号要求差评第一时间联系；“1个工作日内”见多地规则，由区确认。", "自差评次日起几个工作日内联系企业核实。"),
    Point("rating_rectify_days", "差评整改的期限", RATING, Sort.WORKDAYS, _T.rectify_days,
          "国务院文件没有统一天数；默认取四川一市公开的“15个工作日整改到位”（湖南临武为一般7日、复杂15日），由区确认。",
          "自差评次日起几个工作日内整改到位；企业再评仍不满意的，自再评次日重新起算。"),
    Point("rating_least", "给被评价人看的最少评价数", RATING, Sort.COUNT, _T.least,
          "GB/T 39735-2020 要求隐去评价人，没有规定多少次以上才显示；次数太少可以猜出是谁，默认5次，由区确认。",
          "部门和窗口只看合计；评价数不到这个数的不显示满意率，也不显示意见原文。"),
    Point("rating_seconds", "评价屏的等候秒数", RATING, Sort.SECONDS, 60,
          "没有规定，由区确认。", "请企业评价以后多少秒没有触摸就自动关闭，不算评价，可以再请。", optional=True),
    Point("comment_stretch", "业主点评的周期", RATING, Sort.WORDS, TEN_DAYS, _OWNERS,
          f"写“{'”或者“'.join(STRETCHES)}”：每旬或者每月点评一次、公布一期。",
          choices=STRETCHES),
    Point("comment_origin", "业主点评第1期的日子", RATING, Sort.DAY, "", _OWNERS,
          "写成 2026-09-21 这样，这一天所在的旬（月）为第1期；不填的，按公布的先后编期号。", optional=True),
    Point("comment_tags", "参加点评的重点项目标签", RATING, Sort.WORDS, "2+10", _OWNERS,
          "项目库里带这些标签的项目每期都请企业点评，几个标签用顿号隔开；写“全部”为所有入库项目。"),
    Point("comment_answer_days", "点评答复的期限", RATING, Sort.WORKDAYS, 3, _OWNERS,
          "审核转办次日起几个工作日内答复；“基本满意”及以下的必须答复，逾期的照样公布并注明。"),
    Point("mark_rating_bad", "记分：差评属实", RATING, Sort.POINTS, _T.bad, _SILENT, "核实属实的差评每次扣几分；申诉成立的不扣。"),
    Point("mark_rating_contact", "记分：差评逾期未联系", RATING, Sort.POINTS, _T.uncontacted, _SILENT, "每次扣窗口几分。"),
    Point("mark_rating_mend", "记分：差评整改超期", RATING, Sort.POINTS, _T.unmended, _SILENT, "每次扣几分。"),
    Point("mark_comment_bad", "记分：业主点评不满意", RATING, Sort.POINTS, 1, _SILENT,
          "公布的一期里，“不满意”和“非常不满意”每条扣几分，不同意公布的也计。"),
    Point("mark_comment_late", "记分：业主点评逾期未答复", RATING, Sort.POINTS, 1, _SILENT, "每条扣几分。"),
)  # fmt: skip
