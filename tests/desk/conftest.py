"""Every test of this room runs on both databases."""

from __future__ import annotations

from tests.databases import (
    database,
    empty_database,
    empty_postgresql,
    fresh_postgresql,
    postgresql_server,
    postgresql_template,
)

__all__ = [
    "database",
    "empty_database",
    "empty_postgresql",
    "fresh_postgresql",
    "postgresql_server",
    "postgresql_template",
]
