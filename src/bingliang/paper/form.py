"""文书样式: one TOML file per paper in forms/, loaded and checked; the paper's wording lives there and nowhere else.

A form knows only placeholders `{fact}`, tick boxes `{?fact}`, `when = "fact"` (or `"not fact"`) and `each = "list"`.
Inside `each`, `{.field}` is a field of the row and `{.}` the row itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from bingliang.paper.vocabulary import FormError, Vocabulary, merged, parsed_toml, read_text, read_vocabulary

PLACEHOLDER = re.compile(r"\{(\??)([^{}]*)\}")
PROFILES = ("公文", "凭证", "小票")
VOCABULARY = "facts.toml"
COUNT = "#"
"""`{#}` counts the parts that are printed: 一, 二, 三; a part left out leaves no gap."""
_TOP = {
    "title",
    "series",
    "profile",
    "owner",
    "remedy",
    "ground",
    "trigger",
    "roll",
    "foot",
    "perforation",
    "about",
    "asks",
    "owes",
    "copies",
    "blocks",
    "sample",
}
ABOUT = ("事项", "整件")
SIGN, SEAL, SERVE = "签署", "用印", "送达"
OWES = (SIGN, SEAL, SERVE)
_ALWAYS = {"kind", "when", "only"}
KINDS: dict[str, set[str]] = {
    "title": {"text"},
    "number": {"text"},
    "to": {"text"},
    "heading": {"text"},
    "text": {"text", "lead", "each", "style"},
    "table": {"each", "columns", "rows", "caption"},
    "pairs": {"rows", "label"},
    "ticks": {"options", "columns", "lead", "each", "text"},
    "notes": {"items", "lead"},
    "seal": {"body", "date", "capacity", "label"},
    "sign": {"rows", "lead"},
    "code": {"data", "kinds", "place", "text"},
    "box": {"label", "lines"},
    "space": {"lines"},
    "break": set(),
}
_NEEDED = {
    "to": "text",
    "heading": "text",
    "text": "text",
    "number": "text",
    "pairs": "rows",
    "notes": "items",
    "code": "data",
    "box": "label",
    "table": "columns",
    "seal": "body",
}


@dataclass(frozen=True, slots=True)
class Copy:
    """联: its name, who keeps it, and the sign rows it carries."""

    name: str
    keeper: str
    sign: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """另填的一项: a fact that nobody but the clerk knows; `source` names a fact of the case that is offered for it."""

    fact: str
    help: str = ""
    default: str = ""
    source: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Form:
    """文书样式: `key` is the file's name; `edition` the SHA-256 of its text, stored with every paper made from it.

    `owner` asks for a complete 落款机关 and `remedy` for 复议机关 and 法院 besides (《行政复议法》第二十条). With `about`
    (事项 or 整件) the clerk may draw it up by itself, and `asks` says what he fills in. `owes` is what must still happen
    to the printed paper: 签署 by the applicant, 用印, 送达; without a word of its own, what its blocks and copies show.
    """

    key: str
    title: str
    series: str
    profile: str
    owner: bool
    remedy: bool
    ground: tuple[str, ...]
    trigger: str
    roll: int
    foot: str
    perforation: str
    copies: tuple[Copy, ...]
    blocks: tuple[Mapping[str, Any], ...]
    edition: str
    vocabulary: Vocabulary
    own_sample: Mapping[str, Any]
    about: str = ""
    asks: tuple[Ask, ...] = ()
    owes: tuple[str, ...] = ()

    def required_facts(self) -> frozenset[str]:
        """必填事实: names without which the paper is refused; a field of a list reads list.field."""
        return self._facts[0]

    def optional_facts(self) -> frozenset[str]:
        """选填事实: names that only a condition or a tick box asks for."""
        return self._facts[1]

    @cached_property
    def _facts(self) -> tuple[frozenset[str], frozenset[str]]:
        """Read off the blocks once; every paper that is drawn up asks for them."""
        found = list(uses(self))
        required = frozenset(use.name for use in found if not use.conditional and not use.asked)
        return required, frozenset(use.name for use in found) - required

    def sample(self) -> dict[str, Any]:
        """示例: sample facts with which the form can be previewed."""
        return merged(self.vocabulary.sample, self.own_sample)


@dataclass(frozen=True, slots=True)
class Use:
    """引用: one name used in a form; `asked` when it is only tested or ticked; `text` is what stands in the file."""

    name: str
    conditional: bool
    asked: bool
    text: str
    block: int


def read_forms(folder: Path) -> dict[str, Form]:
    """读取全部文书样式: every TOML file of the folder by its name; FormError names file, line and field."""
    vocabulary = read_vocabulary(folder / VOCABULARY)
    paths = sorted(path for path in folder.glob("*.toml") if path.name != VOCABULARY)
    return {path.stem: read_form(path, vocabulary) for path in paths}


def read_form(path: Path, vocabulary: Vocabulary) -> Form:
    """读取一个文书样式: loaded and checked; FormError names file, line and field."""
    return read_form_text(read_text(path), path.name, vocabulary)


def read_form_text(text: str, name: str, vocabulary: Vocabulary) -> Form:
    """读取一个文书样式 from its text, as a zone keeps it in the database; `name` is the file's name."""
    table = parsed_toml(text, name)
    lines = text.split("\n")
    _check_top(name, lines, table)
    form = Form(
        key=name.removesuffix(".toml"),
        title=table["title"],
        series=table.get("series", ""),
        profile=table["profile"],
        owner=table.get("owner", False),
        remedy=table.get("remedy", False),
        ground=tuple(table.get("ground", ())),
        trigger=table.get("trigger", ""),
        roll=table.get("roll", 80),
        foot=table.get("foot", ""),
        perforation=table.get("perforation", ""),
        copies=tuple(_copy(entry) for entry in table.get("copies", ())) or (Copy("", "", ()),),
        blocks=tuple(table["blocks"]),
        edition=hashlib.sha256(text.encode()).hexdigest(),
        vocabulary=vocabulary,
        own_sample=table.get("sample", {}),
        about=table.get("about", ""),
        asks=tuple(_ask(name, lines, entry) for entry in table.get("asks", ())),
    )
    _check_blocks(name, lines, form)
    form = replace(form, owes=_owes(name, lines, table, form))
    used = form.required_facts() | form.optional_facts()
    for ask in form.asks:
        if ask.fact not in used:
            line = _line_of(lines, -1, ask.fact)
            raise FormError(f"文书样式“{name}”第{line}行要填的“{ask.fact}”在正文里没有用到，请删去或者写进正文。")
    for use in uses(form):
        if use.name not in vocabulary.facts:
            line = _line_of(lines, use.block, use.text)
            raise FormError(f"文书样式“{name}”第{line}行的“{use.text}”不在词表 {VOCABULARY} 里，请改用已有的名称。")
    return form


def uses(form: Form) -> Iterator[Use]:
    """全部引用: every name that the form's foot, perforation and blocks use."""
    for text in (form.foot, form.perforation):
        yield from _placeholders(text, "", conditional=False, block=-1)
    for copy in form.copies:
        for row in copy.sign:
            for label in row:
                yield from _placeholders(label, "", conditional=False, block=-1)
    for number, block in enumerate(form.blocks):
        yield from _walk(block, "", conditional=False, block=number)


def _walk(node: object, row: str, *, conditional: bool, block: int) -> Iterator[Use]:
    if isinstance(node, str):
        yield from _placeholders(node, row, conditional=conditional, block=block)
    elif isinstance(node, Mapping):
        if "when" in node:
            name = condition(node["when"])[0]
            yield Use(_full(name, row), conditional=True, asked=True, text=name, block=block)
            conditional = True
        if "each" in node:
            yield Use(_full(node["each"], row), conditional=conditional, asked=False, text=node["each"], block=block)
            row = node["each"]
        for key, value in node.items():
            if key not in {"when", "each", "kind", "align", "style", "place", "kinds"}:
                yield from _walk(value, row, conditional=conditional, block=block)
    elif isinstance(node, Sequence):
        for part in node:
            yield from _walk(part, row, conditional=conditional, block=block)


def _placeholders(text: str, row: str, *, conditional: bool, block: int) -> Iterator[Use]:
    for found in PLACEHOLDER.finditer(text):
        if found[2] == COUNT:
            continue
        yield Use(_full(found[2], row), conditional=conditional, asked=bool(found[1]), text=found[0], block=block)


def condition(text: str) -> tuple[str, bool]:
    """条件: the name of a `when` and whether it must hold (False after `not`)."""
    name = text.removeprefix("not ")
    return name, name == text


def _full(name: str, row: str) -> str:
    if name == ".":
        return row
    return row + name if name.startswith(".") else name


def _copy(entry: Mapping[str, Any]) -> Copy:
    return Copy(entry["name"], entry.get("keeper", ""), tuple(tuple(row) for row in entry.get("sign", ())))


def _ask(name: str, lines: Sequence[str], entry: Mapping[str, Any]) -> Ask:
    if not entry.get("fact"):
        raise FormError(f"文书样式“{name}”第{_line_of(lines, -1, 'asks')}行的“asks”有一项缺少“fact”，请补上。")
    return Ask(
        entry["fact"],
        entry.get("help", ""),
        entry.get("default", ""),
        entry.get("from", ""),
        entry.get("optional", False),
    )


def _owes(name: str, lines: Sequence[str], table: Mapping[str, Any], form: Form) -> tuple[str, ...]:
    said = table.get("owes")
    if said is None:
        seal = any(block["kind"] == "seal" for block in form.blocks)
        serve = any("签收" in label for copy in form.copies for row in copy.sign for label in row)
        return (SEAL,) * seal + (SERVE,) * serve
    if wrong := [word for word in said if word not in OWES]:
        line = _line_of(lines, -1, "owes")
        raise FormError(f"文书样式“{name}”第{line}行的“owes”不认识“{wrong[0]}”，可用的是：{'、'.join(OWES)}。")
    return tuple(said)


def _check_top(name: str, lines: Sequence[str], table: Mapping[str, Any]) -> None:
    for key in table:
        if key not in _TOP:
            raise FormError(f"文书样式“{name}”第{_line_of(lines, -1, key)}行的“{key}”不认识，请删去或改名。")
    for key in ("title", "profile", "blocks"):
        if not table.get(key):
            raise FormError(f"文书样式“{name}”第1行起缺少“{key}”，请补上。")
    if table["profile"] not in PROFILES:
        line = _line_of(lines, -1, "profile")
        raise FormError(f"文书样式“{name}”第{line}行的“profile”应是{'、'.join(PROFILES)}之一，请改正。")
    if table.get("about", ABOUT[0]) not in ABOUT:
        line = _line_of(lines, -1, "about")
        raise FormError(f"文书样式“{name}”第{line}行的“about”应是{'、'.join(ABOUT)}之一，请改正。")
    for entry in table.get("copies", ()):
        if not entry.get("name"):
            raise FormError(f"文书样式“{name}”第{_line_of(lines, -1, '[[copies]]')}行的联次缺少“name”，请补上。")


def _check_blocks(name: str, lines: Sequence[str], form: Form) -> None:
    for number, block in enumerate(form.blocks):
        kind = block.get("kind")
        line = _line_of(lines, number, "")
        if kind not in KINDS:
            raise FormError(f"文书样式“{name}”第{line}行的版块种类“{kind}”不认识，可用的是：{'、'.join(KINDS)}。")
        for key in block:
            if key not in KINDS[kind] | _ALWAYS:
                line = _line_of(lines, number, key)
                raise FormError(f"文书样式“{name}”第{line}行的“{key}”不能用在“{kind}”版块里，请删去或改名。")
        needed = _NEEDED.get(kind, "")
        if needed and not block.get(needed):
            raise FormError(f"文书样式“{name}”第{line}行的“{kind}”版块缺少“{needed}”，请补上。")
        if kind == "table" and not (block.get("each") or block.get("rows")):
            raise FormError(f"文书样式“{name}”第{line}行的表格缺少“each”或“rows”，请补上。")


def _line_of(lines: Sequence[str], block: int, text: str) -> int:
    """The line in the file where a block (counted from 0; -1 for the head) has the text; its first line otherwise."""
    heads = [number for number, line in enumerate(lines, 1) if line.strip() == "[[blocks]]"]
    first = heads[block] if 0 <= block < len(heads) else 1
    later = [head for head in heads if head > first]
    last = later[0] if later and block >= 0 else len(lines) + 1
    for number in range(first, last):
        if text and text in lines[number - 1]:
            return number
    return first
