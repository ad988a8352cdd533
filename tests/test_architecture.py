"""The house: rooms, names, sizes, clocks. A red line here is a question of design, not of style."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "bingliang"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# The 1+8, in the words of the notice that set it up.
MECHANISM = {
    "overall": "产业项目服务整体工作机制",
    "seven_batches": "《“七个一批”项目推进服务制度》",
    "time_limits": "《优化流程限时办结制度》",
    "parallel_approval": "《并联审批制度》",
    "full_agency": "《全程代办服务制度》",
    "online_approval": "《网上审批制度》",
    "public_rating": "《企业公开评议制度》",
    "supervision": "《督办考核制度》",
    "public_pledges": "《公开承诺制度》",
}
HEAVY = {
    "PySide6", "alembic", "cryptography", "openpyxl", "pypdfium2", "pypinyin", "psycopg", "pysqlite3", "reportlab",
    "sqlalchemy",
}  # fmt: skip
FORBIDDEN_WORDS = {"manager", "handler", "service", "helper", "util", "controller", "common"}
PURE = ("ledger", "mechanism", "boards")
CLOCK_ROOMS = ("store", "gui")
TEXT = {
    ".py",
    ".toml",
    ".md",
    ".txt",
    ".json",
    ".csv",
    ".spec",
    ".lock",
    ".cfg",
    ".yml",
    ".yaml",
    ".sh",
    ".qss",
    ".html",
}


def modules(*rooms: str) -> Iterator[Path]:
    """Every Python file of the rooms named, or of the whole package."""
    for room in rooms or ("",):
        yield from sorted((HOUSE / room).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def here(path: Path, line: int | None = None) -> str:
    return path.relative_to(ROOT).as_posix() + (f":{line}" if line else "")


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [node.module or ""]
    return []


def words(name: str) -> set[str]:
    """`PaperManager_utils` → paper, manager, util."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    return {part.lower().removesuffix("s") if part.lower() == "utils" else part.lower() for part in parts}


# ── rooms ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_imports_point_one_way() -> None:
    run = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
        "--config=../pyproject.toml",
    ]
    done = subprocess.run(run, cwd=ROOT / "src", capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wrong_import_is_noticed(tmp_path: Path) -> None:
    """The control: the same contracts over a copy with one import that points the wrong way."""
    package = tmp_path / "bingliang"
    for path in modules():
        copy = package / path.relative_to(HOUSE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (package / "ledger" / "wrong.py").write_text("import bingliang.desk\n", encoding="utf-8")
    run = (
        "import sys; sys.path.insert(0, sys.argv[1]); sys.argv[1:] = ['--no-cache', '--config', sys.argv[2]]\n"
        "from importlinter.cli import lint_imports_command as c; c()"
    )
    done = subprocess.run(
        [sys.executable, "-c", run, tmp_path, ROOT / "pyproject.toml"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "bingliang.ledger.wrong -> bingliang.desk" in done.stdout


def test_the_mechanism_is_one_and_eight() -> None:
    found = {path.stem for path in (HOUSE / "mechanism").iterdir() if path.name[0] not in "_."}
    assert found == set(MECHANISM)


@pytest.mark.parametrize(("name", "title"), MECHANISM.items(), ids=MECHANISM)
def test_each_rule_book_opens_with_its_title(name: str, title: str) -> None:
    path = HOUSE / "mechanism" / f"{name}.py"
    path = path if path.exists() else path.with_suffix("") / "__init__.py"
    assert path.exists(), f"{here(path)} is not there"
    assert (ast.get_docstring(tree(path)) or "").startswith(title)


def test_ledger_mechanism_and_boards_need_nothing_but_python() -> None:
    strangers = [
        f"{here(path, node.lineno)} {name}"
        for path in modules(*PURE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imported(node)
        if name.split(".")[0] not in sys.stdlib_module_names | {"bingliang"}
    ]
    assert strangers == []


def test_packaging_is_not_a_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would hide the library called packaging"


def test_the_entry_point_imports_nothing_heavy() -> None:
    run = "import sys, bingliang.__main__ as m; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", run], cwd=ROOT / "src", capture_output=True, encoding="utf-8", check=True
    )
    assert HEAVY.isdisjoint(done.stdout.split())
    assert "bingliang" in done.stdout.split()


# ── names and sizes ───────────────────────────────────────────────────────────────────────────────────────────────


def test_no_file_outgrows_its_room() -> None:
    lengths = {here(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {path: length for path, length in lengths.items() if length > 450} == {}


def test_names_say_what_a_thing_is() -> None:
    named = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    names = [(path.stem, here(path)) for path in modules()]
    names += [
        (node.name, here(path, node.lineno))
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, named)
    ]
    vague = [f"{place} {name}" for name, place in names if words(name) & FORBIDDEN_WORDS]
    assert vague == []


def test_vague_names_are_recognised() -> None:
    assert words("CaseManager") & FORBIDDEN_WORDS
    assert words("date_utils") & FORBIDDEN_WORDS
    assert words("common") & FORBIDDEN_WORDS
    assert not words("full_agency") & FORBIDDEN_WORDS


# ── time, and the machine ─────────────────────────────────────────────────────────────────────────────────────────


def clock_readings(path: Path) -> list[str]:
    """Calls that ask what time it is: datetime.now(), date.today(), dt.datetime.utcnow(), time.time() …"""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = ast.unparse(node.func.value).rsplit(".", 1)[-1]
            if (asked, node.func.attr) in {
                ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"),
                ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"),
            }:  # fmt: skip
                found.append(f"{here(path, node.lineno)} {ast.unparse(node)}")
    return found


def test_time_is_an_argument() -> None:
    rooms = [path for path in modules() if path.relative_to(HOUSE).parts[0] not in CLOCK_ROOMS]
    assert [reading for path in rooms for reading in clock_readings(path)] == []


def test_nothing_names_the_machine_it_was_written_on() -> None:
    # A place in a web address (…gov.cn/work/…) has a letter before the slash; put together, so as not to find itself.
    machine = re.compile(r"(?<![\w.:/%-])/(?:" + "tmp|root|work|farm" + r")/\w")
    found = []
    for folder in ("src", "packaging", "tests", "forms", "resources", ".ci"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and (path.suffix in TEXT or folder == ".ci") and "__pycache__" not in path.parts:
                for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                    if machine.search(line):
                        found.append(f"{here(path, number)} {line.strip()[:80]}")
    assert found == []


# ── what the project stands on ────────────────────────────────────────────────────────────────────────────────────


def test_every_library_has_its_licence_row() -> None:
    table = (ROOT / "packaging" / "licences" / "README.md").read_text(encoding="utf-8").lower()
    names = [re.split(r"[\[<>=;]", line)[0].strip().lower() for line in PROJECT["project"]["dependencies"]]
    assert [name for name in names if name not in table] == []


def test_the_lock_holds_every_library_with_its_hash_and_no_address() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==.*\\\n    (--hash=sha256:\w{64})", lock, re.MULTILINE))
    assert len(locked) == len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE))
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=; ]", line)[0].lower() for line in wanted}
    assert names - set(locked) == set()
    assert not re.search(r"https?://|file:|--index-url|--find-links", lock)


def test_qt_is_the_version_that_counts_its_references() -> None:
    """PySide6 6.12 loses one reference to None in every call that returns nothing, and ends the process on Python 3.11."""
    import PySide6
    from PySide6.QtCore import QObject

    assert PySide6.__version__.startswith("6.11.")
    if sys.version_info >= (3, 12):
        return  # None is immortal there
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(100_000):
        thing.blockSignals(False)
        thing.setObjectName("a")
    assert abs(sys.getrefcount(None) - before) < 1_000


def test_no_date_is_written_with_chinese_signs_in_its_format() -> None:
    """On Windows strftime takes its format through the locale: with 月 in it the program ends where that is not Chinese."""
    found = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
                said = "".join(str(part.value) for part in node.format_spec.values if isinstance(part, ast.Constant))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "strftime":
                said = "".join(str(one.value) for one in node.args if isinstance(one, ast.Constant))
            else:
                continue
            if "%" in said and not said.isascii():
                found.append(f"{path.relative_to(HOUSE)}:{node.lineno} {said}")
    assert found == []
