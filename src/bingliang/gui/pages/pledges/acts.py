"""承诺的办理: promises of a department published, withdrawn, put on a board; promises to one enterprise recorded and settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.acts.offers import Group, Offer
from bingliang.desk.pledges.forms import PUBLISH, RECORD, SETTLE, WITHDRAW, form_of
from bingliang.desk.pledges.public_paper import SIZES
from bingliang.desk.pledges.rows import PledgeKind, PledgeRow
from bingliang.desk.pledges.script import PLEDGES
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.printable import pledge_sheet
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import why
from bingliang.ledger.acts import ACTS
from bingliang.ledger.roles import ROLES
from bingliang.mechanism.public_pledges import KEPT_ALREADY, LAW_31

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Page

SHEET = "sheet"


_INITIALS = {PUBLISH: "gbcnsx", WITHDRAW: "cxcnsx", RECORD: "zshzccndj", SETTLE: "zshzccndxdj", SHEET: "dygkcns"}


@dataclass(frozen=True, slots=True)
class PledgeOffer(Offer):
    """承诺可办的一项, with its own initials."""

    @property
    def initials(self) -> str:
        """拼音首字母."""
        return _INITIALS.get(self.name, f"dycngsp{self.name.lower()}")


class PledgeActs(Acting[PledgeRow]):
    """承诺的办理 of the page's current row."""

    def __init__(self, page: Page, done: Callable[[str], None]) -> None:
        super().__init__(page)
        self._after = done

    def menu(self, row: PledgeRow | None, role: str) -> None:
        """办理菜单 of one row; with none, what is about no row yet."""
        shown = row if row is not None else _nothing()
        self._open_menu(shown, shown.who or "承诺", offers(row, role))

    def commands(self, row: PledgeRow | None, role: str) -> Sequence[Command]:
        """命令面板里的办理."""
        if self.keys() is not None:
            return ()
        group = f"承诺 · {row.who}" if row is not None else "承诺"
        shown = row if row is not None else _nothing()
        return [
            Command(one.title, partial(self._open, shown, one), "", why(one), "", group) for one in offers(row, role)
        ]

    def record(self) -> None:
        """登记一项招商协议或者政策承诺."""
        self._ask_form("", lambda counter: form_of(counter.desk, RECORD))

    def settle(self, row: PledgeRow) -> None:
        """登记兑现或者未兑现."""
        self._ask_form(row.stream, lambda counter: form_of(counter.desk, SETTLE, row.stream))

    def print_pledge(self, row: PledgeRow, size: str = "") -> None:
        """打印公开承诺书, or with a size the board of it."""
        body = row.body
        at = -1 - (list(SIZES).index(size) + 1 if size else 0)
        self._frame.printing.print_loose((f"pledge/{body}", at), lambda desk: pledge_sheet(desk, body, size))

    def _open(self, row: PledgeRow, offer: Offer) -> None:
        if offer.name == SHEET or offer.name in SIZES:
            self.print_pledge(row, "" if offer.name == SHEET else offer.name)
        elif offer.name == RECORD:
            self.record()
        elif offer.name == SETTLE:
            self.settle(row)
        else:
            self._ask_form(row.body, lambda counter: form_of(counter.desk, offer.name, row.body))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, PLEDGES)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._after(str(done.answer["stream"]) if form.act == RECORD else "")


def _nothing() -> PledgeRow:
    from bingliang.desk.lights import Light

    return PledgeRow(PledgeKind.AGREED, "", "", None, "", Light.OK)


def offers(row: PledgeRow | None, role: str) -> tuple[Offer, ...]:
    """可办的 of a row: what this post may not do is greyed with the post that may."""

    def offer(name: str, *, natural: bool = False) -> Offer:
        may = [post for post, acts in ROLES.items() if name in acts and post != "系统"]
        barred = "" if role in may or role == "系统" else f"“{ACTS[name].title}”由{'、'.join(may)}办理。"
        return PledgeOffer(name, name, ACTS[name].title, Group.HANDLING, None, forbidden=barred, natural=natural,
                     safe=name != WITHDRAW)  # fmt: skip

    found: list[Offer] = []
    if row is not None and row.kind is PledgeKind.PUBLIC:
        found += [offer(PUBLISH, natural=True), offer(WITHDRAW)]
        found.append(PledgeOffer(SHEET, PUBLISH, "打印公开承诺书", Group.CASE, None))
        found += [PledgeOffer(size, PUBLISH, f"打印承诺公示牌 {size}", Group.CASE, None) for size in SIZES]
    if row is not None and row.stream.startswith("agreed/"):
        settle = offer(SETTLE, natural=not row.kept)
        found.append(replace(settle, forbidden=KEPT_ALREADY, article=LAW_31) if row.kept and settle.allowed else settle)
    return (*found, offer(RECORD))
