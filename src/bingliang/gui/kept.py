"""记住: what goes into this machine's settings file when the window has something to keep."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bingliang import settings as machine
from bingliang.settings import Settings


def remember(who: Mapping[str, Any]) -> None:
    """记住是谁: into the file goes what the file had and who is here."""
    stored = _of_file()
    fresh = replace(stored, **who)
    if fresh != stored:
        machine.save(fresh)


def keep(before: Settings, after: Settings) -> None:
    """记住改动: into the file goes what the file had and what was changed here."""
    changed = {key: getattr(after, key) for key in machine.KEYS if getattr(after, key) != getattr(before, key)}
    machine.save(replace(_of_file(), **changed))


def _of_file() -> Settings:
    """What the file says, never what the environment says for this one run."""
    where = {name: value for name, value in os.environ.items() if name in ("BINGLIANG_DATA", "PROGRAMDATA")}
    return machine.load(where)


def stored() -> Settings:
    """读取设置: those for look and scale; a file that cannot be read is spoken of when the window is there."""
    try:
        return machine.load()
    except ValueError:
        return Settings()
