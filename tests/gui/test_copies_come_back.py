"""回件和送达 by keys: a signed copy comes back, a document is handed over; every wrong thing a hand may give is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.desk.casework.delivery import MEANS
from bingliang.desk.papers import shelf
from bingliang.gui.keys import Place
from tests.gui.case_hand import CTRL, KEY, Hand
from tests.gui.conftest import Press, Zone

SCAN = Path(__file__).parents[1] / "data" / "scan.png"
DECIDED = "磁力装备"


@pytest.fixture
def hand(zone: Zone, press: Press) -> Hand:
    stream = zone.stream(DECIDED)
    zone.window.go(Place.CASE, stream)
    zone.settle()
    return Hand(zone, press)


def lines(zone: Zone) -> int:
    with zone.desk.store.look() as look:
        return len(look.entries(zone.stream(DECIDED)))


def fill(hand: Hand, name: str, text: str) -> None:
    """The field gets the focus, is emptied and written."""
    hand.sheet.fields.reach(hand.sheet.fields._lines[name].editor.stop)
    hand.press(KEY.Key_A, held=CTRL)
    hand.press(KEY.Key_Delete)
    if text:
        hand.write(text)


def test_a_signed_copy_comes_back(zone: Zone, hand: Hand, tmp_path: Path) -> None:
    empty, text, scan = tmp_path / "空.pdf", tmp_path / "说明.pdf", tmp_path / "回执.png"
    empty.touch()
    text.write_text("这不是 PDF", "utf-8")
    scan.write_bytes(SCAN.read_bytes())
    before = lines(zone)
    hand.act("hjgj")
    for path, said in (
        (str(tmp_path / "没有.pdf"), "没有这个文件"), (str(empty), "空文件"), (str(text), "内容不是 PDF"), ("", "文件"),
    ):  # fmt: skip
        fill(hand, "path", path)
        hand.confirm()
        assert said in hand.sheet.consequence.said, path
        assert lines(zone) == before
    fill(hand, "path", f'"{scan}"')
    hand.confirm()
    assert hand.nothing_open()
    assert lines(zone) == before + 1
    hand.act("hjgj")
    fill(hand, "path", str(scan))
    hand.confirm()
    assert "已经有这一份回件" in hand.sheet.consequence.said
    hand.press(KEY.Key_Escape)
    stream = zone.stream(DECIDED)
    held = next(row for row in shelf.of_case(zone.desk, stream) if row.returned)
    zone.window.go(Place.PAPERS, f"{stream}#{held.seq}")
    zone.settle()
    assert held.returned == (scan.name,)


@pytest.mark.parametrize(
    ("means", "wrong", "right"),
    [
        ("邮寄送达", {"tracking": ""}, {"tracking": "EMS 7"}),
        ("委托领取", {"relation": "本单位经办人"}, {"relation": "受托人，持授权委托书"}),
        ("委托领取", {"relation": ""}, {"relation": "受托人，持授权委托书"}),
    ],
)
def test_a_document_is_handed_over(
    zone: Zone, hand: Hand, means: str, wrong: dict[str, str], right: dict[str, str]
) -> None:
    before = lines(zone)
    hand.chord(KEY.Key_L)
    hand.sheet.fields.reach(hand.sheet.fields._lines["means"].editor.stop)
    hand.press(*[KEY.Key_Down] * MEANS.index(means))
    assert hand.sheet.fields.values()["means"] == means
    for name, text in wrong.items():
        fill(hand, name, text)
    hand.confirm()
    assert lines(zone) == before
    for name, text in right.items():
        fill(hand, name, text)
    hand.confirm()
    assert hand.nothing_open(), hand.sheet.consequence.said
    with zone.desk.store.look() as look:
        delivered = next(one for one in reversed(look.entries(zone.stream(DECIDED))) if one.act == "deliver")
    assert delivered.facts["means"] == means
    assert {name: delivered.facts[name] for name in right} == right
