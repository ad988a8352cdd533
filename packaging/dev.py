"""开发命令: makes everything that the checkout needs, then does what the verb says. Only Python's standard library.

    python packaging/dev.py demo|run|test|bench|mutate|linux-bundle|installer|lock [further arguments]

What it says goes to stderr; stdout belongs to the program that it starts.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Sequence
from pathlib import Path

OLDEST, NEWEST, ADVISED = (3, 11), (3, 14), "3.13"

if not OLDEST <= sys.version_info[:2] <= NEWEST:  # before anything that an older Python could not read
    found = "{}.{}".format(*sys.version_info[:2])
    sys.exit(
        f"本程序需要 Python 3.11 至 3.14，现在用的是 {found}：请从 https://www.python.org/downloads/ 安装 Python {ADVISED}，"
        "再用它运行 packaging/dev.py。"
    )

WINDOWS = sys.platform == "win32"
ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "bingliang.stamp"
PERFECT = ("src/bingliang/ledger/*", "src/bingliang/mechanism/*")

# What Debian and Ubuntu call the package of each library or program.
QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
SCREEN = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool", "pdftoppm": "poppler-utils", "cupsd": "cups"}
SETUP = {"makensis": "nsis", "osslsigncode": "osslsigncode"}
BUNDLE = {"objdump": "binutils", "strip": "binutils"}
WINE = {
    "wine": "wine",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "makensis": "nsis",
    "wixl": "wixl",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
}


def say(text: str) -> None:
    """提示: one line on stderr."""
    print(text, file=sys.stderr, flush=True)


def call(command: Sequence[str | Path], cwd: Path | None = None, *, quiet: bool = False) -> int:
    """运行: starts a program in UTF-8 and gives its exit code; a quiet one speaks on stderr only."""
    environment = os.environ | {
        "PYTHONUTF8": "1",  # else Windows reads the path of the checkout in the country's code page
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }
    try:
        return subprocess.run(command, cwd=cwd, env=environment, stdout=2 if quiet else None, check=False).returncode
    except KeyboardInterrupt:
        return 130


# ── the machine ───────────────────────────────────────────────────────────────────────────────────────────────────


def missing_libraries(wanted: dict[str, str]) -> dict[str, str]:
    """缺少的系统库: those of `wanted` (file name → package) that the loader does not know; none where it cannot be asked."""
    ldconfig = shutil.which("ldconfig", path=os.environ.get("PATH", "") + ":/sbin:/usr/sbin")
    if not ldconfig:
        return {}
    known = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout.split()
    return {name: package for name, package in wanted.items() if name not in known}


def missing_programs(wanted: dict[str, str]) -> dict[str, str]:
    """缺少的程序: those of `wanted` (program → package) that are neither on the path nor where the system keeps servers."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    return {name: package for name, package in wanted.items() if not shutil.which(name, path=path)}


def missing_python() -> dict[str, str]:
    """缺少的 Python 部件: Debian's python3 leaves out what makes a virtual environment."""
    if importlib.util.find_spec("ensurepip"):
        return {}
    return {"ensurepip": "python{}.{}-venv".format(*sys.version_info[:2])}


def missing_libpython() -> dict[str, str]:
    """缺少的 libpython: PyInstaller takes Python's shared library along, which Debian has in a package of its own."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    if ".so" not in name or Path(sysconfig.get_config_var("LIBDIR"), name).exists():
        return {}
    return missing_libraries({name: "libpython{}.{}".format(*sys.version_info[:2])})


def install_system(missing: dict[str, str]) -> bool:
    """安装系统软件包: by apt as root, otherwise their names; True when nothing is missing any more."""
    if not missing:
        return True
    packages = sorted(set(missing.values()))
    apt = shutil.which("apt-get")
    if not apt:
        say("本机缺少下列系统库或程序，请用系统的软件包管理器安装：" + "、".join(missing))
        return False
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        say("本机缺少系统软件包，请先运行：sudo apt-get install --no-install-recommends " + " ".join(packages))
        return False
    say("正在安装系统软件包：" + " ".join(packages))
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    install = [apt, "install", "-qq", "-y", "--no-install-recommends", *packages]
    if call(install, quiet=True) and (call([apt, "update", "-qq"], quiet=True) or call(install, quiet=True)):
        say("系统软件包没有装上，请检查网络后再运行：apt-get update && apt-get install " + " ".join(packages))
        return False
    return True


# ── the virtual environment ───────────────────────────────────────────────────────────────────────────────────────


def fingerprint() -> str:
    """指纹: changes with the lock, the project file, the Python and the place of the checkout."""
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version.encode(), str(ROOT).encode())
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def make_environment() -> None:
    """虚拟环境: makes .venv for the Python that runs this, unless it is there already."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    version = "{}.{}.".format(*sys.version_info[:2])
    kept = any(line.replace(" ", "").startswith("version=" + version) for line in lines)
    if kept and PYTHON.exists():
        return
    if not install_system(missing_python()):
        sys.exit("没有 venv 部件，无法建立虚拟环境。")
    say(f"正在建立虚拟环境 {VENV}")
    if call([sys.executable, "-m", "venv", "--clear", VENV], quiet=True):
        sys.exit(f"虚拟环境“{VENV}”建不起来，请检查该文件夹能否写入、磁盘是否已满。")


def pip(*arguments: str) -> int:
    """安装: pip of the virtual environment, in the checkout."""
    return call(
        [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", *arguments],
        cwd=ROOT,
        quiet=True,
    )


def prepare() -> None:
    """准备: brings .venv to what the lock says; costs one hash when nothing has changed."""
    if not LOCK.exists():
        sys.exit(f"缺少锁定文件“{LOCK}”，请先运行：python packaging/dev.py lock")
    wanted = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    make_environment()
    STAMP.unlink(missing_ok=True)
    say("正在按锁定文件安装组件（第一次约需一两分钟）")
    # The lock is complete, so pip has nothing to resolve; older pips look up an extra (coverage[toml]) anew and then
    # refuse the newest release for want of a hash, as soon as there is one newer than the lock's.
    if pip("--no-deps", "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)):
        sys.exit("组件没有装全，请检查网络或 pip 的镜像设置后再试。")
    if pip("--no-deps", "--no-build-isolation", "--editable", "."):
        sys.exit("本项目没有装上，请看上面 pip 的提示。")
    write_path_in_ascii()
    STAMP.write_text(wanted, encoding="utf-8")


def write_path_in_ascii() -> None:
    """可编辑安装的路径: Python reads its .pth in the locale's encoding (before 3.13 always), and a checkout in a folder
    with Chinese in its name would not be found, or stop Python at its start. A line of code holds it in ASCII.
    """
    for file in VENV.rglob("_bingliang.pth"):
        line = file.read_text(encoding="utf-8").strip()
        if not line.startswith("import "):
            file.write_text(f"import sys; sys.path.append({line!a})\n", encoding="ascii")


# ── the verbs ─────────────────────────────────────────────────────────────────────────────────────────────────────


def demo(arguments: list[str]) -> int:
    """演示: plays the story of the sample zone."""
    return call([PYTHON, "-m", "bingliang", "demo", *arguments])


def run(arguments: list[str]) -> int:
    """运行程序: the window, or the command line when arguments follow."""
    return call([PYTHON, "-m", "bingliang", *arguments])


def bench(arguments: list[str]) -> int:
    """测速: ratios against floors; writes bench.json at the top of the checkout."""
    return call([PYTHON, "-m", "tests.bench", *arguments], cwd=ROOT)


def mutate(arguments: list[str]) -> int:
    """变异测试: changes the rules one spot at a time and looks whether a test notices."""
    return call([PYTHON, ROOT / "packaging" / "mutate.py", *arguments], cwd=ROOT)


def test(arguments: list[str]) -> int:
    """检查: all of it; with further arguments pytest alone, which gets them."""
    if arguments:
        return call([PYTHON, "-m", "pytest", *arguments], cwd=ROOT)
    python: list[str | Path] = [PYTHON]
    steps: dict[str, list[str | Path]] = {
        "ruff check": [*python, "-m", "ruff", "check", "."],
        "ruff format": [*python, "-m", "ruff", "format", "--check", "."],
        "mypy": [*python, "-m", "mypy", "--platform", "linux"],
        "mypy (Windows)": [*python, "-m", "mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/windows"],
        "import-linter": [*python, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        "pytest": [*python, "-m", "pytest", "-n", "2", "--dist", "worksteal", "--cov", "--cov-report="],
        "100 % branches": [
            *python,
            *("-m", "coverage", "report", "--fail-under=100", "--include=" + ",".join(PERFECT)),
        ],
    }
    failed = []
    for name, command in steps.items():
        say(f"── {name}")
        start = time.monotonic()
        code = call(command, cwd=ROOT)
        say(f"── {name}: {'ok' if code == 0 else f'FAILED ({code})'}, {time.monotonic() - start:.1f} s")
        if code:
            failed.append(name)
    say("未通过：" + "、".join(failed) if failed else "全部通过")
    return 1 if failed else 0


def linux_bundle(arguments: list[str]) -> int:
    """打包: PyInstaller's folder in build/bingliang, which must then answer and make papers by itself."""
    return call([PYTHON, ROOT / "packaging" / "bundle.py", *arguments], cwd=ROOT)


def installer(arguments: list[str]) -> int:
    """Windows 安装程序: dist/…-setup.exe and .msi, installed, used and removed again; under Wine on Debian."""
    return call([PYTHON, ROOT / "packaging" / "installer.py", *arguments], cwd=ROOT)


def lock(arguments: list[str]) -> int:
    """锁定: one file with hashes for every system and Python (`lock --upgrade` takes newer versions)."""
    make_environment()
    if call([PYTHON, "-c", "import uv"], quiet=True) and pip("uv"):
        return 1
    command: list[str | Path] = [PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--no-config", "--universal"]
    command += ["--generate-hashes", "--python-version", "{}.{}".format(*OLDEST), "--group", "dev"]
    command += ["--custom-compile-command", "python packaging/dev.py lock", "pyproject.toml"]
    return call([*command, "--output-file", LOCK, *arguments], cwd=ROOT, quiet=True)


VERBS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "run": run,
    "test": test,
    "bench": bench,
    "mutate": mutate,
    "linux-bundle": linux_bundle,
    "installer": installer,
    "lock": lock,
}


def needs(verb: str) -> dict[str, str]:
    """所需: the system's part of what a verb needs and this machine lacks."""
    if sys.platform != "linux" or verb in ("lock", "mutate"):
        return {}
    missing = missing_libraries(QT)
    if verb in ("test", "bench"):
        missing |= missing_programs(SCREEN)
    if verb == "test":
        missing |= missing_programs(SETUP | BUNDLE) | missing_libpython()
    if verb == "linux-bundle":
        missing |= missing_programs(BUNDLE) | missing_libpython()
    if verb == "installer":
        missing |= missing_programs(WINE)
    return missing


def main(arguments: list[str]) -> int:
    """入口: prepares what the verb needs, then hands it the further arguments."""
    verb = arguments[0] if arguments else ""
    if verb not in VERBS:
        say("用法：python packaging/dev.py " + "|".join(VERBS) + " [参数……]")
        return 2
    install_system(needs(verb))  # names what is missing and goes on: most verbs can still do something
    if verb != "lock":
        prepare()
    return VERBS[verb](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
