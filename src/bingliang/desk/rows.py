"""界面行: the frozen rows that screens, the command line and tests read. Views come up as these, never as entities."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bingliang.desk.lights import Light as Light  # noqa: PLC0414 - it is one of these rows, told from here as well


@dataclass(frozen=True, slots=True)
class Segment:
    """并联段: one item in the segment bar of a worklist row."""

    name: str
    light: Light


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """在办清单的一行: one case."""

    stream: str
    code: str
    project: str
    enterprise: str
    light: Light
    remaining: int | None
    """剩余工作日 to the date that matters next; negative when late; None when nothing runs."""
    next_on: date | None
    promised_on: date | None
    due_on: date | None
    provisional: bool
    """暂定: whether `next_on`, the date shown, lies beyond the published notices."""
    segments: tuple[Segment, ...]
    done: int
    total: int
    stage: str
    counter: str
    clerk: str
    received_on: date
    tags: tuple[str, ...] = ()
    green: bool = False
    """绿色通道, before all others"""
    deputy_for: str = ""
    """代谁: the A角 whose case it is, where the person at the desk is the deputy"""


@dataclass(frozen=True, slots=True)
class Counts:
    """计数: the tiles above the list, each a filter."""

    in_hand: int = 0
    statute_late: int = 0
    promise_late: int = 0
    due_today: int = 0
    soon: int = 0
    stopped: int = 0
    outside: int = 0
    done_today: int = 0
    to_collect: int = 0
    enterprise: int = 0


class SpanKind(StrEnum):
    """泳道上的一段: how a stretch of days is drawn."""

    CHECK = "齐全性检查"
    HANDLING = "办理"
    STOPPED = "特殊环节"
    WAITING = "预收等待"
    OUTSIDE = "外部办理"
    APPLICANT = "申请人补正"
    RECTIFYING = "企业整改"
    COLLECT = "待领取"


@dataclass(frozen=True, slots=True)
class LaneSpan:
    """时段: from start to end (both drawn), `end` None: until today."""

    kind: SpanKind
    start: date
    end: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """泳道: one item of the case with its department, stretches of days and marks."""

    no: int
    item: str
    item_name: str
    department: str
    body: str
    handling: str
    light: Light
    word: str
    """尾注: e.g. “余 3 个工作日”, “承诺超时 2 日办结”, “待《建设工程规划许可证》”."""
    spans: tuple[LaneSpan, ...]
    received_on: date | None
    accepted_on: date | None
    due_on: date | None
    due_other: date | None
    promised_on: date | None
    provisional: bool
    decided_on: date | None
    decision: str
    document: str
    delivered_on: date | None
    delivery_due: date | None
    critical: bool
    clerk: str = ""
    """承办人 in the department; blank while nobody has it"""


@dataclass(frozen=True, slots=True)
class LogPaper:
    """流转记录里的文书: title, number, and the line that carries it."""

    title: str
    number: str
    seq: int


@dataclass(frozen=True, slots=True)
class LogRow:
    """流转记录的一行."""

    at: datetime
    on: date
    who: str
    counter: str
    act: str
    text: str
    article: str = ""
    late: bool = False
    papers: tuple[LogPaper, ...] = ()
    """拟制的文书 of this very act, folded under it."""
    seq: int = 0


class PaperState(StrEnum):
    """文书状态."""

    WAITING = "待出具"
    ISSUED = "已出具"
    VOID = "作废"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """文书的一行."""

    number: str
    title: str
    form: str
    drawn_on: date
    issued: bool
    void: bool
    sm3: str
    pages: int
    stream: str = ""
    seq: int = 0
    void_reason: str = ""
    partly: str = ""
    """部分作废: which rows of it hold no more, and why"""
    kind: str = ""
    """公文, 凭证 or 小票: which printer it goes to."""
    copies: tuple[str, ...] = ()
    """各联: the names of the copies that its PDF holds."""
    items: tuple[str, ...] = ()
    code: str = ""
    project: str = ""
    enterprise: str = ""
    drawn_at: datetime | None = None
    owed: tuple[str, ...] = ()
    """还欠什么: 签署, 用印, 送达 that are not recorded yet."""
    marks: tuple[str, ...] = ()
    """已办的后续, a phrase each: “10-14 用印”."""
    returned: tuple[str, ...] = ()
    """回件: the names of the files that came back."""
    sealed_on: date | None = None
    sealed_by: str = ""
    """用印登记: on which day, and who entered it."""

    @property
    def word(self) -> str:
        """状态 in the words of a list: what is still owed stands before 已出具."""
        owed = "、".join(self.owed)
        return f"待{owed}" if owed and self.state is PaperState.ISSUED else str(self.state)

    @property
    def state(self) -> PaperState:
        """状态: what is void was issued or not, it is void."""
        if self.void:
            return PaperState.VOID
        return PaperState.ISSUED if self.issued else PaperState.WAITING


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """材料的一行."""

    no: int
    name: str
    items: tuple[str, ...]
    originals: int
    copies: int
    state: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """办件详情: everything the case page shows, folded once."""

    stream: str
    code: str
    sentence: str
    """谁在办、到哪天、要什么: one sentence to read aloud."""
    enterprise: str
    credit_code: str
    project: str
    project_code: str
    works: str
    stage: str
    received_on: date
    counter: str
    clerk: str
    light: Light
    lanes: tuple[Lane, ...]
    log: tuple[LogRow, ...]
    papers: tuple[PaperRow, ...]
    materials: tuple[MaterialRow, ...]
    span_workdays: int | None
    serial_workdays: int | None
    critical_path: tuple[str, ...]
    today: date
    closed_on: date | None = None
    rest_days: frozenset[date] = field(default_factory=frozenset)
    """非工作日 between the first and the last day drawn."""
    tags: tuple[str, ...] = ()
    green: str = ""
    """绿色通道 in words, and who granted it; blank without one in force"""
    handing: str = ""
    """承办人移交 that waits to be taken over"""
    filing: str = ""
    bundle: str = ""
    """一件事的一句话; empty for a case that came by a stage or single items"""
    errand: str = ""
    """来访, when it was handed in together with others"""
    """the 网上申报 that it came as, by its stream"""
    bag: str = ""
    """材料袋在哪里, in words; empty while nothing is known of it"""
    owed: str = ""
    """留存待还的原件, in words"""


class ListFilter(StrEnum):
    """清单筛选: the tiles."""

    IN_HAND = "在办"
    STATUTE_LATE = "法定超期"
    PROMISE_LATE = "承诺超时"
    DUE_TODAY = "今日到期"
    SOON = "临期"
    STOPPED = "特殊环节中"
    OUTSIDE = "外部办理"
    DONE_TODAY = "今日办结"
    TO_COLLECT = "待领取"
    ENTERPRISE = "企业期限"


class SortBy(StrEnum):
    """排序的日子: which date of a case the list follows."""

    NEXT = "最近期限"
    PROMISED = "承诺日"
    DUE = "法定日"


@dataclass(frozen=True, slots=True)
class Sorting:
    """排序: by which date, near or far first. What has no such date stands behind, and in front when far comes first."""

    by: SortBy = SortBy.NEXT
    far_first: bool = False

    @property
    def words(self) -> str:
        """一句话: as the head of the list says it."""
        head = "" if self.by is SortBy.NEXT else f"按{self.by}，"
        return head + ("期限远的在前" if self.far_first else "期限近的在前")


class TaskFilter(StrEnum):
    """任务筛选: the tiles over a reviewer's list."""

    OWED = "待本部门办"
    LATE = "已超时"
    SOON = "临近期限"
    REMARK = "齐全性意见"
    DECIDE = "决定和意见"
    ANSWER = "征求意见"
    WAITING = "等待他人"
