"""程序文件夹: makes the bundle by PyInstaller, for this system or for Windows under Wine, and tries it out.

python packaging/dev.py linux-bundle [--measure] [options of PyInstaller]

`--measure` also tells size and first paint as ratios to an empty bundle (see measure.py).
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import components
import contents
import release
import version_info
import wine

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SPEC = ROOT / "packaging" / "bingliang.spec"
WINDOWS = sys.platform == "win32"
STEADY = {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1767225600"}
"""so that the same sources give the same bytes, as far as PyInstaller can"""
MEGABYTE = 1_000_000
KEY = Path("_internal", "bingliang", "_factory", "resources", release.PUBLIC)

Answer = Callable[..., str]


def native(arguments: list[str]) -> Path:
    """本系统的程序文件夹, in build/bingliang. RuntimeError when PyInstaller refuses."""
    return completed(packed(SPEC, arguments) / "bingliang", windows=WINDOWS)


def packed(spec: Path, arguments: list[str]) -> Path:
    """PyInstaller 打一次包; the folder that holds the result. RuntimeError when it refuses."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += [f"--distpath={BUILD}", f"--workpath={BUILD / 'work'}", *arguments, str(spec)]
    (BUILD / "work").mkdir(parents=True, exist_ok=True)
    if subprocess.run(command, cwd=ROOT, env=os.environ | STEADY, stdout=2, check=False).returncode:
        raise RuntimeError("PyInstaller 没有打包成，请看上面的提示。")
    return BUILD


def under_wine(display: str) -> Path:
    """Windows 的程序文件夹, made by Windows Python under Wine, in build/windows/bingliang."""
    out = BUILD / "windows"
    command: list[str | Path] = [wine.python(), "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += ["--distpath", wine.windows_path(out), "--workpath", wine.windows_path(BUILD / "windows-work")]
    wine.prefix(display)
    code, said = wine.run([*command, wine.windows_path(SPEC)], display, timeout=1800, largest=None, **STEADY)
    print(said.strip(), file=sys.stderr)
    if code:
        raise RuntimeError("Wine 下的 PyInstaller 没有打包成，请看上面的提示。")
    return completed(out / "bingliang", windows=True)


def completed(bundle: Path, *, windows: bool) -> Path:
    """补齐: the list of components goes in; the list of files comes last, when nothing is changed any more (see `listed`)."""
    if not windows:
        (bundle / "bingliang-cli").symlink_to("bingliang")
    ask = components.WINDOWS if windows and not WINDOWS else None
    parts = components.needed(["bingliang"], ask)
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    python = components.WINDOWS["python_full_version"] if ask else platform.python_version()
    text = contents.sbom(version_info.version(), parts, lock, python)
    (bundle / contents.SBOM).write_text(text, encoding="utf-8", newline="\n")
    if held := release.key():  # what this build installs believes the next one that the same publisher signs
        (bundle / KEY).write_text(release.public(held) + "\n", encoding="ascii", newline="\n")
    return bundle


def size(folder: Path) -> int:
    """字节数 of everything in a folder; a link counts for itself."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())


def smoke(program: Path) -> str:
    """试运行: the bundle alone, in a folder with an awkward name, without the checkout; a line about what it did.

    RuntimeError when an answer is not the right one.
    """
    with tempfile.TemporaryDirectory(prefix="试运行 #1 ", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        environment |= {"BINGLIANG_DATA": str(home / "数据"), "QT_QPA_PLATFORM": "offscreen"}

        def answer(*arguments: str) -> str:
            command: list[str | Path] = [program, *arguments]
            done = subprocess.run(
                command,
                cwd=home,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
                timeout=300,
            )
            if done.returncode:
                raise RuntimeError(f"{' '.join(arguments)}：退出码 {done.returncode}\n{done.stdout}")
            return done.stdout

        return tried(answer, home, str)


def tried(answer: Answer, home: Path, written: Callable[[Path], str]) -> str:
    """试一遍: a due date, the demo with its papers and pictures, the ledger verified, a backup, the files compared.

    `written` is how the program's system writes a path. RuntimeError for a wrong answer.
    """
    due = answer("due", "--from", "2026-09-24", "--days", "20").strip()
    database = home / "演示 库.db"
    answer("demo", "--db", written(database), "--out", written(home / "文书"))
    papers = [paper for paper in home.rglob("*.pdf") if paper.read_bytes().startswith(b"%PDF")]
    pictures = list(home.rglob("*.png"))
    answer("verify", "--db", written(database))
    answer("backup", "--db", written(database), "--out", written(home / "备份"))
    copies = list((home / "备份").glob("*.db"))
    answer("verify", "--db", written(copies[0]))
    answer("files")
    if "2026-10-29" not in due or not papers or not pictures:
        raise RuntimeError(f"试运行的答案不对：到期日 {due}；文书 {len(papers)} 份；截图 {len(pictures)} 张")
    return f"到期日 {due}；文书 {len(papers)} 份，截图 {len(pictures)} 张；台账、副本、程序文件核验无误"


def worked(program: Path, pictures: Path) -> Iterator[str]:
    """按键试用 the bundle's window on an X server of its own, as the installed Windows program is tried: first start, a case
    taken in, its receipt drawn and printed to a file; a line for each thing that was seen to work. Linux only.
    """
    import smoke_window

    with (
        tempfile.TemporaryDirectory(prefix="试用 #1 ", ignore_cleanup_errors=True) as folder,
        tempfile.TemporaryDirectory(prefix="bingliang-") as plain,  # a keyboard has no Chinese on its keys
        wine.screen() as display,
    ):
        home = Path(folder)
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QT_"))}
        environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": folder}

        def window(name: str, *words: str) -> smoke_window.KeyedWindow:
            held = environment | {"BINGLIANG_DATA": str(home / name)}
            if words:  # a counter from its second day on
                (home / name).mkdir()
                (home / name / "settings.toml").write_text('counter = "3"\n', encoding="utf-8")
            with (home / f"{name}.log").open("wb") as log:
                process = subprocess.Popen([program, *words], cwd=home, env=held, stdout=log, stderr=log)
            made = smoke_window.KeyedWindow(process, display, pictures, f"linux-{name}", focuses=True)
            made.ledger = home / name / "practice" / "practice.db"
            made.printed = Path(plain, "receipt.pdf")
            made.named = str(made.printed)
            return made

        for name, words in (("first", ()), ("work", ("practice",))):
            one = window(name, *words)
            try:
                yield from one.worked() if words else one.first_day()
                one.close()
            finally:
                if one.process.poll() is None:
                    one.process.kill()
                    one.process.wait()
        yield "窗口关闭，进程退出"


def main(arguments: list[str]) -> int:
    """打包并试运行 on this system."""
    begun = time.monotonic()
    measures = "--measure" in arguments
    try:
        bundle = native([one for one in arguments if one != "--measure"])
        contents.write_list(bundle)
        print(f"打包 {time.monotonic() - begun:.0f} 秒，{size(bundle) / MEGABYTE:.0f} MB：{bundle}", file=sys.stderr)
        program = bundle / ("bingliang-cli.exe" if WINDOWS else "bingliang-cli")
        print(f"试运行：{smoke(program)}", file=sys.stderr)
        if sys.platform == "linux" and shutil.which("Xvfb") and shutil.which("xdotool"):
            for line in worked(bundle / "bingliang", BUILD / "smoke"):
                print(f"试用：{line}", file=sys.stderr)
        if measures:
            import measure

            for line in measure.measured(bundle):
                print(line, file=sys.stderr)
    except (OSError, RuntimeError, subprocess.TimeoutExpired) as error:
        print(f"打包没有通过：{error}", file=sys.stderr)
        return 1
    shutil.rmtree(BUILD / "work", ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
