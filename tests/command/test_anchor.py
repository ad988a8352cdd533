"""bingliang anchor, as it is typed: with the second copy even a cut tail is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.command import main
from bingliang.desk.demo.story import StoryClock, open_zone
from bingliang.desk.desk import open_desk
from bingliang.ledger.acts import Who
from bingliang.settings import factory
from tests.clerk import Clerk
from tests.command.test_verify import spoiled


def _today(where: str) -> None:
    """A case of today, by the machine's own clock: an anchor is refused while the clock lies before the last line."""
    desk = open_desk(where, Who("综合窗口甲", "3"))
    open_zone(desk, factory().resources / "demo")
    with desk.store.look() as look:
        now = look.now
    Clerk(desk, StoryClock(now)).receives("S3-09").accepts(1)
    desk.close()


def test_a_cut_tail_is_found_with_the_second_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where, copy = str(tmp_path / "台账.db"), tmp_path / "另一块盘" / "封存.txt"
    _today(where)
    copy.parent.mkdir()
    assert main(["anchor", "--db", where, "--out", str(copy)]) == 0
    assert capsys.readouterr().out == f"{copy}\n"
    assert main(["verify", "--db", where, "--anchor", str(copy)]) == 0
    last = "SELECT max(seq) FROM ledger AS other WHERE other.stream = ledger.stream"
    spoiled(Path(where), f"DELETE FROM ledger WHERE stream LIKE 'case/%' AND seq = ({last})")
    capsys.readouterr()
    assert main(["verify", "--db", where, "--anchor", str(copy)]) == 1
    assert "case/" in capsys.readouterr().out


def test_the_copy_must_be_there_and_whole(
    demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for content in (None, b"nonsense"):
        copy = tmp_path / "封存.txt"
        if content:
            copy.write_bytes(content)
        code = main(["verify", "--db", str(demonstrated / "demo.db"), "--anchor", str(copy)])
        assert code in {1, 2}
        assert "Traceback" not in capsys.readouterr().err
