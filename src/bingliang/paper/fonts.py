"""字体: the shipped faces, loaded when first needed, and the fallback from face to face for every single character."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.paper.truetype import Face

FILES = {
    "serif": "NotoSerifSC-Regular.ttf",
    "rare": "NotoSerifSCRare-Regular.ttf",
    "black": "NotoSerifSC-Black.ttf",
    "bold": "NotoSansSC-Bold.ttf",
    "sans": "NotoSansSC-Regular.ttf",
}
# A style looks for a character in its own face first; the rare faces are large and are only opened when needed.
CHAINS = {
    "text": ("serif", "rare", "sans"),
    "title": ("black", "serif", "rare", "sans"),
    "head": ("bold", "sans", "rare"),
    "screen": ("sans", "rare"),
    "screen-bold": ("bold", "sans", "rare"),
}
# What a Windows PC has of its own for official papers; never shipped. 方正小标宋 is there where an office has bought it.
OFFICE = {
    "text": ("simfang.ttf", "仿宋_GB2312.ttf"),
    "title": ("FZXBSJW.TTF", "方正小标宋简体.ttf", "方正小标宋_GBK.ttf"),
    "head": ("simhei.ttf",),
}
_office: dict[str, Path] = {}
# Drawn as paths, because no face of the house has them.
BLANK = "▢"
"""留空: the empty box, as large as a character, into which a sign that no face has is written by hand."""
TICKS = f"☑☐{BLANK}"


def folder() -> Path:
    """字体文件夹: where the shipped fonts lie."""
    return factory().resources / "fonts"


def adopt(office: bool, place: Path | None = None) -> dict[str, str]:  # noqa: FBT001  # it is the setting itself
    """用公文字体: 仿宋, 小标宋 and 黑体 of this PC before the shipped faces, or (False) the shipped ones alone.

    Answers style → file that will be used. A PC without a face, or with one that may not be embedded, keeps the shipped
    one for that style; lines break the same with either, because cells are counted, not glyphs.
    """
    held = place or Path(os.environ.get("WINDIR", "")) / "Fonts"
    wanted = {style: found for style in OFFICE if (found := _fit(held, style))} if office else {}
    if wanted != _office:
        _office.clear()
        _office.update(wanted)
        face.cache_clear()
        face_of.cache_clear()
    return {style: path.name for style, path in _office.items()}


def _fit(held: Path, style: str) -> Path | None:
    from bingliang.paper.truetype import fit

    return next((held / name for name in OFFICE[style] if fit(held / name)), None)


def chain(style: str) -> tuple[str, ...]:
    """字体的次序 of a style: the PC's own first where it is used."""
    return (f"{_OWN}{style}", *CHAINS[style]) if style in _office else CHAINS[style]


_OWN = "office-"


@cache
def face(name: str) -> Face:
    """字体文件: one face, registered with the PDF library under its short name; OSError when the file is missing."""
    from bingliang.paper.truetype import load

    own = _office.get(name.removeprefix(_OWN)) if name.startswith(_OWN) else None
    return load(f"bl-{name}", own or folder() / FILES[name])


@cache
def face_of(style: str, char: str) -> str | None:
    """单字取字体: the first face of the style that has the character, or None."""
    code = ord(char)
    for name in chain(style):
        if code in face(name).face.charToGlyph:
            return name
    return None


def faced(style: str, text: str) -> Iterator[tuple[str, str]]:
    """分段取字体: the text in pieces of one face each; ValueError names a character that no face has."""
    first = chain(style)[0]
    glyphs = face(first).face.charToGlyph
    if all(ord(char) in glyphs for char in text):
        yield first, text
        return
    piece, current = "", first
    for char in text:
        name = face_of(style, char)
        if name is None:
            raise ValueError(refuse_unprintable({char}))
        if name != current and piece:
            yield current, piece
            piece = ""
        current = name
        piece += char
    if piece:
        yield current, piece


def unprintable(text: str) -> set[str]:
    """打不出的字: the characters that no shipped face has (line feeds and drawn tick boxes are none of them)."""
    known = face("serif").face.charToGlyph
    doubtful = {char for char in set(text) if ord(char) not in known and char not in TICKS and char != "\n"}
    return {char for char in doubtful if face_of("text", char) is None}


def refuse_unprintable(chars: set[str]) -> str:
    """打不出的字的说明: one sentence that names each character with its code."""
    named = "、".join(f"“{char}”(U+{ord(char):04X})" for char in sorted(chars))
    named = re.sub(r"“[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufe00-\ufe0f\u200b-\u200f]”", "", named)
    return f"有打印不出的字：{named}，请核对录入，确为人名地名用字的，登记“批准留空手填”（新收件按 Ctrl+Shift+K，文书页按 Ctrl+B）以后可以印成空格、手工填写。"
