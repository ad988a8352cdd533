"""后台: the one bridge between the screen and the desk. Questions and acts run on workers, answers come back as signals.

Four workers: one for acts and short reads, one for what may take longer than 200 ms, so that no act waits behind a
report, one for printers and files, which ask nothing of the desk and may keep one waiting, and one for what the program
brings along. A newer question on the same topic drops the older one, and an answer whose page is gone is dropped.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from bingliang.gui.listening import Listening
from bingliang.gui.tidying import Tidying
from bingliang.ledger.acts import Refusal

if TYPE_CHECKING:
    from bingliang.gui.source import Desk

T = TypeVar("T")

POLL_MS = 30_000
TURN_S = 0.0005
"""How long a worker may keep Python's lock while the screen waits for it; Python's own 5 ms are felt in every repaint."""
GATHER_MS = 200
"""What other counters write within this time is shown by one refresh."""


class _Way(Enum):
    """怎么做: a question that a newer one drops, on either worker; an act; what is asked of a printer or a file."""

    SHORT = "短"
    LONG = "长"
    ACT = "办"
    OUTSIDE = "外"
    OWN = "自"

    @property
    def kept(self) -> bool:
        """Whether it is never dropped, not even at closing time."""
        return self in (_Way.ACT, _Way.OUTSIDE)


@dataclass(slots=True, eq=False)
class _Job(Generic[T]):
    """一件: one question or act, with what is to be done with its three endings."""

    page: QObject
    topic: str
    number: int
    work: Callable[[], T]
    then: Callable[[T], None]
    refused: Callable[[str], None] | None
    failed: Callable[[str], None] | None
    way: _Way = _Way.SHORT
    answer: T | None = None
    error: Exception | None = None
    skipped: bool = False


class Backstage(QObject):
    """后台: owned by the window. `write_log` turns an unexpected error into a log id."""

    changed = Signal()
    """something was written: every page that shows data asks again"""
    refused = Signal(str)
    """one sentence, with its legal ground, for a page that did not take refusals itself"""
    failed = Signal(str)
    """the log id of an unexpected error that no page took itself"""
    opened = Signal()
    not_opened = Signal(str)
    """the sentence that says why the database could not be opened"""
    _arrived = Signal(object)
    _heard = Signal()

    def __init__(self, write_log: Callable[[BaseException], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(TURN_S)
        self._write_log = write_log
        self._desk: Desk | None = None
        self._short = ThreadPoolExecutor(max_workers=1, thread_name_prefix="柜台")
        self._long = ThreadPoolExecutor(max_workers=1, thread_name_prefix="报表")
        self._outside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="外设")
        self._own = ThreadPoolExecutor(max_workers=1, thread_name_prefix="帮助")
        self._workers = {
            _Way.SHORT: self._short, _Way.ACT: self._short, _Way.LONG: self._long, _Way.OUTSIDE: self._outside,
            _Way.OWN: self._own,
        }  # fmt: skip
        self._newest: dict[tuple[int, str], int] = {}
        self._counter = 0
        self._pending = 0
        self._writing = 0
        self._printing = 0
        self._closed = False
        self._speaking = threading.Lock()
        self._over = False
        self._leaving: list[Callable[[], None]] = []
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._listening: Listening | None = None
        self._gathering = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gathering.timeout.connect(self.changed)
        self._heard.connect(self._gather, Qt.ConnectionType.QueuedConnection)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self.keep_up)
        self._tidying = Tidying(self)

    @property
    def ready(self) -> bool:
        """已连接: a desk stands behind."""
        return self._desk is not None

    @property
    def idle(self) -> bool:
        """空闲: nothing asked is still unanswered."""
        return self._pending == 0

    def open(self, connect: Callable[[], Desk]) -> None:
        """打开: connects on the worker, where the database libraries are imported; then `opened` or `not_opened`."""

        def take(desk: Desk) -> None:
            self._stand(desk)
            self._poll.start()
            self._tidying.begin()
            self.opened.emit()

        def log(number: str) -> None:
            self.not_opened.emit(f"数据库没有打开，原因已记入日志（编号 {number}），请按 F5 再试，仍不行请联系管理员。")

        self._put(connect, take, topic="open", refused=self.not_opened.emit, failed=log)

    def exchange(
        self, connect: Callable[[], Desk], then: Callable[[], None], *, refused: Callable[[str], None]
    ) -> None:
        """换人: another desk in the place of this one, behind every act that is still being written at it.

        Where the other one cannot be opened this one stands, and `refused` gets the sentence. `then` comes in the place
        of `opened`, which whoever is shown next has to hear.
        """
        listening = self._listening

        def work() -> Desk:
            desk = connect()
            if listening is not None:
                listening.end()  # here, not on the screen's thread: it waits for the wait that is going on
            return desk

        def take(desk: Desk) -> None:
            former = self._standing()
            self._stand(desk)
            self._put(former.desk.close, _quiet, topic="former", way=_Way.LONG, refused=_quiet, failed=_quiet)
            then()

        def log(number: str) -> None:
            refused(f"没有换成，原因已记入日志（编号 {number}），请再试，仍不行请联系管理员。")

        self._put(work, take, topic="open", refused=refused, failed=log)

    def _stand(self, desk: Desk) -> None:
        self._desk = desk
        self._listen(desk)

    def keep_up(self) -> None:
        """跟上日子: with every poll asks whether a new day has begun; what follows in silence is then recorded and shown."""
        if self._desk is not None:
            self.ask(self, lambda desk: desk.new_day(), self._day_turned, topic="day", refused=_quiet, failed=_quiet)

    def _day_turned(self, new: bool) -> None:  # noqa: FBT001 - the answer of a question
        if new:
            self.changed.emit()

    def _listen(self, desk: Desk) -> None:
        if self._listening is not None:
            self._listening.end()
        self._listening = Listening(desk, self._overheard)
        self._listening.begin()
        self.keep_up()

    def _overheard(self) -> None:
        """On the listening thread."""
        with self._speaking:
            if self._may_speak():
                self._heard.emit()

    def _gather(self) -> None:
        if not self._gathering.isActive() and not self._closed:
            self._gathering.start()

    def warm(self, work: Callable[[], object], *, long: bool = False) -> None:
        """预热: work whose answer nobody waits for, e.g. imports; its errors come back when it counts.

        On the short worker everything asked later waits for it; on the long one nothing but a report does.
        """
        way = _Way.LONG if long else _Way.SHORT
        self._put(work, lambda _: None, topic=f"warm {way.value}", way=way, refused=_quiet, failed=_quiet)

    def ask(
        self,
        page: QObject,
        question: Callable[[Desk], T],
        then: Callable[[T], None],
        *,
        topic: str = "",
        long: bool = False,
        refused: Callable[[str], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """询问: `then` gets the answer on the screen's thread, unless a newer question of this page and topic came."""
        self._put(
            lambda: question(self._standing()),
            then,
            page,
            topic=topic or "ask",
            way=_Way.LONG if long else _Way.SHORT,
            refused=refused,
            failed=failed,
        )

    def glance(self, work: Callable[[], T | None], then: Callable[[T | None], None]) -> None:
        """看一眼: what can be shown before the desk is open; `then` comes in any case, with None where there is nothing.

        Beside the short worker, on which the libraries of the desk are perhaps coming in.
        """
        self._put(work, then, topic="glance", way=_Way.OWN, refused=lambda _: then(None), failed=lambda _: then(None))

    def act(
        self,
        page: QObject,
        deed: Callable[[Desk], T],
        then: Callable[[T], None],
        *,
        refused: Callable[[str], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """办理: never dropped; `changed` follows when it went through, even if the page is gone by then."""
        self._put(lambda: deed(self._standing()), then, page, refused=refused, failed=failed, way=_Way.ACT)

    def outside(
        self,
        page: QObject,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        refused: Callable[[str], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """外设: what a printer or a file is asked, without the desk; one after the other, never dropped."""
        self._put(work, then, page, refused=refused, failed=failed, way=_Way.OUTSIDE)

    def know(self, page: QObject, work: Callable[[], T], then: Callable[[T], None], *, topic: str) -> None:
        """自己知道的: what the program brings along (help, initials, the key card); neither desk nor printer can hold it up."""
        self._put(work, then, page, topic=topic, way=_Way.OWN)

    def at_close(self, leave: Callable[[], None]) -> None:
        """收工时: called once nothing is being printed any more."""
        self._leaving.append(leave)

    def close(self) -> None:
        """收工: waits for the act that is being written and for what is being printed, drops every question not begun."""
        self._closed = True
        self._poll.stop()
        self._gathering.stop()
        if self._listening is not None:
            self._listening.end()
        self._outside.shutdown(wait=self._printing > 0, cancel_futures=False)
        while self._leaving:
            self._leaving.pop()()
        self._long.shutdown(wait=False, cancel_futures=True)
        self._own.shutdown(wait=False, cancel_futures=True)
        self._short.shutdown(wait=self._writing > 0, cancel_futures=False)
        with self._speaking:
            self._over = True
        self._tidying.end()

    def _standing(self) -> Desk:
        if self._desk is None:
            raise Refusal("数据库还没有打开，请稍候再试。")
        return self._desk

    def _put(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        page: QObject | None = None,
        *,
        topic: str = "",
        way: _Way = _Way.SHORT,
        refused: Callable[[str], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        if self._closed:
            return
        self._counter += 1
        self._pending += 1
        job = _Job(page or self, topic, self._counter, work, then, refused, failed, way)
        self._writing += way is _Way.ACT
        self._printing += way is _Way.OUTSIDE
        if not way.kept:
            self._newest[id(job.page), topic] = job.number
        self._workers[way].submit(self._run, job)

    def _stale(self, job: _Job[Any]) -> bool:
        return not job.way.kept and self._newest.get((id(job.page), job.topic)) != job.number

    def _run(self, job: _Job[T]) -> None:
        """On the worker. Everything is caught: an error must reach the screen, and the worker must live."""
        if (self._closed and not job.way.kept) or self._stale(job):
            job.skipped = True
        else:
            try:
                job.answer = job.work()
            except Exception as error:  # noqa: BLE001 - the last net of the worker thread; it becomes a log id
                job.error = error
        with self._speaking:
            if self._may_speak():
                self._arrived.emit(job)

    def _may_speak(self) -> bool:
        """On a worker, which may outlive the window: after `close` this object may be deleted at any moment."""
        return not self._over and shiboken6.isValid(self)

    def _deliver(self, job: _Job[Any]) -> None:
        """On the screen's thread."""
        self._pending -= 1
        self._writing -= job.way is _Way.ACT
        self._printing -= job.way is _Way.OUTSIDE
        stale = job.skipped or self._stale(job)
        if not job.way.kept and not stale:
            self._newest.pop((id(job.page), job.topic), None)
        if job.way is _Way.ACT and job.error is None:
            self.changed.emit()
        if stale or not shiboken6.isValid(job.page):
            return
        if job.error is None:
            job.then(job.answer)
        elif _speaks_to_the_clerk(job.error):
            (job.refused or self.refused.emit)(str(job.error))
        else:
            (job.failed or self.failed.emit)(self._write_log(job.error))


def _quiet(_: object) -> None:
    """Nothing is said of a poll that failed: the next question of the clerk's own will say it."""


def _speaks_to_the_clerk(error: Exception) -> bool:
    """A ValueError of ours is a Chinese sentence; one of Python's own is a fault and belongs in the log."""
    return isinstance(error, Refusal) or (isinstance(error, ValueError) and any(c > "\u3000" for c in str(error)))
