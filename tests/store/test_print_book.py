"""打印簿: no paper lost, none doubled, whoever shares the book and whenever a program dies."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest

from bingliang.store.holding import Presence, hold
from bingliang.store.print_book import JobState, PrintBook, PrintJob

AT = "2026-12-18T08:50:00+08:00"
PAPER = PrintJob(
    id="a" * 32, sm3="ab" * 32, stream="case/1", seq=3, number="示范受〔2026〕第0001号", title="受理通知书", kind="公文",
    printer="窗口3 #1", at=AT, by="综合窗口甲", copies=2, owner="me",
)  # fmt: skip
LOOSE = replace(PAPER, id="b" * 32, sm3="", stream="seals/waiting", seq=-1, title="待用印清单", loose=1)


def again(n: int) -> PrintJob:
    return replace(PAPER, id=f"{n:032d}")


def printed(book: PrintBook, job: PrintJob) -> PrintJob:
    entered, fresh = book.enter(job)
    assert fresh
    assert book.claim(entered.id, "me", AT) is not None
    done = book.printed(entered.id, AT)
    assert done is not None
    return done


def test_an_empty_book_knows_nothing_and_makes_nothing(workspace: Path) -> None:
    book = PrintBook(workspace / "还没有")
    assert book.times(PAPER.sm3) == 0
    assert book.jobs(tuple(JobState)) == ()
    assert book.counts() == {}
    assert book.job(PAPER.id) is None
    assert book.sheet(PAPER.id) == b""
    assert book.entered([PAPER.sm3]) == frozenset()
    assert not book.path.parent.exists()


def test_prints_are_counted_and_outlive_the_program(workspace: Path) -> None:
    book = PrintBook(workspace)
    assert [printed(book, again(n)).reprint for n in range(3)] == [0, 1, 2]
    fresh = PrintBook(workspace)
    assert fresh.times(PAPER.sm3) == 3
    assert fresh.entered([PAPER.sm3, "cd" * 32]) == {PAPER.sm3}
    assert fresh.counts() == {JobState.PRINTED: 3}
    assert [job.reprint for job in fresh.jobs(tuple(JobState))] == [2, 1, 0], "newest first"


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.SENDING, JobState.HANDED])
def test_a_paper_on_its_way_is_not_entered_again(workspace: Path, state: JobState) -> None:
    book = PrintBook(workspace)
    book.enter(PAPER)
    if state is not JobState.WAITING:
        book.claim(PAPER.id, "me", AT)
    if state is JobState.HANDED:
        book.handed(PAPER.id, 7, AT)
    held, fresh = book.enter(again(1))
    assert (held.id, held.state, fresh) == (PAPER.id, state, False)
    assert book.counts() == {state: 1}


def test_a_paper_that_failed_is_tried_again_under_its_own_row_and_number(workspace: Path) -> None:
    book = PrintBook(workspace)
    book.enter(PAPER)
    book.claim(PAPER.id, "me", AT)
    assert book.failed(PAPER.id, "打印机没有接受", AT) is not None
    held, fresh = book.enter(replace(again(1), printer="另一台"))
    assert (held.id, held.printer, held.reprint, held.reason, fresh) == (PAPER.id, "另一台", 0, "", True)


def test_one_that_may_have_come_out_is_reprinted_as_a_reprint(workspace: Path) -> None:
    book = PrintBook(workspace)
    book.enter(PAPER)
    book.claim(PAPER.id, "dead", AT)
    assert book.recover(lambda name: name == "me", AT, "没有打印") == (book.job(PAPER.id),)
    book.unsure(PAPER.id, "说不清", AT)
    entered, fresh = book.enter(again(1))
    assert (entered.reprint, fresh) == (1, True), "F8 on the paper itself"
    retried = book.again(PAPER.id, AT)
    assert retried is not None
    assert retried.reprint == 1, "F8 in the queue"


def test_what_a_dead_program_left_waiting_is_not_printed_in_silence(workspace: Path) -> None:
    book = PrintBook(workspace)
    book.enter(replace(PAPER, owner="dead"))
    book.enter(replace(again(1), sm3="cd" * 32))
    assert book.recover(lambda name: name == "me", AT, "程序在打印以前关闭了") == ()
    assert book.counts() == {JobState.FAILED: 1, JobState.WAITING: 1}
    left = book.job(PAPER.id)
    assert left is not None
    assert (left.reason, left.owner) == ("程序在打印以前关闭了", "")


def test_each_step_is_taken_from_the_right_state_only(workspace: Path) -> None:
    book = PrintBook(workspace)
    book.enter(PAPER)
    assert book.handed(PAPER.id, 1, AT) is None
    assert book.printed(PAPER.id, AT) is None
    assert book.noted(PAPER.id, "缺纸", AT) is None
    assert book.again(PAPER.id, AT) is None, "one that waits is not put into the line twice"
    assert book.claim(PAPER.id, "me", AT) is not None
    assert book.claim(PAPER.id, "other", AT) is None, "two windows, one paper: one of them sends it"
    assert book.cancel(PAPER.id, AT) is None, "what is being sent cannot be held back"
    assert book.handed(PAPER.id, 9, AT) is not None
    assert book.noted(PAPER.id, "缺纸", AT) is not None
    assert book.printed(PAPER.id, AT) is not None
    assert book.cancel(PAPER.id, AT) is None
    assert book.again("没有这一份", AT) is None


def test_a_cancelled_print_was_no_print(workspace: Path) -> None:
    book = PrintBook(workspace)
    book.enter(PAPER)
    assert book.cancel(PAPER.id, AT, "由窗口取消") is not None
    assert book.claim(PAPER.id, "me", AT) is None
    assert book.enter(again(1))[0].reprint == 0


def test_a_sheet_made_on_the_spot_is_kept_until_it_is_printed(workspace: Path) -> None:
    book = PrintBook(workspace)
    book.enter(LOOSE, b"%PDF one")
    assert book.enter(replace(LOOSE, id="c" * 32), b"%PDF two")[1] is False
    book.claim(LOOSE.id, "me", AT)
    book.failed(LOOSE.id, "没有接受", AT)
    held, fresh = book.enter(replace(LOOSE, id="d" * 32), b"%PDF three")
    assert (held.id, fresh, book.sheet(LOOSE.id)) == (LOOSE.id, True, b"%PDF three"), "as it is now"
    book.claim(LOOSE.id, "me", AT)
    book.printed(LOOSE.id, AT)
    assert book.sheet(LOOSE.id) == b""
    assert book.enter(replace(LOOSE, id="e" * 32), b"%PDF four")[0].reprint == 0, "no paper of a case, never 补打"


def test_a_disk_that_takes_nothing_is_said_in_one_sentence(workspace: Path) -> None:
    (workspace / "printing.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(ValueError, match=r"打印簿.*不能读写.*没有送打印机"):
        PrintBook(workspace).enter(PAPER)


def _press(folder: Path, start: object, n: int, answers: object) -> None:
    book = PrintBook(folder)
    start.wait()  # type: ignore[attr-defined]  # what it is, the test knows
    job, fresh = book.enter(replace(PAPER, id=f"{n:032d}", owner=f"p{n}"))
    taken = book.claim(job.id, f"p{n}", AT) is not None
    answers.put((fresh, taken))  # type: ignore[attr-defined]  # what it is, the test knows


def test_two_windows_that_print_one_paper_at_once_send_it_once(workspace: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start, answers = context.Barrier(4), context.Queue()
    presses = [context.Process(target=_press, args=(workspace, start, n, answers)) for n in range(4)]
    for one in presses:
        one.start()
    got = [answers.get(timeout=60) for _ in presses]
    for one in presses:
        one.join(60)
    assert [sum(part) for part in zip(*got, strict=True)] == [1, 1], "entered once, sent once"
    assert PrintBook(workspace).counts() == {JobState.SENDING: 1}


def test_who_is_there_is_seen_by_others_and_who_has_died_is_not(workspace: Path) -> None:
    one, two = Presence(workspace), Presence(workspace)
    assert two.alive(one.name)
    assert one.alive(one.name)
    assert not two.alive("")
    assert hold(workspace / f"printing-{one.name}.lock") is None
    one.leave()
    assert not two.alive(one.name)
    (workspace / "printing-killed.lock").touch()
    assert not two.alive("killed")
    assert not (workspace / "printing-killed.lock").exists()
    (workspace / "printing-shut.lock").mkdir()
    assert two.alive("shut"), "what cannot be opened is not taken for dead"
    two.leave()
    two.leave()
