"""The wording of papers on screen: read by everybody, changed by the administrator with the paper beside it, by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from bingliang.desk.zone import wording
from bingliang.gui.keys import Place
from bingliang.gui.pages.papers.forms import FormsPage
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import gone_to

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
OLD, NEW = "受理后不再要求补正材料。", "受理后本机关不再要求补正材料，请放心。"


def arrived(zone: Zone, press: Press, *, administrator: bool = True) -> FormsPage:
    if administrator:
        zone.desk.who = replace(zone.desk.who, role="管理员")
    page = gone_to(zone, press, KEY.Key_F, FormsPage)
    page.enter("acceptance")
    zone.settle()
    assert page._edit.title.text() == "受理通知书"
    return page


def seen(zone: Zone, page: FormsPage) -> None:
    zone.qtbot.waitUntil(lambda: not page._timer.isActive())
    zone.settle()


def test_the_paper_follows_the_words_and_f9_puts_them_in_force(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    seen(zone, page)
    before = [picture.toImage() for picture in page.view.pictures]
    page.editor.setPlainText(page.editor.toPlainText().replace(OLD, NEW))
    seen(zone, page)
    assert [picture.toImage() for picture in page.view.pictures] != before
    page.editor.setFocus()
    press(KEY.Key_F9)
    zone.settle()
    assert "原因" in page._edit.fault.text(), "the reason is asked for"
    page.reason.setText("法制科审定（示范）")
    press(KEY.Key_F9)
    zone.settle()
    zone.settle()
    held = wording.wording(zone.desk, "acceptance")
    assert NEW in held.text
    assert held.versions[0].why == "法制科审定（示范）"
    assert page.table.rows_model.rows[page.table.rows_model.place("acceptance")].own


def test_a_slip_of_the_pen_is_told_with_its_line_and_nothing_is_put_in_force(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    page.editor.setPlainText(page.editor.toPlainText().replace("{project.name}", "{project.nam}", 1))
    seen(zone, page)
    assert page._edit.fault.isVisible()
    assert "project.nam" in page._edit.fault.text()
    assert "行" in page._edit.fault.text()
    assert "右边仍是改错以前的样子" in page._edit.fault.text(), "nobody takes the old picture for the new words"
    page.reason.setText("试")
    press(KEY.Key_F9)
    zone.settle()
    assert not wording.wording(zone.desk, "acceptance").row.own


def test_a_remedy_that_is_taken_out_is_told_at_once_and_cannot_be_put_in_force(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    page.enter("refusal")
    zone.settle()
    text = page.editor.toPlainText()
    start = text.rindex("[[blocks]]", 0, text.index('lead = "四、救济途径'))
    page.editor.setPlainText(text[:start] + text[text.index("[[blocks]]", start + 10) :])
    seen(zone, page)
    assert page.view.pictures, "the paper is shown as it would be"
    assert "《行政复议法》第二十条" in page._edit.fault.text()
    assert page._edit.fault.isVisible()
    page.reason.setText("试删")
    page.reason.setFocus()
    press(KEY.Key_F9)
    zone.settle()
    assert not wording.wording(zone.desk, "refusal").row.own
    page.editor.setPlainText(text.replace("、{zone.hotline}", ""))
    seen(zone, page)
    assert not page._edit.fault.isVisible()
    assert "便民热线" in page._edit.caution.text()
    assert page._edit.caution.isVisible()
    press(KEY.Key_PageUp, CTRL)
    assert "看不了别的版" in zone.window.notice.text, "what was typed is not thrown away without a word"


def test_old_versions_are_leafed_through_and_put_back(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    text = page.editor.toPlainText()
    wording.adopt(zone.desk, "改样式", "acceptance", text.replace(OLD, NEW), "法制科审定")
    page._held = None
    page.enter("acceptance")
    zone.settle()
    assert NEW in page.editor.toPlainText()
    page.editor.setFocus()
    press(KEY.Key_PageUp, CTRL)
    zone.settle()
    assert OLD in page.editor.toPlainText()
    assert "出厂文字" in page._edit.version.text()


def test_coming_back_shows_the_paper_that_was_asked_for(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    page.enter("acceptance")
    zone.settle()
    chosen = page.table.current()
    assert chosen is not None
    assert (chosen.key, page._edit.title.text()) == ("acceptance", "受理通知书")


def test_others_read_and_are_told_who_changes(zone: Zone, press: Press) -> None:
    page = arrived(zone, press, administrator=False)
    assert page.editor.isReadOnly()
    assert not page._edit.save_button.isEnabled()
    assert "管理员" in page._edit.version.text()
    assert page.unsaved() == ""


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_nothing_is_cut_and_everything_has_a_name(zone: Zone, press: Press, size: tuple[int, int]) -> None:
    zone.window.resize(*size)
    page = arrived(zone, press)
    seen(zone, page)
    assert zone.window.place is Place.FORMS
    assert looks.cut(page) == []
    assert looks.outside(page) == []
    assert looks.nameless(page) == []
