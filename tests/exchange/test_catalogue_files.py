"""事项目录: the factory edition says what its sources say, the sample zone lies over it, promises are compared as dates."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from bingliang.exchange.catalogue_checks import PlainWeek, Starts, too_late
from bingliang.exchange.catalogue_files import read_catalogue_folder
from bingliang.exchange.catalogue_zone import overlay
from bingliang.exchange.notice_files import read_notices
from bingliang.ledger.catalogue import (
    Catalogue,
    Handling,
    Limit,
    PrerequisiteKind,
    Promise,
    Start,
    TypeRule,
    Unit,
)
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits import Term, due_on

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
ZONE = RESOURCES / "demo" / "zone.toml"
NOT_STATED = {"S2-04", "S2-05", "S3-03", "S3-06", "S3-14", "S4-03", "S4-11", "S5-01", "S5-03"}
WITHOUT_LIST = {
    "QY-01", "QY-02", "QY-03", "QY-04", "QY-05", "QY-06", "QY-07", "QY-08", "S1-08", "S1-11",
    "S1-14", "S1-16", "S2-13", "S2-16", "S2-18", "S2-19", "S3-10", "S3-14", "S4-09", "S4-10",
}  # fmt: skip


@pytest.fixture(scope="module")
def factory() -> Catalogue:
    return read_catalogue_folder(RESOURCES / "catalogue")


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Calendar.of(read_notices(RESOURCES / "workdays"))


@pytest.fixture(scope="module")
def zone(factory: Catalogue, calendar: Calendar) -> Catalogue:
    return overlay(factory, ZONE.read_text(encoding="utf-8"), ZONE.name, calendar=calendar)


# ── the factory edition ───────────────────────────────────────────────────────────────────────────────────────────


def test_all_eighty_items_are_there_with_what_is_known_of_them(factory: Catalogue) -> None:
    items = factory.items.values()
    assert len(items) == 80
    assert sum(item.verified for item in items) == 55
    limits = {item.code: item.limit or item.duty for item in items}
    assert sum(limit is None for limit in limits.values()) == 31
    units = Counter(limit.unit for limit in limits.values() if limit is not None)
    assert units == {Unit.WORKDAY: 39, Unit.NOT_STATED: 9, Unit.DAY: 1}
    assert {code for code, limit in limits.items() if limit and limit.unit is Unit.NOT_STATED} == NOT_STATED
    assert sum(bool(item.prerequisites) for item in items) == 23
    assert Counter(item.stage for item in items) == {"0": 9, "1": 16, "2": 18, "3": 15, "4": 10, "5": 5, "P": 7}
    assert Counter(item.licence for item in items)[True] == 40
    assert list(factory.items)[:2] == ["S0-01", "QY-01"]
    assert list(factory.items)[-1] == "P-07"


def test_nothing_is_promised_and_nothing_deferrable_from_the_factory(factory: Catalogue) -> None:
    for item in factory.items.values():
        assert item.promise is None, item.code
        assert not any(material.deferrable for material in item.materials), item.code
        assert item.source, item.code
        assert item.legal_basis, item.code
        assert item.department, item.code


def test_every_material_names_its_source_and_what_has_no_honest_list_has_none(factory: Catalogue) -> None:
    assert {item.code for item in factory.items.values() if not item.materials} == WITHOUT_LIST
    for item in factory.items.values():
        for material in item.materials:
            assert re.search(r"《.+》|归纳，以办事指南为准", material.source), (item.code, material.code)


def test_one_material_serves_several_items(factory: Catalogue) -> None:
    users = Counter(material.code for item in factory.items.values() for material in item.materials)
    assert users["M-PLANNING-PERMIT"] == 4
    assert users["M-LAND-PROOF"] == 2
    permit = next(m for m in factory.items["S3-03"].materials if m.code == "M-PLANNING-PERMIT")
    assert permit.produced_by == ("S2-02",)
    assert permit.source == "《建筑法》第八条第（二）项"


@pytest.mark.parametrize(
    ("code", "value", "unit", "start", "article"),
    [
        ("S0-01", 3, Unit.WORKDAY, Start.COMPLETE, "《市场主体登记管理条例》第十九条"),
        ("S1-01", 0, Unit.WORKDAY, Start.COMPLETE, "《企业投资项目核准和备案管理条例》第十三条"),
        ("S1-10", 30, Unit.WORKDAY, Start.ACCEPTED, "《不动产登记暂行条例》第二十条"),
        ("S2-02", 20, Unit.WORKDAY, Start.ACCEPTED, "《行政许可法》第四十二条第一款、第八十二条"),
        ("S2-04", 60, Unit.NOT_STATED, Start.RECEIVED, "《生态环境法典》第一百零二条"),
        ("S2-05", 30, Unit.NOT_STATED, Start.RECEIVED, "《生态环境法典》第一百零二条"),
        ("S2-08", 0, Unit.WORKDAY, Start.ACCEPTED, "《生产建设项目水土保持方案管理办法》（水利部令第53号）"),
        ("S2-09", 45, Unit.WORKDAY, Start.ACCEPTED, "《取水许可和水资源费征收管理条例》第十九条"),
        ("S2-14", 20, Unit.WORKDAY, Start.RECEIVED, "《危险化学品安全法》第二十三条第二款"),
        ("S3-03", 7, Unit.NOT_STATED, Start.RECEIVED, "《建筑法》第八条"),
        ("S3-06", 15, Unit.NOT_STATED, Start.ACCEPTED, "《城镇污水排入排水管网许可管理办法》第六条"),
        ("S4-08", 15, Unit.DAY, Start.COMPLETION, "《建设工程质量管理条例》第四十九条"),
        ("S4-11", 20, Unit.NOT_STATED, Start.ACCEPTED, "《排污许可管理条例》第十二条"),
        ("S5-02", 30, Unit.WORKDAY, Start.RECEIVED, "《药品管理法实施条例》（2026年修订，条号未核实）"),
    ],
)
def test_limits_have_their_own_start_unit_and_article(
    factory: Catalogue, code: str, value: int, unit: Unit, start: Start, article: str
) -> None:
    limit = factory.items[code].limit
    assert limit is not None
    assert (limit.value, limit.unit, limit.start, limit.article) == (value, unit, start, article)


@pytest.mark.parametrize(
    ("code", "before", "after", "value", "article"),
    [
        # 《生态环境法典》第一千二百四十二条: in force on 2026-08-15, 《环境影响评价法》 repealed on that day
        ("S2-04", "2026-08-14", "2026-08-15", (60, 60), "《生态环境法典》第一百零二条"),
        ("S2-05", "2026-08-14", "2026-08-15", (30, 30), "《生态环境法典》第一百零二条"),
        ("S2-06", "2026-08-14", "2026-08-15", (0, 0), "《生态环境法典》第一百零二条第三款"),
        # 《危险化学品安全法》: in force on 2026-05-01, 二十个工作日 instead of 四十五日
        ("S2-14", "2026-04-30", "2026-05-01", (45, 20), "《危险化学品安全法》第二十三条第二款"),
    ],
)
def test_a_law_that_was_replaced_holds_to_the_day_before_the_new_one(
    zone: Catalogue, code: str, before: str, after: str, value: tuple[int, int], article: str
) -> None:
    old, new = (zone.item_on(code, date.fromisoformat(day)) for day in (before, after))
    assert (old.version, new.version) == (1, 2)
    assert old.limit is not None
    assert new.limit is not None
    assert (old.limit.value, new.limit.value) == value
    assert new.limit.article == article
    assert article.split("》", maxsplit=1)[0] not in old.limit.article
    assert article.split("》", maxsplit=1)[0] in new.document.replace("《中华人民共和国", "《")
    assert (old.promise, old.special_steps) == (new.promise, new.special_steps)


def test_duties_of_the_enterprise_are_no_departments_limit(factory: Catalogue) -> None:
    assert factory.items["S4-08"].handling is Handling.DUTY
    for code, value, start in (("S4-04", 5, Start.COMPLETION), ("S5-01", 30, Start.IN_USE)):
        item = factory.items[code]
        assert item.limit is None
        assert item.duty is not None
        assert (item.duty.value, item.duty.start) == (value, start)


def test_handling_is_decided_row_by_row(factory: Catalogue) -> None:
    found = Counter(item.handling for item in factory.items.values())
    assert found == {
        Handling.PROMISED: 40, Handling.REGIONAL: 8, Handling.FORWARDED: 8, Handling.UTILITY: 7, Handling.FILING: 5,
        Handling.REVIEW: 3, Handling.DUTY: 3, Handling.TRADE: 2, Handling.SPOT: 1, Handling.PLEDGED: 1,
        Handling.CONVENED: 1, Handling.OPINION: 1,
    }  # fmt: skip
    assert factory.items["S2-14"].decided_by == "市"
    assert factory.items["S5-02"].decided_by == "省"


def test_completeness_periods_are_the_items_own(factory: Catalogue) -> None:
    own = {code: item.completeness.value for code, item in factory.items.items() if item.completeness.value != 5}
    assert own == {"S1-10": 0, "S4-12": 0, "S4-11": 3}
    assert factory.items["S1-10"].completeness.article == "《不动产登记暂行条例》第十七条"
    assert factory.items["S4-11"].completeness.article == "《排污许可管理条例》第九条"
    assert not Handling.FILING.has_completeness_clock
    assert not Handling.UTILITY.has_completeness_clock
    assert Handling.CONVENED.has_completeness_clock


def test_only_verified_special_steps_stop_a_clock(factory: Catalogue) -> None:
    steps = {code: [step.name for step in item.special_steps] for code, item in factory.items.items()}
    assert {code: names for code, names in steps.items() if names} == {
        "S1-02": ["委托评估"],
        "S2-07": ["技术评审"],
        "S2-09": ["听证", "征求有关部门意见"],
        "S3-01": ["施工图修改与复审"],
        "S3-02": ["专家评审"],
    }
    expert = factory.items["S3-02"].special_steps[0]
    assert (expert.longest, expert.ground[-5:]) == (20, "第二十二条")
    assert [each.name for each in factory.items["S2-04"].candidates] == ["技术评估", "受理与拟批公示", "听证"]
    assert all(each.note.startswith("待核") for item in factory.items.values() for each in item.candidates)


def test_fees_are_said_to_be_free_only_with_their_article(factory: Catalogue) -> None:
    fees = {code: item.fee for code, item in factory.items.items()}
    assert fees["S2-02"].ground == "《行政许可法》第五十八条第一款"
    assert "水土保持补偿费" in fees["S2-07"].text
    assert "水土保持补偿费" in fees["S2-08"].text
    assert "易地建设费" in fees["S2-11"].text
    assert "不动产登记费" in fees["S1-10"].text
    assert fees["S5-02"].text == "以办事指南为准"
    for item in factory.items.values():
        if item.fee.text == "不收费":
            assert item.licence, item.code
            assert item.fee.ground, item.code


def test_prerequisites_keep_their_kind_and_ground(factory: Catalogue) -> None:
    permit = factory.items["S3-03"].prerequisites
    assert [(rule.items, rule.kind.value) for rule in permit] == [
        (("S1-10", "S1-09", "S1-07"), "法定前置"),
        (("S2-02",), "法定前置"),
        (("S3-01",), "法定前置"),
        (("S3-02",), "法定前置"),
        (("S3-10",), "法定前置"),
        (("S3-04",), "合并办理"),
    ]
    assert permit[3].ground == "《消防法》第十二条"
    kinds = Counter(rule.kind for item in factory.items.values() for rule in item.prerequisites)
    assert kinds[PrerequisiteKind.PARALLEL] == 1
    assert sum(kinds.values()) == 33


def test_no_paper_can_be_printed_before_the_zone_has_filled_its_bodies(factory: Catalogue) -> None:
    assert all(body.missing() for body in factory.bodies.values())
    assert {item.body for item in factory.items.values()} <= set(factory.bodies)


def test_project_types_know_their_wider_kind_and_the_merged_stage(factory: Catalogue) -> None:
    rule = factory.type_rules["SH-DFA"]
    assert rule.kind_of == ("SH-YB", "SH-GY")
    assert rule.merged == ("2", "3")
    assert list(rule.waived) == ["S2-01"]
    assert "国办发〔2018〕33号" in rule.waived["S2-01"]
    assert factory.type_rules["ZF-FJ"] == TypeRule()
    assert len(factory.project_types) == 8


def test_every_question_and_bundle_names_its_source(factory: Catalogue) -> None:
    assert len(factory.questions) >= 12
    assert all(question.source for question in factory.questions)
    assert factory.bundles[0].items == ("S2-02", "S3-03", "S3-07")
    assert len(factory.bundles) == 3


def test_shown_text_uses_full_width_punctuation(factory: Catalogue) -> None:
    half = re.compile(r"[一-龥][,;:()!?]|[,;()!?][一-龥]")
    for item in factory.items.values():
        for text in (item.name, item.note, item.result, item.validity, item.effect, *item.legal_basis, item.fee.text):
            assert not half.search(text), (item.code, text)


# ── the sample zone ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "start", "statutory", "promised_from", "promised"),
    [
        # The visit of 2026-10-12 and its neighbours, worked out by hand with the 2026 notice.
        ("S1-10", "2026-10-12", "2026-11-23", "2026-10-12", "2026-10-15"),
        ("S2-02", "2026-10-14", "2026-11-11", "2026-10-14", "2026-10-21"),
        ("S2-05", "2026-10-12", "2026-11-11", "2026-10-14", "2026-10-28"),
        ("S3-09", "2026-10-14", "2026-11-11", "2026-10-14", "2026-10-19"),
        ("S3-07", "2026-10-20", "2026-11-17", "2026-10-20", "2026-10-23"),
        ("S3-01", "2026-10-22", "2026-11-12", "2026-10-22", "2026-10-29"),
        ("S3-02", "2026-10-22", "2026-11-12", "2026-10-22", "2026-11-02"),
        ("S3-03", "2026-11-11", "2026-11-18", "2026-11-12", "2026-11-17"),
        ("S3-06", "2026-12-01", "2026-12-16", "2026-12-01", "2026-12-08"),
        ("S4-03", "2026-12-08", "2026-12-23", "2026-12-08", "2026-12-17"),
    ],
)
def test_the_zones_limits_give_the_dates_of_the_story(
    zone: Catalogue, calendar: Calendar, code: str, start: str, statutory: str, promised_from: str, promised: str
) -> None:
    item = zone.items[code]
    assert item.limit is not None
    assert item.promise is not None
    from_law, from_zone = date.fromisoformat(start), date.fromisoformat(promised_from)
    assert due_on(Term(from_law, item.limit.value, item.limit.unit), calendar).isoformat() == statutory
    assert due_on(Term(from_zone, item.promise.value, item.promise.unit), calendar).isoformat() == promised


def test_every_promise_rests_on_the_published_notice(zone: Catalogue) -> None:
    promised = {code: item.promise for code, item in zone.items.items() if item.promise is not None}
    assert len(promised) == 21
    assert {promise.ground for promise in promised.values()} == {"《示范区承诺时限公告》示范〔2026〕1号"}
    assert {promise.published for promise in promised.values()} == {date(2026, 9, 1)}
    assert promised["S3-01"].start is Start.COMPLETE
    assert promised["S3-03"].start is Start.ACCEPTED


def test_the_zones_bodies_are_marked_as_samples_and_the_shelter_body_is_left_open(zone: Catalogue) -> None:
    for code in ("S1-01", "S1-10", "S2-02", "S2-05", "S2-08", "S2-14", "S3-01", "S3-03", "S3-07", "S4-07", "S5-02"):
        body = zone.body_of(code)
        assert body.missing(date(2026, 12, 18)) == (), code
        assert body.name.endswith("（示范）")
        assert re.fullmatch(r"0730-000\d{4}", body.phone)
    water = zone.body_of("S2-08")
    assert (water.capacity, water.capacity_until) == ("委托", date(2031, 6, 30))
    assert water.missing(date(2031, 7, 1)) == ("委托期限已届满",)
    assert zone.body_of("S2-02").works_at == "经开区分局"
    assert zone.body_of("S3-06").short == zone.body_of("S3-07").short == "城管"
    assert len(zone.body_of("S2-11").missing()) == 6
    assert not zone.bodies["service-hall"].decides


def test_the_zone_adds_its_steps_opinion_and_verification(zone: Catalogue, factory: Catalogue) -> None:
    assert [(step.name, step.longest) for step in zone.items["S1-15"].special_steps] == [("专家评审", 10)]
    assert [(step.name, step.longest) for step in zone.items["S2-04"].special_steps] == [("专家评审", 20)]
    assert [(each.body, each.value) for each in zone.items["S3-07"].opinions] == [("traffic-police", 2)]
    check = zone.items["S2-08"].verification
    assert check is not None
    assert (check.value, check.start) == (30, Start.DECIDED)
    unverified = factory.items["S3-09"].limit
    confirmed = zone.items["S3-09"].limit
    assert unverified is not None
    assert confirmed is not None
    assert (unverified.verified, confirmed.verified) == (False, True)


def test_each_setting_says_that_the_zone_must_confirm_it(zone: Catalogue) -> None:
    assert zone.settings["correction_days"] == {
        "value": 10,
        "source": "示范默认，由区确认；补正期限，单位工作日",
    }
    for key, setting in zone.settings.items():
        assert isinstance(setting, dict)
        assert setting["source"].startswith("示范默认，由区确认"), key


# ── promised against statutory, as dates ──────────────────────────────────────────────────────────────────────────


def promise(value: int, unit: Unit = Unit.WORKDAY) -> Promise:
    return Promise(value, unit, Start.ACCEPTED, "示范")


@pytest.mark.parametrize(
    ("promised", "limit", "late"),
    [
        (promise(20), Limit(20, Unit.WORKDAY, Start.ACCEPTED), False),
        (promise(21), Limit(20, Unit.WORKDAY, Start.ACCEPTED), True),
        (promise(0), Limit(0, Unit.WORKDAY, Start.ACCEPTED), False),
        (promise(5), Limit(7, Unit.NOT_STATED, Start.RECEIVED), False),
        (promise(6), Limit(7, Unit.NOT_STATED, Start.RECEIVED), True),
        (promise(7), Limit(7, Unit.NOT_STATED, Start.RECEIVED), True),
        (promise(12), Limit(15, Unit.DAY, Start.ACCEPTED), True),
        (promise(11), Limit(15, Unit.DAY, Start.ACCEPTED), False),
        (promise(20, Unit.DAY), Limit(20, Unit.WORKDAY, Start.ACCEPTED), False),
        (promise(28, Unit.DAY), Limit(20, Unit.WORKDAY, Start.ACCEPTED), True),
    ],
)
def test_units_differ_so_promises_are_compared_as_dates(promised: Promise, limit: Limit, *, late: bool) -> None:
    assert (too_late(promised, limit, Starts.of(None, 2026)) is not None) is late


def test_around_a_long_holiday_calendar_days_shrink(calendar: Calendar) -> None:
    whole_year = Starts.of(calendar, 2026)
    assert len(whole_year.days) == 365
    assert too_late(promise(3), Limit(7, Unit.DAY, Start.ACCEPTED), whole_year) is not None
    assert too_late(promise(3), Limit(7, Unit.NOT_STATED, Start.ACCEPTED), whole_year) is None
    assert too_late(promise(3), Limit(7, Unit.DAY, Start.ACCEPTED), Starts.of(None, 2026)) is None


def test_the_plain_week_counts_as_a_walk_does() -> None:
    week = PlainWeek()
    for offset in range(7):
        start = date(2026, 6, 1) + timedelta(offset)
        for n in range(1, 25):
            day, counted = start, 0
            while counted < n:
                day += timedelta(1)
                counted += day.weekday() < 5
            assert week.workday(start, n) == day
        assert week.workday(start, 0) == week.on_or_after(start) >= start
        assert week.on_or_after(start).weekday() < 5
