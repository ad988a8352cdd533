"""督办考核的口径: thresholds and weights that no public text of the zone fixes, each with where its default comes from."""

from __future__ import annotations

from bingliang.desk.zone.open_points_kinds import Point, Sort
from bingliang.mechanism.supervision import SHARE, VIOLATIONS, Weights
from bingliang.mechanism.supervision.complaints import DEFAULT_DAYS

SUPERVISION = "督办考核"
_W = Weights()
_SILENT = "《督办考核制度》的分值没有公开文本，默认值由程序提出，由区确认。"


def _points(key: str, name: str, default: int, help_: str) -> Point:
    return Point(key, f"记分：{name}", SUPERVISION, Sort.POINTS, default, _SILENT, help_)


POINTS: tuple[Point, ...] = (
    Point("warning_share", "临期预警的比例", SUPERVISION, Sort.PERCENT, SHARE,
          "区的文本没有公开；默认取榆林市电子监察的做法（达到承诺期限90%未办结的预警）。",
          "用去期限的百分之几时第一次预警；到期日和超期次日各再预警一次。特殊环节和企业补正的时间不计。"),
    Point("urge_reply_days", "催办的回复期限", SUPERVISION, Sort.WORKDAYS, 1, "内部程序，由区规定。", "催办单上默认的回复截止日，工作日数。"),
    Point("supervise_reply_days", "督办的回复期限", SUPERVISION, Sort.WORKDAYS, 3, "内部程序，由区规定。",
          "督办单上默认的回复截止日，工作日数；复核退回的，从退回次日重新起算。"),
    Point("violation_kinds", "违规类型", SUPERVISION, Sort.WORDS, "、".join(VIOLATIONS),
          "区的文本没有公开；默认取一份公开的电子监察办法所列八种。", "用顿号隔开。"),
    Point("complaint_days", "投诉的答复期限", SUPERVISION, Sort.WORKDAYS, DEFAULT_DAYS,
          "区的投诉办理期限没有公开文本，默认值由程序提出，由区确认；12345工单写明期限的照工单。",
          "自收到投诉的次日起几个工作日内核查并答复；逾期的列入督办，移交不改变期限。"),
    Point("complaint_office", "核查投诉的单位", SUPERVISION, Sort.WORDS, "", "由区填写。",
          "登记投诉时默认交给它核查答复（例：区督查室、纪检监察）；可以改，不填的逐件填。", optional=True),
    _points("mark_promise", "承诺超时", _W.promise, "每项扣几分；与法定超期分开记，不重复记。"),
    _points("mark_statute", "法定超期", _W.statute, "每项扣几分（《行政许可法》第七十四条）。"),
    _points("mark_untold", "逾期未告知", _W.untold, "视为受理的每项扣窗口几分（《行政许可法》第七十二条）。"),
    _points("mark_delivered", "送达超期", _W.delivered, "决定后十个工作日内没有送达的，每项扣窗口几分。"),
    _points("mark_unexplained", "超时未公开说明", _W.unexplained, "每项扣几分（《优化营商环境条例》第三十六条）。"),
    Point("explain_within", "超时公开说明的考核期限", SUPERVISION, Sort.WORKDAYS, _W.explain_within,
          "《优化营商环境条例》第三十六条没有规定几日内公开。", "承诺日以后几个工作日内没有公开说明才扣分。"),
    _points("mark_yellow", "黄牌督办", _W.yellow, "每份扣几分。"),
    _points("mark_red", "红牌督办", _W.red, "每份扣几分。"),
    _points("mark_unanswered", "逾期未回复", _W.unanswered, "催办单、督办单到期没有回复，每份扣几分。"),
    _points("mark_violation", "违规", _W.violation, "督查登记的违规，每次扣几分。"),
    _points("mark_entered", "事后补录", _W.entered, "行为发生以后才登记的，每行扣登记人几分。"),
    Point("grade_best", "等次：优的最低分", SUPERVISION, Sort.POINTS, 95, _SILENT, "百分制；考核分优、良、中、差四等。"),
    Point("grade_good", "等次：良的最低分", SUPERVISION, Sort.POINTS, 85, _SILENT, "百分制。"),
    Point("grade_fair", "等次：中的最低分", SUPERVISION, Sort.POINTS, 70, _SILENT, "低于这个分数的为差。"),
)  # fmt: skip
