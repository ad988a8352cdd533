"""看板的办理和导出: the menu of what can be done to a row, the sheet that does it, and where an export is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from bingliang.desk.acts.offers import Group, Offer
from bingliang.desk.boards import pages as boards
from bingliang.desk.boards.exports import COMMANDERS, DIGEST, ISSUE, PROJECT, ROLL, Export, exports_of, pixels
from bingliang.desk.boards.forms import form_of
from bingliang.desk.boards.offers import BoardOffer, offers
from bingliang.desk.boards.pages import BoardRow
from bingliang.desk.boards.script import BOARDS
from bingliang.desk.boards.view import BoardView, campaign_of_latest
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import why

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.desk.desk import Desk
    from bingliang.gui.page import Page

_KINDS = {"issue": (ISSUE, ROLL), "digest": (DIGEST,), "commanders": (COMMANDERS,)}
_OF_SUFFIX = {
    ".pdf": "PDF 文件 (*.pdf)",
    ".png": "图片 (*.png)",
    ".txt": "文本 (*.txt)",
    ".rtf": "Word 能打开的文稿 (*.rtf)",
}
EDITION = "edition/"
_INSTEAD = {
    boards.ISSUES: "请先在左边选一期已冻结的（Alt+3 只列已冻结的）",
    boards.CONTEST: "请先在左边选一期已刊发的（Ins 刊发一期）",
    boards.STAGE: "请先在左边选一个已公布的月；没有公布的，期满以后由督查公布",
}
SIZES = {
    (1920, 1080): "（横屏）",
    (3840, 2160): "（4K 横屏）",
    (1280, 720): "（横屏）",
    (1280, 384): "（条屏）",
    (1080, 1920): "（竖屏）",
}


def unfrozen(tab: str, word: str) -> str:
    """还没有冻结: why what is chosen is not drawn, played or written, and which one is."""
    return f"选中的还没有冻结，看板只{word}冻结的：{_INSTEAD.get(tab, '旬报由督查冻结以后，这里就有')}。"


@dataclass(frozen=True, slots=True)
class ExportOffer(Offer):
    """一种导出, or an earlier version to be opened."""

    export: Export | None = None
    size: tuple[int, int] | None = None

    @property
    def initials(self) -> str:
        """Found by its key as well."""
        return self.name.replace("_", "")


class BoardActs(Acting[BoardRow]):
    """看板的办理 of the page's current row; `done` hears that something was recorded, `opened` which version is wanted."""

    def __init__(self, page: Page, tab: str, done: Callable[[str], None], opened: Callable[[int], None]) -> None:
        super().__init__(page)
        self._tab, self._after, self._opened = tab, done, opened
        self._view: BoardView | None = None
        self.dialog: QFileDialog | None = None
        self._size: tuple[int, int] | None = None

    def menu(self, row: BoardRow | None, view: BoardView | None) -> None:
        """办理菜单; without a row, what begins something new."""
        key, project = (row.key, row.project) if row is not None else ("", "")
        shown = row if row is not None else _nothing()
        self._frame.backstage.ask(
            self, lambda counter: _found(counter.desk, self._tab, key, project),
            lambda found: self._show(shown, [*found, *_versions(view)]), topic="offers",
        )  # fmt: skip

    def begin(self) -> None:
        """Ins: what this page begins: a campaign, a number, a project's goals."""
        self.menu(None, None)

    def export(self, row: BoardRow | None, view: BoardView | None) -> None:
        """导出菜单 of what is shown."""
        if row is None or view is None or not (view.of or row.project):
            self._frame.say(unfrozen(self._tab, "导出"))
            return
        self._view = view
        kinds = [*_KINDS.get(view.of, ()), *((PROJECT,) if row.project else ())]
        found = [
            ExportOffer(one.key, "draft_issue", f"导出{one.title}", Group.CASE, None, export=one)
            for kind in kinds
            for one in exports_of(kind)
        ]
        self._open_menu(row, f"{view.number or view.title} 导出", found)

    def commands(self, row: BoardRow | None, view: BoardView | None) -> Sequence[Command]:
        """命令面板里的: the menu, the exports."""
        if self.keys() is not None:
            return ()
        group = f"看板 · {row.title}" if row is not None else "看板"
        return [
            Command("办理", partial(self.menu, row, view), "Ctrl+B", group=group),
            Command("导出", partial(self.export, row, view), "Ctrl+S", group=group),
        ]

    def ask_commands(
        self, row: BoardRow | None, view: BoardView | None, then: Callable[[Sequence[Command]], None]
    ) -> None:
        """命令面板里的办理, each under its own name."""
        if self.keys() is not None:
            then(())
            return
        key, project = (row.key, row.project) if row is not None else ("", "")
        shown = row if row is not None else _nothing()

        def take(found: tuple[BoardOffer, ...]) -> None:
            acts = [
                Command(one.title, partial(self._open, shown, one), "", why(one), shown.title, "办理") for one in found
            ]
            then([*acts, *self.commands(row, view)])

        self._frame.backstage.ask(
            self, lambda counter: _found(counter.desk, self._tab, key, project), take, topic="commands"
        )

    # ── what is chosen ────────────────────────────────────────────────────────────────────────────────────────

    def _show(self, row: BoardRow, found: Sequence[Offer]) -> None:
        if found:
            self._open_menu(row, row.title or self._tab, found)
        else:
            self._frame.say(f"“{self._tab}”这一页没有要办理的；旬报、周周比和点将台各有各的办理。")

    def _open(self, row: BoardRow, offer: Offer) -> None:
        if isinstance(offer, ExportOffer):
            if offer.export is not None and offer.export.sized and offer.size is None:
                self._ask_size(row, offer)
            elif offer.export is not None:
                self._size = offer.size
                self._ask_where(offer.export)
            else:
                self._opened(int(offer.name.removeprefix(EDITION)))
        elif isinstance(offer, BoardOffer):
            self._ask_form(
                offer.key, lambda counter: form_of(counter.desk, offer.name, offer.key, project=offer.project)
            )

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, BOARDS)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        found = form.name == "found_campaign"
        self._after(str(done.answer["streams"][0]) if found or form.name == "publish_digest" else "")

    # ── export ────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask_size(self, row: BoardRow, offer: ExportOffer) -> None:
        """屏幕多大: the one in the settings, where any other is typed, and those that are common."""
        own = self._own_size()
        if own is None:
            return
        sizes = {own: "（设置 → 日日播里的点数）", **{one: word for one, word in SIZES.items() if one != own}}
        found = [
            replace(offer, name=f"{wide}x{high}", title=f"{wide}×{high}{word}", size=(wide, high))
            for (wide, high), word in sizes.items()
        ]
        self._open_menu(row, f"{offer.title}：屏幕多大", found)

    def _own_size(self) -> tuple[int, int] | None:
        """本机设置的点数; where somebody has written others into the settings' file, that is said."""
        try:
            return pixels(self._frame.settings.board_size)
        except ValueError as why:
            self._frame.say(f"设置的“日日播”里，导出图片的点数{why}")
            return None

    def _ask_where(self, one: Export) -> None:
        name = f"{one.title} {self._view.number if self._view else ''}".strip().replace("/", "")
        dialog = QFileDialog(self._page, f"导出{one.title}")
        if one.suffix:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilters([_OF_SUFFIX[one.suffix]])
            dialog.setDefaultSuffix(one.suffix.removeprefix("."))
            dialog.selectFile(f"{name}{one.suffix}")
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setWindowTitle(f"导出{one.title}：选一个文件夹，里面新建“{name}”")
        dialog.fileSelected.connect(lambda path: self.write(one, Path(path) if one.suffix else Path(path) / name))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def write(self, one: Export, path: Path) -> None:
        """写出: beside the desk's own work; of the ledger it needs the zone's times, and a project's plan, nothing else."""
        view, row = self._view, self._row
        if view is None or row is None:
            return
        size = (self._size or self._own_size()) if one.sized else None
        if one.sized and size is None:
            return
        self._frame.tell(f"正在导出{one.title}…")
        project = row.project if one.of == PROJECT else ""

        def draw(found: tuple[Any, tuple[str, ...]]) -> None:
            board, times = found
            self._frame.backstage.outside(
                self, lambda: one.write(board or view.board, path, size=size, times=times), self._written,
                refused=self._frame.say,
            )  # fmt: skip

        self._frame.backstage.ask(
            self,
            lambda counter: _wanted(counter.desk, project),
            draw,
            topic="export",
            long=True,
            refused=self._frame.say,
        )

    def _written(self, paths: tuple[Path, ...]) -> None:
        first = paths[0]
        where = first.name if len(paths) == 1 else f"{first.parent.name}，共 {len(paths)} 个文件"
        self._frame.tell(f"已导出到 {where}。")


def _found(desk: Desk, tab: str, key: str, project: str) -> tuple[BoardOffer, ...]:
    at = campaign_of_latest(desk) if tab == boards.ROLL and key else key
    return offers(desk, tab, at, project)


def _wanted(desk: Desk, project: str) -> tuple[Any, tuple[str, ...]]:
    """The plan of a project, where one is asked for, and the zone's times of the broadcast."""
    from bingliang.desk.boards.plans import plan
    from bingliang.desk.boards.terms import schedule

    with desk.store.look() as look:
        times = tuple(f"{at:%H:%M}" for at in schedule(look.loaded("catalogue")).times)
    return (plan(desk, project) if project else None, times)


def _versions(view: BoardView | None) -> list[ExportOffer]:
    """打开各版 of an issue that was corrected."""
    if view is None or len(view.versions) <= 1:
        return []
    return [
        ExportOffer(f"{EDITION}{at}", "freeze_issue", f"打开{word}", Group.CASE, None)
        for at, word in enumerate(view.versions)
    ]


def _nothing() -> BoardRow:
    from bingliang.desk.lights import Light

    return BoardRow("", "", "", "", Light.OK)
