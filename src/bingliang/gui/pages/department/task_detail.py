"""任务详情: what a reviewer reads before he answers, and the two buttons that answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang.desk.task_view import TaskView
from bingliang.desk.tasks import Task, Want
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.detail_pane import DetailPane, buttons, headed, tall
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.light import LightWord
from bingliang.gui.widgets.sentence import Sentence

DAYS = 6
ROW = 30
MOST_ROWS = 8
Material = tuple[int, str, str]


class TaskDetail(DetailPane[TaskView]):
    """任务详情: in the right pane of the department's page."""

    answered = Signal()
    """the main button: give what is wanted"""
    more = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("任务详情", "选中的任务显示在这里。", parent)

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.act, self.materials]

    def show_view(self, view: TaskView) -> None:
        """显示一件任务."""
        task = self.view = view
        row = task.task
        self._light.show_light(row.light)
        self._code.setText(row.code)
        self._title.setText(row.item)
        works = f" · {view.works}" if view.works and view.works != row.project else ""
        self._project.setText(f"{row.project}{works}")
        self._firm.setText(f"{row.enterprise}    {view.credit_code}")
        self._sentence.say(view.sentence, row.light)
        facts = [*view.days, ("办理方式", view.handling)][:DAYS]
        self._facts.show_facts([*facts, *[(" ", " ")] * (DAYS - len(facts))])
        self._body.setText(f"落款机关：{view.body}")
        self._materials_head.setText(f"本项材料 {len(view.materials)}")
        rows = tuple((at, name, state) for at, (name, state) in enumerate(view.materials, 1))
        self.materials.show_rows(rows)
        tall(self.materials, len(rows), MOST_ROWS)
        self._said.setText("\n".join(view.said) or "还没有提过齐全性意见。")
        self._rule.setVisible(row.want in (Want.DECIDE, Want.OPINE))
        self.act.setText(_answer(row))
        self.act.setEnabled(row.want.owed)
        self.act.setToolTip("" if row.want.owed else f"{row.want}，本部门现在不用办理。")
        self._filled()

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._light = LightWord()
        self._code = Words(size=tokens.SUBTITLE, colour=c.text)
        self._title = Paragraph(size=tokens.TITLE, bold=True, colour=c.text)
        self._project = Paragraph(size=tokens.BODY, bold=True, colour=c.text2)
        self._firm = Paragraph(size=tokens.BODY, colour=c.text2)
        self._sentence = Sentence()
        self._facts = Facts(DAYS, (4, 3, 3))
        self._body = Paragraph(size=tokens.LABEL, colour=c.text2)
        headed(column, self._light, self._code)
        for part in (self._title, self._project, self._firm, self._sentence, self._facts, self._body):
            column.addWidget(part)
        column.addSpacing(tokens.S)
        column.addLayout(self._buttons())
        self._rule = Paragraph(
            "受理后不得再要求补正：请依法说明、启动特殊环节、作出决定，或由申请人书面撤回（《行政许可法》第三十二条、第七十二条）。",
            size=tokens.CAPTION, colour=c.text2,
        )  # fmt: skip
        column.addWidget(self._rule)
        column.addSpacing(tokens.S)
        self._papers(column)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.act = QPushButton("办理（Enter）")
        self.act.setDefault(True)
        every, whole = QPushButton("全部办理…（Ctrl+B）"), QPushButton("看整件（Ctrl+O）")
        return buttons((self.act, self.answered), (every, self.more), (whole, self.whole))

    def _papers(self, column: QVBoxLayout) -> None:
        c = colours()
        self._materials_head = Words("本项材料", size=tokens.BODY, bold=True, colour=c.text)
        columns: tuple[Column[Material], ...] = (
            cells.plain("序号", lambda r: str(r[0]), 56),
            cells.plain("材料", lambda r: r[1]),
            cells.plain("收件时", lambda r: r[2], 96),
        )
        model: RowModel[Material] = RowModel(columns, key=lambda row: row[0], parent=self)
        self.materials: RowTable[Material] = RowTable(model, ROW, "本项材料", self, marked=False)
        self._said = Paragraph(size=tokens.LABEL, colour=c.text2)
        column.addWidget(self._materials_head)
        column.addWidget(self.materials)
        column.addSpacing(tokens.S)
        column.addWidget(Words("齐全性意见", size=tokens.BODY, bold=True, colour=c.text))
        column.addWidget(self._said)


def _answer(task: Task) -> str:
    words = {
        Want.REMARK: "提出齐全性意见", Want.DECIDE: "作出决定", Want.FILE: "登记备案", Want.OPINE: "出具意见", Want.ANSWER: "回复意见",
        Want.SIGN: "签收联系单", Want.ATTEND: "登记到会意见", Want.REINSPECT: "登记复验意见",        Want.VERIFY: "登记核查结果",
    }  # fmt: skip
    return f"{words[task.want]}（Enter）" if task.want in words else str(task.want)
