"""How a rendered screen is judged: what is cut off, what is too faint to read, what cannot be named."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from bingliang.gui.widgets.label import Paragraph, Words

LEAST = 4.5
"""WCAG 2.2, 1.4.3; anti-aliasing takes a little off the thin strokes of small type."""


def cut(page: QWidget) -> list[str]:
    """Words that do not fit where they stand and cannot be read whole in a tooltip either."""
    shown = [widget for widget in page.findChildren(QWidget) if widget.isVisible() and _in_sight(widget)]
    return [f"{fault} {_said(widget)}" for widget in shown if _said(widget) and (fault := _fault(widget))]


def _said(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _fault(widget: QWidget) -> str:
    if isinstance(widget, Words):
        if widget.cut() and widget.toolTip() != widget.text():
            return "截断"
        return "压低" if widget.height() < QFontMetrics(widget.font()).ascent() + 3 else ""
    if isinstance(widget, Paragraph):
        return "压低" if widget.heightForWidth(widget.width()) > widget.height() else ""
    if isinstance(widget, QLabel):
        return "截断" if widget.sizeHint().width() > widget.width() + 1 and not widget.wordWrap() else ""
    extra = 22 if isinstance(widget, QCheckBox | QRadioButton) else _around(widget)
    wide = QFontMetrics(widget.font()).horizontalAdvance(_said(widget).replace("&", ""))
    return "截断" if wide > widget.width() - extra else ""


def _around(button: QWidget) -> int:
    """What edge and padding take of a push button; its style cuts the words to what is left."""
    if not isinstance(button, QPushButton):
        return 8
    option = QStyleOptionButton()
    button.initStyleOption(option)
    inside = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    return button.width() - inside.width()


def _in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().height() > 0


def _readable(widget: QWidget) -> bool:
    """A line of it stands in sight: of one that is scrolled away but for its edge no ink need be left to judge."""
    least = max(1, min(widget.height(), QFontMetrics(widget.font()).ascent()))
    return widget.visibleRegion().boundingRect().height() >= least


def outside(page: QWidget) -> list[str]:
    """Controls that reach over the edge of the widget they stand in."""
    found = []
    for widget in page.findChildren(QWidget):
        parent = widget.parentWidget()
        if parent is None or not widget.isVisible() or not isinstance(widget, QAbstractButton | QLineEdit | QLabel):
            continue
        room = QRect(0, 0, parent.width(), parent.height())
        if not room.contains(widget.geometry()):
            found.append(f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}")
    return found


def nameless(page: QWidget) -> list[str]:
    """Controls that a screen reader could only call by their type."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.objectName() == "qt_spinbox_lineedit":
            continue
        reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or isinstance(widget, QAbstractButton)
        named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        if reached and not named:
            found.append(f"{type(widget).__module__}.{type(widget).__name__} {widget.objectName()}")
    return found


def faint(page: QWidget, known: set[object] | None = None) -> list[str]:
    """Text on rendered labels, buttons and fields whose contrast with its ground is too low; disabled ones are exempt.

    What is `known` was judged before, as it stands, and is passed over.
    """
    found = []
    window = page.window()
    whole: QImage | None = None
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton | QLineEdit) or not widget.isVisible():
            continue
        text = widget.text() if not isinstance(widget, QLineEdit) else widget.text() or widget.placeholderText()
        if not any(one.isalnum() for one in text) or not widget.isEnabled() or not _readable(widget):
            continue  # a dash alone has no stroke that is not blended with its ground
        if known is not None:
            corner = widget.mapTo(window, widget.rect().topLeft())
            as_it_stands = (widget, text, corner.toTuple(), widget.size().toTuple(), widget.palette().cacheKey())
            if as_it_stands in known:
                continue
            known.add(as_it_stands)
        if whole is None:
            whole = window.grab().toImage()
        strongest = _contrast(_picture(widget, whole))
        if strongest < LEAST:
            found.append(f"{strongest:.2f} {text[:30]}")
    return found


def _picture(widget: QWidget, whole: QImage) -> QImage:
    """The widget as it stands on its window, with what lies behind it."""
    corner = widget.mapTo(widget.window(), widget.rect().topLeft())
    return whole.copy(widget.visibleRegion().boundingRect().translated(corner))


def _contrast(image: QImage) -> float:
    """The strongest against the ground, which is what there is most of; as colour_vision.contrast has it, all at once."""
    if image.isNull():
        return 21.0
    packed = _pixels(image).astype(np.uint32) @ np.array([1, 256, 65536], np.uint32)
    colours, counts = np.unique(packed, return_counts=True)
    parts = np.stack([colours >> shift & 255 for shift in (16, 8, 0)], axis=1) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    light = linear @ np.array([0.2126, 0.7152, 0.0722])
    ground = light[counts.argmax()]
    return float(((np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)).max())


def different(one: QImage, other: QImage) -> float:
    """Share of pixels that differ visibly; 1.0 for pictures of different sizes."""
    if one.size() != other.size():
        return 1.0
    apart = np.abs(_pixels(one) - _pixels(other)).max(axis=2)
    return float((apart > 40).mean())


def spots(one: QImage, other: QImage) -> int:
    """How many squares of 4 × 4 pixels differ in their mean by more than 16 of 255: a word among a quarter million pixels."""
    if one.size() != other.size():
        return one.width() * one.height()
    apart = (_pixels(one) - _pixels(other)).mean(axis=2)
    high, wide = (side // 4 for side in apart.shape)
    means = apart[: high * 4, : wide * 4].reshape(high, 4, wide, 4).mean(axis=(1, 3))
    return int((np.abs(means) > 16).sum())


def _pixels(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return (
        np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.width(), 4)[:, :, :3].astype(np.int16)
    )
