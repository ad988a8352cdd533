"""A box to tick is seen before it is ticked, in every look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame

from bingliang.gui import style
from bingliang.gui.style import Look
from tests.gui.colour_vision import contrast

EDGES = 3.0
"""WCAG 2.2, 1.4.11: what a control is known by, against what is beside it."""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_its_edge_stands_out(qapp: QApplication, dark: bool) -> None:  # noqa: FBT001 - as the look has it
    style.apply(qapp, Look(dark=dark))
    try:
        frame = QFrame()
        frame.setObjectName("card")
        box = QCheckBox("是", frame)
        box.setGeometry(QRect(QPoint(20, 20), box.sizeHint()))
        frame.resize(120, 60)
        image = frame.grab().toImage()
        middle = box.geometry().center().y()
        before, *edge = (image.pixelColor(x, middle).name() for x in range(21, 34))
        assert before == style.colours().card.lower()
        assert max(contrast(one, before) for one in edge) >= EDGES, edge
    finally:
        style.apply(qapp, Look())
