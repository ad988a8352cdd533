"""R20: five hundred spoiled PDFs, each drawn in a process of its own: this process lives, none takes longer than ten seconds."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bingliang import settings
from bingliang.exchange.quarantine import opened
from bingliang.paper.apart import SECONDS, Fit, drawn_apart

SPOILED = 500


def _sound() -> list[bytes]:
    """The PDFs of the sample packages."""
    import tempfile
    from pathlib import Path

    found = []
    for path in sorted((settings.factory().resources / "demo" / "filings").glob("*.zip")):
        with tempfile.TemporaryDirectory() as folder, opened(path, Path(folder)) as package:
            found += [package.read(name) for name in package.pieces if name.endswith(".pdf")]
    return found


def _spoiled(data: bytes, draw: random.Random) -> bytes:
    """Bits turned, pieces cut out, doubled or moved, numbers blown up, the end cut off."""
    made = bytearray(data)
    for _ in range(draw.randint(1, 12)):
        at = draw.randrange(max(1, len(made)))
        long = draw.randint(1, 400)
        match draw.randrange(6):
            case 0:
                made[at] ^= 1 << draw.randrange(8)
            case 1:
                del made[at : at + long]
            case 2:
                made[at:at] = made[at : at + long] * draw.randint(1, 20)
            case 3:
                made[at:at] = draw.choice((b" 99999999999 ", b" -1 ", b"<<" * 200, b"[" * 500, b"/Kids[1 0 R]"))
            case 4:
                made = made.replace(b"/Count ", b"/Count 9", 1)
            case _:
                del made[draw.randrange(len(made) // 2, len(made)) :]
    return bytes(made)


def _tried(data: bytes) -> tuple[str, float]:
    """What was said of it, blank when it was drawn, and how long that took."""
    began = time.monotonic()
    said = ""
    try:
        drawn_apart(data, "PDF", Fit(300))
    except ValueError as error:
        said = str(error)
    return said, time.monotonic() - began


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_spoiled_pdfs_bring_nothing_down_but_their_own_process() -> None:
    draw = random.Random(20)
    sound = _sound()
    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(_tried, [_spoiled(draw.choice(sound), draw) for _ in range(SPOILED)]))
    assert len(ended) == SPOILED
    assert max(seconds for _, seconds in ended) < SECONDS + 5
    said = [words for words, _ in ended]
    assert all(words.endswith("。") for words in said if words)
    assert not all(said), "some can be drawn all the same"
    assert any(said), "and some cannot: the test can fail"
