"""带出: asks the desk who the enterprise is and fills the form with what is known of it, its project and its works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from bingliang.desk.intake import entering, filling
from bingliang.desk.intake.past import EnterpriseRow, Known, KnownProject

if TYPE_CHECKING:
    from bingliang.gui.pages.intake.page import IntakePage
    from bingliang.gui.pages.intake.visits import Parked


class Filling(QObject):
    """带出 on behalf of the page."""

    def __init__(self, page: IntakePage) -> None:
        super().__init__(page)
        self._page = page
        form = page.form
        form.edited.connect(lambda: page.change(form.read(page.now)))
        form.sought.connect(self._seek)
        form.enterprise_picked.connect(self._pick)
        form.project_picked.connect(lambda project: page.fill(filling.with_project(page.now, project)))
        form.works_picked.connect(self._works)
        form.code_left.connect(self._code)
        form.choice_picked.connect(self._choice)

    def recall(self) -> None:
        """认出 the enterprise of a visit that came back from its draft: its projects can be chosen again."""
        here, code = self._page.visits.here, self._page.now.enterprise.get("credit_code", "")
        if here.known is None and code:
            self._page.frame.backstage.ask(
                self, lambda counter: entering.known_by_code(counter.desk, code),
                lambda found: self._recalled(here, found), topic="recall", refused=_quiet, failed=_quiet,
            )  # fmt: skip

    def _recalled(self, here: Parked, known: Known | None) -> None:
        here.known = known
        if known is not None and here is self._page.visits.here:
            self._page.form.show_visit(here.visit, known)

    def _seek(self, typed: str) -> None:
        def take(rows: tuple[EnterpriseRow, ...]) -> None:
            self._page.form.answer(typed, rows)

        self._page.frame.backstage.ask(
            self, lambda counter: entering.find_enterprises(counter.desk, typed), take, topic="enterprise"
        )

    def _pick(self, held: str) -> None:
        here = self._page.visits.here
        self._page.frame.backstage.ask(
            self,
            lambda counter: entering.known(counter.desk, held),
            lambda found: self._know(here, found),
            topic="known",
        )

    def _code(self, code: str) -> None:
        here = self._page.visits.here
        if not code or (here.known is not None and here.known.enterprise.get("credit_code") == code):
            return
        self._page.frame.backstage.ask(
            self, lambda counter: entering.known_by_code(counter.desk, code),
            lambda found: self._know(here, found), topic="known",
        )  # fmt: skip

    def _know(self, here: Parked, known: Known | None) -> None:
        """What is known belongs to the visit it was asked for, whichever is on screen by now."""
        page = self._page
        if known is None or here not in page.visits.parked:
            return
        here.known = known
        if here is not page.visits.here:
            here.visit = filling.with_enterprise(here.visit, known)
            return
        page.fill(filling.with_enterprise(page.now, known))
        page.form.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _works(self, name: str) -> None:
        known, now = self._page.visits.here.known, self._page.now
        mine = next((one for one in (known.projects if known else ()) if one.name == now.project.get("name")), None)
        if isinstance(mine, KnownProject) and name != now.works:
            self._page.fill(filling.with_works(now, mine, name))

    def _choice(self, code: str) -> None:
        self._page.fill(filling.with_choice(self._page.now, code))
        self._page.form.choice.setFocus(Qt.FocusReason.TabFocusReason)


def _quiet(_: str) -> None:
    """A draft is whole without what is known of its enterprise."""
