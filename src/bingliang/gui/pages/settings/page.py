"""设置: this machine's counter, look, printers, keys and scanner; the zone's open points and its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar, Protocol, cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.zone.settings import ZoneView, zone_view
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Frame, Page
from bingliang.gui.pages.settings.board import BoardForm
from bingliang.gui.pages.settings.bodies import BodiesPane
from bingliang.gui.pages.settings.keys import KeyEditor, KeyTest
from bingliang.gui.pages.settings.machine import (
    CounterForm,
    LookForm,
    MachineForm,
    OnlineForm,
    ScannerForm,
)
from bingliang.gui.pages.settings.persons import PersonsPane
from bingliang.gui.pages.settings.points import PointsPane
from bingliang.gui.pages.settings.printers import PrinterForm
from bingliang.gui.pages.settings.roles import RolesPane
from bingliang.gui.pages.settings.sections import SECTIONS, Section
from bingliang.gui.pages.settings.updates import UpdateForm
from bingliang.gui.pages.settings.zone import DoubtsPane, FilePane
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import ink
from bingliang.settings import Settings

LIST_WIDTH = 178


class Pane(Protocol):
    """一节: where its typing begins."""

    def first(self) -> QWidget:
        """打字从哪里开始."""


class SettingsPage(Page):
    """设置页: sections on the left, the chosen one on the right."""

    place: ClassVar[Place] = Place.SETTINGS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.points, self.doubts, self.file = PointsPane(frame), DoubtsPane(), FilePane(frame)
        self.look, self.printers, self.counter = LookForm(frame), PrinterForm(frame), CounterForm(frame)
        self.editor, self.test = KeyEditor(frame), KeyTest()
        self.updates, self.persons, self.bodies = UpdateForm(frame), PersonsPane(self), BodiesPane(self)
        self._panes: dict[str, QWidget] = {
            "counter": self.counter, "look": self.look, "printers": self.printers, "keys": self.editor,
            "key_test": self.test, "scanner": ScannerForm(frame), "online": OnlineForm(frame), "board": BoardForm(frame),
            "updates": self.updates,
            "points": self.points, "bodies": self.bodies, "doubts": self.doubts,
            "file": self.file, "roles": RolesPane(), "persons": self.persons,
        }  # fmt: skip
        self._acts = (self.persons.acts, self.bodies.acts)
        self._body = QStackedWidget()
        for pane in self._panes.values():
            self._body.addWidget(pane)
        self._lay_out()
        for pane in self._panes.values():
            if isinstance(pane, MachineForm):
                pane.taken.connect(self._take)
        self.editor.changed.connect(lambda held: self._take(replace(self.frame.settings, keys=held)))

    def _lay_out(self) -> None:
        columns: tuple[Column[Section], ...] = (
            Column("设置", lambda s: s.word, speech=lambda s: f"{s.group}，{s.word}", paint=_paint),
        )
        model: RowModel[Section] = RowModel(columns, key=lambda section: section.key, parent=self)
        self.sections: RowTable[Section] = RowTable(model, 40, "设置的各节", self)
        self.sections.horizontalHeader().hide()
        self.sections.show_rows(SECTIONS, keep=False)
        self.sections.picked.connect(self._picked)
        self.sections.opened.connect(lambda _: self._first().setFocus(Qt.FocusReason.OtherFocusReason))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        row.setSpacing(tokens.M)
        for part, stretch in ((self.sections, 0), (self._body, 1)):
            card = QFrame()
            card.setObjectName("card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(1, 6 if stretch == 0 else 1, 1, 1)
            inside.addWidget(part)
            if not stretch:
                card.setFixedWidth(LIST_WIDTH)
            row.addWidget(card, stretch)

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        if subject:
            self.open(subject)
        self.refresh()
        (self._first() if subject else self.sections).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        if self.frame.backstage.ready:
            self.counter.ask()
            self.frame.backstage.ask(
                self, lambda counter: zone_view(counter.desk), self._show_zone, topic="zone", refused=self.frame.say
            )

    def open(self, key: str) -> None:
        """打开一节; what stands behind a colon is the sentence that led here, and what it speaks of is chosen."""
        key, _, inside = key.partition(":")
        if inside and key in ("bodies", "points"):
            (self.bodies if key == "bodies" else self.points).want(inside)
        at = next((at for at, section in enumerate(SECTIONS) if section.key == key), 0)
        self.sections.selectRow(at)

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.sections, self._first()]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = (held for acts in self._acts if (held := acts.keys()) is not None)
        return next(over, {"save": self.save})

    def escape(self) -> bool:
        if any(acts.escape() for acts in self._acts):
            return True
        focus = QApplication.focusWidget()
        if focus is not None and self._body.isAncestorOf(focus):
            self.sections.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def mark(self) -> str:
        return self._section().key

    def unsaved(self) -> str:
        forms = [pane for pane in self._panes.values() if isinstance(pane, MachineForm)]
        changed = any(form.dirty for form in forms) or self.points.card.dirty
        if changed:
            return "“设置”里有改了还没有保存的内容。"
        return next((said for acts in self._acts if (said := acts.unsaved())), "")

    def save(self) -> None:
        """保存 (F9) the section that is open."""
        pane = self._body.currentWidget()
        if isinstance(pane, MachineForm):
            pane.save()
        elif pane is self.points:
            self.points.card.save()
        elif pane is self.file:
            self.file.apply()
        elif pane is self.persons:
            self.persons.erase()
        elif pane is self.bodies:
            self.bodies.fill()

    # ── sections ──────────────────────────────────────────────────────────────────────────────────────────────

    def _section(self) -> Section:
        return self.sections.current() or SECTIONS[0]

    def _first(self) -> QWidget:
        return cast("Pane", self._body.currentWidget()).first()

    def _picked(self, section: Section | None) -> None:
        if section is None:
            return
        self._body.setCurrentWidget(self._panes[section.key])
        if section.key == "printers":
            self.printers.ask()
        if section.key in ("persons", "bodies") and self.frame.backstage.ready:
            (self.persons if section.key == "persons" else self.bodies).ask()

    def _take(self, settings: Settings) -> None:
        self.frame.save_settings(settings)

    def _show_zone(self, view: ZoneView) -> None:
        for pane in (self.points, self.doubts, self.file):
            pane.show_zone(view)


def _paint(painter: QPainter, box: QRect, section: Section, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    c = colours()
    ink.write(painter, box.adjusted(tokens.L, 0, -4, 0), section.word, font(tokens.BODY, bold=selected), c.text)
    heads = [one for one in SECTIONS if one.group == section.group]
    if section is heads[0]:
        small = font(tokens.CAPTION)
        wide = ink.width(section.group, small)
        ink.write(painter, QRect(box.right() - wide - 10, box.top(), wide, box.height()), section.group, small, c.text2)
