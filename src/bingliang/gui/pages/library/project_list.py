"""项目: the projects of the zone by batch, the late ones first, found by any of their words; the chosen one beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from bingliang.desk.acts.fields import Choice, Field
from bingliang.desk.lights import Light
from bingliang.desk.projects.export import export_projects, write_template
from bingliang.desk.projects.rows import ALL, Library, ProjectRow, library
from bingliang.desk.projects.view import view
from bingliang.gui.keys import Place
from bingliang.gui.listed import Listed
from bingliang.gui.page import Command
from bingliang.gui.pages.library.project_acts import ProjectActs
from bingliang.gui.pages.library.project_detail import ProjectDetail
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.act_suggest import SuggestEditor
from bingliang.ledger.project import PREFIX

if TYPE_CHECKING:
    from bingliang.gui.page import Page

SIFT = "F4 筛选：名称、企业、标签…"
SIFT_WIDE = 250
INDUSTRIES = 3
"""As many industries as stand below the list; the rest are in the tip and on the command line."""


class ProjectList(Listed[ProjectRow]):
    """项目清单."""

    detail: ProjectDetail
    one = "一个项目"

    def __init__(self, page: Page) -> None:
        super().__init__(page, "批次", _columns(), lambda row: row.stream, ProjectDetail())
        self._batch, self._wanted = ALL, ""
        self._found: Library | None = None
        self.acts: ProjectActs = ProjectActs(page, self._recorded)
        self.detail.acts.connect(self.menu)
        self.detail.whole.connect(self.whole)
        self.table.setProperty("helpKey", "projects.list")
        self.table.opened.connect(lambda _: self.whole())
        self.sift = SuggestEditor(Field("sift", "筛选"))
        self.sift.box.setPlaceholderText(SIFT)
        self.sift.box.setFixedWidth(SIFT_WIDE)
        self.sift.box.setClearButtonEnabled(True)
        for clear in self.sift.box.findChildren(QToolButton):
            clear.setAccessibleName("清除筛选")
        self.sift.setProperty("helpKey", "projects.sift")
        self.sift.changed.connect(self.refresh)
        self.sift.box.returnPressed.connect(self.focus)
        self.card.top.addWidget(self.sift)

    def refresh(self) -> None:
        batch, words = self._batch, self.sift.value()
        self.ask_rows(lambda counter: library(counter.desk, batch, words), self._take, "projects")

    def choose(self, which: str) -> None:
        """换批次."""
        self._batch = which
        for tile in self.tiles:
            tile.setChecked(tile.which == which)
        self.refresh()

    def seek(self, words: str) -> None:
        """筛选 by these words, in all batches."""
        self._batch = ALL
        self.sift.box.setText(words)
        self.refresh()

    def show_project(self, stream: str) -> None:
        """选中 one project, whatever was sifted before."""
        self._wanted = stream
        self._batch = ALL
        self.sift.box.clear()
        self.refresh()

    def _recorded(self, stream: str) -> None:
        """选中 a project that is new; any other act leaves the list as it was sifted."""
        if stream.startswith(PREFIX) and self.table.rows_model.place(stream) < 0:
            self.show_project(stream)
        else:
            self.refresh()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        found = super().keys()
        if self.acts.keys() is not None:
            return found
        return {**found, "import_table": self.acts.choose_table, "choices": self._to_sift}

    def escape(self) -> bool:
        """Esc takes the words out of the box first."""
        if not self.sift.value():
            return False
        self.sift.box.clear()
        self.focus()
        return True

    def commands(self) -> Sequence[Command]:
        values = self._found.values if self._found is not None else ()
        sifts = [
            Command(f"{what}：{value}", partial(self.seek, f"{what}:{value}"), note=f"{count} 个", group="筛选项目")
            for what, value, count in values
        ]
        files = [
            Command("导出项目表", self.export, "Ctrl+S"),
            Command("空白项目表", self.template, note="带取值清单的 Excel，填好后 Ctrl+O 导入"),
        ]
        return [*self.acts.commands(self.table.current()), *files, *super().commands(), *sifts]

    def menu(self) -> None:
        if (row := self.chosen("Ins 入库一个项目，Ctrl+O 导入项目表")) is not None:
            self.acts.menu(row)

    def add(self) -> None:
        self.acts.open("enlist_project")

    def export(self) -> None:
        """导出 the rows on screen as the zone's sheet, which can be brought in again."""
        streams = tuple(row.stream for row in self.table.rows_model.rows)
        self.save_as("导出项目表", f"项目表 {self._batch}", lambda desk, path: export_projects(desk, streams, path))

    def template(self) -> None:
        """空白项目表."""
        self.save_as("空白项目表", "空白项目表", write_template)

    def whole(self) -> None:
        """看总览 of the chosen project."""
        shown = self.detail.view
        if shown is None:
            return
        if shown.project_id:
            self.frame.go(Place.OVERVIEW, shown.project_id)
        else:
            self.frame.say(f"“{shown.row.name}”还没有收过件，没有总览；Ctrl+B 办理项目库里的事。")

    def _to_sift(self) -> None:
        self.sift.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sift.box.selectAll()

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, found: Library) -> None:
        self._found = found
        self.show_tiles(found.counts, self._batch)
        choices = tuple(
            Choice(f"{what}:{value}", f"{what}:{value}", f"{count} 个") for what, value, count in found.values
        )
        self.sift.field = Field("sift", "筛选", choices=choices)
        rows = found.rows
        self.card.head.setText(self._batch)
        late = f"，{found.late} 个里程碑迟了" if found.late else ""
        total = sum(row.investment for row in rows)
        money = f"，{total / 10000:,.2f} 亿元" if total else ""
        self.card.sum.setText(f"{len(rows)} 个{late}{money}")
        self.foot.setText("\n".join(part for part in (found.funnel_words, found.industry_words(INDUSTRIES)) if part))
        self.foot.setToolTip(found.industry_words())
        words = self.sift.value().strip()
        hint = f"没有项目合“{words}”，按 Esc 去掉筛选。" if words else "按 Ins 入库一个项目，或者按 Ctrl+O 导入项目表。"
        self.show_rows(rows, f"“{self._batch}”没有项目", hint)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.select(wanted)

    def _pick(self, row: ProjectRow | None) -> None:
        if row is None:
            self.none_chosen()
        else:
            self.ask_chosen(lambda counter: view(counter.desk, row.stream), self.detail.show_view, "project")


def _columns() -> tuple[Column[ProjectRow], ...]:
    def tip(row: ProjectRow) -> str:
        lines = (row.name, row.firm, row.number, row.tags, f"首席代办专员：{row.agent}" if row.agent else "")
        return "\n".join(line for line in lines if line)

    return (
        Column("项目 / 投资主体", lambda r: r.name, tip=tip, speech=lambda r: f"{r.name}，{r.firm}", paint=cells.first(_name), least=200),
        Column("批次 / 自", lambda r: r.batch, 104, tip=tip, speech=lambda r: f"{r.batch}，自{r.since:%Y-%m-%d}", paint=cells.two(_batch)),
        Column("下一个里程碑", lambda r: r.coming or "—", 172, tip=tip,
               speech=lambda r: f"{r.coming or '没有里程碑'}，{r.when}", paint=cells.lamp(_coming, loud=lambda r: bool(r.late))),
    )  # fmt: skip


def _name(row: ProjectRow) -> tuple[str, str]:
    lower = " · ".join(part for part in (row.firm, row.tags) if part)
    return row.name, lower


def _batch(row: ProjectRow) -> tuple[str, str]:
    return row.batch, f"{row.since:%Y-%m-%d}"


def _coming(row: ProjectRow) -> tuple[Light, str, str]:
    return (row.light, row.coming, row.when) if row.coming else (row.light, row.when, "")
