"""文书成像: what the screen shows and the printer gets."""

from __future__ import annotations

import io
import threading

import pytest
from PIL import Image

from bingliang.paper import pages
from bingliang.paper.compose import compose
from tests.paper.conftest import FORMS


@pytest.fixture(scope="module")
def grant() -> bytes:
    return compose(FORMS["grant"], FORMS["grant"].sample()).pdf


def test_a_page_is_as_large_as_its_resolution_says(grant: bytes) -> None:
    image = pages.render(grant, 0, 100)
    assert (image.width, image.height) == pytest.approx((827, 1169), abs=1)
    assert len(image.data) >= image.stride * image.height


def test_the_png_is_the_same_picture(grant: bytes) -> None:
    image = pages.render(grant, 0, 50)
    opened = Image.open(io.BytesIO(image.png()))
    assert opened.mode == "L"
    assert opened.size == (image.width, image.height)
    assert opened.getpixel((0, 0)) == 255
    assert min(opened.tobytes()) < 100


def test_many_threads_may_ask_at_once(grant: bytes) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(pages.render(grant, 0, 30).data)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_file_that_is_no_pdf_is_refused() -> None:
    for ask in (pages.page_count, lambda pdf: pages.render(pdf, 0, 72), lambda pdf: pages.page_text(pdf, 0)):
        with pytest.raises(ValueError, match="读不出来"):
            ask(b"%PDF-1.4 nothing")


def test_what_is_asked_for_later_is_the_same(grant: bytes) -> None:
    assert pages.later(grant, 0, 40).result(30) == pages.render(grant, 0, 40)
    assert pages.page_sizes(grant)[0] == pytest.approx((595.28, 841.89), abs=0.1)
