"""另一个进程成像: what strangers sent is drawn in a process of its own, within ten seconds and half a gigabyte.

A PDF that brings PDFium down, or never ends, takes that process with it and nothing else; its scripts are never run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from bingliang.paper.pages import Image

WORD = "--draw-attachment"
"""The one word with which the program draws instead of opening a window."""
SECONDS, BYTES, PAGES = 10.0, 500 << 20, 40
PICTURE_DPI = 150.0
"""How fine a picture is taken to be: what a counter's scanner makes."""
SCREEN_DPI, MOST_DPI = 96.0, 400.0
WIDEST = 1.6
"""A page is never drawn larger than this, lest a slip fill the screen."""
_SIGN = b"PAGES\n"


@dataclass(frozen=True, slots=True)
class Fit:
    """放进多大的地方: in logical pixels; `height` None where only the width counts, `real` for the size on paper."""

    width: float
    height: float | None = None
    real: bool = False
    factor: float = 1.0
    ratio: float = 1.0

    def dpi(self, page: tuple[float, float]) -> float:
        """分辨率 of a page (in points) in device pixels."""
        wide, high = max(page[0], 1.0) / 72, max(page[1], 1.0) / 72
        fit = min(self.width / wide, SCREEN_DPI * WIDEST)
        if self.height is not None:
            fit = min(fit, self.height / high)
        return min(max(24.0, (SCREEN_DPI if self.real else fit) * self.factor) * self.ratio, MOST_DPI)


def drawn_apart(data: bytes, kind: str, fit: Fit, *, seconds: float = SECONDS) -> tuple[Image, ...]:
    """画出附件的各页 (the first forty); ValueError in one sentence when it cannot be drawn."""
    head = json.dumps({"kind": kind, "fit": asdict(fit)}).encode() + b"\n"
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            _call(), input=head + data, capture_output=True, timeout=seconds, check=False, **_quiet()
        )
    except subprocess.TimeoutExpired as error:
        raise ValueError(f"这份附件 {seconds:g} 秒内画不出来，没有显示；请报送单位重新生成后再报。") from error
    except OSError as error:
        raise ValueError(f"显示附件的进程没有启动（{error.strerror}），请重新启动本程序。") from error
    start = done.stdout.find(_SIGN)
    if done.returncode or start < 0:
        raise ValueError("这份附件画不出来（内容损坏或者太大），没有显示；请报送单位重新生成后再报。")
    return _images(BytesIO(done.stdout[start + len(_SIGN) :]))


def _call() -> list[str]:
    if getattr(sys, "frozen", False):
        # of the bundle's two programs the one for the command line: it has its input and output wherever it is started
        program = Path(sys.executable)
        told = program.with_name(f"bingliang-cli{program.suffix}")
        return [str(told if told.is_file() else program), WORD]
    return [sys.executable, "-m", "bingliang", WORD]


def _quiet() -> dict[str, Any]:
    """No console window flashes up on Windows."""
    return {"creationflags": 0x08000000} if sys.platform == "win32" else {}


def _images(told: BytesIO) -> tuple[Image, ...]:
    found = []
    for width, height, stride in json.loads(told.readline()):
        found.append(Image(width, height, stride, told.read(stride * height)))
    return tuple(found)


# ── in the other process ──────────────────────────────────────────────────────────────────────────────────────────


def child(source: IO[bytes], target: IO[bytes]) -> int:
    """那个进程: reads one attachment, writes its pages, ends."""
    _bound()
    head = json.loads(source.readline())
    data = source.read()
    fit = Fit(**head["fit"])
    from bingliang.paper import pages

    pdf = data if head["kind"] == "PDF" else _as_pdf(data)
    sizes = pages.page_sizes(pdf)[:PAGES]
    images = [pages.render(pdf, at, fit.dpi(size)) for at, size in enumerate(sizes)]
    target.write(_SIGN + json.dumps([[one.width, one.height, one.stride] for one in images]).encode() + b"\n")
    for one in images:
        target.write(one.data[: one.stride * one.height])
    target.flush()
    return 0


def _bound() -> None:
    """划定上限, where the system has it; on Windows the time alone is bounded."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _as_pdf(picture: bytes) -> bytes:
    """图片成一页, so that it is drawn by the same hand as any other page."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    reader = ImageReader(BytesIO(picture))
    wide, high = (side * 72 / PICTURE_DPI for side in reader.getSize())
    out = BytesIO()
    canvas = Canvas(out, pagesize=(wide, high))
    canvas.drawImage(reader, 0, 0, wide, high)
    canvas.save()
    return out.getvalue()
