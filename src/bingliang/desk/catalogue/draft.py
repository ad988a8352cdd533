"""目录草稿: the changes to items that are not in force yet, kept on this machine for this database, never in the ledger.

Written beside its place and moved there, so that a power cut leaves the old draft or the new one, never half.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.desk.intake.drafts import drafts_folder
from bingliang.placing import put_in_place

if TYPE_CHECKING:
    from bingliang.desk.catalogue.rows import Row
    from bingliang.desk.desk import Desk

VERSION = 1


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """目录草稿: code → what is said anew of the item, and the materials that the catalogue does not have yet."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    materials: tuple[Row, ...] = ()

    def having(self, row: Row, materials: tuple[Row, ...] = ()) -> ItemDraft:
        """加一项; an item that was in the draft is said anew."""
        known = {one["code"] for one in self.materials}
        more = tuple(one for one in materials if one["code"] not in known)
        return ItemDraft({**self.rows, row["code"]: row}, (*self.materials, *more))

    def without(self, code: str) -> ItemDraft:
        """去掉一项."""
        return replace(self, rows={held: row for held, row in self.rows.items() if held != code})


def draft_of(desk: Desk) -> ItemDraft:
    """草稿 of this database on this machine; an empty one while there is none. ValueError when it cannot be read."""
    path = _path(desk)
    if not path.is_file():
        return ItemDraft()
    try:
        found: Any = json.loads(path.read_text("utf-8"))
        rows: Any = found["rows"] if found["version"] == VERSION else None
        return ItemDraft({str(row["code"]): row for row in rows}, tuple(found["materials"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(
            f"目录草稿“{path.name}”读不出来，或者是另一版程序写的，请移走这个文件再改（{path.parent}）。"
        ) from error


def keep_draft(desk: Desk, draft: ItemDraft) -> None:
    """存草稿; an empty one is removed. ValueError in one sentence when the disk does not take it."""
    path = _path(desk)
    try:
        if not draft.rows:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}.new")
        held = {"version": VERSION, "rows": list(draft.rows.values()), "materials": list(draft.materials)}
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(held, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(fresh, path)
    except OSError as error:
        raise ValueError(f"目录草稿没有存下（{error.strerror}），请检查“{path.parent}”能否写入。") from error


def _path(desk: Desk) -> Path:
    zone = hashlib.sha256(str(desk.store.engine.url).encode()).hexdigest()[:16]
    return drafts_folder() / "catalogue" / f"{zone}.json"
