"""试装程序的其余各事: for all accounts with its pages, an older version, names that are too long, planted libraries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import contents
import installer
import smoke_keys
import smoke_window
import version_info
import wine

if TYPE_CHECKING:
    from smoke import Machine

WINDOWS = sys.platform == "win32"
EVERYBODYS = r"C:\Program Files\bingliang"
UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\bingliang"
OLDER, FOR_ALL, TOO_LONG, INCOMPLETE = "0.0.9", 6, 10, 11
FULL = 4_000
"""千字节: what a file may grow to on the full disk of a trial; the setup has begun to write by then"""
MOST = 258
PLANTED = (
    *("cryptbase", "dwmapi", "iphlpapi", "netapi32", "profapi", "propsys", "riched20", "secur32", "shfolder"),
    *("userenv", "uxtheme", "version", "wintrust", "winspool.drv", "libpq", "sqlite3", "Qt6Core", "python3"),
)
"""库: what Windows programs are known to load by their bare names, and what this one brings along."""


def for_all(machine: Machine, setup: Path, program: Path) -> Iterator[str]:
    """为所有账户: an older version, the first start, the upgrade by its pages, the removal that keeps and the one that does not."""
    from smoke import until

    folder = machine.inside(EVERYBODYS)
    cli, uninstall = folder / "bingliang-cli.exe", folder / "uninstall.exe"
    shutil.rmtree(machine.data, ignore_errors=True)
    older = installer.make_setup(program, machine.home / "older-setup.exe", OLDER, quick=True)
    machine.line(older, "/S /ALLUSERS")
    _has(machine, OLDER)
    yield f"为所有账户静默安装 {OLDER}"
    with smoke_window.opened(machine, folder / "bingliang.exe", name="first") as window:
        yield from window.first_day() if isinstance(window, smoke_window.KeyedWindow) else window.worked()
        window.close()
    if WINDOWS:  # nobody has typed there
        machine.must(cli, "machine", "--counter", "7")
        machine.line(setup, "/S /ALLUSERS")
    else:
        yield from _by_pages(machine, setup)
    _has(machine, version_info.version())
    if not WINDOWS and len(list((machine.data / "backup").glob("*.db"))) != 1:
        raise RuntimeError("升级之前没有备份数据库。")
    machine.must(cli, "files")
    yield f"从 {OLDER} 升级，先备份了数据库，程序文件与清单一致"
    machine.line(setup, "/S /CURRENTUSER", FOR_ALL)
    yield "已为所有账户安装的，拒绝再为个人安装"
    if WINDOWS:
        machine.must(uninstall, "/S")
    else:
        yield from _removed_by_pages(machine, uninstall)
    until("卸载后程序还在", lambda: not folder.exists())
    if not (machine.data / "settings.toml").is_file():
        raise RuntimeError("卸载删除了数据。")
    machine.must("reg", "query", UNINSTALL, code=1)
    machine.line(setup, "/S /ALLUSERS")
    if not WINDOWS:
        machine.must(cli, "verify")
    yield "卸载保留数据，重新安装后台账核验无误"
    machine.must(uninstall, "/S", "/DELETEDATA")
    until("卸载后程序还在", lambda: not folder.exists())
    if machine.data.exists():
        raise RuntimeError("/DELETEDATA 没有删净数据。")
    yield "卸载时 /DELETEDATA 连数据一起删净"


def _has(machine: Machine, version: str) -> None:
    said = machine.must("reg", "query", UNINSTALL)
    if version not in said or "all" not in said:
        raise RuntimeError(f"登记的版本不是 {version}。")


def _pictures() -> Path:
    from smoke import PICTURES

    return PICTURES


def _by_pages(machine: Machine, setup: Path) -> Iterator[str]:
    """The pages of the setup, by Enter alone."""
    process = machine.start(setup)
    pages = smoke_keys.Keyed(process, machine.display, _pictures(), "setup")
    pages.until("安装程序没有出现", pages.titled("安装"))
    for name in ("welcome", "licence", "for-whom", "folder"):
        pages.still()
        pages.shot(name)
        pages.keys("Return")
    pages.until("没有装完", lambda: "FINISH" in _stage(machine, pages))
    pages.shot("finish")
    pages.keys("space", "Return")  # not opened now
    pages.ended()
    if process.returncode:
        raise RuntimeError(f"逐页安装：退出码 {process.returncode}")
    yield "逐页安装（欢迎、许可、为谁、文件夹、完成），截图留存"


def _stage(machine: Machine, pages: smoke_keys.Keyed) -> str:
    """The files are there and the screen has come to rest: the last page."""
    pages.still()
    try:
        _has(machine, version_info.version())
    except RuntimeError:
        return ""
    return "FINISH"


def _removed_by_pages(machine: Machine, uninstall: Path) -> Iterator[str]:
    """The pages of the removal: to delete the data is asked twice, and 否 leads back."""
    from smoke import until

    machine.start(uninstall).wait(60)  # it goes on as a copy of itself
    with subprocess.Popen(["sleep", "600"]) as waiting:
        pages = smoke_keys.Keyed(waiting, machine.display, _pictures(), "removal")
        pages.until("卸载程序没有出现", pages.titled("卸载"))
        pages.still()
        pages.shot("confirm")
        pages.keys("Return")
        pages.shot("data")
        pages.keys("alt+d", "Return")
        pages.shot("asked-again")
        pages.keys("Return", "alt+d")
        pages.shot("kept")
        pages.keys("Return")
        until("卸载后程序还在", lambda: not machine.inside(EVERYBODYS).exists())
        pages.still()
        pages.shot("done")
        pages.keys("Return")
        pages.until("卸载程序没有关", lambda: not pages.titled("卸载")())
        waiting.kill()
    yield "逐页卸载：删除数据要问第二遍，答“否”回到原页；截图留存"


def long_names(machine: Machine, setup: Path, program: Path) -> Iterator[str]:
    """长路径: a folder as long as can be is installed into, one more sign is refused; data in a folder of 255 signs."""
    from smoke import until

    most = MOST - contents.longest(program)
    stem = "C:\\长路径 #1\\"
    names = (
        stem
        + ("并联审批柜台 一楼二楼\\" * 40)[: most - len(stem) - 1].rstrip("\\ ").ljust(most - len(stem) - 1, "座")
        + "末"
    )
    machine.line(setup, f"/S /CURRENTUSER /D={names}题", TOO_LONG)
    folder = machine.inside(names)
    if folder.parent.exists() and any(folder.parent.iterdir()):
        raise RuntimeError("被拒绝的安装留下了文件。")
    machine.line(setup, f"/S /CURRENTUSER /D={names}")
    cli = folder / "bingliang-cli.exe"
    machine.must(cli, "files")
    deep = machine.home
    while len(machine.written(deep / "库.db")) < 255 - 41:
        deep = deep / ("园区数据 " * 8)[:40].strip()
    rest = 255 - len(machine.written(deep / "库.db")) - 1
    if rest > 0:
        deep = deep / ("末" * rest)
    place = machine.written(deep / "库.db")
    deep.mkdir(parents=True)
    machine.must(cli, "settings", "export", machine.written(machine.home / "无.toml"), "--db", place, code=2)
    machine.must(cli, "demo", "--db", place, "--out", machine.written(machine.home / "长"))
    machine.must(cli, "verify", "--db", place)
    machine.must(folder / "uninstall.exe", "/S")
    until("卸载后程序还在", lambda: not folder.exists())
    yield f"安装路径 {len(names)} 字（最长）能装能用，{len(names) + 1} 字拒绝；数据库路径 {len(place)} 字能用"


def planted(machine: Machine, setup: Path) -> Iterator[str]:
    """被人放在文稿旁边的库: neither the program, started in their folder, nor the setup lying among them loads one."""
    from smoke import INSTALL, until

    if WINDOWS:  # there is no compiler; how Windows searches is its own
        return
    marker = machine.inside("C:\\planted.txt")
    folder = machine.home / "下载"
    folder.mkdir()
    library = folder / "planted.dll"
    source = installer.ROOT / "packaging" / "wine" / "planted.c"
    command: list[str | Path] = ["x86_64-w64-mingw32-gcc", "-shared", "-O2", "-s", "-o", library, source]
    subprocess.run(command, check=True)
    machine.must(wine.python(), "-c", f"import ctypes; ctypes.WinDLL({machine.written(library)!r})")
    if not marker.exists():
        raise RuntimeError("试验用的库没有被装入，试验作废。")
    marker.unlink()
    for name in PLANTED:
        shutil.copyfile(library, folder / (name if "." in name else f"{name}.dll"))
    here = folder / setup.name
    os.link(setup, here)
    machine.line(here, f"/S /CURRENTUSER /D={INSTALL}")
    cli = machine.inside(INSTALL) / "bingliang-cli.exe"
    for words in (("due", "--from", "2026-09-24", "--days", "20"), ("printers",), ("verify",)):
        machine.run(cli, *words, cwd=folder)
    if marker.exists():
        raise RuntimeError("程序或者安装程序装入了旁边文件夹里的库。")
    shutil.copyfile(library, cli.with_name("version.dll"))
    if "version.dll" not in machine.must(cli, "files", code=1):
        raise RuntimeError("程序文件夹里多出的库没有查出来。")
    cli.with_name("version.dll").unlink()
    marker.unlink(missing_ok=True)
    machine.must(cli.with_name("uninstall.exe"), "/S")
    until("卸载后程序还在", lambda: not cli.parent.exists())
    yield f"旁边放了 {len(PLANTED)} 个冒名的库，程序和安装程序都不装入；放进程序文件夹的由 files 查出"


def broken_off(machine: Machine, setup: Path) -> Iterator[str]:
    """没有装完: on a full disk the version that is there stays, or nothing; after a power cut the next setup mends it."""
    from smoke import INSTALL, until

    folder = machine.inside(INSTALL)
    cli, into = folder / "bingliang-cli.exe", f"/S /CURRENTUSER /D={INSTALL}"
    aside = folder / "bingliang-replaced"
    if not WINDOWS:  # no disk can be filled there without harm
        machine.line(setup, into, INCOMPLETE, largest=FULL)
        if folder.exists():
            raise RuntimeError("没有装成的安装留下了文件。")
    machine.line(setup, into)
    if not WINDOWS:
        machine.line(setup, into, INCOMPLETE, largest=FULL)
        machine.must(cli, "files")
        yield "磁盘写满：第一次安装不留文件，覆盖安装放回原来的版本"
    aside.mkdir()
    for name in ("_internal", "bingliang.exe"):
        (folder / name).rename(aside / name)
    (folder / "_internal").mkdir()
    (folder / "_internal" / "base_library.zip").write_bytes(b"half")
    machine.line(setup, into)
    machine.must(cli, "files")
    if aside.exists() or aside.with_name("bingliang-outdated").exists():
        raise RuntimeError("换下的旧文件没有清理。")
    machine.must(folder / "uninstall.exe", "/S")
    until("卸载后程序还在", lambda: not folder.exists())
    yield "装到一半断电：再运行一次安装程序即可，程序文件与清单一致"
