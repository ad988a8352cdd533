"""按键卡: the very sheet that is printed, on the screen; to the printer of the 公文, or into a PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang.gui import key_card, tokens
from bingliang.gui.devices.printers import Printers, printer_for, system_printers
from bingliang.gui.devices.sheets import Job
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.paper_view import PaperView, drawn

if TYPE_CHECKING:
    from bingliang.gui.page import Frame
    from bingliang.paper.pages import Image

TITLE = "按键卡"
KIND = "公文"


class CardPane(QWidget):
    """按键卡, made anew whenever it comes into sight, so that it never shows a key that has been changed."""

    def __init__(self, frame: Frame, parent: QWidget | None = None, *, printers: Printers | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._printers = printers or system_printers()
        self._dialog: QFileDialog | None = None
        self.pdf = b""
        c = colours()
        self.view = PaperView()
        self.view.wanted.connect(self._draw)
        self.setProperty("helpKey", "card")
        self.print_button, self.save_button = QPushButton("打印（F8）"), QPushButton("存为 PDF（Ctrl+S）")
        self.print_button.clicked.connect(self.print_card)
        self.save_button.clicked.connect(self.save_card)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        head.setSpacing(tokens.S)
        head.addWidget(Words(TITLE, size=tokens.SUBTITLE, bold=True, colour=c.text, whole=True))
        head.addWidget(Words("现在用的全部按键，一张 A4", size=tokens.LABEL, colour=c.text2), 1)
        for button in (self.print_button, self.save_button):
            button.setAutoDefault(False)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    @property
    def dialog(self) -> QFileDialog | None:
        """另存 that is open now."""
        return self._dialog

    def print_card(self) -> None:
        """打印 on the printer of the 公文; without one, it is saved instead."""
        name = printer_for(self._frame.settings, KIND)
        self._frame.backstage.outside(self, partial(self._press, name), self._pressed)

    def save_card(self) -> None:
        """另存为 PDF."""
        if self._dialog is not None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._dialog = QFileDialog(self.window(), "按键卡存为 PDF", folder, "PDF 文件 (*.pdf)")
        self._dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._dialog.setDefaultSuffix("pdf")
        self._dialog.selectFile(f"{TITLE}.pdf")
        self._dialog.fileSelected.connect(self._save)
        self._dialog.finished.connect(self._left)
        self._dialog.open()

    # ── on the thread for what is outside ─────────────────────────────────────────────────────────────────────

    def _made(self) -> bytes:
        from bingliang.paper.key_card import key_card as sheet

        heading = self._frame.heading
        where = f"{heading.zone_name}　{heading.today:%Y-%m-%d}" if heading is not None else ""
        return sheet(f"并联审批柜台 {TITLE}", where, key_card.groups())

    def _press(self, name: str) -> str:
        """The printer's name, or empty when there is none to print on."""
        if name not in self._printers.names():
            return ""
        self._printers.hand(name, Job(self._made(), TITLE, KIND))
        return name

    def _draw(self) -> None:
        wish = self.view.wish

        def work() -> tuple[bytes, tuple[Image, ...]]:
            pdf = self._made()
            return pdf, drawn(pdf, wish)

        self._frame.backstage.know(self, work, self._drawn, topic="card")

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _drawn(self, found: tuple[bytes, tuple[Image, ...]]) -> None:
        self.pdf, images = found
        self.view.show_pages(images, TITLE)
        self.view.setAccessibleDescription(
            "\n".join(f"{heading}：" + "，".join(f"{cap} {word}" for cap, word in lines) for heading, lines in key_card.groups())
        )  # fmt: skip

    def _pressed(self, printer: str) -> None:
        if printer:
            self._frame.tell(f"按键卡已送打印机“{printer}”。")
            return
        self._frame.tell("还没有选公文的打印机：先存为 PDF，或者到“设置 → 打印机”里选一台。")
        self.save_card()

    def _save(self, chosen: str) -> None:
        from bingliang.gui.printing import write

        where = Path(chosen)
        self._frame.backstage.outside(
            self, lambda: write(where, self._made()), lambda kept: self._frame.tell(f"按键卡已存为“{kept}”。")
        )

    def _left(self) -> None:
        self._dialog = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()
