"""名称的检索键: under which words an enterprise or a project is found. Made when it is saved, so that a search is an index
range and no dictionary is loaded for it.

The clerk types the 字号, not the place before it: “dfyh” is 岳阳东方雨虹, although the name begins with 岳阳.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, islice, product
from typing import NamedTuple

Pinyin = Callable[[str], Sequence[Sequence[str]]]
"""拼音: name → for every sign its readings, lower case, the one of the phrase first; injected, because the dictionary
takes long to load."""

KEYS = "1"
"""键版: of these rules; a database whose keys were made by other rules is keyed anew when it is opened."""

HEAD, CORE, PART, FULL = "head", "core", "part", "full"
"""键类: name from its beginning or from its 字号 · initials of the 字号 · initials from any sign · full spelling."""

VARIANTS = 32
"""Readings of one 字号 that are kept (重庆 is cq and zq): the first of each sign, then those that differ least."""

_FEW = 8
_LONGEST = 64
_DOUBTED = 8
_SIGNS = re.compile(r"[\s()\[\]{}<>《》【】〔〕“”\"·•・—-]")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_SHORTEST = 2

_LARGE = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西"
    " 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 中国"
)
_CITIES = (
    "岳阳 长沙 株洲 湘潭 衡阳 邵阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 岳阳楼 云溪 君山 屈原 华容 湘阴 平江 汨罗 临湘 城陵矶"
    " 广州 深圳 东莞 佛山 珠海 惠州 中山 武汉 南昌 杭州 宁波 温州 南京 苏州 无锡 常州 合肥 福州 厦门 泉州 济南 青岛 郑州 石家庄 太原"
    " 西安 成都 贵阳 昆明 南宁 海口 沈阳 大连 长春 哈尔滨 兰州 乌鲁木齐 呼和浩特 拉萨 银川 西宁"
)
_ZONES = "经济技术开发区|高新技术产业开发区|经济开发区|高新技术开发区|高新区|经开区|开发区|新港区|新区"
# 市政、市场、区块、县域 belong to the 字号.
_UNITS = rf"特别行政区|自治区|自治州|{_ZONES}|省|市(?![政场区民])|县(?!域)|区(?![块域])"
_PLACES = "|".join(sorted((_LARGE + " " + _CITIES).split(), key=len, reverse=True))
_PLACE = re.compile(rf"(?:{_PLACES})(?:{_UNITS})?|{_ZONES}")
_UNKNOWN_PLACE = re.compile(rf"[\u4e00-\u9fff]{{2,3}}?(?:{_UNITS})")


class Keys(NamedTuple):
    """检索键 of one entry: `names` is what a typed word is compared with, `rows` are (key, kind of key)."""

    names: str
    initials: str
    full: str
    rows: tuple[tuple[str, str], ...]


def keys(names: Sequence[str], pinyin: Pinyin) -> Keys:
    """一条登记的检索键; the newest name comes first, its initials and spelling are those shown."""
    rows: set[tuple[str, str]] = set()
    for name in names:
        whole = folded(name)
        rows |= {(pair, "") for pair in pairs(whole)}
        rows.add((whole, HEAD))
        rows |= {(key, PART) for key in _parts(pinyin(whole))}
        rows |= {(key, FULL) for key in _readings(pinyin(whole), 1)}
        for core in cores(name):
            read = pinyin(core)
            rows.add((core, HEAD))
            rows |= {(key, CORE) for key in _readings(_first_letters(read), VARIANTS)}
            rows |= {(key, FULL) for key in _readings(read, _FEW)}
    first = pinyin(folded(names[0]))
    full = "".join(sign[0] for sign in first)
    held = "\n".join(map(folded, names))
    return Keys(held, "".join(sign[0][:1] for sign in first), full, _short(rows))


def _short(rows: set[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A key of PostgreSQL's index has a longest length, and nobody types further."""
    return tuple(sorted({(key[:_LONGEST], kind) for key, kind in rows if key}))


def folded(text: str) -> str:
    """归一: full-width and capital letters as plain ones, without spaces, brackets and dashes."""
    return _SIGNS.sub("", half_width(text))


def half_width(text: str) -> str:
    """半角小写: full-width and capital letters as plain ones."""
    return unicodedata.normalize("NFKC", text).lower()


def pairs(name: str) -> list[str]:
    """二字组: every two neighbouring characters and the last one alone."""
    return sorted({name[place : place + 2] for place in range(len(name))})


@cache
def cores(name: str) -> tuple[str, ...]:
    """字号 and what follows it: without the places before it (湖南省、岳阳、经开区) and without a place in brackets.

    A place that is in no list (龙游县) may be part of the 字号 as well (好又多超市): both are kept.
    """
    plain = half_width(name)
    short = _BRACKETED.sub(lambda found: "" if _PLACE.fullmatch(found[1]) else found[0], plain)
    made: list[str] = []
    for variant in dict.fromkeys((plain, short)):
        core = _without_places(folded(variant))
        made.append(core)
        guessed = _UNKNOWN_PLACE.match(core)
        if guessed and len(core) - guessed.end() >= _SHORTEST:
            made.append(_without_places(core[guessed.end() :]))
    return tuple(dict.fromkeys(made))


def _without_places(name: str) -> str:
    while (place := _PLACE.match(name)) and len(name) - place.end() >= _SHORTEST:
        name = name[place.end() :]
    return name


def _first_letters(read: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [tuple(dict.fromkeys(reading[:1] for reading in sign)) for sign in read]


def _parts(read: Sequence[Sequence[str]]) -> set[str]:
    """Initials from every sign on, and some other readings of the whole."""
    letters = _first_letters(read)
    first = "".join(sign[0] for sign in letters)
    return {first[place:] for place in range(len(first))} | set(_readings(letters, _FEW))


def _readings(read: Sequence[Sequence[str]], most: int) -> Iterable[str]:
    """At most `most` spellings: the first reading of every sign, then with one other reading, then with two …; only of
    the first signs, because nobody types the whole.
    """
    return islice(_by_difference(read), most)


def _by_difference(read: Sequence[Sequence[str]]) -> Iterator[str]:
    first = [sign[0] for sign in read]
    doubtful = [place for place, sign in enumerate(read[:_DOUBTED]) if len(sign) > 1]
    for number in range(len(doubtful) + 1):
        for places in combinations(doubtful, number):
            for others in product(*(read[place][1:] for place in places)):
                spelt = list(first)
                for place, other in zip(places, others, strict=True):
                    spelt[place] = other
                yield "".join(spelt)
