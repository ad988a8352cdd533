"""办件: who has it, until when, what is wanted; lanes, records, materials and papers of one case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bingliang.desk.rows import CaseView, Lane, LogRow, MaterialRow, PaperRow
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Frame
from bingliang.gui.pages.case.facts import bag_words, facts_of, saved
from bingliang.gui.pages.case.tabs import GOOD_ROWS, LEAST_ROWS, LOG, CaseTabs
from bingliang.gui.pages.records import ROW
from bingliang.gui.style import application, colours, look
from bingliang.gui.widgets import lane_words
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.lane_axis import AXIS
from bingliang.gui.widgets.lanes import LaneChart
from bingliang.gui.widgets.legend import Legend
from bingliang.gui.widgets.light import LightWord
from bingliang.gui.widgets.saving import Saving
from bingliang.gui.widgets.sentence import Sentence
from bingliang.gui.widgets.state import State

if TYPE_CHECKING:
    from bingliang.gui.pages.case.acts import CaseActs

LEAST_LANES = 3


class CasePage(QFrame):
    """办件页: in the right pane of the worklist, or with `full` over the whole window."""

    entered = Signal(str)
    """Enter on a lane: the stream to open in full"""

    def __init__(self, frame: Frame, *, full: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("办件详情")
        self._frame, self._backstage = frame, frame.backstage
        self._full = full
        self._stream, self._line = "", 0
        self._case: CaseView | None = None
        self._acts: CaseActs | None = None
        self._pages = QStackedWidget(self)
        self._state = State(self)
        self._pages.addWidget(self._state)
        self._pages.addWidget(self._scrolled(self._content()))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._pages)
        application().focusChanged.connect(self._reveal)
        self._state.again.connect(self.refresh)
        self.chart.explained.connect(self._explain)
        self._state.say("", "选中的办件显示在这里。")

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    @property
    def acts(self) -> CaseActs:
        """办理 of the case, made with the first one: a list alone needs nothing of what they bring into memory."""
        if self._acts is None:
            from bingliang.gui.pages.case.acts import CaseActs

            self._acts = CaseActs(self._frame, self, self.chart, self._record)
        return self._acts

    @property
    def case(self) -> CaseView | None:
        """现看的办件."""
        return self._case

    @property
    def trouble(self) -> str:
        """为何没有: the sentence in place of a case that could not be read."""
        return self._state.text if self._case is None else ""

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.chart, self._tabs.table]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """按键."""
        turns: dict[str, Callable[[], None]] = {
            "tab": lambda: self._turn(1),
            "tab_back": lambda: self._turn(-1),
        }
        return {**turns, **self._acts.keys()} if self._acts is not None else turns

    def _record(self) -> int:
        """手上的流转记录: the line under the focus; 0 when the focus is elsewhere."""
        table = self._tabs.tables[LOG]
        row = table.current() if table.hasFocus() else None
        return row.seq if isinstance(row, LogRow) else 0

    def _turn(self, step: int) -> None:
        """换页签; a page that is turned is also seen."""
        self._tabs.turn(step)
        self._area.ensureWidgetVisible(self._tabs, 0, tokens.S)

    def escape(self) -> bool:
        """Esc: closes the menu, the sheet or the account that stands over the case."""
        return self._acts is not None and self._acts.escape()

    def unsaved(self) -> str:
        """未办完的办理单."""
        return self._acts.unsaved() if self._acts is not None else ""

    def show_stream(self, stream: str) -> None:
        """显示一件; an empty stream clears the page."""
        if stream == self._stream and self._case is not None:
            return
        self._stream, self._case = stream, None
        if not stream:
            self._pages.setCurrentIndex(0)
            self._state.say("没有选中办件", "在左边的清单里选一件，这里显示它的进度。")
            return
        self.refresh()

    def point_at(self, line: int) -> None:
        """指出台账的一行: its record is chosen and has the focus, now or when the case is there."""
        self._line = line
        if self._case is not None:
            self._point()

    def _point(self) -> None:
        line, self._line = self._line, 0
        table = self._tabs.tables[LOG]
        rows = [row for row in table.rows_model.rows if isinstance(row, LogRow)]
        # a paper is folded under the act that drew it up
        held = [row for row in rows if row.seq == line] or [row for row in rows if row.seq and row.seq < line][:1]
        if held:
            self._tabs.bar.setCurrentIndex(LOG)
            table.selectRow(table.rows_model.place(held[0]))
            self._area.ensureWidgetVisible(self._tabs, 0, tokens.S)
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """重新询问; what is on screen stays until the answer is here."""
        stream = self._stream
        if not stream:
            return
        if self._case is None and self._pages.currentIndex() == 0:
            self._state.say("正在读取办件…")
        if not self._backstage.ready:  # asked again as soon as the desk is open
            return
        self._backstage.ask(
            self,
            lambda desk: desk.case(stream),
            self._take,
            topic="case",
            refused=self._not_read,
            failed=self._not_read_log,
        )

    def _reveal(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inside.isAncestorOf(now):
            top = now.mapTo(self._inside, now.rect().topLeft()).y()
            for edge in (top + now.height(), top):  # the whole of it, and its top above all
                self._area.ensureVisible(0, edge, 0, tokens.S)

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _not_read(self, sentence: str) -> None:
        self._pages.setCurrentIndex(0)
        self._state.say("这件办件没有读出来", sentence, again=True)

    def _not_read_log(self, number: str) -> None:
        self._not_read(f"原因已记入日志（编号 {number}）。")

    def _take(self, case: CaseView) -> None:
        fresh = self._case is None or self._case.stream != case.stream
        self._case = case
        self._light.show_light(case.light)
        self._code.setText(case.code)
        self._title.setText(case.project + (f" · {case.works}" if case.works and case.works != case.project else ""))
        self._firm.setText("    ".join(part for part in (case.enterprise, case.credit_code, *bag_words(case)) if part))
        handed = (f"移交{case.handing}",) if case.handing else ()
        self._tags.setText("  ·  ".join((*((case.green,) if case.green else ()), *handed, *case.tags)))
        self._sentence.say(case.sentence, case.light)
        self._facts.show_facts(facts_of(case))
        bodies = {lane.body or lane.department for lane in case.lanes}
        done = sum(lane.decided_on is not None for lane in case.lanes)
        self._progress.setText(f"{len(case.lanes)} 项 · {len(bodies)} 个机关 · 已决定 {done}")
        self._saving.show_span(*saved(case))
        path = " → ".join(case.critical_path)
        self._path.setText(f"关键路径：{path}")
        self.chart.show_case(case)
        self._legend.show_case(case)
        self._tabs.show_case(case, keep=not fresh)
        self.acts.show_case(case)
        self._pages.setCurrentIndex(1)
        self._share()
        if fresh:
            self._area.verticalScrollBar().setValue(0)
        if self._line:
            self._point()
        self._frame.remember(case)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The room has changed: as many lanes as leave the tabs in sight."""
        if watched is self._area.viewport() and event.type() == QEvent.Type.Resize:
            self._share()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        """分高: the lanes take what the tabs do not need, and scroll within that; never fewer than `LEAST_LANES`."""
        layout, chart = self._inside.layout(), self.chart
        if self._case is None or layout is None:
            return
        room = self._area.viewport().size()
        count = len(self._case.lanes)
        lanes = 0
        for whole in (True, False):
            # The critical path in words is in the chart too: on the smallest screens its line goes to the lanes.
            self._path.setVisible(whole and bool(self._case.critical_path))
            layout.invalidate()
            others = layout.totalHeightForWidth(room.width()) - chart.height() + (GOOD_ROWS - LEAST_ROWS) * ROW
            lanes = (room.height() - others - AXIS - 2) // chart.lane_height
            if lanes >= min(count, LEAST_LANES + 1):
                break
        chart.show_most(0 if lanes >= count else max(LEAST_LANES, lanes))

    def _today(self) -> date:
        return self._case.today if self._case is not None else date.min

    def _enter_lane(self) -> None:
        """Enter on a lane: beside the list it opens the case, over the whole window what can be done to the item."""
        if self._full:
            self.acts.menu()
        else:
            self.entered.emit(self._stream)

    def _explain(self) -> None:
        self.acts.account()

    def _walked(self, lane: Lane | None) -> None:
        words = lane_words.of_lane(lane, self._case.today) if lane is not None and self._case is not None else ""
        self._lane_line.setText(words)

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _scrolled(self, content: QWidget) -> QScrollArea:
        self._inside = content
        self._area = QScrollArea(self)
        self._area.setWidget(content)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._area.viewport().installEventFilter(self)
        content.setAutoFillBackground(False)
        return self._area

    def _content(self) -> QWidget:
        c = colours()
        content = QWidget(self)
        column = QVBoxLayout(content)
        side = tokens.XL if self._full else tokens.L
        column.setContentsMargins(side, tokens.S, side, tokens.XS)
        column.setSpacing(tokens.S)
        self._light = LightWord()
        self._tags = Words(size=tokens.CAPTION, colour=c.text2)
        self._code = Words(size=tokens.SUBTITLE, colour=c.text)
        for label in (self._tags, self._code):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._title = Words(size=tokens.TITLE, bold=True, colour=c.text)
        self._firm = Paragraph(size=tokens.BODY, colour=c.text2)
        self._sentence = Sentence()
        self._facts = Facts(6, (4, 2, 3, 4, 2, 3) if self._full else (4, 3, 3))
        if self._full:
            column.addLayout(_row(self._light, (self._title, 5), (self._tags, 2), (self._code, 1)))
        else:
            column.addLayout(_row(self._light, (self._tags, 3), (self._code, 2)))
            column.addWidget(self._title)
        column.addWidget(self._firm)
        column.addWidget(self._sentence)
        column.addWidget(self._facts)
        self._lanes(column)
        self._records(column)
        return content

    def _lanes(self, column: QVBoxLayout) -> None:
        c = colours()
        head = Words("并联进度", size=tokens.BODY, bold=True, colour=c.text, whole=True)
        self._progress = Words(size=tokens.CAPTION, colour=c.text2)
        self._saving = Saving()
        self._path = Paragraph(size=tokens.CAPTION, colour=c.text2)
        self._lane_line: Words | Paragraph = Words(size=tokens.CAPTION, colour=c.text2)
        if not self._full:
            self._lane_line = Paragraph(size=tokens.CAPTION, colour=c.text2)
            self._lane_line.setMinimumHeight(36)
            self._lane_line.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.chart = LaneChart()
        self.chart.set_lane_height(look().density.lane + (2 if self._full else 0))
        self._legend = Legend()
        self.chart.picked.connect(self._walked)
        self.chart.entered.connect(self._enter_lane)
        column.addLayout(_row(head, (self._progress, 1), self._saving))
        column.addWidget(self.chart)
        column.addWidget(self._lane_line)
        column.addWidget(self._legend)
        column.addWidget(self._path)

    def _records(self, column: QVBoxLayout) -> None:
        self._tabs = CaseTabs(self._today, full=self._full)
        self.tabs = self._tabs.bar
        self._tabs.opened.connect(lambda _, row: self._open_row(row))
        column.addWidget(self._tabs, 1)

    def _open_row(self, row: LogRow | MaterialRow | PaperRow) -> None:
        """Enter on a row: a paper goes to the papers, a material to the lane of its item, a record to its papers."""
        if isinstance(row, PaperRow):
            self._frame.go(Place.PAPERS, f"{row.stream}#{row.seq}")
        elif isinstance(row, LogRow) and row.papers:
            self._frame.go(Place.PAPERS, f"{self._stream}#{row.papers[0].seq}")
        elif isinstance(row, MaterialRow) and self._case is not None:
            self.chart.choose(next((lane.no for lane in self._case.lanes if lane.item_name in row.items), 0))


def _row(*parts: QWidget | tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens.M)
    for part in parts:
        if isinstance(part, tuple):
            row.addWidget(part[0], part[1])
        else:
            row.addWidget(part)
    return row
