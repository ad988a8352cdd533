"""示范柜台 in memory: the morning of 2026-12-18 and the nine items of 东龙, with the dates of the sample zone."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bingliang.desk.desk import Desk
from bingliang.desk.rows import (
    CaseView,
    Counts,
    Lane,
    LaneSpan,
    Light,
    ListFilter,
    LogRow,
    MaterialRow,
    PaperRow,
    Segment,
    SortBy,
    Sorting,
    SpanKind,
    WorklistRow,
)
from bingliang.desk.waiting import Waiting
from bingliang.gui.source import USUAL

TODAY = date(2026, 12, 18)
K, L = SpanKind, Light


def d(month: int, day: int) -> date:
    return date(2026, month, day)


def _rest(first: date, last: date) -> frozenset[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return frozenset(x for x in days if x.weekday() > 4 or x == date(2027, 1, 1))


def _lane(
    no: int, name: str, department: str, body: str, light: Light, word: str, *spans: LaneSpan, **more: object
) -> Lane:
    plain = Lane(
        no=no, item=f"S{no}", item_name=name, department=department, body=body, handling="承诺件", light=light, word=word,
        spans=spans, received_on=None, accepted_on=None, due_on=None, due_other=None, promised_on=None, provisional=False,
        decided_on=None, decision="", document="", delivered_on=None, delivery_due=None, critical=False,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]  # the fields are named at each call


def _done(start: date, accepted: date, decided: date, delivered: date | None) -> tuple[LaneSpan, ...]:
    spans = [LaneSpan(K.HANDLING, accepted, decided)]
    if accepted > start:
        spans.insert(0, LaneSpan(K.CHECK, start, accepted))
    if delivered is not None and delivered > decided:
        spans.append(LaneSpan(K.COLLECT, decided, delivered))
    return tuple(spans)


EAST_DRAGON_LANES = (
    _lane(1, "国有建设用地使用权首次登记", "不动产", "岳阳市不动产登记中心（示范）", L.DONE, "10-15 办结",
          *_done(d(10, 12), d(10, 12), d(10, 15), d(10, 16)), received_on=d(10, 12), accepted_on=d(10, 12),
          due_on=d(11, 23), promised_on=d(10, 15), decided_on=d(10, 15), decision="准予", delivered_on=d(10, 16),
          delivery_due=d(10, 29)),
    _lane(2, "建设工程规划许可证核发", "自规", "岳阳市自然资源和规划局", L.DONE, "10-21 准予",
          *_done(d(10, 12), d(10, 14), d(10, 21), d(10, 22)), received_on=d(10, 12), accepted_on=d(10, 14),
          due_on=d(11, 11), promised_on=d(10, 21), decided_on=d(10, 21), decision="准予", delivered_on=d(10, 22),
          delivery_due=d(11, 4), document="岳自规建〔2026〕示范018号", critical=True),
    _lane(3, "建设项目环境影响报告表审批", "生态", "岳阳市生态环境局", L.PROMISE_LATE, "承诺超时 2 天办结",
          *_done(d(10, 12), d(10, 14), d(10, 30), d(11, 2)), received_on=d(10, 12), accepted_on=d(10, 14),
          due_on=d(11, 11), due_other=d(11, 23), promised_on=d(10, 28), decided_on=d(10, 30), decision="准予",
          delivered_on=d(11, 2), delivery_due=d(11, 13)),
    _lane(4, "城市建筑垃圾处置核准", "城管", "岳阳经开区城市管理局（示范）", L.DONE, "10-16 准予",
          *_done(d(10, 12), d(10, 14), d(10, 16), d(10, 16)), received_on=d(10, 12), accepted_on=d(10, 14),
          due_on=d(11, 11), promised_on=d(10, 19), decided_on=d(10, 16), decision="准予", delivered_on=d(10, 16)),
    _lane(5, "挖掘城市道路审批", "城管", "岳阳经开区城市管理局（示范）", L.DONE, "10-22 准予",
          LaneSpan(K.CHECK, d(10, 12), d(10, 15)), LaneSpan(K.APPLICANT, d(10, 15), d(10, 20), "缺交通组织方案"),
          LaneSpan(K.HANDLING, d(10, 20), d(10, 22)), LaneSpan(K.COLLECT, d(10, 22), d(10, 23)),
          received_on=d(10, 12), accepted_on=d(10, 20), due_on=d(11, 17), promised_on=d(10, 23), decided_on=d(10, 22),
          decision="准予", delivered_on=d(10, 23)),
    _lane(6, "水土保持方案审批（告知承诺）", "农水", "岳阳经开区农林水利局（示范）", L.DONE, "10-20 当场办结",
          LaneSpan(K.CHECK, d(10, 12), d(10, 15)), LaneSpan(K.APPLICANT, d(10, 15), d(10, 20), "承诺书未盖章"),
          LaneSpan(K.HANDLING, d(10, 20), d(10, 20)), received_on=d(10, 12), accepted_on=d(10, 20), due_on=d(10, 20),
          promised_on=d(10, 20), decided_on=d(10, 20), decision="准予", delivered_on=d(10, 20)),
    _lane(7, "施工图设计文件审查", "审图机构", "施工图审查机构（示范）", L.DONE, "10-29 合格",
          LaneSpan(K.HANDLING, d(10, 22), d(10, 29)), received_on=d(10, 22), accepted_on=d(10, 22), due_on=d(11, 12),
          promised_on=d(10, 29), decided_on=d(10, 29), decision="合格"),
    _lane(8, "特殊建设工程消防设计审查", "建设交通局", "岳阳经开区建设交通局", L.DONE, "11-11 合格",
          LaneSpan(K.WAITING, d(10, 12), d(10, 21), "待《建设工程规划许可证》"), LaneSpan(K.CHECK, d(10, 21), d(10, 22)),
          LaneSpan(K.HANDLING, d(10, 22), d(11, 11)), LaneSpan(K.STOPPED, d(10, 27), d(11, 6), "专家评审"),
          LaneSpan(K.COLLECT, d(11, 11), d(11, 12)), received_on=d(10, 21), accepted_on=d(10, 22), due_on=d(11, 25),
          promised_on=d(11, 13), decided_on=d(11, 11), decision="合格", delivered_on=d(11, 12), critical=True),
    _lane(9, "建筑工程施工许可证核发", "建设交通局", "岳阳经开区建设交通局", L.DONE, "11-16 准予",
          LaneSpan(K.WAITING, d(10, 12), d(11, 11), "待规划许可证、审图合格、消防意见"),
          LaneSpan(K.CHECK, d(11, 11), d(11, 12)), LaneSpan(K.HANDLING, d(11, 12), d(11, 16)),
          LaneSpan(K.COLLECT, d(11, 16), d(11, 17)), received_on=d(11, 11), accepted_on=d(11, 12), due_on=d(11, 18),
          due_other=d(11, 20), promised_on=d(11, 17), decided_on=d(11, 16), decision="准予", delivered_on=d(11, 17),
          critical=True),
)  # fmt: skip

NEW_CHINA_LANES = (
    _lane(1, "建设项目环境影响报告书审批", "生态", "岳阳市生态环境局", L.SOON, "余 2 个工作日",
          LaneSpan(K.CHECK, d(11, 2), d(11, 4)), LaneSpan(K.HANDLING, d(11, 4), None),
          LaneSpan(K.STOPPED, d(11, 10), d(11, 27), "专家评审"), received_on=d(11, 2), accepted_on=d(11, 4),
          due_on=date(2027, 1, 19), due_other=date(2027, 2, 19), promised_on=d(12, 22), provisional=True, critical=True),
    _lane(2, "固定资产投资项目节能审查", "产发局", "岳阳经开区产业发展局", L.PROMISE_LATE, "承诺超时 7 天，法定余 13 天",
          LaneSpan(K.HANDLING, d(11, 25), None), received_on=d(11, 25), accepted_on=d(11, 25), due_on=date(2027, 1, 7),
          promised_on=d(12, 9), provisional=True),
    _lane(3, "危险化学品建设项目安全条件审查", "应急", "岳阳市应急管理局", L.OUTSIDE, "市级办理中，暂定 01-15",
          LaneSpan(K.HANDLING, d(11, 10), d(11, 12)), LaneSpan(K.OUTSIDE, d(11, 12), None, "已上报市级"),
          received_on=d(11, 10), accepted_on=d(11, 10), due_on=date(2027, 1, 15), provisional=True),
    _lane(4, "药品生产许可", "省药监", "省药品监督管理部门", L.OUTSIDE, "省级办理中",
          LaneSpan(K.OUTSIDE, d(12, 7), None, "企业直接报省"), received_on=d(12, 7), due_on=date(2027, 1, 19), provisional=True),
)  # fmt: skip


def _segments(lanes: tuple[Lane, ...]) -> tuple[Segment, ...]:
    return tuple(Segment(lane.item_name, lane.light) for lane in lanes)


def _row(  # noqa: PLR0917 - one line a case
    stream: str, project: str, firm: str, light: Light, remaining: int | None, next_on: date | None,
    segments: tuple[Segment, ...], done: int, received: date, *, provisional: bool = False,
    stage: str = "办理中", clerk: str = "经办人甲",
) -> WorklistRow:  # fmt: skip
    serial = abs(hash(stream)) % 7 if not stream[-4:].isdigit() else int(stream[-4:])
    return WorklistRow(
        stream=stream, code=f"{received:%Y%m%d}{serial:04d}{serial % 10}", project=project, enterprise=firm, light=light,
        remaining=remaining, next_on=next_on, promised_on=next_on, due_on=next_on, provisional=provisional,
        segments=segments, done=done, total=len(segments), stage=stage, counter="3", clerk=clerk, received_on=received,
    )  # fmt: skip


def _one(light: Light, *names: str) -> tuple[Segment, ...]:
    return tuple(Segment(name, light) for name in names)


ROWS = (
    _row("case/0012", "固定资产生物制剂研发与产业化项目", "岳阳新华达制药有限公司", L.PROMISE_LATE, -7, d(12, 9), _segments(NEW_CHINA_LANES), 0,
         d(11, 2), provisional=True),
    _row("case/0031", "生产基地 A 真石漆车间", "岳阳东方雨虹防水技术有限责任公司", L.SOON, 0, TODAY,
         (*_one(L.DONE, "档案验收", "规划核实", "消防验收"), Segment("联合验收", L.SOON)), 3, d(12, 8), stage="联合验收"),
    _row("case/0018", "磁力装备产业园", "岳阳科美达电气股份有限公司", L.COLLECT, 0, TODAY, _one(L.COLLECT, "排水许可"), 1, d(11, 20),
         stage="待领取"),
    _row("case/0032", "真石漆车间排污许可", "岳阳东方雨虹防水技术有限责任公司", L.OK, 7, d(12, 29), _one(L.OK, "排污许可（简化）"), 0, d(12, 14)),
    _row("case/0027", "泛能站及配套管网", "岳阳新奥泛能有限公司", L.OK, 3, d(12, 23), _one(L.OK, "取水许可"), 0, d(12, 2), provisional=True),
    _row("case/0028", "药品生产线", "岳阳海济药业有限公司", L.OK, 4, d(12, 24), _one(L.OK, "取水许可"), 0, d(12, 3), provisional=True),
    _row("case/0033", "智能装备车间", "湖南威尔重工机械有限公司", L.OK, 5, d(12, 25),
         (Segment("挖掘城市道路审批", L.OK), Segment("城市建筑垃圾处置核准", L.OK)), 0, TODAY, provisional=True),
    _row("case/0029", "原料药技改", "岳阳同联药业有限公司", L.OK, 7, d(12, 29), _one(L.OK, "取水许可"), 0, d(12, 8), provisional=True),
    _row("case/0034", "年产二十万吨新型防水卷材及真石漆生产基地二期扩建工程（含配套仓储物流中心）", "湖南科伦制药有限公司岳阳分公司",
         L.STOPPED, 12, date(2027, 1, 8), (Segment("环境影响报告表审批", L.STOPPED), Segment("施工许可证", L.WAITING)), 0, d(12, 1),
         provisional=True),
    _row("case/0035", "大数据产业园一期", "湖南数博环球科技有限公司", L.APPLICANT, 6, d(12, 28),
         (Segment("排水许可", L.APPLICANT), Segment("取水许可", L.DONE)), 1, d(12, 10), clerk="经办人乙"),
    _row("case/0036", "危险化学品仓储安全条件审查", "岳阳海济药业有限公司", L.OUTSIDE, None, date(2027, 1, 15), _one(L.OUTSIDE, "安全条件审查"), 0,
         d(11, 10), provisional=True, stage="市级办理"),
)  # fmt: skip

EAST_DRAGON_ROW = _row(
    "case/0001", "新能源汽车零部件产业园", "湖南东龙科技有限公司", L.DONE, None, None, _segments(EAST_DRAGON_LANES), 9, d(10, 12), stage="办结"
)  # fmt: skip


def _log() -> tuple[LogRow, ...]:
    def line(month: int, day: int, clock: str, who: str, act: str, text: str, article: str = "") -> LogRow:
        hour, minute = clock.split(":")
        return LogRow(datetime(2026, month, day, int(hour), int(minute)), d(month, day), who, "3", act, text, article)  # noqa: DTZ001 - no zone stands in it

    return (
        line(11, 17, "10:12", "经办人甲", "送达", "建筑工程施工许可证，欧阳㛃领取", "《行政许可法》第四十四条"),
        line(11, 16, "16:20", "建设交通局", "准予", "建筑工程施工许可证核发"),
        line(11, 12, "09:05", "经办人甲", "受理", "建筑工程施工许可证核发，承诺 11-17，法定 11-18"),
        line(11, 11, "15:40", "建设交通局", "合格", "特殊建设工程消防设计审查"),
        line(10, 30, "11:30", "生态环境局", "公开说明", "环评报告表承诺 10-28，10-30 办结，超 2 个工作日"),
        line(
            10,
            26,
            "14:00",
            "建设交通局",
            "特殊环节",
            "专家评审，告知 10 个工作日，至 11-09",
            "《行政许可法》第四十五条",
        ),
        line(10, 20, "09:40", "经办人甲", "补正收齐", "挖掘城市道路审批、水土保持方案审批"),
        line(10, 15, "10:20", "经办人甲", "一次性告知", "交通组织方案；承诺书未盖章", "《行政许可法》第三十二条"),
        line(10, 12, "09:26", "经办人甲", "收件", "九项：正式收件六项，技术审查一项，预收两项"),
    )


def case_view(row: WorklistRow) -> CaseView:
    story: dict[str, tuple[tuple[Lane, ...], str]] = {
        "case/0001": (EAST_DRAGON_LANES, "九项全部办结，2026-11-16 由建设交通局核发施工许可证，11-17 送达，已归还全部原件。"),
        "case/0012": (NEW_CHINA_LANES, "产业发展局正在办节能审查，承诺日 12-09 已过 7 个工作日，法定应于 2027-01-07（暂定）前办结；生态环境局须在 12-22 前作出环评批复。"),
    }  # fmt: skip
    default = tuple(
        _lane(at, s.name, "城管", "岳阳经开区城市管理局（示范）", s.light, "余 5 个工作日",
              LaneSpan(K.HANDLING, row.received_on, None), received_on=row.received_on, accepted_on=row.received_on,
              due_on=date(2027, 1, 18), promised_on=row.next_on, provisional=row.provisional)
        for at, s in enumerate(row.segments, start=1)
    )  # fmt: skip
    lanes, sentence = story.get(row.stream, (default, f"{row.stage}，由城市管理局办理，承诺 {row.next_on} 办结。"))
    dragon = row.stream == "case/0001"
    return CaseView(
        stream=row.stream, code=row.code, sentence=sentence, enterprise=row.enterprise, credit_code="914306000000001150",
        project=row.project, project_code="2609-430600-04-01-100001", works="", stage=row.stage, received_on=row.received_on,
        counter=row.counter, clerk=row.clerk, light=row.light, lanes=lanes, log=_log() if dragon else _log()[-2:],
        papers=(
            PaperRow("岳经建设施许〔2026〕示范0031号", "准予行政许可决定书", "decision", d(11, 16), True, False, "ab12" * 16, 2),
            PaperRow("岳经政务收〔2026〕0001号", "收件凭证", "receipt", d(10, 12), True, False, "cd34" * 16, 1),
        ),
        materials=(
            MaterialRow(1, "建设工程规划许可申请表", ("建设工程规划许可证核发",), 1, 2, "齐"),
            MaterialRow(2, "交通组织方案", ("挖掘城市道路审批",), 1, 1, "补正后齐"),
            MaterialRow(3, "土地使用权证明", ("规划许可", "施工许可"), 1, 2, "容缺"),
        ),
        span_workdays=25 if dragon else None, serial_workdays=46 if dragon else None,
        critical_path=("规划许可", "消防设计审查", "施工许可") if dragon else (), today=TODAY,
        closed_on=d(11, 17) if dragon else None, rest_days=_rest(d(9, 28), date(2027, 2, 15)),
    )  # fmt: skip


@dataclass
class SampleDesk:
    """示范柜台: `slow_s` makes every list take that long on whichever thread asks; `error` is raised instead."""

    zone_name: str = "岳阳经济技术开发区"
    counter: str = "3"
    clerk: str = "经办人甲"
    today: date = TODAY
    workday_text: str = "工作日"
    banner: str = "2027 年节假日通知尚未录入，8 件暂定"
    ribbon: str = "示范数据"
    slow_s: float = 0.0
    error: Exception | None = None
    rows: tuple[WorklistRow, ...] = ROWS
    asked_on: set[str] = field(default_factory=set)

    @property
    def desk(self) -> Desk:
        raise AssertionError("nothing can be done at a desk in memory; use the fixture `zone`")

    def _ask(self) -> None:
        self.asked_on.add(threading.current_thread().name)
        if self.slow_s:
            time.sleep(self.slow_s)
        if self.error is not None:
            raise self.error

    def _pick(self, which: ListFilter, scope: str) -> list[WorklistRow]:
        light = {
            ListFilter.STATUTE_LATE: L.STATUTE_LATE, ListFilter.PROMISE_LATE: L.PROMISE_LATE, ListFilter.SOON: L.SOON,
            ListFilter.STOPPED: L.STOPPED, ListFilter.OUTSIDE: L.OUTSIDE, ListFilter.TO_COLLECT: L.COLLECT,
            ListFilter.ENTERPRISE: L.APPLICANT,
        }  # fmt: skip
        if which == ListFilter.DONE_TODAY:
            return [EAST_DRAGON_ROW]
        if which == ListFilter.DUE_TODAY:
            return [row for row in self._pick(ListFilter.IN_HAND, scope) if row.next_on == self.today]
        mine = [row for row in self.rows if scope != "我承办的" or row.clerk == self.clerk]
        return [row for row in mine if which == ListFilter.IN_HAND or row.light == light[which]]

    def filings_waiting(self) -> int:
        return 0

    def waiting(self) -> tuple[Waiting, ...]:
        return ()

    def unfinished(self) -> int:
        return 0

    def counts(self, *, scope: str) -> Counts:
        return Counts(*(len(self._pick(which, scope)) for which in ListFilter))

    def worklist(
        self, which: ListFilter, *, scope: str, after: object | None, limit: int, sorting: Sorting = USUAL
    ) -> Sequence[WorklistRow]:
        self._ask()
        found = self._pick(which, scope)
        if sorting != USUAL:
            name = {SortBy.NEXT: "next_on", SortBy.PROMISED: "promised_on", SortBy.DUE: "due_on"}[sorting.by]
            found.sort(key=lambda row: getattr(row, name) or date.max, reverse=sorting.far_first)
        start = found.index(after) + 1 if isinstance(after, WorklistRow) and after in found else 0
        return found[start : start + limit]

    def watch(self) -> None:
        return None

    def date_question(self) -> str:
        return ""

    def confirm_date(self) -> None:
        return None

    def new_day(self) -> bool:
        return False

    def case(self, stream: str) -> CaseView:
        return case_view(next(row for row in (*self.rows, EAST_DRAGON_ROW) if row.stream == stream))


def many(count: int) -> tuple[WorklistRow, ...]:
    """A long list, for scrolling and paging."""
    return tuple(
        replace(ROWS[at % len(ROWS)], stream=f"case/{1000 + at}", code=f"20261001{at:05d}", project=f"项目{at:05d}")
        for at in range(count)
    )
