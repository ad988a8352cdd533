"""项目库的流水: the lines of all projects of the library."""

from __future__ import annotations

from collections.abc import Mapping

from bingliang.ledger.acts import Entry
from bingliang.ledger.project import PREFIX
from bingliang.store.look import Look
from bingliang.store.streams import lines_under


def project_lines(look: Look) -> Mapping[str, tuple[Entry, ...]]:
    """全部入库项目的行: stream → its lines, oldest first."""
    return lines_under(look, PREFIX)
