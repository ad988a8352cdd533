"""A CUPS of the tests' own: a real cupsd with its own folders and socket, whose printers keep every job as it came out.

The queues have a description with two trays, a duplexer switched on and colour, so that what a job leaves to the printer
would be seen. Works as root and as anybody else.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bingliang.gui.devices.cups import LIBRARY

SBIN = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
CUPSD, LPADMIN = shutil.which("cupsd", path=SBIN), shutil.which("lpadmin", path=SBIN)
SYSTEM = Path("/usr/lib/cups")

_SIZES = (("Letter", "612 792"), ("A4", "595.276 841.890"))
_CHOICES = {
    "InputSlot": (("Auto", "Auto"), ("Upper", "Upper Tray"), ("Lower", "Lower Tray")),
    "Duplex": (("DuplexNoTumble", "Long"), ("None", "Off")),
    "ColorModel": (("RGB", "Colour"), ("Gray", "Grey")),
}
_HEAD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TWOTRAYS.PPD"
*Manufacturer: "Tests"
*Product: "(Two Trays)"
*ModelName: "Two Trays"
*ShortNickName: "Two Trays"
*NickName: "Two Trays"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*DefaultResolution: 600dpi
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*VariablePaperSize: True
*MaxMediaWidth: 1000
*MaxMediaHeight: 10000
*HWMargins: 0 0 0 0
*CustomPageSize True: "pop pop pop <</PageSize [ 5 -2 roll ] /ImagingBBox null>>setpagedevice"
*ParamCustomPageSize Width: 1 points 36 1000
*ParamCustomPageSize Height: 2 points 36 10000
*ParamCustomPageSize Orientation: 3 int 0 3
*ParamCustomPageSize WidthOffset: 4 points 0 0
*ParamCustomPageSize HeightOffset: 5 points 0 0
*DefaultFont: Courier
"""
_BACKEND = """#!/bin/sh
# keeps the job and what was said with it, once the printer is switched on
if [ $# -eq 0 ]; then echo 'direct keep "Unknown" "Keep"'; exit 0; fi
out="${DEVICE_URI#keep:}"
while [ -e "$out/off" ]; do echo "STATE: +media-empty-error" >&2; sleep 0.1; done
echo "STATE: -media-empty-error" >&2
printf '%s\\n' "$3" "$4" "$5" > "$out/$1.said"
cat ${6:+"$6"} > "$out/$1.part" && mv "$out/$1.part" "$out/$1.pdf"
"""


def _ppd() -> str:
    def sizes(word: str) -> str:
        lines = "".join(f'*{word} {name}/{name}: "<</PageSize[{size}]>>setpagedevice"\n' for name, size in _SIZES)
        return f"*OpenUI *{word}: PickOne\n*OrderDependency: 10 AnySetup *{word}\n*Default{word}: Letter\n{lines}*CloseUI: *{word}\n"

    def choices(word: str) -> str:
        lines = "".join(f'*{word} {key}/{said}: ""\n' for key, said in _CHOICES[word])
        first = _CHOICES[word][0][0]
        return f"*OpenUI *{word}/{word}: PickOne\n*OrderDependency: 20 AnySetup *{word}\n*Default{word}: {first}\n{lines}*CloseUI: *{word}\n"

    areas = "".join(f'*ImageableArea {name}: "0 0 {size}"\n' for name, size in _SIZES)
    papers = "".join(f'*PaperDimension {name}: "{size}"\n' for name, size in _SIZES)
    return (
        _HEAD
        + sizes("PageSize")
        + sizes("PageRegion")
        + f"*DefaultImageableArea: Letter\n{areas}*DefaultPaperDimension: Letter\n{papers}"
        + "".join(choices(word) for word in _CHOICES)
    )


@dataclass(frozen=True)
class Came:
    """What came out of a printer: the title, how many copies were left to it, the options, the file."""

    title: str
    options: str
    pdf: Path


class Cups:
    """The server, its printers and what came out of them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kept, self.socket = folder, folder / "kept", folder / "sock"
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("kept", "bin/backend", "etc/ppd", "spool/tmp", "cache", "state"):
            (folder / name).mkdir(parents=True)
        for name in ("filter", "daemon", "monitor", "notifier"):
            if (SYSTEM / name).exists():
                (folder / "bin" / name).symlink_to(SYSTEM / name)
        backend = folder / "bin" / "backend" / "keep"
        backend.write_text(_BACKEND, encoding="utf-8")
        backend.chmod(0o700)  # cupsd runs such a one as itself, not as the user of the spooler
        (folder / "printer.ppd").write_text(_ppd(), encoding="ascii")
        self._configure()

    def _configure(self) -> None:
        if sys.platform == "win32":
            raise NotImplementedError
        import grp

        at = self.folder
        (at / "etc" / "cups-files.conf").write_text(
            f"ServerRoot {at}/etc\nServerBin {at}/bin\nDataDir /usr/share/cups\nRequestRoot {at}/spool\n"
            f"TempDir {at}/spool/tmp\nCacheDir {at}/cache\nStateDir {at}/state\nErrorLog {at}/error_log\n"
            f"AccessLog {at}/access_log\nPageLog {at}/page_log\nSystemGroup {grp.getgrgid(os.getgid()).gr_name}\n"
            "FileDevice Yes\nSandboxing relaxed\nFatalErrors none\n",
            encoding="utf-8",
        )
        (at / "etc" / "cupsd.conf").write_text(
            f"LogLevel warn\nListen {self.socket}\nBrowsing Off\nDefaultAuthType None\nWebInterface No\n"
            "ErrorPolicy retry-job\nJobRetryInterval 1\nJobRetryLimit 1000\n"
            "<Location />\n Order allow,deny\n Allow all\n</Location>\n"
            "<Policy default>\n JobPrivateAccess all\n JobPrivateValues none\n"
            " <Limit All>\n  Order allow,deny\n  Allow all\n </Limit>\n</Policy>\n",
            encoding="utf-8",
        )

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "CUPS_SERVER": str(self.socket)}

    def start(self) -> None:
        assert CUPSD is not None
        etc = self.folder / "etc"
        with (self.folder / "out").open("ab") as out:
            self._process = subprocess.Popen(
                [CUPSD, "-f", "-c", str(etc / "cupsd.conf"), "-s", str(etc / "cups-files.conf")], stdout=out, stderr=out
            )
        _until(self.socket.exists, "cupsd did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None
            self.socket.unlink(missing_ok=True)

    def hang(self) -> None:
        """The server is there and says nothing."""
        if sys.platform == "win32":
            raise NotImplementedError
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        if sys.platform == "win32":
            raise NotImplementedError
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def add(self, name: str) -> None:
        ppd, uri = str(self.folder / "printer.ppd"), f"keep:{self.kept}"
        self._admin("-p", name, "-E", "-v", uri, "-P", ppd, "-o", "printer-error-policy=retry-job")

    def remove(self, name: str) -> None:
        self._admin("-x", name)

    def _admin(self, *arguments: str) -> None:
        assert LPADMIN is not None
        done = subprocess.run(
            [LPADMIN, "-h", str(self.socket), *arguments], env=self.environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def switch_off(self) -> None:
        """No paper: the printer takes the job and does not bring it out."""
        (self.kept / "off").touch()

    def switch_on(self) -> None:
        (self.kept / "off").unlink(missing_ok=True)

    def came(self) -> list[Came]:
        """Everything that has come out, in its order."""
        found = []
        for pdf in sorted(self.kept.glob("*.pdf"), key=lambda one: int(one.stem)):
            _, title, copies, options = ("", *pdf.with_suffix(".said").read_text("utf-8").split("\n", 2))
            found.append(Came(title, f"copies={copies} {options}", pdf))
        return found

    def wait_for(self, many: int) -> list[Came]:
        _until(lambda: len(self.came()) >= many, f"{many} jobs did not come out")
        return self.came()

    def clear(self) -> None:
        self.switch_on()
        for file in self.kept.iterdir():
            file.unlink()


def _until(true: object, otherwise: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]  # a callable
        assert time.monotonic() < end, otherwise
        time.sleep(0.02)  # another process: there is no signal to wait for


@contextlib.contextmanager
def private_cups(*queues: str) -> Iterator[Cups]:
    """A running server with these queues; the process's own library speaks to it from every thread."""
    if CUPSD is None or LPADMIN is None or not (SYSTEM / "filter").exists():
        pytest.skip("没有 cupsd：packaging/dev.py test 会装 cups，或运行 apt-get install cups")
    # Not below pytest's folder: the filters run as another user and must be able to walk there.
    folder = Path(tempfile.mkdtemp(prefix="bl-cups-"))
    folder.chmod(0o755)
    cups = Cups(folder)
    before = os.environ.get("CUPS_SERVER")
    os.environ["CUPS_SERVER"] = str(cups.socket)
    library = ctypes.CDLL(LIBRARY)
    library.cupsSetServer(None)  # this thread may have asked another server before
    try:
        cups.start()
        for name in queues:
            cups.add(name)
        yield cups
    finally:
        cups.stop()
        if before is None:
            os.environ.pop("CUPS_SERVER")
        else:
            os.environ["CUPS_SERVER"] = before
        library.cupsSetServer(None)
        shutil.rmtree(folder, ignore_errors=True)
