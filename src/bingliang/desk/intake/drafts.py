"""草稿: each intake that is not received yet is a file of this user on this machine, never in the shared database.

A file is written beside its place and moved there, so that a power cut leaves the old one or the new one, never half.
What cannot be read is put aside under another name and told in one sentence.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bingliang.desk.intake.visit import Visit, from_values, to_values
from bingliang.desk.sealed import opened, sealed
from bingliang.placing import put_in_place

VERSION = 1
ENDING, ASIDE = ".json", ".放弃"
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """草稿: `key` is its file and the press that will receive it; `queue` the number by which it is called.

    `clerk` is who began it: another one who goes on with it is told so, and the ledger names who presses.
    """

    key: str
    queue: int
    visit: Visit
    saved_at: datetime
    clerk: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """恢复的草稿, with a sentence for each file that could not be read."""

    drafts: tuple[Draft, ...] = ()
    sentences: tuple[str, ...] = ()


def drafts_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """草稿文件夹: of this user alone, also where the database is one for all accounts of the machine."""
    if named := environment.get("BINGLIANG_DATA"):
        return Path(named) / "drafts"
    from platformdirs import user_data_path

    return user_data_path("bingliang", appauthor=False) / "drafts"


@dataclass(frozen=True, slots=True)
class Drafts:
    """草稿箱: `zone` is the database the drafts belong to; those of another one are left alone."""

    folder: Path
    zone: str = ""

    def save(self, draft: Draft) -> None:
        """写草稿, readable by this user only, sealed where the system can. ValueError in one sentence when the disk does not take it."""
        text = json.dumps(
            {
                "version": VERSION,
                "zone": self.zone,
                "key": draft.key,
                "queue": draft.queue,
                "saved_at": draft.saved_at.isoformat(timespec="seconds"),
                "clerk": draft.clerk,
                "visit": to_values(draft.visit),
            },
            ensure_ascii=False,
        )
        fresh = self.folder / f"{draft.key}.{os.getpid()}.new"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # a leftover of a crash must not keep wider rights
            fresh.unlink(missing_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(sealed(text.encode("utf-8")))
                file.flush()
                os.fsync(file.fileno())
            put_in_place(fresh, self._path(draft.key))
        except OSError as error:
            raise ValueError(
                f"草稿没有存下（{error.strerror}），请检查“{self.folder}”能否写入；收件不受影响。"
            ) from error

    def drop(self, key: str) -> None:
        """删草稿: it has been received, or thrown away."""
        self._path(key).unlink(missing_ok=True)

    def restore(self) -> Restored:
        """读回全部草稿 of this database, in the order of their queue numbers."""
        if not self.folder.is_dir():
            return Restored()
        drafts: list[Draft] = []
        sentences: list[str] = []
        for path in sorted(self.folder.glob(f"*{ENDING}")):
            try:
                found = self._read(path)
            except ValueError as error:
                sentences.append(f"{error}（{self._set_aside(path)}）")
            else:
                drafts += [found] if found is not None else []
        return Restored(tuple(sorted(drafts, key=lambda one: (one.queue, one.key))), tuple(sentences))

    def keys(self) -> tuple[str, ...]:
        """草稿的键 of this database; what cannot be read is left for `restore` to say."""
        found = []
        for path in self.folder.glob(f"*{ENDING}") if self.folder.is_dir() else ():
            with suppress(ValueError):
                draft = self._read(path)
                found += [draft.key] if draft is not None else []
        return tuple(found)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{ENDING}"

    def _read(self, path: Path) -> Draft | None:
        values = _values(path)
        if values.get("version") != VERSION:
            raise ValueError("草稿是另一版程序写的，没有恢复。")
        if values.get("zone") != self.zone:
            return None
        key, queue = values.get("key"), values.get("queue")
        if key != path.stem or not isinstance(queue, int):
            raise ValueError("草稿内容残缺，没有恢复。")
        try:
            saved_at = datetime.fromisoformat(str(values.get("saved_at")))
        except ValueError as error:
            raise ValueError("草稿内容残缺，没有恢复。") from error
        return Draft(key, queue, from_values(values.get("visit")), saved_at, str(values.get("clerk") or ""))

    def _set_aside(self, path: Path) -> str:
        away = path.with_suffix(ASIDE)
        try:
            path.replace(away)
        except OSError:
            return f"{path.name}，请手工移走"
        return f"已改名为 {away.name}"


def _values(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("草稿文件太大，不是本程序写的，没有恢复。")
        found = json.loads(opened(path.read_bytes()).decode("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError("草稿文件读不出来，没有恢复。") from error
    if not isinstance(found, dict):
        raise ValueError("草稿内容不是收件单，没有恢复。")
    return found
