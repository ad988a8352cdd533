"""联系领导: the leaders' posts with their projects, open problems and visits; the chosen one's visits beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bingliang.desk.lights import Light
from bingliang.desk.projects.leaders import LeaderFilter, LeaderRow, Leaders, Paid, export_leaders, leaders_of
from bingliang.desk.projects.library_script import TITLES
from bingliang.desk.projects.visits import ACT, told_of
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.listed import Listed
from bingliang.gui.page import Command
from bingliang.gui.pages.library.project_acts import LibraryActs
from bingliang.gui.style import colours
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.act_menu import why
from bingliang.gui.widgets.detail_pane import DetailPane, button, buttons
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from bingliang.desk.acts.offers import Offer
    from bingliang.gui.page import Page


class LeaderActs(LibraryActs[LeaderRow]):
    """登记走访 of the post in hand."""

    def menu(self, row: LeaderRow) -> None:
        """办理菜单 of one post."""
        self._open_menu(row, row.name, [self.offer(ACT, natural=True)])

    def _open(self, row: LeaderRow, offer: Offer) -> None:
        self.ask(offer.name, post=row.post)


class LeaderDetail(DetailPane[LeaderRow]):
    """一条分线: its projects and its visits."""

    acts = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("联系领导", "选中的联系领导显示在这里。", parent)

    def show_view(self, view: LeaderRow) -> None:
        """显示一个联系领导."""
        self.view = view
        self._post.setText(view.name)
        self._sentence.say(view.sentence, _light(view))
        self._head.setText(f"联系的项目 {len(view.lines)}")
        self._projects.setText("\n".join(
            f"{one.name} · {one.batch}" + (f" · 在办问题 {one.open} 个" if one.open else "") for one in view.lines
        ))  # fmt: skip
        self._visits_head.setText(f"走访 {len(view.paid)}")
        self._visits.setText("\n".join(map(_told, view.paid)))
        self.whole_button.setEnabled(bool(view.post and view.lines))
        self._filled()

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._post = Paragraph(size=tokens.TITLE, bold=True, colour=c.text)
        self._sentence = Sentence()
        self._head, self._visits_head = (Words(size=tokens.SUBTITLE, bold=True, colour=c.text) for _ in range(2))
        self._projects, self._visits = (Paragraph(size=tokens.BODY, colour=c.text2) for _ in range(2))
        column.addWidget(self._post)
        column.addWidget(self._sentence)
        column.addLayout(self._buttons())
        for head, words in ((self._head, self._projects), (self._visits_head, self._visits)):
            column.addSpacing(tokens.S)
            column.addWidget(head)
            column.addWidget(words)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.acts_button = button("登记走访（Ctrl+B）", "projects.leader_acts")
        self.whole_button = button("看项目（Enter）", "projects.leader_projects")
        return buttons((self.acts_button, self.acts), (self.whole_button, self.whole))


class LeaderList(Listed[LeaderRow]):
    """联系领导清单."""

    detail: LeaderDetail
    one = "一个联系领导"
    tile_help = "projects.leader"

    def __init__(self, page: Page) -> None:
        super().__init__(page, "联系领导", _columns(), lambda row: row.post, LeaderDetail())
        self._which = LeaderFilter.ALL
        self.acts: LeaderActs = LeaderActs(page, lambda _: self.refresh())
        self.detail.acts.connect(self.menu)
        self.detail.whole.connect(self.whole)
        self.table.setProperty("helpKey", "projects.leaders")
        self.table.opened.connect(lambda _: self.whole())

    def refresh(self) -> None:
        which = self._which
        self.ask_rows(lambda counter: leaders_of(counter.desk, which), self._take, "leaders")

    def choose(self, which: str) -> None:
        self._which = LeaderFilter(which)
        self.refresh()

    def menu(self) -> None:
        if (row := self.chosen("Ins 登记一次走访")) is not None:
            self.acts.menu(row)

    def add(self) -> None:
        row = self.table.current()
        self.acts.ask(ACT, post=row.post if row is not None else "")

    def commands(self) -> Sequence[Command]:
        act = Command(TITLES[ACT], self.add, "Ins", why(self.acts.offer(ACT)), group="办理")
        return [act, Command("导出联系领导清单", self.export, "Ctrl+S"), *super().commands()]

    def export(self) -> None:
        rows = self.table.rows_model.rows
        self.save_as("导出联系领导清单", f"联系领导 {self._which}", lambda _, path: export_leaders(rows, path))

    def whole(self) -> None:
        """看他联系的项目."""
        row = self.table.current()
        if row is not None and row.post and row.lines:
            self.frame.go(Place.PROJECTS, f"筛选=联系领导:{row.post}")
        elif row is not None:
            self.frame.say(row.sentence)

    def _take(self, found: Leaders) -> None:
        self.show_tiles(found.counts, self._which)
        self.card.head.setText(str(self._which))
        self.card.sum.setText(f"{len(found.rows)} 个 · 本月走访 {found.month} 次")
        self.foot.setText("最近走访按日历天数。走访登记的和要素保障里写明走访人的都算，同一人同一天到同一家只算一次。")
        hint = "项目概况里填“联系领导（职务）”，这里就按分线列出；Ins 登记走访。"
        self.show_rows(
            found.rows, f"没有“{self._which}”的" if self._which is not LeaderFilter.ALL else "没有联系领导", hint
        )

    def _pick(self, row: LeaderRow | None) -> None:
        if row is None:
            self.none_chosen()
        else:
            self.detail.show_view(row)


def _told(one: Paid) -> str:
    return f"{one.on:%Y-%m-%d} {one.form} {one.where}：{told_of(one.words, one.numbers)}"


def _light(row: LeaderRow) -> Light:
    if row.late:
        return Light.PROMISE_LATE
    return Light.OK if row.month else Light.WAITING


def _columns() -> tuple[Column[LeaderRow], ...]:
    def tip(row: LeaderRow) -> str:
        return "\n".join((row.name, *(one.name for one in row.lines)))

    return (
        Column("联系领导 / 项目", lambda r: r.name, tip=tip, speech=lambda r: f"{r.name}，{r.sentence}", paint=cells.first(_post), least=200),
        Column("在办问题", lambda r: f"{r.open} 个", 104, tip=tip, paint=cells.two(_open)),
        Column("最近走访", lambda r: r.when, 172, tip=tip, speech=lambda r: f"最近走访{r.when}，本月 {r.month} 次", paint=cells.two(_visited)),
    )  # fmt: skip


def _post(row: LeaderRow) -> tuple[str, str]:
    lower = f"{len(row.lines)} 个项目：{'、'.join(one.name for one in row.lines)}" if row.lines else "没有联系的项目"
    return row.name, lower


def _open(row: LeaderRow) -> tuple[str, str]:
    return f"{row.open} 个", f"超期 {row.late} 个" if row.late else ""


def _visited(row: LeaderRow) -> tuple[str, str]:
    return row.when, f"本月 {row.month} 次" if row.post else ""
