"""咨询的行: every enquiry entered since a day, on a case or on none, the newest first."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import select, text

from bingliang.ledger.acts import Entry
from bingliang.store.chain import Line
from bingliang.store.clock import stamp
from bingliang.store.look import LINE, Look
from bingliang.store.schema import ENQUIRED, ledger
from bingliang.store.structure import BEIJING


def enquired(look: Look, since: date) -> tuple[Entry, ...]:
    """咨询登记 entered on that day or later."""
    midnight = stamp(datetime.combine(since, time(), BEIJING))
    chosen = select(*LINE).where(text(ENQUIRED), ledger.c.at >= midnight)
    found = look.connection.execute(chosen.order_by(ledger.c.at.desc(), ledger.c.id.desc()))
    return tuple(Line(*row).entry() for row in found)
