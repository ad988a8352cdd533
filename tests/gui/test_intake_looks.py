"""新收件 filled to the brim on every screen: two visits, every step, long real names, faults, the line to enter something new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bingliang.desk.intake.visit import HeldDocument
from bingliang.gui import style
from bingliang.gui.pages.intake.steps import Step
from bingliang.gui.style import Look
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.hand import KEY, Hand, at_intake

SIZES = ((1280, 720), (1366, 768), (1440, 900))
LOOKS = {"light": Look(), "dark": Look(dark=True), "compact": Look(compact=True)}
FIRM = "湖南城陵矶临港新区新能源智能装备制造与综合保障服务产业发展集团有限责任公司岳阳分公司（虚构）"
LONG = HeldDocument(
    "湘（2026）岳阳市不动产权第0001234号、第0001235号、第0001236号", "2026-11-03", "岳阳市自然资源和规划局"
)


@pytest.fixture(scope="module", params=LOOKS)
def worn(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """The look is put on before the window is made, as it is at a start."""
    style.apply(qapp, LOOKS[request.param])
    QApplication.setCursorFlashTime(0)
    yield
    style.apply(qapp, Look())


@pytest.fixture
def hand(worn: None, zone: Zone, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    del worn
    return at_intake(zone, press, tmp_path, monkeypatch)


def judged(hand: Hand, *, every: bool) -> list[str]:
    wrong = []
    for wide, tall in SIZES:
        hand.zone.window.resize(wide, tall)
        hand.settle()
        found = [*looks.cut(hand.zone.window), *looks.outside(hand.zone.window.page)]
        if every and wide == SIZES[0][0]:
            found += [*looks.faint(hand.zone.window), *looks.nameless(hand.zone.window)]
        wrong += [f"{wide} {hand.page.step.word} {what}" for what in found]
    return wrong


def test_every_step_holds_what_stands_in_it(hand: Hand) -> None:
    hand.types("dlk")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_F2)
    hand.types("xhd")
    hand.press(KEY.Key_Return)
    visit = hand.page.now
    hand.page.fill(
        replace(
            visit,
            enterprise={**visit.enterprise, "name": FIRM, "address": FIRM},
            project={**visit.project, "name": FIRM, "site": FIRM},
            works=FIRM,
            choice="3",
            extra=("S3-14", "S2-02"),
            documents={"S1-10": LONG},
            held={**visit.held, "S1-10": LONG.words},
        )
    )
    hand.settle()
    wrong: list[str] = []
    for step in Step:
        if hand.page.steps.buttons[step].isEnabled():
            hand.page.show_step(step, focus=True)
            hand.settle()
            wrong += judged(hand, every=True)
            if step in (Step.ITEMS, Step.DOCUMENTS, Step.MATERIALS):
                hand.press(KEY.Key_Insert)
                wrong += judged(hand, every=False)
                hand.press(KEY.Key_Escape)
                hand.press(KEY.Key_Escape)
                hand.page.escape()
    hand.press(KEY.Key_F9)
    wrong += judged(hand, every=True)
    assert wrong == []
    assert hand.page.form.fields[0].fault, "the name is not the registered one: said under it"


def test_a_known_enterprise_needs_no_scrolling_on_the_smallest_screen(hand: Hand) -> None:
    hand.zone.window.resize(*SIZES[0])
    hand.types("dlk")
    hand.press(KEY.Key_Return)
    assert hand.page.form.verticalScrollBar().maximum() == 0
