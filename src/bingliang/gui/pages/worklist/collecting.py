"""所选一并交付: the results chosen in the worklist go over the counter to one person, and the sheet that he signs is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bingliang.desk.errands.forms import ERRANDS, form_of_chosen
from bingliang.desk.errands.papers import SIGNED
from bingliang.gui.acting import Acting
from bingliang.gui.errands import print_errand
from bingliang.gui.sheet import Sheet

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done


class CollectingActs(Acting[tuple[str, ...]]):
    """所选办件的一并交付."""

    def hand_over(self, streams: Sequence[str]) -> None:
        """打开办理单 for the cases chosen."""
        chosen = tuple(dict.fromkeys(streams))
        self._ask_form("", lambda counter: form_of_chosen(counter.desk, chosen))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, ERRANDS)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        print_errand(self._frame, str(done.answer["streams"][-1]), SIGNED)
