"""督办: matters by the step of the ladder they have reached, the chosen one in the right pane; the assessment of a period behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.assessing import Assessment, MarkRow, assessment
from bingliang.desk.matters import MatterFilter, MatterRow, MatterView, matter_view, matters, under
from bingliang.desk.problem_view import ProblemFilter, overdue
from bingliang.desk.supervision_export import export_assessment, export_matters
from bingliang.gui import icons, tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.assessment_pane import AssessmentPane
from bingliang.gui.pages.supervision_acts import SupervisionActs
from bingliang.gui.pages.supervision_detail import MatterDetail
from bingliang.gui.printable import assessment_sheet
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import RIGHT, Column, RowModel
from bingliang.gui.widgets import badge, ink
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.list_card import ListCard
from bingliang.gui.widgets.tile import Tile
from bingliang.ledger.agency import PREFIX as AGENCY
from bingliang.ledger.matter import PREFIX as MATTERS
from bingliang.mechanism.supervision import Mark

OVERDUE = "要素保障超期"


class SupervisionPage(Page):
    """督办; `subject` is a case whose matter is shown, or “考核”."""

    place = Place.SUPERVISION

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._which, self._wanted, self._line = MatterFilter.OPEN, "", 0
        self._found: tuple[MatterRow, ...] | None = None
        self._dialog: QFileDialog | None = None
        self._overdue = 0
        self.tiles = [Tile(which, at) for at, which in enumerate(MatterFilter, start=1)]
        self.tiles[0].setChecked(True)
        self.detail, self.assessing = MatterDetail(), AssessmentPane()
        self.detail.setProperty("helpKey", "supervision.detail")
        self.assessing.setProperty("helpKey", "assessment")
        self._card = self._list_card()
        self.acts = SupervisionActs(self)
        self._lay_out()
        self.detail.answered.connect(lambda: self._with(self.acts.answer))
        self.detail.more.connect(self._menu)
        self.detail.whole.connect(self._whole)
        self.detail.marks.opened.connect(self._line_of)
        self.assessing.asked.connect(lambda _: self._ask_assessment())
        self.assessing.opened.connect(self._to_line)
        self.assessing.publish_button.clicked.connect(self._publish)
        self.assessing.export_button.clicked.connect(self._export)

    def _lay_out(self) -> None:
        listing = QWidget()
        tiles = QHBoxLayout()
        tiles.setSpacing(tokens.M)
        for tile, which in zip(self.tiles, MatterFilter, strict=True):
            tiles.addWidget(tile)
            tile.clicked.connect(partial(self.filter_by, which))
        panes = QHBoxLayout()
        panes.setSpacing(tokens.M)
        panes.addWidget(self._card)
        panes.addWidget(self.detail, 1)
        inside = QVBoxLayout(listing)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.M)
        inside.addLayout(tiles)
        inside.addLayout(panes, 1)
        self._views = QStackedWidget()
        self._views.addWidget(listing)
        self._views.addWidget(self.assessing)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.addWidget(self._views)

    def _list_card(self) -> ListCard[MatterRow]:
        model: RowModel[MatterRow] = RowModel(_columns(), key=lambda row: row.key, parent=self)
        card = ListCard("督办件", "督办件", "正在读取督办件…", model, self)
        card.table.setProperty("helpKey", "supervision.list")
        card.table.picked.connect(self._pick)
        card.table.opened.connect(self.acts_answer)
        card.state.again.connect(self.refresh)
        self._foot = Words(size=tokens.LABEL, colour=colours().text2)
        self._foot.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.S, tokens.M, tokens.S)
        foot.addWidget(self._foot)
        card.column.addLayout(foot)
        self.table, self._state, self._head, self._sum = card.table, card.state, card.head, card.sum
        return card

    @property
    def _listing(self) -> bool:
        return self._views.currentIndex() == 0

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
        if not self._listing:
            return self.assessing.table
        return self._card.front

    def refresh(self) -> None:
        if not self.frame.backstage.ready:
            self._state.say("正在打开数据库…")
            return
        self.frame.backstage.ask(
            self,
            lambda counter: (matters(counter.desk), counter.today, overdue(counter.desk)),
            self._take,
            topic="matters",
            long=True,
            refused=self._not_read,
            failed=lambda number: self._not_read(f"原因已记入日志（编号 {number}）。"),
        )
        if not self._listing:
            self._ask_assessment()

    def panes(self) -> list[QWidget]:
        return [self._first(), *self.detail.panes()] if self._listing else self.assessing.panes()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        both: dict[str, Callable[[], None]] = {"assess": self.turn, "export": self._export}
        if not self._listing:
            own = {"choices": self.assessing.next_period, "save": self._publish, "print": self._print_notice}
            return {**both, **own}
        tiles = {f"matters/{at}": partial(self.filter_by, which) for at, which in enumerate(MatterFilter, start=1)}
        return {**both, **tiles, "matter_acts": self._menu, "matter_case": self._whole, "print": self._print}

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        filters = [Command(f"筛选：{which}", partial(self._list, which)) for which in MatterFilter]
        turn = Command("督办件" if not self._listing else "考核", self.turn, "Ctrl+PgDn")
        row = self.table.current() if self._listing else None
        late = Command(OVERDUE, self._to_problems, note=f"{self._overdue} 个")
        self.acts.ask_commands(row, lambda acts: then([*acts, turn, *filters, late]))

    def escape(self) -> bool:
        if self.acts.escape():
            return True
        if not self._listing:
            self.turn()
            return True
        return False

    def unsaved(self) -> str:
        return self.acts.unsaved()

    def mark(self) -> str:
        row = self.table.current() if self._listing else None
        return row.stream if row is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.share(self.width())

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def turn(self) -> None:
        """督办件 and 考核 in turn."""
        self._views.setCurrentIndex(1 if self._listing else 0)
        if not self._listing:
            self._ask_assessment()
        self._first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def filter_by(self, which: MatterFilter, checked: bool = True) -> None:  # noqa: FBT001, FBT002 - also Qt's slot
        """筛选; everything is here already, so that nothing is asked again."""
        del checked
        self._which = which
        for tile, one in zip(self.tiles, MatterFilter, strict=True):
            tile.setChecked(one is which)
        if self._found is not None:
            self._show(self._found)

    def _list(self, which: MatterFilter) -> None:
        self._views.setCurrentIndex(0)
        self.filter_by(which)

    def acts_answer(self, row: MatterRow) -> None:
        """办理 what comes next."""
        self.acts.answer(row)

    def _to_problems(self) -> None:
        self.frame.go(Place.PROJECTS, f"问题={ProblemFilter.LATE}")

    def _menu(self) -> None:
        self._with(self.acts.menu)

    def _whole(self) -> None:
        self._with(lambda row: self.frame.open_case(row.stream, row.project, row.code))

    def _with(self, act: Callable[[MatterRow], None]) -> None:
        if (row := self.table.current()) is not None:
            act(row)

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
            self.frame.go(Place.AGENCY, mark.stream)
        elif mark.stream == mark.case:
            self.frame.go(Place.CASE, f"{mark.case}#{mark.seq}")
        elif mark.stream.startswith(MATTERS):
            self._wanted, self._line = mark.case, mark.seq
            self._views.setCurrentIndex(0)
            self.refresh()
        else:
            self.frame.go(Place.RATING, mark.stream)

    # ── export ────────────────────────────────────────────────────────────────────────────────────────────────

    def _export(self) -> None:
        name = "督办件" if self._listing else f"考核 {self.assessing.written}"
        dialog = QFileDialog(self, "导出")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["Excel 工作簿 (*.xlsx)", "CSV (*.csv)"])
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("csv" if "csv" in chosen else "xlsx"))
        dialog.selectFile(f"{name}.xlsx")
        dialog.fileSelected.connect(self.export_to)
        dialog.finished.connect(dialog.deleteLater)
        self._dialog = dialog
        dialog.open()

    def export_to(self, chosen: str) -> None:
        """导出 what is on screen to the file."""
        if self._listing:
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

    def _take(self, answer: tuple[tuple[MatterRow, ...], object, int]) -> None:
        rows, today, self._overdue = answer
        self._foot.setText(
            f"另有要素保障问题超期未办结 {self._overdue} 个：Ctrl+K 输入“{OVERDUE}”到清单督办" if self._overdue else ""
        )
        self._foot.setVisible(bool(self._overdue))
        self._found = rows
        self.assessing.offer(today)  # type: ignore[arg-type]
        for tile, which in zip(self.tiles, MatterFilter, strict=True):
            tile.show_count(len(under(rows, which)))
        self._show(rows)
        wanted, self._wanted = self._wanted, ""
        at = next((row for row in rows if row.stream == wanted), None)
        if at is not None:
            if at not in under(rows, self._which):
                self.filter_by(at.state)
            self.table.selectRow(self.table.rows_model.place(at.key))

    def _show(self, found: Sequence[MatterRow]) -> None:
        rows = under(found, self._which)
        focused = self.table.hasFocus() or self._state.hasFocus()
        self._head.setText(str(self._which))
        self._sum.setText(f"{len(rows)} 件 · 该督办的在前 · 只按台账，停表和企业补正的时间不计")
        self._card.bring(listed=bool(rows))
        if not rows:
            self._state.say(f"没有“{self._which}”", "期限用去九成、到期和超期都自动预警，一级一次，列在这里。")
            self.detail.clear("没有选中督办件", "")
        self.table.show_rows(rows, keep=True)
        self._pick(self.table.current())
        if focused and self.isVisible() and self._listing:
            self._card.focus_front()

    def _not_read(self, sentence: str) -> None:
        self._card.bring(listed=False)
        self._state.say("督办件没有读出来", sentence, again=True)
        self.detail.clear("没有选中督办件", "")

    def _pick(self, row: MatterRow | None) -> None:
        if row is None:
            self.detail.clear("没有选中督办件", "")
            return
        self.frame.backstage.ask(
            self, lambda counter: matter_view(counter.desk, row.stream, row.no), self._shown, topic="matter",
            refused=lambda sentence: self.detail.clear("督办件没有读出来", sentence),
        )  # fmt: skip

    def _shown(self, view: MatterView) -> None:
        now = self.table.current()
        if now is not None and now.key == view.row.key:
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


def _columns() -> tuple[Column[MatterRow], ...]:
    def tip(row: MatterRow) -> str:
        return "\n".join(
            (row.item, row.project, row.enterprise, f"收件号 {row.code}", row.department, badge.speech(row))
        )

    return (
        Column("状态", lambda r: r.state, 116, tip=tip, speech=lambda r: f"{r.light}，{r.state}，{r.rung}", paint=_state),
        Column("事项 / 企业", lambda r: r.item, tip=tip, speech=lambda r: f"{r.item}，{r.enterprise}", paint=_item, least=190),
        Column("承办", lambda r: r.department, 92, tip=tip, paint=_department),
        Column(
            "截止", badge.remaining_text, 124, align=RIGHT, tip=tip, speech=badge.speech,
            paint=lambda p, b, r, _: badge.paint(p, b, r, 0),
        ),
    )  # fmt: skip


def _state(painter: QPainter, box: QRect, row: MatterRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    c = colours()
    tone = c.tone(row.light)
    inner = box.adjusted(14, 0, -4, 0)
    ground = c.selected if selected else c.card
    icons.mark(painter, QRectF(inner.left(), inner.center().y() - 7, 15, 15), row.light, c, ground)
    colour = tone.on_selected if selected else tone.text
    words = inner.adjusted(23, 0, 0, 0)
    if not look().density.two_lines or not row.rung:
        ink.write(painter, words, row.state, font(tokens.BODY, bold=True), colour)
        return
    upper = QRect(words.left(), box.top() + 4, words.width(), 20)
    lower = QRect(words.left(), box.top() + 24, words.width(), 17)
    ink.write(painter, upper, row.state, font(tokens.BODY, bold=True), colour)
    ink.write(painter, lower, row.rung, font(tokens.CAPTION), c.text2)


def _item(painter: QPainter, box: QRect, row: MatterRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    c = colours()
    inner = box.adjusted(12, 0, -8, 0)
    if not look().density.two_lines:
        ink.write(painter, inner, row.item, font(tokens.BODY, bold=True), c.text)
        return
    upper = QRect(inner.left(), box.top() + 4, inner.width(), 20)
    lower = QRect(inner.left(), box.top() + 24, inner.width(), 17)
    ink.write(painter, upper, row.item, font(tokens.BODY, bold=True), c.text)
    ink.write(painter, lower, f"{row.enterprise} · {row.project}", font(tokens.CAPTION), c.text2)


def _department(painter: QPainter, box: QRect, row: MatterRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    ink.write(painter, box.adjusted(12, 0, -4, 0), row.department, font(tokens.BODY), colours().text)
