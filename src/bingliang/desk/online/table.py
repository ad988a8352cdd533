"""网上申报登记表: for zones that have nothing better, a table (Excel, CSV) with a filing in each row, without attachments.

A row is judged by the same schema as a package and becomes the same line; the table sent again registers nothing twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk.online.filings import Entered, Returned, enter
from bingliang.settings import factory

if TYPE_CHECKING:
    from pathlib import Path

    from bingliang.desk.desk import Desk
    from bingliang.exchange.tables import Row
    from bingliang.ledger.catalogue import Catalogue

NEEDED = ("申报号", "企业名称", "信用代码", "项目名称", "项目类型", "事项", "经办人", "证件号码", "联系电话")
MAY_BE = (
    "申报平台", "进入平台时间", "法定代表人", "住所", "项目代码", "建设地点", "单项工程", "证件类型", "有授权委托", "同意预收",
)  # fmt: skip
ENDINGS = (".xlsx", ".csv")
_HEADS = {
    "enterprise/credit_code": "信用代码", "enterprise/name": "企业名称", "enterprise/legal_representative": "法定代表人",
    "enterprise/address": "住所", "project/project_type": "项目类型", "project/name": "项目名称", "project/code": "项目代码",
    "project/site": "建设地点", "handler/id_number": "证件号码", "handler/id_type": "证件类型", "handler/name": "经办人",
    "handler/phone": "联系电话", "entered_at": "进入平台时间", "number": "申报号", "source": "申报平台", "works": "单项工程",
    "items": "事项",
}  # fmt: skip
"""清单的栏 and the heading under which a table has it."""
_YES = frozenset({"是", "有", "同意", "√", "1", "true"})
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::\d{2})?")


@dataclass(frozen=True, slots=True)
class TableEntered:
    """一张表的结果: the filings entered, and a sentence for every row that was not."""

    entered: tuple[Entered, ...]
    rejected: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """一句话."""
        fresh = sum(not one.again for one in self.entered)
        again = len(self.entered) - fresh
        parts = [f"入库 {fresh} 件"]
        parts += [f"以前已经入库 {again} 件"] if again else []
        parts += [f"没有入库 {len(self.rejected)} 行，{self.rejected[0].rstrip('。')}"] if self.rejected else []
        return f"{'，'.join(parts)}。"


def import_table(desk: Desk, path: Path) -> TableEntered:
    """导入登记表: every sound row is entered, every other one said with its line; ValueError when it is no such table."""
    from bingliang.exchange.tables import read_table

    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
    entered: list[Entered] = []
    rejected: list[str] = []
    for row in read_table(path, NEEDED, MAY_BE).rows:
        try:
            entered.append(_enter(desk, row, catalogue))
        except (Returned, _WrongRowError) as why:
            rejected.append(f"第 {row.line} 行：{why}")
    return TableEntered(tuple(entered), tuple(rejected))


class _WrongRowError(ValueError):
    """A row that cannot be entered, in one sentence."""


def _enter(desk: Desk, row: Row, catalogue: Catalogue) -> Entered:
    from bingliang.exchange.json_schema import faults, schema
    from bingliang.exchange.packages import FILING, Incoming, sm3

    if row.faults:
        raise _WrongRowError(f"{'；'.join(fault.rstrip('。') for fault in row.faults)}。")
    manifest = dict(_manifest(row.cells, catalogue))
    wrong = list(faults(manifest, schema(factory().resources / "online" / FILING)))
    if wrong:
        raise _WrongRowError(f"{'；'.join(map(_headed, wrong[:3]))}，请改正后再导入。")
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode("utf-8")
    return enter(desk, Incoming(manifest, sm3(text), ()))


def _headed(fault: str) -> str:
    return next(
        (fault.replace(f"“{name}”", f"“{head}”") for name, head in _HEADS.items() if f"“{name}”" in fault), fault
    )


def _manifest(cells: Mapping[str, str], catalogue: Catalogue) -> Iterator[tuple[str, Any]]:
    def cell(name: str) -> str:
        return cells.get(name, "").strip()

    def filled(**given: str) -> dict[str, str]:
        return {name: text for name, text in given.items() if text}

    yield from {"format": "bingliang-filing", "version": 1, "kind": "申报", "number": cell("申报号")}.items()
    yield "source", cell("申报平台") or "登记表"
    if moment := cell("进入平台时间"):
        yield "entered_at", _moment(moment)
    yield "enterprise", filled(
        name=cell("企业名称"), credit_code=cell("信用代码").upper(), legal_representative=cell("法定代表人"), address=cell("住所")
    )  # fmt: skip
    kind = cell("项目类型")
    code = next((held for held, name in catalogue.project_types.items() if kind in (held, name)), kind)
    yield "project", filled(name=cell("项目名称"), code=cell("项目代码"), project_type=code, site=cell("建设地点"))
    yield "works", cell("单项工程")
    yield "items", [_item(word, catalogue) for word in re.split(r"[、,，;；\s]+", cell("事项")) if word]
    yield "handler", {
        "name": cell("经办人"), "id_type": cell("证件类型") or "居民身份证", "id_number": cell("证件号码"),
        "phone": cell("联系电话"), "authorised": cell("有授权委托").lower() in _YES,
    }  # fmt: skip
    yield "hold_consent", cell("同意预收").lower() in _YES


def _moment(text: str) -> str:
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise _WrongRowError(f"进入平台时间“{text}”读不懂，请写成 2026-12-17 20:15。")
    return f"{found[1]}T{found[2]}+08:00"


def _item(word: str, catalogue: Catalogue) -> str:
    if word in catalogue.items:
        return word
    named = [code for code, item in catalogue.items.items() if item.name == word]
    if len(named) != 1:
        raise _WrongRowError(f"目录里没有事项“{word}”，请写事项编码或者全名，几项的用顿号隔开。")
    return named[0]
