"""Every control that the keyboard reaches, in every room, section and act's form, has a text of F1 of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QToolButton, QWidget

from bingliang.desk.acts.forms import FORMS, form_of
from bingliang.desk.acts.offers import offers
from bingliang.desk.help import factory_help
from bingliang.desk.supervision.deeds import MATTER_DEEDS
from bingliang.gui import keys
from bingliang.gui.helped import own_topic, topic_at
from bingliang.gui.identity import IdentityDialog
from bingliang.gui.keys import Place
from bingliang.gui.pages.settings.sections import SECTIONS
from bingliang.gui.rooms import ROOMS
from bingliang.gui.widgets.act_form import FormView
from bingliang.gui.widgets.printer_choice import PrinterChoice
from bingliang.ledger.acts import Refusal
from tests.gui.conftest import Press, Zone

CHORD = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d+|[A-Z](?![a-z])|\d|Enter|Tab|PgDn|PgUp|Del)|\bF\d+\b")
"""A key as the texts write it: with what is held, or a function key."""


def reached(root: QWidget) -> Iterable[QWidget]:
    """What Tab or F6 reaches, whether it is in sight now or not."""
    for widget in root.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or widget.parentWidget() is None
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner and _ours(widget):
            yield widget


def _ours(widget: QWidget) -> bool:
    """Not the popup that Qt makes for a list of choices, nor the arrows of its tab bar."""
    if isinstance(widget, QToolButton):
        return False
    return bool(widget.accessibleName()) or isinstance(widget, QAbstractButton | QLineEdit)


def unexplained(root: QWidget) -> list[str]:
    held = factory_help()
    return [
        f"{type(one).__name__} {one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else '')}"
        for one in reached(root)
        if own_topic(held, one) is None
    ]


@pytest.mark.parametrize("place", [room.place for room in ROOMS], ids=lambda place: place.name.lower())
def test_every_control_of_every_room_is_explained(zone: Zone, place: Place) -> None:
    zone.window.go(place, zone.stream("新能源汽车零部件") if place is Place.CASE else "")
    zone.settle()
    assert list(reached(zone.window.page)), "the room has something to reach"
    assert unexplained(zone.window.page) == []


@pytest.mark.parametrize("section", [one.key for one in SECTIONS])
def test_every_control_of_every_section_of_the_settings_is_explained(zone: Zone, section: str) -> None:
    zone.window.go(Place.SETTINGS, section)
    zone.settle()
    assert unexplained(zone.window.page) == []
    focus = zone.window.focusWidget()
    topic = topic_at(factory_help(), focus, Place.SETTINGS)
    assert topic is not None
    assert topic.key != "room-设置", "F1 tells of the field, not of the whole room"


def test_the_frame_around_the_rooms_is_explained(zone: Zone) -> None:
    for widget in (zone.window.navigation, zone.window.topbar.find_box, zone.window.aids.palette.box):
        assert own_topic(factory_help(), widget) is not None


def test_every_field_of_every_act_is_explained_on_the_screen(zone: Zone) -> None:
    """All forms that the sample zone's cases offer, put on the screen as the sheet does it."""
    held, wanting, seen = factory_help(), [], set()
    for stream in zone.streams:
        try:
            found = offers(zone.desk, stream)
        except Refusal:
            continue
        for offer in {one for no in found.items for one in found.of(no) if one.name not in seen}:
            try:
                form = form_of(zone.desk, stream, offer)
            except Refusal:
                continue
            seen.add(form.name)
            view = FormView()
            zone.qtbot.addWidget(view)
            view.show_form(form)
            wanting += [f"{form.name}: {one}" for one in unexplained(view)]
            keys = [f"act.{form.name}.{field.name}" for field in form.fields]
            wanting += [key for key in keys if held.of(key) is None]
    assert wanting == []
    of_a_case = set(FORMS) - set(MATTER_DEEDS) - {"publish_assessment"}
    assert len(seen) >= len(of_a_case) - 4, sorted(of_a_case - seen)


def test_what_opens_over_a_page_is_explained(zone: Zone, press: Press) -> None:
    """The menu, the sheet with rows, the account, the arrangement, the choice of a project."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    wanting: list[str] = []

    def look(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        press(key, held)
        zone.settle()
        focus = zone.window.focusWidget()
        assert focus is not None
        topic = topic_at(factory_help(), focus, zone.window.place)
        assert topic is not None
        if topic.key.startswith("room-"):
            wanting.append(f"{topic.key}: {type(focus).__name__} {focus.accessibleName()}")
        wanting.extend(unexplained(zone.window.page))
        press(Qt.Key.Key_Escape)
        zone.settle()

    zone.window.open_case(zone.stream("生物制剂研发"))
    zone.settle()
    look(Qt.Key.Key_B, control)
    look(Qt.Key.Key_P, control | shift)
    look(Qt.Key.Key_E)
    zone.window.go(Place.WORKLIST)
    zone.settle()
    look(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    zone.window.go(Place.OVERVIEW)
    zone.settle()
    look(Qt.Key.Key_F4)
    assert wanting == []


def test_the_questions_of_the_program_are_explained(zone: Zone) -> None:
    """What stands in a window of its own: who is there, which printer."""
    who = IdentityDialog("甲", "3", zone.window)
    printer = PrinterChoice("文书", "公文", ("打印机一", "另存为 PDF"), "打印机一", "", zone.window)
    held = factory_help()
    for dialog, names in ((who, ("姓名", "窗口号", "岗位", "所属部门")), (printer, ("份数", "打印机"))):
        named = {one.accessibleName(): one for one in reached(dialog)}
        assert [name for name in names if own_topic(held, named[name]) is None] == []


def test_every_key_that_a_text_names_is_in_the_key_table() -> None:
    """A text that sends the clerk to a key that does nothing is worse than none."""
    known = {chord for key in keys.TABLE for chord in key.keys} | {"Shift+Enter", "Ctrl+Enter", "Ctrl+I", "Ctrl+PgDn"}
    known |= {"Ctrl+PgUp", "Ctrl+C", "Alt+P"}  # of the account (copying) and of the first start (练习区)
    named = [(one.key, chord) for one in factory_help().topics.values() for chord in CHORD.findall(one.text)]
    assert len(named) > 40
    assert [(key, chord) for key, chord in named if chord not in known] == []


def test_a_control_nobody_explained_would_be_noticed(zone: Zone) -> None:
    """The control of the judge."""
    stray = QLineEdit(zone.window.page)
    stray.setAccessibleName("没有人写过的一栏")
    assert unexplained(zone.window.page) == ["QLineEdit 没有人写过的一栏"]
