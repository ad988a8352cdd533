"""延续: whether an item's permit may be renewed, as the catalogue says, and how long before its end that is asked for.

《行政许可法》第五十条第一款: thirty days before it runs out, unless another law says otherwise.
"""

from __future__ import annotations

import re

AHEAD = 30
"""届满三十日前提出 (同款)."""
_SAID = re.compile(r"届满前?(\d+)日前")


def renewable(validity: str) -> int | None:
    """几日前提出, where the catalogue's words on its validity say that the permit is renewed; None where they do not."""
    if "延续" not in validity:
        return None
    said = _SAID.search(validity)
    return int(said[1]) if said else AHEAD


def days_words(days: int) -> str:
    """三十日前, as the law writes it; any other number in figures."""
    return "三十日前" if days == AHEAD else f"{days}日前"
