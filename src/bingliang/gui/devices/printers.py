"""打印机: which one a kind of paper goes to, and how the stored pages are put on it.

Everything here runs on the printing thread: neither a driver that thinks for long nor a printer on the network may hold
up the screen. A page goes out as grey bands of PDFium's picture, pixel for pixel, at 100 %: the drawing of one whole
page would keep Python's lock for half a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from bingliang.gui.style import font
from bingliang.ledger.acts import Refusal
from bingliang.paper import pages
from bingliang.settings import Settings

KINDS = ("公文", "凭证", "小票")
"""文书的种类, each with a printer of its own; the profiles of forms/."""
SLIP = "小票"
SAVE = "另存为 PDF"
"""Stands in the list of printers for one that is no printer."""

POINT = 72.0
MM = POINT / 25.4
_DPI_LEAST, _DPI_MOST = 150, 300
"""Above 300 dpi a page takes three times as long and four times the spool, and paper shows no difference."""
_THERMAL = 203
_BAND = 64
"""Rows of a page drawn at once."""
_STRIP = 6 * MM
"""What a slip grows by at its head, to carry 补打."""


@dataclass(frozen=True, slots=True)
class Job:
    """打印任务: a stored PDF, what is put beside its text, and how it goes out. `halves`: two copies stand on one sheet."""

    pdf: bytes
    name: str
    kind: str
    copies: int = 1
    mark: str = ""
    halves: bool = False


class Printers(Protocol):
    """打印机们 of this machine; called on the printing thread only."""

    def names(self) -> tuple[str, ...]:
        """名称, as the system knows them."""

    def open(self, name: str) -> QPrinter:
        """打开; a Refusal in one sentence when the system no longer has it."""


class SystemPrinters:
    """系统的打印机."""

    def names(self) -> tuple[str, ...]:
        """As `Printers.names`."""
        return tuple(QPrinterInfo.availablePrinterNames())

    def open(self, name: str) -> QPrinter:
        """As `Printers.open`."""
        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            raise Refusal(f"系统里没有打印机“{name}”，请接好并开机，或按 Shift+F8 另选一台。")
        return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def printer_for(settings: Settings, kind: str) -> str:
    """这种文书的打印机: the one chosen for it, else the counter's usual one; empty when none was ever chosen."""
    return settings.printers.get(kind, "") or (settings.slip_printer if kind == SLIP else settings.paper_printer)


def with_printer(settings: Settings, kind: str, name: str) -> Settings:
    """记住打印机 of a kind of paper."""
    chosen: Mapping[str, str] = {**settings.printers, kind: name}
    return replace(settings, printers=chosen)


def put(printer: QPrinter, job: Job) -> None:
    """打印: every page of the job; a Refusal in one sentence when the printer does not take it."""
    sizes = pages.page_sizes(job.pdf)
    strip = _STRIP if job.mark and job.kind == SLIP else 0.0
    _set_up(printer, job)
    _lay(printer, job.kind, sizes[0], strip)
    painter = QPainter()
    if not painter.begin(printer):
        raise Refusal(_refused(printer))
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for number, size in enumerate(sizes):
            if number:
                _lay(printer, job.kind, size, strip)
                if not printer.newPage():
                    raise Refusal(_refused(printer))
            _page(painter, printer, job, number)
    finally:
        ended = painter.end()
    if not ended or printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise Refusal(_refused(printer))


def _refused(printer: QPrinter) -> str:
    return f"打印机“{printer.printerName()}”没有接受这份文书，请检查电源、连线和纸张，再按 F8；或按 Shift+F8 另选一台。"


def _set_up(printer: QPrinter, job: Job) -> None:
    printer.setDocName(job.name)
    printer.setCreator("bingliang")
    printer.setResolution(_resolution(printer, job.kind))
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setCopyCount(job.copies)


def _resolution(printer: QPrinter, kind: str) -> int:
    """分辨率: the printer's own where it is a sensible one; drivers that print to a file say 1,200."""
    own = printer.resolution()
    if kind == SLIP and own > _DPI_MOST and _THERMAL in printer.supportedResolutions():
        return _THERMAL
    return min(max(own, _DPI_LEAST), _DPI_MOST)


def _lay(printer: QPrinter, kind: str, size: tuple[float, float], strip: float) -> None:
    """纸: A4 for what is printed on sheets, just as long as needed for a slip; the whole sheet, no margins of Qt's."""
    width, height = size
    if kind == SLIP:
        millimetres = QSizeF(width / MM, (height + strip) / MM)
        name = f"小票 {round(millimetres.width())}×{round(millimetres.height())}"
        paper = QPageSize(millimetres, QPageSize.Unit.Millimeter, name, QPageSize.SizeMatchPolicy.ExactMatch)
    else:
        paper = QPageSize(QPageSize.PageSizeId.A4)
    # Qt calls the longer side of a custom page its height only when the page stands upright.
    lying = kind != SLIP and width > height
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, way, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def _page(painter: QPainter, printer: QPrinter, job: Job, number: int) -> None:
    dpi = printer.resolution()
    picture = pages.render(job.pdf, number, dpi)
    whole = printer.pageLayout().fullRectPixels(dpi)
    # Never enlarged; made smaller only when the paper in the printer is smaller than the page, which is told by its width.
    scale = min(1.0, (whole.width() + 2) / picture.width)
    painter.save()
    painter.scale(scale, scale)
    if job.mark and job.kind == SLIP:
        strip = round(_STRIP / POINT * dpi)
        _write(painter, QRectF(0, 0, picture.width, strip), job.mark, dpi)
        painter.translate(0, strip)
    for top, band in bands(picture):
        painter.drawImage(QPointF(0, top), band)
    if job.mark and job.kind != SLIP:
        _mark(painter, picture.width, picture.height, job, dpi)
    painter.restore()


def bands(picture: pages.Image) -> Iterator[tuple[int, QImage]]:
    """条带: the rows that are not blank, at most `_BAND` at once, with the row each begins at."""
    stride, data = picture.stride, picture.data
    blank = b"\xff" * picture.width
    inked = [data[row * stride : row * stride + picture.width] != blank for row in range(picture.height)]
    row = 0
    while row < picture.height:
        if not inked[row]:
            row += 1
            continue
        end = row
        while end < picture.height and inked[end] and end - row < _BAND:
            end += 1
        part = data[row * stride : end * stride]
        # The image looks into the bytes given to it: a copy of its own outlives them.
        yield row, QImage(part, picture.width, end - row, stride, QImage.Format.Format_Grayscale8).copy()
        row = end


def _mark(painter: QPainter, width: int, height: int, job: Job, dpi: int) -> None:
    """补打: at the head on the right, where no form prints; on a sheet of two halves in the right margin of each."""
    unit = dpi / 25.4
    if not job.halves:
        _write(painter, QRectF(width - 70 * unit, 5.5 * unit, 60 * unit, 6 * unit), job.mark, dpi, right=True)
        return
    for middle in (height / 4, height * 3 / 4):
        painter.save()
        painter.translate(width - 9 * unit, middle)
        painter.rotate(90)
        _write(painter, QRectF(-40 * unit, -3 * unit, 80 * unit, 6 * unit), job.mark, dpi)
        painter.restore()


def _write(painter: QPainter, box: QRectF, words: str, dpi: int, *, right: bool = False) -> None:
    """The words in a thin frame, 10.5 pt."""
    face = font(round(10.5 / POINT * dpi), bold=True)
    painter.setFont(face)
    painter.setPen(QPen(QColor(Qt.GlobalColor.black), max(1.0, dpi / 150)))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignHCenter
    space = painter.boundingRect(box, side | Qt.AlignmentFlag.AlignVCenter, words)
    pad = dpi / 25.4
    painter.drawText(space, Qt.AlignmentFlag.AlignCenter, words)
    painter.drawRect(space.adjusted(-pad, -pad * 0.1, pad, pad * 0.1))
