"""材料袋在哪里: read for the cases of a list, or of all, from the few lines that say so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from bingliang.desk.casework.bags import where
from bingliang.ledger.custody import Custody, custody_of
from bingliang.ledger.folding import amended

if TYPE_CHECKING:
    from bingliang.store.look import Look


def custodies(look: Look, streams: Collection[str] | None = None) -> Mapping[str, Custody]:
    """保管: stream → its bag and the originals owed, of these streams or of all that have any."""
    from bingliang.store.bagged import bag_lines

    return {stream: custody_of(amended(lines)) for stream, lines in bag_lines(look, streams).items()}


def places(look: Look, streams: Collection[str]) -> Mapping[str, str]:
    """在哪里, in words, of these cases as far as it is known."""
    found = {stream: where(one, look.today) for stream, one in custodies(look, streams).items()}
    return {stream: words for stream, words in found.items() if words}
