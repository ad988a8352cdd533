"""A zone on its first day: what every receipt prints of it is asked for before anything is received, all of it at once."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bingliang.desk.casework import acceptance
from bingliang.desk.demo.story import BEIJING
from bingliang.desk.desk import Desk, open_desk, stream_of
from bingliang.desk.first_day import FirstDay, begin, name_zone
from bingliang.desk.intake import entering
from bingliang.desk.intake.drafts import Draft, Drafts, drafts_folder
from bingliang.desk.intake.visit import Mark, Visit
from bingliang.ledger.acts import Who
from bingliang.ledger.folding import fold
from bingliang.settings import default_database
from tests.clerk import BEARER, FIRM, PROJECT

WHOLE = FirstDay("", "3", "甲园区", "甲园区审批局", "政务中心一楼", "0730-8888000", "0730-8888119")
HALL = """[[body]]
code = "service-hall"
name = "甲园区审批局"
capacity = "法定职权"
seal = "受理专用章"
reconsideration = "甲市人民政府"
court = "甲市甲区人民法院"
online_channel = "甲省复议平台"
"""


def opened() -> Desk:
    return open_desk(str(default_database()), Who("经办人甲", "3", "窗口"))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path))
    return tmp_path


def typed() -> Visit:
    enterprise = {key: value for key, value in FIRM.items() if key != "id"}
    project = {key: value for key, value in PROJECT.items() if key not in {"id", "tags"}}
    return Visit(enterprise=enterprise, project=project, extra=("S3-06", "S3-09"), handler=BEARER)


def looked(desk: Desk, visit: Visit) -> Visit:
    seen = entering.foresee(desk, visit)
    return replace(visit, marks={row.key: Mark("齐") for row in seen.materials if row.asked and row.required})


def test_a_counter_set_up_by_the_first_question_can_receive_at_once(data: Path) -> None:
    begin(WHOLE)
    with contextlib.closing(opened()) as desk:
        visit = looked(desk, typed())
        seen = entering.foresee(desk, visit)
        assert seen.faults == ()
        done = entering.receive(desk, "press/1", visit, seen)
        assert [paper.form for paper in done.papers] == ["checklist", "truthfulness", "receipt", "slip80"]
    assert data.is_dir()


def test_what_the_zone_has_not_filled_in_is_said_at_once_and_where(data: Path) -> None:
    begin(replace(WHOLE, address="", phone="", complaint=""))
    with contextlib.closing(opened()) as desk:
        ((name, said),) = entering.foresee(desk, looked(desk, typed())).faults
    assert name == entering.ZONE
    assert "收件和领取地点、窗口电话、效能投诉电话还没有填" in said
    assert "设置 → 待确认的口径" in said
    assert data.is_dir()


def test_drafts_of_this_database_are_counted_and_others_are_not(data: Path) -> None:
    begin(WHOLE)
    at = datetime(2026, 11, 27, 9, tzinfo=BEIJING)
    with contextlib.closing(opened()) as desk:
        assert entering.unfinished(desk) == 0
        Drafts(drafts_folder(), str(desk.store.engine.url)).save(Draft("press-1", 1, typed(), at))
        Drafts(drafts_folder(), "another").save(Draft("press-2", 2, typed(), at))
        (data / "drafts" / "torn.json").write_text("{", encoding="utf-8")
        assert entering.unfinished(desk) == 1


def test_the_one_notice_of_the_law_waits_for_no_setting(data: Path) -> None:
    """第三十二条第一款第（四）项: whoever is not told within the period has been accepted."""
    name_zone(WHOLE, HALL)
    with contextlib.closing(opened()) as desk:
        visit = looked(desk, typed())
        entering.receive(desk, "press/1", visit, entering.foresee(desk, visit))
        row = {"item": 1, "material": "排水许可申请表", "defect": "缺少", "required": "提交一份", "ground": "办事指南"}
        acceptance.notify_once(desk, "press/2", stream_of("press/1"), desk.today(), [row])
        with desk.store.look() as look:
            case = fold(look.entries(stream_of("press/1")))
        assert case is not None
        (paper,) = [one for one in case.papers if one.form == "correction"]
        correction = paper.facts["correction"]
        assert correction["consequence"].startswith("逾期未补正的，不当然视为撤回")
        assert (correction["rule"], correction["online"]) == ("", "")
    assert data.is_dir()
