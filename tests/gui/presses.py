"""Printers for tests: Qt's own printing into PDF files, one file for each job; and pictures of two PDFs compared."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtPrintSupport import QPrinter

from bingliang.gui.devices.printers import DirectPrinters
from bingliang.ledger.acts import Refusal


@dataclass
class PdfPrinters(DirectPrinters):
    """Two printers that print into a folder; one may be switched off or jam."""

    folder: Path
    known: tuple[str, ...] = ("窗口3 激光", "窗口3 热敏")
    jammed: bool = False
    dpi: int = 300
    files: list[Path] = field(default_factory=list)
    opened: list[QPrinter] = field(default_factory=list)

    def names(self) -> tuple[str, ...]:
        return self.known

    def open(self, name: str) -> QPrinter:
        if name not in self.known:
            raise Refusal(f"系统里没有打印机“{name}”，请接好并开机，或按 Shift+F8 另选一台。")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        path = self.folder / f"{len(self.opened) + 1}.pdf"
        # A file below a file cannot be made: the printer takes nothing.
        printer.setOutputFileName(str(path / "没有这个文件夹" / "x.pdf") if self.jammed else str(path))
        printer.setResolution(self.dpi)
        self.opened.append(printer)
        self.files.append(path)
        return printer


def poppler(pdf: Path, page: int, dpi: float) -> Image.Image:
    """A page as pdftoppm draws it, which shares no code with PDFium."""
    if not shutil.which("pdftoppm"):
        pytest.skip("needs poppler, which packaging/dev.py test installs on Debian")
    command = ["pdftoppm", "-gray", "-r", str(dpi), "-f", str(page + 1), "-l", str(page + 1), str(pdf)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    head, size, depth, rest = done.stdout.split(b"\n", 3)
    assert (head, depth) == (b"P5", b"255")
    width, height = (int(part) for part in size.split())
    return Image.frombytes("L", (width, height), rest[: width * height])


def difference(one: Image.Image, two: Image.Image) -> float:
    """How far two pictures are apart: the share of places, in per mille, that differ after half a millimetre of blur."""
    assert abs(one.width - two.width) <= 1
    assert abs(one.height - two.height) <= 1
    box = (0, 0, min(one.width, two.width), min(one.height, two.height))
    soft = [picture.crop(box).filter(ImageFilter.BoxBlur(2)) for picture in (one, two)]
    apart = ImageChops.difference(*soft).histogram()
    return 1000 * sum(apart[56:]) / sum(apart)
