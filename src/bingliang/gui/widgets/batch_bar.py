"""批量进度: how far a batch has come, and the way to stop it; not there while none is running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.label import Words

if TYPE_CHECKING:
    from bingliang.gui.print_batch import Batch
    from bingliang.gui.printing import Printing


class _Bar(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(80, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        box = QRectF(self.rect())
        ink.fill(painter, box, c.line, 4)
        ink.fill(painter, QRectF(0, 0, max(8.0, box.width() * self.share), box.height()), c.accent, 4)
        painter.end()


class BatchBar(QWidget):
    """批量进度 with its stop."""

    def __init__(self, printing: Printing, parent: QWidget) -> None:
        super().__init__(parent)
        self._printing = printing
        self._batch: Batch | None = None
        self.said = Words(size=tokens.LABEL, colour=colours().text, whole=True)
        self._bar = _Bar(self)
        self.stop_button = QPushButton("取消余下的（Ctrl+Del）")
        self.stop_button.setAutoDefault(False)
        self.stop_button.setProperty("helpKey", "queue.stop")
        self.stop_button.clicked.connect(self.stop)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.L, 0, tokens.M, tokens.S)
        line.setSpacing(tokens.M)
        line.addWidget(self.said)
        line.addWidget(self._bar, 1)
        line.addWidget(self.stop_button)
        self.hide()

    def follow(self) -> None:
        """跟着 the batch that is running, if one is."""
        batch = self._printing.batch
        if batch is self._batch:
            return
        self._batch = batch
        if batch is not None and batch.running:
            batch.moved.connect(self._show)
            batch.finished.connect(self._finished)
            self._show(batch.done, batch.total)
            self.show()

    def stop(self) -> None:
        """取消余下的."""
        if self._batch is not None and self._batch.running:
            self._batch.cancel()

    def _show(self, done: int, total: int) -> None:
        self.said.setText(f"批量打印 {done} / {total}")
        self._bar.share = done / total if total else 0.0
        self._bar.update()

    def _finished(self, _: str) -> None:
        self._batch = None
        self.hide()
