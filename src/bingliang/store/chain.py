"""校验链: the bytes of a line's facts, and the SM3 that binds every column of the line to the line before it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import Enum

from cryptography.hazmat.primitives import hashes

from bingliang.ledger.acts import Entry, Number

FACTS_VERSION = 1
"""事实版本: written into every line's facts as "v", so that old lines stay readable for ever."""

BEIJING = timezone(timedelta(hours=8))
"""北京时间: a constant; every time of the database is written in it."""


def sm3(data: bytes) -> str:
    """SM3 杂凑 (GB/T 32905) of `data`, 64 hexadecimal digits."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def canonical(value: object) -> str:
    """规范 JSON: sorted keys, Chinese as it is, no blanks; the same value always gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def plain(value: object) -> object:
    """可记的值: what `value` reads as when it comes back from the ledger; numbers not yet drawn stay as they are.

    TypeError for what has no single spelling in JSON (float, set, bytes); ValueError for a text no database can keep.
    """
    if type(value) is str:
        return _text(value)
    if value is None or isinstance(value, (bool, Number)) or type(value) is int:
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key): plain(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(held) for held in value]
    raise TypeError(f"台账不能记“{type(value).__name__}”类型的值，请改为文字、整数、日期或它们的列表。")


def _text(value: str) -> str:
    if not value.isascii() or "\0" in value:
        try:
            value.encode()
        except UnicodeEncodeError:
            bad = True
        else:
            bad = "\0" in value
        if bad:
            said = value.encode("utf-8", "replace").decode().replace("\0", "?")
            raise ValueError(f"文字“{said[:40]}”里有无法保存的字符，请删去后重新输入。")
    return value


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"台账事实的名称应是文字，不能是“{type(key).__name__}”。")
    return key.value if isinstance(key, Enum) else key


def each_number(value: object) -> list[Number]:
    """待取的编号 in a plain value, in reading order."""
    if isinstance(value, Number):
        return [value]
    if isinstance(value, Mapping):
        return [number for key in sorted(value) for number in each_number(value[key])]
    if isinstance(value, list):
        return [number for held in value for number in each_number(held)]
    return []


def filled(value: object, texts: Mapping[Number, str]) -> object:
    """填好编号的值: every placeholder replaced by its text."""
    if isinstance(value, Number):
        return texts[value]
    if isinstance(value, Mapping):
        return {key: filled(held, texts) for key, held in value.items()}
    if isinstance(value, list):
        return [filled(held, texts) for held in value]
    return value


@dataclass(frozen=True, slots=True)
class Line:
    """台账一行 as it is stored: `at` and `facts` are the stored texts."""

    id: int
    stream: str
    seq: int
    request: str
    at: str
    by: str
    counter: str
    act: str
    facts: str
    hash: str = ""

    def digest(self, previous: str) -> str:
        """SM3 over all columns of the line and the hash of the line before it (empty for the first)."""
        columns = [
            *(previous, self.id, self.stream, self.seq, self.request),
            *(self.at, self.by, self.counter, self.act, self.facts),
        ]
        return sm3(json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))

    def entry(self) -> Entry:
        """The line as the rules read it."""
        facts = json.loads(self.facts)
        at = datetime.fromisoformat(self.at)
        return Entry(self.stream, self.seq, self.request, at, self.by, self.counter, self.act, facts, self.hash)


def first_broken(lines: Sequence[Line], previous: str = "", seq: int = 0) -> int | None:
    """断点: the seq of the first line that does not follow from the line before it; None when all do."""
    for line in lines:
        seq += 1
        if line.seq != seq or line.digest(previous) != line.hash:
            return seq
        previous = line.hash
    return None
