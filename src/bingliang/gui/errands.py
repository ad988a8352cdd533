"""来访: what several pages do about a visit: go on with its next enterprise, print its summary."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.errands.papers import SHEET, SIGNED, SLIP
from bingliang.gui.keys import Place
from bingliang.gui.printable import errand_sheet

if TYPE_CHECKING:
    from bingliang.gui.page import Frame

BESIDE = "同一来访="
"""How the intake page is told beside which case or visit the next enterprise is taken in."""
_KEYS = {SLIP: 1, SHEET: 2, SIGNED: 3}


def go_on(frame: Frame, stream: str) -> None:
    """同一来访，下一家: to the intake page, where only the agent stands."""
    frame.go(Place.INTAKE, f"{BESIDE}{stream}")


def print_errand(frame: Frame, stream: str, form: str = SLIP) -> None:
    """打印汇总小票, or the sheet of that form."""
    frame.printing.print_loose((stream, -_KEYS[form]), partial(errand_sheet, stream=stream, form=form))
