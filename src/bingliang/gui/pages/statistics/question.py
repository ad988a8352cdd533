"""问一张表: the sheet of the acts for what records nothing: filters and assumptions; the right side says what would follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal

from bingliang.gui.sheet import Sheet

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.acts.forms import Trial
    from bingliang.desk.acts.rehearsal import Crossed, Done
    from bingliang.desk.desk import Desk
    from bingliang.gui.page import Page
    from bingliang.store.endings import Shown


class Tries(Protocol):
    """试: what would follow from the values; nothing is recorded."""

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试一试."""


class _Trying:
    """The script of a sheet whose confirmation is the page's own affair."""

    def __init__(self, tries: Tries) -> None:
        self._tries = tries

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        return self._tries.trial(desk, form, stream, request, values)

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        raise NotImplementedError


class Question(Sheet):
    """问一张表 over a page; `answered` gives the form and the values that were tried."""

    long = True
    answered = Signal(object, object)

    def __init__(self, page: Page, tries: Tries) -> None:
        super().__init__(page.frame, page, _Trying(tries))

    def confirm(self) -> None:
        """采用: takes what stands there, once it has been tried."""
        if self.form is None or not self.ready:
            super().confirm()
            return
        form, values = self.form, self.fields.values()
        self.cancel()
        self.answered.emit(form, values)

    def _ready_words(self) -> str:
        return "什么都不记入台账。Ctrl+Enter 采用。"

    def unsaved(self) -> str:
        return ""
