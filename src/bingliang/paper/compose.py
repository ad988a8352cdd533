"""出具文书: from a form and its facts to the bytes of a PDF; the same facts always give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bingliang.paper import fonts, sheet, slip
from bingliang.paper.fill import Filling, check_owner
from bingliang.paper.form import Copy, Form
from bingliang.paper.ink import Page, Run, enlarged
from bingliang.paper.vocabulary import UnprintableError, found


@dataclass(frozen=True, slots=True)
class Part:
    """一联: its name and the pages of the PDF it stands on, counted from 1."""

    name: str
    keeper: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """出具的文书: the PDF, its number of pages, its text line by line and page by page, and where each copy stands."""

    pdf: bytes
    pages: int
    lines: tuple[tuple[str, ...], ...]
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """全文: all lines, for search."""
        return "\n".join(line for page in self.lines for line in page)


@dataclass(frozen=True, slots=True)
class Sizes:
    """用纸: `slip` A4 (two copies on a sheet) or A5 (one copy on each, lying) for a 凭证, `roll` 80 or 58 mm for a 小票; 0: the form's own.

    `enlarge` puts the same layout on a larger sheet (√2 from A4 to A3).
    """

    slip: str = "A4"
    roll: int = 0
    enlarge: float = 1


def compose(form: Form, facts: Mapping[str, Any], *, watermark: str = "", sizes: Sizes = Sizes()) -> Rendered:
    """出具: fills, lays out and draws all copies of a paper; FactError when a fact is missing or cannot be printed.

    `watermark` (示范数据, 练习) is drawn under the text; `sizes` are those of the paper that the counter has.
    """
    return compose_all(form, (facts,), watermark=watermark, sizes=sizes)


def compose_all(
    form: Form, every: Sequence[Mapping[str, Any]], *, watermark: str = "", sizes: Sizes = Sizes()
) -> Rendered:
    """成批出具: papers of one form one after the other in one PDF; each one's pages are numbered for itself."""
    from bingliang.paper.draw import pdf

    copies = [part for facts in every for part in _laid(form, facts, sizes)]
    pages = [page if sizes.enlarge == 1 else enlarged(page, sizes.enlarge) for part in copies for page in part]
    _check_printable(pages)
    author = str(found(every[0], "body.name") or "")
    return Rendered(
        pdf(pages, form.title, author, watermark),
        len(pages),
        tuple(_lines(page) for page in pages),
        tuple(_parts([*form.copies] * len(every), copies)),
    )


def _laid(form: Form, facts: Mapping[str, Any], sizes: Sizes) -> list[list[Page]]:
    """The pages of each copy."""
    check_owner(form, facts)
    filling = Filling(form, facts)
    filled = [(filling.blocks(copy, number), _mark(copy)) for number, copy in enumerate(form.copies, 1)]
    strip = form.profile == "小票"
    foot = filling.text(form.foot) if strip else filling.line(form.foot)  # a strip has lines enough
    words = form.vocabulary.words
    if filling.blanked:
        # Said at the head of every copy, where there is one; a strip has only its foot.
        filled = [(blocks, "　".join(filter(None, (mark, words["blank"])))) for blocks, mark in filled]
        foot = f"{foot}　{words['blank']}" if strip else foot
    if form.profile == "公文":
        return [sheet.pages(blocks, mark, foot, words) for blocks, mark in filled]
    if form.profile == "凭证":
        if sizes.slip == slip.A5:
            return slip.small_sheets(filled, foot, words)
        return slip.halves_or_pages(filled, filling.line(form.perforation), foot, words)
    return [slip.receipts(blocks, foot, sizes.roll or form.roll) for blocks, _mark_ in filled]


def _mark(copy: Copy) -> str:
    return "　".join(word for word in (copy.name, copy.keeper) if word)


def _parts(named: Sequence[Copy], copies: Sequence[Sequence[Page]]) -> list[Part]:
    result: list[Part] = []
    first = 1
    for copy, part in zip(named, copies, strict=True):
        # The second half of a sheet shares the page of the first.
        start = first if part else first - 1
        result.append(Part(copy.name, copy.keeper, start, max(len(part), 1)))
        first += len(part)
    return result


def _check_printable(pages: Sequence[Page]) -> None:
    text = {char for page in pages for ink in page.ink if isinstance(ink, Run) for char in ink.text}
    if missing := fonts.unprintable("".join(text)):
        raise UnprintableError(fonts.refuse_unprintable(missing), frozenset(missing))


def _lines(page: Page) -> tuple[str, ...]:
    """Runs on one baseline are one line, from the left to the right."""
    rows: dict[float, list[Run]] = {}
    for ink in page.ink:
        if isinstance(ink, Run):
            rows.setdefault(round(ink.y, 1), []).append(ink)
    return tuple(" ".join(run.text for run in sorted(rows[y], key=lambda run: run.x)) for y in sorted(rows))
