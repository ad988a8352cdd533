"""席位: who leaves it covers the window; who takes it says so, and another one gets a desk and a window of his own.

Nothing is known by a password here: the cover keeps what stands on the screen from those who pass by, no more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from bingliang.gui import icons, tokens
from bingliang.gui.customer import CustomerWindow
from bingliang.gui.identity import Holder, IdentityDialog
from bingliang.gui.sheet import Sheet
from bingliang.gui.style import application, colours, font
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.topbar import counter_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from bingliang.gui.backstage import Backstage
    from bingliang.gui.source import Desk
    from bingliang.gui.window import Window
    from bingliang.settings import Settings

MINUTE_MS = 60_000
NEVER = "never"
SEAL, LINE, ABOVE = 64, 30, 316
"""What stands over the middle of the window keeps clear of the question, which stands in it."""
COVERED = "内容已经盖住，填到一半的都留着。"
CHANGING = "正在换人，请稍候……"
_HANDS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


class Absence(QObject):
    """没有人动: tells when nobody has touched keys, mouse or screen for so many minutes."""

    away = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.away)
        self._minutes = NEVER

    def after(self, minutes: str) -> None:
        """几分钟 of this machine's settings; only where one is chosen does every event pass by here."""
        if minutes == self._minutes:
            return
        self._minutes = minutes
        self._timer.stop()
        application().removeEventFilter(self)
        if minutes != NEVER:
            application().installEventFilter(self)
            self._timer.start(int(minutes) * MINUTE_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self._timer.start()
        return super().eventFilter(watched, event)


class Cover(QWidget):
    """盖住 the whole window, over which the question stands."""

    def __init__(self, window: QMainWindow, whose: str) -> None:
        super().__init__(window)
        self._window, self._whose, self._said = window, whose, ""
        self.setCursor(Qt.CursorShape.ArrowCursor)
        window.installEventFilter(self)
        self.say(COVERED)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def say(self, sentence: str) -> None:
        """说一句 under whose seat it is."""
        self._said = sentence
        self.setAccessibleName(f"离开：{self._whose}。{sentence}")
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self._window.rect())
            elif event.type() == QEvent.Type.ChildAdded:
                self.raise_()  # nothing that comes later may stand before it
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        ink.ground(painter, self.rect(), c.bg)
        top = max(tokens.XL, self.height() // 2 - ABOVE)
        if top >= SEAL + tokens.L + tokens.XL:
            seal = icons.seal(SEAL, c.nav_selected, "#FFFFFF").pixmap(SEAL, SEAL)
            painter.drawPixmap((self.width() - SEAL) // 2, top - SEAL - tokens.L, seal)
        for text, used, tone, at in (
            (f"离开 · {self._whose}", font(tokens.TITLE, bold=True), c.text, top),
            (self._said, font(tokens.BODY), c.text2, top + LINE),
        ):
            ink.write(
                painter, QRect((self.width() - ink.width(text, used)) // 2, at, self.width(), LINE), text, used, tone
            )
        painter.end()


class Seat(QObject):
    """席位 of one program: `connect` opens the desk for whoever comes, `take` puts his window in place of this one."""

    def __init__(
        self,
        parent: QObject,
        backstage: Backstage,
        *,
        window: Callable[[], Window],
        settings: Callable[[], Settings],
        connect: Callable[[Settings], Desk],
        offices: Callable[[Settings], tuple[tuple[str, str], ...]],
        take: Callable[[Holder], None],
    ) -> None:
        super().__init__(parent)
        self._backstage, self._window, self._settings = backstage, window, settings
        self._connect, self._offices, self._take = connect, offices, take
        self.holder: Holder | None = None
        self.cover: Cover | None = None
        self.dialog: IdentityDialog | None = None
        self.absence = Absence(self)
        self.absence.away.connect(self.leave)

    def watch(self) -> None:
        """照设置: after so many minutes the window is covered by itself."""
        self.absence.after(self._settings().lock_after)

    def leave(self) -> None:
        """离开: covers the window and asks who takes the seat; what had been asked of the one who left is answered 取消."""
        window, holder = self._window(), self.holder
        if holder is None or self.cover is not None or not window.isVisible():
            return
        if not self._backstage.ready:
            window.say("数据库还没有打开，窗口里没有要盖住的内容；打开以后再离开、换人。")
            return
        _put_away()
        self.cover = Cover(window, f"{counter_words(holder.counter)}  {holder.clerk}")
        self.dialog = IdentityDialog(
            holder.clerk, holder.counter, window, role=holder.role, office=holder.office,
            offices=self._offices(self._settings()), leaving=True, refusing=self._refusing,
        )  # fmt: skip
        self.dialog.given.connect(self._answered)
        self.dialog.crossed.connect(self._close)
        self.dialog.open()

    # ── the answer ────────────────────────────────────────────────────────────────────────────────────────────

    def _refusing(self, clerk: str, counter: str, role: str, office: str) -> str:
        """为何不能换人: what is open is confirmed by nobody but the one who filled it in."""
        holder = self.holder
        if holder is None or Holder(clerk, counter, role, office) == holder:
            return ""
        open_here = still_open(self._window())
        if not open_here:
            return ""
        return (
            f"{open_here}{holder.clerk}填的不能由别人确认：请按 Enter 以“{holder.clerk}”回来，办完或者取消以后再换人。"
        )

    def _answered(self, clerk: str, counter: str, role: str, office: str) -> None:
        came = Holder(clerk, counter, role, office)
        if came == self.holder:
            self._lift()
            return
        wanted = replace(self._settings(), **came._asdict())
        if self.cover is not None and self.dialog is not None:
            self.cover.say(CHANGING)
            self.dialog.wait(on=True)
        self._backstage.exchange(lambda: self._connect(wanted), partial(self._changed, came), refused=self._ask_again)

    def _changed(self, came: Holder) -> None:
        self.cover = None  # it goes with the window of the one who left
        self._drop_dialog()
        self.holder = came
        self._take(came)
        self._window().tell(f"已换人：从现在起办理的记“{came.clerk}”。")

    def _ask_again(self, sentence: str) -> None:
        """再问一次: the desk of the one who left still stands, and nobody acts at it behind the cover."""
        if self.cover is not None:
            self.cover.say(COVERED)
        if self.dialog is not None:
            self.dialog.say(sentence)
            self.dialog.wait(on=False)

    def _lift(self) -> None:
        """回来: everything stands as it was left."""
        if self.cover is not None:
            self.cover.hide()
            self.cover.deleteLater()
            self.cover = None
        self._drop_dialog()
        self._window().activateWindow()

    def _drop_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.deleteLater()
            self.dialog = None

    def _close(self) -> None:
        """退出 from the question, by the cross of its frame; not over something that is still open."""
        open_here = still_open(self._window())
        if open_here and self.dialog is not None:
            self.dialog.say(f"{open_here}请先回来办完或者取消，再退出。")
        else:
            self._window().close()


def still_open(window: Window) -> str:
    """还开着什么: a sheet in whatever room, else what a room would ask about before the window closes."""
    sheets = [one for one in window.findChildren(Sheet) if not one.isHidden() and one.form is not None]
    if sheets:
        return "".join(f"“{one.form.title}”的办理单还没有确认。" for one in sheets if one.form is not None)
    return window.unsaved()


def _put_away() -> None:
    """收起 what stands before the window: lists, questions, the customer's screen."""
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass
    for shown in QApplication.topLevelWidgets():
        if isinstance(shown, QDialog) and shown.isVisible():
            shown.reject()
        elif isinstance(shown, CustomerWindow):
            shown.close()
