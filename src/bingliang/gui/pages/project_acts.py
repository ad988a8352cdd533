"""项目库的办理: the menu of what can be done to the project in hand, and the sheet on which it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from bingliang.desk.offers import Group, Offer
from bingliang.desk.project_forms import OF_ONE, TITLES, form_of
from bingliang.desk.project_script import PROJECTS
from bingliang.desk.project_view import ProjectRow
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import ActMenu

if TYPE_CHECKING:
    from bingliang.desk.act_fields import ActForm
    from bingliang.desk.rehearsal import Done
    from bingliang.gui.page import Page

FILES = "表格 (*.xlsx *.csv)"


class ProjectActs(QObject):
    """项目库的办理 of the page's current project."""

    def __init__(self, page: Page, done: Callable[[], None]) -> None:
        super().__init__(page)
        self._page, self._frame, self._after = page, page.frame, done
        self._row: ProjectRow | None = None
        self._menu: ActMenu | None = None
        self._sheet: Sheet | None = None

    def keys(self) -> Mapping[str, Callable[[], None]] | None:
        """按键 while something stands over the page; None while nothing does."""
        if self._sheet is not None and self._sheet.isVisible():
            return {"confirm": self._sheet.confirm}
        return {} if self._menu is not None and self._menu.isVisible() else None

    def escape(self) -> bool:
        """Esc: closes what is open."""
        if self._menu is not None and self._menu.isVisible():
            self._menu.lift()
            return True
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.cancel()
            return True
        return False

    def unsaved(self) -> str:
        """未办完的办理单."""
        return self._sheet.unsaved() if self._sheet is not None and self._sheet.isVisible() else ""

    def menu(self, row: ProjectRow) -> None:
        """办理菜单 of one project."""
        if self._menu is None:
            self._menu = ActMenu(self._page)
            self._menu.chosen.connect(self._chosen)
        self._row = row
        self._menu.open(row.name, _offers())

    def commands(self, row: ProjectRow | None) -> Sequence[Command]:
        """命令面板里的办理."""
        if row is None or self.keys() is not None:
            return ()
        group = f"办理 · {row.name}"
        return [Command(TITLES[name][1], partial(self.open, name, row), "", "", row.firm, group) for name in OF_ONE]

    def open(self, name: str, row: ProjectRow | None = None, *, path: str = "") -> None:
        """打开办理单; without a row, one that is about no project yet."""
        stream = row.stream if row is not None else ""
        self._frame.backstage.ask(
            self,
            lambda counter: form_of(counter.desk, name, stream, path=path),
            lambda form: self._open_sheet(stream, form),
            topic="form",
        )

    def choose_table(self) -> None:
        """选表格: a dialog for the file; the sheet shows what is in it before anything is recorded."""
        dialog = QFileDialog(self._page, "导入项目表", "", FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open("import_projects", path=path))
        dialog.open()

    def _chosen(self, offer: Offer) -> None:
        if self._row is not None:
            self.open(offer.name, self._row)

    def _open_sheet(self, stream: str, form: ActForm) -> None:
        if self._sheet is None:
            self._sheet = Sheet(self._frame, self._page, PROJECTS)
            self._sheet.done.connect(self._done)
        self._sheet.open(stream, form)

    def _done(self, form: ActForm, done: Done) -> None:
        self._frame.tell(f"“{form.title}”已办理：{form.subject}。{done.sentence}")
        self._after()


def _offers() -> tuple[Offer, ...]:
    return tuple(
        Offer(
            name,
            TITLES[name][0],
            TITLES[name][1],
            Group.HANDLING,
            None,
            natural=name == OF_ONE[0],
            safe=name != "amend_project",
        )
        for name in OF_ONE
    )
