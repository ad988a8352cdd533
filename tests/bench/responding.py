"""应答的速度: how long a page takes to open among 100,000 cases, and how long the screen is ever held up."""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import TYPE_CHECKING, cast

from tests.bench.measuring import Bench, Figure, figure, scratch
from tests.bench.zone import Counter, counter, opened, told

if TYPE_CHECKING:
    from bingliang.gui.pages.calendar.page import CalendarPage

PAGE_MS = 200.0
"""Until a page stands with its data."""
GAP_MS = 100.0
"""As long as nobody notices."""
RUNS = 5


def page_open() -> Figure:
    """Every room from the key to the painted answer; the slowest counts, each the median of five visits.

    What counts is the computing time of screen and workers together: as long as a machine of its own would take, however
    busy this one is. The first visit builds the room as well and is told apart on stderr, as is the time by the clock.
    """
    from bingliang.gui.keys import Place
    from bingliang.gui.rooms import ROOMS

    slowest = 0.0
    with counter() as at:
        subjects = {Place.CASE: at.streams[0], Place.FIND: "示例企业9999"}
        for room in ROOMS:
            subject = subjects.get(room.place, "")
            computed: list[float] = []
            clock: list[float] = []
            for _ in range(RUNS + 1):
                at.during(lambda: at.window.go(Place.CASE if room.place is Place.WORKLIST else Place.WORKLIST))  # noqa: B023 - called at once
                begin = time.process_time()
                clock.append(at.during(lambda: at.window.go(room.place, subject)))  # noqa: B023 - called at once
                computed.append((time.process_time() - begin) * 1000)
            usual = median(computed[1:])
            first = f"first visit {computed[0]:.0f} ms, by the clock {clock[0]:.0f} ms"
            print(
                f"    {room.place}: {usual:.0f} ms, by the clock {median(clock[1:]):.0f} ms ({first})", file=sys.stderr
            )
            slowest = max(slowest, usual)
    return figure(1.0, slowest, PAGE_MS, RUNS)


def event_gap() -> Figure:
    """The longest gap of a heart-beat on the screen's thread while each of these runs, the longest of all counts.

    The median of five runs of each, since another process may hold up both cores at any time: with a load of more than
    the cores the figure says more about that than about the window. The control is a screen that is held up on purpose.
    """
    if sys.platform != "win32":
        print(f"    load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", file=sys.stderr)
    longest = 0.0
    with counter() as at:
        idle = _gap(at, lambda: None)
        blocked = _gap(at, lambda: time.sleep(0.15))
        print(f"    control: nothing {idle:.0f} ms, held up for 150 ms {blocked:.0f} ms", file=sys.stderr)
        if blocked < 150:
            raise AssertionError("心跳没有看见故意停住的 150 毫秒。")
        for name, doing in _doings(at).items():
            gaps = [_gap(at, doing) for _ in range(RUNS)]
            print(f"    {name}: {median(gaps):.0f} ms (at most {max(gaps):.0f} ms)", file=sys.stderr)
            longest = max(longest, median(gaps))
    return figure(1.0, longest, GAP_MS, RUNS)


def _gap(at: Counter, doing: Callable[[], object]) -> float:
    from tests.gui.heartbeat import HeartBeat

    heart = HeartBeat()
    at.during(doing, lambda: heart.beats > 5)
    return heart.stop()


def _doings(at: Counter) -> dict[str, Callable[[], object]]:
    from PySide6.QtCore import QObject

    from bingliang.gui.keys import Place
    from bingliang.settings import factory

    window, page = at.window, QObject(at.window)
    notice = (factory().resources / "demo" / "notice-2027.txt").read_text("utf-8")
    other = opened(told().alone)
    calendar = cast("CalendarPage", window.room(Place.CALENDAR))
    print_paper = _printing(at)

    def read_notice() -> None:
        window.aids.escape()
        window.go(Place.CALENDAR)
        calendar.notice.text.setPlainText(notice)
        calendar.notice.read()

    words = itertools.cycle(("示例企业99", "岳阳", "dfyh", "2026", "科美达"))

    def search() -> None:
        window.go(Place.FIND, next(words))

    def type_name() -> None:
        window.aids.finder.begin()
        word = next(words)
        window.topbar.find_box.setText(word)
        window.topbar.find_box.textEdited.emit(word)

    def ask_palette() -> None:
        window.aids.palette.ask()
        window.aids.palette.box.setText("kmd")
        window.aids.palette.box.textEdited.emit("kmd")

    def open_case() -> None:
        window.open_case(next(one for one in at.streams if one != window._here[1]))

    def refresh() -> None:
        window.aids.escape()
        window.go(Place.WORKLIST)
        window.refresh()

    return {
        "the list, asked again": refresh,
        "a case opened": open_case,
        "a search": search,
        "a name typed": type_name,
        "the palette": ask_palette,
        "a notice read": read_notice,
        "verify": lambda: at.backstage.ask(page, lambda _: other.store.verify().ok, lambda _: None, long=True),
        "a paper printed": print_paper,
    }


def _printing(at: Counter) -> Callable[[], object]:
    """A paper of the stories, shown and printed into a file at what a laser printer takes."""
    from bingliang.desk.papers import shelf
    from bingliang.gui.keys import Place
    from bingliang.gui.printing import Printing
    from bingliang.settings import Settings
    from tests.gui.presses import PdfPrinters

    folder = scratch()
    printing = Printing(at.window, printers=PdfPrinters(folder, dpi=1200), folder=lambda: folder)
    at.window.settings = Settings(paper_printer="窗口3 激光", slip_printer="窗口3 热敏")
    papers = [row for stream in at.streams for row in shelf.of_case(at.desk, stream)]
    longest = max(papers, key=lambda row: row.pages)

    def show_and_print() -> None:
        at.window.go(Place.PAPERS, f"{longest.stream}#{longest.seq}")
        printing.print_paper(longest.stream, longest.seq)

    return show_and_print


BENCHES = (
    Bench("page_open", 1.0, "the slowest room, 100,000 cases / 200 ms", page_open),
    Bench("event_gap", 1.0, "the longest gap on the screen's thread, 100,000 cases / 100 ms", event_gap),
)
