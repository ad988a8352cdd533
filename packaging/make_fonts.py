"""字体子集: makes resources/fonts/ from the public npm packages of Noto Serif SC and Noto Sans SC (SIL OFL 1.1).

Run by hand only, when a font is renewed: ``python packaging/make_fonts.py``. Needs `npm` and the library `fonttools`.
Every source package is pinned by SHA-256; the result is the same bytes on every machine and is listed in MANIFEST.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "resources" / "fonts"
PACKAGES = {
    "@expo-google-fonts/noto-serif-sc@0.4.3": "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
    "@expo-google-fonts/noto-sans-sc@0.4.3": "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
}
# Characters of personal names beyond GB 2312 that a counter meets every week: they belong into every weight.
NAMES = "㛃䶮㸆㳚䲟镕喆堃玥昇珺翀濛淏禤赟旻犇龑邨𠅤𬭬𬀩㙍㮾垚昉瑄珏玘頔婳嫄骉鱻淼祎翊晞暐玙珮琤琰瑀瑢璟璠煜煊烜燊焱珩祐禕堉塱塬壎奕妤姮婧媛嫣"
SYMBOLS = [
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2010, 0x204F),
    (0x2100, 0x213F),
    (0x2150, 0x218F),
    (0x2190, 0x227F),
    (0x2460, 0x266F),
    (0x3000, 0x303F),
    (0x3200, 0x33FF),
    (0xFF00, 0xFFEF),
]
HAN = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)]
COMMON = "common"  # GB 2312, names, symbols
RARE = "rare"  # every other Han character of the source
ALL = "all"
# result: (package, source file, which characters, family name when it must differ from the source)
FONTS: dict[str, tuple[str, str, str, str]] = {
    "NotoSerifSC-Regular.ttf": ("serif", "400Regular/NotoSerifSC_400Regular.ttf", COMMON, ""),
    "NotoSerifSCRare-Regular.ttf": ("serif", "400Regular/NotoSerifSC_400Regular.ttf", RARE, "Noto Serif SC Rare"),
    "NotoSerifSC-Black.ttf": ("serif", "900Black/NotoSerifSC_900Black.ttf", COMMON, ""),
    "NotoSansSC-Regular.ttf": ("sans", "400Regular/NotoSansSC_400Regular.ttf", ALL, ""),
    "NotoSansSC-Bold.ttf": ("sans", "700Bold/NotoSansSC_700Bold.ttf", COMMON, ""),
}


def common() -> set[int]:
    """常用字: GB 2312 with the symbols of a form and the rare characters of names."""
    chars = {ord(char) for char in NAMES}
    for first, last in SYMBOLS:
        chars.update(range(first, last + 1))
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                chars.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return chars


def wanted(cmap: set[int], which: str) -> set[int]:
    """子集字符: the code points of the source that go into one result."""
    han = {code for code in cmap if any(first <= code <= last for first, last in HAN)}
    if which == COMMON:
        return common() & cmap
    return han - common() if which == RARE else (han | common()) & cmap


def rename(font: Any, family: str) -> None:  # noqa: ANN401  # a TTFont, without types
    """改名: a second file of the same family must not hide the first one in Qt, nor share its name in a PDF."""
    for record in list(font["name"].names):
        fresh = {1: family, 4: family, 6: family.replace(" ", "") + "-Regular", 16: family}.get(record.nameID)
        if fresh:
            font["name"].setName(fresh, record.nameID, record.platformID, record.platEncID, record.langID)


def make(source: Path, target: Path, which: str, family: str) -> None:
    """制作: one subset with outlines and metrics only (no hints, no layout tables; PDF and Qt need none)."""
    from fontTools import subset  # the only place of the project that needs fonttools

    options = subset.Options(
        hinting=False,
        layout_features=[],
        notdef_outline=True,
        name_IDs=["*"],
        recalc_timestamp=False,
    )
    options.drop_tables += ["vhea", "vmtx", "GPOS", "GSUB", "GDEF", "BASE", "DSIG", "STAT", "VORG"]
    font = subset.load_font(str(source), options)
    if family:
        rename(font, family)
    tool = subset.Subsetter(options)
    tool.populate(unicodes=wanted(set(font.getBestCmap()), which))
    tool.subset(font)
    subset.save_font(font, str(target), options)


def fetch(package: str, digest: str, folder: Path) -> Path:
    """取源: the npm package, refused when its SHA-256 is another."""
    done = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True)
    archive = folder / done.stdout.strip().splitlines()[-1]
    if sha256(archive) != digest:
        raise SystemExit(f"{package}: SHA-256 differs from the pinned one")
    target = folder / ("serif" if "serif" in package else "sans")
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def sha256(path: Path) -> str:
    """校验值: SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """制作全部字体: fetch, check, subset, list."""
    OUT.mkdir(parents=True, exist_ok=True)
    lines = ["# sha256  file  (made by packaging/make_fonts.py; sources below)"]
    with tempfile.TemporaryDirectory() as name:
        folders = {
            "serif" if "serif" in package else "sans": fetch(package, digest, Path(name))
            for package, digest in PACKAGES.items()
        }
        for kind, folder in folders.items():
            (OUT / f"OFL-Noto{kind.title()}SC.txt").write_bytes((folder / "LICENSE_FONT").read_bytes())
        for result, (kind, source, which, family) in FONTS.items():
            make(folders[kind] / source, OUT / result, which, family)
            lines.append(f"{sha256(OUT / result)}  {result}")
            print(result, (OUT / result).stat().st_size, file=sys.stderr)
    lines += [f"# source {package} sha256 {digest}" for package, digest in PACKAGES.items()]
    (OUT / "MANIFEST").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
