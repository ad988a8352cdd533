"""装载: what the editions in the database are made into; edition 0 is the factory's own, read from its folders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.paper.form import Form

ZONE_FILE = "zone.toml"


@cache
def factory_calendar() -> Calendar:
    """出厂日历: the notices shipped with the program."""
    from bingliang.exchange.notice_files import read_notices
    from bingliang.ledger.workdays import Calendar

    return Calendar.of(read_notices(factory().resources / "workdays"))


@cache
def factory_catalogue() -> Catalogue:
    """出厂目录: the 80 items without any zone's promises or seals."""
    from bingliang.exchange.catalogue_files import read_catalogue_folder

    return read_catalogue_folder(factory().resources / "catalogue")


@cache
def factory_forms() -> Mapping[str, Form]:
    """出厂文书样式."""
    from bingliang.paper.form import read_forms

    return read_forms(factory().forms)


def calendar(files: Mapping[str, str]) -> Calendar:
    """工作日历 of an edition: the shipped notices and those published since, one file each."""
    if not files:
        return factory_calendar()
    from bingliang.exchange.notice_files import read_notice_text
    from bingliang.ledger.workdays import Calendar

    published = tuple(read_notice_text(text, name) for name, text in sorted(files.items()))
    return Calendar.of((*factory_calendar().notices, *published))


def catalogue(files: Mapping[str, str]) -> Catalogue:
    """事项目录 of an edition: the factory's with the zone's file laid over it."""
    if not files:
        return factory_catalogue()
    from bingliang.exchange.catalogue_zone import overlay

    return overlay(factory_catalogue(), files[ZONE_FILE], ZONE_FILE)


def forms(files: Mapping[str, str]) -> Mapping[str, Form]:
    """文书样式 of an edition: the factory's with the zone's own wording in place of the same name."""
    if not files:
        return factory_forms()
    from bingliang.paper.form import read_form_text

    vocabulary = next(iter(factory_forms().values())).vocabulary
    own = {name.removesuffix(".toml"): read_form_text(text, name, vocabulary) for name, text in files.items()}
    return {**factory_forms(), **own}


LOADERS: Mapping[str, Callable[[Mapping[str, str]], object]] = {
    "calendar": calendar,
    "catalogue": catalogue,
    "forms": forms,
    "zone": dict,
}


def pinyin(name: str) -> list[tuple[str, ...]]:
    """拼音: the readings of every sign of a name, the one of its phrase first; made when it is saved (pypinyin is heavy)."""
    from pypinyin import Style, lazy_pinyin

    # A run of letters comes back as one word unless it is taken apart.
    phrase = lazy_pinyin(name, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]  # its stub knows texts only
    if len(phrase) != len(name):
        return [_readings(sign) for sign in name]
    return [tuple(dict.fromkeys((spoken, *_readings(sign)))) for spoken, sign in zip(phrase, name, strict=True)]


@cache
def _readings(sign: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    return tuple(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])
