"""表单的栏: the form of an act as data: what is asked, with which default and why; and typed text made into values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bingliang.desk.errors import Faults

Values = Mapping[str, Any]
"""填写的内容: field name → text, truth, item numbers or rows, as the page holds them."""


class Kind(StrEnum):
    """栏的种类."""

    TEXT = "一行文字"
    LONG = "多行文字"
    DAY = "日期"
    NUMBER = "数字"
    CHOICE = "单选"
    TICK = "勾选"
    ITEMS = "事项多选"
    ROWS = "表格"
    FILE = "文件"
    FOLDER = "文件夹"


@dataclass(frozen=True, slots=True)
class Choice:
    """一个选项; `barred` says in one sentence why it cannot be chosen."""

    value: str
    text: str
    note: str = ""
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """一栏: `when` (field, value) shows it only then; `columns` and `rows` make a table, `fixed` one whose rows are given.

    `choices` of a text are offered below it; anything else may be written too.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    default: Any = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    unit: str = ""
    when: tuple[str, str] | None = None
    columns: tuple[Field, ...] = ()
    fixed: bool = False
    readonly: bool = False
    blank: str = "可以不填"
    """what stands in an empty line that may stay empty"""
    folded: bool = False
    """a choice whose rows would take the room of the sheet: chosen from a list that opens below its line"""

    def shown(self, values: Values) -> bool:
        """显示与否, as the other fields stand."""
        return self.when is None or str(values.get(self.when[0], "")) == self.when[1]


LATE = "late_reason"
_LATE_HELP = "补录：行为发生在今天以前。请写明为什么现在才登记；这一行连同原因列入督办清单，绝不能借补录改好日期。"


@dataclass(frozen=True, slots=True)
class ActForm:
    """一张表: the act's fields with their defaults; `focus` is where typing begins, `dated` the field with its legal date."""

    name: str
    act: str
    title: str
    no: int | None
    subject: str
    fields: tuple[Field, ...]
    article: str
    today: date
    safe: bool = True
    focus: str = ""
    dated: str = ""
    hint: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    seq: int = 0

    @property
    def values(self) -> dict[str, Any]:
        """起始的内容."""
        return {one.name: one.default for one in self.fields}

    def late(self, values: Values) -> bool:
        """补录与否: the legal date lies before today."""
        try:
            on = as_day(str(values.get(self.dated, "")), self.today) if self.dated else self.today
        except ValueError:
            return False
        return on < self.today

    def asked(self, values: Values) -> tuple[Field, ...]:
        """现在要填的栏."""
        return tuple(one for one in self.fields if (self.late(values) if one.name == LATE else one.shown(values)))

    def blank(self, values: Values) -> tuple[Field, ...]:
        """还没有填的必填栏."""
        return tuple(
            one
            for one in self.asked(values)
            if not one.optional and one.kind is not Kind.TICK and not _filled(one, values.get(one.name))
        )


def _filled(one: Field, value: object) -> bool:
    if one.kind is Kind.ROWS:
        return True  # the act itself says which rows it needs
    if one.kind is Kind.ITEMS:
        return bool(value)
    return bool(str(value or "").strip())


def prefilled(form: ActForm, given: Mapping[str, Any]) -> ActForm:
    """预填: the same form with what is known already, e.g. scanned, in place of its defaults."""
    if not given:
        return form
    fields = tuple(replace(one, default=given[one.name]) if one.name in given else one for one in form.fields)
    return replace(form, fields=fields)


def late_reason() -> Field:
    """补录原因."""
    return Field(LATE, "补录原因", Kind.LONG, help=_LATE_HELP)


# ── typed text made into values ───────────────────────────────────────────────────────────────────────────────────

_AS_TYPED = {**dict.fromkeys(map(ord, "—–−―"), "-"), ord("。"): "."}
"""What an input method makes of the dash and the point."""
_DAY = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?|(\d{4})?(\d{2})(\d{2})")


def as_day(text: str, today: date) -> date:
    """日期 as a clerk types it: 2026-11-06, 11-6, 1106, 20261106, 今天; without a year, the year nearest to today."""
    given = unicodedata.normalize("NFKC", text).translate(_AS_TYPED).strip()
    if given in {"今天", "今日", "t"}:
        return today
    found = _DAY.fullmatch(given)
    if found is None:
        raise ValueError(f"“{text}”不是日期，请按 {today:%Y-%m-%d} 或 {today:%m-%d} 的样子填写。")
    year, month, of_month = (
        found.group(1) or found.group(4),
        found.group(2) or found.group(5),
        found.group(3) or found.group(6),
    )
    years = [int(year)] if year else [today.year, today.year + 1, today.year - 1]
    days = [made for one in years if (made := _maybe(one, int(month), int(of_month)))]
    if not days:
        raise ValueError(f"没有“{text}”这一天，请核对日期。")
    return min(days, key=lambda on: abs((on - today).days))


def day_or_none(text: str, today: date) -> date | None:
    """日期 as `as_day` reads it; None while it is none yet."""
    try:
        return as_day(text, today)
    except ValueError:
        return None


def _maybe(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def typed(form: ActForm, values: Values) -> dict[str, Any]:
    """取值: the fields now asked for, made into days, numbers, texts and rows. Faults with every sentence at once."""
    made: dict[str, Any] = {}
    faults: list[tuple[str, str]] = []
    for one in form.asked(values):
        try:
            made[one.name] = _value(one, values.get(one.name, one.default), form.today)
        except ValueError as why:
            faults.append((one.name, str(why)))
    if faults:
        raise Faults(faults)
    return made


def _value(one: Field, value: Any, today: date) -> Any:  # noqa: ANN401  # each kind has its own
    if one.kind is Kind.DAY:
        return as_day(str(value), today) if str(value).strip() else None
    if one.kind is Kind.NUMBER:
        return _number(one, str(value))
    if one.kind is Kind.TICK:
        return bool(value)
    if one.kind is Kind.ITEMS:
        return [int(no) for no in value]
    if one.kind is Kind.ROWS:
        return list(_rows(one, value, today))
    return str(value).strip() if one.kind is not Kind.CHOICE else str(value)


def _number(one: Field, text: str) -> int:
    given = text.strip()
    if not given:
        raise ValueError(f"请填写“{one.label}”。")
    if not given.isascii() or not given.isdigit():
        raise ValueError(f"“{one.label}”请填写数字（现为“{text}”）。")
    return int(given)


MONEY, WORKDAYS = "以万元为单位写整数", "写工作日数"
"""What is asked for instead of what is no whole number."""


def whole(name: str, text: str, asked: str) -> int:
    """整数 of a field of text that may be left blank, which is 0. Faults with one sentence for that field."""
    given = text.strip()
    if given and not (given.isascii() and given.isdigit()):
        raise Faults([(name, f"“{text}”不是整数，请{asked}。")])
    return int(given or 0)


def _rows(one: Field, rows: Sequence[Values], today: date) -> Iterable[dict[str, Any]]:
    typing = [column for column in one.columns if not column.readonly and column.kind in {Kind.TEXT, Kind.LONG}]
    for row in rows:
        if one.fixed or any(str(row.get(column.name, "")).strip() for column in typing if not column.default):
            yield {column.name: _value(column, row.get(column.name, column.default), today) for column in one.columns}
