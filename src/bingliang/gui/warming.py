"""预热: what a worker brings into memory while the clerk types, and once his first list stands."""

from __future__ import annotations

import gc
from collections.abc import Callable

import bingliang.gui.connect as seam


def warm(hurried: Callable[[], bool] = lambda: False) -> None:
    """预热: the desk and its database libraries, while the clerk types; then what a case asks of it, unless he has answered by
    then: he sees his list first.

    What is in memory by then stays: set apart, it is never searched for garbage again, or each search would hold the
    screen up for as long as it takes to look at a few hundred thousand objects.
    """
    try:
        seam.prepare()
        if not hurried():
            seam.prepare_case()
    finally:
        gc.freeze()


def warm_rooms() -> None:
    """预热各房间: what the other rooms ask of the desk, beside the questions of the first list."""
    seam.prepare_rooms()
