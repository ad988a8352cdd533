"""诊断包: what an administrator needs to find a fault, and nothing of any person or case."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang import __version__
from bingliang.exchange.bundle import write_bundle
from bingliang.ledger.acts import Refusal
from bingliang.ledger.masking import HIDDEN, masked

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.settings import Settings

LOG_KEPT = 2_000_000
"""As much of each log file as goes in, its newest part."""

_LIBRARIES = (
    "PySide6-Essentials", "SQLAlchemy", "alembic", "cryptography", "openpyxl", "psycopg", "pypdfium2", "pypinyin",
    "pysqlite3", "reportlab",
)  # fmt: skip
_PERSONAL = frozenset({"clerk"})
_README = """诊断包：交给管理员或者开发者查原因用。

里面有：程序和各库的版本、本机设置（口令和姓名已略去）、系统和屏幕情况、运行日志（证件号、电话已略去）、台账核验结果。
里面没有：任何办件、企业、人员、材料、文书的内容。
发出以前可以打开看一遍：都是文本文件。
"""

Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """做好的诊断包: where it lies, and what verifying found; `sound` is None when nothing was verified."""

    path: Path
    sound: bool | None
    sentence: str
    rights: str = ""
    """what the program may do at its PostgreSQL server that it need not; empty when it is as it should be"""


def never() -> bool:
    """不取消."""
    return False


def diagnose(
    target: Path,
    settings: Settings,
    *,
    logs: Path | None = None,
    environment: Mapping[str, object] | None = None,
    desk: Desk | None = None,
    verify: bool = True,
    stopped: Stopped = never,
) -> Diagnosis:
    """做诊断包 at `target`; without a desk (the database does not open) it holds everything else.

    `environment` is what only the caller knows (screen, scale). `stopped` is asked again and again while the ledger is
    verified; a Refusal says that it was cancelled, and nothing is written.
    """
    database = _database(desk, verify=verify, stopped=stopped)
    parts = {
        "说明.txt": _README,
        "versions.json": _json(versions(desk)),
        "environment.json": _json({**_machine(), **(environment or {})}),
        "settings.json": _json(harmless(settings)),
        "database.json": _json(database),
    }
    for path in sorted(logs.glob("*.log*")) if logs is not None and logs.is_dir() else ():
        parts[f"log/{path.name}"] = _tail(path)
    if stopped():
        raise Refusal(_CANCELLED)
    write_bundle(target, {name: _homeless(masked(text)) for name, text in parts.items()})
    found = database.get("verify", {})
    rights = str(database.get("rights", {}).get("sentence", ""))
    return Diagnosis(target, found.get("ok"), found.get("sentence", "台账没有核验。"), rights)


_CANCELLED = "诊断包已取消，没有写文件。"


def versions(desk: Desk | None = None) -> dict[str, str]:
    """版本 of the program and of what it stands on."""
    found = {
        "bingliang": __version__,
        "python": sys.version.split()[0],
        **{name: _version(name) for name in _LIBRARIES},
    }
    if desk is not None:
        found["database"] = desk.store.engine_words
    return found


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "没有安装"


def harmless(settings: Settings) -> dict[str, object]:
    """本机设置 without passwords and names."""
    found: dict[str, object] = {}
    for one in fields(settings):
        value = getattr(settings, one.name)
        if isinstance(value, Mapping):
            found[one.name] = dict(value)
        elif one.name in _PERSONAL:
            found[one.name] = HIDDEN if value else ""
        elif one.name == "database":
            found[one.name] = _address(str(value))
        else:
            found[one.name] = value
    return found


def _address(value: str) -> str:
    """Scheme, host and base of an address, or a path; whoever is named in it, and all that could be secret, goes."""
    kind, slashes, rest = value.partition("://")
    if not slashes or kind == "sqlite":
        return value
    return f"{kind}://{HIDDEN}@{rest.rpartition('@')[2].partition('?')[0]}"


def _machine() -> dict[str, object]:
    return {
        "system": platform.system(),
        "release": platform.release(),
        "version": platform.version(),
        "machine": platform.machine(),
        "encoding": sys.getfilesystemencoding(),
        "frozen": bool(getattr(sys, "frozen", False)),
    }


def _database(desk: Desk | None, *, verify: bool, stopped: Stopped) -> dict[str, Any]:
    if desk is None:
        return {"open": False}

    def watch() -> None:
        if stopped():
            raise Refusal(_CANCELLED)

    with desk.store.look() as look:
        found: dict[str, Any] = {"open": True, "clock": look.now.isoformat(), "editions": dict(look.editions())}
    if (held := desk.store.rights) is not None:
        found["rights"] = {"needless": held.needless, "sentence": held.sentence}
    if verify:
        verdict = desk.store.verify(watch=watch)
        found["verify"] = {"ok": verdict.ok, "sentence": verdict.sentence, "stream": verdict.stream, "seq": verdict.seq}
    return found


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as log:
            log.seek(0, 2)
            log.seek(max(0, log.tell() - LOG_KEPT))
            return log.read().decode("utf-8", errors="replace")
    except OSError as error:
        return f"（读不出来：{error.strerror}）"


def _homeless(text: str) -> str:
    """The name of an account stands in its folder; written plainly, or as JSON doubles its strokes."""
    home = str(Path.home())
    for written in (json.dumps(home, ensure_ascii=False)[1:-1], home, Path(home).as_posix()):
        text = text.replace(written, "~") if len(home) > 3 else text  # noqa: PLR2004 - "/" or "C:\\" is nobody's
    return text


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
