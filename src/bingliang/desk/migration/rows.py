"""迁入表的一行: from cells of a go-live table to what one item of an old case was, or every fault of the row at once.

Only what the row says by itself is judged here; what the catalogue and the ledger know comes after, in `migrate`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from typing import TypeVar

from bingliang.exchange.tables import Row
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.identifiers import credit_code, project_code

REQUIRED = ("原收件号", "企业名称", "统一社会信用代码", "项目名称", "事项编码", "收件日期", "受理日期", "依据")
OPTIONAL = (
    *("项目代码", "项目类型", "单项工程", "阶段", "受理号", "时限", "单位", "起算日"),
    *("承诺办结日", "承诺时限", "停表", "停表名称依据", "延长", "经办人"),
)

T = TypeVar("T")
_UNITS = {
    **dict.fromkeys(("工作日", "个工作日"), Unit.WORKDAY),
    **dict.fromkeys(("自然日", "个自然日", "日历日", "日历天"), Unit.DAY),
    **dict.fromkeys(("日", "天"), Unit.NOT_STATED),
}
_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?(?:[T ]\d{1,2}:\d{2}.*)?"
)
_PLAIN_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"[34]\d{4}")
_AMOUNT = re.compile(r"(\d{1,4})(\D*)")
_BETWEEN = re.compile(r"[:~至到]")
_NAME_GROUND = re.compile(r"([^《:：(（]+)(?:[:：(（]\s*(?P<told>.+)|(?P<law>《.+))")
_LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Amount:
    """数量与单位: 20 工作日."""

    value: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Pause:
    """停表: the days in (after, until] did not count; blank `ground` means the item's own list gives it."""

    after: date
    until: date
    name: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Prolonged:
    """延长: so many days of the limit's unit, approved on a day."""

    days: int
    approved_on: date
    approver: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OldItem:
    """旧系统里的一项: one row of the table. `accepted_on` None: received, not yet accepted."""

    line: int
    number: str
    enterprise: str
    credit_code: str
    project: str
    project_code: str
    project_type: str
    works: str
    stage: str
    item: str
    received_on: date
    accepted_on: date | None
    acceptance_number: str
    limit: Amount | None
    started_on: date | None
    promise: Amount | None
    promised_on: date | None
    pauses: tuple[Pause, ...]
    extension: Prolonged | None
    basis: str
    handler: str

    @property
    def key(self) -> str:
        """原收件号 as it is compared: full-width folded, no blanks."""
        return number_key(self.number)


def number_key(number: str) -> str:
    """原收件号 as it is compared; what is stored stays as it was written."""
    return "".join(_plain(number).upper().split())


def fingerprint(rows: tuple[OldItem, ...]) -> str:
    """内容指纹 of the rows of one case, whatever the file's format and the place of the rows in it."""
    said = [{key: str(value) for key, value in asdict(row).items() if key != "line"} for row in rows]
    return sha256(repr(said).encode()).hexdigest()[:32]


def read_row(row: Row) -> OldItem:
    """读一行; ValueError holding every fault of the row, one sentence each."""
    reading = _Reading(row, list(row.faults))
    unit = reading.read("单位", _unit, None)
    found = OldItem(
        line=row.line,
        number=reading.read("原收件号", _number, ""),
        enterprise=reading.needed("企业名称"),
        credit_code=reading.read("统一社会信用代码", credit_code, "", needed=True),
        project=reading.needed("项目名称"),
        project_code=reading.read("项目代码", project_code, ""),
        project_type=reading.text("项目类型"),
        works=reading.text("单项工程"),
        stage=reading.text("阶段"),
        item=_plain(reading.needed("事项编码", "请填写事项目录中的编码，如 S2-09")).upper(),
        received_on=reading.read("收件日期", old_day, date.min, needed=True),
        accepted_on=reading.read("受理日期", old_day, None),
        acceptance_number=reading.text("受理号"),
        limit=reading.read("时限", lambda text: _amount(text, unit), None),
        started_on=reading.read("起算日", old_day, None),
        promise=reading.read("承诺时限", lambda text: _amount(text, unit), None),
        promised_on=reading.read("承诺办结日", old_day, None),
        pauses=_pauses(reading),
        extension=reading.read("延长", _prolonged, None),
        basis=reading.needed("依据", "迁入的时限须有依据，如“《行政许可法》第四十二条”"),
        handler=reading.text("经办人"),
    )
    _consistent(found, reading)
    if reading.faults:
        raise ValueError("".join(reading.faults))
    return found


@dataclass
class _Reading:
    """读数: one row and the faults found so far, in the order of the columns."""

    row: Row
    faults: list[str] = field(default_factory=list)

    def text(self, column: str) -> str:
        return self.row.cells.get(column, "")

    def needed(self, column: str, remedy: str = "请补上（合并的单元格请先拆分填满）") -> str:
        found = self.text(column)
        if not found and not self._faulty(column):
            self.faults.append(f"{column}没有填写，{remedy}。")
        return found

    def read(self, column: str, made: Callable[[str], T], blank: T, *, needed: bool = False) -> T:
        """`blank` also stands for what cannot be read: then the row is rejected anyway."""
        text = self.needed(column) if needed or column == "原收件号" else self.text(column)
        if not text:
            return blank
        try:
            return made(_plain(text) if column != "原收件号" else text)
        except ValueError as fault:
            self.say(column, str(fault))
            return blank

    def say(self, column: str, fault: str) -> None:
        sentence = fault.rstrip("。")
        self.faults.append(f"{sentence}。" if column in sentence else f"{column}：{sentence}。")

    def _faulty(self, column: str) -> bool:
        return any(f"“{column}”" in fault for fault in self.row.faults)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _number(text: str) -> str:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(f"原收件号超过{_LONGEST_NUMBER}字，请核对是否串列")
    return text


def old_day(text: str) -> date:
    """日期 in any of the usual writings: 2026-10-12, 2026/10/12, 2026.10.12, 2026年10月12日, 20261012, a time behind it."""
    text = _plain(text)
    found = _DATE.fullmatch(re.sub(r"\s*([年月日/.-])\s*", r"\1", text)) or _PLAIN_DATE.fullmatch(text)
    if found is None:
        serial = "，像是 Excel 的日期序号，请把单元格设为日期格式" if _SERIAL.fullmatch(text) else ""
        raise ValueError(f"“{text}”不是日期{serial or '，请写成 2026-10-12'}")
    year, *month, day = (part for part in found.groups() if part is not None)
    try:
        return date(int(year), int(month[0]), int(day))
    except ValueError:
        raise ValueError(f"没有“{text}”这一天，请核对") from None


def _unit(text: str) -> Unit:
    unit = _UNITS.get("".join(text.split()))
    if unit is None:
        raise ValueError(f"单位“{text}”不认识，请写 工作日、自然日 或 日")
    return unit


def _amount(text: str, unit: Unit | None) -> Amount:
    """20, 20工作日, 即办; the unit in the cell goes before that of the column."""
    text = "".join(text.split())
    if text in {"即办", "当日", "当场"}:
        return Amount(0, Unit.WORKDAY)
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}”不是期限，请写数字，如 20")
    own = _unit(found[2]) if found[2] else unit
    if own is None:
        raise ValueError(f"“{text}”没有写单位，请在“单位”列写 工作日、自然日 或 日")
    if unit is not None and own is not unit:
        raise ValueError(f"“{text}”与“单位”列不一致，请统一")
    return Amount(int(found[1]), own)


def _pauses(reading: _Reading) -> tuple[Pause, ...]:
    spans = _parts(_plain(reading.text("停表")))
    words = _parts(reading.text("停表名称依据"))
    if not spans:
        if words:
            reading.say("停表", "写了停表名称依据，却没有停表起止日，请补上")
        return ()
    if not words:
        reading.say(
            "停表名称依据", "停表没有写名称和依据，请写明，如“专家评审：《…》第二十二条”（《行政许可法》第四十五条）"
        )
        return ()
    if len(words) not in {1, len(spans)}:
        reading.say("停表名称依据", f"停表有{len(spans)}段，名称依据有{len(words)}个，请逐段写明，用分号隔开")
        return ()
    words = words * len(spans) if len(words) == 1 else words
    try:
        return tuple(_pause(span, word) for span, word in zip(spans, words, strict=True))
    except ValueError as fault:
        reading.say("停表", str(fault))
        return ()


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split("[;；]", text) if part.strip()]


def _pause(span: str, word: str) -> Pause:
    ends = [part.strip() for part in _BETWEEN.split(span)]
    if len(ends) != 2 or not all(ends):  # noqa: PLR2004 - a beginning and an end
        raise ValueError(f"“{span}”应写成 开始日:结束日，正在停表的写告知书写明的止日")
    after, until = old_day(ends[0]), old_day(ends[1])
    if until < after:
        raise ValueError(f"“{span}”的结束日早于开始日，请核对")
    found = _NAME_GROUND.fullmatch(word)
    if found is None:
        return Pause(after, until, word)
    told = found["told"]
    return Pause(after, until, found[1].strip(), found["law"] or (told[:-1] if told[-1] in ")）" else told).strip())


def _prolonged(text: str) -> Prolonged:
    """天数:批准日[:批准人[:理由]]."""
    parts = [part.strip() for part in text.split(":", 3)]
    days = re.fullmatch(r"(\d{1,3})\D{0,4}", parts[0])
    if days is None or int(days[1]) < 1:
        raise ValueError(f"延长“{text}”应写成 天数:批准日，如 10:2026-10-20")
    if len(parts) == 1:
        raise ValueError(
            f"延长“{text}”没有写批准日，届满前批准的才有效（《行政许可法》第四十二条），请写成 10:2026-10-20"
        )
    return Prolonged(int(days[1]), old_day(parts[1]), *parts[2:])


def _consistent(found: OldItem, reading: _Reading) -> None:
    """行内是否自相矛盾: what belongs to an acceptance needs one; a promise is said in one way."""
    if found.promise is not None and found.promised_on is not None:
        reading.say("承诺时限", "承诺办结日和承诺时限只能填一项，请删去一项")
    accepted = (found.acceptance_number, found.started_on, found.promised_on, found.pauses, found.extension)
    if found.accepted_on is None and any(accepted) and not reading.text("受理日期"):
        reading.say("受理日期", "受理日期没有填写，却有受理号、起算日、承诺办结日、停表或延长，请补上受理日期")
