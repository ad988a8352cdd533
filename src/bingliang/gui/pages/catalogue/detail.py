"""事项详情: one item in the right pane: how it stands today, what comes, its limits, materials, prerequisites and grounds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bingliang.desk.catalogue.view import ItemView
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.detail_pane import DetailPane, Opening, button, buttons
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.label import Paragraph, Words

_FACTS = 6
_LISTS = (
    "时限依据", "承诺依据", "延长", "齐全性期限", "特殊环节", "前置", "材料", "收费", "征求意见", "转报", "法定依据",
)  # fmt: skip
_ALIKE = {"无", ""}


class ItemDetail(DetailPane[ItemView]):
    """事项详情 of the page 事项目录."""

    acts = Signal()
    edit = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("事项详情", "选中的事项显示在这里。", parent)

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.edit_button] if self.view is not None else []

    def show_view(self, view: ItemView) -> None:
        """显示一个事项."""
        self.view = view
        row, words = view.row, view.words
        said = [view.coming] if view.coming else []
        said += [f"待核：{'；'.join(view.doubts)}。"] if view.doubts else []
        said += ["草稿里有改动，还没有启用。"] if view.draft else []
        sentence = " ".join(said) or "各栏都已核对，没有等着生效的新版。"
        self._opening.say(row.code, row.state, row.name, words["落款机关"], (sentence, row.light))
        self._facts.show_facts(view.facts)
        for name, (head, text) in self._parts.items():
            shown = words[name] not in _ALIKE
            head.setVisible(shown)
            text.setVisible(shown)
            text.setText(words[name])
        self._versions.setText("\n".join(f"{since}　{said}" for since, said in view.versions))
        self._filled()

    def _content(self) -> QWidget:
        inside, column = self._column()
        self._opening = Opening()
        self._facts = Facts(_FACTS, (1, 1))
        column.addLayout(self._opening)
        column.addLayout(self._buttons())
        column.addWidget(self._facts)
        self._parts = {name: self._part(column, name) for name in _LISTS}
        _, self._versions = self._part(column, "各版")
        column.addStretch(1)
        return inside

    def _part(self, column: QVBoxLayout, name: str) -> tuple[Words, Paragraph]:
        c = colours()
        head = Words(name, size=tokens.LABEL, bold=True, colour=c.text2)
        text = Paragraph(size=tokens.LABEL, colour=c.text)
        column.addSpacing(tokens.XS)
        column.addWidget(head)
        column.addWidget(text)
        return head, text

    def _buttons(self) -> QHBoxLayout:
        self.edit_button = button("修改（Enter）", "do.edit_item")
        self.acts_button = button("办理（Ctrl+B）", "catalogue.acts")
        return buttons((self.edit_button, self.edit), (self.acts_button, self.acts))
