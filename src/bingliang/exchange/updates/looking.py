"""检查更新: where this machine looks for a newer setup program, when it may look by itself, and what it says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from bingliang import __version__
from bingliang.exchange.updates.release import Release, fetched, latest, numbers
from bingliang.settings import Settings, factory, writable_data_folder

KEY_FILE = "update-key.txt"
FOLDER = "updates"
NO_SOURCE = "没有登记更新地址：请管理员在“设置 → 更新”里填共享文件夹或者网址，或者写进 settings.toml 的 updates。"
NO_KEY = "没有登记发布者公钥，新的安装程序是不是发布者做的无从核对，所以不检查；请管理员在“设置 → 更新”里填公钥。"
_HOURS = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—至到]\s*(\d{1,2})[:：](\d{2})")


@dataclass(frozen=True, slots=True)
class Found:
    """查到的: `release` None where nothing newer is laid out; one sentence either way."""

    sentence: str
    release: Release | None = None


def opening(hours: str) -> tuple[time, time]:
    """开放时间 of its words (“08:00-18:00”). ValueError when they are no span of one day."""
    found = _HOURS.fullmatch(hours.strip())
    try:
        begin, end = (time(int(found[at]), int(found[at + 1])) for at in (1, 3)) if found else (time(), time())
    except ValueError:
        begin = end = time()
    if begin >= end:
        raise ValueError(f"开放时间“{hours}”写得不对，应像 08:00-18:00，先早后晚。")
    return begin, end


def counter_open(hours: str, now: time) -> bool:
    """窗口开着吗: on every day of the week, since many counters open on Saturdays and on 调休 Sundays."""
    begin, end = opening(hours)
    return begin <= now < end


def by_itself(settings: Settings, now: time) -> bool:
    """可不可以自己查: only when the administrator wants it, and never in opening hours."""
    if settings.updates_when != "after" or not settings.updates.strip():
        return False
    try:
        return not counter_open(settings.open_hours, now)
    except ValueError:  # hours that nobody can read: rather not
        return False


def publisher(settings: Settings) -> str:
    """发布者公钥: what the administrator entered, else what the installed program brought along; empty when neither did."""
    if settings.updates_key.strip():
        return settings.updates_key.strip()
    brought = factory().resources / KEY_FILE
    return brought.read_text(encoding="ascii").strip() if brought.is_file() else ""


def look(settings: Settings, *, here: str = __version__) -> Found:
    """查一次. ValueError in one sentence when nobody said where, the note cannot be had, or it is not the publisher's."""
    if not settings.updates.strip():
        raise ValueError(NO_SOURCE)
    key = publisher(settings)
    if not key:
        raise ValueError(NO_KEY)
    release = latest(settings.updates, key)
    if numbers(release.version) <= numbers(here):
        return Found(f"已是最新：本机 {here}，更新地址上是 {release.version}（签名已核对）。")
    told = f"有新版本 {release.version}（{release.published} 发布，本机 {here}），签名已核对。"
    return Found(told + (f"{release.notes}" if release.notes else ""), release)


def fetch(settings: Settings, release: Release) -> Path:
    """取到本机: the checked setup program lies in the data folder; nobody starts it but a person, after closing time."""
    return fetched(settings.updates, release, writable_data_folder() / FOLDER)


def told(path: Path, release: Release) -> str:
    """取到以后说的."""
    return (
        f"{release.version} 的安装程序已取到“{path}”，大小和 SHA-256 与公告一致。"
        "请在下班后关掉本程序再运行它；它先备份数据库，备份成功才换程序。"
    )
