"""帮助页的工具: the diagnosis with what is in it and where it lies, the practice zone, the version and the licences."""

from __future__ import annotations

import threading
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang import __version__
from bingliang import settings as machine
from bingliang.gui import tokens
from bingliang.gui.practice import open_practice
from bingliang.gui.style import application, colours
from bingliang.gui.widgets.label import Paragraph, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent

    from bingliang.desk.desk import Desk as Acting
    from bingliang.desk.diagnosis import Diagnosis
    from bingliang.gui.page import Frame
    from bingliang.settings import Settings

LICENCE = (
    "本程序按 Apache-2.0 许可发布。Qt、PySide6 和 psycopg 按 LGPL 使用，保持可以替换；全文在程序的 licences 文件夹里。"
)
HELD = (
    "里面有：程序和各库的版本、本机设置（去掉口令和姓名）、系统和屏幕、运行日志（证件号、电话已打掩码）、台账核验结果。",
    "里面没有：任何办件、企业、人员、材料、文书的内容。交出去以前可以打开看一遍，都是文本文件。",
)


class ToolPane(QWidget):
    """一件工具: a title, what it is, a button; below, what came of it."""

    def __init__(self, frame: Frame, key: str, title: str, lines: tuple[str, ...], button: str = "") -> None:
        super().__init__()
        self.frame = frame
        self.setProperty("helpKey", key)
        c = colours()
        self.button = QPushButton(button)
        self.button.setAutoDefault(True)
        if not button:  # never shown here: without a parent it would be a window of its own
            self.button.hide()
        self.said = Paragraph(size=tokens.BODY, colour=c.text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        self._column.setSpacing(tokens.M)
        self._column.addWidget(Words(title, size=tokens.TITLE, bold=True, colour=c.text))
        for line in lines:
            self._column.addWidget(Paragraph(line, size=tokens.BODY, colour=c.text))
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self.button)
        self._row = row
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addWidget(self.said)
        self._column.addStretch(1)
        self.setFocusProxy(self.button)


class DiagnosisPane(ToolPane):
    """诊断包: made off the screen's thread, stopped by Esc; works without a database as well."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, "diagnosis", "诊断包", HELD, "做诊断包（Alt+D）")
        self._stop: threading.Event | None = None
        self.button.clicked.connect(self.make)

    def make(self) -> None:
        """做: into the data folder, under the moment's name."""
        if self._stop is not None:
            return
        stop = self._stop = threading.Event()
        self.button.setEnabled(False)
        self.said.setText("正在核验台账、收集日志……台账很大时要几分钟，可以随时按 Esc 取消，不影响别的窗口。")
        work = partial(_diagnosed, self.frame.settings, _screens(), stop)
        if self.frame.backstage.ready:
            self.frame.backstage.ask(
                self, lambda counter: work(counter.desk), self._made, topic="diagnosis", long=True,
                refused=self._ended, failed=self._failed,
            )  # fmt: skip
        else:
            self.frame.backstage.outside(self, lambda: work(None), self._made, refused=self._ended, failed=self._failed)

    def stop(self) -> bool:
        """取消; False when nothing is being made."""
        if self._stop is None or self._stop.is_set():
            return False
        self._stop.set()
        self.said.setText("正在取消……")
        return True

    def _made(self, found: tuple[Diagnosis, tuple[str, ...]]) -> None:
        made, parts = found
        inside = "\n".join(f"　　{part}" for part in parts)
        rights = f"\n\n数据库角色：{made.rights}" if made.rights else ""
        self._ended(f"诊断包已写在：\n{made.path}\n\n核验：{made.sentence}{rights}\n\n里面是：\n{inside}")

    def _failed(self, number: str) -> None:
        self._ended(f"诊断包没有做成，原因已记入日志（编号 {number}），请把编号告诉管理员。")

    def _ended(self, sentence: str) -> None:
        self._stop = None
        self.button.setEnabled(True)
        self.said.setText(sentence)


class PracticePane(ToolPane):
    """练习区: opens beside this window."""

    def __init__(self, frame: Frame) -> None:
        lines = (
            "另一个数据库、另一种颜色，每份文书都标“练习”。怎么按都不影响业务数据，新来的同事先在这里练。",
            "练习区是另一个窗口，业务窗口照常开着，不要看错颜色。要清掉练习办件重新开始，用命令行 bingliang practice --reset。",
        )
        super().__init__(frame, "practice", "练习区", lines, "打开练习区")
        self.button.clicked.connect(lambda: open_practice(frame))


class AboutPane(ToolPane):
    """版本和许可."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, "about", "版本和许可", (f"并联审批柜台（bingliang）{__version__}", LICENCE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        back = self.frame.backstage
        if back.ready:
            back.ask(self, lambda counter: _versions(counter.desk), self._show, topic="versions")
        else:
            back.know(self, lambda: _versions(None), self._show, topic="versions")

    def _show(self, found: Mapping[str, str]) -> None:
        self.said.setText("各部分的版本：\n" + "\n".join(f"　　{name}　{version}" for name, version in found.items()))


def _screens() -> Mapping[str, object]:
    """屏幕, asked on the screen's thread: size, scale and depth of each."""
    return {
        f"screen {at}": {
            "size": f"{one.size().width()}×{one.size().height()}",
            "scale": one.devicePixelRatio(),
            "dpi": round(one.logicalDotsPerInch()),
        }
        for at, one in enumerate(application().screens(), start=1)
    }


def _diagnosed(
    settings: Settings, screens: Mapping[str, object], stop: threading.Event, desk: Acting | None
) -> tuple[Diagnosis, tuple[str, ...]]:
    """On a worker: the zip, and what is in it."""
    import zipfile

    from bingliang.desk.diagnosis import diagnose

    folder = machine.writable_data_folder()
    target = folder / "diagnosis" / f"诊断包-{datetime.now().astimezone():%Y%m%d-%H%M%S}.zip"
    target.parent.mkdir(exist_ok=True)
    made = diagnose(target, settings, logs=folder / "log", environment=screens, desk=desk, stopped=stop.is_set)
    with zipfile.ZipFile(target) as held:
        return made, tuple(f"{one.filename}（{one.file_size:,} 字节）" for one in held.infolist())


def _versions(desk: Acting | None) -> Mapping[str, str]:
    from bingliang.desk.diagnosis import versions

    return versions(desk)
