"""文书: every paper of the counter on the left, the chosen one as it lies on paper on the right; F8 prints it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bingliang.desk.papers import seal_lists, shelf
from bingliang.desk.papers.shelf import ShelfFilter, ShelfPage
from bingliang.desk.rows import PaperRow
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.papers.acts import PaperActs
from bingliang.gui.pages.papers.batch import PapersBatch
from bingliang.gui.pages.papers.columns import columns
from bingliang.gui.pages.papers.preview import PreviewPane
from bingliang.gui.printable import seal_sheet
from bingliang.gui.style import colours
from bingliang.gui.table import RowModel, RowTable
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.state import State

SHARE, LEAST, SETTLE_MS, ROW = 0.42, 480, 150, 46


class PapersPage(Page):
    """文书; `enter` takes “stream#seq” (that paper among those of its case) or “stream”."""

    place = Place.PAPERS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._which, self._stream, self._wanted_seq = ShelfFilter.TODAY, "", 0
        self._page = ShelfPage(())
        self.acts = PaperActs(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.refresh)
        self._batch = PapersBatch(self)
        self.preview = PreviewPane(self)
        self.preview.print_button.clicked.connect(self._print)
        self.preview.save_button.clicked.connect(self._save)
        self._card = self._list_card()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        row.setSpacing(tokens.M)
        row.addWidget(self._card)
        row.addWidget(self.preview, 1)

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _list_card(self) -> QFrame:
        c = colours()
        card = QFrame(self)
        card.setObjectName("card")
        self._head = Words("文书", size=tokens.SUBTITLE, bold=True, colour=c.text, whole=True)
        self.filters = QButtonGroup(self)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, tokens.S, tokens.M, 0)
        head.setSpacing(tokens.S)
        head.addWidget(self._head)
        head.addStretch(1)
        for which in ShelfFilter:
            button = QPushButton(which)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setAutoDefault(False)
            button.setAccessibleName(f"文书：{which}")
            button.setProperty("helpKey", "papers.filter")
            button.setToolTip("Alt+0 依次换")
            button.setChecked(which is self._which)
            button.clicked.connect(lambda _=False, which=which: self.filter_by(which))
            self.filters.addButton(button)
            head.addWidget(button)
        self.box = QLineEdit()
        self.box.setPlaceholderText("文号、收件号、文书名称、企业、项目或日期")
        self.box.setAccessibleName("查找文书")
        self.box.textEdited.connect(lambda _: self._timer.start())
        self.box.returnPressed.connect(lambda: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        model: RowModel[PaperRow] = RowModel(columns(), key=lambda row: (row.stream, row.seq), parent=self)
        self.table: RowTable[PaperRow] = RowTable(model, ROW, "文书清单", self)
        self.table.choose_many()
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._count_chosen())
        self.table.picked.connect(self._pick)
        self.table.opened.connect(lambda row: self.frame.open_case(row.stream, row.project, row.code))
        model.wanted.connect(self._more)
        self._state = State(self)
        self._state.again.connect(self.refresh)
        self._body = QStackedWidget()
        self._body.addWidget(self._state)
        self._body.addWidget(self.table)
        search = QHBoxLayout()
        search.setContentsMargins(tokens.L, tokens.S, tokens.M, tokens.S)
        search.addWidget(self.box)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(search)
        column.addWidget(self._body, 1)
        return card

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        stream, _, seq = subject.partition("#")
        if stream:
            self._stream, self._wanted_seq = stream, int(seq or 0)
            self._tick(ShelfFilter.CASE)
            self.box.clear()
        self.refresh()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        return [self.box, self.table if self.table.rows_model.rows else self._state, self.preview.view]

    def commands(self) -> Sequence[Command]:
        lists = (
            (seal_lists.WAITING, "打印待用印清单", "Ctrl+L"),
            (seal_lists.REGISTER, "打印用印登记", "Ctrl+Shift+L"),
        )
        filters = [Command(f"筛选：{which}", partial(self.filter_by, which)) for which in ShelfFilter]
        filters.append(Command("打印筛选里本机没打过的", self._print_unprinted, "Ctrl+P"))
        if (row := self.preview.shown) is not None:
            filters.append(Command(f"回件归卷：{row.title}", partial(self.acts.file_copy, row), group="文书的办理"))
        return [
            *self.acts.commands(),
            *filters,
            *(Command(word, partial(self._seals, key), cap) for key, word, cap in lists),
        ]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        if (over := self.acts.keys()) is not None:
            return over
        return {
            "paper_acts": lambda: self.acts.menu(self.preview.shown),
            "save_pdf": self._save,
            "print": self._print,
            "print_unprinted": self._print_unprinted,
            "paper_filter": self._next_filter,
            "seal_list": lambda: self._seals(seal_lists.WAITING),
            "seal_register": lambda: self._seals(seal_lists.REGISTER),
        }

    def _seals(self, key: str) -> None:
        self.frame.printing.print_loose((f"seals/{key}", -1), lambda desk: seal_sheet(desk, key))

    def unsaved(self) -> str:
        return self.acts.unsaved()

    def escape(self) -> bool:
        if self.acts.escape():
            return True
        if self.box.text():
            self.box.clear()
            self.refresh()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * tokens.L - tokens.M
        self._card.setFixedWidth(max(LEAST, round(room * SHARE)))

    # ── the list ──────────────────────────────────────────────────────────────────────────────────────────────

    def filter_by(self, which: ShelfFilter) -> None:
        """筛选."""
        self._tick(which)
        self.refresh()

    def _tick(self, which: ShelfFilter) -> None:
        self._which = which
        for button in self.filters.buttons():
            button.setChecked(button.text() == which)

    def _next_filter(self) -> None:
        every = list(ShelfFilter)
        self.filter_by(every[(every.index(self._which) + 1) % len(every)])

    def refresh(self) -> None:
        if not self.frame.backstage.ready:
            self._state.say("正在打开数据库…")
            return
        which, stream, words = self._which, self._stream, self.box.text().strip()
        self.frame.backstage.ask(
            self,
            lambda counter: shelf.shelf(counter.desk, which, stream=stream, words=words),
            self._take,
            topic="shelf",
            refused=lambda sentence: self._state.say("文书清单没有读出来", sentence, again=True),
        )

    def _take(self, page: ShelfPage) -> None:
        self._page = page
        focused = self.table.hasFocus() or self._state.hasFocus()
        self._body.setCurrentIndex(1 if page.rows else 0)
        if not page.rows:
            self._state.say(*self._empty())
        wanted, self._wanted_seq = self._wanted_seq, 0
        self.table.show_rows(page.rows, complete=page.after is None, keep=not wanted)
        if wanted:
            at = self.table.rows_model.place((self._stream, wanted))
            self.table.selectRow(max(at, 0))
        self._pick(self.table.current())
        if focused:
            (self.table if page.rows else self._state).setFocus(Qt.FocusReason.OtherFocusReason)

    def _more(self) -> None:
        after, which, words = self._page.after, self._which, self.box.text().strip()
        if after is None:
            return

        def take(page: ShelfPage) -> None:
            self._page = page
            self.table.rows_model.append(page.rows, complete=page.after is None)

        self.frame.backstage.ask(
            self, lambda counter: shelf.shelf(counter.desk, which, words=words, after=after), take, topic="more"
        )

    def _empty(self) -> tuple[str, str]:
        if self.box.text().strip():
            return "没有找到这样的文书", "可以按文号开头、收件号、文书名称、企业、项目或日期（如 10-21）查找。"
        heads = {
            ShelfFilter.TODAY: ("今天还没有出具文书", "按 Alt+0 看全部文书。"),
            ShelfFilter.CASE: ("没有选定办件", "在办件的“文书”页签按 Enter，这里列出该件的文书。"),
            ShelfFilter.OWED: (
                "没有待签署、待用印、待送达的文书",
                "Ctrl+B 登记签署、用印、送达以后，就从这里消失。",
            ),
            ShelfFilter.WAITING: ("没有待出具的文书", "编了号而 PDF 没有制成的文书会出现在这里。"),
            ShelfFilter.VOID: ("没有作废的文书", "作废的文书留号，并写明原因。"),
        }
        return heads.get(self._which, ("还没有文书", "收件以后，文书会出现在这里。"))

    # ── the preview ───────────────────────────────────────────────────────────────────────────────────────────

    def _pick(self, row: PaperRow | None) -> None:
        self.preview.show_row(row)

    def _count_chosen(self) -> None:
        many = len(self.table.chosen())
        self.preview.print_button.setText(f"打印 {many} 份（F8）" if many > 1 else "打印（F8）")

    def _print_unprinted(self) -> None:
        self._batch.print_unprinted(self._which, self._stream, self.box.text().strip())

    def _print(self) -> None:
        chosen = self.table.chosen()
        if len(chosen) > 1:
            self._batch.print_chosen(chosen)
        elif self.preview.shown is not None:
            self.frame.printing.print_paper(self.preview.shown.stream, self.preview.shown.seq)

    def _save(self) -> None:
        if self.preview.shown is not None:
            self.frame.printing.save_paper(self.preview.shown.stream, self.preview.shown.seq)
