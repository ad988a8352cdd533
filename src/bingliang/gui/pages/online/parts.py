"""网上预审的三张卡片: the list, the filing with its comparison and materials, the attachment as it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bingliang.gui import tokens
from bingliang.gui.pages.online.tables import DifferenceTable, FilingTable, MaterialTable
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.paper_view import PaperView, Wish
from bingliang.gui.widgets.state import State

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.online.view import FilingRow, FilingView, MaterialRow
    from bingliang.gui.page import Frame
    from bingliang.ledger.filing import Attachment
    from bingliang.paper.pages import Image

WAITING, EVERYTHING = "待办", "全部"
SETTLE_MS = 150


class ListCard(QFrame):
    """申报清单 with its filter and the import."""

    filtered = Signal()
    words = (WAITING, EVERYTHING)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.everything = False
        self._buttons: dict[str, QPushButton] = {}
        self.table, self.state = FilingTable(self), State(self)
        self.import_button = QPushButton("导入（Ctrl+O）")
        self.import_button.setAutoDefault(False)
        self.body = QStackedWidget()
        self.body.addWidget(self.state)
        self.body.addWidget(self.table)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        head.setSpacing(tokens.S)
        for word in self.words:
            button = QPushButton(word)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setAutoDefault(False)
            button.setAccessibleName(f"网上申报：{word}")
            button.setProperty("helpKey", "online.filter")
            button.setToolTip("Alt+0 换筛选")
            button.clicked.connect(lambda _=False, word=word: self.filter_by(word))
            self._buttons[word] = button
            head.addWidget(button)
        head.addStretch(1)
        head.addWidget(self.import_button)
        self.table.setProperty("helpKey", "online.list")
        self.import_button.setProperty("helpKey", "online.import")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.body, 1)
        self._tick()

    def filter_by(self, word: str) -> None:
        """筛选."""
        self.everything = word == EVERYTHING
        self._tick()
        self.filtered.emit()

    def next_filter(self) -> None:
        """换筛选."""
        self.filter_by(WAITING if self.everything else EVERYTHING)

    def _tick(self) -> None:
        for word, button in self._buttons.items():
            button.setChecked(self.everything is (word == EVERYTHING))

    def show_rows(self, rows: Sequence[FilingRow], wanted: str) -> None:
        """换上清单; `wanted` is the filing to stand on."""
        focused = self.table.hasFocus() or self.state.hasFocus()
        self.body.setCurrentIndex(1 if rows else 0)
        if not rows:
            head = "还没有网上申报" if self.everything else "没有待预审的网上申报"
            self.state.say(head, "按 Ctrl+O 导入申报包；在“设置 → 网上申报”里填写文件夹的，到了自动入库。")
        self.table.show_rows(tuple(rows), keep=not wanted)
        at = self.table.rows_model.place(wanted) if wanted else -1
        if at >= 0:
            self.table.selectRow(at)
        if focused:
            self.current.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> QWidget:
        """清单, or the sentence that stands in its place."""
        return self.table if self.body.currentIndex() else self.state


class FilingCard(QFrame):
    """一件申报: its sentence, what it says beside what is known, its materials, what is wrong with one of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        c = colours()
        self._title = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self._facts = Words(size=tokens.LABEL, colour=c.text2)
        self._sentence = Paragraph(size=tokens.LABEL, colour=c.text)
        self._faults = Paragraph(size=tokens.LABEL, colour=c.late.text)
        self.notice_button = QPushButton("一次性告知")
        self.notice_button.setToolTip("Ctrl+Shift+B")
        self.take_button = QPushButton("转收件（F9）")
        self.take_button.setDefault(True)
        self.differences, self.materials = DifferenceTable(self), MaterialTable(self)
        self.words = QLineEdit()
        self.words.setMaxLength(120)
        self.words.setAccessibleName("这份材料缺什么、怎么不对")
        for widget, key in (
            (self.differences, "online.differences"), (self.materials, "online.materials"), (self.words, "online.words"),
            (self.take_button, "online.take"), (self.notice_button, "online.notice"),
        ):  # fmt: skip
            widget.setProperty("helpKey", key)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        for label in (self._sentence, self._faults):
            label.setContentsMargins(tokens.L, 0, tokens.L, tokens.S)
            column.addWidget(label)
        column.addWidget(self.differences, 10)
        column.addWidget(self.materials, 9)
        below = QHBoxLayout()
        below.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        below.addWidget(self.words)
        column.addLayout(below)

    def _head(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addWidget(self._facts)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.M, tokens.S)
        head.setSpacing(tokens.S)
        head.addLayout(names, 1)
        for button in (self.notice_button, self.take_button):
            button.setAutoDefault(False)
            head.addWidget(button)
        return head

    def show_view(self, view: FilingView | None) -> None:
        """换上一件; None: nothing is chosen."""
        waiting = view is not None and view.row.waiting
        corrected = view is not None and view.row.corrected
        self.take_button.setText("补正收件（F9）" if corrected else "转收件（F9）")
        self.take_button.setEnabled(waiting or corrected)
        self.notice_button.setEnabled(waiting)
        self.words.setVisible(waiting)
        why = "" if waiting else "已经收件或者撤回，不再预审" if view else "没有选定申报"
        self.take_button.setToolTip("以到达之日登记补正收件" if corrected else why or "进入新收件，内容都已填好")
        self.notice_button.setToolTip(why or "Ctrl+Shift+B")
        self._title.setText(view.row.project if view else "")
        self._facts.setText(f"{'、'.join(view.items)}　{view.source} {view.sent_number}" if view else "")
        self._sentence.setText(view.sentence if view else "")
        tone = colours().tone(view.row.light) if view else None
        self._sentence.set_colour(tone.text if tone else colours().text)
        faults = view.faults if view else ()
        self._faults.setText("收件前要改的：" + " ".join(faults) if faults else "")
        self._faults.setVisible(bool(faults))
        self.differences.show_rows(view.differences if view else ())
        self.show_materials(view)

    def show_materials(self, view: FilingView | None) -> None:
        """换上材料."""
        self.materials.show_rows(view.materials if view else ())

    def show_words(self, row: MaterialRow | None) -> None:
        """这份材料的意见: only what is 缺 has one."""
        wrong = row is not None and row.state == "缺"
        self.words.setEnabled(wrong)
        self.words.setPlaceholderText(
            "写明缺什么、怎么不对，列入一次性告知；不写就是“没有交”" if wrong else "空格键登记齐或者缺；缺的在这里写明"
        )
        if row is None or self.words.text().strip() != row.words:
            self.words.setText(row.words if row is not None and wrong else "")


class AttachmentCard(QFrame):
    """附件: drawn in a process of its own, never opened by another program."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._frame = frame
        c = colours()
        self._title = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self._facts = Words(size=tokens.LABEL, colour=c.text2)
        self._said = Paragraph(size=tokens.LABEL, colour=c.warn.text)
        self._said.hide()
        self.view = PaperView()
        self.view.setProperty("helpKey", "online.attachment")
        self.view.wanted.connect(self._draw)
        self._here: tuple[Attachment, ...] = ()
        self._at = 0
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self._draw)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.M, tokens.S)
        head.setSpacing(2)
        for label in (self._title, self._facts, self._said):
            head.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def show_material(self, row: MaterialRow | None, attachments: tuple[Attachment, ...]) -> None:
        """换上一份材料的附件."""
        here = tuple(attachments[at] for at in row.at if at < len(attachments)) if row else ()
        if here == self._here and here:
            return
        self._here, self._at = here, 0
        self._begin("" if row is None else "这份材料没有附件" if not here else "")

    def next(self) -> None:
        """换附件 of the same material."""
        if len(self._here) > 1:
            self._at = (self._at + 1) % len(self._here)
            self._begin("")

    def _begin(self, words: str) -> None:
        one = self._here[self._at] if self._here else None
        count = f"　第 {self._at + 1}/{len(self._here)} 份" if len(self._here) > 1 else ""
        self._title.setText(one.title if one else words or "附件")
        self._facts.setText(f"{one.file}　{_size(one.size)}　SM3 {one.sm3[:8]}…{count}" if one else "")
        notes = "、".join(one.notes) if one else ""
        self._say(f"这份 PDF 里有{notes}，只显示页面，不执行。" if notes else "")
        self.view.clear(words)
        if one is not None:
            self._timer.start()

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _draw(self) -> None:
        if not self._here or not self._frame.backstage.ready:
            return
        one, wish = self._here[self._at], self.view.wish
        self._frame.backstage.ask(
            self, lambda counter: _drawn(counter.desk, one, wish), lambda images: self.view.show_pages(images, one.title),
            topic="attachment", long=True, refused=self._say,
        )  # fmt: skip


def _drawn(desk: Desk, one: Attachment, wish: Wish) -> tuple[Image, ...]:
    """On a worker: the stored bytes, checked, drawn in a process of their own."""
    from bingliang.paper.apart import drawn_apart

    return drawn_apart(desk.store.blobs.get(one.sm3), one.kind, wish.fit)


def _size(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(1, round(size / 1024))} KB"
