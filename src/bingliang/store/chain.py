"""校验链: the bytes of a line's facts, and the SM3 that binds every column of the line to the line before it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from cryptography.hazmat.primitives import hashes

from bingliang.ledger.acts import Entry, Number

FACTS_VERSION = 1
"""事实版本: written into every line's facts as "v", so that old lines stay readable for ever."""

_SPELLING: Any = {"ensure_ascii": False, "separators": (",", ":"), "allow_nan": False, "check_circular": False}
# Made once: an act spells a dozen values, and an encoder costs as much to make as to use.
_sorted = json.JSONEncoder(sort_keys=True, **_SPELLING).encode
_in_order = json.JSONEncoder(**_SPELLING).encode
_SM3 = hashes.SM3()


def sm3(data: bytes) -> str:
    """SM3 杂凑 (GB/T 32905) of `data`, 64 hexadecimal digits."""
    digest = hashes.Hash(_SM3)
    digest.update(data)
    return digest.finalize().hex()


def canonical(value: object, texts: Mapping[Number, str] | None = None) -> str:
    """规范 JSON: sorted keys, Chinese as it is, no blanks; the same value always gives the same bytes.

    `texts` gives the numbers that were drawn: each stands where its placeholder stood.
    """
    if not texts:
        return _sorted(value)
    return json.JSONEncoder(sort_keys=True, default=texts.__getitem__, **_SPELLING).encode(value)


def plain(value: object) -> object:
    """可记的值: what `value` reads as when it comes back from the ledger; numbers not yet drawn stay as they are.

    TypeError for what has no single spelling in JSON (float, set, bytes); ValueError for a text no database can keep.
    """
    return _plain(value, [])


def noted(value: object) -> tuple[object, list[Number]]:
    """可记的值与其编号: `plain`, and the placeholders in it in reading order, met in the same walk."""
    met: list[Number] = []
    made = _plain(value, met)
    return made, _in_reading_order(made) if met[1:] else met


_LEAVES = frozenset({str, int, bool, type(None)})


def _plain(value: object, met: list[Number]) -> object:
    # The commonest kinds first: each line of each act goes through here leaf by leaf.
    kind = type(value)
    if kind in _LEAVES:
        return _text(value) if kind is str else value  # type: ignore[arg-type]  # a str it is
    if isinstance(value, Number):
        met.append(value)
        return value
    if isinstance(value, Enum):
        return _plain(value.value, met)
    if isinstance(value, (dict, Mapping)):
        return {key if type(key) is str else _key(key): _plain(held, met) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(held, met) for held in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"台账不能记“{kind.__name__}”类型的值，请改为文字、整数、日期或它们的列表。")


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


def _in_reading_order(value: object) -> list[Number]:
    if isinstance(value, Number):
        return [value]
    if isinstance(value, dict):
        return [number for key in sorted(value) for number in _in_reading_order(value[key])]
    if isinstance(value, list):
        return [number for held in value for number in _in_reading_order(held)]
    return []


def filled(value: object, texts: Mapping[Number, str]) -> object:
    """填好编号的值: every placeholder replaced by its text."""
    if isinstance(value, Number):
        return texts[value]
    if isinstance(value, dict):
        return {key: filled(held, texts) for key, held in value.items()}
    if isinstance(value, list):
        return [filled(held, texts) for held in value]
    return value


def digest_of(previous: str, columns: Sequence[object]) -> str:
    """一行的杂凑: SM3 over the hash of the line before it (empty for the first) and all columns of the line but its own hash."""
    return sm3(_in_order([previous, *columns]).encode("utf-8", "surrogatepass"))


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
        columns = (self.id, self.stream, self.seq, self.request, self.at, self.by, self.counter, self.act, self.facts)
        return digest_of(previous, columns)

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
