"""打印队列: every print of this counter: waiting, on the printer, printed, not printed and why; 补打 n, retry, cancel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from bingliang.desk.papers.print_queue import STATES, JobState, PrintBook, PrintJob, Queue, QueueFilter, queue
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.intake.cells import bare
from bingliang.gui.pages.queue.detail import QueueDetail, light_of, why_not
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import Column, RowModel
from bingliang.gui.widgets import cells, ink
from bingliang.gui.widgets.batch_bar import BatchBar
from bingliang.gui.widgets.list_card import ListCard

EMPTY = {
    QueueFilter.OPEN: ("没有未了结的打印", "送到打印机、还没有打出的，和没有打成的，都列在这里。"),
    QueueFilter.FAILED: ("没有打不出来的", "打印机不收、程序被中断的，会带着原因列在这里。"),
    QueueFilter.DONE: ("本机还没有打印过", "在任何页面按 F8 打印；打过的列在这里。"),
    QueueFilter.ALL: ("本机还没有打印过", "在任何页面按 F8 打印；打过的列在这里。"),
}


class QueuePage(Page):
    """打印队列 of this machine, on the left the prints, on the right the one in hand."""

    place = Place.QUEUE

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._which = QueueFilter.OPEN
        self._wanted = ""
        self.detail = QueueDetail(self)
        self.detail.again.connect(self._again)
        self.detail.elsewhere.connect(self._elsewhere)
        self.detail.drop.connect(self._drop)
        self.detail.out.connect(self._out)
        self.detail.paper.connect(self._paper)
        self.detail.case.connect(self._case)
        self._card = self._list_card()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        row.setSpacing(tokens.M)
        row.addWidget(self._card)
        row.addWidget(self.detail, 1)
        frame.printing.queue.moved.connect(self._moved)

    def _list_card(self) -> ListCard[PrintJob]:
        model: RowModel[PrintJob] = RowModel(_columns(), key=lambda job: job.id, parent=self)
        card = ListCard("打印队列", "打印清单", "正在读取打印队列…", model, self)
        card.table.picked.connect(self._picked)
        card.table.opened.connect(lambda _: self._paper())
        card.state.again.connect(self.refresh)
        self.table, self._state, self._sum = card.table, card.state, card.sum
        line = QHBoxLayout()
        line.setContentsMargins(tokens.L, 0, tokens.M, tokens.S)
        line.setSpacing(tokens.S)
        self.filters = QButtonGroup(self)
        for which in QueueFilter:
            button = QPushButton(which)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setProperty("helpKey", "queue.filter")
            button.setAutoDefault(False)
            button.setAccessibleName(f"打印队列：{which}")
            button.setToolTip("Alt+0 依次换")
            button.setChecked(which is self._which)
            button.clicked.connect(lambda _=False, which=which: self.filter_by(which))
            self.filters.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        self.all_button = QPushButton("没打出的全部再打（Ctrl+R）")
        self.all_button.setAutoDefault(False)
        self.all_button.setProperty("helpKey", "queue.all")
        self.all_button.clicked.connect(self._again_all)
        line.addWidget(self.all_button)
        card.column.insertLayout(1, line)
        self.bar = BatchBar(self.frame.printing, self)
        card.column.insertWidget(2, self.bar)
        return card

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        self._wanted = subject
        self.bar.follow()
        self.refresh()
        self._card.focus_front(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        return [self._card.front, self.detail.again_button]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {
            "print": self._again, "print_choose": self._elsewhere, "queue_out": self._out,
            "queue_case": self._case, "queue_filter": self._next_filter, "queue_all": self._again_all,
            "queue_stop": self.bar.stop,
        }  # fmt: skip

    def commands(self) -> Sequence[Command]:
        filters = [Command(f"打印队列：{which}", partial(self.filter_by, which)) for which in QueueFilter]
        return [*filters, Command("没打出的全部再打", self._again_all, "Ctrl+R")]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and bare(event):
            self._drop()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.share(self.width(), 0.6)

    # ── the list ──────────────────────────────────────────────────────────────────────────────────────────────

    def filter_by(self, which: QueueFilter) -> None:
        """筛选."""
        self._which = which
        for button in self.filters.buttons():
            button.setChecked(button.text() == which)
        self.refresh()

    def _next_filter(self) -> None:
        every = list(QueueFilter)
        self.filter_by(every[(every.index(self._which) + 1) % len(every)])

    def _moved(self) -> None:
        """A batch moves a thousand times: who does not look at the queue does not read it each time."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        which = self._which

        def read(book: PrintBook) -> Queue:
            return queue(book.path.parent, which)

        self.frame.printing.queue.ask_outside(read, self._take)

    def _take(self, found: Queue) -> None:
        self._sum.setText(found.sentence)
        failed = sum(found.counts.get(state, 0) for state in STATES[QueueFilter.FAILED])
        self.all_button.setEnabled(bool(found.counts.get(JobState.FAILED)))
        self.all_button.setToolTip("" if failed else "没有打不出来的")
        focused = self.table.hasFocus() or self._state.hasFocus()
        self._card.bring(listed=bool(found.rows))
        if not found.rows:
            self._state.say(*EMPTY[self._which])
        self.table.show_rows(found.rows, keep=not self._wanted)
        if self._wanted:
            self.table.selectRow(max(self.table.rows_model.place(self._wanted), 0))
            self._wanted = ""
        self._picked(self.table.current())
        if focused and self.isVisible():
            self._card.focus_front()

    def _picked(self, job: PrintJob | None) -> None:
        if job is None:
            self.detail.clear("", EMPTY[self._which][1])
        else:
            self.detail.show_job(job)

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def _may(self, deed: str) -> PrintJob | None:
        job = self.table.current()
        if job is None:
            self.frame.say("没有选中要办的一份。")
            return None
        if sentence := why_not(job, deed):
            self.frame.say(sentence)
            return None
        return job

    def _again(self) -> None:
        job = self._may("again")
        if job is None:
            return
        if job.state is JobState.PRINTED:
            self.frame.printing.print_paper(*job.key)  # a further one, 补打
        else:
            self.frame.printing.queue.again(job)

    def _elsewhere(self) -> None:
        job = self._may("elsewhere")
        if job is None:
            return
        if job.state is JobState.PRINTED:
            self.frame.printing.print_paper(*job.key, choose=True)
        else:
            self.frame.printing.send_elsewhere(job)

    def _drop(self) -> None:
        if (job := self._may("drop")) is not None:
            self.frame.printing.queue.cancel(job)

    def _out(self) -> None:
        if (job := self._may("out")) is not None:
            self.frame.printing.queue.came_out(job)

    def _again_all(self) -> None:
        self.frame.printing.queue.again_all()

    def _paper(self) -> None:
        job = self.table.current()
        if job is not None and not job.loose:
            self.frame.go(Place.PAPERS, f"{job.stream}#{job.seq}")
        elif job is not None:
            self.frame.say("这是现打的一张，不是办件的文书。")

    def _case(self) -> None:
        job = self.table.current()
        if job is not None and not job.loose:
            self.frame.open_case(job.stream)


def _columns() -> tuple[Column[PrintJob], ...]:
    def tip(job: PrintJob) -> str:
        lines = (job.name, job.note, job.reason, f"{job.printer}　{job.copies} 份", f"{job.by}　{job.at[:16]}")
        return "\n".join(line for line in lines if line.strip())

    return (
        Column("状态", lambda j: str(j.state), 132, tip=tip, paint=_state),
        Column("文书 / 文号", lambda j: j.name, tip=tip, paint=_what, least=200,
               speech=lambda j: f"{j.title}，{j.number}，{j.state}，{j.reason}"),
        Column("打印机", lambda j: j.printer, 150, tip=tip, paint=_where),
    )  # fmt: skip


def _state(painter: QPainter, box: QRect, job: PrintJob, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    beside, colour = cells.marked(painter, box.adjusted(14, 0, -4, 0), light_of(job), selected=selected)
    ink.write(painter, beside, str(job.state), font(tokens.BODY, bold=True), colour)


def _what(painter: QPainter, box: QRect, job: PrintJob, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    inner = box.adjusted(12, 0, -8, 0)
    mark = f"补打 {job.reprint}　" if job.reprint else ""
    if not look().density.two_lines:
        ink.write(painter, inner, f"{job.title}　{mark}{job.number}", font(tokens.BODY), colours().text)
        return
    cells.lines(painter, inner, job.title, f"{mark}{job.number}　{job.note}", bold=True)


def _where(painter: QPainter, box: QRect, job: PrintJob, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    below = f"{job.at[5:16].replace('T', ' ')}　{job.copies} 份"
    cells.lines(painter, box.adjusted(8, 0, -12, 0), job.printer, below, size=tokens.LABEL)
