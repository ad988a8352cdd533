"""项目服务要打印的: the list of a 集中开工 and the 交办单 of a problem as sheets; made on the desk's worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.projects.library_papers import LibraryPaper, ceremony_paper, problem_paper
from bingliang.desk.rows import PaperRow
from bingliang.gui.printable import Stored

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


def ceremony_sheet(desk: Desk, stream: str) -> Stored:
    """集中开工项目清单."""
    return _stored(desk, stream, ceremony_paper(desk, stream))


def problem_sheet(desk: Desk, stream: str) -> Stored:
    """要素保障交办单."""
    return _stored(desk, stream, problem_paper(desk, stream))


def _stored(desk: Desk, stream: str, made: LibraryPaper) -> Stored:
    from bingliang.desk.papers import shelf

    row = PaperRow(
        number=made.name, title=made.title, form=made.form, drawn_on=desk.today(), issued=True, void=False, sm3="",
        pages=made.pages, stream=stream, seq=-1, kind=made.kind,
    )  # fmt: skip
    return Stored(row, made.pdf, shelf.file_name(row), loose=True)
