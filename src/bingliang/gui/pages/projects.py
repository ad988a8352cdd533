"""项目库: the projects of the zone by batch, the late ones first; Ctrl+B acts on one, Ins enlists, Ctrl+O reads the zone's sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bingliang.desk.project_view import ALL, Library, ProjectRow, ProjectView, library, view
from bingliang.gui import icons, tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.project_acts import ProjectActs
from bingliang.gui.pages.project_detail import ProjectDetail
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import Column, RowModel
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.list_card import ListCard
from bingliang.gui.widgets.tile import Tile

LIST_SHARE = 0.56
KEYED = 9
"""As many batches as Alt+1…9 reach; a zone with more clicks the rest, or chooses them in the palette."""


class ProjectsPage(Page):
    """项目库: batches as tiles, the list, the chosen project beside it."""

    place = Place.PROJECTS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._batch = ALL
        self._found: Library | None = None
        self.tiles: list[Tile] = []
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(tokens.M)
        self.detail = ProjectDetail()
        self.acts = ProjectActs(self, self.refresh)
        self.detail.acts.connect(self._menu)
        self.detail.whole.connect(self._whole)
        self._card = self._list_card()
        panes = QHBoxLayout()
        panes.setSpacing(tokens.M)
        panes.addWidget(self._card)
        panes.addWidget(self.detail, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.M)
        column.addLayout(self._tiles)
        column.addLayout(panes, 1)

    def _list_card(self) -> ListCard[ProjectRow]:
        model: RowModel[ProjectRow] = RowModel(_columns(), key=lambda row: row.stream, parent=self)
        card = ListCard(ALL, "项目清单", "正在读取项目库…", model, self)
        card.table.setProperty("helpKey", "projects.list")
        card.table.picked.connect(self._pick)
        card.table.opened.connect(lambda _: self._whole())
        card.state.again.connect(self.refresh)
        self._funnel = Words(size=tokens.LABEL, colour=colours().text2)
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.S, tokens.M, tokens.S)
        foot.addWidget(self._funnel, 1)
        card.column.addLayout(foot)
        self.table, self._state, self._head, self._sum = card.table, card.state, card.head, card.sum
        return card

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        del subject
        self.refresh()
        self._card.focus_front(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        if not self.frame.backstage.ready:
            self._state.say("正在打开数据库…")
            return
        batch = self._batch
        self.frame.backstage.ask(
            self,
            lambda counter: library(counter.desk, batch),
            self._take,
            topic="projects",
            long=True,
            refused=lambda sentence: self._state.say("项目库没有读出来", sentence, again=True),
        )

    def panes(self) -> list[QWidget]:
        return [self._card.front, *self.detail.panes()]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        tiles = {f"batch/{at}": partial(self.filter_by, tile.which) for at, tile in enumerate(self.tiles[:KEYED], 1)}
        return {
            **tiles,
            "project_acts": self._menu,
            "add": partial(self.acts.open, "enlist_project"),
            "import_table": self.acts.choose_table,
        }

    def commands(self) -> Sequence[Command]:
        filters = [
            Command(f"批次：{tile.which}", partial(self.filter_by, tile.which), f"Alt+{at}" if at <= KEYED else "")
            for at, tile in enumerate(self.tiles, 1)
        ]
        return [*self.acts.commands(self.table.current()), *filters]

    def escape(self) -> bool:
        return self.acts.escape()

    def unsaved(self) -> str:
        return self.acts.unsaved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.share(self.width(), LIST_SHARE)

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def filter_by(self, batch: str, checked: bool = True) -> None:  # noqa: FBT001, FBT002 - also Qt's slot
        """换批次."""
        del checked
        self._batch = batch
        for tile in self.tiles:
            tile.setChecked(tile.which == batch)
        self.refresh()

    def _menu(self) -> None:
        row = self.table.current()
        if row is not None:
            self.acts.menu(row)
        else:
            self.frame.say("还没有选中项目；Ins 入库一个项目，Ctrl+O 导入项目表。")

    def _whole(self) -> None:
        shown = self.detail.view
        if shown is None:
            return
        if shown.project_id:
            self.frame.go(Place.OVERVIEW, shown.project_id)
        else:
            self.frame.say(f"“{shown.row.name}”还没有收过件，没有总览；Ctrl+B 办理项目库里的事。")

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, found: Library) -> None:
        self._found = found
        self._show_tiles(found)
        rows = found.rows
        focused = self.table.hasFocus() or self._state.hasFocus()
        self._head.setText(self._batch)
        late = f"，{found.late} 个里程碑迟了" if found.late else ""
        total = sum(row.investment for row in rows)
        money = f"，总投资 {total / 10000:,.2f} 亿元" if total else ""
        self._sum.setText(f"{len(rows)} 个{late}{money} · 迟的在前，按自然日")
        self._funnel.setText(found.funnel_words)
        self._card.bring(listed=bool(rows))
        if not rows:
            self._state.say(f"“{self._batch}”没有项目", "按 Ins 入库一个项目，或者按 Ctrl+O 导入项目表。")
            self.detail.clear("没有选中项目", "")
        self.table.show_rows(rows, keep=True)
        self._pick(self.table.current())
        if focused and self.isVisible():
            self._card.focus_front()

    def _show_tiles(self, found: Library) -> None:
        if [tile.which for tile in self.tiles] != [name for name, _ in found.counts]:
            for tile in self.tiles:
                self._tiles.removeWidget(tile)
                tile.deleteLater()
            self.tiles = [Tile(name, at) for at, (name, _) in enumerate(found.counts, start=1)]
            for tile in self.tiles:
                tile.setProperty("helpKey", "projects.batch")
                tile.clicked.connect(partial(self.filter_by, tile.which))
                self._tiles.addWidget(tile)
        for tile, (name, count) in zip(self.tiles, found.counts, strict=True):
            tile.show_count(count)
            tile.setChecked(name == self._batch)

    def _pick(self, row: ProjectRow | None) -> None:
        if row is None:
            self.detail.clear("没有选中项目", "在左边选一个项目。")
            return
        self.frame.backstage.ask(
            self,
            lambda counter: view(counter.desk, row.stream),
            self._shown,
            topic="project",
            refused=lambda sentence: self.detail.clear("项目没有读出来", sentence),
        )

    def _shown(self, found: ProjectView) -> None:
        now = self.table.current()
        if now is not None and now.stream == found.row.stream:
            self.detail.show_view(found)


def _columns() -> tuple[Column[ProjectRow], ...]:
    def tip(row: ProjectRow) -> str:
        lines = (row.name, row.firm, row.number, row.tags, f"首席代办专员：{row.agent}" if row.agent else "")
        return "\n".join(line for line in lines if line)

    return (
        Column("项目 / 投资主体", lambda r: r.name, tip=tip, speech=lambda r: f"{r.name}，{r.firm}", paint=_name, least=200),
        Column("批次 / 自", lambda r: r.batch, 104, tip=tip, speech=lambda r: f"{r.batch}，自{r.since:%Y-%m-%d}", paint=_batch),
        Column("下一个里程碑", lambda r: r.coming or "—", 172, tip=tip,
               speech=lambda r: f"{r.coming or '没有里程碑'}，{r.when}", paint=_coming),
    )  # fmt: skip


def _lines(painter: QPainter, box: QRect, upper: str, lower: str, *, bold: bool) -> None:
    c = colours()
    if not look().density.two_lines:
        ink.write(painter, box, upper, font(tokens.BODY, bold=bold), c.text)
        return
    ink.write(painter, QRect(box.left(), box.top() + 4, box.width(), 20), upper, font(tokens.BODY, bold=bold), c.text)
    ink.write(painter, QRect(box.left(), box.top() + 24, box.width(), 17), lower, font(tokens.CAPTION), c.text2)


def _name(painter: QPainter, box: QRect, row: ProjectRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    lower = " · ".join(part for part in (row.firm, row.tags) if part)
    _lines(painter, box.adjusted(14, 0, -8, 0), row.name, lower, bold=True)


def _batch(painter: QPainter, box: QRect, row: ProjectRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    _lines(painter, box.adjusted(12, 0, -4, 0), row.batch, f"{row.since:%Y-%m-%d}", bold=False)


def _coming(painter: QPainter, box: QRect, row: ProjectRow, selected: bool) -> None:  # noqa: FBT001 - as above
    c = colours()
    tone, inner = c.tone(row.light), box.adjusted(12, 0, -4, 0)
    ground = c.selected if selected else c.card
    icons.mark(painter, QRectF(inner.left(), inner.center().y() - 7, 15, 15), row.light, c, ground)
    beside = inner.adjusted(23, 0, 0, 0)
    colour = tone.on_selected if selected else tone.text
    if not look().density.two_lines:
        ink.write(painter, beside, f"{row.coming} {row.when}".strip(), font(tokens.BODY), colour)
        return
    upper, lower = (row.coming, row.when) if row.coming else (row.when, "")
    ink.write(painter, QRect(beside.left(), box.top() + 4, beside.width(), 20), upper, font(tokens.BODY), c.text)
    ink.write(
        painter,
        QRect(beside.left(), box.top() + 24, beside.width(), 17),
        lower,
        font(tokens.CAPTION, bold=bool(row.late)),
        colour,
    )
