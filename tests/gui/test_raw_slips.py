"""小票 through a queue of the system that passes the bytes on: on a real CUPS, and on Windows' own spooler under Wine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from bingliang.gui.devices.cups import CupsPrinters
from bingliang.gui.devices.escpos import NAME, WithSlipPrinter, device_of, raster
from bingliang.gui.devices.printers import Came, DirectPrinters, Tray
from bingliang.gui.devices.sheets import SLIP, Job
from bingliang.gui.devices.windows import named
from bingliang.gui.devices.winspool import Winspool
from bingliang.ledger.acts import Refusal
from bingliang.paper.compose import compose
from bingliang.settings import Settings
from tests.gui.cups import Cups, private_cups
from tests.paper.conftest import FORMS

ROOT = Path(__file__).parents[2]
POS, LASER = "pos80", "laser"
WINE = ROOT / "build" / "wine"
PYTHON, MADE = WINE / "python" / "python.exe", WINE / "prefix" / "made"


@pytest.fixture(scope="module")
def server() -> Iterator[Cups]:
    with private_cups(POS, LASER) as cups:
        yield cups


@pytest.fixture
def job() -> Job:
    return Job(compose(FORMS["slip80"], FORMS["slip80"].sample()).pdf, "收件小票", SLIP, token=uuid4().hex[:8])


def of(where: str) -> WithSlipPrinter:
    found = CupsPrinters.there()
    assert found is not None
    return WithSlipPrinter(found, lambda: Settings(slip_device=where))


@pytest.mark.parametrize("where", [f"队列：{POS}", f"队列:{POS}", f"队列： {POS} "])
def test_a_queue_gets_the_very_bytes_and_says_when_they_are_out(cups: Cups, job: Job, where: str, qtbot: QtBot) -> None:
    printers = of(where)
    assert NAME in printers.names()
    number = printers.hand(NAME, job)
    assert number > 0
    (came,) = cups.wait_for(1)
    assert came.title == job.title
    assert came.pdf.read_bytes() == raster(job, 576)
    qtbot.waitUntil(lambda: printers.ask(NAME, (number,))[number].came is Came.OUT)
    found = printers.find(NAME, job.token)
    assert found is not None
    assert found.number == number


def test_a_queue_whose_printer_is_off_keeps_the_slip_and_it_can_be_withdrawn(
    cups: Cups, job: Job, qapp: object
) -> None:
    del qapp
    cups.switch_off()
    printers = of(f"队列：{POS}")
    number = printers.hand(NAME, job)
    assert printers.ask(NAME, (number,))[number].came is Came.COMING
    printers.drop(NAME, number)
    cups.switch_on()
    assert printers.ask(NAME, (number,))[number].came is Came.STOPPED


def test_a_queue_that_is_gone_is_named(cups: Cups, job: Job, qapp: object) -> None:
    del cups, qapp
    with pytest.raises(Refusal, match="系统里没有打印机“没有这台”"):
        of("队列：没有这台").hand(NAME, job)


def test_an_address_and_a_file_are_no_queue() -> None:
    for where in ("192.168.1.50", "192.168.1.50:9101", "/dev/usb/lp0", "队列里的一台"):
        device = device_of(Settings(slip_device=where))
        assert device is not None
        assert device.queue == ""


def test_without_a_spooler_a_slip_is_refused_and_told_how_else(job: Job, qapp: object) -> None:
    del qapp
    printers = WithSlipPrinter(DirectPrinters(), lambda: Settings(slip_device="队列：POS-80"))
    with pytest.raises(Refusal, match="用它的驱动打印，或者写网络地址"):
        printers.hand(NAME, job)


def test_trays_bear_the_names_of_the_driver_in_its_order() -> None:
    assert named([12, 257, 258], ["自动选择", "纸盒 1", "纸盒 2"]) == (
        Tray("12", "自动选择"), Tray("257", "纸盒 1"), Tray("258", "纸盒 2"),
    )  # fmt: skip
    assert named([1, 2], ["", "下层"]) == (Tray("1", "第1个纸盒"), Tray("2", "下层"))
    assert named([1, 2], []) == (Tray("1", "第1个纸盒"), Tray("2", "第2个纸盒")), "a driver that names none"
    assert named([7], ["自动"]) == (), "one tray is no choice"


@pytest.mark.skipif(os.name == "nt", reason="this is Windows")
def test_there_is_no_spooler_of_windows_here() -> None:
    assert Winspool.there() is None


@pytest.mark.skipif(
    not (PYTHON.is_file() and MADE.is_file() and shutil.which("wine") and shutil.which("xvfb-run")),
    reason="没有 Windows 的 Python：python packaging/smoke.py 会在 build/wine 里备好",
)
def test_windows_prints_from_the_tray_and_passes_the_slip_on_as_it_is(cups: Cups) -> None:
    """Wine's winspool hands what a Windows program prints to this CUPS."""
    path = ";".join(f"Z:{part}".replace("/", "\\") for part in (ROOT / "src", ROOT))
    script = "Z:" + str(ROOT / "tests" / "gui" / "windows_child.py").replace("/", "\\")
    run = f"import sys; sys.path[:0] = {path.split(';')!r}; sys.argv[1:] = {[LASER, POS]!r}; exec(open({script!r}, encoding='utf-8').read())"
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QT_", "BINGLIANG_"))}
    env = kept | {
        "WINEPREFIX": str(WINE / "prefix"), "WINEARCH": "win64", "WINEDEBUG": "-all", "PYTHONUTF8": "1",
        "WINEDLLOVERRIDES": "mscoree=;mshtml=;winedbg.exe=d;mscms=n", "CUPS_SERVER": str(cups.socket),
    }  # fmt: skip
    subprocess.run(["wineserver", "-k"], env=env, check=False, timeout=60)  # the printers are asked for at its start
    done = subprocess.run(
        ["xvfb-run", "-a", "wine", str(PYTHON), "-c", run],
        env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=240,
    )  # fmt: skip
    said = done.stdout.decode("utf-8", "replace")
    subprocess.run(["wineserver", "-k"], env=env, check=False, timeout=60)
    lines = [line for line in said.splitlines() if line.startswith('{"names"')]
    assert lines, said[-2000:]
    told = json.loads(lines[0])
    assert {LASER, POS} <= set(told["names"])
    assert told["trays"][1:] == ["Auto", "Upper Tray", "Lower Tray"]
    assert told["refused"].startswith("系统里没有打印机“没有这台”")
    cups.wait_for(2)
    raw = [one for one in cups.came() if one.pdf.read_bytes() == bytes(range(256)) * 300]
    # Wine writes what happens to lie behind a title of other than Latin letters.
    assert [one.title.startswith("小票 [efgh5678]") for one in raw] == [True]
    sent = [one.read_bytes() for one in sorted((cups.folder / "spool").glob("d*"))]
    (page,) = [one for one in sent if one.startswith(b"%!PS")]
    assert b"%%BeginFeature: *InputSlot Lower" in page
    assert b"%%BeginFeature: *PageSize A4" in page
