"""填一行: a line of fields over a table: an item to add, a document that is held, a material listed by the clerk himself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from bingliang.desk.acts.fields import as_day
from bingliang.desk.intake.additions import AddedDocument, ItemChoice
from bingliang.desk.intake.foreseen import DocumentRow, ListlessItem
from bingliang.desk.intake.visit import HeldDocument, Mark, OwnMaterial
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.choices import Choice
from bingliang.gui.widgets.field import Field
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.pick_field import PickField

MOST = 999


class Entry(QFrame):
    """填一行: Enter walks the fields and takes the line at the last one; Esc leaves it."""

    ended = Signal()
    word: ClassVar[str]
    """on the button that begins it"""

    def __init__(self, fields: Sequence[tuple[Field, int]], hint: str) -> None:
        super().__init__()
        self.setObjectName("block")
        self.fields = tuple(field for field, _ in fields)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        for field, share in fields:
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        column.setSpacing(tokens.S)
        column.addLayout(row)
        column.addWidget(Words(hint, size=tokens.CAPTION, colour=colours().text2))
        for at, field in enumerate(self.fields):
            field.walked.connect(lambda step, at=at: self._walk(at + step))

    def begin(self) -> None:
        """从头填."""
        for field in self.fields:
            field.show_fault("")
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Esc: an open list goes first."""
        return any(one.close_list() for one in self.fields if isinstance(one, PickField))

    def take(self) -> None:
        """收下这一行, or say in place what is wrong with it."""
        raise NotImplementedError

    def _walk(self, to: int) -> None:
        if to >= len(self.fields):
            self.take()
        elif to >= 0:
            self.fields[to].setFocus(Qt.FocusReason.TabFocusReason)

    def wrong(self, faults: Sequence[tuple[Field, str]]) -> bool:
        """差错 all at once, each in its place; the focus goes to the first."""
        said = dict(faults)
        for field in self.fields:
            field.show_fault(said.get(field, ""))
        if faults:
            faults[0][0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(faults)


class ItemEntry(Entry):
    """添加事项 by a part of its name or its initials."""

    word = "添加事项（Ins）"
    taken = Signal(str)

    def __init__(self) -> None:
        self.item = PickField("items.add", "添加事项", asks=True, placeholder="事项名称或拼音首字母，↓ 看全部")
        super().__init__([(self.item, 1)], "打几个字，Enter 选用；添加的事项列在阶段带来的后面。Esc 不添加")
        self._offered: tuple[ItemChoice, ...] = ()
        self.item.asked.connect(self._seek)
        self.item.picked.connect(self._picked)

    def offer(self, items: Sequence[ItemChoice]) -> None:
        """备好可添加的事项."""
        self._offered = tuple(items)
        if self.item.line.hasFocus():
            self._seek(self.item.text)
            self.item.open_list()

    def begin(self) -> None:
        """从头填."""
        self.item.show_text("")
        super().begin()

    def _seek(self, typed: str) -> None:
        rows = [one for one in self._offered if one.speaks(typed)]
        said = "没有这样的事项，或者已经列在下面、正在办理、本类项目不办。"
        choices = [Choice("", one.name, tail=one.department, data=one.code) for one in rows]
        self.item.answer(typed, choices, "" if rows else said)

    def _picked(self, code: str) -> None:
        self.taken.emit(code)
        self.ended.emit()

    def take(self) -> None:
        self.wrong([(self.item, "请从列表里选一项，↓ 看全部。")])


class DocumentEntry(Entry):
    """登记已取得的文书: which, its number, its day, who issued it."""

    word = "登记别的（Ins）"
    taken = Signal(str, object)

    def __init__(self) -> None:
        self.title = PickField(
            "held.title", "文书", required=True, asks=True, placeholder="文书名称或拼音首字母，↓ 看全部"
        )
        self.number = Field("held.number", "文号", required=True)
        self.on = Field("held.on", "日期", required=True, code=True, placeholder="2026-11-03", longest=20)
        self.issuer = Field("held.issuer", "核发机关", required=True)
        super().__init__(
            [(self.title, 4), (self.number, 4), (self.on, 3), (self.issuer, 4)],
            "照申请人带来的文书填写，Enter 到下一栏，最后一栏 Enter 登记。Esc 不登记",
        )
        self._offered: tuple[AddedDocument, ...] = ()
        self._item, self._title = "", ""
        self.today = date.min
        self.title.asked.connect(self._seek)
        self.title.picked.connect(self._picked)

    def offer(self, documents: Sequence[AddedDocument]) -> None:
        """备好可登记的文书."""
        self._offered = tuple(documents)
        if self.title.line.hasFocus():
            self._seek(self.title.text)
            self.title.open_list()

    def show_document(self, row: DocumentRow | None, held: HeldDocument | None) -> None:
        """换上要登记的文书; None: any other one."""
        self._item, self._title = (row.item, row.title) if row else ("", "")
        self.title.show_text(self._title)
        self.number.show_text(held.number if held else "")
        self.on.show_text(held.on if held else "")
        self.issuer.show_text(held.issuer if held else row.issuer if row else "")

    def begin(self) -> None:
        """从头填; which document it is stands there already where a row was asked for."""
        super().begin()
        if self._item:
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seek(self, typed: str) -> None:
        rows = [one for one in self._offered if one.speaks(typed)]
        choices = [Choice("", one.title, one.item_name, one.issuer, data=one) for one in rows]
        self.title.answer(typed, choices, "" if rows else "目录里没有这样的文书。")

    def _picked(self, document: AddedDocument) -> None:
        self._item, self._title = document.item, document.title
        self.title.show_text(document.title)
        self.issuer.show_text(document.issuer)
        self.number.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self) -> None:
        faults: list[tuple[Field, str]] = []
        if not self._item or self.title.text != self._title:
            faults.append((self.title, "请从列表里选是哪一份文书。"))
        if not self.number.text.strip():
            faults.append((self.number, "请照文书填写文号，没有文号不能作为已取得。"))
        on, said = _day(self.on.text, self.today)
        if said:
            faults.append((self.on, said))
        if not self.issuer.text.strip():
            faults.append((self.issuer, "请填写文书上落款的机关。"))
        if not self.wrong(faults):
            self.taken.emit(self._item, HeldDocument(self.number.text.strip(), on, self.issuer.text.strip()))
            self.ended.emit()


def _day(text: str, today: date) -> tuple[str, str]:
    """The day in ISO, and what is wrong with it."""
    if not text.strip():
        return "", "请填写文书的日期，例如 2026-11-03。"
    try:
        on = as_day(text, today)
    except ValueError as error:
        return "", str(error)
    return on.isoformat(), "" if on <= today else f"文书日期 {on:%Y-%m-%d} 晚于今天，请核对。"


class MaterialEntry(Entry):
    """自备材料 of an item that has no list."""

    word = "自列材料（Ins）"
    taken = Signal(object, object)

    def __init__(self) -> None:
        self.name = Field("own.name", "材料名称", required=True, placeholder="照该项办事指南上的名称")
        self.item = PickField("own.item", "用于事项", required=True, strict=True)
        self.originals = Field("own.originals", "原件", code=True, longest=3)
        self.copies = Field("own.copies", "复印件", code=True, longest=3)
        self.pages = Field("own.pages", "页数", code=True, longest=3)
        super().__init__(
            [(self.name, 5), (self.item, 5), (self.originals, 1), (self.copies, 1), (self.pages, 1)],
            "目录没有清单的事项，按办事指南逐份自列；最后一栏 Enter 列入，登记为齐，缺的按空格改。Esc 不列",
        )
        self._items: tuple[ListlessItem, ...] = ()
        self._item = ""
        self.item.picked.connect(self._picked)

    def show_items(self, items: Sequence[ListlessItem]) -> None:
        """备好可自列材料的事项; the first without any is proposed."""
        self._items = tuple(items)
        self.item.offer([Choice("", one.name, data=one.code) for one in items])
        proposed = next((one for one in items if not one.listed), items[0] if items else None)
        self._item = proposed.code if proposed else ""
        self.item.show_text(proposed.name if proposed else "")

    def begin(self) -> None:
        """从头填."""
        for field, text in ((self.name, ""), (self.originals, "1"), (self.copies, "0"), (self.pages, "")):
            field.show_text(text)
        super().begin()

    def _picked(self, code: str) -> None:
        self._item = code
        self.item.show_text(next((one.name for one in self._items if one.code == code), ""))
        self.originals.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self) -> None:
        faults: list[tuple[Field, str]] = []
        if not self.name.text.strip():
            faults.append((self.name, "请填写材料名称。"))
        if not self._item:
            faults.append((self.item, "请选是哪一项的材料。"))
        counts: list[int] = []
        for field in (self.originals, self.copies, self.pages):
            text = field.text.strip() or "0"
            if not (text.isascii() and text.isdigit()):
                faults.append((field, f"填 0 到 {MOST} 的数字。"))
            counts.append(int(text) if text.isascii() and text.isdigit() else 0)
        if not faults and not counts[0] + counts[1]:
            faults.append((self.originals, "至少一份。"))
        if not self.wrong(faults):
            mark = Mark("齐", counts[0], counts[1], counts[2])
            self.taken.emit(OwnMaterial(self.name.text.strip(), self._item), mark)
            self.ended.emit()
