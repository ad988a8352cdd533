"""开头相同: a prefix as a range, which both databases answer by the index (LIKE on SQLite does not)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_

LAST = "\U0010ffff"
"""Sorts behind every sign that may follow a prefix."""


def begins(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Whether a column of the kind `KEY` begins with `text`."""
    return and_(column >= text, column < text + LAST)
