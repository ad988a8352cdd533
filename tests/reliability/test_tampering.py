"""核验: whoever holds the database and changes anything in it, `bingliang verify` says that and where.

Each manipulation is done to a copy of one ledger by somebody who first takes the triggers off and puts them back
afterwards, so that nothing but the change itself can be found.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from bingliang.command import main
from bingliang.desk.calendar import notices
from bingliang.desk.dated import confirm_date
from bingliang.desk.demo.story import ADMINISTRATOR
from bingliang.desk.desk import open_desk
from bingliang.store.anchors import fold_of
from tests.reliability import presses, tamperings
from tests.reliability.crew import Crew, Hand
from tests.reliability.plain import Plain, kind
from tests.reliability.stock import Stock
from tests.reliability.tamperings import A, B
from tests.reliability.test_notice import NOTICE
from tests.reliability.thief import NOWHERE, Place, Tampering, Thief, with_fact

ANCHOR = "封存 #1.json"


def _ledger(where: str) -> None:
    """Two visits, one of them accepted and decided, and a notice that moved both."""
    desk = presses.counter(where)
    presses.open_zone(desk)
    presses.receive(desk, "来访0")
    presses.accept(desk, "来访0", [1, 2, 3])
    presses.grant(desk, "来访0", 3, "准予")
    presses.receive(desk, "来访1", ["S1-10"])
    notices.publish(replace(desk, who=ADMINISTRATOR), "启用通知", NOTICE)
    desk.close()
    today = open_desk(where, ADMINISTRATOR)
    confirm_date(today)  # the command below asks the machine's own clock, which is far ahead of these acts
    today.close()


def bingliang(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    """The command as an administrator types it."""
    path = os.pathsep.join(part for part in sys.path if part)
    environment = {**os.environ, "PYTHONPATH": path, "BINGLIANG_DATA": str(data), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "bingliang", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=60)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stock(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """Copies of one sealed ledger; the second copy of its anchor lies beside."""
    server = request.getfixturevalue("postgresql_server") if request.param == "postgresql" else None
    template = request.getfixturevalue("postgresql_template") if server else ""
    folder = tmp_path_factory.mktemp("ledger")

    def sealed(where: str) -> None:
        _ledger(where)
        done = bingliang("anchor", "--db", where, "--out", str(folder / ANCHOR), data=folder)
        assert done.returncode == 0, done.stderr

    made = Stock(server, folder, template, sealed)
    made.anchor = folder / ANCHOR
    yield made
    made.clear()


def verifying(line: Connection) -> None:
    """`bingliang` in a process of its own, command after command; what it prints is handed back."""
    while (arguments := line.recv()) is not None:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
        line.send((code, out.getvalue(), err.getvalue()))


def command(hand: Hand, *arguments: str) -> tuple[int, str, str]:
    """One command's exit code, output and errors."""
    hand.line.send(arguments)
    code, out, err = hand.said()
    return code, out, err


def place_in(out: str) -> Place:
    """The stream and line that verify names behind its sentence."""
    lines = out.splitlines()
    if len(lines) < 2:
        return NOWHERE
    stream, _, seq = lines[1].partition(" 第")
    return stream, int(seq.removesuffix("行")) if seq else None


def missed(stock: Stock, hand: Hand, tampering: Tampering) -> str:
    """What verify did not find or misplaced; empty when it was right."""
    with stock.lent() as where:
        with Thief(where) as thief, thief.unlocked():
            places = tampering.do(thief)
        code, out, err = command(hand, "verify", "--db", where)
    found = place_in(out)
    if code == 1 and (found in places or (found[0], None) in places):
        return ""
    return f"{tampering.name}: exit {code}, {found} instead of {places}: {out.strip()[:120]} {err.strip()[:120]}"


def all_found(stock: Stock, crew: Crew, manipulations: list[Tampering], kind_of_them: str) -> None:
    """Verify is right about every one of them."""
    hand = crew.start(verifying)
    assert command(hand, "verify", "--db", stock.origin)[0] == 0, "the ledger is sound before it is touched"
    wrong = [fault for one in manipulations if (fault := missed(stock, hand, one))]
    print(f"\n{kind(stock.origin)}, {kind_of_them}: {len(manipulations) - len(wrong)} of {len(manipulations)} found")
    assert not wrong, "\n".join(wrong)


def test_every_column_of_a_line(stock: Stock, crew: Crew) -> None:
    all_found(stock, crew, tamperings.of_lines(), "columns of lines")


def test_lines_out_in_and_swapped(stock: Stock, crew: Crew) -> None:
    all_found(stock, crew, tamperings.of_order(), "order of lines")


def test_presses(stock: Stock, crew: Crew) -> None:
    all_found(stock, crew, tamperings.of_presses(), "requests")


def test_every_column_of_the_list(stock: Stock, crew: Crew) -> None:
    with Plain(stock.origin) as plain:
        columns = plain.columns("standing")
    all_found(stock, crew, tamperings.of_standing(columns), "standing")


def test_numbers_and_counters(stock: Stock, crew: Crew) -> None:
    all_found(stock, crew, tamperings.of_numbers(), "numbers")


def test_editions(stock: Stock, crew: Crew) -> None:
    all_found(stock, crew, tamperings.of_editions(), "editions")


def test_stored_bytes(stock: Stock, crew: Crew) -> None:
    all_found(stock, crew, tamperings.of_bytes(kind(stock.origin)), "stored bytes")


def test_what_cannot_be_read(stock: Stock, crew: Crew) -> None:
    if kind(stock.origin) == "PostgreSQL":
        pytest.skip("PostgreSQL checks the type of every value itself")
    all_found(stock, crew, tamperings.of_unreadable(), "unreadable values")


# ── what only the second copy finds ──


def test_a_cut_tail_is_found_with_the_second_copy_only(stock: Stock, crew: Crew) -> None:
    """Said plainly: without the second copy, and by one who knows the program, a cut tail is not found."""
    hand = crew.start(verifying)
    where = stock.copy()
    with Thief(where) as thief, thief.unlocked():
        cut = thief.last(B)
        _forget(thief, cut.request)
        _forget_anchor(thief)
    assert command(hand, "rebuild", "--db", where)[0] == 0
    code, out, _ = command(hand, "verify", "--db", where)
    assert code == 0, out
    code, out, _ = command(hand, "verify", "--db", where, "--anchor", str(stock.anchor))
    assert (code, place_in(out)) == (1, (B, cut.seq)), out


def test_a_cut_tail_is_found_by_the_anchor_line_while_it_is_there(stock: Stock, crew: Crew) -> None:
    hand = crew.start(verifying)
    where = stock.copy()
    with Thief(where) as thief, thief.unlocked():
        _forget(thief, thief.last(B).request)
    assert command(hand, "rebuild", "--db", where)[0] == 0
    code, out, _ = command(hand, "verify", "--db", where)
    assert (code, place_in(out)) == (1, ("zone/anchor", 1)), out


def _forget(thief: Thief, press: str) -> None:
    thief.do("DELETE FROM ledger WHERE request = ?", press)
    thief.do("DELETE FROM request WHERE id = ?", press)


def _forget_anchor(thief: Thief) -> None:
    _forget(thief, thief.last("zone/anchor").request)


def test_a_full_rewrite_is_found_with_the_second_copy(stock: Stock, crew: Crew) -> None:
    """He changes the first line of a case, makes every hash right again, and the anchor too."""
    hand = crew.start(verifying)
    where = stock.copy()
    with Thief(where) as thief, thief.unlocked():
        first = thief.lines(A)[0]
        thief.change(first, "facts", with_fact(first, channel="邮寄").facts)
        thief.rechain(A)
        _fold_again(thief)
    assert command(hand, "rebuild", "--db", where)[0] == 0
    code, out, _ = command(hand, "verify", "--db", where)
    assert code == 0, out
    code, out, _ = command(hand, "verify", "--db", where, "--anchor", str(stock.anchor))
    with Thief(where) as thief:
        assert (code, place_in(out)) == (1, (A, thief.last(A).seq)), out


def _fold_again(thief: Thief) -> None:
    anchor = thief.last("zone/anchor")
    streams = [name for (name,) in thief.ask("SELECT DISTINCT stream FROM ledger") if name != anchor.stream]
    heads = {stream: (thief.last(stream).seq, thief.last(stream).hash) for stream in streams}
    thief.change(anchor, "facts", with_fact(anchor, fold=fold_of(heads)).facts)
    thief.rechain(anchor.stream)


def test_a_whole_case_that_never_was_is_found_with_the_second_copy(stock: Stock, crew: Crew) -> None:
    hand = crew.start(verifying)
    where = stock.copy()
    with Thief(where) as thief, thief.unlocked():
        for press in {line.request for line in thief.lines(B)}:
            _forget(thief, press)
        _forget_anchor(thief)
    code, out, _ = command(hand, "verify", "--db", where, "--anchor", str(stock.anchor))
    assert code == 1
    assert place_in(out)[0] in {B, "zone/calendar"}, out


def test_a_second_copy_that_was_changed_is_refused(stock: Stock, crew: Crew, tmp_path: Path) -> None:
    hand = crew.start(verifying)
    content = json.loads(stock.anchor.read_text("utf-8"))
    content["heads"][A][0] -= 1
    other = tmp_path / "改过的封存.json"
    other.write_text(json.dumps(content), "utf-8")
    code, out, err = command(hand, "verify", "--db", stock.origin, "--anchor", str(other))
    assert (code, out) == (2, "")
    assert "已被改动" in err


# ── the command itself ──


def test_the_command_says_where_and_exits_1(stock: Stock, tmp_path: Path) -> None:
    where = stock.copy()
    sound = bingliang("verify", "--db", where, "--anchor", str(stock.anchor), data=tmp_path)
    assert sound.returncode == 0
    rights = sound.stderr.splitlines()
    assert len(rights) == (where.startswith("postgresql"))
    assert all("权限过大" in line for line in rights), "the server's owner may do what nobody at a counter needs"
    assert sound.stdout.startswith("台账完好：")
    with Thief(where) as thief, thief.unlocked():
        line = thief.lines(A)[4]
        thief.change(line, "by", "别人")
    found = bingliang("verify", "--db", where, data=tmp_path)
    assert found.returncode == 1
    assert place_in(found.stdout) == (A, 5)
    assert "Traceback" not in found.stderr
    assert len([line for line in found.stderr.splitlines() if line not in rights]) == 1
