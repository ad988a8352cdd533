"""拆分、合并、企业合并: cases keep their line, the old code stays findable, and nothing is counted twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from bingliang.desk.acts.press import Press, press
from bingliang.desk.errors import Faults
from bingliang.desk.overview import overview
from bingliang.desk.overview import projects as choices
from bingliang.desk.projects import ceremonies, enterprises, reshaping
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.cases import cases_of
from bingliang.desk.projects.enterprises import Merger
from bingliang.desk.projects.index import index
from bingliang.desk.projects.library import Entrant, Plan
from bingliang.desk.projects.reshaping import Part
from bingliang.desk.projects.rows import library
from bingliang.desk.projects.view import view
from bingliang.ledger.acts import Refusal, Who
from bingliang.ledger.ceremony import Listed
from bingliang.ledger.project import Profile
from bingliang.mechanism.seven_batches import tag_of
from tests.clerk import FIRM, PROJECT, Clerk

Do = Callable[[str, Press], Sequence[str]]
CODE = "2609-430600-04-01-1001{}"


@pytest.fixture
def do(clerk: Clerk) -> Do:
    clerk.on("12-18")

    def done(request: str, made: Press) -> Sequence[str]:
        found: Sequence[str] = press(clerk.desk, request, made)["streams"]
        return found

    return done


def entrant(
    name: str, works: tuple[str, ...] = (), *, investment: int = 30000, land: str = "120.5", code: str = "",
    tags: str = "2+10重点2026", plans: tuple[Plan, ...] = (), firm: str = FIRM["name"],
) -> Entrant:  # fmt: skip
    profile = Profile(
        name, firm, code=code, investment=investment, land=land, tags=(tag_of(tags),), responsible="产发局",
        honours=f"{name}荣誉",
    )  # fmt: skip
    return Entrant(profile, "签约", date(2026, 11, 2), works, plans)


def part(**more: object) -> Part:
    given: dict[str, object] = {
        "name": "乙车间（虚构）", "firm": FIRM["name"], "code": "", "works": ("乙车间",), "investment": 12000, "land": "40.5",
        "tags": (), "reason": "分期建设", **more,
    }  # fmt: skip
    return Part(**given)  # type: ignore[arg-type]  # by name


def test_a_split_divides_the_sums_and_the_works_take_their_milestones(clerk: Clerk, do: Do) -> None:
    plans = (
        Plan("签约", actual=date(2026, 11, 2)), Plan("开工", date(2027, 1, 5), works="乙车间"),
        Plan("开工", date(2026, 12, 30), works="甲车间"),
    )  # fmt: skip
    (whole,) = do("入库", projects.enlist([entrant("产业园（虚构）", ("甲车间", "乙车间"), plans=plans)]))
    answer = do("拆", reshaping.split(whole, part()))
    assert answer[0] == whole
    born = answer[1]
    with clerk.desk.store.look() as look:
        held = index(look)
        old, new = held.held[whole], held.held[born]
    assert (old.profile.investment, old.profile.land, old.works) == (18000, "80", ("甲车间",))
    assert (new.profile.investment, new.profile.land, new.works) == (12000, "40.5", ())
    assert [(one.works, one.name) for one in new.milestones.values()] == [("", "开工")]
    assert {(one.works, one.name) for one in old.milestones.values()} == {("", "签约"), ("甲车间", "开工")}
    assert (old.parts[0].name, new.origin.name if new.origin else "") == ("乙车间（虚构）", "产业园（虚构）")
    assert (new.profile.tags, new.profile.honours, new.batch, new.since) == ((), "", "签约", date(2026, 11, 2))
    assert sum(row.investment for row in library(clerk.desk).rows) == 30000, "no more than before"
    assert "项目拆分：拆出“乙车间（虚构）”" in view(clerk.desk, whole).history[0]
    assert clerk.desk.store.verify().ok


def test_a_split_of_the_money_alone_and_what_is_refused(clerk: Clerk, do: Do) -> None:
    del clerk
    (whole,) = do("入库", projects.enlist([entrant("产业园（虚构）", ("甲", "乙"))]))
    for wrong, said in (
        (part(reason=" ", works=(), investment=0, land=""), "请至少拆出一个单项工程"),
        (part(works=("丙",)), "没有单项工程“丙”"),
        (part(works=("甲", "乙")), "不能把全部单项工程都拆出去"),
        (part(works=("甲",), investment=30001), "多于原项目的 30,000 万元"),
        (part(works=("甲",), land="121"), "多于原项目的 120.5 亩"),
    ):
        with pytest.raises(Faults, match=said):
            do(said, reshaping.split(whole, wrong))
    do("拆", reshaping.split(whole, part(works=(), land="120.5", firm="新公司（虚构）")))
    with pytest.raises(Refusal, match="已在项目库"):
        do("又拆", reshaping.split(whole, part(works=(), land="", firm="新公司（虚构）")))


def test_a_merger_adds_up_and_the_old_number_and_code_lead_to_the_new_one(clerk: Clerk, do: Do) -> None:
    clerk.on("11-10").receives("S3-03")
    clerk.on("12-18")
    (one,) = do("甲", projects.enlist([entrant("甲项目（虚构）", ("一车间",), code=CODE.format("01"))]))
    plans = (Plan("开工", date(2027, 1, 5)),)
    (two,) = do("乙", projects.enlist([entrant(PROJECT["name"], code=PROJECT["code"], plans=plans, tags="汽车产业")]))
    (three,) = do("丙", projects.enlist([entrant("丙项目（虚构）", ("一车间",), investment=0, land="")]))
    with clerk.desk.store.look() as look:
        before = len(cases_of(look, [index(look).held[two]]))
    do("合", reshaping.merge(one, [two, three], "企业整合为一个项目，示范文〔2026〕7号"))
    with clerk.desk.store.look() as look:
        held = index(look)
        grown = held.held[one]
        assert (grown.profile.investment, grown.profile.land) == (60000, "241")
        assert [tag.text for tag in grown.profile.tags] == ["2+10重点2026", "汽车产业"]
        assert grown.works == ("一车间", PROJECT["name"], "丙项目（虚构） 一车间")
        assert [(mile.works, mile.name) for mile in grown.milestones.values()] == [(PROJECT["name"], "开工")]
        assert (len(cases_of(look, held.family(grown))), before) == (1, 1), "the case is still its case"
    rows = library(clerk.desk).rows
    assert [row.stream for row in rows] == [one]
    assert sum(row.investment for row in rows) == 60000
    assert PROJECT["code"] in rows[0].former
    page = overview(clerk.desk, choices(clerk.desk, PROJECT["code"])[0].id)
    assert page.panels[0].figure == "签约"
    assert "已于2026-12-18并入“甲项目（虚构）”" in view(clerk.desk, two).sentence
    with pytest.raises(
        Refusal, match=r"已于2026-12-18并入“甲项目（虚构）”（项目〔2026〕0001号），请在并入的项目上办理"
    ):
        do("流转", projects.move(two, "开工", date(2026, 12, 18)))
    with pytest.raises(Refusal, match="已在项目库"):
        do("重入", projects.enlist([entrant(PROJECT["name"], code=PROJECT["code"])]))
    assert clerk.desk.store.verify().ok


def test_what_may_not_be_merged(clerk: Clerk, do: Do) -> None:
    (one,) = do("甲", projects.enlist([entrant("甲项目（虚构）")]))
    (two,) = do("乙", projects.enlist([entrant("乙项目（虚构）")]))
    with pytest.raises(Faults, match="至少一个"):
        do("无", reshaping.merge(one, [], "理由"))
    with pytest.raises(Faults, match="至少一个"):
        do("自", reshaping.merge(one, [one], "理由"))
    with pytest.raises(Faults, match="请写明合并的理由"):
        do("空", reshaping.merge(one, [two], " "))
    (batch,) = do("批", ceremonies.plan(ceremonies.Plan("第1批", date(2026, 12, 28))))
    do("列", ceremonies.enter(batch, Listed(two)))
    with pytest.raises(Refusal, match="还列在“第1批”（2026-12-28）里，请先移出"):
        do("合", reshaping.merge(one, [two], "理由"))
    do("移", ceremonies.strike(batch, (two, ""), "合并"))
    do("合二", reshaping.merge(one, [two], "理由"))
    with pytest.raises(Refusal, match="不再单独开工"):
        do("再列", ceremonies.enter(batch, Listed(two)))
    clerk.desk.who = Who("审查人员", "后台", "部门", "water")
    with pytest.raises(Refusal, match="部门无权办理“项目合并”"):
        do("部", reshaping.merge(one, [two], "理由"))


STAYS = {**FIRM, "id": "weier", "name": "湖南示例重工有限公司（虚构）", "credit_code": "91430600000001214R"}
TOLD = Merger("示例精工", STAYS["credit_code"], date(2026, 12, 16), "准予合并登记通知书示范〔2026〕5号")


def test_an_enterprise_is_absorbed_its_cases_stay_and_its_projects_change_hands(clerk: Clerk, do: Do) -> None:
    clerk.on("11-10").receives("S3-03")
    stream = clerk.stream
    clerk.receives("S3-03", enterprise=STAYS, project={**PROJECT, "name": "重工项目（虚构）", "code": ""})
    clerk.on("12-18")
    (project,) = do("入库", projects.enlist([entrant(PROJECT["name"], code="")]))
    with clerk.desk.store.look() as look:
        gone, stays = (enterprises.sought(look, words, "gone") for words in (TOLD.gone, TOLD.stays))
        said = "".join(enterprises.told(look, gone, stays))
    assert "它的 1 件办件都留在原来的名下" in said
    assert "其中 1 件在办" in said
    assert f"项目库的 1 个项目改由“{STAYS['name']}”投资" in said
    do("并", enterprises.merge(TOLD))
    profile = view(clerk.desk, project).row.profile
    assert (profile.firm, profile.credit_code) == (STAYS["name"], STAYS["credit_code"])
    with clerk.desk.store.look() as look:
        already = enterprises.absorbed(look, gone.id)
        assert already is not None
        assert already.words == f"已于2026-12-16并入“{STAYS['name']}”（91430600000001214R）"
        assert enterprises.names_of(look, gone) == {gone.name, STAYS["name"]}
        assert enterprises.taken_over(look, stays.id) == (gone.id,)
        held = index(look).held[project]
        assert [case.stream for case in cases_of(look, [held])] == [stream], (
            "the case is found although the name changed"
        )
    assert view(clerk.desk, project).project_id
    page = overview(clerk.desk, choices(clerk.desk, "示例精工")[0].id)
    assert page.panels[0].figure == "签约", "the project of the register is still that of the library"
    with pytest.raises(Refusal, match="已于2026-12-16并入"):
        do("又", enterprises.merge(TOLD))
    with pytest.raises(Refusal, match="请以“湖南示例重工有限公司（虚构）”的名义"):
        clerk.receives("S3-03")
    assert clerk.desk.store.verify().ok


def test_both_enterprises_must_be_found_and_the_paper_named(clerk: Clerk, do: Do) -> None:
    clerk.on("11-10").receives("S3-03")
    clerk.receives("S3-03", enterprise=STAYS, project={**PROJECT, "name": "重工项目（虚构）", "code": ""})
    clerk.on("12-18")
    for wrong, said in (
        (replace(TOLD, gone=""), "请输入企业名称"),
        (replace(TOLD, stays="没有的企业"), "企业库里没有“没有的企业”"),
        (replace(TOLD, stays="示例"), "“示例”找到 2 家：.*请写全名或者信用代码"),
        (replace(TOLD, document=" "), "请填写登记机关的文书"),
        (replace(TOLD, on=date(2026, 12, 19)), "还没有到"),
    ):
        with pytest.raises(Faults, match=said):
            do(said, enterprises.merge(wrong))
    with pytest.raises(Refusal, match="同一家企业"):
        do("同", enterprises.merge(replace(TOLD, stays=FIRM["name"])))
