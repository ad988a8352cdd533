"""练习区: a database of its own where a new clerk may press every key; every paper of it is marked 练习.

It stands on the real clock, with a few cases received in the last days, and can be begun anew. A ledger that is not a
practice ledger is neither filled nor cleared here.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.desk.arriving import take_place
from bingliang.desk.casework.clocks import sweep
from bingliang.desk.demo.story import ADMINISTRATOR, BEIJING, CLERK, VERBS, StoryClock, Telling
from bingliang.desk.desk import open_desk
from bingliang.desk.papers.issuing import issue_all
from bingliang.desk.reading import Reading
from bingliang.desk.zone.editions import adopt_zone
from bingliang.ledger.acts import Refusal
from bingliang.settings import factory, writable_data_folder

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.workdays import Calendar
    from bingliang.settings import Settings

RIBBON = "练习"
_WATERMARK = 'value = "示范数据"'


def practice_database() -> Path:
    """练习库的位置: in a folder of its own beside the counter's data."""
    return writable_data_folder() / "practice" / "practice.db"


def practise(where: Path, settings: Settings) -> Reading:
    """到练习区: made and filled at the first visit; a Refusal for a ledger of real cases."""
    begin(where)
    desk = take_place(where, settings)
    issue_all(desk)
    sweep(desk)
    return Reading(desk, RIBBON)


def begin(where: Path) -> int:
    """备好练习库: the sample zone marked 练习 and the practice cases, once; how many cases it has."""
    where.parent.mkdir(parents=True, exist_ok=True)
    real = open_desk(where, CLERK)
    try:
        if not _practice(real):
            if _lines(real):
                raise Refusal(f"“{where}”里是业务数据，不是练习库，不能用来练习，请另选一个文件。")
            adopt_zone(replace(real, who=ADMINISTRATOR), "practice/zone", _zone(), RIBBON)
        with real.store.look() as look:
            now, calendar = look.now, look.loaded("calendar")
            if look.streams("case/"):
                return len(look.streams("case/"))
    finally:
        real.close()
    return _fill(where, now, calendar)


def restart(where: Path) -> None:
    """重新开始: the practice database and its papers are removed; a Refusal for any other ledger."""
    if not where.is_file():
        return
    desk = open_desk(where, CLERK, create=False)
    try:
        if not _practice(desk):
            raise Refusal(f"“{where}”不是练习库，不能清除。")
    finally:
        desk.close()
    blobs = where.with_name(f"{where.name}.blobs")
    try:
        for path in (where, where.with_name(f"{where.name}-wal"), where.with_name(f"{where.name}-shm")):
            path.unlink(missing_ok=True)
        if blobs.is_dir():
            shutil.rmtree(blobs)
    except OSError as error:
        raise ValueError(f"练习库“{where}”正在使用，不能清除，请先关闭练习窗口再试。") from error


def _practice(desk: Desk) -> bool:
    with desk.store.look() as look:
        return str(look.loaded("catalogue").setting("watermark")) == RIBBON


def _lines(desk: Desk) -> bool:
    """已有台账: whether anything at all is recorded."""
    with desk.store.look() as look:
        return bool(look.streams())


def _zone() -> str:
    """The sample zone's file, with the other watermark; ValueError when the file no longer has the one to be replaced."""
    text = (factory().resources / "demo" / "zone.toml").read_text("utf-8")
    if text.count(_WATERMARK) != 1:
        raise ValueError("示范区文件里找不到水印设置，练习区不能建立，请重新安装程序。")
    return text.replace(_WATERMARK, f'value = "{RIBBON}"')


def _fill(where: Path, now: datetime, calendar: Calendar) -> int:
    """放入练习办件, each act at its own moment of the last workdays."""
    clock = StoryClock(now)
    desk = open_desk(where, CLERK, clock=clock, create=False)
    try:
        tellings = sorted(_tellings(desk, now.date(), calendar), key=lambda one: (one.act["at"], one.request))
        for telling in tellings:
            clock.now = telling.act["at"].replace(tzinfo=BEIJING)
            VERBS[telling.act["do"]](telling)
        return len({telling.stream for telling in tellings})
    finally:
        desk.close()


def _tellings(desk: Desk, today: date, calendar: Calendar) -> Iterator[Telling]:
    resources = factory().resources
    world: Mapping[str, Any] = tomllib.loads((resources / "demo" / "enterprises.toml").read_text("utf-8"))
    story = tomllib.loads((resources / "practice" / "cases.toml").read_text("utf-8"))
    for number, act in enumerate(story["act"], 1):
        key = f"practice/{story['key']}{act['case']}"
        request = f"{key}/receive" if act["do"] == "receive" else f"{key}/{number:03d}-{act['do']}"
        at = datetime.combine(calendar.workday(today, -act["before"]), act["time"])
        yield Telling(desk, world, key, request, {**act, "at": at})
