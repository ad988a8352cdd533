"""节假日通知的句子: reads the sentences of one festival, as the State Council's office has worded them since 2007.

A sentence with dates is either read in full or refused; none is dropped, and no day is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from bingliang.ledger.festivals import SATURDAY
from bingliang.ledger.workdays import Arrangement

_DECEMBER = 12
_GAP = timedelta(4)
_FAR = timedelta(20)
_WEEKDAYS = "一二三四五六日"
_NUMERALS = {"〇": 0, "○": 0, "零": 0, "两": 2} | {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}
_FOLD: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys(map(ord, "‐‑‒–—―−─~～"), "-")
_FOLD |= dict.fromkeys(map(ord, "\u200b\ufeff"))
_FOLD |= {ord("【"): "(", ord("】"): ")", ord("﹙"): "(", ord("﹚"): ")", ord("︰"): ":"}

TO = r"(?:起|开始)?(?:至|到|-+)"
DAY = rf"(?:(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}(?:[日号]|(?={TO}\d{{1,2}}日))|(?<!\d)\d{{1,2}}日(?!内|以内))"
"""一个日期 in folded text: with or without year, with or without month."""
_NOTE = r"(?:\([^()]*\)|(?:星期|周|礼拜)[一二三四五六日天])?"
_ITEM = rf"{DAY}{_NOTE}(?:{TO}{DAY}{_NOTE}止?)?"
_GROUP = re.compile(rf"{_ITEM}(?:(?:、|和|及|以及|与){_ITEM})*")
_PART = re.compile(rf"({DAY})({_NOTE})(?:{TO}({DAY})({_NOTE}))?")
_NUMBERS = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})")
_NAMED = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_TOTAL = re.compile(r"(?:共计?|连休|为期|放假?(?:调休)?)([\d一二两三四五六七八九十]+)(?:天|日)")

_LEAD = r"^[,]?(?:这?[\d一二两三四五六七八九十]天|均|都|也|则|仍|仍然)*"
_SWAP = re.compile(
    _LEAD + r"(?:[\d一二两三四五六七八九]?个)?(?:公休日|周末|休息日)?(?:分别)?(?:调整?|调休|调换|移)(?:至|到)$"
)
_END = r"(?=$|,|调休|公休|补休|并|与|共|为期|[\d一两三四五六七八九十]+[天日])"
_RESUME = re.compile(_LEAD + r"(?:起(?:恢复|正常|照常)*|(?:恢复|正常|照常)+)上班(?=$|,)")
_WORK = re.compile(_LEAD + r"(?:调休|补|调整|为|是)*(?:上班|补班|工作日|上班日)(?=$|,)")
_OFF = re.compile(
    _LEAD + r"(?:为?(?:法定(?:节?假日|节日)|公休日|假期|休息日|补休日)|(?:照常|调休)?(?:公休|休息|放假|休假|补休|补假)"
    rf"|放[\d一二两三四五六七八九十]天假){_END}"
)
_SHIFT_OFF = re.compile(_LEAD + r"调休(?!上班)")
_STATED = re.compile(r"(?:放假|假期|休假|调整|安排|时间|日期|定)(?:时间|日期|安排)?(?:调整)?(?::|为|是|自|从)+$")
_STATED_WORK = re.compile(r"(?:上班|补班)(?:时间|日期|日)?(?::|为|是)+$")
_EXTEND = re.compile(r"延长.*[至到]$|延[至到]$")
_DOUBT = re.compile(r"原定|原安排|原来|原为|取消|撤销|不再|如遇|如果|若|建议|拟|预计")
_NOT_AN_ORDER = re.compile(r"^(?:同时,?)?鼓励")


def fold(text: str) -> str:
    """折叠: half-width signs, one kind of dash and bracket, no blanks, every date written 年月日 in figures."""
    text = text.translate(_FOLD).replace("；", ";").replace("〜", "-")
    text = re.sub(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", r"\1年\3月\4日", text)
    text = re.sub(r"(?<![\d月日-])(\d{1,2})-(\d{2})(?![\d日月-])", r"\1月\2日", text)
    text = re.sub(r"[ \t\r\f\v\u3000\xa0]+", "", text)
    text = re.sub(r"([〇○零一二三四五六七八九]{4})年", lambda m: _figures(m[1]) + "年", text)
    tens = "[一二三四五六七八九十]{1,3}"
    text = re.sub(f"(?<!历)({tens})月({tens})日", lambda m: f"{number(m[1])}月{number(m[2])}日", text)
    text = re.sub(f"(?<=[至到、-])({tens})日", lambda m: f"{number(m[1])}日", text)
    return re.sub(r"(?<!\d)\.|\.(?!\d)", "。", text)


def number(text: str) -> int:
    """数: of figures or of Chinese numerals up to 九十九."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_NUMERALS[tens] if tens else 1 if ten else 0) * 10 + (_NUMERALS[ones] if ones else 0)


def _figures(text: str) -> str:
    return "".join(str(_NUMERALS[sign]) for sign in text)


def dated(sentence: str) -> bool:
    """有日期: whether folded text names a day."""
    return re.search(DAY, sentence) is not None


def sentences(text: str) -> list[str]:
    """句: folded text cut at full stops and semicolons."""
    return [part for part in re.split(r"[。;!\n]", text) if part]


def read_sentences(text: str, *, year: int, festival: str = "", before: Arrangement | None = None) -> Arrangement:
    """一个节日的安排 from its sentences; without a name the festival is told from the days themselves.

    ``before`` is the arrangement in force, which a sentence of the form 「延长……假期至……」 goes on from.
    ValueError names the sentence that cannot be read or contradicts itself.
    """
    reading = _Reading(year, before)
    for sentence in sentences(fold(text)):
        reading.take(sentence)
    if not reading.off:
        raise ValueError(f"没有读到放假日期：“{text.strip()}”，请照通知原文核对。")
    off, work = sorted(reading.off), sorted(reading.work | reading.swapped - reading.off)
    for day in sorted(reading.off & (reading.work | reading.resumed)):
        raise ValueError(f"{_cn(day)}既写放假又写上班，请照通知原文核对：“{text.strip()}”。")
    for day, after in pairwise(off):
        if after - day > _GAP:
            raise ValueError(f"{_cn(day)}与{_cn(after)}不像同一个节日的假期，请在各自的句前写明节日名称。")
    for day in work:
        if not off[0] - _FAR <= day <= off[-1] + _FAR:
            raise ValueError(f"上班日{_cn(day)}离{_cn(off[0])}的假期太远，请照通知原文核对。")
    return Arrangement(festival or _name(reading.off), tuple(off), tuple(work))


def _name(off: set[date]) -> str:
    """节日名 from the days: only 春节, 清明节, 端午节 and 中秋节 move, and never into one another's months."""
    for month, day, name in ((1, 1, "元旦"), (5, 1, "劳动节"), (10, 1, "国庆节")):
        if any((d.month, d.day) == (month, day) for d in off):
            return name
    months = {1: "春节", 2: "春节", 3: "清明节", 4: "清明节", 5: "端午节", 6: "端午节", 9: "中秋节", 10: "中秋节"}
    name = months.get(max(off).month, "")
    if not name:
        raise ValueError(f"看不出{max(off):%m}月{max(off):%d}日放的是哪个节日，请在句前写明节日名称，如“春节：”。")
    return name


@dataclass
class _Reading:
    """读数: what the sentences of one festival have said so far."""

    year: int
    before: Arrangement | None
    off: set[date] = field(default_factory=set)
    work: set[date] = field(default_factory=set)
    swapped: set[date] = field(default_factory=set)
    resumed: set[date] = field(default_factory=set)
    month: tuple[int | None, int] | None = None
    sentence: str = ""

    def take(self, sentence: str) -> None:
        self.sentence = sentence
        if _NOT_AN_ORDER.search(sentence):
            return
        text = _unwrapped(sentence)
        groups = list(_GROUP.finditer(text))
        if not groups:
            if _NAMED.search(sentence) and re.search("上班|放假|休息|公休", sentence):
                raise self.unreadable()
            return
        if _DOUBT.search(text):
            raise self.unreadable()
        said: set[date] = set()
        days: list[date] = []
        target: list[date] | None = None
        lead = text[: groups[0].start()]
        for group, after in zip(groups, [*groups[1:], None], strict=True):
            rest = text[group.end() : after.start() if after else len(text)]
            days = [*days, *self.days(group[0])]
            if target is None and rest == "," and after and not _EXTEND.search(lead):
                continue
            if target is not None:
                self.swap(target, days)
                said.update(days)
                target = None
            elif _SWAP.search(rest):
                target = days
            else:
                said.update(self.place(lead, days, rest))
            self.count(said, rest)
            days, lead = [], rest
        if target is not None:
            raise self.unreadable()

    def place(self, lead: str, days: list[date], rest: str) -> list[date]:
        """归类: puts the days where their verb says; returns those that are off."""
        if _EXTEND.search(lead):
            return self.extend(days)
        after = _STATED_WORK.sub("", rest)
        if _RESUME.search(rest):
            self.work.update(day for day in days if day.weekday() >= SATURDAY)
            self.resumed.update(days)
            return []
        if _WORK.search(rest) or (not rest.strip(",") and _STATED_WORK.search(lead)):
            if re.search("放假|休息|公休|补休|不上班", after):
                raise self.unreadable()
            self.work.update(days)
            return []
        bare = not rest.strip(",") or re.match(r",?共", rest)
        if not (
            _OFF.search(rest)
            or (_SHIFT_OFF.search(rest) and all(day.weekday() < SATURDAY for day in days))
            or (bare and (_STATED.search(lead) or not lead))
        ) or re.search("上班|补班|办公|营业|工作日", after):
            raise self.unreadable()
        self.off.update(days)
        return days

    def extend(self, days: list[date]) -> list[date]:
        """延长: the arrangement in force, its holiday going on to the last of ``days``."""
        if self.before is None:
            raise ValueError(f"“{self.shown}”是延长假期，须先录入原来的放假通知，再录入这一份。")
        day, end = max(self.before.off), days[-1]
        if end <= day:
            raise ValueError(f"“{self.shown}”说延长，但{_cn(end)}不晚于原假期末日{_cn(day)}，请核对。")
        self.off.update(self.before.off)
        while day < end:
            day += timedelta(1)
            self.off.add(day)
        self.work.update(set(self.before.work) - self.off)
        return []

    def swap(self, sources: list[date], targets: list[date]) -> None:
        """公休日调至: rest days moved one to one onto weekdays."""
        if len(sources) != len(targets):
            raise ValueError(f"“{self.shown}”调出{len(sources)}天、调入{len(targets)}天，两边不等，请核对。")
        self.swapped.update(sources)
        self.off.update(targets)

    def count(self, said: set[date], rest: str) -> None:
        """共 n 天: must be the days named in this sentence, or their block with the weekend where it says 连休."""
        for match in _TOTAL.finditer(rest):
            total = number(match[1])
            whole = _with_weekend(said) if "连休" in rest else said
            if total not in (len(said), len(whole)):
                raise ValueError(f"“{self.shown}”写的是{total}天，按日期却是{len(said)}天，请照通知原文核对。")

    def days(self, group: str) -> list[date]:
        """日期组: every day of a list of days and ranges, the named weekdays checked."""
        found: list[date] = []
        for first, note, last, end_note in _PART.findall(group):
            start = self.day(first)
            end = self.day(last) if last else start
            if not timedelta(0) <= end - start <= timedelta(31):
                raise ValueError(f"“{self.shown}”中{_cn(start)}至{_cn(end)}不成一段，请照通知原文核对。")
            span = [start + timedelta(n) for n in range((end - start).days + 1)]
            self.check_weekdays(note, [start], found)
            found += span
            if last:
                self.check_weekdays(end_note, span, found)
        return found

    def check_weekdays(self, note: str, span: list[date], found: list[date]) -> None:
        """核对星期: one name belongs to the day before the bracket, two to the ends of a range or the last two days."""
        names = _NAMED.findall(note)
        if not names:
            return
        if len(names) == 1:
            days = span[-1:]
        elif len(names) == len("起止") and len(span) > 1:
            days = [span[0], span[-1]]
        else:
            days = [*(day for day in found if day not in span), *span][-len(names) :]
        for name, day in zip(names, days, strict=False):
            true = _WEEKDAYS[day.weekday()]
            if name.replace("天", "日") != true:
                raise ValueError(f"“{self.shown}”中{_cn(day)}写作星期{name}，实为星期{true}，请核对日期或年份。")
        if len(names) > len(days):
            raise self.unreadable()

    def day(self, text: str) -> date:
        """一日: year and month as written, else as last written; an unwritten December is that of the year before."""
        numbers = _NUMBERS.match(text)
        assert numbers is not None  # noqa: S101  DAY, which found this text, is the stricter pattern
        year, month, day = numbers.groups()
        if month is not None:
            self.month = (int(year) if year else None, int(month))
        if self.month is None:
            raise ValueError(f"“{self.shown}”中“{text}”没有写月份，请照通知原文补全。")
        written, in_month = self.month
        if written is None:
            written = self.year - 1 if in_month == _DECEMBER else self.year
        try:
            found = date(written, in_month, int(day))
        except ValueError:
            raise ValueError(f"“{self.shown}”中“{text}”没有这一天，请照通知原文核对。") from None
        if not date(self.year - 1, 12, 1) <= found <= date(self.year, 12, 31):
            raise ValueError(f"“{self.shown}”中{_cn(found)}不属于{self.year}年的安排，请核对年份。")
        return found

    @property
    def shown(self) -> str:
        """原句 as a person reads it, with Chinese punctuation."""
        return self.sentence.translate(str.maketrans(",:;()", "，：；（）"))

    def unreadable(self) -> ValueError:
        """看不懂: the refusal of a sentence that fits none of the official wordings."""
        return ValueError(f"看不懂这一句：“{self.shown}”，请照国务院办公厅通知原文逐句粘贴，或改为逐日录入。")


def _unwrapped(sentence: str) -> str:
    """去括号: brackets round a day or a count are opened, brackets behind a day stay its note."""
    return re.sub(r"\(([^()]*)\)", lambda m: m[1] if dated(m[1]) or re.match(r"共\S+天$", m[1]) else m[0], sentence)


def _with_weekend(days: set[date]) -> set[date]:
    block = set(days)
    for day in sorted(days) + sorted(days, reverse=True):
        for step in (-1, 1):
            near = day + timedelta(step)
            while near.weekday() >= SATURDAY and near not in block:
                block.add(near)
                near += timedelta(step)
    return block


def _cn(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
