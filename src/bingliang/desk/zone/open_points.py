"""需由区确认的口径: the one declared table of everything the program would otherwise have to guess.

Each point says what it decides, which value holds while the zone is silent, why it is open, and who may change it. Two
kinds: settings of the zone's own file, and rules built into the program, shown so that nobody takes them for the law's.
"""

from __future__ import annotations

from bingliang.desk.desk import CLOCK_AHEAD_DAYS
from bingliang.desk.zone.open_points_agency import AGENCY
from bingliang.desk.zone.open_points_agency import POINTS as AGENCY_POINTS
from bingliang.desk.zone.open_points_bags import BAGS
from bingliang.desk.zone.open_points_bags import POINTS as BAGS_POINTS
from bingliang.desk.zone.open_points_boards import BOARDS
from bingliang.desk.zone.open_points_boards import POINTS as BOARDS_POINTS
from bingliang.desk.zone.open_points_kinds import Point, Sort
from bingliang.desk.zone.open_points_rating import POINTS as RATING_POINTS
from bingliang.desk.zone.open_points_rating import RATING
from bingliang.desk.zone.open_points_supervision import POINTS, SUPERVISION
from bingliang.ledger.workdays import LEAD_DAYS
from bingliang.mechanism.seven_batches import DEFAULT_BATCHES, DEFAULT_MILESTONES, MILESTONES_SOURCE, SOURCE
from bingliang.mechanism.seven_batches.problems import DEFAULT_DAYS, KINDS
from bingliang.mechanism.time_limits.clocks import FALLBACK, SOON

ADMINISTRATOR = "管理员"
PLEDGE = "pledge_"
"""The settings that carry the terms of 告知承诺 are named by this and the item's code."""

__all__ = ["ADMINISTRATOR", "GROUPS", "PLEDGE", "SUPERVISION", "TABLE", "Point", "Sort", "known", "point"]

NAMES, LIMITS, PUBLIC, PAPERS, BUILT_IN = "名称与联系", "期限与权限", "公开与公告", "文书用语", "程序内置口径"
PROJECTS = "项目服务"
GROUPS = (LIMITS, NAMES, PROJECTS, PUBLIC, PAPERS, BAGS, AGENCY, SUPERVISION, RATING, BOARDS, BUILT_IN)


TABLE: tuple[Point, ...] = (
    # ── 期限与权限 ──
    Point("correction_days", "补正期限", LIMITS, Sort.WORKDAYS, 10,
          "《行政许可法》第三十二条没有规定申请人补正的期限，由区规定。",
          "自一次性告知的次日起数工作日；告知书印出截止日。窗口可以在告知时另定日期，也可以依申请延长。"),
    Point("correction_rule", "补正期限的依据", LIMITS, Sort.WORDS, "",
          "补正期限由区规定，告知书须写明依据哪份文件。", "写文件名称和文号，印在一次性告知书上；没有填写的不印依据。"),
    Point("correction_end", "补正期满的处理", LIMITS, Sort.WORDS, "",
          "法律没有规定逾期不补正的后果，不能由程序推定为撤回。",
          "印在一次性告知书上的一句话，如“逾期未补正的，由窗口按规定决定延长、不予受理或者办理撤回”。没有填写时照此印，并写明不当然视为撤回。"),
    Point("second_notice", "可否对新交来的材料再次告知", LIMITS, Sort.YES_NO, False,
          "《行政许可法》第三十二条要求一次告知；新交来的材料本身不合格时能否再告知一次，法律没有写明，默认不可以。",
          "改为“是”时，只针对新交来的材料，须经批准，只有一次，并计入督办。", optional=True),
    Point("committee_may_extend", "管委会负责人可否批准延长15日", LIMITS, Sort.YES_NO, False,
          "《行政许可法》第四十二条第二款要求本级人民政府负责人批准，管委会不是一级人民政府。",
          "只有取得授权文件才改为“是”，并填写下一项的文号；没有文号不能批准。"),
    Point("committee_document", "管委会负责人批准延长的授权文件", LIMITS, Sort.WORDS, "",
          "延长十五日须经本级人民政府负责人批准；管委会批准须有授权文件（《行政许可法》第四十二条第二款）。",
          "写授权文件的名称和文号。", optional=True),
    Point("explanation_days", "超时公开说明的期限", LIMITS, Sort.WORKDAYS, "",
          "《优化营商环境条例》第三十六条要求说明理由，没有规定几日内公开。", "印在限时办结承诺书上；写工作日数。"),
    Point("completeness_check_days", "部门齐全性意见的期限", LIMITS, Sort.WORKDAYS, 2,
          "《行政许可法》第三十二条的五日内部如何分配，由区规定。", "受理前各部门对材料提出意见的工作日数。"),
    Point("disown_days", "退分（职责异议）期限", LIMITS, Sort.WORKDAYS, 1,
          "内部程序，法律没有规定，由区规定。", "部门收到分办件后，几个工作日内可以提出“不属本部门职责”。"),
    Point("opinion_days", "征求部门意见的期限", LIMITS, Sort.WORKDAYS, 2,
          "内部程序，法律没有规定，由区规定。", "联系单上的答复期限，工作日数。"),
    Point("opinion_from_receipt", "征求意见自签收起算", LIMITS, Sort.YES_NO, False,
          "内部程序，法律没有规定；默认自送出联系单之日起算，得出的日期较早。",
          "改为“是”时，答复期限自对方签收联系单的次日起数；次日还没有签收的提醒催签，拒绝签收的由两名见证人记明，自当日起算。",
          optional=True),
    Point("opinion_silence", "逾期不答复视为无意见", LIMITS, Sort.YES_NO, False,
          "须有区公布的并联审批规则作依据，没有文号不得适用。", "改为“是”时，还要填写下一项的文号；只用于部门之间的意见和到会。"),
    Point("opinion_silence_rule", "逾期视为无意见的规则文号", LIMITS, Sort.WORDS, "",
          "默示只能依据区公布的并联审批规则，文号印在联系单和召集通知上。", "写规则名称和文号；没有填写时逾期默认一律不能登记。",
          optional=True),
    Point("reinspection_days", "联合验收复验期限", LIMITS, Sort.WORKDAYS, 3,
          "整改后复验的期限没有统一规定，由区规定。", "收到整改完成报告后，几个工作日内复验；印在整改告知书上。"),
    Point("extension_from_unrolled", "自然日期限的延长自未顺延的届满日起算", LIMITS, Sort.YES_NO, True,
          "届满日遇节假日顺延后再延长，起点法律没有写明；默认取较早的起点。",
          "默认“是”，得出的日期较早，对申请人有利；改为“否”只影响以后批准的延长。"),
    Point("clock_ahead_days", "本机日期超前几天须先确认", LIMITS, Sort.COUNT, CLOCK_AHEAD_DAYS,
          "时钟拨错一年，所有在办件都会被推定受理、算成超期；多少天算异常没有规定，默认比最长的假期长一点。",
          "数据库在本机（SQLite）时，离台账最后一行超过这么多天，先问日期，确认以前不推定、不登记；写0不问。服务器数据库用服务器的时钟。", zero=True),
    Point("deferral_withdraws", "容缺未补齐视为撤回申请", LIMITS, Sort.YES_NO, False,
          "法律没有规定容缺未补齐的后果，只能由申请人在容缺承诺中自己写明。",
          "改为“是”时，容缺承诺书写明“逾期未补齐的，视为本单位撤回本次申请”；改为“否”时，逾期由部门依法作出决定。"),
    Point("green_grounds", "绿色通道的情形", LIMITS, Sort.WORDS, "",
          "哪些项目和办件可以走绿色通道，法律没有规定，由区确定；没有填写的不能准予。",
          "用顿号隔开；准予时从中选一种，另写文号和谁准予的。绿色通道只优先办理，不改变材料、受理和法定期限。", optional=True),
    Point("green_promise", "绿色通道的承诺时限", LIMITS, Sort.WORDS, "",
          "承诺时限由区公布才有效（《优化营商环境条例》第三十六条）；默认没有，绿色通道也按公布的承诺。",
          "逐项写“事项编码=日数”，其余写一个比例，例“S3-09=2、50%”；比例得出的日数进位。只短于公布的承诺，自准予之日起。", optional=True),
    # ── 名称与联系 ──
    Point("zone_name", "园区名称", NAMES, Sort.WORDS, "", "由区填写。", "窗口标题和文书上的园区全称。"),
    Point("counter_name", "窗口所在单位", NAMES, Sort.WORDS, "", "由区填写；没有填写时用牵头单位名称。",
          "收件凭证和告知书上的窗口名称。"),
    Point("lead_body", "牵头单位", NAMES, Sort.BODY, "", "统一受理由哪个单位牵头，由区确定（《行政许可法》第二十六条）。",
          "写落款机关的代码；时限调整说明、承诺书等由它落款。没有填写时取目录中的第一个机关。"),
    Point("lead_body_name", "牵头单位名称", NAMES, Sort.WORDS, "", "由区填写。", "文书上印出的牵头单位全称。"),
    Point("address", "收件和领取地点", NAMES, Sort.WORDS, "", "由区填写。", "印在收件凭证、领取通知和送达回证上。"),
    Point("counter_phone", "窗口电话", NAMES, Sort.WORDS, "", "由区填写。", "印在收件凭证和办事清单上。牵头单位另有咨询电话的，用牵头单位的。"),
    Point("complaint_phone", "效能投诉电话", NAMES, Sort.WORDS, "", "由区填写。", "印在收件凭证和承诺书上。"),
    Point("hotline", "便民热线", NAMES, Sort.WORDS, "12345", "由区确认是否使用。", "和效能投诉电话一起印在文书上。没有填写时印12345。"),
    Point("opinion_contact", "意见联系单的联系人", NAMES, Sort.WORDS, "", "由区填写，写职务，不写姓名。",
          "部门意见联系单上的联系人职务。"),
    Point("receipt_seal", "收件凭证加盖的印章", NAMES, Sort.WORDS, "", "是否加盖、加盖哪一枚，由区确定。",
          "没有填写时印“加盖印章处”，不加盖的空着。"),
    Point("unified_acceptance", "统一受理的授权文件", NAMES, Sort.WORDS, "",
          "由一个窗口统一受理须有依据（《行政许可法》第二十六条）。", "写授权或委托文件的文号，印在办事清单上；没有文号就不印统一受理。", optional=True),
    Point("unified_items", "统一办理的事项", LIMITS, Sort.WORDS, "",
          "统一办理由本级人民政府确定（《行政许可法》第二十六条第二款），默认没有：各部门分别决定。",
          "写事项编码，用顿号隔开；下一项的文号也填了才生效。以后受理的这些事项由各部门提出意见，“统一决定的机关”作一个决定，另加四十五个工作日的外框。",
          optional=True),
    Point("unified_document", "统一办理的依据文号", LIMITS, Sort.WORDS, "",
          "由一个部门统一办理须有本级人民政府的决定（《行政许可法》第二十六条第二款）。", "印在统一决定书上；没有文号，不作统一决定。", optional=True),
    Point("unified_body", "统一决定的机关", LIMITS, Sort.BODY, "",
          "本级人民政府确定一个部门统一办理（《行政许可法》第二十六条第二款），决定以它的名义、盖它的印章；牵头单位和窗口不能代替。",
          "写落款机关的代码，它的全称、印章、复议机关、法院都要填全；没有填写，统一办理的事项能受理，不能作统一决定。", optional=True),
    Point("combined_acceptance", "合并出具受理通知书的授权文件", NAMES, Sort.WORDS, "",
          "受理由有决定权的机关以自己的名义作出（《行政许可法》第二十四条、第二十六条第二款）；没有授权文件不得合并，默认每个机关一份。",
          "写授权文件的文号：同时受理几个机关的事项时由牵头单位落款出一份受理通知书，写明各机关、各事项和救济途径。留空就每个机关一份。", optional=True),
    # ── 项目服务 ──
    Point("project_batches", "“七个一批”的批次", PROJECTS, Sort.WORDS, "、".join(DEFAULT_BATCHES),
          f"本区的批次没有公开，默认取{SOURCE}。", "按先后顺序写，用顿号隔开；项目库按它分栏，流转按它看先后。"),
    Point("project_milestones", "项目的里程碑", PROJECTS, Sort.WORDS, "、".join(DEFAULT_MILESTONES),
          f"本区的里程碑没有公开，默认取{MILESTONES_SOURCE}。", "按先后顺序写，用顿号隔开；每个单项工程各登记计划和实际日期。"),
    Point("problem_kinds", "要素保障的种类", PROJECTS, Sort.WORDS, "、".join(KINDS),
          "本区的分类没有公开，默认取公开报道所用的说法；示范默认，由区确认。", "用顿号隔开；登记企业的问题时从中选。"),
    Point("problem_days", "要素保障的办结期限", PROJECTS, Sort.WORKDAYS, DEFAULT_DAYS,
          "本区没有公布企业问题几日内办结；示范默认，由区确认。", "交办次日起的工作日数；交办时可以另定天数或者日期。"),
    # ── 公开与公告 ──
    Point("promise_notice_number", "承诺时限公告的文号", PUBLIC, Sort.WORDS, "", "承诺时限由区公布才有效。",
          "印在限时办结承诺书上。"),
    Point("promise_notice_date", "承诺时限公告的发布日期", PUBLIC, Sort.DAY, "", "承诺时限由区公布才有效。",
          "写成 2026-09-01 这样；印在限时办结承诺书上。"),
    Point("promise_notice_link", "承诺时限公告的公开处", PUBLIC, Sort.WORDS, "", "由区填写。", "网址或者栏目名称。"),
    Point("explanation_place", "超时公开说明的公开处", PUBLIC, Sort.WORDS, "",
          "《优化营商环境条例》第三十六条要求公开，在哪里公开由区确定。", "网址或者栏目名称，印在承诺书上。"),
    Point("public_place", "许可决定的公开处", PUBLIC, Sort.WORDS, "",
          "《行政许可法》第四十条要求公开，在哪里公开由区确定。", "网址或者栏目名称，印在决定书上。"),
    Point("correction_online", "网上补正的渠道", PUBLIC, Sort.WORDS, "", "由区填写。", "系统名称或者网址，印在告知书上。"),
    # ── 文书用语 ──
    Point("watermark", "水印", PAPERS, Sort.WORDS, "", "只用于示范区和练习区，正式办件留空。",
          "印在每一页文书的底纹上，如“示范数据”。", optional=True),
    Point("guide_text", "没有法定时限时的用语", PAPERS, Sort.WORDS, "以办事指南为准",
          "目录中有的事项没有查到法定时限，不能写成别的。", "印在文书的时限栏里。"),
    Point("office_faces", "文书用本机的仿宋和小标宋", PAPERS, Sort.YES_NO, False,
          "GB/T 9704—2012 用仿宋和小标宋，这两种字体不能随程序分发，Windows 自带仿宋、黑体，小标宋由单位购买。",
          "改为“是”时，有这些字体的电脑用它们印公文，没有的用随附的宋体和黑体；换行和版面完全一样。", optional=True),
    Point("slip_sheet", "凭证用纸", PAPERS, Sort.WORDS, "A4", "凭证用多大的纸由区定，公文一律是 A4（GB/T 9704—2012）。",
          "“A4”：两联印在一张上，中间裁开，写不下的各用整张；“A5”：每联一张横放的 A5，写不下的续页。", optional=True,
          choices=("A4", "A5")),
    Point("receipt_roll", "小票纸宽（毫米）", PAPERS, Sort.WORDS, "80", "热敏小票机有 80 毫米和 58 毫米两种，由区的设备决定。",
          "收件小票、袋签按这个宽度排版，长短随内容。", optional=True, choices=("80", "58")),
    Point("seal_register", "没有登记用印不得送达", PAPERS, Sort.YES_NO, False,
          "用印由区的印章管理规定管；实体印章由人加盖，程序只能核对登记。",
          "改为“是”时，没有登记用印的文书不能登记送达。", optional=True),
    # ── 材料袋和归档 ──
    *BAGS_POINTS,
    # ── 全程代办 ──
    *AGENCY_POINTS,
    # ── 督办考核 ──
    *POINTS,
    # ── 企业评议 ──
    *RATING_POINTS,
    # ── 看板管理 ──
    *BOARDS_POINTS,
    # ── 程序内置口径 ──
    Point("", "临期提醒", BUILT_IN, Sort.WORKDAYS, SOON, "只用于屏幕上的灯色，不是法律规定。",
          f"剩余{SOON}个工作日以内亮黄灯。"),
    Point("", "没有法定时限时的预警", BUILT_IN, Sort.WORKDAYS, FALLBACK.value, FALLBACK.article,
          f"自受理次日起第{FALLBACK.value}个工作日预警，只在屏幕上提示，不印在文书上。"),
    Point("", "法条只写“日”的期限", BUILT_IN, Sort.WORDS, "两种算法都算，较早的一个有约束力",
          "《行政许可法》第八十二条只适用于该法规定的期限；专门法只写“日”的，单位没有写明。",
          "区的法制机构确认单位以后，可以在区的文件里为该事项写 confirmed（依据）。"),
    Point("", "特殊环节的停表", BUILT_IN, Sort.WORDS, "送达次日起停，至结果作出之日止",
          "《行政许可法》第四十五条只说“所需时间不计算在期限内”，首日是否停表没有写明。",
          "起日不停、止日停；告知的时间届满仍无结果的，自动恢复计时。"),
    Point("", "公布范围以外的调休", BUILT_IN, Sort.WORDS, "不推测，标〔暂定〕",
          f"通知没有公布的年份只认《全国年节及纪念日放假办法》的放假日；调休上班日历来在节前后{LEAD_DAYS}日内。",
          "提醒按最早可能的日期算，印出的日期按已公布的日历算。"),
    Point("", "业主点评哪些必须答复", BUILT_IN, Sort.WORDS, "“基本满意”及以下的",
          "《企业公开评议制度》没有公开文本，由区确认。", "好评可以答复，也可以不答复。"),
    Point("", "下班以后收到的材料", BUILT_IN, Sort.WORDS, "按实际到达之日",
          "网上提交以系统记录时间为准（法释〔2009〕20号第六条），默认不设收件截止时刻。", "收件时刻精确到分，不因下班改日期。"),
)  # fmt: skip


def known(key: str) -> bool:
    """在表与否: whether a setting's key is declared here, or carries the terms of one item's 告知承诺."""
    return key.startswith(PLEDGE) or any(point.key == key for point in TABLE if point.key)


def point(key: str) -> Point:
    """一项口径 by its key; ValueError for a key the table does not have."""
    for one in TABLE:
        if one.key and one.key == key:
            return one
    raise ValueError(f"没有名为“{key}”的口径，请核对。")
