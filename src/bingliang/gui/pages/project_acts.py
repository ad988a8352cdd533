"""项目库的办理: the menu of what can be done to the project in hand, and the sheet on which it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from bingliang.desk.offers import Group, Offer
from bingliang.desk.project_forms import OF_ONE, TITLES, form_of
from bingliang.desk.project_script import PROJECTS
from bingliang.desk.project_view import ProjectRow
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet

if TYPE_CHECKING:
    from bingliang.desk.act_fields import ActForm
    from bingliang.desk.rehearsal import Done
    from bingliang.gui.page import Page

FILES = "表格 (*.xlsx *.csv)"


class ProjectActs(Acting[ProjectRow]):
    """项目库的办理 of the page's current project."""

    def __init__(self, page: Page, done: Callable[[], None]) -> None:
        super().__init__(page)
        self._after = done

    def menu(self, row: ProjectRow) -> None:
        """办理菜单 of one project."""
        self._open_menu(row, row.name, _offers())

    def commands(self, row: ProjectRow | None) -> Sequence[Command]:
        """命令面板里的办理."""
        if row is None or self.keys() is not None:
            return ()
        group = f"办理 · {row.name}"
        return [Command(TITLES[name][1], partial(self.open, name, row), "", "", row.firm, group) for name in OF_ONE]

    def open(self, name: str, row: ProjectRow | None = None, *, path: str = "") -> None:
        """打开办理单; without a row, one that is about no project yet."""
        stream = row.stream if row is not None else ""
        self._ask_form(stream, lambda counter: form_of(counter.desk, name, stream, path=path))

    def choose_table(self) -> None:
        """选表格: a dialog for the file; the sheet shows what is in it before anything is recorded."""
        dialog = QFileDialog(self._page, "导入项目表", "", FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open("import_projects", path=path))
        dialog.open()

    def _open(self, row: ProjectRow, offer: Offer) -> None:
        self.open(offer.name, row)

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, PROJECTS)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
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
