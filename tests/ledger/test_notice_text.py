"""节假日通知原文: what the State Council's office has written since 2007, and what a clerk pastes, read day by day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bingliang.exchange.notice_files import read_notices
from bingliang.ledger.notice_sentences import number, read_sentences
from bingliang.ledger.notice_text import parse, read_arrangements
from bingliang.ledger.workdays import Arrangement, Calendar

HERE = Path(__file__).parent
SHIPPED = {notice.id: notice for notice in read_notices(HERE.parents[1] / "resources" / "workdays")}
CASES = json.loads((HERE.parent / "data" / "notice_sentences.json").read_text(encoding="utf-8"))["cases"]
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in (HERE.parent / "data" / "notices").glob("*.txt")}
TODAY = date(2026, 12, 18)

Days = tuple[list[str], list[str]]
PRACTICE: dict[str, Days] = {
    "元旦": (["0101", "0102", "0103"], []),
    "春节": (["0205", "0206", "0207", "0208", "0209", "0210", "0211", "0212"], ["0131", "0220"]),
}


def short(arrangement: Arrangement) -> Days:
    return [f"{day:%m%d}" for day in arrangement.off], [f"{day:%m%d}" for day in arrangement.work]


def read(year: int, text: str) -> Days:
    return short(read_sentences(text, year=year))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['year']} {case['text'][:12]}")
def test_the_sentences_of_2007_to_2025_give_exactly_their_days(case: dict) -> None:
    found = read_sentences(case["text"], year=case["year"])
    assert {day.isoformat() for day in found.off} == set(case["off"])
    assert {day.isoformat() for day in found.work} == set(case["work"])
    assert found.festival in {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}


@pytest.mark.parametrize("name", ["2023", "2024", "2025", "2026", "2019-03-22"])
def test_the_full_text_of_a_notice_gives_the_shipped_notice(name: str) -> None:
    found, shipped = parse(TEXTS[name]), SHIPPED[name]
    assert found.title == shipped.title
    assert found.published == shipped.published
    assert found.year == shipped.year
    assert {a.festival: (a.off, a.work) for a in found.arrangements} == {
        a.festival: (a.off, a.work) for a in shipped.arrangements
    }


def test_the_document_number_is_taken_from_the_text() -> None:
    assert parse(TEXTS["2025"]).document_number == "国办发明电〔2024〕12号"
    assert parse(TEXTS["2024"]).document_number == ""
    assert parse(TEXTS["2025"].replace("〔", "[").replace("〕", "]")).document_number == "国办发明电〔2024〕12号"


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_pasted_without_line_breaks_reads_the_same(name: str) -> None:
    known = [SHIPPED["2020"]]
    assert parse(TEXTS[name].replace("\n", ""), known=known) == parse(TEXTS[name], known=known)


@pytest.mark.parametrize("name", ["2024", "2025", "2026"])
def test_a_text_broken_by_the_page_reads_the_same(name: str) -> None:
    lines = [line[n : n + 23] for line in TEXTS[name].splitlines() for n in range(0, len(line), 23)]
    assert parse("\n".join(lines)).arrangements == parse(TEXTS[name]).arrangements


def test_a_text_of_full_width_figures_and_half_width_signs_reads_the_same() -> None:
    wide = TEXTS["2026"].translate({ord(n): ord(n) + 0xFEE0 for n in "0123456789"})
    narrow = wide.translate(str.maketrans("（），：", "(),:"))
    assert parse(narrow) == parse(TEXTS["2026"])


def test_the_extension_of_2020_goes_on_from_the_notice_in_force() -> None:
    found = parse(TEXTS["2020-01-27"], known=SHIPPED.values())
    assert short(found.arrangements[0]) == (
        ["0124", "0125", "0126", "0127", "0128", "0129", "0130", "0131", "0201", "0202"],
        ["0119"],
    )
    assert [(a.festival, a.off, a.work) for a in found.arrangements] == [
        (a.festival, a.off, a.work) for a in SHIPPED["2020-01-27"].arrangements
    ]
    with pytest.raises(ValueError, match="须先录入原来的放假通知"):
        parse(TEXTS["2020-01-27"])


def test_an_extension_of_a_joined_holiday_goes_on_from_it() -> None:
    text = "一、延长2020年国庆节假期至10月9日，10月10日（星期六）起正常上班。"
    found = parse(text, year=2020, published=date(2020, 10, 1), known=SHIPPED.values())
    assert short(found.arrangements[0])[0][-2:] == ["1008", "1009"]
    assert short(found.arrangements[0])[1] == ["0927", "1010"]


def test_an_extension_that_ends_before_the_holiday_is_refused() -> None:
    with pytest.raises(ValueError, match="2020年1月29日不晚于原假期末日2020年1月30日"):
        parse("延长2020年春节假期至1月29日。", published=date(2020, 1, 27), known=[SHIPPED["2020"]])


@pytest.mark.parametrize(
    "text",
    [
        "元旦：1月1日（周五）至3日（周日）放假，共3天。春节：2月5日至12日放假调休，共8天。1月31日（周日）、2月20日（周六）上班。",
        "一、元旦：2027年1月1日（星期五）至1月3日放假，共3天。\n二、春节：2月5日至12日放假调休，\n共8天。1月31日（周日）、\n2月20日（周六）上班。",
        "元旦 1-01 至 1-03; 春节 2-05 至 2-12 放假调休,1-31(周日)、2-20(周六)上班.",
        "演示文本，非国务院通知\n元旦:1月1日(周五)至3日(周日)放假,共3天。\n春节:2月5日~12日放假调休,共8天。1月31日(周日)、2月20日(周六)上班。",
        "2027年元旦1月1日至3日放假，春节2月5日至12日放假调休，1月31日、2月20日上班",
        "1、元旦：1月1日-3日，共3天；2、春节：2月5日—12日，共8天，1月31日（周日）、2月20日（周六）上班",
        "（一）元旦。1月1日至3日放假。（二）春节。2月5日至12日放假调休。1月31日（周日）、2月20日（周六）上班。",
        "元旦放假时间为1月1日至3日，春节假期为2月5日至12日。1月31日、2月20日上班。",
        "元旦：2027-01-01至2027-01-03放假。春节：2027/2/5至2027/2/12放假调休（共8天），2027.1.31（星期日）、2027.2.20（星期六）上班。",
        "新年：二〇二七年一月一日至三日放假，共三天。春节：二月五日至十二日放假，共八天。一月三十一日、二月二十日上班。",
        "元旦：1月1日放假，与周末连休，共3天，1月2日、3日照常公休。春节：2月5—12日放假调休。1月31日周日、2月20日周六补班。",
        "元旦：自1月1日起至1月3日止放假。春节：2月5日到2月12日放8天假；上班时间：1月31日、2月20日。",
    ],
)
def test_the_practice_text_in_many_shapes(text: str) -> None:
    found = parse(text, year=2027, published=TODAY)
    assert {a.festival: short(a) for a in found.arrangements} == PRACTICE


def test_the_practice_text_moves_the_water_permit_a_week_forward() -> None:
    practice = parse(
        "元旦：1月1日（周五）至3日（周日）放假，共3天。春节：2月5日至12日放假调休，共8天。1月31日（周日）、2月20日（周六）上班。",
        year=2027,
        published=TODAY,
        title="演示文本，非国务院通知",
        notice_id="practice",
        source="粘贴",
    )
    assert (practice.id, practice.title, practice.source) == ("practice", "演示文本，非国务院通知", "粘贴")
    after = Calendar.of((*SHIPPED.values(), practice))
    assert after.workday(date(2026, 12, 3), 45) == date(2027, 2, 4)


@pytest.mark.parametrize(
    ("year", "text", "off", "work"),
    [
        (2026, "9月25日（周五）至27日（周日）放假，共3天。", ["0925", "0926", "0927"], []),
        (2012, "2012年1月1日至3日放假调休，共3天。2011年12月31日（星期六）上班。", ["0101", "0102", "0103"], ["1231"]),
        (2023, "2022年12月31日至2023年1月2日放假调休，共3天。", ["1231", "0101", "0102"], []),
        (2019, "12月30日至1月1日放假调休，共3天。12月29日（星期六）上班。", ["1230", "1231", "0101"], ["1229"]),
        (2026, "除夕（2月16日）至2月23日（正月初七）放假调休。", [f"02{n}" for n in range(16, 24)], []),
        (2026, "劳动节假期调整为5月1日至5日，共5天，5月9日（周六）补班。", [f"050{n}" for n in range(1, 6)], ["0509"]),
        (2026, "5月1日至5日（周五至周二）放假。", [f"050{n}" for n in range(1, 6)], []),
        (2026, "5月1日至5日放假，5月9日（礼拜六）调整为工作日。", [f"050{n}" for n in range(1, 6)], ["0509"]),
        (
            2026,
            "10月1日至7日放假，9月20日、10月10日（周日、周六）上班。",
            [f"100{n}" for n in range(1, 8)],
            ["0920", "1010"],
        ),
        (2026, "10月1日放假，10月2日，10月3日休息。", ["1001", "1002", "1003"], []),
        (2026, "10月1日至3日放假，10月5日调休。", ["1001", "1002", "1003", "1005"], []),
        (
            2026,
            "10月1日、2日及3日为法定节假日，10月4日（星期天）公休日调至5日。",
            ["1001", "1002", "1003", "1005"],
            ["1004"],
        ),
        (
            2020,
            "1月24日至2月1日放假，2月2日（星期日）起正常上班。",
            [f"01{n}" for n in range(24, 32)] + ["0201"],
            ["0202"],
        ),
        (
            2026,
            "10月1日至7日放假，共7天，上班时间：9月20日、10月10日。",
            [f"100{n}" for n in range(1, 8)],
            ["0920", "1010"],
        ),
        (2026, "10月1日至7日放假，10月8日（周四）恢复正常上班。", [f"100{n}" for n in range(1, 8)], []),
        (2010, "1月1日至3日放假公休，共3天。", ["0101", "0102", "0103"], []),
        (
            2010,
            "2月13日至19日放假调休，共7天。2月20日（星期六）、21日（星期日）上班。",
            [f"02{n}" for n in range(13, 20)],
            ["0220", "0221"],
        ),
        (
            2009,
            "1月1日至3日放假，共3天。其中，1月1日（星期四，新年）为法定节假日，1月3日（星期六）照常公休，1月4日（星期日）公休日调至1月2日（星期五）。1月4日（星期日）上班。",
            ["0101", "0102", "0103"],
            ["0104"],
        ),
        (
            2009,
            "1月25日至31日放假，共7天。其中，1月25日（星期日，农历除夕）、1月26日（星期一，农历正月初一）、1月27日（星期二，农历正月初二）为法定节假日，1月31日（星期六）照常公休；1月25日（星期日）公休日调至1月28日（星期三），1月24日（星期六）、2月1日（星期日）两个公休日调至1月29日（星期四）、1月30日（星期五）。1月24日（星期六）、2月1日（星期日）上班。",
            [f"01{n}" for n in range(25, 32)],
            ["0124", "0201"],
        ),
        (2014, "4月5日放假，4月7日（星期一）补休。", ["0405", "0407"], []),
        (
            2015,
            "9月3日至5日调休放假，共3天。其中9月3日（星期四）放假，9月4日（星期五）调休，9月6日（星期日）上班。",
            ["0903", "0904", "0905"],
            ["0906"],
        ),
        (2026, "10月1日至7日放假，为期七天。", [f"100{n}" for n in range(1, 8)], []),
        (2026, "接到通知3日内报送值班表。10月1日放假。", ["1001"], []),
        (2024, "2月10日至17日放假，共8天。鼓励安排职工在除夕（2月9日）休息。", [f"02{n}" for n in range(10, 18)], []),
    ],
)
def test_more_of_their_kind(year: int, text: str, off: list[str], work: list[str]) -> None:
    assert read(year, text) == (off, work)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "9月25日（周四）至27日（周日）放假，共3天。",
            "“9月25日（周四）至27日（周日）放假，共3天”中2026年9月25日写作星期四，实为星期五",
        ),
        ("9月25日（周五）至27日（周六）放假", "2026年9月27日写作星期六，实为星期日"),
        ("5月1日至5日（周五至周一）放假", "2026年5月5日写作星期一，实为星期二"),
        ("9月25日（周五、周六、周日）放假", "看不懂这一句"),
        ("9月25日至27日放假，共4天。", "写的是4天，按日期却是3天"),
        ("10月1日放假7天。", "写的是7天，按日期却是1天"),
        ("9月25日放假，与周末连休，共5天", "写的是5天"),
        ("10月1日至8日放假，10月8日起正常上班", "2026年10月8日既写放假又写上班"),
        ("10月1日至10日放假，10月10日（周六）上班", "2026年10月10日既写放假又写上班"),
        ("10月1日放假期间大厅值班", "看不懂"),
        ("10月1日至7日放假，窗口照常办公", "看不懂"),
        ("放假9月25日", "看不懂这一句：“放假9月25日”"),
        ("9月25日不放假", "看不懂"),
        ("原定9月25日放假，改为9月26日。", "看不懂"),
        ("9月25日放假，周日上班", "看不懂"),
        ("9月25日放假。周日上班。", "看不懂这一句：“周日上班”"),
        ("9月20日（周日）上班，之后安排补休", "看不懂"),
        ("9月26日调休", "看不懂"),
        ("9月26日（星期六）公休日调至", "看不懂|两边不等"),
        ("9月19日（星期六）公休日分别调至9月24日、25日", "调出1天、调入2天"),
        ("9月19日（星期六）公休日调至，", "看不懂"),
        ("10月1日放假。10月10日大厅停电。", "看不懂这一句：“10月10日大厅停电”"),
        ("2月30日放假", "“2月30日”没有这一天"),
        ("30日放假", "“30日”没有写月份"),
        ("10月7日至1日放假", "不成一段"),
        ("2027年10月1日放假", "2027年10月1日不属于2026年的安排"),
        ("1月1日放假，2月16日放假", "不像同一个节日"),
        ("10月1日放假，11月21日上班", "上班日2026年11月21日离2026年10月1日的假期太远"),
        ("8月3日放假", "看不出08月03日放的是哪个节日"),
        ("大家好", "没有读到放假日期"),
        ("9月20日上班", "没有读到放假日期"),
    ],
)
def test_a_sentence_that_cannot_be_read_or_contradicts_itself_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read(2026, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1月1日至3日放假，2月5日至12日放假", "请在各自的句前写明节日名称"),
        ("窗口3月5日停办。元旦：1月1日放假。", "看不出“窗口3月5日停办”说的是哪个节日"),
        ("元旦：1月1日放假。以上3月5日另行通知。", "看不懂这一句：“以上3月5日另行通知”"),
        ("春节：3月5日至12日放假，共8天。", "春节的放假日期里没有法定放假日（2027年为2月5日、2月6日、2月7日、2月8日）"),
        ("元旦：1月1日放假，1月4日上班。", "1月4日是周一，调休上班只能是周六、周日"),
        ("今天天气好", "没有读到放假日期"),
        ("", "没有读到放假日期"),
    ],
)
def test_a_text_with_a_place_that_cannot_be_read_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse(text, year=2027, published=TODAY)


def test_a_text_without_year_or_date_is_refused() -> None:
    with pytest.raises(ValueError, match="没有写明是哪一年"):
        parse("元旦：1月1日放假。", published=TODAY)
    with pytest.raises(ValueError, match="没有公布日期"):
        parse("元旦：1月1日放假。", year=2027)
    with pytest.raises(ValueError, match="2026年13月4日”没有这一天"):
        parse("元旦：1月1日放假。\n国务院办公厅\n2026年13月4日", year=2027)
    with pytest.raises(ValueError, match="通知标题是2026年的安排，填写的却是2027年"):
        parse(TEXTS["2026"], year=2027)


def test_the_year_and_the_date_come_from_the_text_where_it_has_them() -> None:
    found = parse("2026年12月31日至2027年1月2日放假，共3天。\n发布日期：2026年11月6日")
    assert (found.year, found.published) == (2027, date(2026, 11, 6))
    assert found.id == "2027-20261106"
    assert found.title == "2027年节假日安排（粘贴文本）"
    assert [a.festival for a in found.arrangements] == ["元旦"]


def test_a_year_the_festival_table_does_not_reach_is_read_without_it() -> None:
    found = read_arrangements("春节：2月18日—24日放假，共7天。", year=2007)
    assert short(found[0])[0] == [f"02{n}" for n in range(18, 25)]


def test_a_day_of_remembrance_takes_no_festivals_place() -> None:
    text = "关于纪念日调休放假的通知\n9月3日至5日调休放假，共3天。其中9月3日（星期四）放假，9月4日（星期五）调休，9月6日（星期日）上班。"
    (found,) = read_arrangements(text, year=2015)
    assert found.festival == "纪念日"
    cited = "根据《全国年节及纪念日放假办法》，国庆节放假。10月1日至7日放假。"
    assert [a.festival for a in read_arrangements(cited, year=2026)] == ["国庆节"]


def test_a_line_broken_before_a_sign_is_joined() -> None:
    text = "春节：2月5日（周五）\n至12日放假调休\n，共8天\n。1月31日（周日）\n、2月20日（周六）\n上班。"
    assert short(read_arrangements(text, year=2027)[0]) == PRACTICE["春节"]


def test_a_festival_named_twice_is_one() -> None:
    found = read_arrangements("春节：2月5日至12日放假。元旦：1月1日放假。春节：1月31日、2月20日上班。", year=2027)
    assert {a.festival: short(a) for a in found} == {**PRACTICE, "元旦": (["0101"], [])}


def test_chinese_numerals() -> None:
    numerals = {"一": 1, "十": 10, "十二": 12, "二十": 20, "三十一": 31, "两": 2, "7": 7}
    assert {text: number(text) for text in numerals} == numerals


WEEKDAYS = "一二三四五六日"
ANCHORS = {
    "元旦": date(2027, 1, 1),
    "春节": date(2027, 2, 6),
    "清明节": date(2027, 4, 5),
    "劳动节": date(2027, 5, 1),
    "端午节": date(2027, 6, 9),
    "中秋节": date(2027, 9, 15),
    "国庆节": date(2027, 10, 1),
}


@st.composite
def arrangements(draw: st.DrawFn) -> Arrangement:
    name = draw(st.sampled_from(sorted(ANCHORS)))
    before = draw(st.integers(0, 3))
    length = draw(st.integers(before + 1, 9))
    first = ANCHORS[name] - timedelta(before)
    off = tuple(first + timedelta(n) for n in range(length))
    near = [first + timedelta(n) for n in range(-12, length + 12)]
    weekend = [day for day in near if day.weekday() > 4 and day not in off]
    work = draw(st.lists(st.sampled_from(weekend), max_size=3, unique=True))
    return Arrangement(name, off, tuple(sorted(work)))


def spoken(arrangement: Arrangement, draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """The arrangement in one of the office's wordings."""
    week, to = draw(st.sampled_from(["周", "星期"])), draw(st.sampled_from(["至", "—", "-", "~", "～", "到"]))
    opened, closed = draw(st.sampled_from(["（）", "()"]))

    def said(day: date, *, month: bool = True) -> str:
        year = f"{day.year}年" if day.year != 2027 else ""
        named = f"{opened}{week}{WEEKDAYS[day.weekday()]}{closed}" if draw(st.booleans()) else ""
        return (f"{year}{day.month}月" if month else "") + f"{day.day}日{named}"

    first, last = arrangement.off[0], arrangement.off[-1]
    text = said(first) + (to + said(last, month=first.month != last.month) if last != first else "")
    text += (
        draw(st.sampled_from(["放假", "放假调休"]))
        + draw(st.sampled_from(["", f"，共{len(arrangement.off)}天"]))
        + "。"
    )
    if arrangement.work:
        text += "、".join(said(day) for day in arrangement.work) + "上班。"
    return f"{arrangement.festival}：{text}"


@given(st.data())
def test_what_is_written_in_the_offices_way_reads_back_to_the_same_days(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(arrangements(), min_size=1, max_size=7, unique_by=lambda a: a.festival))
    numbers = data.draw(st.sampled_from(["", "、"]))
    lines = [
        ("一二三四五六七"[n] + numbers if numbers else "") + spoken(arrangement, data.draw)
        for n, arrangement in enumerate(chosen)
    ]
    text = data.draw(st.sampled_from(["\n", "", "\r\n\u3000\u3000"])).join(lines)
    assert list(read_arrangements(text, year=2027)) == chosen


@given(arrangements(), st.integers(1, 6), st.data())
def test_a_wrong_weekday_is_always_refused(arrangement: Arrangement, shift: int, data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(arrangement.off))
    wrong = WEEKDAYS[(day.weekday() + shift) % 7]
    text = f"{day.year}年{day.month}月{day.day}日（周{wrong}）放假。"
    with pytest.raises(ValueError, match=f"写作星期{wrong}"):
        read_sentences(text, year=2027)


@given(st.text(alphabet="元旦春节1月2日至、，。（）周六放假上班共天调休公\n ", max_size=40))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    try:
        read_arrangements(text, year=2027)
    except ValueError as refusal:
        assert str(refusal).endswith("。")  # noqa: PT017  most of these texts are refused, a few are not
