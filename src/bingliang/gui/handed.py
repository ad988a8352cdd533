"""双击打开: a package that the desktop hands to the program is imported as soon as the clerk is at his counter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from bingliang import PACKAGE

if TYPE_CHECKING:
    from bingliang.gui.backstage import Backstage
    from bingliang.gui.window import Window


def handed(arguments: Sequence[str]) -> Path | None:
    """交来的文件 among the words that the program was started with."""
    return next((Path(word) for word in arguments if word.lower().endswith(PACKAGE)), None)


def import_when_open(backstage: Backstage, window: Callable[[], Window], package: Path) -> None:
    """打开以后导入, once: at the page of what came in online, which says what became of it."""

    def take() -> None:
        from bingliang.gui.keys import Place
        from bingliang.gui.pages.online.page import OnlinePage

        window().go(Place.ONLINE)
        page = window().room(Place.ONLINE)
        if isinstance(page, OnlinePage):
            page.import_packages([package])

    backstage.opened.connect(take, Qt.ConnectionType.SingleShotConnection)
