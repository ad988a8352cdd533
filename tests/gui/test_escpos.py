"""直连小票机: the bytes that a receipt printer gets, on a real socket and in a file; the paper is the preview."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pytestqt.qtbot import QtBot

from bingliang.desk.papers import shelf
from bingliang.desk.papers.print_queue import JobState, PrintBook
from bingliang.gui.devices.escpos import CUT, DPI, FEED, NAME, START, Device, WithSlipPrinter, device_of, drawn, raster
from bingliang.gui.devices.printers import Came
from bingliang.gui.devices.sheets import SLIP, Job
from bingliang.gui.printing import Printing
from bingliang.ledger.acts import Refusal
from bingliang.paper import pages
from bingliang.settings import Settings
from tests.gui.conftest import Zone
from tests.gui.presses import PdfPrinters, difference, poppler


@pytest.fixture
def pdf(zone: Zone) -> bytes:
    row = next(row for row in shelf.of_case(zone.desk, zone.stream("新能源汽车零部件")) if row.form == "slip80")
    return shelf.pdf(zone.desk, row.stream, row.seq)


def read_back(data: bytes) -> Image.Image:
    """What a printer would put on paper: its rows put together again."""
    assert data.startswith(START)
    at, rows, wide = len(START), b"", 0
    while data[at : at + 4] == b"\x1dv0\x00":
        wide, high = int.from_bytes(data[at + 4 : at + 6], "little"), int.from_bytes(data[at + 6 : at + 8], "little")
        rows += data[at + 8 : at + 8 + wide * high]
        at += 8 + wide * high
    assert data[at:] == FEED + CUT, "fed past the knife and cut, nothing after it"
    return Image.frombytes("1", (wide * 8, len(rows) // wide), bytes(byte ^ 0xFF for byte in rows)).convert("L")


@pytest.mark.parametrize(("paper", "dots"), [("80", 576), ("58", 384)])
def test_the_slip_is_the_page_dot_for_dot(pdf: bytes, tmp_path: Path, paper: str, dots: int) -> None:
    assert device_of(Settings(slip_device="x", slip_width=paper)) == Device("x", dots)
    got = read_back(raster(Job(pdf, "小票", SLIP), dots))
    assert got.width == dots
    (tmp_path / "slip.pdf").write_bytes(pdf)
    whole = poppler(tmp_path / "slip.pdf", 0, DPI * dots / 576)
    left = (whole.width - dots) // 2
    seen = whole.crop((left, 0, left + dots, whole.height))
    assert abs(got.height - seen.height) <= 2
    high = min(got.height, seen.height)
    assert difference(got.crop((0, 0, dots, high)), seen.crop((0, 0, dots, high))) < 40
    blank = Image.new("L", seen.size, 255)
    assert difference(blank, seen) > 100, "the control: an empty slip is far away"
    outside = ImageChops.invert(whole).point(lambda ink: 255 if ink > 128 else 0)
    beside = (
        (0, 0, left - 2, whole.height),
        (left + dots + 2, 0, whole.width, whole.height),
    )  # but for half a frame line
    for edge in map(outside.crop, beside):
        assert edge.getbbox() is None, "nothing of the slip lies beside the head"


def test_the_code_is_read_from_the_dots(pdf: bytes, tmp_path: Path) -> None:
    """The QR: its three finders stand there as squares of seven modules, each module whole dots wide."""
    picture = read_back(raster(Job(pdf, "小票", SLIP), 576))
    black = picture.point(lambda grey: 255 if grey < 128 else 0)
    runs = 0
    for row in range(black.height):
        line = black.crop((0, row, black.width, row + 1)).tobytes()
        lengths = [len(part) for part in line.split(b"\x00") if part]
        runs += any(lengths.count(long) >= 2 and 24 <= long <= 70 for long in set(lengths))
    assert runs >= 8, "rows through the tops and the feet of two finders side by side"
    del tmp_path


def test_a_reprint_says_so_above_the_slip(pdf: bytes) -> None:
    plain, marked = drawn(Job(pdf, "小票", SLIP), 576), drawn(Job(pdf, "小票", SLIP, mark="补打 1"), 576)
    more = marked.height() - plain.height()
    assert abs(more - 6 * 8) <= 1, "a strip of 6 mm"
    assert marked.copy(0, more, 576, plain.height()) == plain, "the slip itself is untouched"
    assert marked.copy(0, 0, 576, more) != plain.copy(0, 0, 576, more)


def test_each_copy_is_cut_off(pdf: bytes) -> None:
    once = raster(Job(pdf, "小票", SLIP), 576)
    assert raster(Job(pdf, "小票", SLIP, copies=2), 576) == once * 2


@contextlib.contextmanager
def network_printer() -> Iterator[tuple[str, list[bytes]]]:
    """A printer on the network: takes a connection, reads until the other side has done."""
    got: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    line, _ = server.accept()
                    with line, line.makefile("rb") as sent:
                        got.append(sent.read())

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", got
        with contextlib.suppress(OSError):  # on Windows a socket that listens is only closed
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)


def test_f8_prints_a_slip_on_the_network_and_a_printer_that_is_off_loses_nothing(
    zone: Zone, qtbot: QtBot, tmp_path: Path
) -> None:
    row = next(row for row in shelf.of_case(zone.desk, zone.stream("新能源汽车零部件")) if row.form == "slip80")
    zone.window.settings = Settings(clerk="甲", printers={"小票": NAME}, slip_device="127.0.0.1:9")
    printers = WithSlipPrinter(PdfPrinters(tmp_path), lambda: zone.window.settings)
    assert printers.names()[-1] == NAME
    printing = Printing(zone.window, printers=printers, folder=lambda: tmp_path)
    with qtbot.waitSignal(printing.stopped):
        printing.print_paper(row.stream, row.seq)
    assert "小票机“127.0.0.1:9”没有收下这张小票" in zone.window.notice.text
    with network_printer() as (where, got):
        zone.window.settings = Settings(clerk="甲", printers={"小票": NAME}, slip_device=where)
        with qtbot.waitSignal(printing.printed) as went:
            printing.print_paper(row.stream, row.seq)
        qtbot.waitUntil(lambda: len(got) == 1)
    assert went.args is not None
    assert went.args[0].reprint == 0
    pdf = shelf.pdf(zone.desk, row.stream, row.seq)
    assert got == [raster(Job(pdf, "", SLIP), 576)]
    assert [job.state for job in PrintBook(tmp_path).jobs(tuple(JobState))] == [JobState.PRINTED]


def test_a_device_file_gets_the_same_bytes(pdf: bytes, tmp_path: Path) -> None:
    where = tmp_path / "lp0"
    printers = WithSlipPrinter(PdfPrinters(tmp_path), lambda: Settings(slip_device=str(where), slip_width="58"))
    with pytest.raises(Refusal, match="没有收下这张小票"):
        printers.hand(NAME, Job(pdf, "小票", SLIP))
    assert not where.exists(), "a printer that is unplugged is no file that swallows the slip"
    where.touch()
    assert printers.hand(NAME, Job(pdf, "小票", SLIP)) == 0
    assert where.read_bytes() == raster(Job(pdf, "小票", SLIP), 384)


def test_what_it_cannot_print_is_refused_in_one_sentence(pdf: bytes, tmp_path: Path) -> None:
    held = [Settings(slip_device=str(tmp_path / "没有" / "lp0"))]
    printers = WithSlipPrinter(PdfPrinters(tmp_path), lambda: held[0])
    with pytest.raises(Refusal, match="直连小票机只打小票，公文请"):
        printers.hand(NAME, Job(pdf, "通知书", "公文"))
    with pytest.raises(Refusal, match="没有收下这张小票"):
        printers.hand(NAME, Job(pdf, "小票", SLIP))
    held[0] = Settings()
    assert NAME not in printers.names()
    with pytest.raises(Refusal, match="还没有设直连小票机的地址"):
        printers.hand(NAME, Job(pdf, "小票", SLIP))
    lost = printers.find(NAME, "abcd1234")
    assert lost is not None
    assert lost.came is Came.UNKNOWN
    assert printers.trays(NAME) == ()


@pytest.mark.parametrize(
    ("where", "address"),
    [
        ("192.168.1.50", ("192.168.1.50", 9100)),
        ("slip:9101", ("slip", 9101)),
        ("/dev/usb/lp0", None),
        (r"\\\\pc\\slip", None),
    ],
)
def test_an_address_is_told_from_a_file(where: str, address: tuple[str, int] | None) -> None:
    assert Device(where, 576).address == address


def test_the_page_is_no_wider_than_its_paper(pdf: bytes) -> None:
    ((width, _), *_) = pages.page_sizes(pdf)
    assert round(width / 72 * 25.4) == 80
