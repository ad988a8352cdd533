"""设置: where the factory edition lies, where this machine keeps its data, and who this counter is."""

from __future__ import annotations

import contextlib
import os
import sys
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

FILE = "settings.toml"
DATABASE = "bingliang.db"
PREFIX = "BINGLIANG_"


class Factory(NamedTuple):
    """出厂版: the folders of the papers and of everything else that is delivered with the program; never written to."""

    forms: Path
    resources: Path


def factory() -> Factory:
    """出厂版: finds forms/ and resources/ in a checkout, in an installed wheel and in a bundle; ValueError if neither is there."""
    package = Path(__file__).resolve().parent
    # A wheel and a PyInstaller bundle both carry them inside the package; an editable installation points to the checkout.
    for home in (package / "_factory", package.parents[1]):
        found = Factory(forms=home / "forms", resources=home / "resources")
        if found.forms.is_dir() and found.resources.is_dir():
            return found
    raise ValueError(f"程序文件不完整：在“{package}”旁找不到 forms 和 resources 文件夹，请重新安装。")


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """数据文件夹: one for all accounts of this machine on Windows (%PROGRAMDATA%), else the user's; BINGLIANG_DATA names another.

    Creates nothing but, on Windows, the machine's folder, since only a try shows whether this account may write there. One
    with a ledger or settings in it is this machine's even when it cannot be written: an account that quietly began a
    ledger of its own would part the counter's cases.
    """
    if named := environment.get(f"{PREFIX}DATA"):
        return Path(named)
    if sys.platform == "win32" and (shared := environment.get("PROGRAMDATA")):
        machine = Path(shared) / "bingliang"
        fresh = not machine.exists()
        if _writable(machine):
            if fresh:
                _open_to_all(machine)
            return machine
        if (machine / FILE).exists() or (machine / DATABASE).exists():
            return machine
    from platformdirs import user_data_path

    return user_data_path("bingliang", appauthor=False)


def journal(environment: Mapping[str, str] = os.environ) -> Path:
    """日日播的播放记录 of this machine."""
    return data_folder(environment) / "board-played.jsonl"


def writable_data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """数据文件夹, made if it is not there; ValueError when nothing can be written in it."""
    folder = data_folder(environment)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(_cannot_write(folder)) from error
    if not _writable(folder):
        raise ValueError(_cannot_write(folder))
    return folder


def default_database(environment: Mapping[str, str] = os.environ) -> Path:
    """默认数据库: the embedded database file in the data folder (a path, since blanks and `#` have no place in a URL)."""
    return data_folder(environment) / DATABASE


def is_new(environment: Mapping[str, str] = os.environ) -> bool:
    """第一次: nobody has set this machine up, neither a person, nor an administrator's file, nor the environment."""
    told = any(f"{PREFIX}{name}" in environment for name in ("DATABASE", "COUNTER", "CLERK"))
    return not told and not (data_folder(environment) / FILE).exists() and not default_database(environment).exists()


def counter_number(text: str) -> str:
    """窗口号 as it is kept: figures typed in full width, or with blanks, are the same counter."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@dataclass(frozen=True, slots=True)
class Settings:
    """本机设置: what differs from counter to counter; what a zone shares is kept in the database instead.

    `database` is a URL or a file path, empty for `default_database()`; `counter` is the 窗口号, `office` the 单位.
    `scan_gap` is the longest pause between two signs of a scanner (ms), `scan_least` how many signs make a scan,
    `scan_prefix` what the scanner puts before every code.
    `slip_device` is the address or the device file of a receipt printer without a driver, `slip_width` its paper in mm.
    `filings` is the folder in which 网上申报包 arrive, empty where this machine does not look after it.
    `updates` is the share or the web address where newer setup programs are laid out, `updates_key` the publisher's key
    (empty: the one that the program brought), `updates_when` whether the program looks by itself outside `open_hours`.
    `board` says whether this machine plays the 日日播 by itself at its times, `board_screen` names the screen it plays on
    (empty: the one the window is not on), `board_size` the pixels of the screen that pictures are exported for.
    `printers` names a printer for a kind of paper where it is not the counter's usual one, `trays` the tray for a kind,
    `margins` by how many millimetres each printer's sheets are shifted (“右 下”); `keys` gives a key of the one
    table another chord (Qt's portable text, several parted by blanks). `worklist` is how this machine arranges its list.
    `lock_after` is after how many minutes without a key the window is covered; `offices` the departments (code, name) of the
    zone that was opened last, for the question that comes before the database.
    """

    database: str = ""
    counter: str = ""
    clerk: str = ""
    office: str = ""
    role: str = "窗口"
    theme: str = "auto"
    density: str = "roomy"
    scale: str = "100"
    scan_gap: str = "35"
    scan_least: str = "8"
    scan_prefix: str = ""
    paper_printer: str = ""
    slip_printer: str = ""
    slip_device: str = ""
    slip_width: str = "80"
    filings: str = ""
    updates: str = ""
    updates_key: str = ""
    updates_when: str = "never"
    open_hours: str = "08:00-18:00"
    lock_after: str = "never"
    board: str = "off"
    board_screen: str = ""
    board_size: str = "1920x1080"
    printers: Mapping[str, str] = field(default_factory=dict)
    trays: Mapping[str, str] = field(default_factory=dict)
    margins: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    worklist: Mapping[str, str] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)


CHOICES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "role": {word: word for word in ("窗口", "部门", "代办", "督查", "领导", "管理员")},
        "theme": {"auto": "随系统", "light": "浅色", "dark": "深色"},
        "density": {"roomy": "宽松", "compact": "紧凑"},
        "slip_width": {"80": "80 毫米（576 点）", "58": "58 毫米（384 点）"},
        "scan_gap": {"20": "20 毫秒", "35": "35 毫秒", "50": "50 毫秒", "80": "80 毫秒"},
        "scan_least": {"6": "6 位", "8": "8 位", "10": "10 位", "12": "12 位"},
        "lock_after": {"never": "不自动", **{n: f"{n} 分钟" for n in ("5", "10", "15", "30")}},
        "board": {"off": "不自动播", "on": "到点自动播"},
        "updates_when": {"never": "不自动检查", "after": "开放时间以外检查"},
        "scale": {"100": "100 %", "110": "110 %", "125": "125 %", "150": "150 %", "175": "175 %", "200": "200 %"},
    }
)
"""可选的内容: what a setting with a fixed choice may hold, and its word on the screen."""

KEYS = tuple(one.name for one in fields(Settings))
TABLES = tuple(key for key in KEYS if isinstance(getattr(Settings(), key), Mapping))


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """读取设置: settings.toml of the data folder, then BINGLIANG_DATABASE, BINGLIANG_COUNTER … over it; ValueError in one sentence."""
    path = data_folder(environment) / FILE
    found = read(path)
    given: dict[str, Any] = {
        key: environment[name] for key in KEYS if key not in TABLES and (name := PREFIX + key.upper()) in environment
    }
    for key, value in given.items():
        _choose(f"环境变量 {PREFIX}{key.upper()} ", key, value)
    return replace(Settings(), **(found | given))


def save(settings: Settings, environment: Mapping[str, str] = os.environ) -> Path:
    """保存设置: writes settings.toml beside its place and moves it there, so that no reader sees half a file."""
    target = writable_data_folder(environment) / FILE
    usual = Settings()
    plain = {key: getattr(settings, key) for key in KEYS if getattr(settings, key) != getattr(usual, key)}
    for key, value in plain.items():
        _choose(f"设置“{key}”", key, value)
    lines = [f"{key} = {_toml_text(value)}\n" for key, value in plain.items() if key not in TABLES]
    for table in (key for key in plain if key in TABLES):
        lines.append(f"\n[{table}]\n")
        lines += [f"{_toml_text(name)} = {_toml_text(text)}\n" for name, text in sorted(plain[table].items())]
    from bingliang.placing import put_in_place

    fresh = target.with_suffix(f".{os.getpid()}.new")
    try:
        fresh.write_text("".join(lines), encoding="utf-8")
        put_in_place(fresh, target)
    except OSError as error:
        raise ValueError(_cannot_write(target.parent)) from error
    return target


def read(path: Path, *, needed: bool = False, beside: str = "") -> dict[str, Any]:
    """读取一个设置文件, checked; empty when it is not there, unless it is `needed`. ValueError in one sentence.

    `beside` is a section that is no setting and left to the caller.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        if needed:
            raise ValueError(f"没有找到设置文件“{path}”，请核对路径。") from None
        return {}
    except OSError as error:
        raise ValueError(f"设置文件“{path}”读不出来（{error.strerror}），请检查该文件的权限。") from error
    try:
        table = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"设置文件“{path}”不是 UTF-8 编码，请用记事本另存为 UTF-8。") from error
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f'设置文件“{path}”写法有误（{error}），请按“名称 = "内容"”逐行填写。') from error
    for key, value in table.items():
        if beside and key == beside:
            continue
        if key not in KEYS:
            raise ValueError(f"设置文件“{path}”里没有名为“{key}”的设置，可用的是：{'、'.join(KEYS)}。")
        _check(f"设置文件“{path}”的", key, value)
    return table


def _check(where: str, key: str, value: object) -> None:
    """文字、一段文字或可选的内容之一; ValueError in one sentence."""
    if key not in TABLES:
        if not isinstance(value, str):
            raise ValueError(f'{where}“{key}”应是加引号的文字，请改为 {key} = "{value}"。')
        _choose(f"{where}“{key}”", key, value)
        return
    if not isinstance(value, dict):
        raise ValueError(f'{where}“{key}”应是一段，请先写一行 [{key}]，下面逐行写“名称 = "内容"”。')
    for name, text in value.items():
        if not isinstance(text, str):
            raise ValueError(f'{where}“[{key}] {name}”应是加引号的文字，请改为 {name} = "{text}"。')


def _choose(what: str, key: str, value: object) -> None:
    if key in CHOICES and value not in CHOICES[key]:
        raise ValueError(f"{what}不能是“{value}”，可用的是：{'、'.join(CHOICES[key])}。")


def _toml_text(text: str) -> str:
    import json  # only for saving: nothing is saved before the first paint

    # A JSON string is a TOML basic string, but for DEL, which JSON leaves bare.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _writable(folder: Path) -> bool:
    """Tried, not asked: access rights on Windows and root on Linux make every other answer wrong."""
    probe = folder / f".{os.getpid()}.probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _open_to_all(folder: Path) -> None:
    """开放给本机各账户: what one account makes in %PROGRAMDATA% the others may read and not change; one ledger is for all.

    Without the right to say so (or without icacls) the folder stays as it is, and a second account is told when it starts
    (see `data_folder`).
    """
    import subprocess

    icacls = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe"
    everybody = "*S-1-5-32-545:(OI)(CI)M"  # the group of local users, by its number: its name is translated
    command = [str(icacls), str(folder), "/grant", everybody, "/Q"]
    with contextlib.suppress(OSError):
        quiet = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        subprocess.run(command, capture_output=True, check=False, creationflags=quiet)  # noqa: S603 - a fixed command


def _cannot_write(folder: Path) -> str:
    return f"数据文件夹“{folder}”不能写入，办件无法保存，请给当前用户写入权限，或用环境变量 {PREFIX}DATA 指定另一个文件夹。"
