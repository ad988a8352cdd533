"""事项的新版写进区的文件: each as one [[item]] of its own day; every other line of the file stays as it was."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bingliang.desk.zone.file import toml_value

Row = Mapping[str, Any]
"""一项的改动, as it stands in the zone's file: only the fields that are said anew."""

_ANY_HEAD = re.compile(r"^\s*\[")
_ITEM_HEAD = re.compile(r"^\s*\[\[\s*item\s*\]\]")


def with_rows(text: str, items: Sequence[Row], materials: Sequence[Row] = ()) -> str:
    """区的文件 with these versions of items; one of the same code and day is laid over the one that stood there.

    ValueError when the file writes an item in a way that cannot be changed line by line.
    """
    lines = text.splitlines()
    held = {(row.get("code"), row.get("effective_from")): row for row in tomllib.loads(text).get("item", [])}
    items = [{**held.get((row["code"], row["effective_from"]), {}), **row} for row in items]
    for row in items:
        lines = _without(lines, str(row["code"]), row["effective_from"])
    while lines and not lines[-1].strip():
        lines.pop()
    for kind, rows in (("material", materials), ("item", items)):
        for row in rows:
            gap = [""] if lines else []
            lines += [*gap, f"[[{kind}]]", *(f"{key} = {toml_value(value)}" for key, value in row.items())]
    result = "\n".join(lines) + "\n"
    if not _only_these(text, result, items, materials):
        raise ValueError("区的文件里有的事项不能逐行修改，请先导出文件，用记事本改好以后再导入。")
    return result


def _without(lines: list[str], code: str, since: date) -> list[str]:
    heads = [at for at, line in enumerate(lines) if _ITEM_HEAD.match(line)]
    rows = tomllib.loads("\n".join(lines)).get("item", [])
    for at, row in zip(heads, rows, strict=False):
        if row.get("code") == code and row.get("effective_from") == since:
            end = next((n for n in range(at + 1, len(lines)) if _ANY_HEAD.match(lines[n])), len(lines))
            while end > at + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
                end -= 1
            return [*lines[:at], *lines[end:]]
    return lines


def _only_these(before: str, after: str, items: Sequence[Row], materials: Sequence[Row]) -> bool:
    """Whether the edit did what it should and nothing else: asked of the parsed files, not of the lines."""
    try:
        old, new = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    fresh = {(row["code"], row["effective_from"]) for row in items}
    kept = [row for row in old.get("item", []) if (row.get("code"), row.get("effective_from")) not in fresh]
    wanted = {**old, "item": [*kept, *map(_plain, items)]}
    if materials:
        wanted["material"] = [*old.get("material", []), *map(_plain, materials)]
    return new == wanted


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever TOML knows
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def dated(rows: Iterable[Row], since: date, document: str, published: date | None) -> tuple[Row, ...]:
    """成为新版: each row with its day and 文号; a promise that is said anew carries both."""
    found = []
    for row in rows:
        head = {"code": row["code"], "effective_from": since, "document": document}
        rest = {key: value for key, value in row.items() if key not in head}
        promise = rest.get("promise")
        if promise and not promise.get("withdrawn"):
            ground = {"ground": document, **({"published": published} if published else {})}
            rest["promise"] = {**promise, **ground}
        found.append({**head, **rest})
    return tuple(found)
