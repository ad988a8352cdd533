"""问句的旁听: which thread each statement runs on, heard from SQLite itself, so that no way to the database is missed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event


@dataclass
class Queries:
    """Every statement since the last `forget`, with the name of its thread."""

    heard: list[tuple[str, str]] = field(default_factory=list)

    def hear(self, statement: str) -> None:
        self.heard.append((threading.current_thread().name, statement))

    def forget(self) -> None:
        self.heard.clear()

    @property
    def threads(self) -> set[str]:
        """The threads on which anything was asked; workers without their number."""
        return {name.split("_")[0] for name, _ in self.heard}

    @property
    def on_the_screen(self) -> list[str]:
        """What was asked on the screen's thread: each holds it up."""
        screen = threading.main_thread().name
        return [statement for name, statement in self.heard if name == screen]


@contextmanager
def overheard() -> Iterator[Queries]:
    """All connections that are opened from here on tell what they are asked."""
    queries = Queries()

    def listen(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own connection
        connection.set_trace_callback(queries.hear)

    event.listen(Engine, "connect", listen)
    try:
        yield queries
    finally:
        event.remove(Engine, "connect", listen)
