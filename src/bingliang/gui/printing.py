"""打印: the stored PDF of a paper goes to the printer of its kind, chosen once and remembered; the outcome is always told.

The desk reads the bytes on its own worker, printers and files are asked on the thread for what is outside, and only the
choice and the words are of the screen's thread; the print queue takes it from there. A further print of the same paper is
marked 补打 n beside its text. A paper that has been voided says so on whatever is printed of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from bingliang import settings as machine
from bingliang.desk.papers.print_queue import JobState, PrintJob
from bingliang.gui.devices.printers import SAVE, Printers, machine_printers, printer_for, with_printer
from bingliang.gui.keys import Place
from bingliang.gui.page import Frame
from bingliang.gui.print_batch import Batch
from bingliang.gui.print_queue import PrintQueue, logged
from bingliang.gui.printable import Stored, made, stored

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.gui.widgets.printer_choice import PrinterChoice

T = TypeVar("T")
Key = tuple[str, int]
Make = Callable[["Desk"], "Stored"]
PRINTING = "打印"


def printing_of(frame: Frame) -> Printing:
    """打印 of this backstage, made when it is first asked for; it outlives a window that is changed for another look."""
    found = frame.backstage.findChild(QObject, PRINTING)
    if isinstance(found, Printing):
        found.frame = frame
        return found
    return Printing(frame)


class Printing(QObject):
    """打印: `last` is the paper that F8 prints; it is the one last shown, drawn up or printed."""

    printed = Signal(object)
    """a `PrintJob`: a printer has taken it"""
    saved = Signal(str)
    """the file that a paper was saved in"""
    stopped = Signal(str)
    """the sentence that says why nothing went out"""

    def __init__(
        self,
        frame: Frame,
        *,
        printers: Printers | None = None,
        folder: Callable[[], Path] = machine.writable_data_folder,
    ) -> None:
        super().__init__(frame.backstage)
        self.setObjectName(PRINTING)
        self.frame = frame
        self.last: Key | None = None
        self._printers = printers or machine_printers(lambda: self.frame.settings)
        self.queue = PrintQueue(frame.backstage, self._printers, folder, lambda: self.frame.settings)
        self.queue.entered.connect(self._entered)
        self.queue.sent.connect(self._sent)
        self.queue.stopped.connect(self._not_sent)
        self.queue.passed.connect(lambda job: self._busy.discard(job.key))
        self.batch: Batch | None = None
        self._busy: set[Key] = set()
        self._void: set[Key] = set()
        self._dialog: QWidget | None = None
        self._into = ""

    @property
    def dialog(self) -> QWidget | None:
        """选打印机或另存 that is open now."""
        return self._dialog

    @property
    def idle(self) -> bool:
        """空闲: nothing is on its way and nothing is asked."""
        return not self._busy and self.queue.idle

    # ── what keys and pages call ──────────────────────────────────────────────────────────────────────────────────

    def use(self, stream: str, seq: int) -> None:
        """用过: this paper is the one that F8 prints from now on."""
        self.last = (stream, seq)

    def print_last(self) -> None:
        """打印 the paper used last."""
        self._with_last(self.print_paper)

    def choose(self) -> None:
        """选打印机 for the paper used last, and print it there."""
        self._with_last(lambda stream, seq: self.print_paper(stream, seq, choose=True))

    def print_paper(self, stream: str, seq: int, *, choose: bool = False) -> None:
        """打印一份; with `choose` the printer is asked for. A second press while the first is on its way is the same press."""
        self.use(stream, seq)
        self._read((stream, seq), partial(self._with_paper, choose=choose))

    def save_paper(self, stream: str, seq: int) -> None:
        """另存为 PDF: the stored bytes, under number and title."""
        self.use(stream, seq)
        self._read((stream, seq), self._ask_file)

    def print_loose(self, key: Key, make: Make, *, choose: bool = False) -> None:
        """打印一张现制的 sheet that `make` draws on the desk's worker; `key` keeps a second press from being a second print."""
        self._read(key, partial(self._with_paper, choose=choose), make)

    def save_loose(self, key: Key, make: Make) -> None:
        """另存一张现制的 as PDF."""
        self._read(key, self._ask_file, make)

    def print_many(self, papers: Sequence[Stored]) -> None:
        """打印一批, each on the printer of its kind; a kind without one is asked for first, on its own paper."""
        if self.batch is not None and self.batch.running:
            self.frame.say("上一批还没有打完，请等它打完，或者在打印队列按 Ctrl+Del 取消余下的。")
            return
        settings = self.frame.settings
        for paper in papers:
            if printer_for(settings, paper.kind) in ("", SAVE):
                self.frame.say(f"还没有为{paper.kind}选打印机，批量打印不知道送到哪里：请到“设置 → 打印机”选好再打。")
                return
        if self.batch is not None:
            self.batch.deleteLater()
        self.batch = Batch(self.queue, uuid4().hex, len(papers))
        self.batch.finished.connect(self._batch_over)
        self.queue.put(papers, lambda kind: printer_for(settings, kind), mark=self.batch.mark)

    def recover(self) -> None:
        """收拾上次没打完的, and say so."""

        def told(many: int) -> None:
            if many:
                self.frame.say(f"打印队列里有 {many} 份没有打出，请到打印队列（Alt+V）看原因、再打或取消。")

        self.queue.recover(told)

    def send_elsewhere(self, job: PrintJob) -> None:
        """换打印机 for a print that did not come out; the choice is for this one only."""
        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        self.ask_names(lambda names: self._ask_elsewhere(job, names))

    def _ask_elsewhere(self, job: PrintJob, names: tuple[str, ...]) -> None:
        from bingliang.gui.widgets.printer_choice import PrinterChoice

        others = tuple(name for name in names if name != job.printer) or names
        dialog = PrinterChoice(job.name, "", others, others[0] if others else "", job.reason, self._window())
        dialog.chosen.connect(lambda name, _: self._elsewhere(job, name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.rejected.connect(partial(self._left, job.key))
        self._dialog = dialog
        dialog.open()

    def _elsewhere(self, job: PrintJob, name: str) -> None:
        self._dialog = None
        self.queue.again(job, name)

    def ask_names(self, then: Callable[[tuple[str, ...]], None]) -> None:
        """打印机名单 for a page that shows it."""
        self.frame.backstage.outside(self, self._printers.names, then)

    # ── a paper on its way ────────────────────────────────────────────────────────────────────────────────────────

    def _with_last(self, act: Callable[[str, int], None]) -> None:
        if self.last is None:
            self.frame.go(Place.PAPERS)
            self.frame.tell("还没有选过文书：请在这里选一份，再按 F8 打印。")
            return
        act(*self.last)

    def _read(self, key: Key, then: Callable[[Stored], None], make: Make | None = None) -> None:
        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        if key in self._busy:
            self.frame.tell("正在打印这一份，请稍候；不会再打一份。")
            return
        self._busy.add(key)
        stop = partial(self._stop, key)
        self.frame.backstage.ask(
            self,
            (lambda counter: make(counter.desk)) if make is not None else (lambda counter: stored(counter.desk, *key)),
            lambda found: self._have(found, then),
            topic=f"{key[0]}#{key[1]}",
            refused=stop,
            failed=lambda number: stop(logged(number)),
        )

    def _have(self, found: Stored, then: Callable[[Stored], None]) -> None:
        if found.pdf:
            then(found)
            return
        stop = partial(self._stop, found.key)
        self.frame.backstage.act(
            self,
            lambda counter: made(counter.desk, *found.key),
            then,
            refused=stop,
            failed=lambda number: stop(logged(number)),
        )

    def _with_paper(self, paper: Stored, *, choose: bool) -> None:
        if paper.row.void:
            self._void.add(paper.key)
        wanted = printer_for(self.frame.settings, paper.kind)
        if wanted == SAVE and not choose:
            self._ask_file(paper)
            return
        self._outside(paper, self._printers.names, lambda names: self._with_names(paper, names, choose=choose))

    def _with_names(self, paper: Stored, names: tuple[str, ...], *, choose: bool) -> None:
        wanted = printer_for(self.frame.settings, paper.kind)
        if wanted in names and not choose:
            self._send(paper, wanted, 1)
            return
        why = f"上次用的打印机“{wanted}”现在不在系统里，请另选一台。" if wanted not in ("", SAVE, *names) else ""
        self._ask_printer(paper, names, wanted, why)

    def _send(self, paper: Stored, printer: str, copies: int) -> None:
        self.queue.put((paper,), lambda _: printer, copies)

    # ── what the queue says ───────────────────────────────────────────────────────────────────────────────────────

    def _entered(self, job: PrintJob, new: bool) -> None:  # noqa: FBT001 - a slot
        if new:
            self._busy.add(job.key)
        elif not job.batch:
            self._busy.discard(job.key)
            self.frame.tell(f"{job.name} {_ON_ITS_WAY[job.state]}不会再打一份；要换一台打印机，请到打印队列（Alt+V）。")

    def _sent(self, job: PrintJob) -> None:
        self._busy.discard(job.key)
        if not job.batch:
            again = f"，已标“补打 {job.reprint}”" if job.reprint else ""
            void = "，这份文书已作废，纸上已注明" if job.key in self._void else ""
            self.frame.tell(f"{job.name} 已送打印机“{job.printer}”，{job.copies} 份{again}{void}。")
        self._void.discard(job.key)
        self.printed.emit(job)

    def _not_sent(self, job: PrintJob, sentence: str) -> None:
        self._void.discard(job.key)
        if job.batch:
            self._busy.discard(job.key)
        else:
            self._stop(job.key, sentence)

    def _batch_over(self, sentence: str) -> None:
        # the frame of now: the window may have been changed since
        self.frame.tell(sentence)

    # ── asking ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask_printer(self, paper: Stored, names: tuple[str, ...], wanted: str, why: str) -> None:
        from bingliang.gui.widgets.printer_choice import PrinterChoice

        dialog = PrinterChoice(paper.name, paper.kind, (*names, SAVE), wanted, why, self._window())
        dialog.chosen.connect(partial(self._chosen, paper))
        self._open(dialog, paper)

    def _chosen(self, paper: Stored, name: str, copies: int) -> None:
        self.frame.save_settings(with_printer(self.frame.settings, paper.kind, name))
        self._dialog = None
        if name == SAVE:
            self._ask_file(paper)
        else:
            self._send(paper, name, copies)

    def _ask_file(self, paper: Stored) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window(), "另存为 PDF", self._into or documents, "PDF 文件 (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(paper.file)
        dialog.fileSelected.connect(partial(self._save, paper))
        self._open(dialog, paper)

    def _open(self, dialog: PrinterChoice | QFileDialog, paper: Stored) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.rejected.connect(partial(self._left, paper.key))
        self._dialog = dialog
        dialog.open()

    def _left(self, key: Key) -> None:
        self._dialog = None
        self._busy.discard(key)

    def _save(self, paper: Stored, chosen: str) -> None:
        self._dialog = None
        self._into = str(Path(chosen).parent)
        self._outside(paper, lambda: write(Path(chosen), paper.pdf), lambda where: self._kept(paper, where))

    def _kept(self, paper: Stored, where: Path) -> None:
        self._busy.discard(paper.key)
        self.frame.tell(f"{paper.name} 已存为“{where}”。")
        self.saved.emit(str(where))

    # ── endings ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _outside(self, paper: Stored, work: Callable[[], T], then: Callable[[T], None]) -> None:
        stop = partial(self._stop, paper.key)
        self.frame.backstage.outside(self, work, then, refused=stop, failed=lambda number: stop(logged(number)))

    def _stop(self, key: Key, sentence: str) -> None:
        self._busy.discard(key)
        self.frame.say(sentence)
        self.stopped.emit(sentence)

    def _window(self) -> QWidget | None:
        return self.frame if isinstance(self.frame, QWidget) else None


_ON_ITS_WAY: Mapping[JobState, str] = {
    JobState.WAITING: "已在排队，",
    JobState.SENDING: "正在打印，",
    JobState.HANDED: "已在打印机上，弄好打印机就会打出，",
}


def write(where: Path, pdf: bytes) -> Path:
    """写文件 beside its place and moved there, so that no half file is left; ValueError in one sentence."""
    fresh = where.with_name(f"{where.name}.new")
    try:
        fresh.write_bytes(pdf)
        fresh.replace(where)
    except OSError as error:
        raise ValueError(f"“{where}”写不进去（{error.strerror}），请换一个文件夹，或关掉正打开它的程序。") from error
    return where
