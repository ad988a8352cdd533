from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from bingliang.gui.backstage import Backstage
from bingliang.ledger.acts import Refusal
from tests.gui.conftest import never, settle
from tests.gui.sample import SampleDesk


def _open(qtbot: QtBot, backstage: Backstage) -> None:
    with qtbot.waitSignal(backstage.opened):
        backstage.open(SampleDesk)


def test_questions_run_beside_the_screen_and_answers_come_back_to_it(qtbot: QtBot, backstage: Backstage) -> None:
    _open(qtbot, backstage)
    threads: list[str] = []

    def take(worker: str) -> None:
        threads.extend([worker, threading.current_thread().name])

    backstage.ask(QObject(backstage), lambda _: threading.current_thread().name, take)
    settle(qtbot, backstage)
    assert threads[0].startswith("柜台")
    assert threads[1] == threading.main_thread().name


def test_newer_question_of_a_page_drops_its_older_one(qtbot: QtBot, backstage: Backstage) -> None:
    _open(qtbot, backstage)
    gate, page, answers = threading.Event(), QObject(), list[str]()
    backstage.ask(page, lambda _: "旧" if gate.wait(5) else "", answers.append, topic="list")
    backstage.ask(page, lambda _: "中", answers.append, topic="list")
    backstage.ask(page, lambda _: "新", answers.append, topic="list")
    backstage.ask(page, lambda _: "另一问", answers.append, topic="case")
    gate.set()
    settle(qtbot, backstage)
    assert answers == ["新", "另一问"]


def test_answer_for_a_page_that_is_gone_is_dropped(qtbot: QtBot, backstage: Backstage) -> None:
    import shiboken6

    _open(qtbot, backstage)
    gate, page = threading.Event(), QObject()
    backstage.ask(page, lambda _: gate.wait(5), never)
    shiboken6.delete(page)
    gate.set()
    settle(qtbot, backstage)


def test_refusal_arrives_as_its_sentence(qtbot: QtBot, backstage: Backstage, logged: list[BaseException]) -> None:
    _open(qtbot, backstage)

    def forbidden(_: object) -> None:
        raise Refusal("受理以后不能再要求补正", "《行政许可法》第三十二条")

    with qtbot.waitSignal(backstage.refused) as heard:
        backstage.act(QObject(backstage), forbidden, never)
    assert heard.args is not None
    assert "受理以后不能再要求补正" in heard.args[0]
    assert "第三十二条" in heard.args[0]
    assert not logged


def test_chinese_value_error_is_a_sentence_and_any_other_is_a_fault(
    qtbot: QtBot, backstage: Backstage, logged: list[BaseException]
) -> None:
    _open(qtbot, backstage)

    def raising(text: str) -> object:
        raise ValueError(text)

    page = QObject(backstage)
    with qtbot.waitSignal(backstage.refused):
        backstage.ask(page, lambda _: raising("统一社会信用代码第 18 位不对，请核对。"), never)
    with qtbot.waitSignal(backstage.failed) as heard:
        backstage.ask(page, lambda _: raising("not enough values to unpack"), never)
    assert heard.args == ["L1"]
    assert len(logged) == 1


def test_act_tells_every_page_even_when_its_own_is_gone(qtbot: QtBot, backstage: Backstage) -> None:
    import shiboken6

    _open(qtbot, backstage)
    page = QObject()
    with qtbot.waitSignal(backstage.changed):
        backstage.act(page, lambda _: None, never)
        shiboken6.delete(page)


def test_act_does_not_wait_behind_a_report(qtbot: QtBot, backstage: Backstage) -> None:
    _open(qtbot, backstage)
    gate, page, order = threading.Event(), QObject(), list[str]()
    backstage.ask(page, lambda _: gate.wait(5), lambda _: order.append("报表"), long=True)

    def acted(_: None) -> None:
        order.append("办理")
        gate.set()

    backstage.act(page, lambda _: None, acted)
    settle(qtbot, backstage)
    assert order == ["办理", "报表"]


def test_question_before_the_desk_is_open_is_refused(qtbot: QtBot, backstage: Backstage) -> None:
    with qtbot.waitSignal(backstage.refused) as heard:
        backstage.ask(QObject(backstage), lambda desk: desk.today, never)
    assert heard.args == ["数据库还没有打开，请稍候再试。"]


def test_database_that_does_not_open_says_why(qtbot: QtBot, backstage: Backstage) -> None:
    def closed() -> SampleDesk:
        raise ValueError("数据库由更新版本的程序建立，请先升级本机程序。")

    with qtbot.waitSignal(backstage.not_opened) as heard:
        backstage.open(closed)
    assert heard.args == ["数据库由更新版本的程序建立，请先升级本机程序。"]
    assert not backstage.ready


def test_close_lets_the_act_being_written_finish(qtbot: QtBot, backstage: Backstage) -> None:
    _open(qtbot, backstage)
    begun, done = threading.Event(), list[str]()

    def writing(_: object) -> None:
        begun.set()
        done.append("写完")

    backstage.act(QObject(backstage), writing, lambda _: None)
    begun.wait(5)
    backstage.close()
    assert done == ["写完"]
    backstage.ask(QObject(backstage), never, never)  # after closing nothing is asked any more
    assert backstage.idle or done


def test_what_is_warmed_for_later_holds_no_question_up(qtbot: QtBot, backstage: Backstage) -> None:
    _open(qtbot, backstage)
    gate, answers = threading.Event(), list[str]()
    backstage.warm(lambda: gate.wait(60), long=True)
    backstage.ask(QObject(backstage), lambda _: "答", answers.append)
    qtbot.waitUntil(lambda: answers == ["答"])
    assert not backstage.idle
    gate.set()
    settle(qtbot, backstage)


def test_what_nobody_needs_any_more_is_taken_apart_on_the_screens_thread(qtbot: QtBot, backstage: Backstage) -> None:
    """A dialog with a running timer, held by nothing but itself, while a worker makes enough to look for garbage."""
    _open(qtbot, backstage)
    gone: list[str] = []
    gc.collect()  # Python's own count begins anew, so that it is the worker that reaches its limit
    kept = [_left_behind(gone)]
    made: list[list[object]] = []
    backstage.ask(QObject(backstage), lambda _: [[] for _ in range(100_000)], made.extend)
    settle(qtbot, backstage)
    assert len(made) == 100_000
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.main_thread().name]
    assert kept[0]() is None


def _left_behind(gone: list[str]) -> weakref.ref[QDialog]:
    dialog = QDialog()
    timer = QTimer(dialog)
    dialog.itself = dialog  # type: ignore[attr-defined]  # what it is, the test knows
    timer.start(60_000)
    return weakref.ref(dialog, lambda _: gone.append(threading.current_thread().name))


def test_nothing_is_said_after_closing_time(qtbot: QtBot, backstage: Backstage) -> None:
    """A question that outlives the window: its worker must not speak through what may be deleted by then."""
    _open(qtbot, backstage)
    gate, begun, answers = threading.Event(), threading.Event(), list[bool]()

    def question(_: object) -> bool:
        begun.set()
        return gate.wait(5)

    backstage.ask(QObject(backstage), question, answers.append, long=True)
    begun.wait(5)
    backstage.close()
    said: list[object] = []
    backstage._arrived.connect(said.append, Qt.ConnectionType.DirectConnection)
    gate.set()
    backstage._long.shutdown(wait=True)
    assert said == answers == []
