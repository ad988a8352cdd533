"""填好的版块: the blocks of a form after the facts have been put in; plain text only, ready to be laid out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """标题."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """文号: the line below the title."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """段落: `lead` is its bold beginning; `style` is text, to (主送), heading (一级标题), small or center."""

    text: str
    lead: str = ""
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """栏: its head, its share of the width and how its cells stand."""

    head: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """表格: columns and rows of text; a bold `caption` above it stays with it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """栏目表: rows of label, value, label, value … in a frame."""

    rows: tuple[tuple[str, ...], ...]
    label: float = 5.0


@dataclass(frozen=True, slots=True)
class Ticks:
    """勾选清单: options with a drawn tick box, `columns` of them in a line."""

    options: tuple[str, ...]
    columns: int = 1
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """注: small numbered sentences."""

    items: tuple[str, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """落款: who signs, in what capacity, with which seal (`label`, printed grey in its place), and the date."""

    body: str
    date: str
    capacity: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """签名行: rows of labels, each followed by a line to write on."""

    rows: tuple[tuple[str, ...], ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """码: figures as QR code and/or Code 128; `place` is corner (beside the title) or line (in the text)."""

    data: str
    kinds: tuple[str, ...]
    place: str = "corner"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """空框: a frame `lines` high with a label, to write or to stick something in."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class Space:
    """空行: `lines` of them; a page of its own begins after it when `page` is set."""

    lines: int = 1
    page: bool = False


Filled = Title | Number | Text | Table | Pairs | Ticks | Notes | Seal | Sign | Code | Box | Space
