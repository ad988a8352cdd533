"""项目库的办理: the menu of what can be done to what is in hand, and the sheet on which it is done; one for all three pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QFileDialog

from bingliang.desk.acts.offers import Offer
from bingliang.desk.projects.library_script import LIBRARY, OF_PROJECT, TITLES, LibraryOffer, barred, form_of, offer
from bingliang.desk.projects.rows import ProjectRow
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import why

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Page

FILES = "表格 (*.xlsx *.csv)"
BEGINS = frozenset({"raise_problem", "list_for_ceremony"})
"""Acts that are done with a project in hand, on a stream of their own."""

Row = TypeVar("Row")


class LibraryActs(Acting[Row], Generic[Row]):
    """办理 on one page of the library; `done` hears the stream that was written to."""

    def __init__(self, page: Page, done: Callable[[str], None]) -> None:
        super().__init__(page)
        self._after = done

    def offer(self, name: str, *, forbidden: str = "", natural: bool = False) -> LibraryOffer:
        """可办的一项 for the post at this window."""
        return offer(name, self._frame.settings.role, forbidden=forbidden, natural=natural)

    def ask(self, name: str, stream: str = "", *, project: str = "", path: str = "", post: str = "") -> None:
        """打开办理单."""
        self._ask_form(
            stream, lambda counter: form_of(counter.desk, name, stream, project=project, path=path, post=post)
        )

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, LIBRARY)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._after(str(done.answer["streams"][0]))


class ProjectActs(LibraryActs[ProjectRow]):
    """项目库的办理 of the page's current project."""

    def menu(self, row: ProjectRow) -> None:
        """办理菜单 of one project."""
        offers = [self.offer(name, forbidden=barred(name, row), natural=name == OF_PROJECT[0]) for name in OF_PROJECT]
        self._open_menu(row, row.name, offers)

    def commands(self, row: ProjectRow | None) -> Sequence[Command]:
        """命令面板里的办理."""
        if row is None or self.keys() is not None:
            return ()
        group = f"办理 · {row.name}"
        return [
            Command(
                TITLES[name],
                partial(self.open, name, row),
                "",
                why(self.offer(name, forbidden=barred(name, row))),
                row.firm,
                group,
            )
            for name in OF_PROJECT
        ]

    def open(self, name: str, row: ProjectRow | None = None, *, path: str = "") -> None:
        """打开办理单; without a row, one that is about no project yet."""
        stream = row.stream if row is not None else ""
        if name in BEGINS:
            self.ask(name, project=stream)
        else:
            self.ask(name, stream, path=path)

    def choose_table(self) -> None:
        """选表格: a dialog for the file; the sheet shows what is in it before anything is recorded."""
        dialog = QFileDialog(self._page, "导入项目表", "", FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open("import_projects", path=path))
        dialog.open()

    def _open(self, row: ProjectRow, offer: Offer) -> None:
        self.open(offer.name, row)
