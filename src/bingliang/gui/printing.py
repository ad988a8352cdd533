"""打印: the stored PDF of a paper goes to the printer of its kind, chosen once and remembered; the outcome is always told.

The desk reads the bytes on its own worker, printers and files are asked on the thread for what is outside, and only the
choice and the words are of the screen's thread. A further print of the same paper is marked 补打 n beside its text; the
count is kept in a journal of this machine. A paper that has been voided says so on whatever is printed of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from bingliang import settings as machine
from bingliang.desk.printed import Journal, Printed
from bingliang.gui.devices.printers import (
    SAVE,
    Job,
    Printers,
    SystemPrinters,
    printer_for,
    put,
    with_printer,
)
from bingliang.gui.keys import Place
from bingliang.gui.page import Frame
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
    """a `Printed`: it went out"""
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
        self._printers = printers or SystemPrinters()
        self._folder = folder
        self._journal: Journal | None = None
        self._busy: set[Key] = set()
        self._dialog: QWidget | None = None
        self._into = ""

    @property
    def dialog(self) -> QWidget | None:
        """选打印机或另存 that is open now."""
        return self._dialog

    @property
    def idle(self) -> bool:
        """空闲: nothing is on its way and nothing is asked."""
        return not self._busy

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

    def ask_names(self, then: Callable[[tuple[str, ...]], None]) -> None:
        """打印机名单 for a page that shows it."""
        self.frame.backstage.outside(self, self._printers.names, then)

    # ── a paper on its way ────────────────────────────────────────────────────────────────────────────────────────

    def _with_last(self, act: Callable[[str, int], None]) -> None:
        if self.last is None:
            self.frame.go(Place.PAPERS)
            self.frame.tell("还没有用过文书：请在这里选一份，再按 F8 打印。")
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
            failed=lambda number: stop(_logged(number)),
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
            failed=lambda number: stop(_logged(number)),
        )

    def _with_paper(self, paper: Stored, *, choose: bool) -> None:
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
        by = self.frame.settings.clerk
        self._outside(paper, lambda: self._press(paper, printer, copies, by), lambda out: self._went(paper, out))

    def _press(self, paper: Stored, name: str, copies: int, by: str) -> Printed:
        """On the thread for what is outside."""
        row, journal = paper.row, self._book()
        reprint = 0 if paper.loose else journal.times(row.sm3)
        job = Job(
            paper.pdf,
            f"{row.title} {row.number}",
            paper.kind,
            copies,
            mark=paper.marks(reprint),
            halves=paper.kind == "凭证" and len(row.copies) > row.pages,
        )
        put(self._printers.open(name), job)
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        out = Printed(
            row.sm3, row.stream, row.seq, row.number, row.title, paper.kind, name, copies, reprint, at, by,
        )  # fmt: skip
        if not paper.loose:
            journal.enter(out)
        return out

    def _book(self) -> Journal:
        if self._journal is None:
            self._journal = Journal(self._folder())
        return self._journal

    def _went(self, paper: Stored, out: Printed) -> None:
        self._busy.discard(paper.key)
        again = f"，已标“补打 {out.reprint}”" if out.reprint else ""
        void = "，这份文书已作废，纸上已注明" if paper.row.void else ""
        self.frame.tell(f"{paper.name} 已送打印机“{out.printer}”，{out.copies} 份{again}{void}。")
        self.printed.emit(out)

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
        self.frame.backstage.outside(self, work, then, refused=stop, failed=lambda number: stop(_logged(number)))

    def _stop(self, key: Key, sentence: str) -> None:
        self._busy.discard(key)
        self.frame.say(sentence)
        self.stopped.emit(sentence)

    def _window(self) -> QWidget | None:
        return self.frame if isinstance(self.frame, QWidget) else None


def _logged(number: str) -> str:
    return f"文书没有打印，原因已记入日志（编号 {number}），请再按一次 F8，仍不行请联系管理员。"


def write(where: Path, pdf: bytes) -> Path:
    """写文件 beside its place and moved there, so that no half file is left; ValueError in one sentence."""
    fresh = where.with_name(f"{where.name}.new")
    try:
        fresh.write_bytes(pdf)
        fresh.replace(where)
    except OSError as error:
        raise ValueError(f"“{where}”写不进去（{error.strerror}），请换一个文件夹，或关掉正打开它的程序。") from error
    return where
