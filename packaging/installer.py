"""安装程序: the Windows bundle, its lists, signatures, setup.exe and MSI, in dist/; on Debian under Wine, on Windows natively.

    python packaging/dev.py installer [--no-build] [--no-smoke] [--quick]

`--no-build` takes the bundle that is there, `--quick` packs with zlib (for trying things out), `--no-smoke` does not
install the result.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import bundle
import contents
import msi
import release
import signing
import version_info
import wine

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
NSI = ROOT / "packaging" / "windows" / "bingliang.nsi"
EPOCH = int(bundle.STEADY["SOURCE_DATE_EPOCH"])
PROGRAMS = ("bingliang.exe", "bingliang-cli.exe")


def makensis() -> str:
    """NSIS 的编译程序: on the path, or where its own installer puts it on Windows."""
    found = shutil.which("makensis")
    usual = [Path("C:/Program Files (x86)/NSIS/makensis.exe"), Path("C:/Program Files/NSIS/makensis.exe")]
    found = found or next((str(one) for one in usual if one.is_file()), None)
    if not found:
        raise RuntimeError("没有找到 makensis：Debian 上装 nsis，Windows 上装 NSIS 3。")
    return found


def setup_command(source: Path, out: Path, version: str, *, quick: bool = False) -> list[str]:
    """编译命令 of the setup program for the folder `source`."""
    quad = ".".join(str(part) for part in version_info.quadruple(version))
    given = {"VERSION": version, "QUAD": quad, "SOURCE": str(source), "OUT": str(out)}
    given["LONGEST"] = str(contents.longest(source))
    given["COMPRESSOR"] = "zlib" if quick else "lzma"
    if sys.platform != "win32":
        given["AMD64"] = "1"  # Debian's NSIS makes a 64-bit setup, which Wine without its 32-bit half can run
    if signing.command(out):
        given["SIGN"] = f'"{sys.executable}" "{ROOT / "packaging" / "signing.py"}" "%1"'
    options = [f"-D{key}={value}" for key, value in given.items()]
    return [makensis(), "-V2", "-INPUTCHARSET", "UTF8", *options, str(NSI)]


def make_setup(source: Path, out: Path, version: str, *, quick: bool = False) -> Path:
    """编译 setup.exe; the same bytes for the same files. RuntimeError with what makensis said."""
    out.parent.mkdir(parents=True, exist_ok=True)
    for file in source.rglob("*"):  # setup carries the times along
        os.utime(file, times=(EPOCH, EPOCH))
    command = setup_command(source, out, version, quick=quick)
    done = subprocess.run(command, cwd=NSI.parent, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"makensis：{(done.stdout + done.stderr).decode('utf-8', 'replace').strip()[-1500:]}")
    return out


def checksums(files: list[Path]) -> Path:
    """校验和: SHA-256 and SM3 of what is handed out, as sha256sum and a person read them."""
    target = DIST / "checksums.txt"
    rows = []
    for file in files:
        data = file.read_bytes()
        rows += [f"{hashlib.sha256(data).hexdigest()}  {file.name}", f"# SM3 {contents.sm3(data)}  {file.name}"]
    target.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    return target


def make(program: Path, *, quick: bool) -> list[Path]:
    """从程序文件夹到 dist/: signed programs, the list of files, setup.exe, MSI where there is wixl, checksums."""
    version = version_info.version()
    for name in PROGRAMS:
        signing.sign(program / name)
    contents.write_list(program)
    setup = make_setup(program, DIST / f"bingliang-{version}-setup.exe", version, quick=quick)
    made = [setup]
    if shutil.which("wixl"):
        made.append(msi.make(program, DIST / f"bingliang-{version}.msi", version))
    for file in made:
        signing.sign(file)
    shutil.copy(program / contents.SBOM, DIST)
    shutil.copy(program / contents.LIST, DIST / f"bingliang-{version}-{contents.LIST}")
    if held := release.key():
        release.write(setup, version, held, day=dt.datetime.now(dt.UTC).date())
    return [*made, checksums(made)]


def options(arguments: list[str]) -> argparse.Namespace:
    """参数."""
    parser = argparse.ArgumentParser(prog="dev.py installer", description="做 Windows 安装程序并试装。")
    parser.add_argument("--no-build", action="store_true", help="用已经打好的程序文件夹")
    parser.add_argument("--no-smoke", action="store_true", help="做好后不试装")
    parser.add_argument("--quick", action="store_true", help="压缩得快一些、大一些")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """做安装程序并试装; 0 when everything passed."""
    import smoke

    chosen = options(arguments)
    begun = time.monotonic()

    def step(text: str) -> None:
        print(f"[{time.monotonic() - begun:4.0f} 秒] {text}", file=sys.stderr, flush=True)

    windows = sys.platform == "win32"
    try:
        with contextlib.nullcontext("") if windows else wine.screen() as display:
            program = bundle.BUILD / "bingliang" if windows else bundle.BUILD / "windows" / "bingliang"
            if not (chosen.no_build and program.is_dir()):
                step("PyInstaller" if windows else "Windows Python、组件、PyInstaller（Wine）")
                program = bundle.native([]) if windows else bundle.under_wine(display)
            step(f"程序文件夹 {bundle.size(program) / bundle.MEGABYTE:.0f} MB；安装程序")
            made = make(program, quick=chosen.quick)
            for file in made:
                step(f"{file.name} {file.stat().st_size / bundle.MEGABYTE:.1f} MB")
            if not chosen.no_smoke:
                step("试装")
                for line in smoke.installed(made, display, program):
                    step(line)
    except (OSError, RuntimeError, ValueError, subprocess.SubprocessError) as error:
        step(f"没有做成：{error}")
        return 1
    finally:
        if not windows:
            wine.stop()
    step("完成")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
