"""集中开工: a batch for each tile, its projects with ready or not and why, every permit of the chosen one beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bingliang.desk.lights import Light
from bingliang.desk.projects.ceremony_forms import OF_BATCH, TITLES
from bingliang.desk.projects.ceremony_view import Ceremonies, CeremonyView, ListedRow, ceremonies_of, permit_light
from bingliang.desk.projects.library_export import export_ceremony
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.listed import Listed
from bingliang.gui.page import Command
from bingliang.gui.pages.library.project_acts import LibraryActs
from bingliang.gui.pages.library.sheets import ceremony_sheet
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import cells, ink
from bingliang.gui.widgets.detail_pane import DetailPane, button, buttons, tall
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.sentence import Sentence
from bingliang.mechanism.seven_batches.starting import Found

if TYPE_CHECKING:
    from bingliang.desk.acts.offers import Offer
    from bingliang.gui.page import Page

PERMIT_ROW, MOST_PERMITS = 30, 9
NOTHING = "还没有集中开工批次"
HINT = "按 Ins 登记一个批次：名称、开工日期；再把项目列入，自动核对施工许可等要件。"


class CeremonyActs(LibraryActs[CeremonyView]):
    """集中开工的办理 of one batch."""

    project = ""
    """the project in hand"""

    def menu(self, found: CeremonyView, project: str) -> None:
        """办理菜单 of the batch."""
        self.project = project
        over = "已确认开工，不再改动。" if found.confirmed_on is not None else ""
        offers = [self.offer(name, forbidden=over, natural=name == OF_BATCH[0]) for name in OF_BATCH]
        self._open_menu(found, found.name, [*offers, self.offer("plan_ceremony")])

    def _open(self, row: CeremonyView, offer: Offer) -> None:
        self.ask(offer.name, "" if offer.name == "plan_ceremony" else row.stream, project=self.project)


class CeremonyDetail(DetailPane[ListedRow]):
    """开工条件 of one project in the batch."""

    acts = Signal()
    printed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("开工条件", "选中的项目的开工条件显示在这里。", parent)

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.permits] if self.permits.isVisible() else []

    def show_row(self, row: ListedRow, found: CeremonyView) -> None:
        """显示一个项目."""
        self.view = row
        self._title.setText(row.name)
        self._firm.setText(" · ".join(part for part in (row.number, row.firm, row.responsible) if part))
        words = (
            f"{row.state}：{row.why}（{row.article}）" if row.article else f"{row.state}{row.why and f'：{row.why}'}"
        )
        self._sentence.say(words, row.light)
        self._warned.setText("\n".join(row.warnings))
        self._warned.setVisible(bool(row.warnings))
        self.permits.show_rows(row.permits)
        tall(self.permits, len(row.permits), MOST_PERMITS)
        self._history.setText("\n".join(found.history))
        self._filled()

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._title = Paragraph(size=tokens.TITLE, bold=True, colour=c.text)
        self._firm = Paragraph(size=tokens.BODY, colour=c.text2)
        self._sentence = Sentence()
        self._warned = Paragraph(size=tokens.LABEL, colour=c.warn.text)
        model: RowModel[Found] = RowModel(_permit_columns(), key=lambda one: one.name, parent=self)
        self.permits: RowTable[Found] = RowTable(model, PERMIT_ROW, "开工要件", self)
        self.permits.setProperty("helpKey", "projects.permits")
        self._history = Paragraph(size=tokens.LABEL, colour=c.text2)
        for part in (self._title, self._firm, self._sentence, self._warned):
            column.addWidget(part)
        column.addLayout(self._buttons())
        column.addWidget(Words("开工要件", size=tokens.SUBTITLE, bold=True, colour=c.text))
        column.addWidget(self.permits)
        column.addSpacing(tokens.L)
        column.addWidget(Words("批次的流水", size=tokens.SUBTITLE, bold=True, colour=c.text))
        column.addWidget(self._history)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.acts_button = button("办理（Ctrl+B）", "projects.ceremony_acts")
        self.print_button = button("打印清单（F8）", "projects.ceremony_print")
        return buttons((self.acts_button, self.acts), (self.print_button, self.printed))


class CeremonyList(Listed[ListedRow]):
    """集中开工的一批."""

    detail: CeremonyDetail
    tile_help = "projects.ceremony"

    def __init__(self, page: Page) -> None:
        super().__init__(page, "集中开工", _columns(), lambda row: row.key, CeremonyDetail())
        self._stream = ""
        self.found: Ceremonies | None = None
        self.acts: CeremonyActs = CeremonyActs(page, self.show_batch)
        self.detail.acts.connect(self.menu)
        self.detail.printed.connect(self.print)
        self.table.setProperty("helpKey", "projects.starters")
        self.table.opened.connect(lambda row: self.frame.go(Place.PROJECTS, row.project))

    @property
    def batch(self) -> CeremonyView | None:
        """选中的批次."""
        return self.found.chosen if self.found is not None else None

    def refresh(self) -> None:
        stream = self._stream
        self.ask_rows(lambda counter: ceremonies_of(counter.desk, stream), self._take, "ceremonies")

    def show_batch(self, stream: str) -> None:
        """选中 one batch."""
        self._stream = stream
        self.refresh()

    def choose(self, which: str) -> None:
        batches = self.found.batches if self.found is not None else ()
        self.show_batch(next((stream for stream, name, _ in batches if name == which), self._stream))

    def add(self) -> None:
        if self.batch is None or self.batch.confirmed_on is not None:
            self.acts.ask("plan_ceremony")
        else:
            self.acts.ask("list_for_ceremony", self.batch.stream)

    def menu(self) -> None:
        row = self.table.current()
        if self.batch is None:
            self.acts.ask("plan_ceremony")
        else:
            self.acts.menu(self.batch, row.project if row is not None else "")

    def commands(self) -> Sequence[Command]:
        names = ("plan_ceremony", *(OF_BATCH if self.batch is not None else ()))
        stream = self.batch.stream if self.batch is not None else ""
        acts = [
            Command(TITLES[name], partial(self.acts.ask, name, "" if name == "plan_ceremony" else stream), group="办理")
            for name in names
        ]
        return [*acts, *super().commands()]

    def print(self) -> None:
        if self.batch is None:
            self.frame.say(f"{NOTHING}，没有清单可以打印。")
            return
        stream = self.batch.stream
        self.frame.printing.print_loose((stream, -1), lambda desk: ceremony_sheet(desk, stream))

    def export(self) -> None:
        found = self.batch
        if found is None:
            self.frame.say(f"{NOTHING}，没有清单可以导出。")
        else:
            self.save_as("导出集中开工清单", found.name, lambda _, path: export_ceremony(found, path))

    def _take(self, found: Ceremonies) -> None:
        self.found = found
        chosen = found.chosen
        self.show_tiles([(name, count) for _, name, count in found.batches], chosen.name if chosen else "")
        if chosen is None:
            self.card.head.setText(self.named)
            self.card.sum.setText("")
            self.foot.setText("")
            self.show_rows((), NOTHING, HINT)
            return
        self._stream = chosen.stream
        self.card.head.setText(chosen.name)
        self.card.sum.setText(f"{chosen.number} · 具备条件 {chosen.ready}/{len(chosen.rows)}")
        self.foot.setText(f"{chosen.sentence}上名单的总投资 {chosen.investment / 10000:,.2f} 亿元")
        self.show_rows(chosen.rows, f"“{chosen.name}”还没有项目", "按 Ins 列入一个项目。")

    def _pick(self, row: ListedRow | None) -> None:
        if row is None or self.batch is None:
            self.detail.clear(
                "没有选中项目", HINT if self.batch is None else "按 Ins 列入一个项目，这里逐项核对开工要件。"
            )
        else:
            self.detail.show_row(row, self.batch)


def _columns() -> tuple[Column[ListedRow], ...]:
    def tip(row: ListedRow) -> str:
        return "\n".join(part for part in (row.name, row.firm, row.state, row.why, row.article, *row.warnings) if part)

    return (
        Column("项目 / 建设单位", lambda r: r.name, tip=tip, speech=lambda r: f"{r.name}，{r.firm}", paint=cells.first(_name), least=190),
        Column("总投资", _money, 108, tip=tip, paint=cells.one(_money)),
        Column("开工条件", lambda r: f"{r.state} {r.why}", 210, tip=tip, paint=cells.lamp(_state, loud=lambda r: bool(r.why))),
    )  # fmt: skip


def _name(row: ListedRow) -> tuple[str, str]:
    return row.name, row.firm


def _money(row: ListedRow) -> str:
    return f"{row.investment:,} 万元" if row.investment else "—"


def _state(row: ListedRow) -> tuple[Light, str, str]:
    return row.light, row.state, row.why or row.permit


def _permit_columns() -> tuple[Column[Found], ...]:
    def plain(painter: QPainter, box: QRect, text: str) -> None:
        ink.write(painter, box.adjusted(10, 0, -4, 0), text, font(tokens.BODY), colours().text)

    return (
        Column("要件", lambda r: r.name, 108, paint=lambda p, b, r, _: plain(p, b, r.name)),
        Column("情形", lambda r: str(r.having), 96,
               paint=lambda p, b, r, s: cells.state(p, b, permit_light(r), str(r.having), selected=s)),
        Column("文号、日期", lambda r: r.words or "—", least=120, tip=lambda r: r.words,
               paint=lambda p, b, r, _: plain(p, b, r.words or "—")),
    )  # fmt: skip
