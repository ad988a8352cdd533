"""督办: matters by the step of the ladder they have reached, the chosen one in the right pane; the assessment of a period behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from bingliang.desk.lights import Light
from bingliang.desk.supervision.assessing import Assessment, MarkRow, assessment
from bingliang.desk.supervision.elsewhere import elsewhere
from bingliang.desk.supervision.export import export_assessment, export_matters
from bingliang.desk.supervision.matters import matters
from bingliang.desk.supervision.rows import MatterFilter, MatterRow, MatterView, under
from bingliang.desk.supervision.script import Subject, subject_of
from bingliang.desk.supervision.view import matter_view
from bingliang.gui.exporting import ask_where
from bingliang.gui.keys import Place
from bingliang.gui.list_page import ListPage
from bingliang.gui.page import Command, Frame
from bingliang.gui.pages.supervision.acts import SupervisionActs
from bingliang.gui.pages.supervision.assessment_pane import AssessmentPane
from bingliang.gui.pages.supervision.columns import columns
from bingliang.gui.pages.supervision.detail import MatterDetail
from bingliang.gui.printable import assessment_sheet
from bingliang.gui.widgets import badge
from bingliang.ledger.agency import PREFIX as AGENCY
from bingliang.ledger.matter import PREFIX as MATTERS
from bingliang.mechanism.supervision import Mark


def _subject(row: MatterRow) -> Subject:
    return Subject(row.stream, row.no, row.item, row.state, row.project)


class SupervisionPage(ListPage[MatterRow, MatterFilter]):
    """督办; `subject` is a case whose matter is shown, or “考核”."""

    place = Place.SUPERVISION
    named = listed = "督办件"
    one = "一件督办件"
    tile_keys = "matters"
    tile_lights: ClassVar[Mapping[str, Light]] = {
        MatterFilter.URGE: Light.SOON,
        MatterFilter.SUPERVISE: Light.PROMISE_LATE,
        MatterFilter.REPLY: Light.WAITING,
        MatterFilter.DONE: Light.DONE,
        MatterFilter.ELSEWHERE: Light.PROMISE_LATE,
    }
    detail: MatterDetail

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        self.assessing = AssessmentPane()
        super().__init__(
            frame, parent, columns(), lambda row: row.key, MatterFilter.OPEN, MatterDetail(), behind=self.assessing
        )
        self._wanted, self._line = "", 0
        self._found: tuple[MatterRow, ...] | None = None
        self.detail.setProperty("helpKey", "supervision.detail")
        self.assessing.setProperty("helpKey", "assessment")
        self.table.setProperty("helpKey", "supervision.list")
        self.table.opened.connect(self.acts_answer)
        self.acts: SupervisionActs = SupervisionActs(self)
        self.detail.answered.connect(lambda: self._with(self.acts_answer))
        self.detail.more.connect(self._menu)
        self.detail.whole.connect(self._whole)
        self.detail.marks.opened.connect(self._line_of)
        self.assessing.asked.connect(lambda _: self._ask_assessment())
        self.assessing.opened.connect(self._to_line)
        self.assessing.publish_button.clicked.connect(self._publish)
        self.assessing.export_button.clicked.connect(self._export)

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        listed = subject in set(MatterFilter)
        self._wanted = "" if listed else subject
        if subject:
            self._views.setCurrentIndex(0)
        if listed:
            self.filter_by(MatterFilter(subject))
        self.refresh()
        self._first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _first(self) -> QWidget:
        if not self.listing:
            return self.assessing.table
        return self.card.front

    def refresh(self) -> None:
        self.ask_rows(
            lambda counter: ((*matters(counter.desk), *elsewhere(counter.desk)), counter.today), self._take, "matters",
            failed=lambda number: self.not_read(f"原因已记入日志（编号 {number}）。"),
        )  # fmt: skip
        if not self.listing:
            self._ask_assessment()

    def panes(self) -> list[QWidget]:
        return [self._first(), *self.detail.panes()] if self.listing else self.assessing.panes()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        both: dict[str, Callable[[], None]] = {"assess": self.turn, "export": self._export}
        if not self.listing:
            own = {
                "choices": self.assessing.next_period, "save": self._publish, "print": self._print_notice,
                "matter_acts": self._menu_of_mark,
            }  # fmt: skip
            return {**both, **own}
        return {**both, **self.tile_acts(), "matter_acts": self._menu, "matter_case": self._whole, "print": self._print}

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        filters = [Command(f"筛选：{which}", partial(self._list, which)) for which in MatterFilter]
        turn = Command("督办件" if not self.listing else "考核", self.turn, "Ctrl+PgDn")
        row = self.table.current() if self.listing else None
        about = None if row is None or row.place else _subject(row)
        self.acts.ask_commands(about or self._marked(), lambda acts: then([*acts, turn, *filters]))

    def escape(self) -> bool:
        if self.acts.escape():
            return True
        if not self.listing:
            self.turn()
            return True
        return False

    def mark(self) -> str:
        row = self.table.current() if self.listing else None
        return row.stream if row is not None else ""

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def turn(self) -> None:
        """督办件 and 考核 in turn."""
        self._views.setCurrentIndex(1 if self.listing else 0)
        if not self.listing:
            self._ask_assessment()
        self._first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sift(self) -> None:
        if self._found is not None:
            self._show(self._found)

    def _list(self, which: MatterFilter) -> None:
        self._views.setCurrentIndex(0)
        self.filter_by(which)

    def acts_answer(self, row: MatterRow) -> None:
        """办理 what comes next; what is late elsewhere in the room where it is done."""
        if row.place:
            self.frame.go(Place(row.place), row.subject)
        else:
            self.acts.answer(_subject(row))

    def _menu(self) -> None:
        self._with(lambda row: self.acts.menu(_subject(row)))

    def _marked(self) -> Subject | None:
        """选中的一分 of the assessment on screen."""
        row = self.assessing.marks.current() if not self.listing else None
        return subject_of(row.mark, f"{row.mark.kind} {row.mark.points} 分", row.item) if row is not None else None

    def _menu_of_mark(self) -> None:
        """申诉、复查、免责 of the point that is chosen."""
        about = self._marked()
        if about is None:
            self.frame.say("还没有选中一条记分；先在左边选单位，再在记分明细里选一条。")
        else:
            self.acts.menu(about)

    def _whole(self) -> None:
        self._with(self._open_whole)

    def _open_whole(self, row: MatterRow) -> None:
        """看整件, or the line in its own room where it is about no case."""
        if row.no:
            self.frame.open_case(row.stream, row.project, row.code)
        else:
            self._to_stream(row.stream)

    def _with(self, act: Callable[[MatterRow], None]) -> None:
        if (row := self.table.current()) is not None:
            (self.acts_answer if row.place else act)(row)

    def _print(self) -> None:
        view = self.detail.view
        if view is None or not view.papers:
            self.frame.say("这一件还没有出具催办单、督办单，没有可以打印的文书。")
            return
        self.frame.printing.print_paper(view.row.stream, view.papers[-1][2])

    def _publish(self) -> None:
        if self.assessing.written:
            self.acts.publish(self.assessing.written)

    def _print_notice(self) -> None:
        """考核通报 of the period on screen; refused until it is published."""
        written = self.assessing.written
        if written:
            key = (f"assessment/{written}", -1)
            self.frame.printing.print_loose(key, lambda desk: assessment_sheet(desk, written))

    def _to_line(self, row: MarkRow) -> None:
        self._line_of(row.mark)

    def _line_of(self, mark: Mark) -> None:
        """到台账行: the very line a point rests on: of the case in its records, of the matter among its steps."""
        if mark.stream.startswith(AGENCY):
            self._to_stream(mark.stream)
        elif mark.stream == mark.case:
            self.frame.go(Place.CASE, f"{mark.case}#{mark.seq}")
        elif mark.stream.startswith(MATTERS):
            self._wanted, self._line = mark.case, mark.seq
            self._views.setCurrentIndex(0)
            self.refresh()
        else:
            self._to_stream(mark.stream)

    def _to_stream(self, stream: str) -> None:
        self.frame.go(Place.AGENCY if stream.startswith(AGENCY) else Place.RATING, stream)

    # ── export ────────────────────────────────────────────────────────────────────────────────────────────────

    def _export(self) -> None:
        name = "督办件" if self.listing else f"考核 {self.assessing.written}"
        ask_where(self, "导出", name, self.export_to)

    def export_to(self, chosen: str) -> None:
        """导出 what is on screen to the file."""
        if self.listing:
            rows = under(self._found or (), self._which)
            work = partial(export_matters, rows, chosen)
        elif self.assessing.found is not None:
            work = partial(export_assessment, self.assessing.found, chosen)
        else:
            return
        self.frame.backstage.outside(
            self, work, lambda path: self.frame.tell(f"已导出到 {Path(path).name}。"), refused=self.frame.say
        )

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, answer: tuple[tuple[MatterRow, ...], date]) -> None:
        rows, today = answer
        self._found = rows
        self.assessing.offer(today)
        self.count(lambda which: len(under(rows, which)))
        self._show(rows)
        wanted, self._wanted = self._wanted, ""
        at = next((row for row in rows if row.stream == wanted), None)
        if at is not None:
            if at not in under(rows, self._which):
                self.filter_by(at.state)
            self.select(at.key)

    def _show(self, found: Sequence[MatterRow]) -> None:
        rows = under(found, self._which)
        self.card.head.setText(str(self._which))
        order = "该督办的在前 · 只按台账，停表和企业补正的时间不计"
        if self._which is MatterFilter.ELSEWHERE:
            order = "迟得久的在前 · 按工作日，Enter 到那里办理"
        self.card.sum.setText(f"{len(rows)} 件 · {order}")
        self.show_rows(rows, f"没有“{self._which}”", "期限用去九成、到期和超期都自动预警，一级一次，列在这里。")

    def _pick(self, row: MatterRow | None) -> None:
        if row is None:
            self.none_chosen()
            return
        if row.place:
            self.detail.clear(
                f"{row.word}{row.rung}", f"{row.department}承办，{badge.speech(row)}。按 Enter 到“{row.place}”办理。"
            )
            return
        self.ask_chosen(lambda counter: matter_view(counter.desk, row.stream, row.no), self._shown, "matter")

    def _shown(self, view: MatterView) -> None:
        self.detail.show_view(view)
        line, self._line = self._line, 0
        if line:
            self.detail.point_at(line)

    def _ask_assessment(self) -> None:
        written = self.assessing.written
        if not written:
            return
        self.frame.backstage.ask(
            self, lambda counter: assessment(counter.desk, written), self._assessed, topic="assessment", long=True,
            refused=self.frame.say,
        )  # fmt: skip

    def _assessed(self, found: Assessment) -> None:
        if found.period.written == self.assessing.written:
            self.assessing.show_assessment(found)
