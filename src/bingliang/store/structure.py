"""结构: what every reader of the tables must know of them, whatever library it reads them with."""

from __future__ import annotations

from datetime import date, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
"""北京时间: a constant; every time of the database is written in it."""

REVISION = "0012"
"""结构版本 that this program writes; the newest file in migrations/versions."""

FAR = date(9999, 12, 31)
"""无期限: stands in the sorted date columns where nothing runs, so that a keyset page needs no second branch for NULL."""

SQLITE_NOW = "SELECT strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now')"
"""数据库现在的时间 of an embedded database."""
