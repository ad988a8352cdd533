"""冻结: a board made into plain facts for one line of the ledger, and made again out of them exactly as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Made = TypeVar("Made")


def facts_of(board: object) -> Any:  # noqa: ANN401 - JSON
    """成事实: dates and times as they are written, rows as lists; what is empty, as it is when nothing is said, is left out."""
    if is_dataclass(board) and not isinstance(board, type):
        held = ((one, getattr(board, one.name)) for one in fields(board))
        return {one.name: facts_of(value) for one, value in held if value or value != one.default}
    if isinstance(board, tuple | list):
        return [facts_of(one) for one in board]
    if isinstance(board, date | time):
        return board.isoformat()
    return board


def board_of(kind: type[Made], facts: Mapping[str, Any]) -> Made:
    """成看板 of the facts; a field that the line does not know yet stands at its default."""
    hints = _hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in facts.items() if name in hints})


def _hints(kind: type) -> Mapping[str, Any]:
    if kind not in _KNOWN:
        _KNOWN[kind] = get_type_hints(kind)
    return _KNOWN[kind]


_KNOWN: dict[type, Mapping[str, Any]] = {}


def _value(hint: Any, value: Any) -> Any:  # noqa: ANN401 - as the field says
    if get_origin(hint) in (Union, UnionType):
        if value is None:
            return None
        hint = next(one for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return board_of(hint, value)
    if hint in (date, datetime, time):
        return hint.fromisoformat(value)
    return value
