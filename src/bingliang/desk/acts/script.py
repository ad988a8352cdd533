"""办理单的脚本: how a sheet is rehearsed and confirmed: cases by their own act, other streams by theirs, the sheet the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bingliang.desk.acts import forms as act_forms
from bingliang.desk.acts import rehearsal

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.acts.forms import Trial
    from bingliang.desk.acts.rehearsal import Crossed, Done
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Shown


class Script(Protocol):
    """脚本 of a kind of stream."""

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试演 with what is typed so far; nothing is written."""

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        """确认 for exactly what was shown."""


class OfCases:
    """办件的脚本."""

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试演 an act on a case."""
        return act_forms.trial(desk, form, stream, request, values)

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        """确认 an act on a case."""
        return rehearsal.confirm(desk, stream, act_forms.deed_of(form, stream, request, values), shown)


CASES = OfCases()
