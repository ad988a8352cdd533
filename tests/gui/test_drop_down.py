"""A box that drops down looks as the other fields do, in either look, on a screen of any density."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QLineEdit, QWidget

from bingliang.gui import style
from bingliang.gui.style import Look
from bingliang.gui.widgets.drop_down import DropDown
from tests.gui.colour_vision import contrast
from tests.gui.conftest import Zone

EDGES, TEXT = 3.0, 4.5


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def card(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QFrame]:
    style.apply(qapp, Look(dark=request.param))
    frame = QFrame()
    frame.setObjectName("card")
    frame.resize(360, 240)
    yield frame
    style.apply(qapp, Look())


def dropped(card: QFrame) -> DropDown:
    box = DropDown(card)
    box.addItems(["（没有选）", "窗口3 激光", "窗口3 热敏"])
    box.setGeometry(QRect(QPoint(20, 20), box.sizeHint()))
    box.resize(240, box.height())
    card.show()
    card.activateWindow()
    QApplication.processEvents()
    return box


def drawn(card: QWidget, scale: float) -> QImage:
    image = QImage(card.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    card.render(image)
    return image


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_its_edge_and_arrow_are_seen(card: QFrame, scale: float) -> None:
    box, c = dropped(card), style.colours()
    image = drawn(card, scale)
    middle = box.geometry().center()

    def colour(x: int, y: int) -> str:
        return image.pixelColor(round(x * scale), round(y * scale)).name()

    assert contrast(colour(box.x(), middle.y()), c.card) >= EDGES
    arrow = {colour(x, middle.y() - 1) for x in range(box.geometry().right() - 24, box.geometry().right() - 6)}
    assert max(contrast(one, c.card) for one in arrow) >= TEXT
    box.setEnabled(False)
    image = drawn(card, scale)
    assert colour(box.x() + 6, middle.y() + 8) == QColor(c.bg).name()


def test_it_is_as_high_as_a_line_and_shows_the_focus(card: QFrame, qapp: QApplication) -> None:
    box, line = dropped(card), QLineEdit(card)
    assert box.sizeHint().height() == line.sizeHint().height()
    box.setFocus(Qt.FocusReason.TabFocusReason)
    assert qapp.focusWidget() is box
    edge = card.grab().toImage().pixelColor(box.x() + 1, box.geometry().center().y())
    assert edge.name() == QColor(style.colours().accent).name()


def test_its_list_marks_the_chosen_line(card: QFrame, qapp: QApplication) -> None:
    box, c = dropped(card), style.colours()
    box.setCurrentIndex(1)
    box.showPopup()
    qapp.processEvents()
    view = box.view()
    image = view.viewport().grab().toImage()
    rows = [view.visualRect(view.model().index(at, 0)) for at in range(3)]
    grounds = [image.pixelColor(row.right() - 20, row.center().y()).name() for row in rows]
    assert grounds == [QColor(one).name() for one in (c.card, c.selected, c.card)]
    box.hidePopup()


def test_no_room_has_another_kind(zone: Zone) -> None:
    """One of Qt's own would have no arrow: the style takes it away."""
    from bingliang.gui.rooms import ROOMS

    plain = []
    for room in ROOMS:
        zone.window.go(room.place)
        zone.settle()
        found = zone.window.page.findChildren(QComboBox)
        plain += [f"{room.place} {one.accessibleName()}" for one in found if not isinstance(one, DropDown)]
    assert plain == []
