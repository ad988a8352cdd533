"""设置: what a counter keeps for itself, and what it says when it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bingliang import settings
from bingliang.ledger.roles import ENTERPRISE, ROLES
from bingliang.settings import Settings


def test_the_checkout_has_its_factory_edition() -> None:
    found = settings.factory()
    assert found.forms.name == "forms"
    assert (found.resources / "fonts").is_dir()


def test_a_wheel_and_a_bundle_carry_the_factory_edition_inside(workspace: Path) -> None:
    """Both lay forms/ and resources/ into the package (see pyproject.toml and bingliang.spec)."""
    package = workspace / "bingliang"
    for name in ("forms", "resources"):
        (package / "_factory" / name).mkdir(parents=True)
    shutil.copy(settings.__file__, package)
    run = f"import sys; sys.path.insert(0, {str(package)!r}); import settings; print(settings.factory().forms)"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", run], capture_output=True, encoding="utf-8", check=True, cwd=workspace
    )
    assert done.stdout.strip() == str(package / "_factory" / "forms")


def test_a_torn_installation_says_so(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "__file__", str(workspace / "a" / "bingliang" / "settings.py"))
    with pytest.raises(ValueError, match="请重新安装"):
        settings.factory()


def test_the_data_folder_may_be_named(workspace: Path) -> None:
    here = {"BINGLIANG_DATA": str(workspace / "数据 #2")}
    assert settings.data_folder(here) == workspace / "数据 #2"
    assert settings.default_database(here) == workspace / "数据 #2" / "bingliang.db"
    assert not (workspace / "数据 #2").exists()
    assert settings.writable_data_folder(here).is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has %PROGRAMDATA%")
def test_on_linux_the_data_is_the_users(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(workspace))
    assert settings.data_folder({}) == workspace / "bingliang"


def test_two_windows_accounts_share_one_data_folder(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert settings.data_folder({"PROGRAMDATA": str(workspace)}) == workspace / "bingliang"
    assert list((workspace / "bingliang").iterdir()) == []


@pytest.mark.parametrize("held", [settings.FILE, settings.DATABASE])
def test_an_account_that_may_not_write_beside_the_machines_ledger_begins_none_of_its_own(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    """A folder that cannot be written, also for root: the probe's name is taken by a folder."""
    machine = workspace / "bingliang"
    (machine / f".{os.getpid()}.probe").mkdir(parents=True)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("XDG_DATA_HOME", str(workspace / "自己的"))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(workspace / "自己的"))
    here = {"PROGRAMDATA": str(workspace)}
    assert settings.data_folder(here) != machine
    (machine / held).touch()
    assert settings.data_folder(here) == machine
    with pytest.raises(ValueError, match="不能写入"):
        settings.writable_data_folder(here)


def test_what_is_saved_is_loaded(workspace: Path) -> None:
    here = {"BINGLIANG_DATA": str(workspace)}
    counter = Settings(
        database="postgresql://counter@127.0.0.1/zone", counter="3", clerk='李"强\\', slip_printer="热敏 #1\x7f\n"
    )
    path = settings.save(counter, here)
    assert settings.load(here) == counter
    assert [file.name for file in workspace.iterdir()] == [path.name]


def test_nested_tables_and_choices_are_saved_and_loaded(workspace: Path) -> None:
    here = {"BINGLIANG_DATA": str(workspace)}
    counter = Settings(
        role="部门",
        office="岳阳经开区建设交通局（示范）",
        theme="dark",
        density="compact",
        scale="150",
        printers={"receipt": "热敏 #1", "decision": 'HP "2 楼"'},
        keys={"refresh": "Ctrl+R F5", "排序.升": ""},
    )
    settings.save(counter, here)
    assert settings.load(here) == counter
    settings.save(Settings(counter="3"), here)
    assert (workspace / settings.FILE).read_text(encoding="utf-8") == 'counter = "3"\n', "the usual is not written"


def test_a_choice_is_checked_before_it_is_saved(workspace: Path) -> None:
    with pytest.raises(ValueError, match="设置“theme”不能是“黑”，可用的是：auto、light、dark。"):
        settings.save(Settings(theme="黑"), {"BINGLIANG_DATA": str(workspace)})
    assert not (workspace / settings.FILE).exists()


def test_a_wrong_choice_in_the_environment_names_the_variable(workspace: Path) -> None:
    with pytest.raises(ValueError, match="环境变量 BINGLIANG_SCALE 不能是“300”"):
        settings.load({"BINGLIANG_DATA": str(workspace), "BINGLIANG_SCALE": "300"})


def test_the_roles_are_those_of_the_mechanism() -> None:
    """All but 系统, which is nobody at a counter, and 企业, whose hand only its own window is."""
    assert set(settings.CHOICES["role"]) == set(ROLES) - {"系统", ENTERPRISE}


def test_every_choice_has_its_usual_among_it() -> None:
    for key, choices in settings.CHOICES.items():
        assert getattr(Settings(), key) in choices


def test_without_a_file_everything_is_empty(workspace: Path) -> None:
    assert settings.load({"BINGLIANG_DATA": str(workspace)}) == Settings()


def test_the_environment_goes_over_the_file(workspace: Path) -> None:
    here = {"BINGLIANG_DATA": str(workspace)}
    settings.save(Settings(counter="3", clerk="李强"), here)
    assert settings.load({**here, "BINGLIANG_COUNTER": "5"}) == Settings(counter="5", clerk="李强")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("counter = 3号".encode(), "写法有误"),
        (b"counter = 3\n", '应是加引号的文字，请改为 counter = "3"。'),
        ('窗口 = "3"'.encode(), "写法有误"),
        (b'window = "3"', "没有名为“window”的设置"),
        (b'theme = "black"', "“theme”不能是“black”，可用的是：auto、light、dark。"),
        (b'printers = "HP"', "“printers”应是一段，请先写一行"),
        (b"[printers]\nreceipt = 3", '“.printers. receipt”应是加引号的文字，请改为 receipt = "3"'),
        (b"[counter]\nno = 3", "“counter”应是加引号的文字"),
        ('counter = "三号"'.encode("gbk"), "请用记事本另存为 UTF-8"),
    ],
    ids=[
        "bad-toml",
        "number",
        "chinese-key",
        "unknown-key",
        "no-choice",
        "no-table",
        "number-in-table",
        "table-for-text",
        "gbk",
    ],
)
def test_a_bad_settings_file_gets_one_sentence(workspace: Path, content: bytes, sentence: str) -> None:
    (workspace / settings.FILE).write_bytes(content)
    with pytest.raises(ValueError, match=sentence) as refusal:
        settings.load({"BINGLIANG_DATA": str(workspace)})
    assert str(refusal.value).startswith("设置文件“")
    assert str(refusal.value).count("。") == 1
    assert "\n" not in str(refusal.value)


def test_notepads_byte_order_mark_is_no_reason_to_refuse(workspace: Path) -> None:
    (workspace / settings.FILE).write_bytes(b'\xef\xbb\xbfcounter = "3"\n')
    assert settings.load({"BINGLIANG_DATA": str(workspace)}).counter == "3"


def test_a_settings_file_that_cannot_be_read_gets_one_sentence(workspace: Path) -> None:
    (workspace / settings.FILE).mkdir()
    with pytest.raises(ValueError, match=r"读不出来.*请检查该文件的权限。"):
        settings.load({"BINGLIANG_DATA": str(workspace)})


def test_a_data_folder_below_a_file_is_refused(workspace: Path) -> None:
    """Root may write everywhere, so a file stands where a folder should be."""
    (workspace / "满了").write_bytes(b"")
    with pytest.raises(ValueError, match=r"不能写入.*BINGLIANG_DATA"):
        settings.save(Settings(counter="3"), {"BINGLIANG_DATA": str(workspace / "满了" / "数据")})


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root and Windows ignore the bits of a folder")
def test_a_read_only_data_folder_is_refused(workspace: Path) -> None:
    workspace.chmod(0o555)
    try:
        with pytest.raises(ValueError, match="不能写入"):
            settings.writable_data_folder({"BINGLIANG_DATA": str(workspace)})
    finally:
        workspace.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_a_folder_that_takes_no_file_is_refused() -> None:
    with pytest.raises(ValueError, match="不能写入"):
        settings.writable_data_folder({"BINGLIANG_DATA": "/proc/self"})


def test_a_machine_is_new_until_anybody_has_set_it_up(workspace: Path) -> None:
    here = {"BINGLIANG_DATA": str(workspace)}
    assert settings.is_new(here)
    assert not settings.is_new({**here, "BINGLIANG_DATABASE": "postgresql://u@h/b"})
    assert settings.is_new({**here, "BINGLIANG_THEME": "dark"}), "a look says nothing of the counter"
    (workspace / "bingliang.db").touch()
    assert not settings.is_new(here), "a ledger is there, though no settings"
    (workspace / "bingliang.db").unlink()
    settings.save(Settings(counter="3"), here)
    assert not settings.is_new(here)


@pytest.mark.skipif(
    sys.platform == "win32", reason="a stand-in for icacls is a script; on Windows the real one is called"
)
def test_the_machines_folder_is_opened_to_its_users_once(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One ledger for two Windows accounts: what the first makes, the second may write to."""
    icacls = workspace / "System32" / "icacls.exe"
    icacls.parent.mkdir()
    icacls.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{workspace}/calls"\n', encoding="utf-8")
    icacls.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("SYSTEMROOT", str(workspace))
    here = {"PROGRAMDATA": str(workspace)}
    for _ in range(2):
        assert settings.data_folder(here) == workspace / "bingliang"
    calls = (workspace / "calls").read_text(encoding="utf-8").splitlines()
    assert calls == [f"{workspace / 'bingliang'} /grant *S-1-5-32-545:(OI)(CI)M /Q"]


def test_a_prepared_file_that_is_not_there_is_said(workspace: Path) -> None:
    assert settings.read(workspace / "没有.toml") == {}
    with pytest.raises(ValueError, match="没有找到设置文件"):
        settings.read(workspace / "没有.toml", needed=True)
