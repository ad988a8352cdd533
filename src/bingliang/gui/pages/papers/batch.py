"""文书的批量打印: the papers chosen in the list, or all that this counter has not printed yet, in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from bingliang.desk.papers import shelf
from bingliang.desk.papers.print_queue import PrintBook
from bingliang.desk.papers.shelf import ShelfFilter
from bingliang.desk.rows import PaperRow, PaperState
from bingliang.gui.page import Page
from bingliang.gui.printable import Stored

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

MOST = 5_000
"""Papers that are looked through for one batch; more than this is no morning's work."""


def listed(desk: Desk, which: ShelfFilter, stream: str, words: str) -> tuple[PaperRow, ...]:
    """筛选出的全部文书, page after page, oldest first; runs on a desk's worker."""
    rows: list[PaperRow] = []
    after = None
    while len(rows) < MOST:
        page = shelf.shelf(desk, which, stream=stream, words=words, after=after, limit=500)
        rows += page.rows
        after = page.after
        if after is None:
            break
    return tuple(reversed(rows))


class PapersBatch(QObject):
    """文书页上的批量打印."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._frame = page, page.frame

    def print_chosen(self, rows: Sequence[PaperRow]) -> None:
        """打印所选; what has no PDF or is void is left out and told."""
        able = tuple(row for row in rows if row.state is PaperState.ISSUED)
        if len(able) < len(rows):
            self._frame.tell(
                f"所选 {len(rows)} 份里有 {len(rows) - len(able)} 份作废或待出具，只打其余的 {len(able)} 份。"
            )
        if able:
            self._frame.printing.print_many([_stored(row) for row in able])

    def print_unprinted(self, which: ShelfFilter, stream: str, words: str) -> None:
        """打印本机还没打过的 among all papers of a filter, also those further down the list."""
        self._frame.backstage.ask(
            self, lambda counter: listed(counter.desk, which, stream, words), self._found, topic="unprinted", long=True
        )

    def _found(self, rows: tuple[PaperRow, ...]) -> None:
        able = [row for row in rows if row.state is PaperState.ISSUED]

        def unprinted(book: PrintBook) -> list[PaperRow]:
            entered = book.entered([row.sm3 for row in able])
            return [row for row in able if row.sm3 not in entered]

        self._frame.printing.queue.ask_outside(unprinted, self._print)

    def _print(self, rows: list[PaperRow]) -> None:
        if not rows:
            self._frame.tell("这个筛选里的文书本机都打过了，没有待打印的；再打一份请选中它按 F8。")
            return
        self._frame.printing.print_many([_stored(row) for row in rows])


def _stored(row: PaperRow) -> Stored:
    """Its bytes are read when its turn comes: a thousand papers need not lie in memory."""
    return Stored(row, b"", shelf.file_name(row))
