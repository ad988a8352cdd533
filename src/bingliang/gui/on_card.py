"""一张清单: how the rows of a list are asked for and shown on its card, and the chosen one beside it; for rooms and parts of rooms."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from bingliang.gui.table import RowTable
from bingliang.gui.widgets.detail_pane import DetailPane
from bingliang.gui.widgets.list_card import ListCard
from bingliang.gui.widgets.state import State

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.gui import source
    from bingliang.gui.page import Frame

Row = TypeVar("Row")
Answer = TypeVar("Answer")
View = TypeVar("View")


class OnCard(QWidget, Generic[Row]):
    """清单和选中的一行. Which rows there are, and what is shown of one, is each one's own."""

    frame: Frame
    card: ListCard[Row]
    detail: DetailPane[Any]
    named: str
    """读的是什么: what the sentence says could not be read"""
    one: ClassVar[str] = ""
    """一行叫什么, with its measure word before it: 一件投诉"""

    def refresh(self) -> None:
        """重新询问."""
        raise NotImplementedError

    def _pick(self, row: Row | None) -> None:
        """Another row is current, or none."""

    @property
    def table(self) -> RowTable[Row]:
        """清单."""
        return self.card.table

    @property
    def state(self) -> State:
        """清单空着时的一句话."""
        return self.card.state

    def ask_rows(
        self,
        work: Callable[[source.Desk], Answer],
        then: Callable[[Answer], None],
        topic: str,
        *,
        long: bool = True,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """问清单 on a worker; before the database is open, and when it refuses, that stands in place of the list."""
        if not self.frame.backstage.ready:
            self.state.say("正在打开数据库…")
            return
        self.frame.backstage.ask(self, work, then, topic=topic, long=long, refused=self.not_read, failed=failed)

    def not_read(self, sentence: str) -> None:
        """没有读出来."""
        self.card.bring(listed=False)
        self.state.say(f"{self.named}没有读出来", sentence, again=True)
        self._pick(None)

    def show_rows(self, rows: Sequence[Row], head: str, hint: str, *, keep: bool = True) -> None:
        """清单, or one sentence while it is empty."""
        focused = self.table.hasFocus() or self.state.hasFocus()
        self.card.bring(listed=bool(rows))
        if not rows:
            self.state.say(head, hint)
        self.table.show_rows(rows, keep=keep)
        self._pick(self.table.current())
        if focused and self.card.isVisible():
            self.card.focus_front()

    def select(self, key: Hashable) -> bool:
        """选中 the row of that key; False when it is not listed."""
        at = self.table.rows_model.place(key)
        if at >= 0:
            self.table.selectRow(at)
        return at >= 0

    def chosen(self, hint: str = "") -> Row | None:
        """选中的一行; while there is none a sentence says so, and by `hint` how to come by one."""
        row = self.table.current()
        if row is None:
            self.frame.say(f"还没有选中{self.one[2:]}" + (f"；{hint}。" if hint else f"，请先在左边选{self.one[:2]}。"))
        return row

    def none_chosen(self, hint: str = "") -> None:
        """没有选中的: what stands beside the list then."""
        self.detail.clear(f"没有选中{self.one[2:]}", hint or f"在左边选{self.one}。")

    def ask_chosen(self, work: Callable[[source.Desk], View], then: Callable[[View], None], topic: str) -> None:
        """问选中的一行 for the pane beside the list; by the time the answer comes another row may be current."""
        key = self.table.current_key()

        def shown(view: View) -> None:
            if self.table.current_key() == key:
                then(view)

        self.frame.backstage.ask(self, work, shown, topic=topic, refused=self.detail.not_read)

    def save_to(self, chosen: str, work: Callable[[Desk, str], str]) -> None:
        """导出到这个文件; `work` writes it beside the desk's own work."""
        self.frame.backstage.ask(
            self,
            lambda counter: work(counter.desk, chosen),
            lambda path: self.frame.tell(f"已导出到 {Path(path).name}。"),
            topic="export",
            long=True,
            refused=self.frame.say,
        )

    def focus(self) -> None:
        """焦点 to the list."""
        self.card.focus_front(Qt.FocusReason.ShortcutFocusReason)
