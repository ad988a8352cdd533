from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from bingliang.gui import style
from bingliang.gui.picture import picture
from bingliang.gui.style import Look
from tests.gui.sample import EAST_DRAGON_ROW, SampleDesk


def colours_in(path: Path) -> set[int]:
    image = QImage(str(path))
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}


@pytest.mark.parametrize("page", ["", EAST_DRAGON_ROW.stream], ids=["worklist", "case"])
def test_pictures_have_their_size_and_are_not_blank(qapp: QApplication, workspace: Path, page: str) -> None:
    light = picture(SampleDesk(), workspace / "新" / "亮.png", page=page, size=(1366, 768))
    dark = picture(SampleDesk(), workspace / "新" / "暗.png", page=page, size=(1366, 768), dark=True)
    style.apply(qapp, Look())
    for path in (light, dark):
        assert QImage(str(path)).width() == 1366
        assert len(colours_in(path)) > 20
    assert colours_in(light) != colours_in(dark)


def test_same_picture_twice_is_the_same(workspace: Path) -> None:
    once, twice = (picture(SampleDesk(), workspace / name, page=EAST_DRAGON_ROW.stream) for name in ("1.png", "2.png"))
    assert QImage(str(once)) == QImage(str(twice))


def test_picture_of_a_desk_that_fails_is_an_error(workspace: Path) -> None:
    with pytest.raises(RuntimeError, match="截图没有完成"):
        picture(SampleDesk(), workspace / "无.png", page="case/没有")


def test_practice_wears_another_navigation(qapp: QApplication, workspace: Path) -> None:
    real = QImage(str(picture(SampleDesk(ribbon=""), workspace / "真.png")))
    practice = QImage(str(picture(SampleDesk(ribbon="练习"), workspace / "练.png")))
    style.apply(qapp, Look())
    assert real.pixel(20, 500) != practice.pixel(20, 500)
