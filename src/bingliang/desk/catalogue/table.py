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
from bingliang.desk.acts.fields import ActForm, Choice
from bingliang.desk.catalogue.draft import ItemDraft
from bingliang.desk.catalogue.editions import tried
from bingliang.desk.catalogue.forms import STARTS, UNITS, after, form_of
from bingliang.desk.catalogue.said import CHECKED, NEEDED, SOMETIMES, UNCHECKED, row_of
from bingliang.desk.errors import Faults
from bingliang.desk.zone.editions import zone_text
from bingliang.exchange.tables import Rejected, Row, read_table
from bingliang.exchange.workbook import Sheet, write_workbook
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Item, Start, Unit

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue

PART, ENTRY = "｜", "‖"
NO_PROMISE = "不承诺"
_NOTE = (
    "空着的格不改；承诺时限写“不承诺”就是撤下。",
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
    wide = (10, 32, 22, 12, 12, *(18 for _ in _WRITTEN))
    sheet = Sheet("事项目录", (*_FIXED, *_WRITTEN), rows, title, widths=wide)
    try:
        write_workbook(Path(path), (sheet, Sheet("写法", ("怎样写",), [(line,) for line in _NOTE], widths=(90,))))
    except OSError as error:
        raise ValueError(
            f"文件“{path}”写不进去（{error.strerror}），请换一个文件夹，或者先关掉打开着的表格。"
        ) from error
    return path


_FIXED = ("编码", "事项", "落款机关", "办理方式", "自")


def _fixed(item: Item, catalogue: Catalogue) -> tuple[str | date, ...]:
    body = catalogue.bodies[item.body]
    return item.code, item.name, body.name or body.short, item.handling.value, item.effective_from


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
    "承诺时限": _promise(lambda promise: str(promise.value)),
    "承诺单位": _promise(lambda promise: _word(UNITS, promise.unit)),
    "承诺起算": _promise(lambda promise: promise.start.text),
    "法定依据": lambda item: f"{ENTRY}\n".join(item.legal_basis),
    "材料": lambda item: _joined(
        (one.code, one.source, str(one.originals), str(one.copies), NEEDED if one.required else SOMETIMES, one.when)
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
                bad.append(Rejected(lines[code], f"{code} {catalogue.items[code].name}", (said,)))
                draft = draft.without(code)
        together = fault(draft) if draft.rows else ""
        if together:
            raise ValueError(together)
    return draft, bad


def _said(desk: Desk, catalogue: Catalogue, row: Row, draft: ItemDraft) -> tuple[Any, Any]:
    code = row.cells["编码"]
    if code not in catalogue.items:
        raise ValueError(f"目录中没有编码为“{code}”的事项，请核对编码；新事项随程序的目录发布。")
    if row.faults:
        raise ValueError(" ".join(row.faults))
    form = form_of(desk, "edit_item", code, plain=True)
    values = dict(form.values)
    for column, field in _FIELDS.items():
        given = row.cells.get(column, "")
        if given:
            values[field] = _READ.get(field, _plain)(given, form, column)
    return row_of(form, values, catalogue.items[code], catalogue, draft.materials)


_FIELDS = {
    "法定时限": "limit_value", "法定单位": "limit_unit", "起算": "limit_start", "时限条文": "limit_article",
    "时限核对": "limit_checked", "承诺时限": "promise_value", "承诺单位": "promise_unit", "承诺起算": "promise_start",
    "法定依据": "legal_basis", "材料": "materials", "前置": "prerequisites", "特殊环节": "special_steps",
    "收费": "fee_text", "收费依据": "fee_ground",
}  # fmt: skip


def _plain(given: str, _form: ActForm, _column: str) -> Any:  # noqa: ANN401 - each field has its own
    return "" if given == NO_PROMISE else given


def _entries(given: str) -> list[str]:
    return [one for part in given.replace("||", ENTRY).split(ENTRY) if (one := part.strip())]


def _chosen(choices: Sequence[Choice]) -> Callable[[str, ActForm, str], str]:
    def read_choice(given: str, _form: ActForm, column: str) -> str:
        for one in choices:
            if given in (one.text, one.value):
                return one.value
        raise ValueError(f"“{column}”是“{given}”，只能写：{'、'.join(one.text for one in choices)}。")

    return read_choice


def _parted(names: Sequence[str], defaults: Mapping[str, str], least: int) -> Callable[[str, ActForm, str], Any]:
    def read_rows(given: str, _form: ActForm, column: str) -> list[dict[str, str]]:
        found = []
        for line in _entries(given):
            parts = [part.strip() for part in line.replace("|", PART).split(PART)]
            if not least <= len(parts) <= len(names):
                raise ValueError(f"“{column}”的“{line}”应有 {least} 到 {len(names)} 部分，用“｜”隔开。")
            filled = {name: part for name, part in zip(names, parts, strict=False) if part}
            found.append({**dict.fromkeys(names, ""), **defaults, **filled})
        return found

    return read_rows


def _materials(given: str, form: ActForm, column: str) -> list[dict[str, str]]:
    names = ("material", "source", "originals", "copies", "required", "when")
    filled = {"originals": "1", "copies": "0", "required": NEEDED}
    need = _chosen((Choice(NEEDED, NEEDED), Choice(SOMETIMES, SOMETIMES)))
    rows: list[dict[str, str]] = _parted(names, filled, 2)(given, form, column)
    return [{**row, "required": need(row["required"], form, column)} for row in rows]


def _steps(given: str, form: ActForm, column: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = _parted(("name", "ground", "longest", "unit"), {"unit": Unit.WORKDAY.value}, 2)(
        given, form, column
    )
    unit = _chosen(UNITS)
    return [{**row, "unit": unit(row["unit"], form, column)} for row in rows]


_EVERY_START = tuple(Choice(one.value, one.text) for one in Start)
_READ: Mapping[str, Callable[[str, ActForm, str], Any]] = {
    "limit_unit": _chosen(UNITS),
    "limit_start": _chosen(_EVERY_START),
    "limit_checked": _chosen((Choice(CHECKED, CHECKED), Choice(UNCHECKED, UNCHECKED))),
    "promise_unit": _chosen(UNITS[:2]),
    "promise_start": _chosen(STARTS),
    "legal_basis": lambda given, _form, _column: [{"basis": one} for one in _entries(given)],
    "materials": _materials,
    "prerequisites": _parted(("before", "kind", "ground", "detail"), {"kind": "法定前置"}, 3),
    "special_steps": _steps,
}


def told(table: ItemTable, lines: Sequence[str]) -> Consequence:
    """导入预览: what would change, every row that does not come in with its reasons."""
    changed, bad = len(table.draft.rows), len(table.rejected)
    head = f"“{table.name}”：{changed} 项有改动，{table.same} 项没有变化，退回 {bad} 行。"
    head += "存入草稿，还不生效。" if changed else "没有可以存入草稿的。"
    back = "\n".join(("退回的行：", *(f"第{one.line}行 {one.name}：{' '.join(one.why)}" for one in table.rejected)))
    unread = [f"没有读的列：{'、'.join(table.unread)}。"] if table.unread else []
    return Consequence((head, *lines), (), (), (), (), (*([back] if bad else []), *unread))
