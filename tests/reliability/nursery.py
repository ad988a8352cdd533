"""What every counter process of these tests has already loaded when it is born: named as preload of the fork server.

A counter that is killed a hundred times must start a hundred times; loading the program anew each time would measure
Python's imports. Nothing that is shared with a parent matters here: no database is open and no thread runs when a
counter is forked off.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import psycopg
import pytest

from bingliang.desk import loading
from bingliang.desk.calendar import notices
from bingliang.desk.migration import case as migrate_case
from bingliang.store import acting, anchors, rebuilding, verifying
from tests.reliability import presses

LOADED = (acting, anchors, loading, migrate_case, notices, psycopg, pytest, rebuilding, verifying)


def warm() -> None:
    """One visit at a throw-away counter: catalogue, forms and fonts are read once for all children."""
    with tempfile.TemporaryDirectory() as folder:
        desk = presses.counter(Path(folder) / "预热.db")
        presses.open_zone(desk)
        presses.receive(desk, "预热")
        presses.accept(desk, "预热", [1])
        desk.close()


warm()
