"""要打印的一份: a stored paper or a sheet made on the spot, as printing takes it; fetched on the desk's worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self

from bingliang.desk.rows import PaperRow, PaperState
from bingliang.gui.devices.printers import KINDS

if TYPE_CHECKING:
    from bingliang.boards.what_if.effect import Effect
    from bingliang.desk.desk import Desk
    from bingliang.desk.papers.print_queue import PrintJob
    from bingliang.desk.rating.papers import RatingPaper
    from bingliang.desk.rating.view import RatingRow
    from bingliang.desk.statistics.figures import Figures, Month
    from bingliang.desk.what_if.year import Year

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """文书与原件: the row, its bytes (empty while it is 待出具) and the name of its file.

    `loose`: a sheet made on the spot (逐日算式), which is no paper of the case: it is not counted and never 补打.
    """

    row: PaperRow
    pdf: bytes
    file: str
    loose: bool = False

    @classmethod
    def of_job(cls, job: PrintJob, sheet: bytes) -> Self:
        """现制的一张 as the book has kept it."""
        row = PaperRow(
            number=job.number, title=job.title, form="", drawn_on=date.fromisoformat(job.at[:10]), issued=True,
            void=False, sm3="", pages=0, stream=job.stream, seq=job.seq, kind=job.kind,
        )  # fmt: skip
        return cls(row, sheet, "", loose=True)

    @property
    def key(self) -> Key:
        """哪一份."""
        return self.row.stream, self.row.seq

    @property
    def kind(self) -> str:
        """种类; a paper of a form that is no longer there goes with the 公文."""
        return self.row.kind if self.row.kind in KINDS else KINDS[0]

    @property
    def name(self) -> str:
        """叫法."""
        return f"《{self.row.title}》{self.row.number}"

    def marks(self, reprint: int) -> str:
        """纸上要注明的: 已作废, 部分作废, 补打 n."""
        marks = (
            "已作废" if self.row.void else "部分作废" if self.row.partly else "",
            f"补打 {reprint}" if reprint else "",
        )
        return "　".join(mark for mark in marks if mark)


def stored(desk: Desk, stream: str, seq: int) -> Stored:
    """取出一份文书; runs on the desk's worker."""
    from bingliang.desk.papers import shelf

    row = shelf.paper(desk, stream, seq)
    pdf = b"" if row.state is PaperState.WAITING else shelf.bytes_of(desk, row)
    return Stored(row, pdf, shelf.file_name(row))


def to_send(desk: Desk, job: PrintJob, paper: Stored | None) -> tuple[Stored, int]:
    """要送的一份 and its number among the prints of all counters; runs on the desk's worker."""
    from bingliang.store.print_marks import numbered

    found = paper or stored(desk, *job.key)
    return found, max(job.reprint, numbered(desk.store, job.sm3, job.id, desk.who.counter))


def give_back(desk: Desk, job: PrintJob) -> None:
    """退回打印的次序 of a print that was cancelled; runs on the desk's worker."""
    from bingliang.store.print_marks import given_back

    given_back(desk.store, job.id)


def account_sheet(desk: Desk, stream: str, no: int) -> Stored:
    """逐日算式 of one item as a sheet to print; runs on the desk's worker."""
    from bingliang.desk.calendar.account_paper import account_paper
    from bingliang.desk.papers import shelf

    made_ = account_paper(desk, stream, no)
    row = PaperRow(
        number=made_.name, title=made_.title, form="account", drawn_on=desk.today(), issued=True, void=False, sm3="",
        pages=made_.pages, stream=stream, seq=-no, kind=made_.kind,
    )  # fmt: skip
    return Stored(row, made_.pdf, shelf.file_name(row), loose=True)


def seal_sheet(desk: Desk, key: str) -> Stored:
    """用印清单 as a sheet to print; runs on the desk's worker."""
    from bingliang.desk.papers import seal_lists, shelf

    made_ = seal_lists.seal_paper(desk, key)
    row = PaperRow(
        number=made_.name, title=made_.title, form=key, drawn_on=desk.today(), issued=True, void=False, sm3="",
        pages=made_.pages, stream=f"seals/{key}", seq=-1, kind=made_.kind,
    )  # fmt: skip
    return Stored(row, made_.pdf, shelf.file_name(row), loose=True)


def slip_sheet(desk: Desk, numbers: Sequence[str] = ()) -> Stored:
    """备用手工凭证 to print, all in one; runs on the desk's worker."""
    from bingliang.desk.papers import hand_slips, shelf

    made_ = hand_slips.slip_paper(desk, numbers)
    row = PaperRow(
        number=made_.name, title=made_.title, form=hand_slips.FORM, drawn_on=desk.today(), issued=True, void=False, sm3="",
        pages=made_.pages, stream=f"slips/{made_.name}", seq=-1, kind=made_.kind,
    )  # fmt: skip
    return Stored(row, made_.pdf, shelf.file_name(row), loose=True)


def assessment_sheet(desk: Desk, written: str) -> Stored:
    """考核通报 of a period as a sheet to print; runs on the desk's worker."""
    from bingliang.desk.papers import shelf
    from bingliang.desk.supervision.assessment_paper import FORM, notice_paper

    made_ = notice_paper(desk, written)
    row = PaperRow(
        number=made_.name, title=made_.title, form=FORM, drawn_on=desk.today(), issued=True, void=False, sm3="",
        pages=made_.pages, stream=f"assessment/{written}", seq=-1, kind=made_.kind,
    )  # fmt: skip
    return Stored(row, made_.pdf, shelf.file_name(row), loose=True)


def pledge_sheet(desk: Desk, body: str, size: str = "") -> Stored:
    """公开承诺书 of a department, or with a size its 承诺公示牌, as a sheet to print; runs on the desk's worker."""
    from bingliang.desk.papers import shelf
    from bingliang.desk.pledges.public_paper import pledge_board, public_pledge_paper

    made_ = pledge_board(desk, body, size) if size else public_pledge_paper(desk, body)
    row = PaperRow(
        number=f"{made_.name}{size}", title=made_.title, form="public_pledge", drawn_on=desk.today(), issued=True,
        void=False, sm3="", pages=made_.pages, stream=f"pledge/{body}", seq=-1, kind=made_.kind,
    )  # fmt: skip
    return Stored(row, made_.pdf, shelf.file_name(row), loose=True)


def made(desk: Desk, stream: str, seq: int) -> Stored:
    """补制一份文书 whose PDF a power cut has left unmade."""
    from bingliang.desk.papers import shelf

    shelf.make(desk, stream, seq)
    return stored(desk, stream, seq)


def rating_sheet(desk: Desk, row: RatingRow) -> Stored:
    """评议的纸 of a row as a sheet to print; runs on the desk's worker."""
    from bingliang.desk.rating import papers as rating_papers

    return _rating(desk, rating_papers.paper_of(desk, row), row.key)


def rating_slip(desk: Desk, code: str) -> Stored:
    """评价单 of an invitation as a sheet to print; runs on the desk's worker."""
    from bingliang.desk.rating import papers as rating_papers

    return _rating(desk, rating_papers.slip(desk, code), f"invitation/{code}")


def _rating(desk: Desk, made_: RatingPaper, key: str) -> Stored:
    from bingliang.desk.papers import shelf

    row = PaperRow(
        number=made_.name, title=made_.title, form=made_.form, drawn_on=desk.today(), issued=True, void=False, sm3="",
        pages=made_.pages, stream=key, seq=0, kind=made_.kind,
    )  # fmt: skip
    return Stored(row, made_.pdf, shelf.file_name(row), loose=True)


def report_sheet(desk: Desk, found: Figures, months: Sequence[Month]) -> Stored:
    """统计报表 as a sheet to print; runs on the desk's worker."""
    from bingliang.desk.statistics.paper import report_paper

    made_ = report_paper(found, months)
    return _report(desk, "statistics", made_.title, made_.name, made_.pdf)


def what_if_sheet(desk: Desk, found: Year, effects: Sequence[Effect]) -> Stored:
    """流程再造推演 as a sheet to print; runs on the desk's worker."""
    from bingliang.desk.what_if.saving import TITLE, pdf

    return _report(desk, "what_if", TITLE, f"{found.last:%Y-%m-%d}", pdf(found, effects))


def errand_sheet(desk: Desk, stream: str, form: str) -> Stored:
    """来访的汇总小票、汇总单、签收单 as a sheet to print; runs on the desk's worker."""
    from bingliang.desk.errands.papers import errand_paper
    from bingliang.desk.papers import shelf

    made_ = errand_paper(desk, stream, form)
    row = PaperRow(
        number=made_.name, title=made_.title, form=form, drawn_on=desk.today(), issued=True, void=False, sm3="",
        pages=made_.pages, stream=stream, seq=-1, kind=made_.kind,
    )  # fmt: skip
    return Stored(row, made_.pdf, shelf.file_name(row), loose=True)


def label_sheet(desk: Desk) -> Stored:
    """架位标签和领取卡 as sheets to print; runs on the desk's worker."""
    from bingliang.desk.bags.labels import TITLE
    from bingliang.desk.bags.labels import label_sheet as sheet

    return _report(desk, "bag_labels", TITLE, f"{desk.today():%Y-%m-%d}", sheet(desk))


def _report(desk: Desk, form: str, title: str, name: str, sheet: bytes) -> Stored:
    from bingliang.desk.papers import shelf
    from bingliang.paper.pages import page_count

    row = PaperRow(
        number=name, title=title, form=form, drawn_on=desk.today(), issued=True, void=False, sm3="",
        pages=page_count(sheet), stream=f"{form}/{name}", seq=-1, kind="公文",
    )  # fmt: skip
    return Stored(row, sheet, shelf.file_name(row), loose=True)
