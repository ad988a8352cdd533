"""目录表: the catalogue as an Excel workbook and back: what differs goes into the draft, every row that does not with its reasons.

A blank cell leaves the field as it is; the entries of a field are divided by “‖”, the parts of an entry by “｜”.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import Choice
from bingliang.desk.catalogue.adding import new_row
from bingliang.desk.catalogue.cells import ENTRY, FIELDS, PART, READ, extension, head, plain
from bingliang.desk.catalogue.draft import ItemDraft
from bingliang.desk.catalogue.editions import tried
from bingliang.desk.catalogue.forms import UNITS, after, form_of
from bingliang.desk.catalogue.said import CHECKED, NEEDED, SOMETIMES, UNCHECKED, ZONE_MATERIAL, row_of
from bingliang.desk.errors import Faults
from bingliang.desk.zone.editions import zone_text
from bingliang.exchange.catalogue_zone import ZONE_ITEM
from bingliang.exchange.tables import Rejected, Row, read_table
from bingliang.exchange.workbook import Sheet, write_workbook
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Item

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue

_NOTE = (
    "空着的格不改；承诺时限写“不承诺”就是撤下，延长写“不延长”就是不能延长。",
    "编码以 Z- 开头、目录里没有的，是新增的事项：前面的各列也要填全，项目类型之间用顿号。",
    "延长：数｜单位｜由谁批准｜条文",
    "一格里有多条的，条与条之间用“‖”（或者“||”），各部分用“｜”（或者“|”）隔开。",
    "材料：编码或者名称｜来源依据｜原件｜复印件｜必需或者需要时｜什么时候要",
    "前置：事项编码（几项任一即可的用顿号）｜种类｜依据｜要哪一份",
    "特殊环节：名称｜依据｜最长｜单位",
    "改好以后在“事项目录”导入，先看会改变的内容，再写明文号启用。",
)


@dataclass(frozen=True, slots=True)
class ItemTable:
    """读好的目录表: what differs as a draft, rows that are the same counted, the others with their reasons."""

    name: str
    draft: ItemDraft
    same: int
    rejected: tuple[Rejected, ...]
    unread: tuple[str, ...]


# ── out ──


def export(desk: Desk, path: str) -> str:
    """存为 Excel the newest version of every item; answers the path. ValueError when the place takes no file."""
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        edition, today = look.editions()["catalogue"], look.today
    # the newest version of each, since that is what a change is made to
    rows = [
        [*_fixed(item, catalogue), *(write(item) for write in _WRITTEN.values())] for item in catalogue.items.values()
    ]
    title = f"事项目录 {today:%Y-%m-%d}（{'区第 ' + str(edition) + ' 版' if edition else '出厂目录'}）"
    wide = (10, 32, 22, 12, 12, 16, 10, 18, 24, 24, *(18 for _ in _WRITTEN))
    sheet = Sheet("事项目录", (*_FIXED, *_WRITTEN), rows, title, widths=wide)
    try:
        write_workbook(Path(path), (sheet, Sheet("写法", ("怎样写",), [(line,) for line in _NOTE], widths=(90,))))
    except OSError as error:
        raise ValueError(
            f"文件“{path}”写不进去（{error.strerror}），请换一个文件夹，或者先关掉打开着的表格。"
        ) from error
    return path


_FIXED = ("编码", "事项", "落款机关", "办理方式", "自", "事项类型", "决定层级", "阶段", "项目类型", "结果")
"""What a table says of an item without changing it; of a new one it is read."""


def _fixed(item: Item, catalogue: Catalogue) -> tuple[str | date, ...]:
    body = catalogue.bodies[item.body]
    stage = next((one.name for one in catalogue.stages if one.code == item.stage), item.stage)
    types = "、".join(catalogue.project_types[code] for code in item.project_types)
    return (
        item.code, item.name, f"{body.short}（{body.code}）", item.handling.value, item.effective_from, item.kind,
        item.decided_by, stage, types, item.result,
    )  # fmt: skip


def _word(choices: Sequence[Choice], value: str) -> str:
    return next((one.text for one in choices if one.value == value), value)


def _limit(get: Callable[[Any], str]) -> Callable[[Item], str]:
    return lambda item: get(item.limit) if item.limit else ""


def _promise(get: Callable[[Any], str]) -> Callable[[Item], str]:
    return lambda item: get(item.promise) if item.promise else ""


def _joined(rows: Iterable[Sequence[str]]) -> str:
    return f"{ENTRY}\n".join(PART.join(parts).rstrip(PART) for parts in rows)


_WRITTEN: Mapping[str, Callable[[Item], str]] = {
    "法定时限": _limit(lambda limit: str(limit.value)),
    "法定单位": _limit(lambda limit: _word(UNITS, limit.unit)),
    "起算": _limit(lambda limit: limit.start.text),
    "时限条文": _limit(lambda limit: limit.article),
    "时限核对": _limit(lambda limit: CHECKED if limit.verified else UNCHECKED),
    "延长": lambda item: (
        PART.join(
            (
                str(item.extension.value),
                _word(UNITS, item.extension.unit),
                item.extension.approver,
                item.extension.article,
            )
        )
        if item.extension
        else ""
    ),
    "承诺时限": _promise(lambda promise: str(promise.value)),
    "承诺单位": _promise(lambda promise: _word(UNITS, promise.unit)),
    "承诺起算": _promise(lambda promise: promise.start.text),
    "法定依据": lambda item: f"{ENTRY}\n".join(item.legal_basis),
    "材料": lambda item: _joined(
        # a material of the zone's own goes by its name, which another zone can register under a code of its own
        (
            one.name if one.code.startswith(ZONE_MATERIAL) else one.code,
            one.source,
            str(one.originals),
            str(one.copies),
            NEEDED if one.required else SOMETIMES,
            one.when,
        )
        for one in item.materials
    ),
    "前置": lambda item: _joined(
        ("、".join(one.items), one.kind.value, one.ground, one.detail) for one in item.prerequisites
    ),
    "特殊环节": lambda item: _joined(
        (one.name, one.ground, str(one.longest or ""), _word(UNITS, one.unit)) for one in item.special_steps
    ),
    "收费": lambda item: item.fee.text,
    "收费依据": lambda item: item.fee.ground,
}
"""What a table may change, column by column."""

# ── in ──


def read(desk: Desk, path: Path) -> ItemTable:
    """读表: ValueError in one sentence when the file itself cannot be read as a table."""
    try:
        table = read_table(path, ("编码",), (*_FIXED[1:], *_WRITTEN))
    except OSError as fault:
        raise ValueError(f"文件“{path}”打不开（{fault.strerror}），请核对路径。") from fault
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
    draft, same, bad = ItemDraft(), 0, []
    lines: dict[str, int] = {}
    for row in table.rows:
        code = row.cells["编码"]
        try:
            if code in lines:
                raise ValueError(f"与第{lines[code]}行是同一个事项，请删去一行。")  # noqa: TRY301 - told like the others
            said, materials = _said(desk, catalogue, row, draft)
            if len(said) > 1:
                draft = draft.having(said, materials)
            else:
                same += 1
            lines[code] = row.line
        except (Refusal, ValueError) as why:
            bad.append(_rejected(row, catalogue, why))
    draft, more = _sound(desk, catalogue, draft, lines)
    return ItemTable(table.name, draft, same, (*bad, *more), table.unknown)


def _rejected(row: Row, catalogue: Catalogue, why: Exception) -> Rejected:
    said = tuple(sentence for _, sentence in why.faults) if isinstance(why, Faults) else (str(why),)
    code = row.cells["编码"]
    name = catalogue.items[code].name if code in catalogue.items else row.cells.get("事项", "")
    return Rejected(row.line, f"{code} {name}".strip(), said)


def _sound(
    desk: Desk, catalogue: Catalogue, draft: ItemDraft, lines: Mapping[str, int]
) -> tuple[ItemDraft, list[Rejected]]:
    """合在一起能不能用: only when not, each row is tried by itself to find which."""
    held, bad = zone_text(desk), []

    def fault(some: ItemDraft) -> str:
        try:
            tried(held, some, after(catalogue, some.rows), "导入")
        except (Refusal, ValueError) as why:
            return str(why)
        return ""

    if draft.rows and fault(draft):
        for code, row in tuple(draft.rows.items()):
            said = fault(ItemDraft({code: row}, draft.materials))
            if said:
                name = catalogue.items[code].name if code in catalogue.items else str(row.get("name", ""))
                bad.append(Rejected(lines[code], f"{code} {name}".strip(), (said,)))
                draft = draft.without(code)
        together = fault(draft) if draft.rows else ""
        if together:
            raise ValueError(together)
    return draft, bad


def _said(desk: Desk, catalogue: Catalogue, row: Row, draft: ItemDraft) -> tuple[Any, Any]:
    code = row.cells["编码"]
    known = code in catalogue.items
    if not known and not code.startswith(ZONE_ITEM):
        raise ValueError(f"目录中没有编码为“{code}”的事项，请核对编码；本区新增的事项，编码以“{ZONE_ITEM}”开头。")
    if row.faults:
        raise ValueError(" ".join(row.faults))
    form = form_of(desk, "edit_item", code, plain=True) if known else form_of(desk, "new_item")
    values = dict(form.values) if known else {**form.values, "item_code": code, **head(row.cells, form)}
    for column, field in FIELDS.items():
        given = row.cells.get(column, "")
        if given and field == "extension":
            values |= extension(given)
        elif given:
            values[field] = READ.get(field, plain)(given, form, column)
    if not known:
        return new_row(form, values, catalogue, draft.materials)
    return row_of(form, values, catalogue.items[code], catalogue, draft.materials)


def told(table: ItemTable, lines: Sequence[str]) -> Consequence:
    """导入预览: what would change, every row that does not come in with its reasons."""
    changed, bad = len(table.draft.rows), len(table.rejected)
    head = f"“{table.name}”：{changed} 项有改动，{table.same} 项没有变化，退回 {bad} 行。"
    head += "存入草稿，还不生效。" if changed else "没有可以存入草稿的。"
    back = "\n".join(("退回的行：", *(f"第{one.line}行 {one.name}：{' '.join(one.why)}" for one in table.rejected)))
    unread = [f"没有读的列：{'、'.join(table.unread)}。"] if table.unread else []
    return Consequence((head, *lines), (), (), (), (), (*([back] if bad else []), *unread))
