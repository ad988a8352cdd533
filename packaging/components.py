"""组件: what the program is made of on one system, from the lock and the metadata of the virtual environment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

WINDOWS: Mapping[str, str] = {
    "implementation_name": "cpython",
    "implementation_version": "3.11.9",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10.0.19045",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
}
"""目标系统: what a requirement's marker asks about, for the Windows Python that packs the program on Debian."""

ENTRY = re.compile(r"(?m)^(?=[A-Za-z0-9])")
EXTRAS: Mapping[str, tuple[str, ...]] = {"psycopg": ("", "binary")}


def folded(name: str) -> str:
    """组件名 as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def modules(source: Path, package: str) -> list[str]:
    """本程序的全部模块 by name, read from the folders, since the Windows Python under Wine has no installation to ask.

    The migrations are no modules: alembic reads its scripts as files.
    """
    found = []
    for file in sorted((source / package).rglob("*.py")):
        parts = file.relative_to(source).with_suffix("").parts
        if "migrations" not in parts and parts[-1] != "__main__":
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def needed(roots: Iterable[str], environment: Mapping[str, str] | None = None) -> dict[str, Distribution | None]:
    """所需组件: the roots and what they need on the system of `environment` (else this one); None: not installed here."""
    ask = {str(key): str(value) for key, value in default_environment().items()} | dict(environment or {})
    found: dict[str, Distribution | None] = {}
    waiting = [folded(root) for root in roots]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            found[name] = None  # for another system than this one: a name is all there is
            continue
        for line in found[name].requires or ():  # type: ignore[union-attr]  # set two lines above
            need = Requirement(line)
            if need.marker is None or any(
                need.marker.evaluate({**ask, "extra": extra}) for extra in EXTRAS.get(name, ("",))
            ):
                waiting.append(folded(need.name))
    return found


def locked(lock: str, names: Iterable[str], environment: Mapping[str, str]) -> str:
    """锁定文件的一部分: the entries of `names` that hold for `environment`, hashes and all, markers taken off.

    pip asks markers of the machine it runs on, not of the one it fetches for.
    """
    wanted, kept = {folded(name) for name in names}, []
    for entry in ENTRY.split(lock):
        head, _, rest = entry.partition("\\\n")
        if not re.match(r"[A-Za-z0-9]", head):
            continue
        requirement = Requirement(head.strip())
        if folded(requirement.name) not in wanted:
            continue
        if requirement.marker is not None and not requirement.marker.evaluate(dict(environment)):
            continue
        kept.append(f"{requirement.name}{requirement.specifier} \\\n{re.sub(r'(?m)^ *#.*$', '', rest).rstrip()}\n")
    return "".join(kept)
