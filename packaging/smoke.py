"""试装: the setup program from the silent installation to the removal, with a window worked by keys in between.

Under Wine + Xvfb on Debian (keys by xdotool, pictures of the screen in build/smoke/), natively on Windows (the window
is only opened and closed: nobody may type into a runner's session).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import bundle
import installer
import smoke_hard
import smoke_policy
import smoke_setup
import smoke_updates
import smoke_window
import version_info
import wine

WINDOWS = sys.platform == "win32"
PICTURES = bundle.BUILD / "smoke"
INSTALL = r"C:\程序 #1\并联 柜台"
OPENING = r"Software\Classes\bingliang.package\shell\open\command"
RUNNING, NEWER = 3, 4
PATIENCE = 120


class Machine:
    """一台 Windows: how a program is run there, and how its paths are written here and there.

    `shared`: with the data folder that all accounts of the machine have; else with one of this trial's own.
    """

    def __init__(self, display: str, *, shared: bool = False) -> None:
        self.display = display
        self.drive = Path("C:/") if WINDOWS else wine.prefix(display)
        self.home = Path(tempfile.mkdtemp(prefix="试装 #1 ", dir=None if WINDOWS else wine.HOME))
        self.data = self.inside(r"C:\ProgramData\bingliang") if shared else self.home / "数据"
        self._told = {} if shared else {"BINGLIANG_DATA": self.written(self.data)}

    def inside(self, path: str) -> Path:
        """本机的路径 of a Windows path on drive C."""
        return self.drive / path.removeprefix("C:\\").replace("\\", "/")

    def written(self, path: Path) -> str:
        """Windows 的写法."""
        return str(path) if WINDOWS else wine.windows_path(path)

    def run(
        self, program: Path | str, *arguments: str, cwd: Path | None = None, largest: int | None = None
    ) -> tuple[int, str]:
        """运行: exit code and what was said. `largest`: see wine.run; there is none on Windows."""
        if not WINDOWS:
            with contextlib.chdir(cwd or Path.cwd()):
                return wine.run([program, *arguments], self.display, timeout=300, largest=largest, **self._told)
        done = subprocess.run(
            [str(program), *arguments],
            cwd=cwd,
            env={**os.environ, **self._told},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=300,
        )
        return done.returncode, done.stdout + done.stderr

    def line(self, program: Path, words: str, code: int = 0, *, largest: int | None = None) -> None:
        """运行一行命令, given to the program as it stands: setup reads /D= unquoted to the end of the line."""
        command = f'"{self.written(program)}" {words}'
        if WINDOWS:
            found = subprocess.run(command, env={**os.environ, **self._told}, check=False, timeout=600).returncode
        else:
            text = self.home / "line.txt"
            text.write_text(command, encoding="utf-8")
            script = "import subprocess, sys; sys.exit(subprocess.call(open(sys.argv[1], encoding='utf-8').read()))"
            found, _ = self.run(wine.python(), "-c", script, self.written(text), largest=largest)
        if found != code:
            raise RuntimeError(f"{command}：退出码 {found}，应为 {code}")

    def must(self, program: Path | str, *arguments: str, code: int = 0, cwd: Path | None = None) -> str:
        """运行 and expect that exit code. RuntimeError with what was said otherwise."""
        found, said = self.run(program, *arguments, cwd=cwd)
        if found != code:
            words = " ".join([Path(str(program)).name, *arguments])
            raise RuntimeError(f"{words}：退出码 {found}，应为 {code}\n{said[-2000:]}")
        return said

    def start(self, program: Path, *words: str) -> subprocess.Popen[bytes]:
        """启动 a program that goes on running."""
        if WINDOWS:
            return subprocess.Popen([str(program), *words], env={**os.environ, **self._told})
        return wine.start([program, *words], self.display, self.home / "window.log", **self._told)

    def window(self, program: Path, *words: str, name: str) -> tuple[smoke_window.Window, subprocess.Popen[bytes]]:
        """打开窗口: one that is worked by keys under Wine, one that is only looked at on Windows."""
        process = self.start(program, *words)
        if WINDOWS:
            return smoke_window.ShownWindow(process), process
        window = smoke_window.KeyedWindow(process, self.display, PICTURES, name)
        window.ledger = self.data / ("practice/practice.db" if words else "bingliang.db")
        window.named = r"C:\bingliang-print.pdf"
        window.printed = self.inside(window.named)
        return window, process


def until(told: str, true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """等到: RuntimeError when it does not come true in time."""
    limit = time.monotonic() + seconds
    while not true():
        if time.monotonic() > limit:
            raise RuntimeError(f"等了 {seconds:.0f} 秒，{told}。")
        time.sleep(0.1)


def installed(made: list[Path], display: str, program: Path) -> Iterator[str]:
    """试装一遍 what was made of `program`; a line for each thing that was seen to work. RuntimeError for the first that did not."""
    setup = next(file for file in made if file.suffix == ".exe")
    machine = Machine(display)
    if not WINDOWS and (left := machine.inside(smoke_setup.EVERYBODYS) / "uninstall.exe").is_file():
        machine.must(left, "/S")  # a trial that was broken off
        until("上一次试装留下的程序还在", lambda: not left.exists())
    try:
        yield from _tried(machine, setup)
        yield from smoke_setup.planted(machine, setup)
        yield from smoke_setup.broken_off(machine, setup)
        yield from smoke_hard.hard_cases(machine, setup)
        yield from smoke_setup.long_names(machine, setup, program)
        for package in (file for file in made if file.suffix == ".msi"):
            yield from smoke_policy.by_policy(machine, package, setup)
    finally:
        shutil.rmtree(machine.home, ignore_errors=True)
    if WINDOWS and "CI" not in os.environ:
        return  # what follows ends with the removal of this machine's data
    machine = Machine(display, shared=True)
    try:
        yield from smoke_setup.for_all(machine, setup, program)
    finally:
        shutil.rmtree(machine.home, ignore_errors=True)


def _tried(machine: Machine, setup: Path) -> Iterator[str]:
    folder = machine.inside(INSTALL)
    shutil.rmtree(folder, ignore_errors=True)
    preset = machine.home / "预设.toml"
    preset.write_text(PRESET, encoding="utf-8")
    into = f'/S /CURRENTUSER /PRESET="{machine.written(preset)}" /COUNTER=3 /D={INSTALL}'
    begun = time.monotonic()
    machine.line(setup, into)
    cli, uninstall = folder / "bingliang-cli.exe", folder / "uninstall.exe"
    if not cli.is_file() or not uninstall.is_file():
        raise RuntimeError(f"安装后“{INSTALL}”里没有程序。")
    yield f"静默安装 {time.monotonic() - begun:.0f} 秒，{bundle.size(folder) / bundle.MEGABYTE:.0f} MB"
    shown = machine.must(cli, "machine")
    if "counter = 3" not in shown or "paper_printer = 一楼打印机" not in shown:
        raise RuntimeError("预先准备的设置没有写入。")
    if "预设园区" not in _exported(machine, cli):
        raise RuntimeError("预先准备的园区没有写进台账。")
    yield "预先准备的设置、窗口号、打印机、园区和落款已写入"
    if "bingliang.exe" not in machine.must("reg", "query", rf"HKCU\{OPENING}", "/ve"):
        raise RuntimeError("交换包没有关联到程序。")
    yield "双击交换包由程序打开"
    yield bundle.tried(lambda *words: machine.must(cli, *words), machine.home, machine.written)
    yield from smoke_updates.updates(machine, cli)
    yield from _worked(machine, setup, folder)
    machine.line(setup, into)
    if not list((machine.data / "backup").glob("*.db")):
        raise RuntimeError("覆盖安装之前没有备份数据库。")
    yield "覆盖安装，先备份了数据库"
    yield from _downgraded(machine, folder)
    machine.must(uninstall, "/S")
    until("卸载后程序还在", lambda: not folder.exists())
    if not (machine.data / "settings.toml").is_file():
        raise RuntimeError("卸载删除了数据。")
    machine.must("reg", "query", rf"HKCU\{OPENING}", "/ve", code=1)
    yield "静默卸载，程序和登记删净，数据保留"


PRESET = """\
role = "窗口"
paper_printer = "一楼打印机"

[zone]
name = "预设园区"
body = "预设园区行政审批服务局"
"""


def _exported(machine: Machine, cli: Path) -> str:
    out = machine.home / "区.toml"
    machine.must(cli, "settings", "export", machine.written(out))
    return out.read_text(encoding="utf-8")


def _downgraded(machine: Machine, folder: Path) -> Iterator[str]:
    """An older setup, of the same recipe with next to nothing in it, must leave everything as it is."""
    small = machine.home / "small"
    small.mkdir()
    (small / "bingliang.exe").write_bytes(b"older")
    older = installer.make_setup(small, machine.home / "older-setup.exe", "0.0.9", quick=True)
    before = (folder / "bingliang.exe").read_bytes()
    machine.line(older, f"/S /CURRENTUSER /D={INSTALL}", NEWER)
    if (folder / "bingliang.exe").read_bytes() != before:
        raise RuntimeError("较旧的安装程序改动了文件。")
    yield f"拒绝从 {version_info.version()} 降到 0.0.9"


def _worked(machine: Machine, setup: Path, folder: Path) -> Iterator[str]:
    """The window, and an installation that is refused while it is open."""
    with smoke_window.opened(machine, folder / "bingliang.exe", "practice", name="work") as window:
        yield from window.worked()
        machine.line(setup, f"/S /CURRENTUSER /D={INSTALL}", RUNNING)
        yield "程序开着时拒绝安装"
        window.close()
        yield "窗口关闭，进程退出"
