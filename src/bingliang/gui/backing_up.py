"""备份台账 from the window: a folder is asked for, the copy is made and checked beside the desk's work, and its place told."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from bingliang.desk.backing_up import BackedUp, back_up, database_of
from bingliang.settings import data_folder

if TYPE_CHECKING:
    from bingliang.gui.window import Window


def ask_folder(window: Window) -> QFileDialog:
    """问备份到哪里; another disk is what helps when this one fails, the data folder what is always there."""
    dialog = QFileDialog(window, "备份台账：选一个文件夹，最好在另一块盘上", str(data_folder()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
    dialog.fileSelected.connect(lambda folder: write(window, Path(folder)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def write(window: Window, folder: Path) -> None:
    """写一份; what went wrong is said in one sentence."""
    window.tell("正在备份台账，窗口照常使用…")
    window.backstage.ask(
        window, lambda counter: database_of(counter.desk), partial(_copy, window, folder), topic="backup"
    )


def _copy(window: Window, folder: Path, database: str) -> None:
    window.backstage.outside(window, partial(back_up, database, folder), partial(_told, window), refused=window.say)


def _told(window: Window, done: BackedUp) -> None:
    window.tell(
        f"已备份到“{done.path}”，检查过是完整的，文书原件新增 {done.papers} 份。"
        f"请连同旁边的文书文件夹一起留存；要恢复时请管理员关掉程序，用它换下原来的数据库。"
    )
