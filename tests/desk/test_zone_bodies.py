"""落款机关填写: one body changed in the zone's file and nothing else; who may; what lacks is said with its place."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.zone.bodies import BODIES, bodies_of, form_of
from bingliang.desk.zone.editions import STREAM, zone_text
from bingliang.desk.zone.file import with_body
from bingliang.desk.zone.open_points import TABLE
from bingliang.ledger.acts import Refusal, Who
from bingliang.paper.fill import POINTS

FILE = """# 区的文件
[[body]]
code = "water" # 水
name = "甲局"
phone = "1"

# 下面是口径
[settings.zone_name]
value = "甲区"
source = "x"
"""
WHOLE = {
    "body_name": "示范水务局", "body_capacity": "法定职权", "body_seal": "专用章", "body_reconsideration": "示范市人民政府",
    "body_court": "示范区人民法院", "body_online_channel": "示范小程序", "body_ground": "示范编〔2026〕1号",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(str(tmp_path / "区.db"), Who("管理员乙", "3", "管理员"), create=True)


def test_one_body_is_changed_and_the_rest_of_the_file_stays() -> None:
    found = with_body(FILE, "water", {"name": "乙局", "phone": "", "seal": "章"})
    assert "# 下面是口径" in found
    assert tomllib.loads(found)["body"] == [{"code": "water", "name": "乙局", "seal": "章"}]
    added = tomllib.loads(with_body(found, "market", {"name": "丙局"}))
    assert [one["code"] for one in added["body"]] == ["water", "market"]
    assert added["settings"] == tomllib.loads(FILE)["settings"]
    assert tomllib.loads(with_body("", "market", {"name": "丙局"})) == {"body": [{"code": "market", "name": "丙局"}]}


@pytest.mark.parametrize("text", ['body = [ { code = "water", name = "甲局" } ]\n', "[[body]\n"])
def test_a_file_that_cannot_be_changed_line_by_line_is_left_alone(text: str) -> None:
    with pytest.raises(ValueError, match="不能逐行修改，请先导出文件"):
        with_body(text, "water", {"name": "乙局"})


def test_a_body_is_filled_in_step_by_step_and_each_is_an_edition(desk: Desk) -> None:
    before = bodies_of(desk)
    row = next(one for one in before.rows if one.code == "water")
    assert before.rows[0].lead
    assert "补全以前不能受理和决定，不能出具《受理通知书》《准予行政许可决定书》" in row.consequence
    form = form_of(desk, "water")
    part = {**form.values, "body_name": "示范水务局", "body_ground": "示范编〔2026〕1号"}
    shown = BODIES.trial(desk, form, "water", "r1", part).rehearsed.shown
    assert shown is not None
    BODIES.confirm(desk, form, "water", "r1", part, shown)
    form = form_of(desk, "water")
    values = {**form.values, **WHOLE}
    found = BODIES.trial(desk, form, "water", "r2", values).rehearsed
    assert found.consequence is not None
    assert "全称" not in "".join(found.consequence.sentences), "only what differs is listed"
    assert "印章：— → 专用章" in found.consequence.sentences
    assert found.shown is not None
    BODIES.confirm(desk, form, "water", "r2", values, found.shown)
    after = bodies_of(desk)
    row = next(one for one in after.rows if one.code == "water")
    assert (row.complete, after.open, after.edition) == (True, before.open - 1, 2)
    assert row.consequence.startswith("可以落款")
    with desk.store.look() as look:
        assert [entry.facts["name"] for entry in look.entries(STREAM)] == [
            "落款机关 示范水务局（示范编〔2026〕1号）"
        ] * 2
    assert tomllib.loads(zone_text(desk))["body"][0]["court"] == "示范区人民法院"


def test_what_no_body_can_be_and_who_may_not_is_refused(desk: Desk) -> None:
    form = form_of(desk, "water")
    hall = {**form.values, **WHOLE, "body_name": "综合窗口"}
    assert "不是作出决定的机关" in BODIES.trial(desk, form, "water", "r", hall).rehearsed.refusal
    blank = {**form.values, **WHOLE, "body_ground": ""}
    assert BODIES.trial(desk, form, "water", "r", blank).lacking == ("依据",)
    desk.who = Who("甲", "3", "窗口")
    assert not bodies_of(desk).may_change
    with pytest.raises(Refusal, match="无权办理"):
        form_of(desk, "water")


def test_what_a_paper_lacks_is_asked_under_the_words_of_the_settings() -> None:
    assert set(POINTS.values()) <= {one.name for one in TABLE}
