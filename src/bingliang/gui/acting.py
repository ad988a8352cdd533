"""页上的办理: the menu of acts and the sheet that does one, over a page that lists what can be acted on.

What the rows are, which acts they have and how a form is made belongs to the page's own class.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject

from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import ActMenu

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.offers import Offer
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Frame, Page
    from bingliang.gui.source import Desk

Row = TypeVar("Row")


def tell_done(frame: Frame, stream: str, form: ActForm, done: Done) -> None:
    """告知办成了; what it has issued is what F8 prints next, not a paper that was looked at before."""
    said = f"“{form.title}”已办理：{form.subject}。{done.sentence}"
    stream = str(next(iter(done.answer.get("streams", ())), stream))
    if done.papers and stream:
        frame.printing.use(stream, done.papers[0][2])
        said += "按 F8 打印。" if len(done.papers) == 1 else f"按 F8 打印《{done.papers[0][0]}》，别的在文书（Alt+W）。"
    frame.tell(said)


class Acting(QObject, Generic[Row]):
    """页上的办理 of the row in hand."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._frame = page, page.frame
        self._row: Row | None = None
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

    # ── for the page's own class ──────────────────────────────────────────────────────────────────────────────

    def _open(self, row: Row, offer: Offer) -> None:
        """The offer chosen for a row: its form is asked for."""
        raise NotImplementedError

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page)

    def _done(self, form: ActForm, done: Done) -> None:
        tell_done(self._frame, self._sheet.stream if self._sheet is not None else "", form, done)

    def _open_menu(
        self, row: Row, subject: str, offers: Sequence[Offer], *, only: Callable[[Offer], bool] | None = None
    ) -> None:
        self._row = row
        if self._menu is None:
            self._menu = ActMenu(self._page)
            self._menu.chosen.connect(self._chosen)
        self._menu.open(subject, offers, only=only)

    def _chosen(self, offer: Offer) -> None:
        if self._row is not None:
            self._open(self._row, offer)

    def _ask_form(self, stream: str, made: Callable[[Desk], ActForm]) -> None:
        """The form is made at the desk and opened on the sheet; a refusal is said."""
        self._frame.backstage.ask(self, made, lambda form: self._open_sheet(stream, form), topic="form")

    def _open_sheet(self, stream: str, form: ActForm) -> None:
        if self._sheet is None:
            self._sheet = self._made_sheet()
            self._sheet.done.connect(self._done)
        self._sheet.open(stream, form)
