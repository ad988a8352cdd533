"""办件上的办理: the menu, the sheets and the day-by-day account that open over the case, and the keys that open them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from bingliang.desk.acts.fields import ActForm, prefilled
from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import Group, Offer, Offers, offers
from bingliang.desk.acts.rehearsal import Done
from bingliang.desk.amending.offers import amend_offer, amend_offers
from bingliang.desk.bags import scanning
from bingliang.desk.calendar.account_view import item_account
from bingliang.gui.acting import tell_done
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Page
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.account import AccountView
from bingliang.gui.widgets.act_menu import ActMenu, sequence, why

if TYPE_CHECKING:
    from bingliang.desk.calendar.account_view import ItemAccount
    from bingliang.desk.rows import CaseView, Lane
    from bingliang.gui.inviting import Inviting
    from bingliang.gui.page import Frame
    from bingliang.gui.widgets.lanes import LaneChart

DIRECT = ("accept", "stop", "notify_once", "extend", "deliver", "close")
"""Acts with a key of their own; 决定 has one key for its four replies."""


class CaseActs(QObject):
    """办理 of the case on screen: each key asks what may be done now, then opens the sheet or says why not."""

    opened = Signal()
    """a menu or a sheet stands over the page"""

    def __init__(self, frame: Frame, owner: QWidget, chart: LaneChart, record: Callable[[], int]) -> None:
        """`record` says which line of the log is in hand; 0 for none."""
        super().__init__(owner)
        self._frame, self._owner, self._chart, self._record = frame, owner, chart, record
        self._case: CaseView | None = None
        self._menu: ActMenu | None = None
        self._sheet: Sheet | None = None
        self._account: AccountView | None = None
        self._inviting: Inviting | None = None
        self._counted: tuple[str, int] | None = None

    def show_case(self, case: CaseView | None) -> None:
        """换了办件: a sheet about another case has no business any more."""
        if case is not None and self._case is not None and case.stream != self._case.stream:
            self.escape()
        self._case = case

    # ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """按键; with a sheet open only the one that confirms it."""
        if self._sheet is not None and self._sheet.isVisible():
            return {"confirm": self._sheet.confirm}
        if self._account is not None and self._account.isVisible():
            return {"print": self._print, "print_choose": partial(self._print, choose=True), "save_account": self._save}
        if self._case is None or (self._menu is not None and self._menu.isVisible()):
            return {}
        own: dict[str, Callable[[], None]] = {name: partial(self._direct, name) for name in DIRECT}
        return {
            **own,
            "acts": self.menu,
            "decide": self.decide,
            "amend": self.amend,
            "invite": self.invite,
            "slip": self.slip,
            "print": self._print_own,
            "print_choose": partial(self._print_own, choose=True),
        }

    def escape(self) -> bool:
        """Esc: closes what is open."""
        for open_ in (self._account, self._menu, self._sheet):
            if open_ is not None and open_.isVisible():
                open_.cancel() if isinstance(open_, Sheet) else open_.lift()
                return True
        return False

    def unsaved(self) -> str:
        """未办完的办理单."""
        return self._sheet.unsaved() if self._sheet is not None and self._sheet.isVisible() else ""

    def account(self) -> None:
        """逐日算式 of the lane in hand."""
        case, lane = self._case, self._chart.current()
        if case is None or lane is None:
            return
        stream, no = case.stream, lane.no

        def take(found: ItemAccount) -> None:
            self._counted = (stream, no) if found.accounts else None
            if self._account is None:
                self._account = AccountView(self._room())
            self._account.show_item(found)
            self.opened.emit()

        self._frame.backstage.ask(self, lambda counter: item_account(counter.desk, stream, no), take, topic="account")

    def _print_own(self, *, choose: bool = False) -> None:
        """打印本件的: the paper of this case that was issued or looked at last, never one of another enterprise."""
        case, printing = self._case, self._frame.printing
        if case is None:
            return
        own = [paper.seq for paper in case.papers if not paper.void]
        if printing.last is not None and printing.last[0] == case.stream:
            printing.print_paper(*printing.last, choose=choose)
        elif own:
            self._frame.go(Place.PAPERS, f"{case.stream}#{max(own)}")
            self._frame.tell("这一件的文书列在左边：选好一份，再按 F8 打印。")
        else:
            self._frame.say("这一件还没有出具过文书，没有可以打印的。")

    def _print(self, *, choose: bool = False) -> None:
        """打印算式 that stands over the page."""
        from bingliang.gui.printable import account_sheet

        if (key := self._sheet_key()) is not None:
            self._frame.printing.print_loose(key, partial(account_sheet, stream=key[0], no=-key[1]), choose=choose)

    def _save(self) -> None:
        """算式另存为 PDF."""
        from bingliang.gui.printable import account_sheet

        if (key := self._sheet_key()) is not None:
            self._frame.printing.save_loose(key, partial(account_sheet, stream=key[0], no=-key[1]))

    def _sheet_key(self) -> tuple[str, int] | None:
        if self._counted is None:
            self._frame.say("这一项还没有受理，没有可以打印的算式。")
            return None
        return self._counted[0], -self._counted[1]  # beside the papers of the case, whose numbers are positive

    def invite(self) -> None:
        """请企业评价 on its own screen, about the lane in hand when that is delivered, else about the receiving."""
        if self._case is not None:
            self._asking().invite(self._case.stream, self._lane_no())

    def slip(self) -> None:
        """打印评价单, for an enterprise that will rate later."""
        if self._case is not None:
            self._asking().print_slip(self._case.stream, self._lane_no())

    def _asking(self) -> Inviting:
        if self._inviting is None:
            from bingliang.gui.inviting import Inviting

            self._inviting = Inviting(self._frame, self._room())
        return self._inviting

    def _lane_no(self) -> int:
        lane = self._chart.current()
        return lane.no if lane is not None else 0

    def menu(self) -> None:
        """办理菜单 of the lane in hand."""
        self._ask(lambda found, lane: self._open_menu(found, lane, None))

    def decide(self) -> None:
        """决定: straight to the sheet when the kind of handling knows one reply only, otherwise the few are shown."""

        def of_deciding(offer: Offer) -> bool:
            return offer.group is Group.DECIDING and offer.name != "verify_pledge"

        def take(found: Offers, lane: Lane) -> None:
            fit = [offer for offer in found.of(lane.no) if of_deciding(offer) and offer.fits]
            allowed = [offer for offer in fit if offer.allowed]
            if len(allowed) == 1:
                self.open(allowed[0])
            elif allowed:
                self._open_menu(found, lane, of_deciding)
            else:
                self._refuse(fit)

        self._ask(take)

    def amend(self) -> None:
        """录入更正 of the record in hand; with the focus elsewhere the clerk first chooses which."""
        case, seq = self._case, self._record()
        if case is None:
            return
        stream = case.stream
        if not seq:
            self._choose_record(stream)
            return

        def take(found: Offer) -> None:
            self.open(found) if found.allowed else self._refuse([found])

        self._frame.backstage.ask(self, lambda counter: amend_offer(counter.desk, stream, seq), take, topic="offers")

    def _choose_record(self, stream: str) -> None:
        def take(found: tuple[Offer, ...]) -> None:
            menu = self._made_menu()
            menu.open("录入更正", found, asks="更正哪一行", also="可以更正的记录（新的在前）")
            self.opened.emit()

        self._frame.backstage.ask(self, lambda counter: amend_offers(counter.desk, stream), take, topic="offers")

    def _direct(self, name: str) -> None:
        def take(found: Offers, lane: Lane) -> None:
            named = [one for one in found.of(lane.no) if one.name == name and one.group is not Group.NO_STOP]
            if named[0].allowed:
                self.open(named[0])
            else:
                self._refuse(named)

        self._ask(take)

    def _refuse(self, forbidden: list[Offer]) -> None:
        self._frame.say(why(forbidden[0]) if forbidden else "这一项没有这种办理行为。")

    def _room(self) -> QWidget:
        """The whole room is covered, not the narrow pane beside the list."""
        around: QWidget | None = self._owner
        while around is not None and not isinstance(around, Page):
            around = around.parentWidget()
        return around or self._owner

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        """命令面板里的办理: all that fits the item in hand, what the law forbids with the article."""

        def take(found: Offers, lane: Lane) -> None:
            about = f"{lane.no} {lane.item_name}"
            fit = [one for one in found.of(lane.no) if one.fits or one.allowed]
            then([
                *(Command(one.title, partial(self.open, one), sequence(one), why(one), about, f"办理 · {about}") for one in fit),
                *self._filed(),
            ])  # fmt: skip

        if self.keys().get("acts") is None:
            then(())
        else:
            self._ask(take, topic="commands")

    def _filed(self) -> list[Command]:
        """网上申报: what the applicant sent can be looked at from its case."""
        filing = self._case.filing if self._case is not None else ""
        return [Command("看网上申报的附件", partial(self._frame.go, Place.ONLINE, filing), "Alt+N")] if filing else []

    # ── asking ────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask(self, then: Callable[[Offers, Lane], None], *, topic: str = "offers") -> None:
        case, lane = self._case, self._chart.current()
        if case is None or lane is None:
            return
        stream = case.stream
        self._frame.backstage.ask(
            self, lambda counter: offers(counter.desk, stream), lambda found: then(found, lane), topic=topic
        )

    def _open_menu(self, found: Offers, lane: Lane, only: Callable[[Offer], bool] | None) -> None:
        self._made_menu().open(f"{lane.no} {lane.item_name}", found.of(lane.no), only=only)
        self.opened.emit()

    def scanned(self, code: str) -> bool:
        """扫了架位或领取卡: into the sheet that stands open, else the sheet it asks for, with it filled in."""
        if self._case is None or not scanning.ours(code):
            return False
        stream, seen = self._case.stream, scanning.read
        self._frame.backstage.ask(
            self, lambda counter: (seen(counter.desk, code), offers(counter.desk, stream).case), self._scanned,
            topic="scan", refused=self._frame.say,
        )  # fmt: skip
        return True

    def _scanned(self, answer: tuple[scanning.Scan, tuple[Offer, ...]]) -> None:
        scan, found = answer
        field = scanning.FIELDS[scan.kind]
        if self._sheet is not None and self._sheet.isVisible():
            if not self._sheet.fields.put(field, scan.name):
                self._frame.say("请先办完或取消这张办理单，再扫。")
            return
        named = {one.name: one for one in found}
        out = named["return_bag"].allowed
        offer = named["lend_bag" if scan.kind is scanning.Kind.BORROWER else "return_bag" if out else "shelve_bag"]
        if offer.allowed:
            self.open(offer, {field: scan.name})
        else:
            self._refuse([offer])

    def _made_menu(self) -> ActMenu:
        if self._menu is None:
            self._menu = ActMenu(self._room())
            self._menu.chosen.connect(self.open)
        return self._menu

    def open(self, offer: Offer, given: Mapping[str, str] | None = None) -> None:
        """打开办理单 of an offer; `given` is what is known already."""
        case = self._case
        if case is None:
            return
        stream = case.stream
        if offer.name == "amend" and not offer.seq:
            self._choose_record(stream)
            return
        self._frame.backstage.ask(
            self,
            lambda counter: prefilled(form_of(counter.desk, stream, offer), given or {}),
            lambda form: self._open_sheet(stream, form),
            topic="form",
        )

    def _open_sheet(self, stream: str, form: ActForm) -> None:
        if self._case is None or self._case.stream != stream:
            return
        if self._sheet is None:
            self._sheet = Sheet(self._frame, self._room())
            self._sheet.done.connect(self._done)
        self._sheet.open(stream, form)
        self.opened.emit()

    def _done(self, form: ActForm, done: Done) -> None:
        tell_done(self._frame, self._sheet.stream if self._sheet is not None else "", form, done)
