"""Screen, PNG, PDF, poster and the self-running folder are one picture; the folder plays in a browser without a network."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bingliang.paper import pages
from bingliang.paper.boards import daily, export, roll, sizes, stage, weekly
from bingliang.paper.boards.canvas import pdf
from bingliang.paper.boards.ink import Board
from bingliang.paper.boards.pixels import picture
from tests.paper.boards import sample

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
SMALL = sizes.screen(1280, 384)
MM = 25.4 / 72


def image(board: Board, wide: int = 0) -> Image.Image:
    return Image.open(io.BytesIO(picture(board, wide).png())).convert("RGB")


def mean(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (1280, 384), (1080, 1920)])
def test_a_frame_has_the_pixels_of_its_screen(size: tuple[int, int]) -> None:
    assert image(daily.frames(sample.issue(), sizes.screen(*size))[0]).size == size


def test_pdf_and_pixels_are_one_picture(tmp_path: Path) -> None:
    boards = daily.frames(sample.issue(), SMALL)
    made = pdf(boards, "日日播", sample.ZONE)
    for at, board in enumerate(boards):
        shown = pages.coloured(made, at, 1.0)
        from_pdf = Image.frombuffer("RGB", (shown.width, shown.height), shown.data, "raw", "RGB", shown.stride, 1)
        assert mean(image(board), from_pdf) < 0.05
    written = export.pngs(boards, tmp_path / "frames")
    assert [one.name for one in written] == [f"{at:02d}.png" for at in range(1, len(boards) + 1)]
    assert mean(Image.open(written[0]).convert("RGB"), image(boards[0])) == 0
    export.pngs(boards[:2], tmp_path / "frames")
    assert sorted(one.name for one in (tmp_path / "frames").iterdir()) == ["01.png", "02.png"], "nothing of before"


def test_posters_have_the_size_of_their_sheet() -> None:
    for sheet, (short, long) in sizes.SHEETS.items():
        made = pdf(roll.posters(sample.issue(), sheet), "榜")
        wide, high = pages.page_sizes(made)[0]
        assert (round(wide * MM), round(high * MM)) == (short, long)
    lying = pdf(stage.posters(sample.commanders(), "A1"), "点将台")
    assert round(pages.page_sizes(lying)[0][0] * MM) == 841
    assert sample.ZONE in pages.page_text(lying, 0)


def test_the_long_picture_is_as_wide_as_a_phone_asks_and_as_long_as_it_is_full() -> None:
    short, long = (image(weekly.long(sample.digest(weekly=weekly_))) for weekly_ in (True, False))
    assert short.width == long.width == weekly.WIDE
    for one in (short, long):
        foot = one.crop((0, one.height - 160, one.width, one.height))
        assert ImageStat.Stat(foot).stddev[0] > 5, "the picture ends where its words end"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("另一栋楼")
    told: list[tuple[int, int]] = []
    boards = daily.frames(sample.issue(), SMALL)
    export.running(boards, path, "“百日会战”旬报 第8期", ("08:30", "17:30"), told=lambda at, of: told.append((at, of)))
    assert told == [(at, len(boards)) for at in range(1, len(boards) + 1)]
    return path


def test_the_folder_is_whole_and_asks_for_no_network(folder: Path) -> None:
    page = (folder / export.INDEX).read_text(encoding="utf-8")
    found = re.search(r"var schedule = (\{.*\});", page)
    assert found is not None
    schedule = json.loads(found[1])
    assert schedule["times"] == ["08:30", "17:30"]
    assert schedule["frames"] == sorted(one.name for one in folder.glob("*.png"))
    assert not re.search(r"https?:|//[a-z]|@import|url\(", page)
    assert not re.search(r"=>|`|\blet\b|\bconst\b", page), "a browser of ten years ago reads it"
    said = (folder / export.LIST).read_text(encoding="utf-8-sig")
    assert "1280×384" in said
    assert "08:30、17:30" in said


def browse(profile: Path, address: str, *more: str) -> str:
    """What a browser without a network makes of a page: the page as it then stands."""
    return subprocess.run(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,384",
            f"--user-data-dir={profile}", "--allow-file-access-from-files", *more, address,
        ],
        check=True, capture_output=True, timeout=120, encoding="utf-8",
    ).stdout  # fmt: skip


needs_a_browser = pytest.mark.skipif(not BROWSER, reason="needs a browser of the system (Debian: chromium)")


@needs_a_browser
def test_a_real_browser_plays_it(folder: Path, tmp_path: Path) -> None:
    first, shot = Image.open(folder / "01.png").convert("RGB"), tmp_path / "play.png"
    address = f"{(folder / export.INDEX).as_uri()}#play"
    browse(tmp_path / "profile", address, "--virtual-time-budget=1500", f"--screenshot={shot}")
    assert mean(Image.open(shot).convert("RGB"), first) < 0.5


def title_and_waiting(page: str) -> tuple[int, bool]:
    """Which frame stands, and whether the page waits for its time."""
    frame = re.search(r"<title>.*\((\d+)/\d+\)</title>", page)
    assert frame is not None
    waiting = re.search(r'<div id="wait"([^>]*)>', page)
    assert waiting is not None
    return int(frame[1]), "none" not in waiting[1]


CLOCK = """<script>(function () {
  var Real = Date, ahead = new Real(2026, 11, 18, 8, 30, 5) - new Real();
  window.Date = function (y, m, d, h, min) {
    return arguments.length ? new Real(y, m, d, h, min) : new Real(+new Real() + ahead);
  };
})();</script>"""


def opened_at_half_past_eight(index: Path) -> str:
    """The page in a browser whose clock says 08:30:05 when it is opened: no minute of the real one passes in between."""
    page = index.read_text(encoding="utf-8")
    assert "<script>" in page
    index.write_text(page.replace("<script>", f"{CLOCK}\n<script>", 1), encoding="utf-8")
    return index.as_uri()


@needs_a_browser
def test_it_plays_once_when_its_time_has_come_and_then_waits(tmp_path: Path) -> None:
    boards = daily.frames(sample.issue(), SMALL)[:3]
    index = export.running(boards, tmp_path / "now", "到点", ("08:30", "17:30"), seconds=1)[0]
    address = opened_at_half_past_eight(index)
    playing = title_and_waiting(browse(tmp_path / "a", address, "--virtual-time-budget=1500", "--dump-dom"))
    assert playing == (2, False)
    over = title_and_waiting(browse(tmp_path / "b", address, "--virtual-time-budget=9000", "--dump-dom"))
    assert over == (1, True), "played once, it waits for the next time"
    index = export.running(boards, tmp_path / "later", "未到点", ("17:30",), seconds=1)[0]
    address = opened_at_half_past_eight(index)
    assert title_and_waiting(browse(tmp_path / "c", address, "--virtual-time-budget=1500", "--dump-dom")) == (1, True)
