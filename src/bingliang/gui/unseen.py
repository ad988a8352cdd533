"""没有屏幕: Qt draws without one, on a server, in a command, and nothing of it is seen."""

from __future__ import annotations

import os

from bingliang import settings


def draw_unseen() -> None:
    """不用屏幕; to be called before Qt starts. The environment may say otherwise."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Without a screen Qt has no fonts on Windows, and says so on the user's console; ours are all that is needed.
    os.environ.setdefault("QT_QPA_FONTDIR", str(settings.factory().resources / "fonts"))
