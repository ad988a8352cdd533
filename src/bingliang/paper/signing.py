"""落款与签名: who signs in what capacity, where the seal goes, and the lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence

from bingliang.paper import filled
from bingliang.paper.ink import MM, Atom, Ink, Rule, Run
from bingliang.paper.linebreak import balanced, break_lines, halves
from bingliang.paper.setting import Setting, baseline

_GREY = 0.55


def seal(block: filled.Seal, setting: Setting) -> list[Atom]:
    """成文日期右空四字, 署名 centred over it; a long name ends at the right edge instead of leaving the type area."""
    step, lines = setting.pitch, 2 if setting.grid else 1
    date = halves(block.date) * setting.advance / 2
    right = setting.width - 4 * setting.advance
    middle = right - date / 2
    ink: list[Ink] = []

    def put(text: str, y: float, size: float, advance: float, grey: float = 0.0) -> None:
        length = halves(text) * advance / 2
        x = min(middle - length / 2, setting.width - length)
        ink.append(Run(max(x, 0), y, text, size, advance, "text", grey))

    if block.label:
        put(block.label, (lines - 0.35) * step, setting.note.size, setting.note.size, _GREY)
    y = lines * step
    for text in balanced(block.body, setting.measure):
        put(text, y + baseline(step, setting.size), setting.size, setting.advance)
        y += step
    if block.capacity:
        for line in break_lines(block.capacity, int(setting.width / (setting.note.size / 2))):
            put(line.text, y + baseline(setting.note.leading, setting.note.size), setting.note.size, setting.note.size)
            y += setting.note.leading
        y += (lines * step - y) % step if setting.grid else 0
    if block.date:
        put(block.date, y + baseline(step, setting.size), setting.size, setting.advance)
        y += step
    return [Atom(y, tuple(ink), snap=setting.grid)]


def sign(block: filled.Sign, setting: Setting) -> list[Atom]:
    """签名行: a label, then a line to write on; the rows of a group stay together."""
    grain = setting.table
    made: list[Atom] = []
    if block.lead:
        y = grain.leading + 2
        made.append(Atom(y + 3, (Run(0, y, block.lead, grain.size, grain.size, "head"),), glue=True))
    for number, labels in enumerate(block.rows):
        ink: list[Ink] = []
        y = setting.sign - 5
        for (x, end), label in zip(_shares(labels, setting.width, grain.size), labels, strict=True):
            ink.append(Run(x, y, label, grain.size, grain.size))
            if label.endswith("："):
                ink.append(Rule(x + halves(label) * grain.size / 2, y + 2.5, end - 8, y + 2.5, 0.4))
        made.append(Atom(setting.sign, tuple(ink), glue=number + 1 < len(block.rows)))
    return made


def _shares(labels: Sequence[str], width: float, size: float) -> list[tuple[float, float]]:
    """Equal columns while each leaves room to write (22 mm); else every label gets as long a line as the others."""
    lengths = [halves(label) * size / 2 for label in labels]
    step = width / len(labels)
    if step - max(lengths) - 8 >= 22 * MM:
        return [(place * step, (place + 1) * step) for place in range(len(labels))]
    written = [label.endswith("：") for label in labels]
    free = (width - sum(lengths) - 12 * (len(labels) - sum(written))) / max(sum(written), 1)
    result, x = [], 0.0
    for length, line in zip(lengths, written, strict=True):
        end = x + length + (free if line else 12)
        result.append((x, end))
        x = end
    return result
