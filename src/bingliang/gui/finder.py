"""F3 查找: what the box in the top bar finds while it is typed, what Enter opens, and how the clerk gets back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from bingliang.gui.keys import Place
from bingliang.gui.widgets.choices import Choice
from bingliang.gui.widgets.drop import Drop

if TYPE_CHECKING:
    from bingliang.desk.finding import Found, FoundCase, FoundEnterprise, FoundErrand, FoundPaper, FoundProject
    from bingliang.desk.rows import WorklistRow
    from bingliang.gui.page import Frame
    from bingliang.gui.source import Desk
    from bingliang.gui.widgets.find_box import FindBox

    Hit = FoundCase | FoundPaper | FoundEnterprise | FoundProject | FoundErrand

FOOT = "↑↓ 选择    Enter 打开    Esc 关闭"


class Finder(QObject):
    """查找: asks with one topic, so that only the newest answer is shown."""

    def __init__(self, frame: Frame, box: FindBox, window: QWidget) -> None:
        super().__init__(window)
        self._frame, self._box = frame, box
        self._from: QWidget | None = None
        self._found: Found | None = None
        self._hurried = False
        self.drop = Drop("查找结果", FOOT, window)
        box.textEdited.connect(self._typed)
        box.stepped.connect(self.drop.list.step)
        box.entered.connect(self._enter)
        self.drop.list.chosen.connect(lambda choice: self._open(choice.data))

    @property
    def asking(self) -> bool:
        """还在查: what is typed has no answer yet."""
        return bool(self._box.text().strip()) and (
            self._found is None or self._found.words != folded_words(self._box.text())
        )

    def begin(self) -> None:
        """F3: into the box, all of what it holds selected; where the clerk was is remembered."""
        focus = QApplication.focusWidget()
        if focus is not self._box:
            self._from = focus
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()
        if self._found is not None and self._box.text():
            self._show(self._found)

    def escape(self) -> bool:
        """Esc: the list goes first, then the words, then back to where the clerk was."""
        if not self._box.hasFocus() and not self.drop.isVisible():
            return False
        if self.drop.isVisible():
            self.drop.hide()
        elif self._box.text():
            self.clear()
        else:
            self.leave()
            return True
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear(self) -> None:
        """清空."""
        self._box.clear()
        self._found, self._hurried = None, False
        self.drop.hide()

    def leave(self) -> None:
        """回到 the field the clerk came from."""
        from shiboken6 import isValid

        back, self._from = self._from, None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._box.clearFocus()

    def place(self) -> None:
        """窗口变大变小."""
        if self.drop.isVisible():
            self.drop.place_under(self._box)

    # ── asking and opening ──

    def _typed(self, text: str) -> None:
        self._hurried = False
        if not text.strip():
            self._found = None
            self.drop.hide()
            return
        self._frame.backstage.ask(self, lambda counter: sought(counter, text), self._take, topic="find")

    def _take(self, found: Found) -> None:
        if found.words != folded_words(self._box.text()):
            return
        self._found = found
        if self._hurried:
            self._hurried = False
            self._enter()
        elif self._box.hasFocus():
            self._show(found)

    def _show(self, found: Found) -> None:
        self.drop.show_under(self._box, list(choices(found)), found.hint)

    def _enter(self) -> None:
        """Enter before the answer is kept for it; then one hit is opened, several are listed on the page."""
        if self.asking:
            self._hurried = True
            return
        found = self._found
        if found is None:
            return
        current = self.drop.list.current() if self.drop.isVisible() else None
        if current is not None:
            self._open(current.data)
            return
        hits = [choice.data for choice in choices(found)]
        if found.empty:
            self._show(found)
        elif len(hits) == 1 or (found.cases and found.cases[0].row.code == found.words):
            self._open(hits[0])
        else:
            self._go(f"words/{found.words}")

    def _open(self, hit: Hit) -> None:
        self._leave_for()
        open_hit(self._frame, hit)

    def _go(self, subject: str) -> None:
        self._leave_for()
        self._frame.go(Place.FIND, subject)

    def _leave_for(self) -> None:
        self._from = None
        self.clear()
        self._box.clearFocus()


def open_hit(frame: Frame, hit: Hit) -> None:
    """打开查到的: a case, a paper, or all cases of a visit, an enterprise or a project."""
    from bingliang.desk.finding import FoundCase, FoundEnterprise, FoundErrand, FoundPaper

    if isinstance(hit, FoundCase):
        frame.open_case(hit.row.stream, hit.row.project, hit.row.code)
    elif isinstance(hit, FoundPaper):
        open_paper(frame, hit)
    elif isinstance(hit, FoundErrand):
        frame.go(Place.FIND, hit.stream)
    elif isinstance(hit, FoundEnterprise):
        frame.go(Place.FIND, f"enterprise/{hit.id}")
    else:
        frame.go(Place.FIND, f"project/{hit.id}")


def open_paper(frame: Frame, paper: FoundPaper) -> None:
    """打开文书 in the room of papers, or its case where there is no such room."""
    from bingliang.gui.rooms import ROOMS

    if any(room.place is Place.PAPERS for room in ROOMS):
        frame.go(Place.PAPERS, f"{paper.stream}#{paper.number}")
    else:
        frame.open_case(paper.stream, paper.project, paper.code)


def choices(found: Found) -> Iterable[Choice]:
    """查找结果 as rows of the list, in groups."""
    for errand in found.errands:
        yield Choice("来访", errand.number, f"{errand.on:%Y-%m-%d}", f"{errand.cases} 件", data=errand)
    for case in found.cases:
        row = case.row
        until = _until(row) if row.next_on else row.stage
        note = "  ".join(part for part in (str(row.code), row.enterprise, case.bag and f"材料袋{case.bag}") if part)
        yield Choice("办件", row.project, note, case.holder, until, row.light, data=case)
    for paper in found.papers:
        tail = "已作废" if paper.void else f"{paper.drawn_on:%Y-%m-%d}"
        yield Choice("文书", f"{paper.title}  {paper.number}", f"{paper.project}  {paper.enterprise}", tail, data=paper)
    for firm in found.enterprises:
        former = f"  原名 {firm.former_name}" if firm.former_name else ""
        yield Choice("企业", firm.name, f"{firm.credit_code}{former}", _counted(firm.in_hand, firm.cases), data=firm)
    for project in found.projects:
        note = "  ".join(part for part in (project.code, project.enterprise) if part)
        yield Choice("项目", project.name, note, _counted(project.in_hand, project.cases), data=project)


def _until(row: WorklistRow) -> str:
    from bingliang.gui.widgets import badge

    left = badge.remaining_text(row)
    provisional = f"（{badge.PROVISIONAL}）" if row.provisional else ""
    return f"{row.next_on:%m-%d}{provisional} · {left if row.remaining is None or row.remaining < 1 else f'余 {left}'}"


def _counted(in_hand: int, cases: int) -> str:
    if not cases:
        return "尚无办件"
    return f"在办 {in_hand} 件，共 {cases} 件" if in_hand else f"共 {cases} 件，均已办结"


def sought(counter: Desk, text: str) -> Found:
    """查: runs on the desk's worker."""
    from bingliang.desk.finding import find

    return find(counter.desk, text)


def folded_words(text: str) -> str:
    """统一写法 of what is typed, as the answer names it."""
    from bingliang.desk.finding import folded

    return folded(text)
