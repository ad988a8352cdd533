"""文书样式: every paper with its law, trigger and copies; its words on the left, what they look like on paper beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bingliang.desk.zone import wording
from bingliang.desk.zone.wording import FormRow, Sample, Version, Wording
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Frame, Page
from bingliang.gui.pages.papers.wording_card import WordingCard, form_column
from bingliang.gui.style import colours
from bingliang.gui.table import RowModel, RowTable
from bingliang.gui.widgets.asking import ask_first
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.paper_view import PaperView, Wish, drawn

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer
    from bingliang.paper.pages import Image

LIST, ROW, SETTLE_MS = 288, 46, 350
EDITOR_SHARE = 0.48


@dataclass(frozen=True, slots=True)
class _Seen:
    sample: Sample
    images: tuple[Image, ...]


def _seen(key: str, text: str, wish: Wish) -> _Seen:
    """On a worker: the text made into a paper on sample data."""
    made = wording.sample(key, text)
    return _Seen(made, drawn(made.pdf, wish))


class FormsPage(Page):
    """文书样式: the administrator changes the words and puts them in force; everybody may read them."""

    place = Place.FORMS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._held: Wording | None = None
        self._at = 0
        self._wanted = self._asked = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._preview)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        row.setSpacing(tokens.M)
        self._edit = WordingCard(self)
        self.editor, self.reason = self._edit.editor, self._edit.reason
        self.editor.textChanged.connect(self._timer.start)
        self._edit.save_button.clicked.connect(self._save)
        self._edit.back_button.clicked.connect(self._restore)
        row.addWidget(self._list_card())
        row.addWidget(self._edit)
        row.addWidget(self._view_card(), 1)

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _list_card(self) -> QFrame:
        c = colours()
        card = QFrame(self)
        card.setObjectName("card")
        card.setFixedWidth(LIST)
        self._head = Words("文书样式", size=tokens.SUBTITLE, bold=True, colour=c.text)
        model: RowModel[FormRow] = RowModel((form_column(),), key=lambda row: row.key, parent=self)
        self.table: RowTable[FormRow] = RowTable(model, ROW, "文书样式清单", self)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(lambda _: self.editor.setFocus(Qt.FocusReason.TabFocusReason))
        column = QVBoxLayout(card)
        column.setContentsMargins(1, tokens.M, 1, 1)
        column.setSpacing(tokens.S)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, 0, tokens.M, 0)
        head.addWidget(self._head)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        return card

    def _view_card(self) -> QFrame:
        card = QFrame(self)
        card.setObjectName("card")
        self.view = PaperView()
        self.view.wanted.connect(self._timer.start)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.view)
        return card

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        self._wanted = subject
        self.refresh()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        return [self.table, self.editor, self.view]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {
            "save": self._save,
            "version_back": lambda: self._turn(1),
            "version_next": lambda: self._turn(-1),
        }

    def unsaved(self) -> str:
        return "文书样式改了还没有启用，离开就丢掉修改。" if self._dirty else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * tokens.L - 2 * tokens.M - LIST
        self._edit.setFixedWidth(max(300, round(room * EDITOR_SHARE)))

    def refresh(self) -> None:
        if self.frame.backstage.ready and not self._dirty:
            self.frame.backstage.ask(self, lambda counter: wording.form_rows(counter.desk), self._take, topic="forms")

    # ── which paper ───────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _dirty(self) -> bool:
        held = self._held
        return held is not None and self.editor.toPlainText() != held.versions[self._at].text

    def _take(self, rows: tuple[FormRow, ...]) -> None:
        own = sum(row.own for row in rows)
        self._head.setText(f"文书样式 {len(rows)} 种" + (f" · 本区改过 {own} 种" if own else ""))
        self.table.show_rows(rows, keep=not self._wanted)
        if self._wanted:
            self.table.selectRow(max(self.table.rows_model.place(self._wanted), 0))
            self._wanted = ""
        self._pick(self.table.current())

    def _pick(self, row: FormRow | None) -> None:
        held = self._held
        if row is None:
            return
        if held is not None and held.row == row:
            self._asked = row.key
            return
        if self._dirty and held is not None:
            self.frame.say(f"《{held.row.title}》改了还没有启用：按 F9 启用，或者按 Ctrl+Z 撤销修改，再看别的。")
            self.table.selectRow(self.table.rows_model.place(held.row.key))
            return
        self._asked = key = row.key
        self.frame.backstage.ask(
            self, lambda counter: wording.wording(counter.desk, key), self._show, topic="wording", refused=self._say
        )

    def _show(self, held: Wording) -> None:
        if held.row.key != self._asked:
            return  # another paper was chosen in the meantime
        self._held, self._at = held, 0
        row = held.row
        self._edit.title.setText(row.title)
        copies = "、".join(row.copies) or "一份"
        owes = f"；打印后还要{'、'.join(row.owes)}" if row.owes else ""
        series = f"；文号系列 {row.series}" if row.series else ""
        self._edit.law.setText(f"{row.trigger}。{'；'.join(row.ground)}。{row.profile}，{copies}{series}{owes}。")
        self.editor.setReadOnly(not held.may_change)
        for widget in (self.reason, self._edit.save_button, self._edit.back_button):
            widget.setEnabled(held.may_change)
        self.reason.clear()
        self._lay(held.versions[0])

    def _lay(self, version: Version) -> None:
        held = self._held
        if held is None:
            return
        self.editor.setPlainText(version.text)
        said = f"{version.on:%Y-%m-%d} {version.by} 启用：{version.why}" if version.on else "出厂文字"
        where = "现用" if self._at == 0 else "旧版（按 F9 可以重新启用）"
        whose = "" if held.may_change else "。由“管理员”岗位修改和启用"
        self._edit.version.setText(
            f"{where} · 第 {len(held.versions) - self._at}/{len(held.versions)} 版 · {said}{whose}"
        )
        self._edit.back_button.setEnabled(held.may_change and held.row.own)
        self._preview()

    def _turn(self, step: int) -> None:
        """前后各版."""
        held = self._held
        if held is None:
            return
        if self._dirty:
            self.frame.say("改了还没有启用，看不了别的版：按 F9 启用，或者按 Ctrl+Z 撤销修改。")
            return
        self._at = min(max(self._at + step, 0), len(held.versions) - 1)
        self._lay(held.versions[self._at])

    # ── what it looks like ────────────────────────────────────────────────────────────────────────────────────

    def _preview(self) -> None:
        held = self._held
        if held is None or not self.frame.backstage.ready:
            return
        key, text, wish = held.row.key, self.editor.toPlainText(), self.view.wish
        self.frame.backstage.ask(
            self, lambda _: _seen(key, text, wish), self._see, topic="form_preview", long=True, refused=self._unreadable
        )

    def _see(self, seen: _Seen) -> None:
        self._edit.tell(seen.sample.barred, seen.sample.caution)
        self.view.show_pages(seen.images, f"《{seen.sample.title}》预览")

    def _unreadable(self, sentence: str) -> None:
        self._edit.tell(f"{sentence}（右边仍是改错以前的样子）" if self.view.pictures else sentence)

    def _wrong(self, sentence: str) -> None:
        self._edit.tell(sentence)

    def _say(self, sentence: str) -> None:
        self.frame.say(sentence)

    # ── putting it in force ───────────────────────────────────────────────────────────────────────────────────

    def _save(self) -> None:
        held = self._held
        if held is None:
            return
        self._adopt(held, self.editor.toPlainText(), self.reason.text())

    def _restore(self) -> None:
        held = self._held
        if held is None:
            return
        factory = held.versions[-1].text
        title = held.row.title
        ask_first(
            self, "改回出厂文字", f"《{title}》改回出厂文字？", "本区改过的各版仍然保存，已出具的文书不变。", "改回",
            lambda: self._adopt(held, factory, self.reason.text() or "改回出厂文字"),
        )  # fmt: skip

    def _adopt(self, held: Wording, text: str, reason: str) -> None:
        key, request = held.row.key, f"forms/{uuid4().hex}"

        def done(answer: Answer) -> None:
            self.frame.tell(
                f"《{answer['title']}》已启用第 {answer['edition']} 版样式，以后出具的用新文字，已出具的不变。"
            )
            self._held = None
            self._wanted = key
            self.refresh()

        self.frame.backstage.act(
            self, lambda counter: wording.adopt(counter.desk, request, key, text, reason), done, refused=self._wrong
        )
