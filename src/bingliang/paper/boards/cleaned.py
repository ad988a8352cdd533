"""略去个人信息: a board without the number of any person, before its words are divided over lines, where nobody would know one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from bingliang.boards.figures import Source
from bingliang.ledger.masking import masked

Shown = TypeVar("Shown")


def cleaned(board: Shown) -> Shown:
    """略去 every identity and telephone number in the words of a board; the lines behind it stay what they are."""
    made: Shown = _cleaned(board)
    return made


def _cleaned(value: Any) -> Any:  # noqa: ANN401  # whatever a field holds
    if isinstance(value, str):
        return _words(value)
    if isinstance(value, tuple):
        held = tuple(_cleaned(one) for one in value)
        return value if all(one is other for one, other in zip(value, held, strict=True)) else held
    if isinstance(value, Source) or not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        one.name: new
        for one in fields(value)
        if one.name != _STREAM and (new := _cleaned(old := getattr(value, one.name))) is not old and new != old
    }
    return replace(value, **changed) if changed else value


_STREAM = "stream"


@lru_cache(maxsize=4096)
def _words(words: str) -> str:
    return masked(words)
