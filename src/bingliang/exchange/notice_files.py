"""节假日通知文件: reads resources/workdays, one TOML file for each notice of the State Council's office."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bingliang.ledger.workdays import Arrangement, Notice, check_notice

_KEYS = {"id", "title", "document_number", "published", "year", "source", "festival"}
_YEARS = range(2000, 2101)
_FESTIVAL_KEYS = {"name", "off", "work"}


def read_notices(folder: Path) -> tuple[Notice, ...]:
    """节假日通知 of a folder, in the order of publication.

    ValueError names the file and the key that is wrong; a folder without any notice is refused as well.
    """
    if not folder.is_dir():
        raise ValueError(f"找不到节假日通知的文件夹“{folder}”，请重新安装程序或核对路径。")
    notices: dict[str, Notice] = {}
    for path in sorted(folder.glob("*.toml")):
        notice = read_notice(path)
        if notice.id in notices:
            raise ValueError(f"文件{path.name}的 id“{notice.id}”与另一份通知相同，请改为不同的 id。")
        notices[notice.id] = notice
    if not notices:
        raise ValueError(f"文件夹“{folder}”里没有节假日通知（*.toml），请重新安装程序或核对路径。")
    return tuple(sorted(notices.values(), key=lambda notice: (notice.published, notice.id)))


def read_notice(path: Path) -> Notice:
    """一份通知 from one file. ValueError names the file and the key."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"文件{path.name}不是UTF-8编码（多半是GBK），请用记事本另存为UTF-8后再用。") from None
    return read_notice_text(text, path.name)


def read_notice_text(text: str, name: str) -> Notice:
    """一份通知 from the text of its file. ValueError names the file and the key."""
    table = _table(text, name)
    try:
        return check_notice(_notice(table))
    except ValueError as fault:
        raise ValueError(f"文件{name}：{str(fault).rstrip('。')}。") from None


def notice_toml(notice: Notice) -> str:
    """通知的文件文本: what `read_notice_text` reads back as the same notice."""
    lines = [
        f"id = {_quoted(notice.id)}",
        f"title = {_quoted(notice.title)}",
        f"document_number = {_quoted(notice.document_number)}",
        f"published = {notice.published.isoformat()}",
        f"year = {notice.year}",
        f"source = {_quoted(notice.source)}",
    ]
    for one in notice.arrangements:
        lines += ["", "[[festival]]", f"name = {_quoted(one.festival)}"]
        lines += [f"{key} = [{', '.join(day.isoformat() for day in days)}]" for key, days in _listed(one)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _listed(one: Arrangement) -> tuple[tuple[str, tuple[date, ...]], ...]:
    return ("off", one.off), ("work", one.work)


def _notice(table: dict[str, Any]) -> Notice:
    _known(table, _KEYS, "")
    festivals = table.get("festival")
    if not isinstance(festivals, list) or not all(isinstance(item, dict) for item in festivals):
        raise ValueError("缺少 [[festival]]，每个节日写一段")
    return Notice(
        id=_words(table, "id"),
        title=_words(table, "title"),
        document_number=_words(table, "document_number", empty=True),
        published=_day(table.get("published"), "published"),
        year=_year(table),
        arrangements=tuple(_arrangement(item, n) for n, item in enumerate(festivals, 1)),
        source=_words(table, "source"),
    )


def _table(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"文件{name}不是合格的TOML：{fault}，请照其他年份的文件改正。") from None


def _arrangement(item: dict[str, Any], place: int) -> Arrangement:
    where = f"第{place}个[[festival]]的"
    _known(item, _FESTIVAL_KEYS, where)
    return Arrangement(
        festival=_words(item, "name", where),
        off=_days(item, "off", where),
        work=_days(item, "work", where),
    )


def _known(table: dict[str, Any], keys: set[str], where: str) -> None:
    for key in table:
        if key not in keys:
            raise ValueError(f"{where}“{key}”不是可用的键，可用的是{'、'.join(sorted(keys))}")


def _words(table: dict[str, Any], key: str, where: str = "", *, empty: bool = False) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not (value.strip() or empty):
        raise ValueError(f"{where}“{key}”应为{'' if empty else '不空的'}文字")
    return value.strip()


def _year(table: dict[str, Any]) -> int:
    year = table.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or year not in _YEARS:
        raise ValueError("“year”应为四位年份，如 2026")
    return year


def _days(table: dict[str, Any], key: str, where: str) -> tuple[date, ...]:
    values = table.get(key)
    if not isinstance(values, list):
        raise ValueError(f"{where}“{key}”应为日期列表，如 [2026-01-01, 2026-01-02]")
    return tuple(_day(value, f"{where}{key}") for value in values)


def _day(value: object, key: str) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"“{key}”应为日期，如 2026-01-01，不加引号")
    return value
