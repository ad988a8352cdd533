"""The law of the file, the joint meeting (A15).

Each test tries the wrong thing and reads why it is refused; then the right thing, and reads what was printed.
"""

from __future__ import annotations

from bingliang.desk.acts.offers import offers
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from tests.clerk import SITE_A, SITE_B, Clerk, day
from tests.desk.printed import text_of

RULE = "示范规〔2026〕3号"


def joint(clerk: Clerk) -> Clerk:
    held = {"S3-03": "施工许可证示范1号", "S2-02": "建字示范1号", "S3-02": "消审示范1号"}
    clerk.on("12-08").receives("S4-01", "S4-02", "S4-03", held=held)
    return clerk.accepts(1, 2, 3).convenes(1, 2, 3, at="2026-12-11T09:30")


def test_a15_one_notice_per_department_with_time_place_and_the_rule_of_absence(clerk: Clerk) -> None:
    joint(clerk)
    assert len(clerk.papers("convening")) == 2
    for which, department in enumerate((SITE_A, SITE_B)):
        notice = text_of(clerk, "convening", which)
        for word in (department, "2026年12月11日9时30分", "二号车间现场", "缺席不视为同意", "不停止计时"):
            assert word in notice, word


def test_a15_a_meeting_stops_no_clock_and_each_item_keeps_its_own_limit(clerk: Clerk) -> None:
    joint(clerk)
    before = [(clerk.due(no), clerk.promised(no)) for no in (1, 2, 3)]
    assert [promised for _, promised in before] == ["12-18", "12-15", "12-17"]
    clerk.on("12-11").attends(SITE_B, "有意见", "消防车道转弯半径不足", "与审查合格的消防设计文件不一致")
    assert [(clerk.due(no), clerk.promised(no)) for no in (1, 2, 3)] == before


def test_a15_the_join_is_refused_until_every_department_has_spoken_and_rectification_is_found_good(
    clerk: Clerk,
) -> None:
    joint(clerk)
    assert "不能在此之前登记意见" in str(clerk.nothing_recorded(lambda: clerk.attends(SITE_A)))
    clerk.on("12-11")
    assert "由会审、踏勘、验收的汇总结论作出" in str(clerk.nothing_recorded(lambda: clerk.opines(1)))
    assert {one.name for one in offers(clerk.desk, clerk.stream).case if one.natural} == {"attend"}
    said = str(clerk.nothing_recorded(clerk.concludes))
    assert "尚缺2个部门的意见" in said
    assert SITE_A in said
    assert "不在本次联合验收的召集范围内" in str(clerk.nothing_recorded(lambda: clerk.attends("城建档案机构（示范）")))
    assert "须写明需要整改的内容" in str(clerk.nothing_recorded(lambda: clerk.attends(SITE_B, "有意见")))
    clerk.attends(SITE_B, "有意见", "消防车道转弯半径不足；疏散指示标志缺两处", "与审查合格的消防设计文件不一致")
    told = text_of(clerk, "rectification")
    for word in ("消防车道转弯半径不足", "3个工作日内复验", "不停止法定期限和承诺时限"):
        assert word in told
    assert "联合验收尚缺自规的意见，等企业整改后由建设交通局复验" in clerk.view.sentence
    clerk.on("12-14").attends(SITE_A)
    assert "尚未复验合格" in str(clerk.nothing_recorded(clerk.concludes))
    clerk.on("12-17").attends(SITE_B)
    assert "联合验收各部门意见已齐，请汇总结论" in clerk.view.sentence
    assert {one.name for one in offers(clerk.desk, clerk.stream).case if one.natural} == {"conclude"}
    assert "请汇总结论" in str(clerk.nothing_recorded(lambda: clerk.attends(SITE_A)))
    clerk.on("12-18").concludes()
    assert clerk.case.meetings[0].concluded_on == day("12-18")
    summary, opinion = text_of(clerk, "opinion_summary"), text_of(clerk, "joint_opinion")
    assert "12月11日提出整改意见，12月17日复验合格" in summary
    assert "同意通过联合验收" in opinion
    assert "本意见书汇总各部门的意见" in opinion
    decision = clerk.item(1).decision
    assert decision is not None
    assert (decision.act, decision.document) == ("opine", clerk.papers("joint_opinion")[0].number)
    assert [clerk.item(no).state for no in (1, 2, 3)] == [ItemState.DONE, ItemState.HANDLING, ItemState.HANDLING]


def test_a15_absence_counts_only_under_the_published_rule(clerk: Clerk) -> None:
    joint(clerk).on("12-11").attends(SITE_A).attends(SITE_B, "缺席")
    said = clerk.nothing_recorded(clerk.concludes)
    assert isinstance(said, Refusal)
    assert "没有公布缺席视为无意见的规则" in said.sentence
    clerk.sets(opinion_silence=True, opinion_silence_rule=RULE).concludes(
        "一个部门缺席，依规则视为无不同意见，同意通过"
    )
    assert clerk.case.meetings[0].concluded_on == day("12-11")


def test_a15_one_department_alone_is_no_meeting(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    assert "至少两个" in str(clerk.nothing_recorded(lambda: clerk.convenes(1, departments=(SITE_A,))))
    assert "至少两个" in str(clerk.nothing_recorded(lambda: clerk.convenes(1, departments=(SITE_A, SITE_A))))
    assert "没有正在进行" in str(clerk.nothing_recorded(clerk.concludes))


def test_a15_a_department_speaks_for_itself_alone(clerk: Clerk) -> None:
    joint(clerk).on("12-11")
    planners = clerk.reviewer("natural-resources")
    planners.presses = [300]
    assert "不能由其他部门回复" in str(planners.nothing_recorded(lambda: planners.attends(SITE_B)))
    planners.attends(SITE_A)
    assert clerk.case.meetings[0].last[SITE_A].verdict == "一致"
