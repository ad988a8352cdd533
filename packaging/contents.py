"""安装包的内容: the list of every file with its hashes, and the list of components (SBOM)."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import components

LIST = "files.txt"
SBOM = "sbom.cdx.json"
HEAD = "# 程序文件清单：SHA-256、SM3、字节数、文件名。用 bingliang-cli files 与安装的文件比对。"


def sm3(data: bytes) -> str:
    """SM3 (GB/T 32905)."""
    from cryptography.hazmat.primitives import hashes

    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def lines(folder: Path, leave_out: Iterable[str] = (LIST,)) -> Iterable[str]:
    """清单各行: every file below `folder` in one fixed order, with the strokes of the web in its name."""
    left = set(leave_out)
    files = sorted((one.relative_to(folder).as_posix(), one) for one in folder.rglob("*") if one.is_file())
    for name, file in files:
        if name not in left:
            data = file.read_bytes()
            yield f"{hashlib.sha256(data).hexdigest()}  {sm3(data)}  {len(data):>10}  {name}"


def longest(folder: Path) -> int:
    """最长的文件名 below `folder`, as Windows counts it (UTF-16); a setup has to leave room for it."""
    names = (one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    return max((len(name.encode("utf-16-le")) // 2 for name in names), default=0)


def write_list(folder: Path) -> Path:
    """写出清单 into the folder it speaks of."""
    target = folder / LIST
    target.write_text("\n".join([HEAD, *lines(folder)]) + "\n", encoding="utf-8", newline="\n")
    return target


def versions(lock: str) -> dict[str, str]:
    """锁定的版本 by component."""
    return {components.folded(name): number for name, number in re.findall(r"(?m)^([\w.-]+)==([^\s;\\]+)", lock)}


def licence(found: Distribution | None) -> str:
    """许可证 as the component's own metadata has it; empty when it has none, or a whole text instead of a name."""
    if found is None:
        return ""
    named = [found.metadata[key] for key in ("License-Expression", "License") if key in found.metadata]
    name = next(filter(None, named), "")
    return name if 0 < len(name) <= 120 and "\n" not in name else ""


def sbom(program: str, parts: Mapping[str, Distribution | None], lock: str, python: str) -> str:
    """组件清单 (CycloneDX 1.5): the same words for the same components, so that two builds can be compared."""
    held = versions(lock)
    rows: list[dict[str, Any]] = [
        {"type": "framework", "name": "python", "version": python, "licenses": [{"license": {"name": "PSF-2.0"}}]}
    ]
    for name in sorted(parts):
        if name == "bingliang":
            continue
        number = held.get(name) or (found.version if (found := parts[name]) else "")
        row: dict[str, Any] = {"type": "library", "name": name, "version": number}
        row["purl"] = row["bom-ref"] = f"pkg:pypi/{name}@{number}"
        if words := licence(parts[name]):
            row["licenses"] = [{"license": {"name": words}}]
        rows.append(row)
    body = json.dumps(rows, sort_keys=True)
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, program + body)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "bingliang", "version": program}},
        "components": rows,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
