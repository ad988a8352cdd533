"""导出到哪里: the dialog that asks for the file of an export."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

EXCEL, CSV, PDF = "Excel 工作簿 (*.xlsx)", "CSV (*.csv)", "PDF (*.pdf)"


def ask_where(
    page: QWidget, title: str, name: str, then: Callable[[str], object], kinds: tuple[str, ...] = (EXCEL, CSV)
) -> QFileDialog:
    """问导出的文件, beginning with `name`; what has no ending gets that of the kind chosen. The dialog ends with its answer."""
    dialog = QFileDialog(page, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds))
    dialog.setDefaultSuffix("xlsx")
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(chosen.rpartition(".")[2].rstrip(")")))
    dialog.selectFile(f"{name}.xlsx")
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
