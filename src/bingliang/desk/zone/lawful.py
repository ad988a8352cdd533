"""区的设置合法: what no zone can decide for itself is said before an edition takes effect, whichever way it comes in.

Typed in the window, brought in as a file or by command: a step that stops a clock needs its law, a limit its article, the
applicant's answer its five days, a figure its bounds. What the factory's catalogue says is not looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from bingliang.desk import loading
from bingliang.desk.casework.law_named import named
from bingliang.desk.zone.open_points import PLEDGE, Point, Sort, known, point
from bingliang.desk.zone.values import FIGURES, value_of
from bingliang.exchange.catalogue_checks import Starts, too_late
from bingliang.ledger.catalogue import Limit, Promise, Start, Unit
from bingliang.mechanism.parallel_approval.unified import codes
from bingliang.mechanism.public_pledges import hasten

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue, IssuingBody, Item, SpecialStep

ARTICLE_45 = "听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"
"""《行政许可法》第四十五条's own eight; anything else stops the clock only where an article of its own says so."""
FIVE_DAYS = Limit(5, Unit.WORKDAY, Start.RECEIVED, "《行政许可法》第三十二条第一款第（四）项")
_NUMBERED = re.compile(r"第[一二三四五六七八九十百零〇\d]+条")
_NOT_A_BODY = ("窗口", "服务大厅")


def check(catalogue: Catalogue) -> None:
    """可启用: ValueError with the first thing that no zone can decide."""
    for fault in _faults(catalogue):
        raise ValueError(fault)


def _faults(catalogue: Catalogue) -> Iterator[str]:
    yield from _settings(catalogue)
    factory = loading.factory_catalogue()
    for code, versions in catalogue.versions.items():
        old = {(one.limit, one.completeness, one.special_steps) for one in factory.versions.get(code, ())}
        for item in versions:
            if (item.limit, item.completeness, item.special_steps) not in old:
                yield from _item(item, factory)
    for body in catalogue.bodies.values():
        yield from _body(body)


# ── items ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _item(item: Item, factory: Catalogue) -> Iterator[str]:
    mine = factory.items.get(item.code)
    for step in item.special_steps:
        if mine is None or step not in mine.special_steps:
            yield from _step(item, step)
    if item.limit is not None and (mine is None or item.limit != mine.limit):
        yield from _named(item.limit.article, f"“{item.name}”法定时限的依据")
    yield from _answer(item)


def _step(item: Item, step: SpecialStep) -> Iterator[str]:
    yield from _named(step.ground, f"“{item.name}”特殊环节“{step.name}”的依据")
    own = any(word in step.name for word in ARTICLE_45)
    if not own and not _NUMBERED.search(step.ground):
        yield (
            f"“{item.name}”的“{step.name}”不是《行政许可法》第四十五条列举的环节，不停止计时；法律、法规另有规定不计入期限的，"
            f"依据须写明第几条，现为“{step.ground}”。"
        )


def _answer(item: Item) -> Iterator[str]:
    """告知期限 is the applicant's: a special law may shorten the five days, no zone lengthens them."""
    own = item.completeness
    given = Promise(own.value, own.unit, own.start, own.article, None)
    if item.handling.has_completeness_clock and item.licence and too_late(given, FIVE_DAYS, Starts.of(None, 2026)):
        yield (
            f"“{item.name}”受理或者一次告知的期限写成{own.value}{own.unit.text}，法律定为五个工作日"
            f"（{FIVE_DAYS.article}），只能更短。"
        )


def _named(ground: str, what: str) -> Iterator[str]:
    try:
        named(ground, what)
    except ValueError as why:
        yield str(why)


# ── bodies ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _body(body: IssuingBody) -> Iterator[str]:
    """落款机关: a counter or a hall decides nothing in its own name (《行政许可法》第二十二条至第二十四条)."""
    if body.decides and (word := next((one for one in _NOT_A_BODY if one in body.name), "")):
        yield (
            f"“{body.name}”是{word}，不是作出决定的机关，不能作落款机关；请写依法有权的机关全称"
            "（《行政许可法》第二十二条、第二十三条、第二十四条）。"
        )


# ── settings ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _settings(catalogue: Catalogue) -> Iterator[str]:
    for key in catalogue.settings:
        if not known(key):
            yield f"没有名为“{key}”的口径，请核对；写错了名称的口径不起作用。"
        elif not key.startswith(PLEDGE):
            yield from _setting(point(key), catalogue.setting(key), catalogue)


def _setting(one: Point, value: object, catalogue: Catalogue) -> Iterator[str]:
    if one.sort is Sort.GROUP or value == "":
        return  # blank: the zone is silent
    if one.sort is Sort.YES_NO and not isinstance(value, bool):
        yield f"“{one.name}”只能是 true（是）或者 false（否），文件里写的是“{value}”。"
    elif one.sort in FIGURES and (isinstance(value, bool) or not isinstance(value, int)):
        yield f"“{one.name}”应是整数，文件里写的是“{value}”。"
    else:
        try:
            value_of(one, _written(value), catalogue)
        except ValueError as why:
            yield str(why)
    if one.key == "unified_body" and (body := catalogue.bodies.get(str(value))) is not None and not body.decides:
        yield f"“{body.name or body.short}”不作行政许可决定，不能作“{one.name}”（《行政许可法》第二十六条第二款）。"
    if one.key == "green_promise":
        yield from _haste(str(value), catalogue)
    if one.key == "unified_items" and (unknown := sorted(codes(catalogue) - set(catalogue.items))):
        yield f"“{one.name}”写了事项目录中没有的编码：{'、'.join(unknown)}，请核对；多个编码用顿号隔开。"


def _haste(written: str, catalogue: Catalogue) -> Iterator[str]:
    """绿色通道的承诺时限: readable, of items that there are."""
    try:
        unknown = sorted(set(hasten(written).items) - set(catalogue.items))
    except ValueError as why:
        yield f"“绿色通道的承诺时限”{why}"
        return
    if unknown:
        yield f"“绿色通道的承诺时限”写了事项目录中没有的编码：{'、'.join(unknown)}，请核对。"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat()[:10] if isinstance(value, (date, datetime)) else str(value)
