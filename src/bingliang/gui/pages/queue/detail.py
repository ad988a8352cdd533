"""打印详情: one print of the queue in the right pane: its sentence, what can be done about it, where and when it went."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from bingliang.desk.lights import Light
from bingliang.desk.papers.print_queue import JobState, PrintJob
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.detail_pane import DetailPane
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.sentence import Sentence

FACTS = 8
LIGHTS = {
    JobState.WAITING: Light.WAITING,
    JobState.SENDING: Light.OK,
    JobState.HANDED: Light.OK,
    JobState.PRINTED: Light.DONE,
    JobState.FAILED: Light.STATUTE_LATE,
    JobState.UNSURE: Light.SOON,
    JobState.CANCELLED: Light.WAITING,
}


def light_of(job: PrintJob) -> Light:
    """灯: one that the printer holds back wants a look."""
    return Light.SOON if job.state is JobState.HANDED and job.reason else LIGHTS[job.state]


SAID = {
    JobState.WAITING: "排在前面的打完就打。",
    JobState.SENDING: "正在送打印机。",
    JobState.HANDED: "打印机已经收下，正在打。",
    JobState.PRINTED: "已经打出。再打一份按 F8，纸上标“补打”。",
    JobState.CANCELLED: "没有打印，已取消。要打按 F8。",
}


_BUSY = (JobState.WAITING, JobState.SENDING)
_DONE = (JobState.PRINTED, JobState.CANCELLED)
_SEEN = (JobState.UNSURE, JobState.HANDED)


def why_not(job: PrintJob, deed: str) -> str:
    """为什么不能 重打、换打印机、取消 or 记为已打出; empty when it can be done."""
    state, print_ = job.state, deed in ("again", "elsewhere")
    refusals = (
        (print_ and state in _BUSY, "这一份正在排队或正在送出，不会再打一份；要换打印机，先按 Del 取消。"),
        (
            deed == "again" and state is JobState.HANDED,
            "打印机已经收下这一份，弄好打印机就会打出，再打就是两份；要换一台，按 Shift+F8。",
        ),
        (deed == "drop" and state is JobState.SENDING, "这一份正在送出，拦不住了。"),
        (deed == "drop" and state in _DONE, f"这一份{state}，没有可取消的。"),
        (deed == "out" and state not in _SEEN, "只有“待确认”和“在打印机上”的，要由人看过打印机再记。"),
        (print_ and job.loose and state in _DONE, "现打的一张打出以后不留存，请回到原来的页面再打。"),
    )
    return next((sentence for refused, sentence in refusals if refused), "")


class QueueDetail(DetailPane[PrintJob]):
    """打印详情 of the page 打印队列."""

    again = Signal()
    elsewhere = Signal()
    drop = Signal()
    out = Signal()
    paper = Signal()
    case = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("打印详情", "选中的一份显示在这里。", parent)

    def show_job(self, job: PrintJob) -> None:
        """显示一份."""
        self._number.setText(job.number)
        self._title.setText(job.title)
        self._note.setText(job.note)
        self._note.setVisible(bool(job.note))
        self._sentence.say(job.reason or SAID.get(job.state, str(job.state)), light_of(job))
        self._facts.show_facts(
            (
                ("状态", str(job.state)),
                ("打印机", job.printer),
                ("补打", f"补打 {job.reprint}" if job.reprint else "第一次打印"),
                ("份数", f"{job.copies} 份"),
                ("送打印", _time(job.at)),
                ("最近变化", _time(job.changed)),
                ("经办", job.by),
                ("系统队列号", str(job.spool or "")),
            )
        )
        for deed, button in self._deeds.items():
            why = why_not(job, deed)
            button.setEnabled(not why)
            button.setToolTip(why)
        self.paper_button.setEnabled(not job.loose)
        self.case_button.setEnabled(not job.loose)
        self._filled()

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._number = Words(size=tokens.BODY, colour=c.text2)
        self._title = Paragraph(size=tokens.TITLE, bold=True, colour=c.text)
        self._note = Paragraph(size=tokens.BODY, colour=c.text2)
        self._sentence = Sentence()
        self._facts = Facts(FACTS, (1, 1))
        for part in (self._number, self._title, self._note, self._sentence):
            column.addWidget(part)
        column.addLayout(self._buttons())
        column.addSpacing(tokens.S)
        column.addWidget(self._facts)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QGridLayout:
        self.again_button = QPushButton("重打（F8）")
        self.elsewhere_button = QPushButton("换打印机（Shift+F8）")
        self.drop_button = QPushButton("取消（Del）")
        self.out_button = QPushButton("已打出（Ctrl+E）")
        self.paper_button = QPushButton("看文书（Enter）")
        self.case_button = QPushButton("看办件（Ctrl+O）")
        self._deeds = {
            "again": self.again_button, "elsewhere": self.elsewhere_button, "drop": self.drop_button, "out": self.out_button,
        }  # fmt: skip
        grid = QGridLayout()
        grid.setSpacing(tokens.S)
        rows = (
            (self.again_button, self.again, "queue.again"), (self.elsewhere_button, self.elsewhere, "queue.elsewhere"),
            (self.drop_button, self.drop, "queue.drop"), (self.out_button, self.out, "queue.out"),
            (self.paper_button, self.paper, "queue.paper"), (self.case_button, self.case, "queue.case"),
        )  # fmt: skip
        for at, (button, signal, key) in enumerate(rows):
            button.setAutoDefault(False)
            button.setProperty("helpKey", key)
            button.clicked.connect(signal)
            grid.addWidget(button, at // 2, at % 2)
        return grid


def _time(at: str) -> str:
    return at[:16].replace("T", " ")
