"""填写: puts the facts into a form's blocks; what is missing is named and refused, never printed as an empty place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from bingliang.paper import filled, fonts
from bingliang.paper.form import COUNT, PLACEHOLDER, Copy, Form, condition
from bingliang.paper.vocabulary import FactError, UnprintableError, found

_OWNER = ("body.name", "body.capacity", "body.seal")
BLANKS = "blanks"
"""留空手填: the fact that names the signs that an approved act lets be printed as an empty box."""
_BODY, _ZONE = "body.", "zone."
"""What the zone says of itself, filled in once for all papers."""
POINTS = {
    "decision.public_place": "许可决定的公开处",
    "opinion.contact": "意见联系单的联系人",
    "forwarding.contact": "意见联系单的联系人",
    "meeting.contact": "意见联系单的联系人",
    "zone.lead_unit": "牵头单位名称",
    "zone.lead_phone": "窗口电话",
    "zone.counter_name": "窗口所在单位",
    "zone.complaint_line": "效能投诉电话",
    "zone.address": "收件和领取地点",
    "zone.explanation_days": "超时公开说明的期限",
    "zone.explanation_place": "超时公开说明的公开处",
    "zone.notice_number": "承诺时限公告的文号",
    "zone.notice_date": "承诺时限公告的发布日期",
    "zone.notice_link": "承诺时限公告的公开处",
}
"""Facts that the zone says once, by the words under which the settings ask for them."""
_REMEDY = ("body.reconsideration", "body.court", "body.online_channel")


class Filling:
    """填写一份文书: one form with one set of facts; `row` is the current row of an `each`, `at` where it stands."""

    def __init__(self, form: Form, facts: Mapping[str, Any]) -> None:
        self.form = form
        self.facts = facts
        self.copy = 1
        self.blanked = False
        self._blanks = dict.fromkeys(map(ord, str(facts.get(BLANKS, ""))), fonts.BLANK)
        self._each = ""
        self._row: object = None
        self._at = ""

    def blocks(self, copy: Copy, number: int) -> list[filled.Filled]:
        """版块: the blocks of one copy (numbered from 1); FactError names what is missing."""
        result: list[filled.Filled] = []
        self.copy = number
        self._counted = 0
        for block in self.form.blocks:
            if number in block.get("only", (number,)) and self._holds(block):
                result.extend(_MAKERS[block["kind"]](self, block, copy))
        return result

    def text(self, template: str) -> str:
        """填空: a template with every placeholder replaced."""
        written = PLACEHOLDER.sub(lambda match: self._tick(match[2]) if match[1] else self._value(match[2]), template)
        if not self._blanks:
            return written
        left = written.translate(self._blanks)
        self.blanked = self.blanked or left != written
        return left

    def line(self, template: str) -> str:
        """填空: in one line, for places that have no second one."""
        return " ".join(self.text(template).split("\n"))

    def rows(self, name: str) -> Iterator[None]:
        """逐行: steps through a list fact, while `text` and `holds` see the current row."""
        rows = self._get(name)
        if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
            raise self._missing(name)
        # A list inside the row of another list: the outer row comes back afterwards.
        outer = (self._each, self._row, self._at)
        full = self._each + name if name.startswith(".") else name
        for number, row in enumerate(rows, 1):
            self._each, self._row, self._at = full, row, f"{full}第{number}行"
            yield
        self._each, self._row, self._at = outer

    def holds(self, block: Mapping[str, Any]) -> bool:
        """条件: whether the block's `when` holds (a fact is true when it is there and not empty)."""
        return self._holds(block)

    def _holds(self, block: Mapping[str, Any]) -> bool:
        if "when" not in block:
            return True
        name, wanted = condition(block["when"])
        return bool(self._get(name)) is wanted

    def _get(self, name: str) -> object:
        if name == ".":
            return self._row
        if name.startswith("."):
            return found(self._row, name[1:]) if isinstance(self._row, Mapping) else None
        return found(self.facts, name)

    def _value(self, name: str) -> str:
        if name == COUNT:
            self._counted += 1
            return self.form.vocabulary.words["ordinals"][self._counted - 1]
        value = self._get(name)
        full = self._full(name)
        if value is None or value in ("", [], {}):
            raise self._missing(name)
        written = self.form.vocabulary.written(full, value) if name != "." else str(value)
        if not written:
            raise self._missing(name)
        return written

    def _tick(self, name: str) -> str:
        return "☑" if self._get(name) else "☐"

    def _full(self, name: str) -> str:
        if name == ".":
            return self._each
        return self._each + name if name.startswith(".") else name

    def _missing(self, name: str) -> FactError:
        full = self._full(name)
        fact = self.form.vocabulary.facts[full]
        if full in POINTS or full.startswith(_ZONE):
            return FactError(
                f"《{self.form.title}》要印的“{POINTS.get(full, fact.label)}”还没有填，不能出具，"
                "请管理员在“设置 → 待确认的口径”里填写。"
            )
        if full.startswith(_BODY):
            return FactError(
                f"《{self.form.title}》要印的“{fact.label}”还没有填，不能出具，请管理员在“设置 → 落款机关”里填写。"
            )
        where = f"{full}，{self._at}" if self._at and name.startswith(".") else full
        return FactError(f"《{self.form.title}》缺少“{fact.label}”（{where}），不能出具，请补录后再打印。")


def check_facts(form: Form, facts: Mapping[str, Any]) -> None:
    """核对: FactError when the paper cannot be made from these facts (an incomplete 落款机关, a missing fact, a character
    that cannot be printed); nothing is drawn.
    """
    check_owner(form, facts)
    every = Filling(form, facts)
    copies = [every.blocks(copy, number) for number, copy in enumerate(form.copies, 1)]
    text = "".join(part for blocks in copies for block in blocks for part in _strings(block))
    text += every.line(form.foot) + every.line(form.perforation)
    if missing := fonts.unprintable(text):
        raise UnprintableError(fonts.refuse_unprintable(missing), frozenset(missing))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    else:
        kind: Any = type(value)
        for name in _fields(kind):
            yield from _strings(getattr(value, name))


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def check_owner(form: Form, facts: Mapping[str, Any]) -> None:
    """落款机关: refused while it is not complete (《行政许可法》第二十四条,《行政复议法》第二十条)."""
    wanted = (_OWNER if form.owner else ()) + (_REMEDY if form.remedy else ())
    missing = [form.vocabulary.facts[name].label for name in wanted if not found(facts, name)]
    if missing:
        body = found(facts, "body.name") or form.vocabulary.facts["body"].label
        raise FactError(
            f"“{body}”的落款信息不全（缺{'、'.join(missing)}），依《行政许可法》第二十四条和《行政复议法》第二十条"
            f"不能出具《{form.title}》，请管理员在“设置 → 落款机关”里补全。"
        )


def _title(filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    return [filled.Title(filling.line(block.get("text", filling.form.title)))]


def _number(filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    return [filled.Number(filling.line(block["text"]))]


def _text(filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    style = block["kind"] if block["kind"] != "text" else block.get("style", "text")

    def made() -> list[filled.Filled]:
        parts = _cell(filling, block["text"]).split("\n")
        lead = filling.text(block.get("lead", ""))
        return [filled.Text(part, "" if place else lead, style) for place, part in enumerate(parts)]

    if "each" in block:
        # What is the same for several rows (one contact for five items) is said once.
        return [part for row in dict.fromkeys(tuple(made()) for _ in filling.rows(block["each"])) for part in row]
    return list(made())


def _cell(filling: Filling, template: object) -> str:
    """A cell is a text, or a list of texts with conditions of which those that hold are joined."""
    if isinstance(template, str):
        return filling.text(template)
    parts = template if isinstance(template, Sequence) else ()
    return "".join(
        filling.text(part if isinstance(part, str) else part["text"])
        for part in parts
        if isinstance(part, str) or filling.holds(part)
    )


def _table(filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    shown = [column for column in block["columns"] if filling.holds(column)]
    columns = tuple(filled.Column(c.get("head", ""), c["width"], c.get("align", "left")) for c in shown)
    if "each" in block:
        rows = [tuple(_cell(filling, c["text"]) for c in shown) for _ in filling.rows(block["each"])]
    else:
        rows = [tuple(_cell(filling, cell) for cell in row) for row in block["rows"]]
    return [filled.Table(columns, tuple(rows), filling.text(block.get("caption", "")))]


def _pairs(filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    rows = []
    for row in block["rows"]:
        entry = {"cells": row} if isinstance(row, list) else row
        if filling.copy in entry.get("only", (filling.copy,)) and filling.holds(entry):
            rows.append(tuple(_cell(filling, cell) for cell in entry["cells"]))
    return [filled.Pairs(tuple(rows), block.get("label", 5.0))]


def _ticks(filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    if "each" in block:
        options = [filling.text(block["text"]) for _ in filling.rows(block["each"])]
    else:
        options = [_cell(filling, [option]) for option in block["options"]]
    return [
        filled.Ticks(
            tuple(option for option in options if option), block.get("columns", 1), filling.text(block.get("lead", ""))
        )
    ]


def _notes(filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    items = tuple(item for item in (_cell(filling, [part]) for part in block["items"]) if item)
    return [filled.Notes(items, filling.line(block.get("lead", "")))]


def _seal(filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    capacity = _cell(filling, [block["capacity"]]) if "capacity" in block else ""
    return [
        filled.Seal(
            filling.line(block["body"]),
            filling.line(block.get("date", "")),
            capacity,
            filling.line(block.get("label", "")),
        )
    ]


def _sign(filling: Filling, block: Mapping[str, Any], copy: Copy) -> list[filled.Filled]:
    rows = tuple(tuple(filling.line(label) for label in row) for row in block.get("rows", copy.sign))
    return [filled.Sign(rows, filling.line(block.get("lead", "")))] if rows else []


def _code(filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    data = filling.line(block["data"])
    kinds: tuple[str, ...] = tuple(block.get("kinds", ("qr",)))
    if not (data.isascii() and data.isdigit()):
        # the number of a case taken over from another system may hold characters, which only the square code carries
        kinds = tuple("words" if kind == "code128" else kind for kind in kinds)
    return [filled.Code(data, kinds, block.get("place", "corner"), filling.line(block.get("text", "")))]


def _box(filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    return [filled.Box(filling.line(block["label"]), block.get("lines", 3))]


def _space(_filling: Filling, block: Mapping[str, Any], _copy: Copy) -> list[filled.Filled]:
    return [filled.Space(block.get("lines", 1), page=block["kind"] == "break")]


_MAKERS: Mapping[str, Any] = {
    "title": _title,
    "number": _number,
    "to": _text,
    "heading": _text,
    "text": _text,
    "table": _table,
    "pairs": _pairs,
    "ticks": _ticks,
    "notes": _notes,
    "seal": _seal,
    "sign": _sign,
    "code": _code,
    "box": _box,
    "space": _space,
    "break": _space,
}
