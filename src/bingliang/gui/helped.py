"""F1: which text belongs to the control in hand: its own, that of what it stands in, at last that of its room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

if TYPE_CHECKING:
    from bingliang.desk.help import Help, Topic
    from bingliang.gui.keys import Place

KEY = "helpKey"
"""Property of a control: the key of its text in resources/help."""


def explain(widget: QWidget, key: str) -> None:
    """写明帮助: the text of F1 for a control and all that stands in it."""
    widget.setProperty(KEY, key)


def in_dialog(dialog: QDialog) -> None:
    """接上 F1 to a question that stands over the window, by whatever keys help has on this machine."""
    from bingliang.gui import keys

    def ask() -> None:
        from bingliang.gui.help_box import HelpBox

        HelpBox(dialog).ask()

    for sequence in keys.named("help").keys:
        shortcut = QShortcut(QKeySequence(sequence, QKeySequence.SequenceFormat.PortableText), dialog)
        shortcut.activated.connect(ask)


def topic_at(held: Help, widget: QWidget | None, place: Place) -> Topic | None:
    """这里的帮助: the nearest text around the control, at last that of the room."""
    return own_topic(held, widget) or held.of(f"room-{place}")


def own_topic(held: Help, widget: QWidget | None) -> Topic | None:
    """这一栏自己的帮助, without falling back on the room."""
    at = widget
    while at is not None and not at.isWindow():
        found = _keyed(held, at) or _named(held, at)
        if found is not None:
            return found
        at = at.parentWidget()
    return None


def _keyed(held: Help, widget: QWidget) -> Topic | None:
    key = widget.property(KEY)
    return held.of(str(key)) if key else None


def _named(held: Help, widget: QWidget) -> Topic | None:
    """By the name a screen reader says, or the words on a button; what follows a comma or stands in brackets is its state."""
    said = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    name = said.replace("&", "").partition("，")[0].partition("（")[0].strip().rstrip("…")
    # "颜色：深色" is one choice of 颜色
    words = (name, name.partition("：")[0])
    return next((found for word in words if word and (found := held.named(word)) is not None), None)
