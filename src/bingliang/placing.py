"""放到位: a file that was written beside its place is moved there, over what was there before, so that nobody reads half of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

PATIENCE_S, PAUSE_S = 1.0, 0.02


def put_in_place(fresh: Path, target: Path) -> None:
    """放到位. OSError when it cannot be.

    Windows refuses as long as anybody has either file open: a virus scanner the new one, a reader the old one. Both are
    done in a moment, and nothing tells when.
    """
    limit = time.monotonic() + PATIENCE_S
    while True:
        try:
            fresh.replace(target)
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() >= limit:
                raise
            time.sleep(PAUSE_S)
        else:
            return
