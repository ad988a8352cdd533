"""试装 MSI: as a group policy installs, replaces and removes it; and beside the setup program, of which only one may be there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import contents
import msi
import smoke_setup
import version_info

if TYPE_CHECKING:
    from smoke import Machine

FATAL = 1603
"""Windows Installer's code for a package that refuses; a Unix shell sees its last eight bits"""
OPENING = r"HKLM\Software\Classes\bingliang.package\shell\open\command"
BEFORE, AFTER = "0.0.9", "99.0.0"


def by_policy(machine: Machine, package: Path, setup: Path) -> Iterator[str]:
    """MSI: installed, worked, newer over older and not the other way, beside no setup, removed."""
    from smoke import until

    folder = machine.inside(smoke_setup.EVERYBODYS)
    older, newer = (_other(machine.home, version) for version in (BEFORE, AFTER))
    _install(machine, older)
    _install(machine, package)
    if (folder / f"only-{BEFORE}.txt").exists():
        raise RuntimeError("MSI 升级后旧版本的文件还在。")
    if "2026-10-29" not in machine.must(folder / "bingliang-cli.exe", "due", "--from", "2026-09-24", "--days", "20"):
        raise RuntimeError("MSI 装的程序答案不对。")
    machine.must(folder / "bingliang-cli.exe", "files")
    if "bingliang.exe" not in machine.must("reg", "query", OPENING, "/ve"):
        raise RuntimeError("MSI 没有把交换包关联到程序。")
    yield f"MSI 从 {BEFORE} 静默升级、运行、核对程序文件，双击交换包由程序打开"
    for whom in ("/ALLUSERS", "/CURRENTUSER"):
        machine.line(setup, f"/S {whom}", smoke_setup.FOR_ALL)
    yield "已用 MSI 安装的，安装程序拒绝再装一份"
    _install(machine, newer)
    _install(machine, package, refused=True)
    if not (folder / f"only-{AFTER}.txt").is_file():
        raise RuntimeError("较旧的 MSI 改动了文件。")
    yield f"MSI 拒绝从 {AFTER} 降到 {version_info.version()}"
    machine.must("msiexec", "/x", machine.written(newer), "/qn")
    until("MSI 卸载后程序还在", lambda: not folder.exists())
    machine.must("reg", "query", OPENING, "/ve", code=1)
    yield "MSI 静默卸载，程序和登记删净"
    machine.line(setup, "/S /ALLUSERS")
    _install(machine, package, refused=True)
    machine.must(folder / "bingliang-cli.exe", "files")
    machine.must(folder / "uninstall.exe", "/S")
    until("卸载后程序还在", lambda: not folder.exists())
    yield "已用安装程序安装的，MSI 拒绝再装一份"


def _install(machine: Machine, package: Path, *, refused: bool = False) -> None:
    code, said = machine.run("msiexec", "/i", machine.written(package), "/qn")
    if (code in {FATAL, FATAL % 256}) != refused or (code and not refused):
        raise RuntimeError(
            f"msiexec /i {package.name}：退出码 {code}，{'应被拒绝' if refused else '应为 0'}\n{said[-500:]}"
        )


def _other(home: Path, version: str) -> Path:
    """A package of the same recipe for another version, with next to nothing in it."""
    bundle = home / f"msi {version}"
    bundle.mkdir()
    (bundle / "bingliang.exe").write_bytes(os.urandom(1_500_000))
    (bundle / f"only-{version}.txt").write_text(version, encoding="utf-8")
    contents.write_list(bundle)
    return msi.make(bundle, home / f"other-{version}.msi", version)
