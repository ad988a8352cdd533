"""试装: the setup program from the silent installation to the removal, with a window worked by keys in between.

Under Wine + Xvfb on Debian (keys by xdotool, pictures of the screen in build/smoke/), natively on Windows (the window
is only opened and closed: nobody may type into a runner's session).
"""

from __future__ import annotations

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
import version_info
import wine

WINDOWS = sys.platform == "win32"
PICTURES = bundle.BUILD / "smoke"
INSTALL = r"C:\程序 #1\并联 柜台"
OPENING = r"HKCU\Software\Classes\bingliang.package\shell\open\command"
RUNNING, NEWER = 3, 4
PATIENCE = 120


class Machine:
    """一台 Windows: how a program is run there, and how its paths are written here and there."""

    def __init__(self, display: str) -> None:
        self.display = display
        self.drive = Path("C:/") if WINDOWS else wine.prefix(display)
        self.home = Path(tempfile.mkdtemp(prefix="试装 #1 ", dir=None if WINDOWS else wine.HOME))
        self.data = self.home / "数据"

    def inside(self, path: str) -> Path:
        """本机的路径 of a Windows path on drive C."""
        return self.drive / path.removeprefix("C:\\").replace("\\", "/")

    def written(self, path: Path) -> str:
        """Windows 的写法."""
        return str(path) if WINDOWS else wine.windows_path(path)

    def run(self, program: Path | str, *arguments: str) -> tuple[int, str]:
        """运行: exit code and what was said; its data folder is this trial's own."""
        if not WINDOWS:
            more = {"BINGLIANG_DATA": self.written(self.data)}
            return wine.run([program, *arguments], self.display, timeout=300, **more)
        done = subprocess.run(
            [str(program), *arguments],
            env={**os.environ, "BINGLIANG_DATA": str(self.data)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=300,
        )
        return done.returncode, done.stdout + done.stderr

    def line(self, program: Path, words: str, code: int = 0) -> None:
        """运行一行命令, given to the program as it stands: setup reads /D= unquoted to the end of the line."""
        command = f'"{self.written(program)}" {words}'
        if WINDOWS:
            found = subprocess.run(command, check=False, timeout=600).returncode
        else:
            text = self.home / "line.txt"
            text.write_text(command, encoding="utf-8")
            script = "import subprocess, sys; sys.exit(subprocess.call(open(sys.argv[1], encoding='utf-8').read()))"
            found, _ = self.run(wine.python(), "-c", script, self.written(text))
        if found != code:
            raise RuntimeError(f"{command}：退出码 {found}，应为 {code}")

    def must(self, program: Path | str, *arguments: str, code: int = 0) -> str:
        """运行 and expect that exit code. RuntimeError with what was said otherwise."""
        found, said = self.run(program, *arguments)
        if found != code:
            words = " ".join([Path(str(program)).name, *arguments])
            raise RuntimeError(f"{words}：退出码 {found}，应为 {code}\n{said[-2000:]}")
        return said


def until(told: str, true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """等到: RuntimeError when it does not come true in time."""
    limit = time.monotonic() + seconds
    while not true():
        if time.monotonic() > limit:
            raise RuntimeError(f"等了 {seconds:.0f} 秒，{told}。")
        time.sleep(0.1)


def installed(made: list[Path], display: str) -> Iterator[str]:
    """试装一遍 what was made; a line for each thing that was seen to work. RuntimeError for the first that did not."""
    machine = Machine(display)
    try:
        yield from _tried(machine, next(file for file in made if file.suffix == ".exe"))
        yield from _by_policy(machine, next((file for file in made if file.suffix == ".msi"), None))
    finally:
        shutil.rmtree(machine.home, ignore_errors=True)


def _tried(machine: Machine, setup: Path) -> Iterator[str]:
    folder = machine.inside(INSTALL)
    shutil.rmtree(folder, ignore_errors=True)
    preset = machine.home / "预设.toml"
    preset.write_text('role = "窗口"\noffice = ""\n', encoding="utf-8")
    into = f'/S /CURRENTUSER /PRESET="{machine.written(preset)}" /COUNTER=3 /D={INSTALL}'
    begun = time.monotonic()
    machine.line(setup, into)
    cli, uninstall = folder / "bingliang-cli.exe", folder / "uninstall.exe"
    if not cli.is_file() or not uninstall.is_file():
        raise RuntimeError(f"安装后“{INSTALL}”里没有程序。")
    yield f"静默安装 {time.monotonic() - begun:.0f} 秒，{bundle.size(folder) / bundle.MEGABYTE:.0f} MB"
    if "counter = 3" not in machine.must(cli, "machine"):
        raise RuntimeError("预先准备的设置没有写入。")
    yield "预先准备的设置和窗口号已写入"
    if "bingliang.exe" not in machine.must("reg", "query", OPENING, "/ve"):
        raise RuntimeError("交换包没有关联到程序。")
    yield "双击交换包由程序打开"
    yield bundle.tried(lambda *words: machine.must(cli, *words), machine.home, machine.written)
    yield from _worked(machine, setup, folder)
    shutil.copyfile(machine.home / "演示 库.db", machine.data / "bingliang.db")  # this machine's own, from now on
    machine.line(setup, into)
    if not list((machine.data / "backup").glob("*.db")):
        raise RuntimeError("覆盖安装之前没有备份数据库。")
    yield "覆盖安装，先备份了数据库"
    yield from _downgraded(machine, folder)
    machine.must(uninstall, "/S")
    until("卸载后程序还在", lambda: not folder.exists())
    if not (machine.data / "settings.toml").is_file():
        raise RuntimeError("卸载删除了数据。")
    machine.must("reg", "query", OPENING, "/ve", code=1)
    yield "静默卸载，程序和登记删净，数据保留"


def _by_policy(machine: Machine, package: Path | None) -> Iterator[str]:
    """The MSI, as a group policy installs and removes it."""
    if package is None:
        return
    folder = machine.inside(r"C:\Program Files\bingliang")
    machine.must("msiexec", "/i", machine.written(package), "/qn")
    if "2026-10-29" not in machine.must(folder / "bingliang-cli.exe", "due", "--from", "2026-09-24", "--days", "20"):
        raise RuntimeError("MSI 装的程序答案不对。")
    machine.must(folder / "bingliang-cli.exe", "files")
    machine.must("msiexec", "/x", machine.written(package), "/qn")
    # Whether every file goes is looked at on a real Windows (CHECKLIST): Wine 8 leaves them where they are.
    yield "MSI 静默安装、运行、核对程序文件"


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
    import smoke_window

    with smoke_window.opened(machine, folder / "bingliang.exe") as window:
        yield from window.worked(PICTURES)
        machine.line(setup, f"/S /CURRENTUSER /D={INSTALL}", RUNNING)
        yield "程序开着时拒绝安装"
        window.close()
        yield "窗口关闭，进程退出"
