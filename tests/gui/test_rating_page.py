"""评议 by keys: filters, what comes next, what is another post's; the enterprise's own window; nothing of a grade at the counter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from bingliang.desk.help import factory_help
from bingliang.desk.rating import ratings
from bingliang.desk.rating.forms import form_of
from bingliang.desk.rating.ratings import code_of
from bingliang.desk.rating.view import RatingFilter, room
from bingliang.gui.customer import CODE, REASON, THANK, CustomerWindow
from bingliang.gui.keys import Place
from bingliang.gui.pages.rating.page import RatingPage
from bingliang.gui.widgets.touch import Touch
from bingliang.ledger.acts import Who
from bingliang.ledger.rating import fold_rating
from bingliang.mechanism.public_rating import Grade
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to, settled, sheet_over

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SUPERVISOR = Who("督查专员", "后台", "督查")


def arrived(zone: Zone, press: Press, who: Who | None = None) -> RatingPage:
    if who is not None:
        zone.backstage._standing().desk.who = who  # the post with which the window was begun
    return gone_to(zone, press, KEY.Key_P, RatingPage)


def touch(button: Touch) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))


def ratings_in(zone: Zone) -> int:
    with zone.desk.store.look() as look:
        return len(look.streams("rating/"))


def test_the_counter_sees_totals_and_its_own_mending_but_no_bad_rating_that_waits(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    shown = {row.state for row in page.table.rows_model.rows}
    assert "整改中" in shown
    assert page.tiles[1].count == 0, "差评待联系 is not told to the rated"
    assert page.totals.text() == "窗口　评价 7 次　满意率 （2＋2＋1）÷7＝71.4%"
    press(KEY.Key_9, ALT)
    zone.settle()
    assert page.tiles[8].isChecked()
    assert "业主点评第8期" in {row.title for row in page.table.rows_model.rows}


def test_the_supervisors_first_is_the_call_that_is_due_and_it_is_made_on_the_sheet(zone: Zone, press: Press) -> None:
    page = arrived(zone, press, SUPERVISOR)
    press(KEY.Key_2, ALT)
    zone.settle()
    view = page.detail.view
    assert view is not None
    assert "请督查岗位拆封并联系企业核实，截止 2026-12-18" in view.sentence
    assert dict(view.paragraphs)["评价人"] == "已隐去（拆封须写明理由，留痕）"
    press(KEY.Key_Return)
    sheet = sheet_over(zone, page.acts)
    box = sheet.fields._lines["problem"].editor.stop
    box.setFocus()
    assert isinstance(box, QPlainTextEdit)
    box.insertPlainText("窗口没有说清要哪些材料")
    settled(zone, sheet)
    assert "转被评价的一方整改（立行立改）：窗口没有说清要哪些材料" in sheet.consequence.said
    confirmed(zone, press, sheet)
    assert page.tiles[1].count == 0
    assert page.tiles[2].count == 2


def test_what_another_post_does_stands_grey_in_the_menu_with_the_reason(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_3, ALT)
    zone.settle()
    press(KEY.Key_B, CTRL)
    zone.settle()
    menu = page.acts._menu
    assert menu is not None
    said = {offer.name: offer.forbidden for offer in menu._offers}
    assert said["open_rating"] == "窗口无权办理“评价拆封”，请由督查岗位办理。"
    assert said["rectify_rating"] == ""
    press(KEY.Key_Escape)


def test_a_signed_sheet_is_entered_and_sealed_at_once(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_5, ALT)
    zone.settle()
    row = next(row for row in page.table.rows_model.rows if "东龙" in row.about)
    page.table.selectRow(page.table.rows_model.place(row.key))
    zone.settle()
    press(KEY.Key_Return)
    sheet = sheet_over(zone, page.acts)
    box = sheet.fields._lines["signer"].editor.stop
    box.setFocus()
    assert isinstance(box, QLineEdit)
    box.insert("项目经理")
    settled(zone, sheet)
    assert "登记后封存到本期结束。企业不同意公布" in sheet.consequence.said
    confirmed(zone, press, sheet)
    found = next(one for one in room(zone.desk).rows if one.title == row.title and one.kind == row.kind)
    assert (found.filter, found.sealed, found.state) == (RatingFilter.TO_CHECK, True, "已封存到12-20")


def test_every_field_of_every_sheet_is_explained(zone: Zone) -> None:
    held = factory_help()
    desk = replace(zone.desk, who=SUPERVISOR)
    rows = {row.filter: row for row in room(desk).rows}
    wanting = []
    for name, which, who in (
        ("open_rating", RatingFilter.TO_CONTACT, SUPERVISOR),
        ("contact_rater", RatingFilter.TO_CONTACT, SUPERVISOR),
        ("decide_rating_appeal", RatingFilter.MENDING, SUPERVISOR),
        ("enter_comment", RatingFilter.TO_COMMENT, zone.desk.who),
        ("publish_comments", RatingFilter.PUBLISHED, SUPERVISOR),
    ):
        form = form_of(replace(zone.desk, who=who), name, rows[which])
        wanting += [key for one in form.fields if held.of(key := f"act.{form.name}.{one.name}") is None]
    assert wanting == []
    for key in ("check_rows", "answer_department", "answer_words"):
        assert held.of(f"act.x.{key}") is not None


# ── 评价屏 ──


def opened(zone: Zone, press: Press) -> CustomerWindow:
    """The enterprise's window over a case whose delivery has not been rated yet, begun by one key."""
    zone.window.go(Place.CASE, zone.stream("新能源汽车零部件"))
    zone.settle()
    press(KEY.Key_E, ALT)
    zone.settle()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, CustomerWindow) and one.isVisible()]
    assert len(found) == 1
    zone.qtbot.addWidget(found[0])
    return found[0]


def test_one_key_opens_the_enterprise_s_window_and_only_touches_count_there(zone: Zone, press: Press) -> None:
    before = ratings_in(zone)
    window = opened(zone, press)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert zone.window.isActiveWindow(), "the clerk goes on typing at his own window"
    for key in (KEY.Key_1, KEY.Key_Return, KEY.Key_Space):
        QTest.keyClick(window, key)
    zone.settle()
    assert window._pages.currentIndex() != REASON
    assert ratings_in(zone) == before, "no key rates"
    touch(window.grades[3])
    assert window._pages.currentIndex() == REASON
    touch(window.reasons[2])
    touch(window.send_button)
    zone.settle()
    assert window._pages.currentIndex() == THANK
    assert "我们会在1个工作日内与您联系" in window._follows.text()
    with zone.desk.store.look() as look:
        found = [fold_rating(look.entries(stream)) for stream in look.streams("rating/")]
    newest = max((one for one in found if one is not None), key=lambda one: one.number)
    assert (newest.grade, newest.reasons) == (4, ("209",))
    assert ratings_in(zone) == before + 1


def test_the_clerk_s_window_is_told_nothing_of_the_grade(zone: Zone, press: Press) -> None:
    window = opened(zone, press)
    touch(window.grades[4])
    touch(window.send_button)
    zone.settle()
    said = zone.window.notice.text
    assert not any(grade.text in said for grade in Grade)


def test_it_closes_by_itself_and_the_same_key_closes_it(zone: Zone, press: Press) -> None:
    window = opened(zone, press)
    assert window._timer.interval() == 60_000
    window._timer.setInterval(1)
    with zone.qtbot.waitSignal(window.gone):
        window._timer.start()
    again = opened(zone, press)
    with zone.qtbot.waitSignal(again.gone):
        press(KEY.Key_E, ALT)
    assert "评价屏已经关闭" in zone.window.notice.text


def test_by_code_the_digits_of_the_slip_lead_to_the_same_question(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_O, CTRL)
    zone.settle()
    window = page.inviting.window
    assert window is not None
    zone.qtbot.addWidget(window)
    assert window._pages.currentIndex() == CODE
    for sign in code_of("没有这个邀请"):
        touch(window.pad[sign])
    touch(window.pad["确定"])
    zone.settle()
    assert "没有这个评价码" in window.fault.text()
    stream = zone.stream("新能源汽车零部件")
    code = str(ratings.invite(zone.desk, "请", stream, 6)["code"])
    touch(window.pad["清除"])
    QTest.keyClicks(window, code)  # as a scanner types it; its Enter is not waited for
    zone.settle()
    assert window._pages.currentIndex() != CODE
    touch(window.grades[0])
    window.words.setPlainText("一次办好")
    touch(window.send_button)
    zone.settle()
    assert window._pages.currentIndex() == THANK


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_the_enterprise_s_window_fits_and_can_be_read(zone: Zone, size: tuple[int, int]) -> None:
    window = CustomerWindow("岳阳经济技术开发区（示范）", 60, 1)
    zone.qtbot.addWidget(window)
    window.resize(*size)
    window.ask("1", "建设工程规划许可证核发", "办结送达")
    window.show()
    assert all(button.width() >= 150 and button.height() >= 200 for button in window.grades)
    window._choose(Grade.VERY_UNSATISFIED)
    assert all(button.height() >= 72 for button in window.reasons)
    assert looks.cut(window) == []
