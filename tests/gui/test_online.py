"""网上预审 by keys at a real window: two filings wait, one becomes a case, one is told once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from bingliang.desk.intake import entering
from bingliang.desk.intake.visit import Visit
from bingliang.desk.online import filings
from bingliang.desk.online import view as filing_view
from bingliang.desk.online.visit import press_of, visit_of
from bingliang.exchange.packages import write_package
from bingliang.gui.filing_watching import FilingWatching
from bingliang.gui.keys import Place
from bingliang.gui.pages.intake.page import IntakePage
from bingliang.gui.pages.online.page import OnlinePage
from bingliang.gui.pages.online.tables import apart
from bingliang.ledger.acts import Who
from bingliang.ledger.filing import Remark
from bingliang.ledger.folding import fold
from bingliang.paper.apart import Fit, drawn_apart
from bingliang.settings import Settings
from tests.filings import JPEG, PDF, manifest, png
from tests.gui.conftest import Press, Zone


@pytest.fixture
def page(zone: Zone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> OnlinePage:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path / "data"))
    QTest.keySequence(zone.window, QKeySequence("Alt+N"))
    zone.settle()
    return cast("OnlinePage", zone.window.page)


def place(zone: Zone) -> Place:
    return zone.window.place


def drawn(zone: Zone, page: OnlinePage) -> None:
    zone.qtbot.waitUntil(lambda: bool(page.attachment.view.pictures), timeout=20_000)
    zone.settle()


def test_two_filings_wait_with_the_most_urgent_first(zone: Zone, page: OnlinePage) -> None:
    rows = page.list.table.rows_model.rows
    assert [(row.enterprise, row.remaining) for row in rows] == [
        ("岳阳示例精工有限公司（虚构）", 2), ("岳阳海济药业有限公司（示范）", 4),
    ]  # fmt: skip
    first = page.filing.differences.rows_model.rows[0]
    assert (first.word, first.differs) == ("住所", True)
    drawn(zone, page)
    assert "节能报告" in page.attachment.view.accessibleName()


def test_who_may_not_receive_is_told_before_he_looks_through_the_form(
    zone: Zone, page: OnlinePage, press: Press
) -> None:
    zone.desk.who = Who("督查专员", "后台", "督查")
    press(Qt.Key.Key_F9)
    zone.settle()
    assert place(zone) is Place.ONLINE
    assert "督查无权办理“网上申报转收件”，请由窗口岗位办理" in zone.window.notice.text
    assert page.list.table.rows_model.rows


def test_a_filing_becomes_a_case_with_nothing_typed(zone: Zone, page: OnlinePage, press: Press) -> None:
    press(Qt.Key.Key_Down)
    zone.settle()
    press(Qt.Key.Key_Return)
    zone.settle()
    for _ in page.filing.materials.rows_model.rows:
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Down)
    assert {row.state for row in page.filing.materials.rows_model.rows if row.asked} == {"齐"}
    press(Qt.Key.Key_F9)
    zone.settle()
    intake = cast("IntakePage", zone.window.page)
    assert place(zone) is Place.INTAKE
    assert intake.now.title == "岳阳海济药业有限公司（示范）"
    assert intake.seen is not None
    assert intake.seen.faults == ()
    press(Qt.Key.Key_F9)
    zone.settle()
    assert place(zone) is Place.CASE, zone.window.notice.text
    stream = zone.window.case_page.case.stream if zone.window.case_page.case else ""
    with zone.desk.store.look() as look:
        case = fold(look.entries(stream))
    assert case is not None
    assert (case.channel, case.received_on.isoformat()) == ("网上", "2026-12-17")
    assert len(filing_view.filings(zone.desk)) == 1
    for _ in range(3):
        press(Qt.Key.Key_Escape)
        zone.settle()
    assert intake.now.blank, "coming back brings nothing in twice"
    assert not zone.window.notice.text


def test_what_was_sent_is_a_key_away_from_the_case(zone: Zone, page: OnlinePage) -> None:
    (_, row) = filing_view.filings(zone.desk)
    received = entering.receive(zone.desk, press_of(row.stream), _all_there(zone, row.stream))
    zone.window.open_case(received.stream)
    zone.settle()
    QTest.keySequence(zone.window, QKeySequence("Alt+N"))
    zone.settle()
    current = page.list.table.current()
    assert (place(zone), current and current.stream, page.list.everything) == (Place.ONLINE, row.stream, True)
    drawn(zone, page)
    assert {row.note for row in page.filing.materials.rows_model.rows} == {"随申报交来"}


def test_the_state_is_put_back_by_hand(zone: Zone, page: OnlinePage, tmp_path: Path) -> None:
    (_, row) = filing_view.filings(zone.desk)
    entering.receive(zone.desk, press_of(row.stream), _all_there(zone, row.stream))
    page.report(tmp_path / "回传")
    zone.settle()
    assert zone.window.notice.text == "已回传 1 件的办理状态。"
    assert [path.name for path in (tmp_path / "回传").iterdir()] == ["status-SF2026121700031-001.zip"]
    page.report(tmp_path / "回传")
    zone.settle()
    assert zone.window.notice.text == "没有新的办理状态要回传。"


def _all_there(zone: Zone, stream: str) -> Visit:
    rows = filing_view.view(zone.desk, stream).materials
    filings.check(zone.desk, f"check/{stream}", stream, {row.key: Remark("齐") for row in rows if row.asked})
    return visit_of(zone.desk, stream)


def test_the_notice_is_shown_whole_before_it_is_given(zone: Zone, page: OnlinePage, press: Press) -> None:
    press(Qt.Key.Key_Return)
    zone.settle()
    for row in page.filing.materials.rows_model.rows:
        press(Qt.Key.Key_Space)
        if row.asked and not row.at:
            press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Down)
    QTest.keySequence(zone.window, QKeySequence("Ctrl+Shift+B"))
    zone.settle()
    box = zone.window.findChild(QMessageBox)
    assert box is not None
    said = box.informativeText().splitlines()[:2]
    assert said == ["项目建设必要性文件：没有交", "公示说明：没有交"]
    box.buttons()[0].click()
    zone.settle()
    assert zone.window.place is Place.CASE
    case = zone.window.case_page.case
    assert case is not None
    with zone.desk.store.look() as look:
        told = [entry for entry in look.entries(case.stream) if entry.act == "notify_once"]
    assert len(told) == 1


def test_without_looking_there_is_no_notice(zone: Zone, page: OnlinePage) -> None:
    QTest.keySequence(zone.window, QKeySequence("Ctrl+Shift+B"))
    zone.settle()
    assert "没有看" in zone.window.notice.text
    assert page.filing.take_button.isEnabled()


def test_words_typed_for_a_material_go_with_it(zone: Zone, page: OnlinePage, press: Press) -> None:
    press(Qt.Key.Key_Return)
    zone.settle()
    assert not page.filing.words.isEnabled()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    page.filing.words.setFocus()
    QTest.keyClicks(page.filing.words, "3")
    zone.settle()
    row = page.filing.materials.rows_model.rows[0]
    assert (row.state, row.words) == ("缺", "3")
    page.refresh()
    zone.settle()
    assert page.filing.materials.rows_model.rows[0].words == "3", "a refresh takes nothing typed away"


def test_a_package_is_imported_and_a_hostile_one_is_said(zone: Zone, page: OnlinePage, tmp_path: Path) -> None:
    good = write_package(tmp_path / "好.zip", manifest({"a.pdf": PDF}), {"a.pdf": PDF})
    page.import_packages([good])
    zone.settle()
    assert len(page.list.table.rows_model.rows) == 3
    current = page.list.table.current()
    assert current is not None
    assert current.number == "网申〔2026〕0003号"
    bad = tmp_path / "坏.zip"
    bad.write_bytes(b"PK")
    page.import_packages([bad])
    zone.settle()
    assert "不是完好的 zip" in zone.window.notice.text
    assert len(page.list.table.rows_model.rows) == 3


def test_the_folder_of_the_settings_is_looked_after(
    zone: Zone, page: OnlinePage, tmp_path: Path, waited: Callable[[], None]
) -> None:
    folder = tmp_path / "申报"
    folder.mkdir()
    write_package(folder / "一.zip", manifest({"a.pdf": PDF}), {"a.pdf": PDF})
    zone.window.settings = Settings(filings=str(folder))
    watching = cast("FilingWatching", zone.window.filings)
    for _ in range(2):
        watching.look()
        waited()
    assert len(page.list.table.rows_model.rows) == 3
    assert "新入库 1 件" in zone.window.notice.text
    assert (folder / "已入库" / "一.zip").is_file()
    zone.window.settings = Settings(filings=str(tmp_path / "没有"))
    watching.look()
    waited()
    assert "读不出来" in zone.window.notice.text


@pytest.fixture
def waited(zone: Zone) -> Callable[[], None]:
    def settle() -> None:
        zone.settle()
        zone.settle()

    return settle


def test_the_overview_counts_it_under_the_fifth_system(zone: Zone) -> None:
    from bingliang.desk.overview import overview, projects

    choice = next(one for one in projects(zone.desk, "智能零部件") if one.cases)
    panel = overview(zone.desk, choice.id).panels[4]
    assert (panel.figure, panel.words) == ("1", "件网上申报，1 件待预审")
    assert panel.lines[0].value == "还有 2 日"


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("岳阳经开区示范路19号（虚构）", "岳阳经开区示范路9号（虚构）", ("…范路19号…", "…范路9号…")),
        ("甲", "乙", ("甲", "乙")),
        ("甲公司", "甲公司（新）", ("甲公司", "甲公司（新）")),
        ("", "有", ("", "有")),
    ],
)
def test_a_difference_is_shown_where_it_is(one: str, other: str, shown: tuple[str, str]) -> None:
    assert apart(one, other) == shown


# ── a process of its own ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("kind", "data"), [("PDF", PDF), ("PNG", png(60, 40))])
def test_an_attachment_is_drawn_elsewhere(kind: str, data: bytes) -> None:
    (image,) = drawn_apart(data, kind, Fit(400))
    assert image.width > 20
    assert len(image.data) == image.stride * image.height


@pytest.mark.parametrize(("kind", "data"), [("PDF", b"%PDF-1.4\n" + b"\0" * 99), ("JPEG", JPEG), ("PDF", b"")])
def test_what_cannot_be_drawn_is_said_in_one_sentence(kind: str, data: bytes) -> None:
    with pytest.raises(ValueError, match="画不出来"):
        drawn_apart(data, kind, Fit(400))


def test_what_never_ends_is_ended() -> None:
    with pytest.raises(ValueError, match="秒内画不出来"):
        drawn_apart(PDF, "PDF", Fit(400), seconds=0.01)
