"""库址: from what a user writes (a path, sqlite:///path, postgresql://…) to a place that may hold a ledger."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs", "fuse.rclone", "davfs", "fuse.davfs2"}
)
_SYNCHRONISED = ("onedrive", "dropbox", "坚果云", "nutstore", "百度网盘同步", "baidusyncdisk", "icloud", "google drive")
_REMOTE_DRIVE = 4


@dataclass(frozen=True, slots=True)
class Location:
    """库址: either an embedded database's `path` or a PostgreSQL `url`."""

    path: Path | None = None
    url: str = ""

    @property
    def shown(self) -> str:
        """How the place is named to users; a password never appears."""
        if self.path is not None:
            return str(self.path)
        from sqlalchemy import make_url

        return make_url(self.url).render_as_string(hide_password=True)


def located(where: str | Path) -> Location:
    """识别库址. A `sqlite:///` address is taken literally behind the third stroke: blanks, `#`, `?` and `%` are parts of
    a name. ValueError for an unknown kind, a network drive or a synchronised folder.
    """
    text = str(where)
    if text.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        return Location(url="postgresql+psycopg://" + text.split("://", 1)[1])
    if text.startswith("sqlite:///"):
        text = text.removeprefix("sqlite:///")
    elif "://" in text or text.startswith("sqlite:"):
        raise ValueError(
            f"数据库地址“{_hidden(text)}”不认识，请写成文件路径、sqlite:///文件路径 或 postgresql://用户@主机/库名。"
        )
    if not text or text == ":memory:":
        raise ValueError("数据库地址是空的，请写成文件路径、sqlite:///文件路径 或 postgresql://用户@主机/库名。")
    path = Path(text).expanduser()
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link and rename what the user wrote
    _refuse_shared(path)
    if sys.platform == "win32" and (sign := unnameable(path)):
        raise ValueError(f"“{path}”里有 Windows 文件名不能用的“{sign}”，请换一个名字。")
    return Location(path=path)


def _hidden(text: str) -> str:
    kind, _, rest = text.partition("://")
    return f"{kind}://{rest.rpartition('@')[2]}"


def _refuse_shared(path: Path) -> None:
    if shared := network_of(path):
        raise ValueError(
            f"“{path}”在网络盘（{shared}）上，数据库文件放在那里会损坏，请改放本机硬盘，多台机器共用请改用 PostgreSQL。"
        )
    if folder := synchronised_folder(path):
        raise ValueError(f"“{path}”在同步文件夹“{folder}”里，同步程序会损坏数据库，请改放普通文件夹。")


def synchronised_folder(path: PurePath) -> str:
    """同步文件夹: the part of the path that a cloud drive keeps in step, or empty."""
    return next((part for part in path.parts if part.lower().startswith(_SYNCHRONISED)), "")


def unnameable(path: PurePath) -> str:
    """文件名不能用的字: the first sign of the path that Windows has no file for, or empty."""
    for part in path.parts[1:] if path.anchor else path.parts:
        if found := next((sign for sign in part if sign in '<>:"|?*' or sign < " "), ""):
            return found
    return ""


def network_of(path: Path, mounts: str | None = None) -> str:
    """网络盘的种类, or empty: a UNC path or mapped drive on Windows, a network file system on Linux.

    `mounts` is the text of /proc/self/mountinfo, read when not given.
    """
    if sys.platform == "win32":
        return _windows_network(path)
    if mounts is None:
        table = Path("/proc/self/mountinfo")
        mounts = table.read_text(encoding="utf-8", errors="surrogateescape") if table.exists() else ""
    best, kind = "", ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        point = left.split(" ")[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if len(point) >= len(best) and path.is_relative_to(point):
            best, kind = point, right.split(" ")[0]
    return kind if kind in _NETWORK else ""


def _windows_network(path: Path) -> str:
    drive = path.drive
    if drive.startswith("\\\\"):
        return "UNC"
    import ctypes

    windll = getattr(ctypes, "windll")  # noqa: B009 - exists on Windows only, where alone this is reached
    return "网络驱动器" if windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE else ""
