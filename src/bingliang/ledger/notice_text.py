"""节假日通知原文: reads the full official text of a notice, or sentences of it, as a clerk pastes them.

Title, document number and date are taken from the text where it has them; each festival's sentences go to
``notice_sentences``. What is not read is refused: a day that got lost here would move every deadline behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bingliang.ledger.festivals import FESTIVALS, FIRST_YEAR, LAST_YEAR, statutory_days
from bingliang.ledger.notice_sentences import DAY, dated, fold, read_sentences, sentences
from bingliang.ledger.workdays import Arrangement, Notice, check_notice

_ALIASES = {"国际劳动节": "劳动节", "五一": "劳动节", "新年": "元旦", "清明": "清明节", "端午": "端午节",
            "中秋": "中秋节", "国庆": "国庆节", "元旦节": "元旦", "十一": "国庆节"}  # fmt: skip
_NAME = "(?:" + "|".join(sorted([*FESTIVALS, *_ALIASES], key=len, reverse=True)) + ")"
_NAMES = rf"{_NAME}(?:[、和及]{_NAME})*"
_NUMBERING = r"(?:[一二三四五六七八九十]+、|\d+[、。]|\([一二三四五六七八九十\d]+\))"
_HEAD = re.compile(
    rf"(?:^|(?<=[。;!,:\n、)]))(?:{_NUMBERING}({_NAMES})。|{_NUMBERING}?(?:\d{{4}}年)?({_NAMES})"
    rf"(?::|(?=(?:假期|放假时间|放假)?(?:为|是|自|从|调整为)*{DAY})))",
    re.MULTILINE,
)
_FULL = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_SIGNED = re.compile(
    rf"国务院办公厅\n?{_FULL}|^\(?{_FULL}(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?(?:来源.*)?\)?$", re.MULTILINE
)
_LABELLED = re.compile(
    rf"(?:成文日期|印发日期|发布日期|发布时间|公布日期|日期):?\n?{_FULL}(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
)
_STAMPED = re.compile(rf"{_FULL}(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:来源:)?|来源:)")
_CITED = re.compile(r"《全国年节及纪念日放假办法》")
_NEWS = re.compile(r"\d{1,2}月\d{1,2}日电|国务院办公厅\d{1,2}日")
_NUMBER = re.compile(r"国办发(?:明电)?[〔\[(](\d{4})[〕\])]第?(\d+)号")
_TITLE = re.compile(r"国务院办公厅关于[^。,;:\n]*?通知")
_YEAR = re.compile(r"(\d{4})年")


def parse(
    text: str,
    *,
    year: int | None = None,
    published: date | None = None,
    title: str = "",
    document_number: str = "",
    notice_id: str = "",
    source: str = "",
    known: Iterable[Notice] = (),
) -> Notice:
    """节假日通知 from its text; what is given by keyword stands before what the text says.

    ``known`` are the notices already in force, which a text that lengthens a holiday goes on from.
    ValueError, one sentence that names the place: a sentence that cannot be read or contradicts itself, no year,
    no date of publication, no day off at all.
    """
    plain, said_title, said_number, said_published = _head_of_paper(_lines(fold(text)))
    published = published or said_published
    title = title or said_title
    year = _year(plain, title, year)
    if published is None:
        raise ValueError("通知文本里没有公布日期，请补上落款日期，如“2026年11月4日”。")
    arrangements = read_arrangements(plain, year=year, known=[n for n in known if n.published < published])
    return check_notice(
        Notice(
            id=notice_id or f"{year}-{published:%Y%m%d}",
            title=title or f"{year}年节假日安排（粘贴文本）",
            document_number=document_number or said_number,
            published=published,
            year=year,
            arrangements=arrangements,
            source=source,
        )
    )


def read_arrangements(text: str, *, year: int, known: Iterable[Notice] = ()) -> tuple[Arrangement, ...]:
    """各节日的安排: the festivals of a text, each once, in the order of the text.

    ValueError when nothing is found, when a sentence with dates stands where no festival is named, when a festival's
    days miss every one of its statutory days (a wrong year), or from the sentences themselves.
    """
    text = _lines(fold(text))
    heads = list(_HEAD.finditer(text))
    opening = text[: heads[0].start()] if heads else ""
    for sentence in sentences(opening):
        if dated(sentence) and not (_CITED.search(sentence) and "上班" not in sentence):
            raise ValueError(f"看不出“{_shown(sentence)}”说的是哪个节日，请在句前写明节日名称，如“春节：”。")
    standing = _in_force(year, known)
    parts: dict[str, str] = {}
    if not heads:
        parts[_only_festival(text)] = text
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        name = _festival(head[1] or head[2])
        parts[name] = parts.get(name, "") + "。" + text[head.end() : end]
    found = [
        read_sentences(_last_number_off(part), year=year, festival=name, before=standing.get(name))
        for name, part in parts.items()
    ]
    for arrangement in found:
        _check_festival(arrangement, year)
    return tuple(found)


def _lines(text: str) -> str:
    """接行: lines broken by the page are joined; a numbered line, a festival or a line of its own date starts anew."""
    text = re.sub(r"\n+", "\n", text.strip())
    text = re.sub(r"\n(?=[、,。;):至到-])", "", text)
    return re.sub(rf"(?<=[\u4e00-\u9fff\d、,至到():-])\n(?!{_NUMBERING}|{_NAME}|国务院办公厅|{_FULL}|各)", "", text)


def _head_of_paper(text: str) -> tuple[str, str, str, date | None]:
    """题头与落款: the text without them, and title, document number and date as far as it has them."""
    found = (list(pattern.finditer(text)) for pattern in (_SIGNED, _LABELLED, _STAMPED))
    dates = [_date(match) for match in next(filter(None, found), [])]
    number, title = _NUMBER.search(text), _TITLE.search(text)
    plain = text
    for pattern in (_LABELLED, _STAMPED, _SIGNED, _NEWS, _NUMBER):
        plain = pattern.sub("\n", plain)
    said_number = (
        number[0].replace("[", "〔").replace("]", "〕").replace("(", "〔").replace(")", "〕") if number else ""
    )
    return _lines(plain), title[0] if title else "", said_number, dates[-1] if dates else None


def _date(match: re.Match[str]) -> date:
    year, month, day = [int(figure) for figure in match.groups() if figure is not None][:3]
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{year}年{month}月{day}日”没有这一天，请照通知原文核对。") from None


def _year(text: str, title: str, given: int | None) -> int:
    named = _YEAR.search(title)
    said = int(named[1]) if named else max(map(int, _YEAR.findall(text)), default=None)
    if given is not None and named and said != given:
        raise ValueError(f"通知标题是{said}年的安排，填写的却是{given}年，请核对。")
    year = given or said
    if year is None:
        raise ValueError("通知文本里没有写明是哪一年的安排，请补上年份。")
    return year


def _festival(names: str) -> str:
    found = re.findall(_NAME, names)
    return "、".join(dict.fromkeys(_ALIASES.get(name, name) for name in found))


def _only_festival(text: str) -> str:
    """唯一的节日: of a text without headings, when it names just one outside brackets; else told from the days."""
    bare = re.sub(r"\([^()]*\)|《[^《》]*》", "", text)
    if "纪念日" in bare:
        return "纪念日"
    names = {_ALIASES.get(name, name) for name in re.findall(rf"(?<!十){_NAME}", bare)}
    return names.pop() if len(names) == 1 else ""


def _in_force(year: int, known: Iterable[Notice]) -> dict[str, Arrangement]:
    """现行安排 of this year, festival by festival, the later published last."""
    ordered = sorted((n for n in known if n.year == year), key=lambda n: n.published)
    found = {a.festival: a for n in ordered for a in n.arrangements}
    return found | {name: a for a in found.values() for name in a.names if name not in found}


def _last_number_off(part: str) -> str:
    """去尾号: the numbering of the next paragraph that a cut before a festival's name may leave behind."""
    return re.sub(rf"{_NUMBERING}$", "", part)


def _check_festival(arrangement: Arrangement, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return
    lawful = statutory_days(year)
    for name in arrangement.names & lawful.keys():
        if not set(lawful[name]) & set(arrangement.off):
            days = "、".join(f"{day.month}月{day.day}日" for day in lawful[name])
            raise ValueError(f"{name}的放假日期里没有法定放假日（{year}年为{days}），请核对日期和年份。")


def _shown(sentence: str) -> str:
    return sentence.translate(str.maketrans(",:;()", "，：；（）"))
