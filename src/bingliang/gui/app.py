"""程序: paints the window first, then asks who is there, then opens the database on the worker."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from bingliang import settings as machine
from bingliang.gui import handed, kept, keys, style
from bingliang.gui.style import Look
from bingliang.gui.widgets.topbar import PROGRAM
from bingliang.gui.window import Window
from bingliang.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from bingliang.desk.first_page import FirstPage
    from bingliang.gui.backstage import Backstage
    from bingliang.gui.first_start import FirstStart
    from bingliang.gui.identity import Holder, IdentityDialog
    from bingliang.gui.seat import Seat
    from bingliang.gui.source import Desk

Connect = Callable[[Settings], "Desk"]
Glance = Callable[[Settings], "FirstPage | None"]
COUNTER, REVIEWER = "窗口", "部门"
UNSEEN_MS = 200
FIRST_ROWS = 100
"""More than any screen shows."""
LATER_MS = 500
"""After the database is open: by then the first list and its first case stand."""


def main(argv: Sequence[str] | None = None, *, connect: Connect | None = None, look: Look | None = None) -> int:
    """程序: opens the window and runs until it is closed; the answer is the exit code.

    `argv` may name a package to import; `connect` is how the desk is opened (the tests bring their own), `look` the theme (else the system's choice).
    """
    # What starts a program is no garbage: until it is all in memory, looking for some only costs time (see `warming`,
    # and `Tidying` for who looks afterwards).
    gc.disable()
    stored = kept.stored()
    app = application(stored.scale)
    look = look or _system_look(app, stored)
    start = Start(
        app,
        connect or _connect,
        look,
        log_folder=_log_folder,
        first=connect is None,
        glance=None if connect else _glance,
    )
    start.handed = handed.handed(argv or ())
    start.show()
    return app.exec()


def application(scale: str = "") -> QApplication:
    """Qt 的应用: made once, speaking Chinese; `scale` (percent) comes on top of the system's own and only before it is made."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if scale not in ("", "100"):
        os.environ.setdefault("QT_SCALE_FACTOR", f"{int(scale) / 100:g}")
    app = style.styled_application(sys.argv[:1])
    app.setApplicationName("bingliang")
    app.setApplicationDisplayName(PROGRAM)
    speak_chinese(app)
    return app


def speak_chinese(app: QApplication) -> None:
    """中文按钮: Qt's own words (是, 否, 取消) in its own translation, which ships with it.

    Before any widget is made: buttons that have words of our own would get Qt's again.
    """
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


class Start(QObject):
    """开机: the frame, the net for faults, the pages, the question who is there, the database, in this order.

    Each step is imported when it comes, so that nothing delays the first paint, and the clerk is asked before the pages are
    built: he can type meanwhile. `log_folder` None: no net (tests); `first`: on a machine that nobody has set up, this is
    asked before anything else; `glance` reads the first page for a clerk who is there before the database libraries.
    """

    backstage: Backstage

    def __init__(
        self,
        app: QApplication,
        connect: Connect,
        look: Look,
        *,
        log_folder: Callable[[], Path | None] | None = None,
        first: bool = False,
        glance: Glance | None = None,
    ) -> None:
        super().__init__(app)
        resources = machine.factory().resources
        style.load_fonts(resources / "fonts")
        style.apply(app, look)
        self._connect = connect
        self._settings = Settings()
        self._identified = self._furnished = self._prepared = self._held = False
        self._first, self._glance = first, glance
        self._log_folder = log_folder
        self._app, self._icons, self._look = app, resources / "icons", look
        self.window = Window(self._icons)
        self.window.painted.connect(self._furnish)
        self._listen(self.window)
        self.identity: IdentityDialog | None = None
        self.first_start: FirstStart | None = None
        self.handed: Path | None = None
        self.seat: Seat | None = None
        self._holder: Holder | None = None

    def _listen(self, window: Window) -> None:
        window.retry.connect(self._open)
        window.leaving.connect(self._leave)
        window.saving.connect(self._save)

    def show(self) -> None:
        """显示: what follows waits until the frame has been painted."""
        room = self.window.screen().availableSize()
        whole = room.width() <= self.window.width() or room.height() <= self.window.height()
        if whole:
            self.window.resize(room)
            self.window.showMaximized()
        else:
            self.window.show()

    def _furnish(self) -> None:
        from bingliang.gui.backstage import Backstage
        from bingliang.gui.lastresort import LastResort, write_log

        if self._log_folder is not None:
            resort = LastResort(self)
            resort.install(self._log_folder())
            resort.struck.connect(self.show_fault, Qt.ConnectionType.QueuedConnection)
        self.backstage = Backstage(write_log, self)
        self.backstage.not_opened.connect(self._ask_again)
        if self.handed is not None:
            handed.import_when_open(self.backstage, lambda: self.window, self.handed)
        self.window.begin(self.backstage)
        self._furnishing = self.window.furnishing(self.backstage)
        fault = self._load()
        if self._first and not fault and machine.is_new():
            self._ask_first()
        else:
            self._ask_who()
        if fault:
            self.window.say(fault)

    def furnish_window(self) -> None:
        """布置窗口, once: behind the question, as soon as that stands there; at the latest when it is answered.

        Only then the worker begins: two threads that both run Python hold each other up, and the screen would wait.
        """
        while self._furnish_on():
            pass

    def _furnish_bit_by_bit(self) -> None:
        """Between the steps the clerk's keys are heard; once he has gone there is nothing more to furnish."""
        if self.window.isVisible() and self._furnish_on():
            QTimer.singleShot(0, self.window, self._furnish_bit_by_bit)

    def _furnish_on(self) -> bool:
        """One step more; False when all are done."""
        if not self._furnished:
            try:
                next(self._furnishing)
            except StopIteration:
                self._furnished = True
                self.backstage.opened.connect(self._warm_rooms)
                self.backstage.warm(self._warm)
        return not self._furnished

    def _load(self) -> str:
        """读取设置 before the keys are bound; the sentence that says why they could not be read."""
        try:
            self._settings = machine.load()
        except ValueError as error:
            return str(error)
        finally:
            self.window.settings = self._settings
            keys.adopt(self._settings.keys)
        return ""

    def _ask_first(self) -> None:
        from bingliang.gui.first_start import FirstStart

        self.first_start = FirstStart(self.backstage, self.window)
        self.first_start.given.connect(self._set_up)
        self.first_start.rejected.connect(self.window.close)
        self._open_before_furnishing(self.first_start)

    def _set_up(self, settings: Settings) -> None:
        self._settings = self.window.settings = settings
        self._ask_who()

    def _ask_who(self) -> None:
        from bingliang.gui.identity import IdentityDialog
        from bingliang.gui.offices import offered

        now = self._settings
        self.identity = IdentityDialog(
            now.clerk, now.counter, self.window, role=now.role, office=now.office, offices=offered(now)
        )  # fmt: skip
        self.identity.given.connect(self._identify)
        self.identity.rejected.connect(self.window.close)
        self._open_before_furnishing(self.identity)

    def _open_before_furnishing(self, question: QDialog) -> None:
        from bingliang.gui.widgets.painted import when_painted

        when_painted(question, self._furnish_bit_by_bit)
        question.open()

    def _warm_rooms(self) -> None:
        QTimer.singleShot(LATER_MS, self, self._warm_later)

    def _warm_later(self) -> None:
        from bingliang.gui.offices import own
        from bingliang.gui.warming import warm_rooms

        self.backstage.warm(warm_rooms, long=True)
        self.backstage.ask(self, own, self._keep_offices, topic="offices", long=True, failed=_unheard)
        self._seat().watch()

    def _keep_offices(self, found: Mapping[str, str]) -> None:
        """记住部门 of this zone for the next question who is there, which comes before the database."""
        if found and dict(found) != dict(self._settings.offices):
            self._adopt(offices=found)

    # ── who sits here ─────────────────────────────────────────────────────────────────────────────────────────

    def _seat(self) -> Seat:
        """席位, made when it is first left or watched."""
        if self.seat is None:
            from bingliang.gui.offices import offered
            from bingliang.gui.seat import Seat

            self.seat = Seat(
                self, self.backstage, window=lambda: self.window, settings=lambda: self._settings,
                connect=self._connect, offices=offered, take=self._take_seat,
            )  # fmt: skip
            self.seat.holder = self._holder
        return self.seat

    def _leave(self) -> None:
        self._seat().leave()

    def _take_seat(self, holder: Holder) -> None:
        """换人: what another one sees is built for him anew, from the room where his 岗位 begins."""
        self._holder = holder
        fault = self._adopt(**holder._asdict())
        self._replace_window()
        if fault:
            self.window.say(fault)

    def _adopt(self, **fresh: Any) -> str:  # noqa: ANN401 - fields of the settings by name
        """采用 and remember for the next start; the sentence where the file cannot be written."""
        self._settings = self.window.settings = replace(self._settings, **fresh)
        try:
            kept.remember(fresh)
        except ValueError as error:
            return str(error)
        return ""

    def _identify(self, clerk: str, counter: str, role: str, office: str) -> None:
        from bingliang.gui.identity import Holder

        self._holder = Holder(clerk, counter, role, office)
        if self.seat is not None:
            self.seat.holder = self._holder
        if fault := self._adopt(**self._holder._asdict()):
            self.window.say(fault)
        self._identified = True
        if self._glance is not None and not self._prepared and role == COUNTER:
            self._hurry(self._glance)
        else:
            self._begin()

    def _hurry(self, glance: Glance) -> None:
        """先看一眼: the clerk is there before the database libraries are; he sees his list first, then they come in.

        Only who stands at a counter begins with its cases; the others begin with all, or in rooms that only the desk can fill.
        """
        self.window.stand()
        wanted = self._settings
        self.backstage.glance(lambda: glance(wanted), self._show_first)

    def _show_first(self, first: FirstPage | None) -> None:
        from bingliang.gui.widgets.painted import when_painted

        self._held = True
        if first is None or not self.window.worklist.show_first(first):
            return self._go_on()
        when_painted(self.window.worklist.table.viewport(), self._go_on)
        QTimer.singleShot(UNSEEN_MS, self, self._go_on)  # nobody paints a window that lies in the task bar
        return None

    def _go_on(self) -> None:
        """接着: once, what the first page went before."""
        if self._held:
            self._held = False
            self._begin()

    def _begin(self) -> None:
        self.furnish_window()
        self._open()

    def _warm(self) -> None:
        """On the worker."""
        from bingliang.gui.warming import warm

        try:
            warm(hurried=lambda: self._identified)
        finally:
            self._prepared = True

    def _ask_again(self, sentence: str) -> None:
        """再问一次: a reviewer whose department this zone does not have can choose another; his answer tries again."""
        if self._settings.role == REVIEWER and self.identity is not None and not self.identity.isVisible():
            self._identified = False
            self.identity.say(sentence)
            self.identity.open()

    def _open(self) -> None:
        if not self._identified:
            return
        connect, wanted = self._connect, self._settings
        self.backstage.open(lambda: connect(wanted))

    def _save(self, settings: Settings) -> None:
        """保存本机设置; what the page changed stays in use even when the file cannot be written.

        Another look, or other keys, need a window that is drawn and bound anew.
        """
        before, self._settings = self._settings, settings
        self.window.settings = settings
        self._seat().watch()
        said = "已保存。"
        try:
            kept.keep(before, settings)
        except ValueError as error:
            said = str(error)
        if dict(before.keys) != dict(settings.keys) or (before.theme, before.density) != (
            settings.theme,
            settings.density,
        ):
            keys.adopt(settings.keys)
            self.wear(_system_look(self._app, settings)._replace(practice=style.look().practice))
        if said == "已保存。":
            self.window.tell(said)
        else:
            self.window.say(said)

    def wear(self, look: Look) -> None:
        """换装: a window in another look takes the place of this one, at the same spot, in the same room and at its mark."""
        self._look = look
        place, mark = self.window.place, self.window.page.mark()
        style.apply(self._app, look)
        self._replace_window(lambda: self.window.go(place, mark))

    def _replace_window(self, begin: Callable[[], None] | None = None) -> None:
        """换窗口, at the same spot and as large; `begin` takes it to its room."""
        old = self.window
        self.window = Window(self._icons, self._settings)
        self._listen(self.window)
        self.window.setGeometry(old.geometry())
        self.window.furnish(self.backstage)
        if begin is not None:
            begin()
        if old.isMaximized():
            self.window.showMaximized()
        else:
            self.window.show()
        self.window.activateWindow()
        old.dismiss()
        old.deleteLater()
        if self.backstage.ready:
            self.backstage.opened.emit()

    def show_fault(self, number: str) -> None:
        """出错框 with the log id; the page behind it stays as it was."""
        from PySide6.QtWidgets import QMessageBox

        from bingliang.gui.lastresort import box_text

        box = QMessageBox(
            QMessageBox.Icon.Warning, PROGRAM, box_text(number), QMessageBox.StandardButton.Ok, self.window
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _unheard(_: str) -> None:
    """Without the zone's own names the factory's stand there, as before the first time."""


def _glance(wanted: Settings) -> FirstPage | None:
    from bingliang.desk.first_page import first_page
    from bingliang.gui.pages.worklist.arranged import arranged

    return first_page(wanted, arranged(wanted)[0], FIRST_ROWS)


def _connect(wanted: Settings) -> Desk:
    from bingliang.gui.connect import connect

    return connect(wanted)


def _log_folder() -> Path | None:
    try:
        return machine.writable_data_folder() / "log"
    except ValueError:
        return None


def _system_look(app: QApplication, settings: Settings | None = None) -> Look:
    """外观 of this machine: its own choice, else the system's; BINGLIANG_LOOK stands before both."""
    chosen = settings or Settings()
    wanted = os.environ.get("BINGLIANG_LOOK", "")
    if wanted:
        return Look(dark="dark" in wanted, compact="compact" in wanted)
    dark = chosen.theme == "dark"
    if chosen.theme == "auto":
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return Look(dark=dark, compact=chosen.density == "compact")
