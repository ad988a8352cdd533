"""bingliang demo, as it is typed: papers by number, pictures, one JSON object as the last line; twice changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bingliang.command import main
from bingliang.settings import Settings


def typed(where: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str], str]:
    code = main(["demo", "--db", str(where), "--out", str(out), *more])
    told, err = capsys.readouterr()
    return code, told.splitlines(), err


def test_the_last_line_is_one_json_object(
    demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "再来一次"
    code, lines, err = typed(demonstrated / "demo.db", out, capsys, "--no-pictures")
    assert (code, err) == (0, "")
    answer = json.loads(lines[-1])
    assert list(answer) == ["cases", "items", "acts", "papers", "departments", "database"]
    # 东龙 with nine items and the firm with three visits, at least
    assert answer["cases"] >= 4
    assert answer["items"] >= 13
    assert answer["departments"] >= 7
    assert answer["papers"] >= 20
    assert len(lines) == answer["papers"] + 1
    assert all(Path(line).is_file() for line in lines[:-1])


def test_run_twice_on_one_database_the_papers_are_the_same(
    demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (demonstrated / "demo.db").read_bytes()
    typed(demonstrated / "demo.db", tmp_path, capsys, "--no-pictures")
    first = {path.name: path.read_bytes() for path in (demonstrated / "文书").iterdir()}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    assert len(first) >= 20
    assert len((demonstrated / "demo.db").read_bytes()) == len(before)


def test_every_paper_is_named_by_its_number_and_title(demonstrated: Path) -> None:
    names = [path.name for path in (demonstrated / "文书").iterdir()]
    assert "政务中心〔2026〕承诺第0004号_限时办结承诺书.pdf" in names
    assert all(name.endswith(".pdf") for name in names)


def test_workbench_and_case_as_pictures(
    demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    code, lines, err = typed(demonstrated / "demo.db", tmp_path, capsys)
    assert code == 0
    assert "截图" in err
    pictures = [Path(line) for line in lines if line.endswith(".png")]
    assert [path.name for path in pictures] == ["工作台.png", "办件.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
    assert qapp


def test_its_default_database_is_never_the_clerks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import bingliang.settings

    monkeypatch.setattr(bingliang.settings, "writable_data_folder", lambda: tmp_path)
    assert main(["demo", "--no-pictures"]) == 0
    (made,) = (tmp_path / "demo").glob("demo-*.db")
    assert made.is_file()
    assert not (tmp_path / "bingliang.db").exists()
    assert Settings().database == ""
