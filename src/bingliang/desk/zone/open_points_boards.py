"""看板管理的口径: flags, times of the broadcast, weights of the contest; none of them published, each with where its default comes from."""

from __future__ import annotations

from bingliang.boards.flags import DEFAULT_RULE
from bingliang.boards.weekly_contest import MOST
from bingliang.desk.zone.open_points_kinds import Point, Sort

BOARDS = "看板管理"
_FLAGS = "实施方案只写“按相应进度插上红旗或黑旗”，没有公布分数线；示范默认，由区确认。"
_CONTEST = "“开展劳动竞赛”的计分办法没有公开文本，默认值由程序提出，由区确认。"

POINTS: tuple[Point, ...] = (
    Point("flag_red", "红旗：旬进度达到", BOARDS, Sort.PERCENT, DEFAULT_RULE.red, _FLAGS,
          "旬末完成率达到百分之几插红旗；规则和来源印在龙虎榜下面。"),
    Point("flag_black", "黑旗：旬进度低于", BOARDS, Sort.PERCENT, DEFAULT_RULE.black,
          f"{_FLAGS}参照湖南新晃“月任务不到80%重点督导”的公开做法。", "旬末完成率低于百分之几插黑旗。"),
    Point("flag_statute", "法定超期也插黑旗", BOARDS, Sort.YES_NO, DEFAULT_RULE.statute, _FLAGS,
          "改为“否”时，只按旬进度插旗。"),
    Point("board_times", "日日播的时刻", BOARDS, Sort.WORDS, "08:30、17:30",
          "实施方案写“每天上班和下班时各播放一次”，没有写钟点，由区按作息确认。", "24小时制，用顿号隔开；每个时刻播一次。"),
    Point("board_rest_days", "休息日也播日日播", BOARDS, Sort.YES_NO, False,
          "实施方案只写“每天上班和下班时”，休息日没有上下班，默认不播。", "改为“是”时，休息日按同样的时刻播。"),
    Point("bulletin_most", "手机报短文的字数", BOARDS, Sort.COUNT, MOST, "手机报的篇幅由区定；示范默认，由区确认。",
          "短文最多几个字，整句取舍，放不下的写“其余见长图”。", optional=True),
    Point("weekly_tags", "周报写哪些项目的标签", BOARDS, Sort.WORDS, "2+10",
          "“省市重大产业项目”是哪些，以省市公布的名单为准，由区确认。", "项目库里带这些标签的项目写进周报，几个标签用顿号隔开。"),
    Point("contest_progress", "竞赛分：月目标完成率", BOARDS, Sort.POINTS, 60, _CONTEST, "完成率为100%时得几分，按比例折算。"),
    Point("contest_red", "竞赛分：红旗", BOARDS, Sort.POINTS, 5, _CONTEST, "当月冻结的旬报里，所管项目每面红旗加几分。"),
    Point("contest_black", "竞赛分：黑旗", BOARDS, Sort.POINTS, 5, _CONTEST, "当月冻结的旬报里，所管项目每面黑旗扣几分。"),
    Point("contest_solved", "竞赛分：解决企业问题", BOARDS, Sort.POINTS, 3, _CONTEST, "当月办结的要素保障问题每个加几分。"),
    Point("contest_late", "竞赛分：超期和承诺超时", BOARDS, Sort.POINTS, 2, _CONTEST,
          "当月冻结的旬报里，本单位每项法定超期、承诺超时扣几分。"),
    Point("contest_prizes", "劳动竞赛的奖项", BOARDS, Sort.WORDS, "一等奖、二等奖、三等奖", _CONTEST,
          "从高到低，用顿号隔开；名次并列的得同一个奖项。", optional=True),
)  # fmt: skip
