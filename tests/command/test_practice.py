"""bingliang practice, as it is typed: the question before anything is cleared, and the safe answer."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from bingliang.command import main


def typed(where: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    code = main(["practice", "--db", str(where), "--no-window", *more])
    told, err = capsys.readouterr()
    return code, told, err


def answers(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_made_once_and_found_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = tmp_path / "练习 #1" / "p.db"
    code, told, err = typed(where, capsys)
    assert (code, err) == (0, "")
    assert json.loads(told) == {"database": str(where), "cases": 5}
    made = where.stat().st_mtime_ns
    assert typed(where, capsys)[0] == 0
    assert where.stat().st_mtime_ns == made


@pytest.mark.parametrize("answer", ["\n", "", "是\n", "清\n"])
def test_nothing_is_cleared_without_the_word(
    answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "p.db"
    typed(where, capsys)
    before = where.read_bytes()
    answers(monkeypatch, answer)
    code, told, err = typed(where, capsys, "--reset")
    assert (code, told) == (1, "")
    assert "将被清除" in err
    assert "没有清除" in err
    assert where.read_bytes() == before


def test_begun_anew_with_the_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "p.db"
    typed(where, capsys)
    before = where.read_bytes()
    answers(monkeypatch, "清除\n")
    code, told, _ = typed(where, capsys, "--reset")
    assert (code, json.loads(told)["cases"]) == (0, 5)
    assert where.read_bytes() != before


def test_a_ledger_of_real_cases_is_refused_and_kept(
    demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "业务.db"
    where.write_bytes((demonstrated / "demo.db").read_bytes())
    code, _, err = typed(where, capsys)
    assert code == 1
    assert "是业务数据，不是练习库" in err
    answers(monkeypatch, "清除\n")
    code, _, err = typed(where, capsys, "--reset")
    assert code == 1
    assert "不是练习库，不能清除" in err
    assert where.is_file()
