"""上纸: the stored pages of a paper on a QPrinter, as grey bands of PDFium's picture, pixel for pixel, at 100 %.

The drawing of one whole page would keep Python's lock for half a second. Nothing is left to the driver: A4 (or the slip's
own size), grey, one side, no scaling; only the paper's shift that the clerk has measured moves the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from bingliang.gui.style import font
from bingliang.ledger.acts import Refusal
from bingliang.paper import pages

SLIP = "小票"
POINT = 72.0
MM = POINT / 25.4
_DPI_LEAST, _DPI_MOST = 150, 300
"""Above 300 dpi a page takes three times as long and four times the spool, and paper shows no difference."""
_THERMAL = 203
_BAND = 64
"""Rows of a page drawn at once."""
STRIP = 6 * MM
"""What a slip grows by at its head, to carry 补打."""


@dataclass(frozen=True, slots=True)
class Job:
    """打印任务: a stored PDF, what is put beside its text, and how it goes out. `halves`: two copies stand on one sheet.

    `token` finds it again in the system's queue; `tray` is one that the printer reports; `shift` moves the page on the
    sheet, in millimetres to the right and down.
    """

    pdf: bytes
    name: str
    kind: str
    copies: int = 1
    mark: str = ""
    halves: bool = False
    token: str = ""
    tray: str = ""
    shift: tuple[float, float] = (0.0, 0.0)

    @property
    def title(self) -> str:
        """在系统队列里的叫法."""
        return f"{self.name} [{self.token}]" if self.token else self.name


def put(printer: QPrinter, job: Job) -> None:
    """打印: every page of the job; a Refusal in one sentence when the printer does not take it."""
    sizes = pages.page_sizes(job.pdf)
    strip = STRIP if job.mark and job.kind == SLIP else 0.0
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
    _whole(printer.outputFileName())


def _whole(name: str) -> None:
    """写全了没有: Qt does not look whether the disk took what it wrote to a file; an unfinished one is no paper."""
    if not name:
        return
    file = Path(name)
    try:
        with file.open("rb") as held:
            held.seek(max(0, file.stat().st_size - 16))
            if b"%%EOF" in held.read(16):
                return
    except OSError:
        pass
    if file.is_file():
        file.unlink()
    raise Refusal(_full(file))


def _full(file: Path) -> str:
    return f"“{file.parent}”所在的磁盘写不下这一份，没有打印；请腾出空间后再按 F8。"


def slip_points(job: Job) -> tuple[float, float]:
    """小票的大小 in points, the strip of 补打 included."""
    (width, height), *_ = pages.page_sizes(job.pdf)
    return width, height + (STRIP if job.mark else 0.0)


def _refused(printer: QPrinter) -> str:
    if printer.isValid() and printer.outputFileName() and Path(printer.outputFileName()).exists():
        return _full(Path(printer.outputFileName()))  # it was opened and did not take what was written
    return f"打印机“{printer.printerName()}”没有接受这份文书，请检查电源、连线和纸张，再按 F8；或按 Shift+F8 另选一台。"


def _set_up(printer: QPrinter, job: Job) -> None:
    printer.setDocName(job.title)
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


A5_LONGEST = 600.0
"""Points: the longer side of an A5 is 595, that of an A4 842."""


def _lay(printer: QPrinter, kind: str, size: tuple[float, float], strip: float) -> None:
    """纸: A4 for what is printed on sheets, just as long as needed for a slip; the whole sheet, no margins of Qt's."""
    width, height = size
    if kind == SLIP:
        millimetres = QSizeF(width / MM, (height + strip) / MM)
        name = f"小票 {round(millimetres.width())}×{round(millimetres.height())}"
        paper = QPageSize(millimetres, QPageSize.Unit.Millimeter, name, QPageSize.SizeMatchPolicy.ExactMatch)
    else:
        paper = QPageSize(QPageSize.PageSizeId.A5 if max(size) < A5_LONGEST else QPageSize.PageSizeId.A4)
    # Qt calls the longer side of a custom page its height only when the page stands upright.
    lying = kind != SLIP and width > height
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, way, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def _page(painter: QPainter, printer: QPrinter, job: Job, number: int) -> None:
    dpi = printer.resolution()
    whole = printer.pageLayout().fullRectPixels(dpi)
    wide = pages.page_sizes(job.pdf)[number][0] / POINT * dpi
    # Never enlarged; made smaller only when the paper in the printer is smaller than the page, which is told by its width.
    scale = min(1.0, (whole.width() + 3) / wide)
    painter.save()
    painter.scale(scale, scale)
    painter.translate(*(round(part / 25.4 * dpi) for part in job.shift))
    draw(painter, job, number, dpi)
    painter.restore()


def draw(painter: QPainter, job: Job, number: int, dpi: float) -> None:
    """画一页 with what is put beside its text, at a resolution, from the painter's origin."""
    picture = pages.render(job.pdf, number, dpi)
    painter.save()
    if job.mark and job.kind == SLIP:
        strip = round(STRIP / POINT * dpi)
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


def _mark(painter: QPainter, width: int, height: int, job: Job, dpi: float) -> None:
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


def _write(painter: QPainter, box: QRectF, words: str, dpi: float, *, right: bool = False) -> None:
    """The words in a thin frame, 10.5 pt."""
    face = font(round(10.5 / POINT * dpi), bold=True)
    painter.setFont(face)
    painter.setPen(QPen(QColor(Qt.GlobalColor.black), max(1.0, dpi / 150)))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignHCenter
    space = painter.boundingRect(box, side | Qt.AlignmentFlag.AlignVCenter, words)
    pad = dpi / 25.4
    painter.drawText(space, Qt.AlignmentFlag.AlignCenter, words)
    painter.drawRect(space.adjusted(-pad, -pad * 0.1, pad, pad * 0.1))
