"""The law of the file, the words that are confused: the noes, a wrong item, what is not ours, a new name (A9).

Each test tries the wrong thing and reads why it is refused; then the right thing, and reads what was printed.
"""

from __future__ import annotations

import pytest

from bingliang.desk.casework.aftermath import GROUNDS
from bingliang.desk.casework.endings import DECLINE_GROUNDS
from bingliang.desk.handover.handing import press, take_over
from bingliang.desk.help import factory_help
from bingliang.desk.papers.shelf import of_case
from bingliang.desk.papers.verdict import Finding, verdict
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.standing import Level
from tests.clerk import Clerk, day
from tests.desk.printed import text_of

# ── A9 the words that are confused, and the closed lists ──────────────────────────────────────────────────────────


def test_a9_the_grounds_of_non_acceptance_are_a_closed_list(clerk: Clerk) -> None:
    assert list(DECLINE_GROUNDS) == ["不属本机关职权", "补正逾期", "提供虚假材料", "限制期内再次申请", "法律另有规定"]
    assert all("《行政许可法》" in article for article in DECLINE_GROUNDS.values())
    clerk.on("10-12").receives("S3-09")
    for ground in ("不具申请资格", "其他", "不符合规划"):
        said = clerk.nothing_recorded(lambda ground=ground: clerk.declines(1, ground))  # type: ignore[misc]  # bound at once
        assert isinstance(said, Refusal)
        assert "不是不予受理的法定理由" in said.sentence
        assert "第三十二条" in said.article
    assert "应当告知向哪个机关申请" in str(clerk.nothing_recorded(lambda: clerk.declines(1, "不属本机关职权")))
    assert "限制申请的届满日" in str(clerk.nothing_recorded(lambda: clerk.declines(1, "限制期内再次申请")))


def test_a9_three_noes_have_three_acts_three_papers_and_three_national_codes(clerk: Clerk) -> None:
    """不受理 ≠ 不予受理 ≠ 不予许可."""
    clerk.on("10-12").receives("S3-09", "S3-07", "S3-06").accepts(3)
    clerk.tells_not_required(1).declines(2, "不属本机关职权", right_body="岳阳市交通运输局（公路管理机构）").refuses(3)
    assert {ACTS[act].state for act in ("not_required", "decline", "refuse")} == {4, 5, 13}
    assert [len(clerk.papers(form)) for form in ("not_required", "non_acceptance", "refusal")] == [1, 1, 1]
    told = text_of(clerk, "not_required")
    assert "第三十二条第一款第（一）项" in told
    assert "行政复议" not in told, "a notice that no permit is needed is no decision"
    for form in ("non_acceptance", "refusal"):
        assert "60日" in text_of(clerk, form)
    for no, word in ((1, "不受理告知"), (2, "不予受理"), (3, "不予")):
        assert word in clerk.lane(no).word


def test_a9_after_acceptance_neither_of_the_two_early_noes(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    assert "已受理的申请不得再作不予受理" in str(clerk.nothing_recorded(lambda: clerk.declines(1, "提供虚假材料")))
    assert "不能再作不受理告知" in str(clerk.nothing_recorded(lambda: clerk.tells_not_required(1)))


def test_a9_withdrawal_is_the_applicants_and_ends_with_the_decision(clerk: Clerk) -> None:
    """撤件 ≠ 撤回 ≠ 撤销 ≠ 注销: one before the decision, three after it, each with its own article."""
    clerk.on("10-12").receives("S3-09").accepts(1)
    for act, article in (("recall", "第八条"), ("annul", "第六十九条"), ("cancel", "第七十条")):
        said = clerk.nothing_recorded(lambda act=act: clerk.afterwards(1, act))  # type: ignore[misc]  # bound at once
        assert "申请人自己收回申请的是撤件" in str(said)
        assert article in str(said)
    clerk.grants(1).delivers(1)
    assert "不能再撤件" in str(clerk.nothing_recorded(lambda: clerk.withdraws(1)))
    said = clerk.nothing_recorded(lambda: clerk.afterwards(1, "annul", "其他"))
    assert "不是撤销的法定情形" in str(said)
    clerk.on("11-20").afterwards(1, "annul", "违反法定程序作出")
    assert [one.article for one in clerk.item(1).aftermath] == ["《行政许可法》第六十九条第一款第（三）项"]
    assert "请随后办理注销" in str(clerk.nothing_recorded(lambda: clerk.afterwards(1, "recall")))
    clerk.on("11-23").afterwards(1, "cancel", "许可依法被撤销、撤回，或者证件被吊销")
    assert "已于2026-11-23注销" in str(clerk.nothing_recorded(lambda: clerk.afterwards(1, "annul")))
    assert clerk.lane(1).word == "准予 10-12 · 已撤销 11-20 · 已注销 11-23"
    assert clerk.item(1).state is ItemState.DONE, "what became of the permit does not rewrite how it was handled"
    assert {ACTS[act].state for act in ("withdraw", "recall", "annul")} == {2, 14, 15}


def test_a9_a_refusal_can_be_neither_recalled_nor_annulled(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).refuses(1)
    assert "没有取得许可" in str(clerk.nothing_recorded(lambda: clerk.afterwards(1, "annul")))
    clerk.afterwards(1, "amend_decision")
    assert clerk.item(1).aftermath[0].act == "amend_decision"


@pytest.mark.parametrize("act", ["recall", "annul", "cancel"])
def test_a9_the_grounds_after_a_decision_are_those_of_the_law(act: str) -> None:
    assert "其他" not in GROUNDS[act]
    assert all(ACTS[act].article in article for article in GROUNDS[act].values())


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (
            "term-not-required",
            ["不受理", "不予受理", "不予许可", "第三十二条第一款第（一）项", "封闭清单", "没有“其他”"],
        ),
        ("term-withdrawals", ["撤件", "撤回", "撤销", "注销", "第八条", "第六十九条", "第七十条"]),
    ],
)
def test_a9_help_tells_the_words_apart(key: str, words: list[str]) -> None:
    topic = factory_help().topics[key]
    assert [word for word in words if word not in topic.text] == []


# ── A9 a wrong item accepted ──────────────────────────────────────────────────────────────────────────────────────


def test_a9_a_wrong_item_is_put_right_with_the_day_of_acceptance_kept(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    old = clerk.item(1).acceptance
    clerk.on("10-14").rights(1, "S3-07", "挖掘道路产生的，应为挖掘城市道路审批")
    item = clerk.item(1)
    assert (item.code, item.state, item.righted_from) == ("S3-07", ItemState.HANDLING, "城市建筑垃圾处置核准")
    assert old is not None
    assert item.acceptance is not None
    assert (item.acceptance.on, item.acceptance.number == old.number) == (day("10-12"), False)
    assert (clerk.due(1), clerk.promised(1)) == ("11-09", "10-15")
    papers = clerk.papers("acceptance")
    assert [bool(paper.void_reason) for paper in papers] == [True, False]
    notice = text_of(clerk, "amended_acceptance")
    for word in (old.number, "不变", "作废", "只计一件", "综合窗口负责人"):
        assert word in notice
    assert len(clerk.rows()) == 1, "one count"
    assert "已经更正过一次" in str(clerk.nothing_recorded(lambda: clerk.rights(1, "S3-06")))


def test_a9_of_a_shared_notice_the_row_is_void_and_the_others_stand(alone: Clerk) -> None:
    """Whoever verifies the old paper is told which row holds no more; the sibling keeps its number."""
    alone.on("11-18").receives("S2-05", "S2-04").accepts(1, 2)
    (shared,) = alone.papers("acceptance")
    assert shared.items == (1, 2)
    sibling = alone.item(2).acceptance
    alone.rights(1, "S2-06")
    shared = alone.papers("acceptance")[0]
    assert (shared.void_reason, shared.void_rows) == (
        "", ("《环境影响报告表审批》一行，受理更正：对照分类管理名录，只需填报环境影响登记表",),
    )  # fmt: skip
    assert alone.item(2).acceptance == sibling
    assert f"{shared.number}（该事项一行作废）" in text_of(alone, "amended_acceptance")
    told = verdict(alone.desk, shared.number)
    assert (told.finding, told.ok) == (Finding.PARTLY, False)
    assert "部分作废：《环境影响报告表审批》一行" in told.sentence
    assert "其余各行有效" in told.sentence
    (row,) = [one for one in of_case(alone.desk, alone.stream) if one.seq == shared.seq]
    assert (row.void, row.partly) == (False, shared.void_rows[0])
    assert next(one for one in alone.view.papers if one.seq == shared.seq).partly == shared.void_rows[0]
    assert any(one.act == "文书部分作废" for one in alone.view.log)


def test_a9_a_wrong_item_that_was_only_a_filing_is_filed_at_once(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S2-05").accepts(1).on("10-14").rights(1, "S2-06").files(1)
    item = clerk.item(1)
    assert (item.handling.value, item.state, item.acceptance) == ("备案", ItemState.DONE, None)
    assert "不作受理" in text_of(clerk, "amended_acceptance")
    assert all(paper.void_reason for paper in clerk.papers("acceptance"))


def test_a9_nothing_is_put_right_once_a_clock_was_stopped(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S2-04").accepts(1).stops(1, "专家评审", 5)
    assert "已经启动特殊环节" in str(clerk.nothing_recorded(lambda: clerk.rights(1, "S2-06")))
    assert "请从清单中选择" in str(
        clerk.on("10-12").receives("S3-09").accepts(1).nothing_recorded(lambda: clerk.rights(1, "S2-08"))
    )


# ── jurisdiction ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a9_not_ours_within_its_day_once_and_the_applicants_clock_runs_on(clerk: Clerk) -> None:
    clerk.on("12-01").receives("S3-06").accepts(1)
    before = (clerk.due(1), clerk.promised(1))
    assert before == ("12-16", "12-08")
    assert "须写明依据" in str(clerk.nothing_recorded(lambda: clerk.disowns(1, ground=" ")))
    clerk.on("12-02").disowns(1)
    assert clerk.lane(1).word == "职责异议待裁定 · 承诺余 4 个工作日"
    assert "并提出职责异议，待牵头单位裁定" in clerk.view.sentence
    assert "不能再次退分" in str(clerk.nothing_recorded(lambda: clerk.disowns(1)))
    assert "没有凭据" in str(clerk.nothing_recorded(lambda: clerk.rules(1, document="")))
    clerk.on("12-03").rules(1, "city-management")
    objection = clerk.item(1).objection
    assert objection is not None
    assert (objection.on, objection.ruled_on, objection.ruled_to) == (day("12-02"), day("12-03"), "city-management")
    assert (clerk.due(1), clerk.promised(1)) == before
    assert "没有等待裁定" in str(clerk.nothing_recorded(lambda: clerk.rules(1)))
    clerk.on("12-08").grants(1)
    assert clerk.clocks(1).promise_late(clerk.today) == 0


def test_a9_too_late_to_disown_and_another_department_may_be_ruled(clerk: Clerk) -> None:
    clerk.on("12-01").receives("S3-06", "S3-09").accepts(1, 2).on("12-03")
    said = clerk.nothing_recorded(lambda: clerk.disowns(1))
    assert isinstance(said, Refusal)
    assert "退分期限已于2026-12-02届满" in said.sentence
    clerk.on("12-02").disowns(2).on("12-03").rules(2, "housing")
    assert (clerk.item(2).department, clerk.item(2).body) == ("housing", "housing")
    clerk.grants(2)
    assert clerk.papers("grant")[0].facts["body"]["name"] == "岳阳经开区建设交通局（示范）"


# ── the applicant and the clerk ───────────────────────────────────────────────────────────────────────────────────


def test_a9_a_new_name_is_on_new_papers_only(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    assert "没有不同" in str(clerk.nothing_recorded(lambda: clerk.renames("")))
    assert "变更的证明" in str(clerk.nothing_recorded(lambda: clerk.renames("新名（虚构）", proof="")))
    clerk.on("10-14").renames("岳阳示例精工制造有限公司（虚构）").grants(1)
    assert clerk.case.enterprise["former_name"] == "岳阳示例精工有限公司（虚构）"
    assert "岳阳示例精工有限公司（虚构）" in text_of(clerk, "acceptance")
    granted = text_of(clerk, "grant")
    assert "岳阳示例精工制造有限公司（虚构）（原岳阳示例精工有限公司（虚构））" in granted
    clerk.delivers(1).closes()
    assert "申请变更许可" in str(clerk.nothing_recorded(lambda: clerk.renames("又一新名（虚构）")))


def test_a9_the_case_changes_hands_in_writing(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    assert "无需移交" in str(clerk.nothing_recorded(lambda: clerk.hands_over("综合窗口甲")))
    clerk.hands_over("综合窗口乙")
    assert clerk.case.clerk == "综合窗口甲", "until it is taken over it stays with the first"
    press(clerk.another().desk, clerk.press(), take_over(clerk.case.handings[0].stream))
    assert clerk.case.clerk == "综合窗口乙"
    assert {row.clerk for row in clerk.rows(Level.CASE)} == {"综合窗口乙"}
