"""What the zone has still to confirm: one table, the values in force, and one of them changed by the right person."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from bingliang.desk.loading import factory_catalogue
from bingliang.desk.supervision.terms import figure
from bingliang.desk.zone import open_points
from bingliang.desk.zone.editions import zone_text
from bingliang.desk.zone.file import differences, with_setting
from bingliang.desk.zone.open_points import GROUPS, TABLE, Sort, known
from bingliang.desk.zone.open_points_agency import POINTS as AGENCY_POINTS
from bingliang.desk.zone.open_points_bags import POINTS as BAGS_POINTS
from bingliang.desk.zone.open_points_boards import POINTS as BOARDS_POINTS
from bingliang.desk.zone.open_points_rating import POINTS as RATING_POINTS
from bingliang.desk.zone.open_points_supervision import POINTS
from bingliang.desk.zone.settings import (
    PointRow,
    State,
    export_zone,
    import_zone,
    preview_zone,
    set_point,
    zone_view,
)
from bingliang.ledger.acts import Refusal
from bingliang.settings import factory
from tests.clerk import Clerk

SOURCE = Path(__file__).resolve().parents[2] / "src" / "bingliang"
ZONE = (factory().resources / "demo" / "zone.toml").read_text("utf-8")


def asked() -> set[str]:
    """Every key that the program asks a setting for, as it stands in the source."""
    pattern = re.compile(r'(?:setting\(|figure\(catalogue,)\s*f?"([A-Za-z_]+)')
    found = {key for path in SOURCE.rglob("*.py") for key in pattern.findall(path.read_text("utf-8"))}
    # the figures of 督办考核 and 全程代办 are asked for by name where they are used, through one function
    texts = [path.read_text("utf-8") for path in SOURCE.rglob("*.py") if "open_points" not in path.name]
    declared = (*POINTS, *RATING_POINTS, *AGENCY_POINTS, *BOARDS_POINTS, *BAGS_POINTS)
    return found | {one.key for one in declared if any(f'"{one.key}"' in text for text in texts)}


def row(clerk: Clerk, key: str) -> PointRow:
    return next(one for one in zone_view(clerk.desk).points if one.key == key)


# ── the table ──


def test_every_setting_the_program_asks_for_is_in_the_table() -> None:
    found = asked()
    assert {"zone_name", "correction_days", "watermark", "pledge_"} <= found, "the search itself works"
    assert [key for key in sorted(found) if not known(key)] == []


def test_the_table_says_truly_what_is_used() -> None:
    assert {point.key for point in TABLE if point.key and point.used} == asked() - {"pledge_"}


def test_no_point_is_asked_of_the_zone_for_nothing() -> None:
    """需由区确认的口径: what nobody reads would only seem to be settled by confirming it."""
    assert [point.key for point in TABLE if not point.used] == []


def test_what_the_zone_says_about_the_hotline_and_its_common_window_is_printed(clerk: Clerk) -> None:
    clerk.sets(hotline="0730-12345", unified_acceptance="示范委托〔2026〕9号", guide_text="按办事指南")
    clerk.on("10-12").receives("S3-09", "S3-01", held={"S2-02": "建字示范1号"}).accepts(1)
    told = clerk.papers("checklist")[0].facts
    assert (told["zone"]["hotline"], told["zone"]["unified"]) == ("0730-12345", "示范委托〔2026〕9号")
    clerk.pdf(clerk.papers("checklist")[0])
    clerk.sets(hotline="", unified_acceptance="")
    clerk.on("10-13").receives("S3-07").accepts(1)
    told = clerk.papers("checklist")[0].facts
    assert (told["zone"]["hotline"], told["zone"]["unified"]) == ("12345", "")
    clerk.pdf(clerk.papers("checklist")[0])


def test_every_setting_of_the_sample_zone_is_in_the_table() -> None:
    assert [key for key in tomllib.loads(ZONE)["settings"] if not known(key)] == []


def test_every_point_says_why_it_is_open_and_what_it_does() -> None:
    assert len({(point.key, point.name) for point in TABLE}) == len(TABLE)
    for point in TABLE:
        assert point.group in GROUPS
        assert point.why.endswith(("。", "）")), point.name
        assert point.help.endswith("。"), point.name


# ── as they stand ──


def test_the_sample_zone_says_plainly_that_its_values_are_samples(clerk: Clerk) -> None:
    view = zone_view(clerk.desk)
    days = row(clerk, "correction_days")
    assert (days.value, days.default, days.state) == ("10个工作日", "10个工作日", State.SAMPLE)
    assert days.ground == "示范默认，由区确认；补正期限，单位工作日"
    assert days.who == "管理员"
    assert row(clerk, "lead_body").value == "岳阳经开区行政审批服务局（政务服务中心）（示范）（service-hall）"
    assert row(clerk, "committee_may_extend").value == "否"
    assert not [one for one in view.points if one.state is State.SET]
    pledge = row(clerk, "pledge_S2-08")
    assert (pledge.value, pledge.sort) == ("2项条件", Sort.GROUP)
    built_in = [one for one in view.points if one.state is State.BUILT_IN]
    assert {one.who for one in built_in} == {"随程序更新"}
    optional = [one.key for one in view.points if one.state is State.OPTIONAL]
    assert sorted(optional) == [
        "archive_fonds",
        "bag_loan_days",
        "bulletin_most",
        "combined_acceptance",
        "committee_document",
        "contest_prizes",
        "green_promise",
        "office_faces",
        "opinion_from_receipt",
        "opinion_silence_rule",
        "receipt_roll",
        "seal_register",
        "second_notice",
        "slip_sheet",
        "unified_body",
        "unified_document",
        "unified_items",
    ]
    assert view.open == len(view.points) - len(built_in) - len(optional)


def test_what_the_catalogue_could_not_verify_is_listed(clerk: Clerk) -> None:
    doubts = {one.code: one for one in zone_view(clerk.desk).doubts}
    assert "法条只写“日”" in doubts["S3-03"].doubt
    assert doubts["S3-03"].limit == "7日，自收到申请之日起"
    assert "S1-01" not in doubts


# ── one value ──


def test_an_administrator_sets_one_point_and_nothing_else_changes(clerk: Clerk) -> None:
    before = zone_text(clerk.desk)
    admin = clerk.another("1", "管理员", "管理员甲")
    answer = set_point(admin.desk, "press/point", "correction_days", " 15 ", "《补正期限规定》经开发〔2026〕9号")
    assert answer["edition"] == 2
    days = row(clerk, "correction_days")
    assert (days.value, days.state, days.ground) == ("15个工作日", State.SET, "《补正期限规定》经开发〔2026〕9号")
    after = zone_text(clerk.desk)
    assert [(one.place, one.what, one.field) for one in differences(before, after)] == [
        ("区的设置", "补正期限", "内容"),
        ("区的设置", "补正期限", "依据"),
    ]
    assert [line for line in after.splitlines() if line.startswith("#")] == [
        line for line in before.splitlines() if line.startswith("#")
    ]
    assert set_point(admin.desk, "press/point", "correction_days", "15", "《补正期限规定》经开发〔2026〕9号") == answer
    assert clerk.desk.store.verify().ok


def test_the_new_value_counts_at_once(clerk: Clerk) -> None:
    set_point(clerk.administrator().desk, "press/point", "correction_days", "15", "经开发〔2026〕9号")
    clerk.on("10-12").receives("S3-07").tells_once((1, "交通组织方案"))
    assert clerk.item(1).correction_until == clerk.desk.calendar().workday(clerk.today, 15)


@pytest.mark.parametrize(
    ("key", "written", "ground", "sentence"),
    [
        ("correction_days", "十天", "某文", "应是 1 到 365 的整数"),
        ("correction_days", "0", "某文", "应是 1 到 365 的整数"),
        ("committee_may_extend", "可以", "某文", "只能填“是”或“否”"),
        ("promise_notice_date", "9月1日", "某文", "请写成 2026-09-01 这样"),
        ("lead_body", "nobody", "某文", "没有代码为“nobody”的机关"),
        ("zone_name", " ", "某文", "请填写“园区名称”的内容"),
        ("zone_name", "某区", " ", "请写明“园区名称”的依据"),
        ("nothing", "x", "某文", "没有名为“nothing”的口径"),
    ],
)
def test_a_wrong_value_is_one_sentence_and_no_edition(
    alone: Clerk, key: str, written: str, ground: str, sentence: str
) -> None:
    before = alone.state()
    with pytest.raises(ValueError, match=sentence) as fault:
        set_point(alone.administrator().desk, alone.press(), key, written, ground)
    assert str(fault.value).count("。") == 1
    assert alone.state() == before


def test_a_reviewer_may_look_but_not_change(clerk: Clerk) -> None:
    other = clerk.another(role="部门")
    assert not zone_view(other.desk).may_change
    with pytest.raises(Refusal, match="部门无权办理"):
        set_point(other.desk, "press/point", "correction_days", "15", "某文")


# ── the file ──


def test_a_setting_that_is_not_there_yet_is_added_at_the_end() -> None:
    after = with_setting('[settings.zone_name]\nvalue = "甲"\nsource = "乙"', "explanation_days", 3, '说"明')
    assert after.endswith('\n\n[settings.explanation_days]\nvalue = 3\nsource = "说\\"明"\n')
    assert tomllib.loads(after)["settings"]["explanation_days"] == {"value": 3, "source": '说"明'}
    assert tomllib.loads(with_setting("", "zone_name", "甲", "乙"))["settings"] == {
        "zone_name": {"value": "甲", "source": "乙"}
    }


def test_every_setting_of_the_sample_zone_can_be_changed_alone() -> None:
    held = tomllib.loads(ZONE)
    for point in TABLE:
        if point.key:
            changed = tomllib.loads(with_setting(ZONE, point.key, "新", "新依据"))
            assert changed["settings"][point.key] == {"value": "新", "source": "新依据"}
            rest = {key: one for key, one in changed["settings"].items() if key != point.key}
            assert rest == {key: one for key, one in held["settings"].items() if key != point.key}
            assert {key: one for key, one in changed.items() if key != "settings"} == {
                key: one for key, one in held.items() if key != "settings"
            }


def test_a_figure_left_blank_is_the_default_and_a_nought_is_not() -> None:
    written = {"complaint_days": {"value": "", "source": "区文件"}, "mark_statute": {"value": 0, "source": "区文件"}}
    catalogue = replace(factory_catalogue(), settings=written)
    assert figure(catalogue, "complaint_days") == open_points.point("complaint_days").default
    assert figure(catalogue, "mark_statute") == 0
    assert figure(catalogue, "mark_promise") == open_points.point("mark_promise").default


def test_a_file_written_in_one_line_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="请先导出文件"):
        with_setting('settings = { zone_name = { value = "甲", source = "乙" } }', "zone_name", "丙", "丁")


def test_a_zones_file_is_previewed_and_brought_in(clerk: Clerk, tmp_path: Path) -> None:
    out = tmp_path / "区 #1.toml"
    assert export_zone(clerk.desk, str(out)) == str(out)
    assert out.read_text("utf-8") == ZONE
    assert preview_zone(clerk.desk, str(out)).changes == ()
    changed = ZONE.replace('code = "S2-02"\npromise = { value = 5', 'code = "S2-02"\npromise = { value = 4')
    out.write_text(changed.replace("0730-0009999", "0730-0008888"), encoding="utf-8")
    before = clerk.state()
    found = preview_zone(clerk.desk, str(out))
    assert clerk.state() == before
    assert [(one.place, one.what, one.field, one.before, one.after) for one in found.changes] == [
        ("区的设置", "效能投诉电话", "内容", "0730-0009999", "0730-0008888"),
        ("事项", "S2-02", "承诺时限", "5个工作日", "4个工作日"),
    ]
    assert import_zone(clerk.administrator().desk, "press/zone", found)["edition"] == 2
    assert row(clerk, "complaint_phone").value == "0730-0008888"


def test_a_wrong_file_is_refused_before_anything_is_shown(clerk: Clerk, tmp_path: Path) -> None:
    out = tmp_path / "区.toml"
    out.write_text(ZONE.replace('code = "S2-02"', 'code = "S9-99"'), encoding="utf-8")
    with pytest.raises(ValueError, match="S9-99"):
        preview_zone(clerk.desk, str(out))
    out.write_bytes(ZONE.encode("gb18030"))
    with pytest.raises(ValueError, match="不是 UTF-8 编码"):
        preview_zone(clerk.desk, str(out))
    with pytest.raises(ValueError, match="打不开"):
        preview_zone(clerk.desk, str(tmp_path / "没有.toml"))
