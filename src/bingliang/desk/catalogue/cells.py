"""目录表的格: what stands in a cell of the table made into what the sheet of an item holds; ValueError in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.fields import Choice
from bingliang.desk.catalogue.forms import STARTS, UNITS
from bingliang.desk.catalogue.said import CHECKED, NEEDED, SOMETIMES, UNCHECKED
from bingliang.ledger.catalogue import Start, Unit

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm

PART, ENTRY = "｜", "‖"
NO_PROMISE, NO_EXTENSION = "不承诺", "不延长"

HEAD = {
    "事项": "item_name", "落款机关": "item_body", "办理方式": "item_handling", "事项类型": "item_type", "决定层级": "item_level",
    "阶段": "item_stage", "项目类型": "item_types", "结果": "item_result",
}  # fmt: skip
ALL_TYPES = "全部"


def head(cells: Mapping[str, str], form: ActForm) -> dict[str, Any]:
    """新增事项的前几列: names as they are exported, made into what the sheet holds."""
    fields = {one.name: one for one in form.fields}
    values: dict[str, Any] = {}
    for column, name in HEAD.items():
        given, choices = cells.get(column, ""), fields[name].choices
        if not given:
            raise ValueError(f"新增的事项要填“{column}”。")
        if name == "item_types":
            every = {one.text: int(one.value) for one in choices}
            words = list(every) if given == ALL_TYPES else [one for part in given.split("、") if (one := part.strip())]
            strange = [one for one in words if one not in every]
            if strange:
                raise ValueError(f"没有“{strange[0]}”这种项目类型，只能写：{ALL_TYPES}，或者{'、'.join(every)}。")
            values[name] = tuple(every[one] for one in words)
        elif choices:
            found = next((one.value for one in choices if _means(given, one)), "")
            if not found:
                raise ValueError(f"“{column}”是“{given}”，只能写：{'、'.join(one.text for one in choices)}。")
            values[name] = found
        else:
            values[name] = given
    return values


def _means(given: str, one: Choice) -> bool:
    """说的是它: by its word, its name or its code, also as the code stands behind the word that another zone uses."""
    return given in (one.value, one.text, one.note) or given.endswith(f"（{one.value}）")


def extension(given: str) -> dict[str, str]:
    """延长的一格 made into its four fields."""
    names = ("extension_value", "extension_unit", "extension_approver", "extension_article")
    if given == NO_EXTENSION:
        return dict.fromkeys(names, "") | {"extension_unit": Unit.WORKDAY.value}
    parts = [part.strip() for part in given.replace("|", PART).split(PART)]
    if len(parts) != len(names):
        raise ValueError(f"“延长”的“{given}”应有 {len(names)} 部分：数、单位、由谁批准、条文，用“｜”隔开。")
    unit = next((one.value for one in UNITS[:2] if parts[1] in (one.value, one.text)), "")
    if not unit:
        raise ValueError(f"“延长”的单位“{parts[1]}”，只能写：{'、'.join(one.text for one in UNITS[:2])}。")
    return dict(zip(names, (parts[0], unit, *parts[2:]), strict=True))


FIELDS = {
    "法定时限": "limit_value", "法定单位": "limit_unit", "起算": "limit_start", "时限条文": "limit_article",
    "时限核对": "limit_checked", "延长": "extension", "承诺时限": "promise_value", "承诺单位": "promise_unit", "承诺起算": "promise_start",
    "法定依据": "legal_basis", "材料": "materials", "前置": "prerequisites", "特殊环节": "special_steps",
    "收费": "fee_text", "收费依据": "fee_ground",
}  # fmt: skip


def plain(given: str, _form: ActForm, _column: str) -> Any:  # noqa: ANN401 - each field has its own
    """照写; what says that nothing is promised is empty."""
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
READ: Mapping[str, Callable[[str, ActForm, str], Any]] = {
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
