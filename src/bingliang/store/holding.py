"""占住: a file that one process holds for as long as it lives; when it dies, however it dies, the system lets go."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import IO
from uuid import uuid4


def hold(path: Path) -> IO[bytes] | None:
    """占住一个文件 until the answer is closed; None when another process holds it. OSError where it cannot be written."""
    held = path.open("a+b")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        return None
    return held


class Presence:
    """在场: a name of this process in a folder, by which others see whether it is still there."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.name = uuid4().hex[:12]
        self._held = hold(self._file(self.name))

    def alive(self, name: str) -> bool:
        """还在不在: whether the process of that name still holds its file; what the dead have left is cleared away.

        A file that cannot be opened counts as held. On Windows that is one which another process is just clearing away;
        asked again it is gone, and nothing of a living process was taken for a dead one's.
        """
        if name == self.name:
            return True
        file = self._file(name)
        if not name or not file.exists():
            return False
        try:
            held = hold(file)
        except OSError:
            return True
        if held is None:
            return True
        held.close()
        self._clear(name)
        return False

    def leave(self) -> None:
        """离开."""
        if self._held is not None:
            self._held.close()
            self._held = None
            self._clear(self.name)

    def _clear(self, name: str) -> None:
        # Windows does not remove what another process has open: it is looking whether anybody is there, and clears it
        with suppress(PermissionError):
            self._file(name).unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / f"printing-{name}.lock"
