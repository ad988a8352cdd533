"""一次决定的脚本: acts that are no case's, rehearsed on a sheet and confirmed for exactly what was shown.

A press is a decision on the ledger as it stands then; what its sheet says of it belongs to the kind of stream.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.forms import UNFILLED, Trial
from bingliang.desk.acts.press import Press, press
from bingliang.desk.acts.rehearsal import Crossed, Done, Rehearsed
from bingliang.ledger.acts import Entry, Refusal
from bingliang.ledger.folding import extended

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Draft
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look


def as_written(desk: Desk, look: Look, draft: Draft) -> tuple[Entry, ...]:
    """流水 as it will stand once this line is in it."""
    like = Entry("", 0, "", look.now, desk.who.name, desk.who.counter, "")
    return extended(look.entries(draft.stream), [draft], like)


def only(*sentences: str) -> Consequence:
    """后果 that is sentences alone."""
    return Consequence(sentences, (), (), (), (), ())


class Presses:
    """脚本 of one kind of stream: which press the values make and what is said of it."""

    fields: ClassVar[Mapping[str, str]] = {}
    """A fault names what the desk calls it; the sheet has its own words for some."""
    unfilled: ClassVar[str] = UNFILLED
    asks_first: ClassVar[bool] = False
    """A sheet just opened asks: no field is marked before something was typed."""

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定. Faults with every fault at once."""
        raise NotImplementedError

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果 of what was decided."""
        raise NotImplementedError

    def hint(self, form: ActForm, values: Values) -> str:
        """还没有改动: what to do first; empty when the values are to be rehearsed."""
        del form, values
        return ""

    def idle(self, made: Press) -> Rehearsed | None:
        """没有可记的: what is shown in place of a rehearsal."""
        del made
        return None

    def record(self, desk: Desk, request: str, made: Press) -> Mapping[str, Any]:
        """记入台账."""
        return press(desk, request, made)

    def said(self, form: ActForm, answer: Mapping[str, Any]) -> str:
        """办成以后的一句."""
        del form, answer
        return ""

    def done(self, desk: Desk, form: ActForm, request: str, answer: Mapping[str, Any]) -> Done:
        """办成: what was recorded, with the papers it made."""
        del desk, request
        return Done(answer, (), self.said(form, answer))

    # ── the sheet ──

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试演."""
        lacking = tuple(one.label for one in form.blank(values))
        if lacking:
            return Trial(Rehearsed(only(self.unfilled)), lacking)
        if hint := self.hint(form, values):
            return Trial(Rehearsed(only(hint)), ())
        return Trial(self._rehearse(desk, form, stream, request, values))

    def _rehearse(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Rehearsed:
        try:
            with desk.store.look() as look:
                made = self.made(look, form, stream, values)
            if (idle := self.idle(made)) is not None:
                return idle
            shown = desk.store.preview(request, desk.who, made.decide)
        except (Refusal, ValueError) as why:
            barred = Rehearsed.barred(why)
            marked = () if self.asks_first and values == form.values else barred.faults
            return replace(barred, faults=tuple((self.fields.get(name, name), said) for name, said in marked))
        return Rehearsed(self.told(desk, made, shown), shown)

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        """确认 for exactly what was shown; what was changed in the meantime is shown anew."""
        from bingliang.store.endings import Overtaken

        with desk.store.look() as look:
            made = self.made(look, form, stream, values)
        try:
            answer = self.record(desk.having_shown(shown), request, made)
        except Overtaken as crossed:
            return Crossed.by(crossed, self._rehearse(desk, form, stream, request, values))
        return self.done(desk, form, request, answer)
