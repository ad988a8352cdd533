"""排版: turns filled blocks into atoms of one setting; the same code sets a 公文 on its grid and a slip in free lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from bingliang.paper import filled
from bingliang.paper.ink import MM, Atom, Ink, Rule, Run, Symbol, shifted
from bingliang.paper.linebreak import balanced, break_lines, halves
from bingliang.paper.modules import QUIET_BARS, bar, modules
from bingliang.paper.setting import Setting, baseline
from bingliang.paper.signing import seal, sign
from bingliang.paper.table import PAD, Cell, Grain, framed, row, widths

AIR = 3.0
"""留白 in points between the frame of a table and small print below it."""
LEAST_SQUARE = 0.5 * MM
"""the smallest module of a QR code that a counter's scanner still reads from a laser print"""


def atoms(blocks: Sequence[filled.Filled], setting: Setting) -> list[Atom]:
    """排版: the atoms of all blocks in order; the last lines before a seal are tied to it."""
    result: list[Atom] = []
    before: filled.Filled | None = None
    for block, after in zip_longest(blocks, blocks[1:]):
        made = _SETTERS[type(block)](block, setting)
        signed = isinstance(before, filled.Sign)
        if isinstance(block, filled.Seal) or (isinstance(block, filled.Sign) and not (signed and _is_led(after))):
            # A box to write in is text enough for the signatures below it; of groups of them the last draws the one above along.
            _tie(result, 1 if signed or isinstance(before, filled.Box) else 2)
        if isinstance(before, (filled.Table, filled.Pairs, filled.Box)) and _is_close(block) and not setting.grid:
            # The grid leaves air above its lines; on a slip small print and a heading would touch the frame.
            made[0] = replace(made[0], height=made[0].height + AIR, ink=tuple(shifted(i, 0, AIR) for i in made[0].ink))
        result.extend(made)
        before = block
    return result


def _is_led(block: filled.Filled | None) -> bool:
    """A further group of signatures under a heading of its own."""
    return isinstance(block, filled.Sign) and bool(block.lead)


def _is_close(block: filled.Filled) -> bool:
    return isinstance(block, filled.Notes) or (isinstance(block, filled.Text) and block.style in {"small", "heading"})


def _tie(result: list[Atom], pieces: int = 2) -> None:
    """No seal alone on a page: the two pieces before it go with it, so at least two lines of the text."""
    tied = 0
    for place in range(len(result) - 1, -1, -1):
        result[place] = replace(result[place], glue=True)
        tied += bool(result[place].ink)
        if tied == pieces:
            return


def _line(text: str, x: float, setting: Setting, style: str = "text") -> Run:
    return Run(x, baseline(setting.pitch, setting.size), text, setting.size, setting.advance, style)


def _title(block: filled.Title, setting: Setting) -> list[Atom]:
    measure = int(setting.width / (setting.title / 2))
    made = []
    for text in balanced(block.text, measure):
        x = (setting.width - halves(text) * setting.title / 2) / 2
        run = Run(x, baseline(setting.title_pitch, setting.title), text, setting.title, setting.title, "title")
        made.append(Atom(setting.title_pitch, (run,), glue=True))
    return made


def _number(block: filled.Number, setting: Setting) -> list[Atom]:
    if setting.grid:
        x = setting.width - halves(block.text) * setting.advance / 2
        blank = Atom(setting.pitch, blank=True, glue=True)
        return [Atom(setting.pitch, (_line(block.text, x, setting),), glue=True), blank]
    grain = setting.note
    x = (setting.width - halves(block.text) * grain.size / 2) / 2
    run = Run(x, baseline(grain.leading, grain.size), block.text, grain.size, grain.size)
    return [Atom(grain.leading + 2, (run,), glue=True)]


def _text(block: filled.Text, setting: Setting) -> list[Atom]:
    if block.style == "small":
        return small(block.text, setting, block.lead)
    if block.style == "mark":
        x = (setting.width - halves(block.text) * 4.5) / 2
        return [Atom(13, (Run(x, 9, block.text, 9, 9),), glue=True)]
    whole = block.lead + block.text
    if block.style == "center":
        return [
            Atom(
                setting.pitch,
                (_line(line.text, (setting.width - halves(line.text) * setting.advance / 2) / 2, setting),),
            )
            for line in break_lines(whole, setting.measure)
        ]
    style = "head" if block.style == "heading" else "text"
    indent = 0 if block.style in {"to", "flush"} else 4
    made = []
    for number, line in enumerate(break_lines(whole, setting.measure, indent)):
        x = 0 if number else indent * setting.advance / 2
        bold = max(0, min(len(line.text), len(block.lead) - line.start))
        ink: list[Ink] = []
        if bold:
            ink.append(_line(line.text[:bold], x, setting, "head"))
            x += halves(line.text[:bold]) * setting.advance / 2
        if line.text[bold:]:
            ink.append(_line(line.text[bold:], x, setting, style))
        made.append(
            Atom(setting.pitch, tuple(ink), glue=block.style in {"heading", "to"}, blank=not whole, snap=setting.grid)
        )
    return made


def small(text: str, setting: Setting, lead: str = "", hang: int = 0, grain: Grain | None = None) -> list[Atom]:
    """小字: lines in the size of notes; lines after the first begin `hang` half cells further right."""
    grain = grain or setting.note
    measure = int(setting.width / (grain.size / 2)) - hang
    made = []
    for number, line in enumerate(break_lines(lead + text, measure, -hang)):
        x = hang * grain.size / 2 if number else 0
        y = baseline(grain.leading, grain.size)
        bold = max(0, min(len(line.text), len(lead) - line.start))
        ink: list[Ink] = [Run(x, y, line.text[:bold], grain.size, grain.size, "head")] if bold else []
        x += halves(line.text[:bold]) * grain.size / 2
        if line.text[bold:]:
            ink.append(Run(x, y, line.text[bold:], grain.size, grain.size))
        made.append(Atom(grain.leading, tuple(ink)))
    if setting.grid:
        # The grid leaves air above its lines; small print below a table needs it too.
        made[0] = Atom(made[0].height + 5, tuple(shifted(piece, 0, 5) for piece in made[0].ink))
    return made


def _table(block: filled.Table, setting: Setting) -> list[Atom]:
    grain = setting.table if len(block.columns) <= 4 else setting.dense
    shares = widths([column.width for column in block.columns], setting.width)
    heads = tuple(Cell(column.head, "center", "head") for column in block.columns)
    head = row(heads, shares, grain) if any(cell.text for cell in heads) else None
    rows = [
        row(tuple(Cell(text, column.align) for text, column in zip(cells, block.columns, strict=True)), shares, grain)
        for cells in block.rows
    ]
    caption = [replace(atom, glue=True) for atom in _caption(block.caption, setting)] if block.caption else []
    return [*caption, *framed(rows, head, setting.width)]


def _caption(text: str, setting: Setting) -> list[Atom]:
    grain = setting.table
    if setting.grid:
        return [Atom(setting.pitch, (Run(0, baseline(setting.pitch, 14), text, 14, 14, "head"),), snap=True)]
    rise = grain.leading + 8
    return [Atom(rise, (Run(0, rise - 4.5, text, grain.size, grain.size, "head"),))]


def _pairs(block: filled.Pairs, setting: Setting) -> list[Atom]:
    grain = setting.table
    label = block.label * grain.size + 2 * PAD
    rows = []
    for cells in block.rows:
        value = (setting.width - label * (len(cells) // 2)) / (len(cells) // 2)
        columns = tuple(value if place % 2 else label for place in range(len(cells)))
        made = tuple(
            Cell(text, *(("left", "text") if place % 2 else ("center", "head"))) for place, text in enumerate(cells)
        )
        rows.append(row(made, columns, grain))
    return framed(rows, None, setting.width)


def _ticks(block: filled.Ticks, setting: Setting) -> list[Atom]:
    made = _text(filled.Text("", block.lead), setting) if block.lead else []
    if block.columns == 1:
        return made + [atom for option in block.options for atom in _text(filled.Text(option), setting)]
    for start in range(0, len(block.options), block.columns):
        part = block.options[start : start + block.columns]
        step = setting.width / block.columns
        made.append(Atom(setting.pitch, tuple(_line(text, place * step, setting) for place, text in enumerate(part))))
    return made


def _notes(block: filled.Notes, setting: Setting) -> list[Atom]:
    made = [replace(atom, glue=True) for atom in small("", setting, block.lead)] if block.lead else []
    for number, item in enumerate(block.items, 1):
        lines = small(f"{number}. {item}", setting, hang=3 if number < 10 else 4)
        made += [*(replace(atom, glue=True) for atom in lines[:-1]), lines[-1]]
    return made


def _code(block: filled.Code, setting: Setting) -> list[Atom]:
    if block.place == "line":
        size = min(22 * MM, setting.width / 2)
        quiet = _quiet(block.data, size)
        ink: list[Ink] = []
        if "qr" in block.kinds:
            ink.append(Symbol((setting.width - size) / 2, quiet, size, size, block.data, "qr"))
        y = size + 2 * quiet if ink else 4.0
        if "code128" in block.kinds:
            wide = min(56 * MM, setting.width)
            ink.append(Symbol((setting.width - wide) / 2, y, wide, 10 * MM, block.data, "code128"))
            y += 10 * MM + 4
        words = block.text or (block.data if "words" in block.kinds else "")
        return (
            [Atom(y, tuple(ink), glue=bool(words)), *_text(filled.Text(words, style="center"), setting)]
            if words
            else [Atom(y, tuple(ink))]
        )
    # On a slip the frame of a table stands 19 mm (16 where it is dense) below the head: the quiet zone ends there.
    size = 17 * MM if setting.grid else 15.5 * MM if setting.size > 11 else 13.5 * MM
    size = max(size, LEAST_SQUARE * len(modules(block.data)))  # a number in 汉字 makes a denser code
    corner: list[Ink] = []
    if "qr" in block.kinds:
        # On a 公文 the corner lies in the head margin, above the type area.
        corner.append(Symbol(setting.width - size, -size - 5 * MM if setting.grid else 0, size, size, block.data, "qr"))
    if "code128" in block.kinds:
        corner.append(Symbol(0, 1, 44 * MM, 9 * MM, block.data, "code128"))
        corner.append(Run(QUIET_BARS * bar(block.data, 44 * MM), 9 * MM + 11, block.data, 9, 9))
    if "words" in block.kinds:
        corner.append(Run(2 * MM, 11, block.data, 9, 9))
    return [Atom(0, tuple(corner), glue=True)]


def _quiet(data: str, size: float) -> float:
    """静区: four modules of white around a QR code (GB/T 18284 and ISO/IEC 18004), so that every reader finds it."""
    return 4 * size / len(modules(data))


def _box(block: filled.Box, setting: Setting) -> list[Atom]:
    return (
        framed(
            [row((Cell(block.label),), (setting.width,), setting.table, minimum=block.lines * setting.pitch)],
            None,
            setting.width,
        )
        if block.lines < 3
        else [_tall_box(block, setting)]
    )


def _tall_box(block: filled.Box, setting: Setting) -> Atom:
    height, width, grain = block.lines * setting.pitch, setting.width, setting.table
    frame = (
        Rule(0, 0, width, 0, 0.8),
        Rule(0, height, width, height, 0.8),
        Rule(0, 0, 0, height, 0.8),
        Rule(width, 0, width, height, 0.8),
    )
    return Atom(height, (Run(PAD + 2, grain.size + 5, block.label, grain.size, grain.size), *frame))


def _space(block: filled.Space, setting: Setting) -> list[Atom]:
    if block.page:
        return [Atom(0, fresh=True)]
    return [Atom(setting.pitch * block.lines, blank=True)]


_SETTERS: Mapping[type, Callable[[Any, Setting], list[Atom]]] = {
    filled.Title: _title,
    filled.Number: _number,
    filled.Text: _text,
    filled.Table: _table,
    filled.Pairs: _pairs,
    filled.Ticks: _ticks,
    filled.Notes: _notes,
    filled.Seal: seal,
    filled.Sign: sign,
    filled.Code: _code,
    filled.Box: _box,
    filled.Space: _space,
}
