"""粘贴通知: the text on the left, what it says beside it: days old and new, the items that move; applied in one act."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bingliang.desk.acts.fields import day_or_none
from bingliang.desk.calendar.notice_view import Applied, Note, Proposal, apply_notice, propose
from bingliang.gui import tokens
from bingliang.gui.page import Frame
from bingliang.gui.pages.calendar.moves import moved_table, note_table
from bingliang.gui.pages.calendar.notice_source import NoticeSource, button
from bingliang.gui.style import colours
from bingliang.gui.widgets.asking import ask_first
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.month_pairs import MonthPairs
from bingliang.gui.widgets.state import State

WAIT_MS = 350


class NoticePane(QWidget):
    """粘贴通知: reads while it is typed; only what was read last can be applied."""

    left = Signal()
    """the pane was closed"""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._proposal: Proposal | None = None
        self._request = ""
        self._today: date | None = None
        self.sheet: QMessageBox | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.read)
        self.source = NoticeSource(frame)
        self.text = self.source.text
        self.source.changed.connect(self._changed)
        self.source.refused.connect(self._refused)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.M)
        row.addWidget(self.source)
        row.addWidget(self._result_card(), 1)
        self._clear(
            "把国务院办公厅通知的全文粘贴到左边",
            "读出的日子、原来的日子和会移动的期限显示在这里；启用以前什么都不改变。",
        )

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _result_card(self) -> QFrame:
        c = colours()
        card = QFrame()
        card.setObjectName("card")
        self._head = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self._sum = Words(size=tokens.LABEL, colour=c.text2)
        self._changes = Words(size=tokens.LABEL, colour=c.text2)
        self._moves_head = Words(size=tokens.BODY, bold=True, colour=c.text)
        self.pairs, self.moved, self.notes = MonthPairs(), moved_table(self), note_table(self)
        self.moved.opened.connect(lambda row: self._frame.open_case(row.moved.stream, code=row.moved.code))
        self.notes.opened.connect(lambda row: self._frame.open_case(row.stream, code=row.code))
        self._none = State()
        self._none.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._below = QStackedWidget()
        for part in (self._none, self.moved, self.notes):
            self._below.addWidget(part)
        self.apply_button = button("启用通知（F9）", self.apply)
        self._state = State()
        self._state.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QStackedWidget(card)
        self._body.addWidget(self._state)
        self._body.addWidget(self._found())
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._body)
        return card

    def _found(self) -> QWidget:
        found = QWidget()
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.L, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._head)
        words.addWidget(self._sum)
        words.addWidget(self._changes)
        head.addLayout(words, 1)
        head.addWidget(self.apply_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(button("返回日历（Esc）", self.left.emit), 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.setContentsMargins(tokens.L, tokens.XS, tokens.L, tokens.XS)
        below.addWidget(self._moves_head)
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self.pairs)
        column.addLayout(below)
        column.addWidget(self._below, 1)
        return found

    # ── what the page calls ───────────────────────────────────────────────────────────────────────────────────

    def begin(self, today: date | None, *, paste: bool) -> None:
        """开始: the focus goes into the text; with `paste` what is on the clipboard comes with it."""
        self._today = today
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        words = QGuiApplication.clipboard().text()
        if paste and words.strip():
            self.text.setPlainText(words)
            self.read()

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        if self._body.currentIndex() == 0:
            return [self.text]
        lists = [part for part in (self.moved, self.notes) if part is self._below.currentWidget()]
        return [self.text, self.pairs, *lists]

    @property
    def unsaved(self) -> bool:
        """有没有读好而还没有启用的通知."""
        return self._proposal is not None and not self._proposal.known

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────────

    def _changed(self) -> None:
        self._proposal = None
        self.apply_button.setEnabled(False)
        self.apply_button.setToolTip("正在读通知，读完才能启用")
        self._timer.start()

    def read(self) -> None:
        """读通知 on the long worker; a newer text makes an older answer worthless."""
        self._timer.stop()
        source, text = self.source, self.text.toPlainText()
        year, day, title = source.year.text().strip(), source.published.text().strip(), source.title.text().strip()
        if not text.strip():
            self.source.say_fault("")
            self._clear("把国务院办公厅通知的全文粘贴到左边", "读出的日子、原来的日子和会移动的期限显示在这里。")
            return
        if year and not year.isdecimal():
            self._refused(f"年份应是四位数字，填写的是“{year}”。")
            return
        published = day_or_none(day, self._today or date.min) if day else None
        if day and published is None:
            self._refused(f"“{day}”不是日期，请写成 2026-11-04 这样。")
            return
        if self._proposal is None and self._body.currentIndex() == 0:
            self._clear("正在读通知…", "")
        self._frame.backstage.ask(
            self,
            lambda counter: propose(
                counter.desk, text, year=int(year) if year else None, published=published, title=title
            ),
            self._take,
            topic="notice",
            long=True,
            refused=self._refused,
        )

    def _refused(self, sentence: str) -> None:
        self._proposal = None
        self.source.say_fault(sentence)
        self._clear("这份通知还没有读出来", sentence)

    def _clear(self, head: str, hint: str) -> None:
        self._state.say(head, hint)
        self._body.setCurrentIndex(0)

    def _take(self, proposal: Proposal) -> None:
        self._proposal, self._request = proposal, uuid4().hex
        self.source.say_days(proposal.notice)
        self._head.setText(f"《{proposal.notice.title}》")
        changed = [one for one in proposal.changes if one.changed]
        told = "、".join(f"{one.after.on:%m-%d} {'上班' if one.after.kind.workday else '休息'}" for one in changed)
        self._changes.setText(f"改变 {len(changed)} 天：{told}" if changed else "没有一天的上班或休息改变")
        reach = f"已公布至 {proposal.old_horizon:%Y-%m-%d} → {proposal.new_horizon:%Y-%m-%d}"
        if proposal.old_horizon == proposal.new_horizon:
            reach = f"已公布至 {proposal.new_horizon:%Y-%m-%d}（不变）"
        self._sum.setText(f"{proposal.notice.published:%Y-%m-%d} 公布  ·  {reach}")
        self.pairs.show_proposal(proposal, self._today)
        self.moved.show_rows(proposal.moved, keep=False)
        total, earlier = len(proposal.moved), proposal.earlier
        self._moves_head.setText(
            f"会移动的期限 {total} 条，其中提前 {earlier} 条、推后 {total - earlier} 条" if total else "会移动的期限"
        )
        self._none.say("没有在办事项的期限会移动。")
        self._below.setCurrentWidget(self.moved if total else self._none)
        self.apply_button.setEnabled(not proposal.known and not proposal.refused)
        known = "这份通知已经录入，不能重复启用" if proposal.known else ""
        self.apply_button.setToolTip(known or proposal.refused or "启用这份通知，一并重算在办事项")
        self._body.setCurrentIndex(1)

    # ── the act ───────────────────────────────────────────────────────────────────────────────────────────────

    def apply(self) -> None:
        """启用: asks first, with 取消 as the answer of a careless Enter."""
        proposal = self._proposal
        if proposal is None:
            self._frame.say("通知还没有读好，不能启用；请等右边显示出读到的日子，再按 F9。")
            return
        if proposal.known:
            self._frame.say(f"《{proposal.notice.title}》已经录入，不能重复启用。")
            return
        if proposal.refused:
            self._frame.say(proposal.refused)
            return
        total, earlier = len(proposal.moved), proposal.earlier
        cases = len({row.moved.stream for row in proposal.moved})
        consequence = (
            f"{total} 条期限随之移动，其中 {earlier} 条提前；为 {cases} 个办件各制作一份《时限调整说明》。"
            if total
            else "没有在办事项的期限移动。"
        )
        self.sheet = ask_first(
            self,
            "启用节假日通知",
            f"启用《{proposal.notice.title}》？",
            f"{consequence}\n依据《行政许可法》第八十二条，各窗口同时改用新的日历；启用后不能撤回，只能以后来公布的通知更改。",
            "启用",
            self._apply,
        )
        self.sheet.finished.connect(self._answered)

    def _answered(self, _: int) -> None:
        self.sheet = None

    def _apply(self) -> None:
        proposal, request = self._proposal, self._request
        if proposal is None:
            return
        self.apply_button.setEnabled(False)
        self._frame.backstage.act(
            self,
            lambda counter: apply_notice(counter.desk, request, proposal.notice),
            self._applied,
            refused=self._not_applied,
        )

    def _not_applied(self, sentence: str) -> None:
        self._frame.say(sentence)
        self.apply_button.setEnabled(True)

    def _applied(self, done: Applied) -> None:
        self._proposal = None
        notes = f"，制作《时限调整说明》{len(done.notes)} 份" if done.notes else ""
        owed = f"；{len(done.without)} 个办件的说明暂时不能打印，请补全牵头单位后再制作" if done.without else ""
        self._frame.tell(f"已启用《{done.title}》，移动期限 {done.moved} 条{notes}{owed}。")
        self._moves_head.setText(
            f"已制作的时限调整说明 {len(done.notes)} 份" if done.notes else "没有需要制作的时限调整说明"
        )
        self.notes.show_rows(done.notes, keep=False)
        self._none.say("没有在办事项的期限移动。")
        self._below.setCurrentWidget(self.notes if done.notes else self._none)
        (self.notes if done.notes else self.text).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def made(self) -> tuple[Note, ...]:
        """刚制作的说明."""
        return self.notes.rows_model.rows if self._below.currentWidget() is self.notes else ()
