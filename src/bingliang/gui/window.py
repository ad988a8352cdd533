"""主窗口: top bar, ribbon, navigation, the rooms, key strip; binds the one key table to what the page shown can do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from bingliang import settings as machine
from bingliang.desk.lights import Light
from bingliang.gui import icons, style, tokens
from bingliang.gui.keys import Place
from bingliang.gui.style import colours, look
from bingliang.gui.widgets.navigation import Navigation
from bingliang.gui.widgets.notice import Notice
from bingliang.gui.widgets.ribbon import PRACTICE, Ribbon
from bingliang.gui.widgets.strip import KeyStrip
from bingliang.gui.widgets.topbar import PROGRAM, TopBar
from bingliang.settings import Settings

if TYPE_CHECKING:
    from bingliang.desk.rows import CaseView
    from bingliang.gui.aids import Aids
    from bingliang.gui.backstage import Backstage
    from bingliang.gui.boards.broadcasting import Broadcasting
    from bingliang.gui.filing_watching import FilingWatching
    from bingliang.gui.keyboard import Keyboard
    from bingliang.gui.page import Page
    from bingliang.gui.pages.case.page import CasePage
    from bingliang.gui.pages.case.room import CaseRoom
    from bingliang.gui.pages.worklist.page import WorklistPage
    from bingliang.gui.printing import Printing
    from bingliang.gui.source import Heading
    from bingliang.gui.updating import Updating
    from bingliang.gui.wedge import Wedge

REFRESH_MS = 30_000
SETTLED_MS = 1_500
"""When the first list stands and what is less urgent may be asked."""
PRINT_BOOK = "printing.db"
Where = tuple[Place, str]


class Window(QMainWindow):
    """主窗口: the frame is painted at once; `furnish` puts the rooms into it, the desk comes later through the backstage."""

    painted = Signal()
    """the frame has been painted for the first time"""
    retry = Signal()
    """F5 while the database is not open"""
    leaving = Signal()
    """离开、换人: the clerk goes away from the window, or another one takes the seat"""
    saving = Signal(object)
    """settings of this machine that a page has changed"""

    aids: Aids
    """随手的工具; there once the window is furnished"""
    keyboard: Keyboard
    """键盘; there once the window is furnished"""

    def __init__(self, icon_folder: Path, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.heading: Heading | None = None
        self._backstage: Backstage | None = None
        self.filings: FilingWatching | None = None
        self.updating: Updating | None = None
        self.broadcasting: Broadcasting | None = None
        self._made: dict[Place, Page] = {}
        self._here: Where = (Place.WORKLIST, "")
        self._home = Place.WORKLIST
        self._trail: list[Where] = []
        self._sure = self._stays = False
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(1120, 640)
        self.resize(1440, 900)
        self.topbar, self.ribbon, self.notice, self.strip = TopBar(), Ribbon(), Notice(), KeyStrip()
        self.notice.led.connect(self._lead)
        self.navigation = Navigation(icon_folder)
        self.pages = QStackedWidget()
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self.topbar.painted.connect(self.painted, Qt.ConnectionType.QueuedConnection)

    def begin(self, backstage: Backstage) -> None:
        """接上后台, which ends with the window from now on, be it furnished by then or not."""
        self._backstage = backstage

    def furnish(self, backstage: Backstage) -> None:
        """布置: builds the first room and binds the keys; the rooms' modules are not imported before."""
        for _ in self.furnishing(backstage):
            pass

    def furnishing(self, backstage: Backstage) -> Iterator[None]:
        """一步一步布置: between the steps the screen can do something else, e.g. show what is being typed."""
        yield
        self.begin(backstage)
        import bingliang.gui.pages.worklist.page  # noqa: F401 - a step of its own: it takes as long as building the room

        yield
        self.stand()
        yield
        from bingliang.gui.aids import Aids
        from bingliang.gui.keyboard import Keyboard

        self.setWindowIcon(icons.seal(64, colours().nav, "#FFFFFF"))
        self.aids = Aids(self)
        self.keyboard = Keyboard(self)
        yield
        from bingliang.gui.rooms import listed

        self.navigation.show_rooms(listed())
        self._wire(backstage)
        self.keyboard.bind()
        yield
        _ = self.detail

    def stand(self) -> None:
        """摆好清单, once: all of the window that a first page of it needs."""
        if Place.WORKLIST not in self._made:
            self._show((Place.WORKLIST, ""))

    @property
    def backstage(self) -> Backstage:
        """后台."""
        assert self._backstage is not None, "furnish() comes first"  # noqa: S101 - a mistake of ours, not of data
        return self._backstage

    @property
    def printing(self) -> Printing:
        """打印, made when it is first asked for; it belongs to the backstage and goes on when the window is changed."""
        from bingliang.gui.printing import printing_of

        return printing_of(self)

    @property
    def wedge(self) -> Wedge:
        """扫码枪."""
        return self.aids.wedge

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.pages, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.topbar, self.ribbon, self.notice):
            column.addWidget(part)
        column.addLayout(middle, 1)
        column.addWidget(self.strip)
        centre = QWidget()
        centre.setLayout(column)
        self.setCentralWidget(centre)

    def _wire(self, back: Backstage) -> None:
        from bingliang.gui.dating import Dating

        back.opened.connect(self._opened)
        self.dating = Dating(self)
        back.not_opened.connect(self._not_opened)
        back.changed.connect(self.refresh)
        back.refused.connect(self.say)
        back.failed.connect(self._failed)
        self.navigation.went.connect(self._wander)
        self.topbar.left.connect(self.leaving)

    # ── rooms ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def place(self) -> Place:
        """现在的地方: decides the key strip and what a key means."""
        return self._here[0]

    @property
    def page(self) -> Page:
        """现在的页."""
        return self.room(self.place)

    def room(self, place: Place) -> Page:
        """房间 of a place, made when it is first asked for."""
        if place not in self._made:
            from bingliang.gui.rooms import room

            made = room(place).make(self)
            self._made[place] = made
            self.pages.addWidget(made)
        return self._made[place]

    @property
    def worklist(self) -> WorklistPage:
        """工作台."""
        return cast("WorklistPage", self.room(Place.WORKLIST))

    @property
    def detail(self) -> CasePage:
        """办件 beside the list."""
        return self.worklist.detail

    @property
    def case_page(self) -> CasePage:
        """办件 over the whole window."""
        return cast("CaseRoom", self.room(Place.CASE)).case

    def go(self, place: Place, subject: str = "") -> None:
        """去: shows a room and remembers where the clerk came from."""
        from bingliang.gui.rooms import ROOMS

        if all(room.place is not place for room in ROOMS):
            return self.say(f"“{place}”还没有做好，随后续版本提供。")
        here = (place, subject)
        if here != self._here:
            self._trail = [*(where for where in self._trail[-20:] if where != here), self._here]
        return self._show(here)

    def open_case(self, stream: str, title: str = "", code: str = "") -> None:
        """打开办件 over the whole window; what belongs to an entrustment is opened where entrustments are."""
        from bingliang.ledger.agency import PREFIX as AGENCY

        if stream.startswith(AGENCY):
            self.go(Place.AGENCY, stream)
            return
        if title:
            self.navigation.remember(stream, title, code)
        self.go(Place.CASE, stream)

    def back(self) -> None:
        """返回 to where the clerk came from, at last to where his day begins."""
        self.notice.clear()
        if self.place is self._home:
            self._trail.clear()
        self._show(self._trail.pop() if self._trail else (self._home, ""))

    def escape(self) -> None:
        """Esc: what is open on the page, then the notice, then back."""
        if self.aids.escape() or self.page.escape():
            return
        if self.notice.text:
            self.notice.clear()
            return
        self.back()

    def _show(self, here: Where) -> None:
        self._here = here
        place, subject = here
        page = self.room(place)
        self.pages.setCurrentWidget(page)
        self.navigation.show_place(place, subject)
        self.strip.show_place(place)
        page.enter(subject)

    def _wander(self, place: Place, subject: str) -> None:
        if place is Place.CASE:
            self.open_case(subject)
        else:
            self.go(place)

    # ── what pages may ask ────────────────────────────────────────────────────────────────────────────────────

    def say(self, sentence: str) -> None:
        """提示: a refusal, over the pages until Esc."""
        self.notice.say(sentence)

    def _lead(self) -> None:
        from bingliang.gui.leading import lead

        lead(self)

    def _failed(self, number: str) -> None:
        # a method, so that the connection goes with this window when another one takes its place
        self.say(f"刚才的操作没有完成，原因已记入日志（编号 {number}）。")

    def tell(self, sentence: str) -> None:
        """告知: what went through."""
        self.notice.tell(sentence)

    def remember(self, case: CaseView) -> None:
        """记住 a case that is on screen, among those opened last."""
        self.navigation.remember(case.stream, case.project, case.code)
        self.navigation.show_place(*self._here)

    def save_settings(self, settings: Settings) -> None:
        """保存本机设置."""
        self.saving.emit(settings)

    def refresh(self) -> None:
        """刷新 what is on screen; tries to open the database again while it is not open."""
        if self._backstage is None or not self._backstage.ready:
            self.retry.emit()
            return
        if self.place is not Place.WORKLIST:  # the worklist brings the heading with its rows
            from bingliang.gui.source import heading

            self._backstage.ask(self, heading, self.show_heading, topic="heading")
        self.page.refresh()

    def panes(self) -> list[QWidget]:
        """换区的顺序: navigation, then the page's own."""
        return [self.navigation, *self.page.panes()]

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _opened(self) -> None:
        self.topbar.show_state("数据库已连接", Light.OK)
        self._timer.start()
        self._settle_in()
        self._watch_folders()
        self.refresh()
        QTimer.singleShot(SETTLED_MS, self, self._recover_prints)

    def _recover_prints(self) -> None:
        """What was not printed when the program last ended; without a book there is nothing to make the printing for."""
        if (machine.data_folder() / PRINT_BOOK).exists():
            self.printing.recover()

    def _watch_folders(self) -> None:
        """看文件夹: filings that arrive, newer setup programs."""
        from bingliang.gui.boards.broadcasting import Broadcasting
        from bingliang.gui.filing_watching import FilingWatching
        from bingliang.gui.updating import Updating

        self.filings = self.filings or FilingWatching(self)
        self.filings.begin()
        self.updating = self.updating or Updating(self)
        self.updating.begin()
        self.broadcasting = self.broadcasting or Broadcasting(self)
        self.broadcasting.begin()

    def _settle_in(self) -> None:
        """安顿: the rooms of this person's 岗位, and his own start page if the window has not been anywhere else yet."""
        from bingliang.gui.rooms import listed, start_of

        role = self.settings.role
        self.navigation.show_rooms(listed(role))
        self.worklist.begin_as(role)
        before, self._home = self._home, start_of(role)
        if self._here == (before, "") and before is not self._home:
            self._show((self._home, ""))

    def _not_opened(self, sentence: str) -> None:
        self.topbar.show_state("数据库未打开", Light.STATUTE_LATE)
        self.worklist.not_opened(sentence)

    def show_heading(self, heading: Heading) -> None:
        """页眉 as it came with an answer."""
        self.heading = heading
        if heading.ribbon == PRACTICE and not look().practice:
            style.apply(style.application(), look()._replace(practice=True))
        self.topbar.show_heading(heading)
        self.ribbon.say(heading.ribbon, heading.banner)
        marks = "".join(f"〔{word}〕" for word in (heading.ribbon,) if word)
        # The system adds the program's name behind it.
        self.setWindowTitle(" ".join(part for part in (marks, heading.zone_name) if part) or PROGRAM)

    # ── Qt ────────────────────────────────────────────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.set_rail(rail=self.width() < tokens.RAIL_BELOW)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._made:
            self.page.enter(self._here[1])

    def unsaved(self) -> str:
        """未保存: what each room would lose, one sentence a line; drafts are written by the way."""
        return "\n".join(filter(None, (page.unsaved() for page in self._made.values())))

    def dismiss(self) -> None:
        """换下: this window makes room for another one; the backstage goes on."""
        self._sure = self._stays = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        asked = "" if self._sure else self.unsaved()
        if asked:
            from bingliang.gui.leaving import ask_to_leave

            event.ignore()
            ask_to_leave(self, asked, self._close_now)
            return
        self._timer.stop()
        if self._backstage is not None and not self._stays:
            self._backstage.close()
        super().closeEvent(event)

    def _close_now(self) -> None:
        self._sure = True
        self.close()
