"""试装程序的难处: what goes wrong on real machines: settings that cannot be read, a folder that is somebody's, programs at work,
two setups at once, an account without rights, a ledger in use.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import wine

if TYPE_CHECKING:
    from smoke import Machine

WINDOWS = sys.platform == "win32"
USED = r"C:\别的 程序"
OWN = r"C:\试装 难处"
PLAIN = r"C:\试装难处"
"""without a blank: what is started with a list of words gets quotes around one that has some"""
RUNNING, NO_RIGHTS, OTHER_MODE, REFUSED, ELSEWHERE = 3, 5, 6, 7, 12
WRONG = {
    'counter_number = "3"\n': "写错的设置名",
    'database = "postgresql://counter@127.0.0.1:9/bingliang"\n[zone]\nname = "甲园区"\n': "连不上的数据库",
}


def hard_cases(machine: Machine, setup: Path) -> Iterator[str]:
    """都试一遍."""
    yield from among_others(machine, setup)
    yield from at_work(machine, setup)
    yield from at_once(machine, setup)
    yield from without_rights(machine, setup)
    yield from prepared_wrongly(machine, setup)


def prepared_wrongly(machine: Machine, setup: Path) -> Iterator[str]:
    """预先准备的设置有错: the program is there, code 7 says so; one given by a relative path is found."""
    folder = machine.inside(OWN)
    into = f"/S /CURRENTUSER /NODESKTOP /PRESET=预设.toml /D={OWN}"
    with contextlib.chdir(machine.home):
        for text, what in WRONG.items():
            Path("预设.toml").write_text(text, encoding="utf-8")
            machine.line(setup, into, REFUSED)
            machine.must(folder / "bingliang-cli.exe", "files")
            yield f"{what}：程序已装好，退出码 {REFUSED}"
        Path("预设.toml").write_text('office = "从旁边读来"\n', encoding="utf-8")
        machine.line(setup, into)
    if "从旁边读来" not in machine.must(folder / "bingliang-cli.exe", "machine"):
        raise RuntimeError("写成相对路径的预先准备的设置没有读到。")
    _removed(machine, folder)
    yield "预先准备的设置写成相对路径也读得到"


def among_others(machine: Machine, setup: Path) -> Iterator[str]:
    """别人的文件夹: the program gets a folder of its own below it, and nothing else there is touched by the removal."""
    used = machine.inside(USED)
    shutil.rmtree(used, ignore_errors=True)
    (used / "_internal").mkdir(parents=True)
    others = [used / "uninstall.exe", used / "_internal" / "base_library.zip"]
    for file in others:
        file.write_bytes(b"another program's")
    machine.line(setup, f"/S /CURRENTUSER /D={USED}")
    machine.must(used / "bingliang" / "bingliang-cli.exe", "files")
    machine.line(setup, f"/S /CURRENTUSER /D={USED}\\bingliang")
    _removed(machine, used / "bingliang")
    if [file for file in others if file.read_bytes() != b"another program's"]:
        raise RuntimeError("装和卸动了别的程序的文件。")
    shutil.rmtree(used)
    yield "选了有别的程序的文件夹：装在它下面的 bingliang 里，别的文件不动"


def at_work(machine: Machine, setup: Path) -> Iterator[str]:
    """命令行正在运行 (a backup at night): nothing is installed or removed meanwhile, and the program stays whole."""
    folder = machine.inside(OWN)
    cli = folder / "bingliang-cli.exe"
    machine.line(setup, f"/S /CURRENTUSER /D={OWN}")
    database = machine.home / "定时.db"
    from smoke import until

    busy = machine.start(cli, "demo", "--db", machine.written(database), "--out", machine.written(machine.home / "出"))
    try:
        until("命令行没有开始", database.exists)
        machine.line(setup, f"/S /CURRENTUSER /D={OWN}", RUNNING)
        machine.line(folder / "uninstall.exe", f"/S _?={OWN}", RUNNING)
        if busy.poll() is not None:
            raise RuntimeError("命令行已经结束，试验作废。")
    finally:
        busy.wait(300)
    machine.must(cli, "files")
    machine.line(setup, f"/S /CURRENTUSER /D={OWN} 二", ELSEWHERE)
    yield "已装在一个文件夹的，拒绝装到另一个"
    yield "命令行正在运行：安装和卸载都拒绝，程序文件一个不少"


def at_once(machine: Machine, setup: Path) -> Iterator[str]:
    """两个安装程序: the second is refused; an install for oneself stands in the way of one for all."""
    from smoke import until

    _removed(machine, machine.inside(OWN))
    folder = machine.inside(PLAIN)
    first = machine.start(setup, "/S", "/CURRENTUSER", f"/D={PLAIN}")
    until("第一个安装程序没有开始", (folder / "_internal").exists)
    machine.line(setup, f"/S /CURRENTUSER /D={PLAIN}", RUNNING)
    if first.wait(300):
        raise RuntimeError(f"第一个安装程序：退出码 {first.returncode}")
    machine.must(folder / "bingliang-cli.exe", "files")
    machine.line(setup, "/S /ALLUSERS", OTHER_MODE)
    _removed(machine, folder)
    yield "两个安装程序同时运行，后一个拒绝；已为自己装的，不再为所有账户装"


def without_rights(machine: Machine, setup: Path) -> Iterator[str]:
    """没有管理员权限: an account that is in no group of administrators."""
    if WINDOWS:  # a runner has one account, which is an administrator
        return
    script = wine.ROOT / "packaging" / "wine" / "plain.py"
    line = machine.home / "line.txt"
    line.write_text(f'"{machine.written(setup)}" /S /ALLUSERS', encoding="utf-8")
    machine.must(wine.python(), machine.written(script), machine.written(line), code=NO_RIGHTS)
    yield f"没有管理员权限，/ALLUSERS 退出码 {NO_RIGHTS}"


def _removed(machine: Machine, folder: Path) -> None:
    from smoke import until

    machine.must(folder / "uninstall.exe", "/S")
    until("卸载后程序还在", lambda: not folder.exists())
