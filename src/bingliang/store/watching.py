"""守候: hears that another counter has written, on a connection of its own. The poll of the pages stays behind it."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, Self

from bingliang.store.driver import driver
from bingliang.store.statements import CHANNEL
from bingliang.store.store import Store

_POLL = 0.25


class Watch:
    """守候. Not for the worker that acts: `wait` blocks."""

    def __init__(self, store: Store) -> None:
        """Begins to listen at once; what is written after this is heard."""
        self._seen: object = None
        self._listening: Any = None
        self._polling: Any = None
        path = store.location.path
        if path is None:
            import psycopg

            from bingliang.store.postgresql import driver_address

            self._listening = psycopg.connect(**driver_address(store.engine), autocommit=True)
            self._listening.execute(f"LISTEN {CHANNEL}")
        else:
            module, _ = driver()
            self._polling = module.connect(str(path), check_same_thread=False)
            self._seen = self._version()

    def wait(self, seconds: float) -> tuple[str, ...] | None:
        """等待 at most `seconds`: None when nothing was written, else the streams that grew (empty: ask for all)."""
        if self._listening is not None:
            heard = [notice.payload for notice in self._listening.notifies(timeout=seconds, stop_after=1)]
            return tuple(heard[0].split("\n")) if heard and heard[0] else (() if heard else None)
        until = time.monotonic() + seconds
        while True:
            version = self._version()
            if version != self._seen:
                self._seen = version
                return ()
            if time.monotonic() >= until:
                return None
            time.sleep(min(_POLL, seconds))

    def close(self) -> None:
        """不再守候."""
        (self._listening or self._polling).close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _version(self) -> object:
        # SQLite's own count of what other connections have committed.
        return self._polling.execute("PRAGMA data_version").fetchone()[0]
