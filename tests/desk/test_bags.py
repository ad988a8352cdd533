"""Where the bag of a case is, who has it, which originals are owed: noted, said, refused, put right, and fought over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bingliang.desk.acts.forms import form_of, trial
from bingliang.desk.acts.offers import Offer, offers
from bingliang.desk.casework import archiving, bags, originals
from bingliang.desk.finding import find, scanned
from bingliang.desk.intake.receiving import with_materials
from bingliang.desk.papers import shelf
from bingliang.ledger.acts import Refusal
from bingliang.ledger.bag import BORROWER, SHELF, code_of, is_code
from bingliang.ledger.identifiers import is_credit_code
from bingliang.paper.pages import page_text
from tests.clerk import Clerk, at_work, day
from tests.desk.bag_hand import borrowing, brings_back, checks, gives_back, lends, names, passes, shelves
from tests.racing import at_once

GROUND = "区窗口材料管理规定"


def offered(clerk: Clerk, name: str) -> Offer:
    return next(one for one in offers(clerk.desk, clerk.stream).case if one.name == name)


def taken_in(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S3-09").accepts(1)


def printed(clerk: Clerk, form: str) -> str:
    paper = clerk.papers(form)[-1]
    text = ("".join(page_text(clerk.pdf(paper), page).split()) for page in range(paper.pages))
    return "".join(text)


def test_a_bag_stands_on_its_shelf_and_everybody_sees_where(clerk: Clerk) -> None:
    taken_in(clerk)
    assert clerk.view.bag == ""
    shelves(clerk, "甲架1层")
    assert clerk.view.bag == "在甲架1层"
    assert clerk.view.log[0].text == "放在甲架1层"
    shelves(clerk, "乙架2层")
    assert clerk.view.log[0].text == "放在乙架2层，原在甲架1层"
    found = scanned(clerk.desk, clerk.case.code)
    assert getattr(found, "bag", "") == "在乙架2层"
    assert find(clerk.desk, clerk.case.code).cases[0].bag == "在乙架2层"
    assert clerk.desk.store.verify().ok


def test_only_the_zones_own_shelves_and_not_the_same_one_twice(clerk: Clerk) -> None:
    taken_in(clerk)
    assert "“丙架”不是登记的架位，可以用的是：甲架1层" in str(clerk.nothing_recorded(lambda: shelves(clerk, "丙架")))
    shelves(clerk)
    assert "已经在甲架1层" in str(clerk.nothing_recorded(lambda: shelves(clerk)))
    said = clerk.nothing_recorded(lambda: shelves(clerk, "乙架1层", when="10-11"))
    assert "早于前一次登记2026-10-12" in str(said)
    clerk.administrator().sets(bag_shelves="")
    barred = clerk.nothing_recorded(lambda: shelves(clerk, "乙架1层"))
    assert isinstance(barred, Refusal)
    assert barred.sentence == offered(clerk, "shelve_bag").forbidden
    assert "还没有登记架位" in barred.sentence


def test_who_has_it_until_when(clerk: Clerk) -> None:
    shelves(taken_in(clerk))
    lends(clerk, back="10-15")
    assert clerk.view.bag == "在建设交通局审查岗手里，应于10-15归还"
    clerk.on("10-16")
    assert clerk.view.bag == "在建设交通局审查岗手里，应于10-15归还，已逾期"
    for name, press in (("lend_bag", lends), ("shelve_bag", lambda c: shelves(c, "乙架1层")), ("pass_bag", passes)):
        said = clerk.nothing_recorded(lambda press=press: press(clerk))  # type: ignore[misc]  # bound at once
        assert isinstance(said, Refusal)
        assert offered(clerk, name).forbidden == said.sentence
        assert "现在由建设交通局审查岗拿着，应于2026-10-15归还" in said.sentence
    brings_back(clerk)
    assert clerk.view.bag == ""  # nobody has said on which shelf it stands again
    assert offered(clerk, "return_bag").forbidden == "材料袋没有借出，不必登记归还；换地方放的，请办理上架。"
    lends(clerk)
    brings_back(clerk, "乙架1层")
    assert clerk.view.bag == "在乙架1层"


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        (borrowing(to=" "), "谁取走"),
        (borrowing(purpose=""), "取走做什么"),
        (borrowing(back="10-11"), "归还日2026-10-11早于"),
        (bags.Borrowing("审查岗", "", "核对", None), "单位"),
    ],
)
def test_what_a_loan_lacks(alone: Clerk, asked: bags.Borrowing, word: str) -> None:
    taken_in(alone)
    said = alone.nothing_recorded(lambda: bags.lend(alone.desk, alone.press(), alone.stream, alone.today, asked))
    assert word in str(said)
    assert "谁交回" in str(lends(alone).nothing_recorded(lambda: brings_back(alone, by=" ")))


def test_the_sheet_offers_the_day_that_the_zones_rule_gives(clerk: Clerk) -> None:
    taken_in(clerk)
    fields = {one.name: one for one in form_of(clerk.desk, clerk.stream, offered(clerk, "lend_bag")).fields}
    assert fields["back_by"].default == "2026-10-15"  # three workdays behind 10-12
    assert fields["to"].choices[0].text == "建设交通局审查岗"
    assert fields["office"].default == "城管"
    clerk.administrator().sets(bag_loan_days=5)
    fields = {one.name: one for one in form_of(clerk.desk, clerk.stream, offered(clerk, "lend_bag")).fields}
    assert fields["back_by"].default == "2026-10-19"


def test_handed_to_a_department_with_a_slip_that_both_sign(clerk: Clerk) -> None:
    passes(taken_in(clerk))
    assert clerk.view.bag == "在建设交通局 城市管理局收件岗手里"
    slip = printed(clerk, "transfer_slip")
    assert "移交人签名" in slip
    assert "接收人签名" in slip
    assert "城市建筑垃圾处置核准" in slip
    assert clerk.case.bag.loan is not None
    assert clerk.case.bag.loan.passed


def test_a_reviewer_takes_the_bags_of_his_own_department_only(clerk: Clerk) -> None:
    taken_in(clerk)
    own, other = clerk.reviewer("city-management"), clerk.reviewer("traffic-police")
    barred = clerk.nothing_recorded(lambda: lends(other))
    assert isinstance(barred, Refusal)
    assert "没有本部门的事项" in barred.sentence
    assert offered(other, "lend_bag").forbidden == barred.sentence
    lends(own)
    assert clerk.line("lend_bag").facts["by_reviewer"] == "city-management"
    assert "无权办理" in str(clerk.nothing_recorded(lambda: brings_back(own)))
    brings_back(clerk)


def test_a_word_still_to_come_is_asked_for_and_not_refused(clerk: Clerk) -> None:
    """What stands in for the shelf that nobody has written yet is no shelf; the sheet does not say so of it."""
    taken_in(clerk)
    form = form_of(clerk.desk, clerk.stream, offered(clerk, "shelve_bag"))
    found = trial(clerk.desk, form, clerk.stream, clerk.press(), form.values)
    assert found.lacking == ("架位",)
    assert found.rehearsed.refusal == ""
    assert found.rehearsed.consequence is not None
    assert "填好左边的必填栏" in found.rehearsed.consequence.sentences[0]
    wrong = trial(clerk.desk, form, clerk.stream, clerk.press(), {**form.values, "shelf": "九架"})
    assert "九架" in wrong.rehearsed.refusal


def test_a_bag_that_is_out_is_said_at_the_delivery_and_keeps_the_volume(clerk: Clerk, tmp_path: Path) -> None:
    lends(taken_in(clerk).on("10-14").grants(1), back="10-20")
    form = form_of(
        clerk.desk, clerk.stream, next(one for one in offers(clerk.desk, clerk.stream).of(1) if one.name == "deliver")
    )
    found = trial(clerk.desk, form, clerk.stream, clerk.press(), form.values).rehearsed.consequence
    assert found is not None
    assert any("现在由建设交通局审查岗拿着" in one and "请先取回" in one for one in found.warnings)
    clerk.delivers(1).closes()
    said = clerk.nothing_recorded(lambda: clerk.archives(tmp_path))
    assert isinstance(said, Refusal)
    assert "案卷不齐，不能归档" in said.sentence
    assert offered(clerk, "archive").forbidden == said.sentence
    over: dict[str, Any] = {
        "transfer__receiver": "区档案馆（示范）",
        "transfer__sender": "政务中心",
        "volume__retention": "30年",
    }
    assert "案卷不齐" in str(clerk.nothing_recorded(lambda: clerk.draws("transfer_list", **over)))
    brings_back(clerk, "甲架1层")
    clerk.archives(tmp_path)
    assert clerk.view.bag == "已归档"
    for press in (lends, lambda c: shelves(c, "乙架1层")):
        late = clerk.nothing_recorded(lambda press=press: press(clerk))  # type: ignore[misc]  # bound at once
        assert "已于2026-10-14归档" in str(late)
    clerk.draws("transfer_list", **over)
    assert "30年" in printed(clerk, "transfer_list")


def test_an_original_that_is_kept_is_owed_until_it_is_signed_for(clerk: Clerk, tmp_path: Path) -> None:
    taken_in(clerk)
    checks(clerk, count=2)
    name = names(clerk)[0]
    assert clerk.view.owed == f"《{name}》2份"
    assert f"窗口留存的原件《{name}》2份待领回" in clerk.view.sentence
    sheet = printed(clerk, "originals_checked")
    assert "留存待还" in sheet
    assert "与原件一致" in sheet
    assert "已经留存在窗口" in str(clerk.nothing_recorded(lambda: checks(clerk)))
    granting = form_of(
        clerk.desk, clerk.stream, next(one for one in offers(clerk.desk, clerk.stream).of(1) if one.name == "grant")
    )
    found = trial(clerk.desk, granting, clerk.stream, clerk.press(), granting.values).rehearsed.consequence
    assert found is not None
    assert any("还留存着申请人的原件" in one for one in found.warnings)
    clerk.on("10-14").grants(1).delivers(1).closes()
    assert "待领回" in clerk.view.sentence
    assert "不能随案卷归档" in str(clerk.nothing_recorded(lambda: clerk.archives(tmp_path)))
    assert "由他在签收单上签名" in str(clerk.nothing_recorded(lambda: gives_back(clerk, receiver=" ")))
    gives_back(clerk)
    assert clerk.view.owed == ""
    assert "领回人签名" in printed(clerk, "originals_returned")
    assert "不必退还" in str(clerk.nothing_recorded(lambda: gives_back(clerk)))
    clerk.archives(tmp_path)
    assert clerk.desk.store.verify().ok


def test_an_original_kept_at_the_receipt_is_printed_on_it_and_owed(clerk: Clerk) -> None:
    visit = clerk.on("10-12").visit("S3-09")
    first, *others = visit.materials
    clerk.hands_in(with_materials(visit, (replace(first, kept=True), *others)))
    assert clerk.view.owed == f"《{first.name}》{first.originals}份"
    receipt = printed(clerk, "receipt")
    assert f"留存待还的原件：《{first.name}》{first.originals}份，已核对与原件一致" in receipt
    assert "由领回人签收" in receipt
    held, received = clerk.view.log[0], clerk.view.log[1]
    assert held.text.endswith("留存待还")
    assert not held.papers
    assert len(received.papers) == 4, "the receipt's papers stay with the receipt"
    gives_back(clerk)
    assert clerk.view.owed == ""
    clerk.hands_in(with_materials(visit, (replace(first, kept=True, state="缺"), *others)))
    assert clerk.view.owed == "", "nothing is kept of what was not handed in"


def test_originals_handed_back_at_once_are_not_owed(clerk: Clerk) -> None:
    checks(taken_in(clerk), kept=False)
    assert clerk.view.owed == ""
    assert clerk.view.log[0].text.endswith("1份当场退还")
    assert offered(clerk, "return_kept").forbidden.startswith("窗口没有留存这一件的原件")


def test_what_a_check_of_originals_lacks(alone: Clerk) -> None:
    taken_in(alone)
    good = {"name": names(alone)[0], "count": 1, "kept": True}

    def press(*pieces: dict[str, object], bearer: str = "经办人乙（虚构）", on: str = "10-12") -> object:
        return originals.check(alone.desk, alone.press(), alone.stream, day(on), pieces=pieces, bearer=bearer)

    for said, act in (
        ("至少勾选一份", press),
        ("材料清单里没有“合影”", lambda: press({**good, "name": "合影"})),
        ("核对了几份", lambda: press({**good, "count": 0})),
        ("出示原件的人", lambda: press(good, bearer=" ")),
        ("早于收件日", lambda: press(good, on="10-11")),
    ):
        assert said in str(alone.nothing_recorded(act))
    checks(alone).on("10-13")
    collected = originals.Collected("经办人乙（虚构）", "本单位经办人")

    def back(held: tuple[str, ...], on: str = "10-13") -> object:
        return originals.give_back(alone.desk, alone.press(), alone.stream, day(on), names=held, collected=collected)

    assert "没有勾选退还" in str(alone.nothing_recorded(lambda: back(())))
    assert "早于留存之日" in str(alone.nothing_recorded(lambda: back((good["name"],), "10-11")))  # type: ignore[arg-type]  # a name
    alone.withdraws(1)
    assert "各项均已终止，不再核对原件" in str(alone.nothing_recorded(lambda: press(good)))
    alone.closes()
    assert "已于2026-10-13办结，不再核对原件" in str(alone.nothing_recorded(lambda: press(good)))
    gives_back(alone)


def test_a_wrong_shelf_and_a_wrong_day_are_put_right(clerk: Clerk) -> None:
    shelves(taken_in(clerk))
    clerk.amends(clerk.line("shelve_bag").seq, {"shelf": "乙架3层"}, by="")
    assert clerk.view.bag == "在乙架3层"
    lends(clerk, back="10-15")
    clerk.amends(clerk.line("lend_bag").seq, {"back_by": "2026-10-20", "to": "档案岗"}, by="")
    assert clerk.view.bag == "在建设交通局 档案岗手里，应于10-20归还"
    assert find(clerk.desk, clerk.case.code).cases[0].bag == clerk.view.bag


def test_codes_of_shelves_and_borrowers_are_nobody_elses() -> None:
    made = {code_of(SHELF, f"甲架{at}层") for at in range(500)} | {
        code_of(BORROWER, f"甲架{at}层") for at in range(500)
    }
    assert len(made) == 1000
    one = code_of(SHELF, "甲架1层")
    assert is_code(SHELF, one)
    assert not is_code(BORROWER, one)
    assert not is_credit_code(one)
    for at in range(14):
        wrong = one[:at] + str((int(one[at]) + 1) % 10) + one[at + 1 :]
        assert not is_code(SHELF, wrong), at


Act = Callable[[Clerk], object]
RACES: dict[str, tuple[Act, Act, Act]] = {
    "two borrowers": (lambda c: c, lends, passes),
    "lent or shelved": (lambda c: c, lends, lambda c: shelves(c, "乙架1层")),
    "back twice": (lends, brings_back, lambda c: brings_back(c, "甲架1层")),
    "original back twice": (checks, gives_back, lambda c: gives_back(c, receiver="代领人（示范）")),
}


@pytest.mark.parametrize("race", RACES)
def test_of_two_counters_at_once_one_acts_and_the_other_is_told(database: str, race: str) -> None:
    """Lent and shelved may both be lawful one after the other; otherwise just one of the two is kept."""
    before, one, two = RACES[race]
    here, there = at_work(database), at_work(database)
    there.presses[0] = 1000
    for first, second in ((one, two), (two, one)):
        before(taken_in(here))
        there.on("10-12").stream = here.stream
        lines = len(here.entries)
        said = at_once(partial(first, here), partial(second, there))
        written = [
            entry.act
            for entry in here.entries[lines:]
            if entry.act in {"lend_bag", "pass_bag", "shelve_bag", "return_bag", "return_kept"}
        ]
        refused = [word for word in said if word is not None]
        both = race == "lent or shelved" and written == ["shelve_bag", "lend_bag"]
        assert (len(written), len(refused)) == ((2, 0) if both else (1, 1))
    assert here.desk.store.verify().ok
    there.desk.close()
    here.desk.close()


# ── the volume ────────────────────────────────────────────────────────────────────────────────────────────────────

SCAN = Path(__file__).parents[1] / "data" / "scan.png"


def test_the_index_counts_what_lies_in_the_volume(clerk: Clerk) -> None:
    taken_in(clerk).files_copy(SCAN)
    checks(clerk)
    gives_back(clerk)
    clerk.on("10-14").grants(1).delivers(1).closes()
    clerk.draws("volume_index").draws("volume_note").draws("volume_cover", volume__retention="30年", volume__fonds="—")
    rows = clerk.papers("volume_index")[0].facts["contents"]
    kept = [paper for paper in clerk.case.papers if not paper.form.startswith("volume_")]
    assert [row["no"] for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) == len(kept) + 1 + len(clerk.case.materials)
    assert rows[0]["place"] == f"1—{rows[0]['pages']}" or rows[0]["pages"] == "1"
    assert {"回件"} <= {row["note"] for row in rows}
    last = next(at for at, row in enumerate(rows) if row["pages"] == "—")
    assert all(row["place"] for row in rows[:last])
    assert not any(row["place"] for row in rows[last:])
    volume = clerk.papers("volume_note")[0].facts["volume"]
    assert volume["count"] == str(len(rows))
    assert int(volume["pages"]) == sum(int(row["pages"]) for row in rows if row["pages"] != "—")
    note = printed(clerk, "volume_note")
    assert f"另有{volume['unpaged']}件没有登记页数" in note
    assert "申请人的原件已经退还：2026-10-12退还" in note
    assert "2026年10月14日" in printed(clerk, "volume_cover")
    assert shelf.of_case(clerk.desk, clerk.stream)


def test_materials_given_back_with_a_withdrawal_are_not_in_the_volume(clerk: Clerk) -> None:
    taken_in(clerk)
    assert clerk.case.materials
    clerk.withdraws(1).closes().draws("volume_index")
    rows = clerk.papers("volume_index")[0].facts["contents"]
    assert not {row["title"] for row in rows} & set(names(clerk))


def test_how_long_a_volume_is_kept_is_the_zones_to_say(clerk: Clerk, tmp_path: Path) -> None:
    taken_in(clerk).on("10-14").grants(1).delivers(1).closes()
    fields = {one.name: one.default for one in form_of(clerk.desk, clerk.stream, offered(clerk, "archive")).fields}
    assert fields["retention"] == "30年"
    clerk.administrator().sets(archive_retention="")
    archiving.archive(clerk.desk, clerk.press(), clerk.stream, clerk.today, str(tmp_path))
    assert clerk.line("archive").facts["retention"] == "永久"
    drawn = next(
        one
        for one in form_of(clerk.desk, clerk.stream, offered(clerk, "draw")).fields
        if one.name == "volume.retention@transfer_list"
    )
    assert drawn.default == "永久"
