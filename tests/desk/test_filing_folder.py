"""The watched folder: what is whole is entered and put away, what is broken is put aside, what has become of it goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.desk.intake import entering
from bingliang.desk.online import view as filing_view
from bingliang.desk.online import visit as filing_visit
from bingliang.desk.online.watch import BACK, PATIENCE, REFUSED, TAKEN, FilingFolder
from bingliang.ledger.acts import Refusal, Who
from tests.clerk import Clerk
from tests.desk.filings_hand import put, reviewed
from tests.filings import linked, sound, zipped


@pytest.fixture
def inbox(friday: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Clerk, FilingFolder]:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path / "数据"))
    (tmp_path / "申报").mkdir()
    return friday, FilingFolder(tmp_path / "申报")


def test_a_file_still_being_written_is_left_until_it_is_whole(inbox: tuple[Clerk, FilingFolder]) -> None:
    clerk, watched = inbox
    whole = zipped(sound())
    path = watched.folder / "慢.zip"
    path.write_bytes(whole[:200])
    assert watched.look(clerk.desk).writing == 1
    assert watched.look(clerk.desk).writing == 1, "standing still is not enough while the end is missing"
    path.write_bytes(whole)
    assert watched.look(clerk.desk).writing == 1, "it has grown since the last look"
    seen = watched.look(clerk.desk)
    assert ([one.number for one in seen.entered], seen.writing) == (["网申〔2026〕0001号"], 0)
    assert (watched.folder / TAKEN / "慢.zip").read_bytes() == whole
    assert not path.exists()
    assert seen.sentence == "网上申报新入库 1 件。"


def test_what_stays_broken_is_put_aside_with_its_sentence(inbox: tuple[Clerk, FilingFolder]) -> None:
    clerk, watched = inbox
    (watched.folder / "断.zip").write_bytes(zipped(sound())[:300])
    (watched.folder / "别动.txt").write_text("不是包")
    refused = [said for _ in range(PATIENCE + 1) for said in watched.look(clerk.desk).refused]
    assert len(refused) == 1
    assert "不是完好的 zip" in (watched.folder / REFUSED / "断.txt").read_text("utf-8")
    assert {path.name for path in watched.folder.iterdir() if path.is_file()} == {"别动.txt"}


def test_a_link_in_the_folder_is_put_aside_and_not_followed(inbox: tuple[Clerk, FilingFolder], tmp_path: Path) -> None:
    clerk, watched = inbox
    real = put(tmp_path)
    linked(watched.folder / "链.zip", real)
    said = [watched.look(clerk.desk) for _ in range(2)][1]
    assert "链接" in said.refused[0]
    assert real.is_file()


def test_no_package_is_put_aside_for_a_fault_that_is_not_its_own(inbox: tuple[Clerk, FilingFolder]) -> None:
    clerk, watched = inbox
    path = put(watched.folder)
    watched.look(clerk.desk)
    clerk.desk.who = Who("审查人员", "后台", "部门", "water")
    with pytest.raises(Refusal, match="无权"):
        watched.look(clerk.desk)
    assert path.is_file()


def test_two_packages_of_one_name_are_both_kept(inbox: tuple[Clerk, FilingFolder]) -> None:
    clerk, watched = inbox
    for number in ("HN0001", "HN0002"):
        put(watched.folder, number=number)
        watched.look(clerk.desk)
        watched.look(clerk.desk)
    assert sorted(path.name for path in (watched.folder / TAKEN).iterdir()) == ["包-2.zip", "包.zip"]


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_entered_twice(
    inbox: tuple[Clerk, FilingFolder],
) -> None:
    clerk, watched = inbox
    (watched.folder / TAKEN).write_text("不是文件夹")
    put(watched.folder)
    watched.look(clerk.desk)
    for _ in range(2):
        with pytest.raises(ValueError, match="不会重复登记"):
            watched.look(clerk.desk)
    assert len(filing_view.filings(clerk.desk)) == 1


def test_the_watched_folder_reports_back(inbox: tuple[Clerk, FilingFolder]) -> None:
    clerk, watched = inbox
    put(watched.folder)
    stream = [watched.look(clerk.desk) for _ in range(2)][1].entered[0].stream
    reviewed(clerk, stream)
    entering.receive(clerk.desk, filing_visit.press_of(stream), filing_visit.visit_of(clerk.desk, stream))
    assert [path.name for path in watched.look(clerk.desk).reported] == ["status-HN2026121700001-001.zip"]
    assert [path.name for path in (watched.folder / BACK).iterdir()] == ["status-HN2026121700001-001.zip"]
