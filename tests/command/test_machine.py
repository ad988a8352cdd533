"""bingliang machine: an administrator's file and switches become this machine's settings, checked before they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.command import TOLD, main
from bingliang.settings import Settings, factory, load


@pytest.fixture
def home(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace / "数据"))
    return workspace


def preset(home: Path, text: str) -> str:
    file = home / "预设 #1.toml"
    file.write_text(text, encoding="utf-8-sig")  # as Notepad writes it
    return str(file)


def test_a_preset_and_switches_are_written_and_shown_without_the_password(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = preset(home, 'database = "postgresql://counter:geheim@db.example/bingliang"\nrole = "部门"\n')
    assert main(["machine", "--preset", file, "--counter", "7", "--keep"]) == 0
    said = capsys.readouterr().out
    assert "counter = 7" in said
    assert "db.example" in said
    assert "geheim" not in said
    held = load()
    assert (held.counter, held.role, held.database) == ("7", "部门", "postgresql://counter:geheim@db.example/bingliang")


def test_what_a_counter_has_set_stays_when_it_should_be_kept(home: Path) -> None:
    assert main(["machine", "--counter", "3", "--role", "代办"]) == 0
    file = preset(home, 'counter = "9"\ntheme = "dark"\n')
    assert main(["machine", "--preset", file, "--keep"]) == 0
    assert (load().counter, load().role, load().theme) == ("3", "代办", "dark")
    assert main(["machine", "--preset", file]) == 0
    assert load().counter == "9", "without --keep the administrator's word counts"
    assert load().role == "代办"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('conter = "3"\n', "没有名为“conter”的设置"),
        ('role = "经理"\n', "不能是“经理”"),
        ('database = "mysql://h/b"\n', "不认识"),
        ("counter = 3\n", "加引号"),
        ("counter = \n", "写法有误"),
    ],
)
def test_a_wrong_preset_is_one_sentence_and_nothing_is_written(
    home: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    assert main(["machine", "--preset", preset(home, text), "--counter", "3"]) == 2
    assert told in capsys.readouterr().err
    assert load() == Settings()


def test_a_preset_that_is_not_there_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["machine", "--preset", str(home / "没有.toml")]) == 2
    assert "没有找到设置文件" in capsys.readouterr().err
    assert main(["machine"]) == 0, "shown, though there is nothing yet"
    assert load() == Settings()


ZONE = '[zone]\nname = "甲园区"\nbody = "甲园区审批局"\n'


def zone_of(home: Path) -> str:
    out = home / "区.toml"
    assert main(["settings", "export", str(out)]) == 0
    return out.read_text(encoding="utf-8")


def test_a_preset_names_the_zone_and_its_seal_in_a_ledger_that_has_none(home: Path) -> None:
    assert main(["machine", "--preset", preset(home, f'counter = "3"\npaper_printer = "一楼"\n\n{ZONE}')]) == 0
    assert (load().counter, load().paper_printer) == ("3", "一楼")
    assert "甲园区" in zone_of(home)
    assert "甲园区审批局" in zone_of(home)
    assert main(["verify"]) == 0
    assert main(["machine", "--preset", preset(home, '[zone]\nname = "乙园区"\n')]) == 0
    assert "乙园区" not in zone_of(home), "what the ledger has stands"


def test_a_preset_may_bring_the_whole_file_of_the_zone(home: Path) -> None:
    whole = (factory().resources / "demo" / "zone.toml").read_text(encoding="utf-8")
    (home / "区的设置.toml").write_text(whole, encoding="utf-8")
    assert main(["machine", "--preset", preset(home, '[zone]\nfile = "区的设置.toml"\nname = "丙园区"\n')]) == 0
    assert "丙园区" in zone_of(home), "a name of its own goes over the file's"
    assert "unified_acceptance" in zone_of(home)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('zone = "甲"\n', "[zone]"),
        ("[zone]\nname = 3\n", "[zone]"),
        ('[zone]\nseal = "甲"\n', "没有名为“seal”"),
        ('[zone]\nfile = "没有.toml"\n', "读不出来"),
    ],
)
def test_a_wrong_zone_in_a_preset_is_one_sentence_and_nothing_is_written(
    home: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    assert main(["machine", "--preset", preset(home, text), "--counter", "3"]) == 2
    assert told in capsys.readouterr().err
    assert load() == Settings()


def test_a_zone_that_cannot_be_written_is_told_apart_from_the_settings(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f'database = "postgresql://u@127.0.0.1:1/b"\ncounter = "3"\n\n{ZONE}'
    assert main(["machine", "--preset", preset(home, text)]) == 2
    assert "本机设置已写入，园区没有写进台账" in capsys.readouterr().err
    assert load().counter == "3"


def test_a_refusal_is_left_for_the_setup_program_in_its_own_words(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """NSIS shows a person what it can read: UTF-16. A place that cannot be written takes nothing from the answer."""
    told = home / "told.txt"
    monkeypatch.setenv(TOLD, str(told))
    assert main(["machine", "--preset", str(home / "没有𠅤.toml")]) == 2
    assert told.read_text(encoding="utf-16-le") == capsys.readouterr().err.strip()
    assert "没有找到设置文件" in told.read_text(encoding="utf-16-le")
    monkeypatch.setenv(TOLD, str(home / "没有" / "told.txt"))
    assert main(["machine", "--preset", str(home / "没有𠅤.toml")]) == 2
