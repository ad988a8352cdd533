"""bingliang diagnose, as it is typed: everything an administrator asks for, and not one number or name of a person."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from bingliang import settings
from bingliang.command import main
from bingliang.desk.desk import open_desk
from bingliang.desk.diagnosis import Diagnosis, diagnose, harmless
from bingliang.exchange.bundle import write_bundle
from bingliang.ledger.acts import Refusal, Who
from bingliang.ledger.identifiers import id_number
from bingliang.settings import Settings


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A counter's data folder, with a log."""
    folder = tmp_path / "数据 #1"
    (folder / "log").mkdir(parents=True)
    monkeypatch.setenv("BINGLIANG_DATA", str(folder))
    return folder


@pytest.fixture
def database(demonstrated: Path, tmp_path: Path) -> Path:
    home = tmp_path / "副本"
    shutil.copytree(demonstrated, home)
    return home / "demo.db"


def texts(bundle: Path) -> dict[str, str]:
    with zipfile.ZipFile(bundle) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name).decode("utf-8") for name in opened.namelist()}


def planted(seed: int = 7) -> list[tuple[str, str]]:
    """Fifty numbers of persons and a way to write each: half identity numbers with right check digits, half telephones."""
    draw = random.Random(seed)
    found = []
    for _ in range(25):
        body = f"43060{draw.randint(0, 9)}{draw.randint(1940, 2005)}{draw.randint(1, 12):02d}{draw.randint(1, 28):02d}"
        body += f"{draw.randint(0, 999):03d}"
        number = next(n for n in (body + sign for sign in "0123456789X") if _fits(n))
        found.append((number, draw.choice(["{}", "证件号{}，", "('{}',)", "id_number={};", "｜{}"])))
    for _ in range(25):
        number = f"1{draw.choice('3456789')}{draw.randint(0, 999999999):09d}"
        found.append((number, draw.choice(["{}", "电话：{}。", "phone='{}'", "+86 {}", "（{}）"])))
    return found


def _fits(number: str) -> bool:
    try:
        id_number(number)
    except ValueError:
        return False
    return True


def test_the_bundle_holds_versions_settings_logs_environment_and_the_result_of_verifying(
    machine: Path, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "log" / "window.log").write_text("2026-12-18 08:50:00,123 ERROR 1218-085000-ab12\n", encoding="utf-8")
    (machine / "log" / "window.log.1").write_text("早些时候\n", encoding="utf-8")
    out = tmp_path / "诊断.zip"
    assert main(["diagnose", "--out", str(out), "--db", str(database)]) == 0
    printed, said = capsys.readouterr()
    assert printed.strip() == str(out)
    assert "台账完好" in said
    found = texts(out)
    assert set(found) == {
        "说明.txt", "versions.json", "environment.json", "settings.json", "database.json", "log/window.log",
        "log/window.log.1",
    }  # fmt: skip
    versions = json.loads(found["versions.json"])
    assert versions["bingliang"]
    assert versions["PySide6-Essentials"].startswith("6.")
    assert versions["database"].startswith("sqlite 3.")
    assert json.loads(found["database.json"])["verify"]["ok"] is True
    assert "1218-085000-ab12" in found["log/window.log"]


def test_fifty_numbers_planted_in_the_log_are_nowhere_in_the_bundle(
    machine: Path, database: Path, tmp_path: Path
) -> None:
    numbers = planted()
    assert len({number for number, _ in numbers}) == 50
    lines = [f"2026-12-18 08:50:{at:02d} ERROR {form.format(number)}\n" for at, (number, form) in enumerate(numbers)]
    kept = "企业 914306000000009919，收件号 20261218000149\n"
    (machine / "log" / "window.log").write_text("".join(lines) + kept, encoding="utf-8")
    out = tmp_path / "诊断.zip"
    assert main(["diagnose", "--out", str(out), "--db", str(database), "--no-verify"]) == 0
    whole = "\n".join(texts(out).values())
    assert [number for number, _ in numbers if number in whole or number[-6:] in whole] == []
    assert kept.strip() in whole
    assert len(texts(out)["log/window.log"].splitlines()) == 51


def test_settings_go_in_without_password_and_name(machine: Path, database: Path, tmp_path: Path) -> None:
    settings.save(
        Settings(
            database="postgresql://counter:geheim@10.1.2.3:5432/bingliang?password=geheim", clerk="王小明", counter="3"
        )
    )
    out = tmp_path / "诊断.zip"
    main(["diagnose", "--out", str(out), "--db", str(database), "--no-verify"])
    whole = "\n".join(texts(out).values())
    assert "geheim" not in whole
    assert "王小明" not in whole
    assert "10.1.2.3:5432/bingliang" in whole
    assert json.loads(texts(out)["settings.json"])["counter"] == "3"
    assert str(machine.home()) not in whole


def test_every_setting_is_either_shown_or_known_to_be_personal() -> None:
    assert set(harmless(Settings())) == set(settings.KEYS)


def test_no_content_of_the_ledger_goes_in(machine: Path, database: Path, tmp_path: Path) -> None:
    del machine
    out = tmp_path / "诊断.zip"
    main(["diagnose", "--out", str(out), "--db", str(database)])
    whole = "\n".join(texts(out).values())
    with sqlite3.connect(database) as connection:
        words = [
            row[0]
            for table in ("person", "enterprise", "project")
            for row in connection.execute(f"SELECT name FROM {table}")
        ]
        words += [row[0] for row in connection.execute("SELECT id_number FROM person WHERE id_number <> ''")]
        words += [row[0] for row in connection.execute("SELECT text FROM number")]
    assert len(words) > 50
    assert [word for word in words if word in whole] == []


def test_a_spoiled_ledger_is_said_and_the_bundle_is_made(
    machine: Path, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del machine
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE standing SET project = '别的' WHERE level = 'case'")
    out = tmp_path / "诊断.zip"
    assert main(["diagnose", "--out", str(out), "--db", str(database)]) == 1
    assert "rebuild" in capsys.readouterr().err
    assert json.loads(texts(out)["database.json"])["verify"]["ok"] is False


def test_a_database_that_does_not_open_does_not_stop_it(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del machine
    out = tmp_path / "诊断.zip"
    assert main(["diagnose", "--out", str(out), "--db", str(tmp_path / "没有.db")]) == 1
    assert "没有.db" in capsys.readouterr().err
    assert "没有.db" in json.loads(texts(out)["environment.json"])["database_error"]
    assert json.loads(texts(out)["database.json"]) == {"open": False}


def test_cancelling_ends_the_examination_and_writes_nothing(database: Path, tmp_path: Path) -> None:
    asked = iter([False, False, False])
    out = tmp_path / "诊断.zip"
    desk = open_desk(database, Who("管理员", "0", "管理员"), create=False)
    try:
        with pytest.raises(Refusal, match="已取消"):
            diagnose(out, Settings(), desk=desk, stopped=lambda: next(asked, True))
    finally:
        desk.close()
    assert list(tmp_path.glob("*.zip*")) == []


def test_only_the_newest_part_of_a_long_log_goes_in(tmp_path: Path) -> None:
    (tmp_path / "window.log").write_text("老" * 1_000_000 + "新", encoding="utf-8")
    made = diagnose(tmp_path / "诊断.zip", Settings(), logs=tmp_path)
    assert isinstance(made, Diagnosis)
    log = texts(made.path)["log/window.log"]
    assert log.endswith("新")
    assert len(log.encode()) <= 2_000_010


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="不能写入"):
        write_bundle(tmp_path / "没有" / "诊断.zip", {"a.txt": "a"})
