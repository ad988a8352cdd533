"""Drafts of this user: whole or not at all, readable by nobody else, and never a reason not to start."""

from __future__ import annotations

import json
import os
import stat
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bingliang.desk.demo.story import BEIJING
from bingliang.desk.intake.drafts import Draft, Drafts, drafts_folder
from bingliang.desk.intake.receiving import Bearer
from bingliang.desk.intake.visit import Mark, OwnMaterial, Visit
from bingliang.desk.sealed import MARK, opened

WHEN = datetime(2026, 12, 18, 9, 3, 4, tzinfo=BEIJING)
VISIT = Visit(
    enterprise={"name": "岳阳㛃氏“长”名\u202e企业\x00有限公司", "credit_code": "9143"},
    project={"name": "厂房", "project_type": "SH-GY", "tags": ("百日会战",)},
    works="一期",
    choice="3",
    answers={"Q-ROAD": True, "Q-FIRE": False},
    dropped=("S3-01",),
    extra=("S3-09",),
    held={"S1-10": "湘1号"},
    busy={"S3-03": "正在办"},
    marks={"M-1": Mark("容缺", 2, None, 7, checked=True)},
    own=(OwnMaterial("图", "S3-14"),),
    handler=Bearer("甲", phone="139"),
    agent={"name": "乙"},
    hold_consent=True,
)


@pytest.fixture
def drafts(workspace: Path) -> Drafts:
    return Drafts(workspace / "drafts", "库一")


def test_a_draft_comes_back_as_it_was(drafts: Drafts) -> None:
    saved = Draft("a1", 3, VISIT, WHEN)
    drafts.save(Draft("a1", 3, Visit(works="旧"), WHEN))
    drafts.save(saved)
    drafts.save(Draft("b2", 1, Visit(works="另一件"), WHEN))
    found = drafts.restore()
    assert found.sentences == ()
    assert [one.key for one in found.drafts] == ["b2", "a1"], "in the order of their numbers"
    assert found.drafts[1] == saved
    drafts.drop("a1")
    drafts.drop("a1")
    assert [one.key for one in drafts.restore().drafts] == ["b2"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's folder from others by its own rights")
def test_nobody_else_can_read_it(drafts: Drafts) -> None:
    old = os.umask(0)
    try:
        drafts.save(Draft("a1", 1, VISIT, WHEN))
    finally:
        os.umask(old)
    path = drafts.folder / "a1.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(drafts.folder.stat().st_mode) == 0o700
    assert [one.name for one in drafts.folder.iterdir()] == ["a1.json"], "nothing is left beside it"


def test_another_database_has_its_own(drafts: Drafts) -> None:
    drafts.save(Draft("a1", 1, VISIT, WHEN))
    other = replace(drafts, zone="练习库")
    assert other.restore().drafts == ()
    assert len(drafts.restore().drafts) == 1, "and it was left alone"


WRONG = {
    "半截": b'{"version": 1, "zone"',
    "乱码": b"\xff\xfe\x00",
    "不是表": b"[1, 2]",
    "深": b"[" * 100_000,
    "旧版": json.dumps({"version": 0}).encode(),
    "别的键": json.dumps({"version": 1, "zone": "库一", "key": "x", "queue": 1}).encode(),
    "没有来件": json.dumps(
        {"version": 1, "zone": "库一", "key": "没有来件", "queue": 1, "saved_at": "2026-12-18"}
    ).encode(),
    "时间": json.dumps({"version": 1, "zone": "库一", "key": "时间", "queue": 1, "saved_at": "昨天"}).encode(),
    "大": b" " * 2_000_001,
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_read_is_put_aside_with_a_sentence(drafts: Drafts, name: str) -> None:
    drafts.save(Draft("a1", 1, VISIT, WHEN))
    (drafts.folder / f"{name}.json").write_bytes(WRONG[name])
    found = drafts.restore()
    assert [one.key for one in found.drafts] == ["a1"]
    assert len(found.sentences) == 1
    assert "没有恢复" in found.sentences[0]
    assert f"{name}.放弃" in found.sentences[0]
    assert drafts.restore().sentences == (), "told once"
    assert (drafts.folder / f"{name}.放弃").read_bytes() == WRONG[name]


@pytest.mark.parametrize(
    "broken",
    [
        {"enterprise": {"name": 5}}, {"marks": {"M": {"state": "齐", "strange": 1}}}, {"marks": 3}, {"handler": {}},
        {"own": [{"name": "a"}]}, {"project": []}, {"dropped": [1]}, {"extra_field": 1}, {"answers": None},
    ],
)  # fmt: skip
def test_a_foreign_shape_is_never_half_restored(drafts: Drafts, broken: dict[str, object]) -> None:
    drafts.save(Draft("a1", 1, VISIT, WHEN))
    path = drafts.folder / "a1.json"
    values = json.loads(opened(path.read_bytes()))
    values["visit"] |= broken
    path.write_text(json.dumps(values), "utf-8")
    found = drafts.restore()
    assert found.drafts == ()
    assert len(found.sentences) == 1


def test_a_disk_that_does_not_take_it_is_told_in_one_sentence(workspace: Path) -> None:
    (workspace / "drafts").write_text("a file where the folder should be")
    with pytest.raises(ValueError, match="草稿没有存下"):
        Drafts(workspace / "drafts").save(Draft("a1", 1, VISIT, WHEN))
    assert Drafts(workspace / "没有").restore().drafts == ()


def test_the_folder_is_the_users_own() -> None:
    assert drafts_folder({"BINGLIANG_DATA": "d"}) == Path("d") / "drafts"
    assert drafts_folder({"PROGRAMDATA": "shared"}).name == "drafts"
    assert "shared" not in str(drafts_folder({"PROGRAMDATA": "shared"}))


@pytest.mark.skipif(sys.platform != "win32", reason="DPAPI is Windows' own")
def test_on_windows_the_file_is_sealed_for_this_user(drafts: Drafts) -> None:
    drafts.save(Draft("a1", 1, VISIT, WHEN))
    stored = (drafts.folder / "a1.json").read_bytes()
    assert stored.startswith(MARK)
    assert VISIT.handler.phone.encode() not in stored
    assert drafts.restore().drafts[0].visit == VISIT


@pytest.mark.skipif(sys.platform == "win32", reason="what Windows has sealed opens there")
def test_a_draft_sealed_on_another_system_is_put_aside_and_said(drafts: Drafts) -> None:
    drafts.folder.mkdir()
    (drafts.folder / "a1.json").write_bytes(MARK + b"\x01\x00\x00\x00")
    found = drafts.restore()
    assert found.drafts == ()
    assert "读不出来" in found.sentences[0]
    assert not (drafts.folder / "a1.json").exists()
