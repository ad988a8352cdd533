"""拼音首字母 of the program's own words, for the command palette; asked on a worker, since the dictionary is heavy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice, product

MOST = 8
"""Readings of one word that are kept (重 is c and z)."""


def spelled(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """首字母 of each word, the usual reading first."""
    return {word: initials(word) for word in words}


def speaks(words: Iterable[str], typed: str, spelled: Mapping[str, tuple[str, ...]]) -> bool:
    """首字母合不合: one of the words begins with the letters typed, by any of its readings."""
    return any(one.startswith(typed) for word in words for one in spelled.get(word, ()))


@cache
def initials(word: str) -> tuple[str, ...]:
    """首字母: Chinese signs by their readings, letters and figures as they are, everything else left out."""
    from bingliang.desk.loading import pinyin

    kept = "".join(sign for sign in word if sign.isalnum()).lower()
    letters = (tuple(dict.fromkeys(reading[:1] for reading in readings)) for readings in pinyin(kept))
    return tuple(dict.fromkeys("".join(one) for one in islice(product(*letters), MOST)))
