"""文件的填写: a line with the address of a file or a folder; ↓ or the button beside it looks for one on this computer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from bingliang.desk.acts.fields import Field, Kind
from bingliang.desk.papers.marks import COPIES
from bingliang.gui.widgets.act_editors import Editor

_WORDS: Mapping[Kind, str] = {Kind.FILE: "选文件（↓）", Kind.FOLDER: "选文件夹（↓）"}
SCANS = f"扫描件 ({' '.join(f'*{one} *{one.upper()}' for one in COPIES)})"
EVERY = "所有文件 (*)"


class FileEditor(Editor):
    """文件或者文件夹: what is chosen is only put into the line, where it may also be pasted."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = QLineEdit(str(field.default))
        self.box.setPlaceholderText("↓ 从电脑里选，或者 Ctrl+V 粘贴地址")
        self.stop = self.box
        self._named(self.box)
        self.button = QPushButton(_WORDS[field.kind])
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(f"{field.label}：从电脑里选")
        self.button.clicked.connect(self.look)
        self._row(self.box, self.button).setStretch(0, 1)
        self.dialog: QFileDialog | None = None
        self.box.textChanged.connect(self.changed)
        self.box.installEventFilter(self)

    def value(self) -> str:
        return self.box.text()

    def look(self) -> None:
        """从电脑里选: begins where the line points, else where the last one was chosen."""
        if self.dialog is not None:
            self.dialog.activateWindow()
            return
        folder = self.field.kind is Kind.FOLDER
        dialog = QFileDialog(self.window(), f"选择{self.field.label}")
        dialog.setFileMode(QFileDialog.FileMode.Directory if folder else QFileDialog.FileMode.ExistingFile)
        if not folder:
            dialog.setNameFilters([SCANS, EVERY])
        if (place := _near(self.box.text())) is not None:
            dialog.setDirectory(str(place))
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _take(self, chosen: str) -> None:
        self.box.setText(str(Path(chosen)))

    def _closed(self, _: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() == Qt.Key.Key_Down and not plain:
                self.look()
                return True
        return super().eventFilter(watched, event)


def _near(text: str) -> Path | None:
    """The nearest folder above what stands in the line that is there; None for an empty or a meaningless line."""
    typed = text.strip().strip('"')
    if not typed:
        return None
    here = Path(typed)
    return next((one for one in (here, *here.parents) if one.is_absolute() and one.is_dir()), None)
