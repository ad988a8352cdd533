"""网上预审: the filings on the left, one of them beside what is known and its materials, its attachments on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from bingliang.desk.online import corrections as filing_corrections
from bingliang.desk.online import filings
from bingliang.desk.online import notice as filing_notice
from bingliang.desk.online import status as filing_status
from bingliang.desk.online import view as filing_view
from bingliang.desk.online.corrections import Corrections
from bingliang.desk.online.table import ENDINGS, TableEntered, import_table
from bingliang.desk.online.view import FilingRow, FilingView, MaterialRow
from bingliang.desk.online.visit import may_take
from bingliang.desk.online.watch import quarantine
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.online.parts import EVERYTHING, AttachmentCard, FilingCard, ListCard
from bingliang.gui.widgets.asking import ask_first
from bingliang.ledger.filing import Remark

if TYPE_CHECKING:
    from bingliang.gui.source import Desk

TURNS = {"": "齐", "齐": "缺", "缺": ""}
LIST, LIST_WIDE, WIDE_FROM = 308, 330, 1240


class OnlinePage(Page):
    """网上预审; `enter` takes the stream of a filing."""

    place = Place.ONLINE

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.list, self.filing, self.attachment = ListCard(self), FilingCard(self), AttachmentCard(frame, self)
        self._view: FilingView | None = None
        self._remarks: dict[str, dict[str, Remark]] = {}
        """what was said of each material and is not written yet, filing by filing"""
        self._wanted = ""
        self._dialog: QFileDialog | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        row.setSpacing(tokens.M)
        row.addWidget(self.list)
        row.addWidget(self.filing, 11)
        row.addWidget(self.attachment, 9)
        self._wire()

    def _wire(self) -> None:
        self.list.table.picked.connect(self._pick)
        self.list.table.opened.connect(self._open)
        self.list.filtered.connect(self.refresh)
        self.list.import_button.clicked.connect(self.choose_package)
        self.filing.take_button.clicked.connect(self.take)
        self.filing.notice_button.clicked.connect(self.notify)
        self.filing.materials.picked.connect(self._material)
        self.filing.materials.marked.connect(self._mark)
        self.filing.words.textEdited.connect(self._say)
        self.filing.words.returnPressed.connect(lambda: self.filing.materials.setFocus(Qt.FocusReason.TabFocusReason))

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        self._wanted = subject
        self.refresh()
        self.list.current.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        return [self.list.current, self.filing.differences, self.filing.materials, self.attachment.view]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {
            "save": self.take,
            "notify_once": self.notify,
            "open_package": self.choose_package,
            "attachment": self.attachment.next,
            "filing_filter": self.list.next_filter,
        }

    def commands(self) -> Sequence[Command]:
        filters = [Command(f"筛选：{word}", partial(self.list.filter_by, word)) for word in self.list.words]
        return [*filters, Command("回传办理状态", self.choose_back, note="写成状态包，放进一个文件夹")]

    def mark(self) -> str:
        return self._view.row.stream if self._view else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.list.setFixedWidth(LIST_WIDE if self.width() >= WIDE_FROM else LIST)
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page: what was said of the materials is written, so that no window takes it with it."""
        super().hideEvent(event)
        for stream in tuple(self._remarks):
            self._keep(stream)

    # ── the list ──────────────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        if not self.frame.backstage.ready:
            self.list.state.say("正在打开数据库…")
            return
        everything = self.list.everything
        self.frame.backstage.ask(
            self, lambda counter: filing_view.filings(counter.desk, everything=everything), self._listed, topic="filings",
            refused=lambda sentence: self.list.state.say("网上申报没有读出来", sentence, again=True),
        )  # fmt: skip

    def _listed(self, rows: tuple[FilingRow, ...]) -> None:
        if self._wanted and not self.list.everything and all(row.stream != self._wanted for row in rows):
            self.list.filter_by(EVERYTHING)  # what is wanted is received already
            return
        self.list.show_rows(rows, self._wanted)
        self._wanted = ""
        self._pick(self.list.table.current())

    def _pick(self, row: FilingRow | None) -> None:
        if row is None:
            self._view = None
            self.filing.show_view(None)
            self.attachment.show_material(None, ())
            return
        stream = row.stream
        self.frame.backstage.ask(
            self,
            lambda counter: filing_view.view(counter.desk, stream),
            self._show,
            topic="filing",
            refused=self.frame.say,
        )

    def _show(self, view: FilingView) -> None:
        self._view = view = self._said(view)
        self.filing.show_view(view)
        self._material(self.filing.materials.current())

    def _open(self, row: FilingRow) -> None:
        """Enter: the materials of what waits, the case of what has become one."""
        if row.case:
            self.frame.open_case(row.case, row.project, row.case_code)
        else:
            self.filing.materials.setFocus(Qt.FocusReason.TabFocusReason)

    # ── what is said of the materials ─────────────────────────────────────────────────────────────────────────

    def _said(self, view: FilingView) -> FilingView:
        """With what was said here and is not written yet."""
        mine = self._remarks.get(view.row.stream, {})
        rows = [
            replace(row, state=mine[row.key].state, words=mine[row.key].words) if row.key in mine else row
            for row in view.materials
        ]
        return replace(view, materials=tuple(rows))

    def _mark(self, row: MaterialRow) -> None:
        self._remark(row, Remark(TURNS[row.state], row.words if TURNS[row.state] == "缺" else ""))

    def _say(self, text: str) -> None:
        row = self.filing.materials.current()
        if row is not None and row.state == "缺":
            self._remark(row, Remark("缺", text.strip()))

    def _remark(self, row: MaterialRow, remark: Remark) -> None:
        if self._view is None:
            return
        self._remarks.setdefault(self._view.row.stream, {})[row.key] = remark
        self._view = self._said(self._view)
        self.filing.show_materials(self._view)
        self.filing.show_words(self.filing.materials.current())

    def _material(self, row: MaterialRow | None) -> None:
        self.filing.show_words(row)
        self.attachment.show_material(row, self._view.attachments if self._view else ())

    def _written(self, then: Callable[[str], None]) -> None:
        """写下预审意见 first, where there is anything new; then goes on."""
        view = self._view
        if view is None or not view.row.waiting:
            self.frame.say("请先选一件还在预审的申报；已经收件的按 Enter 打开办件。")
            return
        stream = view.row.stream
        if not self._remarks.get(stream):
            then(stream)
            return
        self._keep(stream, lambda: then(stream))

    def _keep(self, stream: str, then: Callable[[], None] = lambda: None) -> None:
        mine, request = dict(self._remarks.pop(stream)), uuid4().hex

        def refused(sentence: str) -> None:
            self._remarks[stream] = {**mine, **self._remarks.get(stream, {})}
            self.frame.say(sentence)

        self.frame.backstage.act(
            self, lambda counter: filings.check(counter.desk, request, stream, mine), lambda _: then(), refused=refused
        )

    # ── the presses ───────────────────────────────────────────────────────────────────────────────────────────

    def take(self) -> None:
        """转收件: into 新收件 with everything filled in; the clerk looks it through there and presses 收件."""
        if self._view is not None and self._view.row.corrected:
            self._ask_corrections(self._view.row.stream)
            return
        self._written(self._into_intake)

    def _into_intake(self, stream: str) -> None:
        """Whoever may not receive is told so here, not behind a form that he has looked through for nothing."""
        self.frame.backstage.ask(
            self, lambda counter: may_take(counter.desk), lambda _: self.frame.go(Place.INTAKE, stream), topic="take",
            refused=self.frame.say,
        )  # fmt: skip

    def notify(self) -> None:
        """一次性告知: shown whole before it is done, since it can be done only once."""
        self._written(self._ask_notice)

    def _ask_notice(self, stream: str) -> None:
        self.frame.backstage.ask(
            self, lambda counter: filing_notice.lines(counter.desk, stream), partial(self._confirm, stream), topic="notice",
            refused=self.frame.say,
        )  # fmt: skip

    def _confirm(self, stream: str, lines: tuple[str, ...]) -> None:
        more = (
            "以入库之日为收件日收件，并出具《一次性告知书》；告知只能一次（《行政许可法》第三十二条第一款第（四）项）。"
        )
        told = "\n".join(lines)
        ask_first(
            self, "一次性告知", f"一次告知这 {len(lines)} 份材料？", f"{told}\n\n{more}", "收件并告知",
            lambda: self._notify(stream),
        )  # fmt: skip

    def _notify(self, stream: str) -> None:
        def told(done: filing_notice.Told) -> None:
            self.frame.open_case(done.stream, done.title, done.code)
            self.frame.tell(f"已收件 {done.code}，并一次告知 {done.rows} 处补正，出具《一次性告知书》。")

        self.frame.backstage.act(
            self, lambda counter: filing_notice.notify(counter.desk, stream), told, refused=self.frame.say
        )

    def _ask_corrections(self, stream: str) -> None:
        self.frame.backstage.ask(
            self, lambda counter: filing_corrections.corrections(counter.desk, stream), partial(self._corrected, stream),
            topic="corrections", refused=self.frame.say,
        )  # fmt: skip

    def _corrected(self, stream: str, shown: Corrections) -> None:
        asked = f"补正材料{'已经齐全' if shown.complete else '还没有齐'}，登记补正收件？"
        told = [f"交回：{'、'.join(shown.back)}", *([f"还缺：{'、'.join(shown.lacking)}"] if shown.lacking else [])]
        told.append(f"以 {shown.on:%Y-%m-%d} 为准；" + ("该日就是受理日。" if shown.complete else "登记为部分补正。"))
        ask_first(
            self, "补正收件", asked, "\n".join(told), "登记补正收件", lambda: self._take_corrections(stream, shown)
        )  # fmt: skip

    def _take_corrections(self, stream: str, shown: Corrections) -> None:
        def told(done: filing_notice.Told) -> None:
            self.frame.open_case(done.stream, done.title, done.code)
            self.frame.tell(f"{done.code}已登记补正收件 {done.rows} 份。")

        self.frame.backstage.act(
            self, lambda counter: filing_corrections.take(counter.desk, stream, shown), told, refused=self.frame.say
        )

    def choose_package(self) -> None:
        """导入: which package."""
        self._dialog = QFileDialog(self, "导入网上申报包", "", "网上申报包、登记表 (*.zip *.blpkg *.xlsx *.csv)")
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._dialog.filesSelected.connect(lambda names: self.import_packages([Path(name) for name in names]))
        self._dialog.open()

    def choose_back(self) -> None:
        """回传 by hand: into which folder; where one is looked after, it goes by itself."""
        self._dialog = QFileDialog(self, "状态包放到哪个文件夹")
        self._dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._dialog.fileSelected.connect(lambda name: self.report(Path(name)))
        self._dialog.open()

    def report(self, folder: Path) -> None:
        """回传 what is new of every filing."""
        self.frame.backstage.act(
            self, lambda counter: filing_status.report(counter.desk, folder), self._reported, refused=self.frame.say
        )

    def _reported(self, told: tuple[Path, ...]) -> None:
        self.frame.tell(f"已回传 {len(told)} 件的办理状态。" if told else "没有新的办理状态要回传。")

    def import_packages(self, paths: Sequence[Path]) -> None:
        """导入 one after the other; what is refused is said, the rest is in."""
        for path in paths:
            self.frame.backstage.act(self, partial(_import, path), self._entered, refused=self.frame.say)

    def _entered(self, done: filings.Entered | TableEntered) -> None:
        first = done if isinstance(done, filings.Entered) else next(iter(done.entered), None)
        self._wanted = first.stream if first else ""
        (self.frame.say if getattr(done, "rejected", ()) else self.frame.tell)(done.sentence)
        self.refresh()


def _import(path: Path, counter: Desk) -> filings.Entered | TableEntered:
    if path.suffix.lower() in ENDINGS:
        return import_table(counter.desk, path)
    return filings.import_package(counter.desk, path, quarantine())
