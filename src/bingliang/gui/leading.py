"""去填写: a sentence on the screen that names its place in the settings leads there, to what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from bingliang.gui.keys import Place
from bingliang.gui.pages.settings.sections import named_in

if TYPE_CHECKING:
    from bingliang.gui.window import Window

NOTHING = "屏幕上没有说要到“设置”里填写什么。"


def lead(window: Window) -> None:
    """去填写: from the notice, else from whatever stands on the page: a sheet's refusal, the menu's, what F9 would do."""
    shown = (one.text() for one in window.page.findChildren(QLabel) if one.isVisible())
    for sentence in (window.notice.text, *shown):
        section = named_in(sentence)
        if section is not None and window.place is not Place.SETTINGS:
            window.notice.clear()
            window.go(Place.SETTINGS, f"{section.key}:{sentence}")
            return
    window.say(NOTHING)
