"""可编辑的文稿: a small RTF document (title, headings, paragraphs, tables); Word, WPS and LibreOffice open it and save it on."""

from __future__ import annotations

from collections.abc import Sequence

_WIDE = 9000
"""宽 of the text in twips: A4 with margins of 28 and 26 mm."""
_HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0\uc1"
    r"{\fonttbl{\f0\fnil\fcharset134 FangSong;}{\f1\fnil\fcharset134 SimHei;}}"
    r"\paperw11906\paperh16838\margl1588\margr1474\margt2098\margb1984\fs32\lang2052 "
)


class Document:
    """文稿: filled from top to bottom, then its `bytes`."""

    def __init__(self, title: str) -> None:
        self._parts = [_HEAD, rf"\pard\qc\sa240\f1\fs44 {_escaped(title)}\par "]

    def line(self, text: str, *, centred: bool = False) -> None:
        """一行, without indent."""
        side = r"\qc" if centred else ""
        self._parts.append(rf"\pard{side}\sa120\f0\fs28 {_escaped(text)}\par ")

    def heading(self, text: str) -> None:
        """小标题."""
        self._parts.append(rf"\pard\sb160\sa80\keepn\f1\fs32 {_escaped(text)}\par ")

    def paragraph(self, text: str) -> None:
        """一段, its first line two signs in."""
        self._parts.append(rf"\pard\fi640\sa80\f0\fs32 {_escaped(text)}\par ")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[int]) -> None:
        """一张表: `wide` the share of each column."""
        edges, at = [], 0
        for share in wide:
            at += share
            edges.append(_WIDE * at // sum(wide))
        self._row(heads, edges, r"\f1\b ", repeated=True)
        for row in rows:
            self._row(row, edges, r"\f0 ", repeated=False)
        self._parts.append(r"\pard\sa80\par ")

    def _row(self, cells: Sequence[str], edges: Sequence[int], face: str, *, repeated: bool) -> None:
        border = "".join(rf"\clbrdr{side}\brdrs\brdrw10" for side in "tlbr")
        frame = "".join(rf"{border}\cellx{edge}" for edge in edges)
        said = "".join(rf"\pard\intbl\fs24{face}{_escaped(cell)}\b0\cell " for cell in cells)
        head = r"\trhdr" if repeated else ""
        self._parts.append(rf"\trowd\trgaph80{head}{frame}{said}\row ")

    def bytes(self) -> bytes:
        """文件的内容."""
        return ("".join(self._parts) + "}").encode("ascii")


def _escaped(text: str) -> str:
    """As RTF writes it: every sign outside ASCII by its number, in two halves where it needs them."""
    made = []
    for sign in text:
        if sign in "\\{}":
            made.append("\\" + sign)
        elif sign == "\n":
            made.append(r"\line ")
        elif ord(sign) < 128:  # noqa: PLR2004 - ASCII
            made.append(sign if ord(sign) >= 32 else " ")  # noqa: PLR2004 - what cannot be printed
        else:
            halves = sign.encode("utf-16-le")
            for at in range(0, len(halves), 2):
                number = int.from_bytes(halves[at : at + 2], "little", signed=True)
                made.append(rf"\u{number}?")
    return "".join(made)
