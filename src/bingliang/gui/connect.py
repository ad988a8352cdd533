"""连接: the one seam between the window and the desk; imported and called on the worker, after the first paint."""

from __future__ import annotations

from bingliang.gui.source import Desk
from bingliang.settings import Settings


def prepare() -> None:
    """预热: brings the desk, its database libraries and the factory's editions into memory."""
    from bingliang.desk.arriving import prepare as of_the_desk

    of_the_desk()


def prepare_case() -> None:
    """预热办件: what the first case of the list and its acts ask of the desk."""
    from bingliang.desk.arriving import prepare_case as of_the_desk

    of_the_desk()


def prepare_rooms() -> None:
    """预热各房间: what every room asks of the desk; there before the clerk goes to one."""
    from bingliang.desk.arriving import prepare_rooms as of_the_desk

    of_the_desk()


def connect(settings: Settings) -> Desk:
    """打开柜台 on the database of the settings; Refusal or ValueError with one Chinese sentence when it cannot be opened."""
    from bingliang.desk.arriving import arrive

    return arrive(settings)
