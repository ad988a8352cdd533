"""选定事项: the nine items of one visit, and every way in which an item waits, joins, falls away or is not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bingliang.exchange.catalogue_files import read_catalogue_folder
from bingliang.exchange.catalogue_zone import overlay
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import (
    Bundle,
    Catalogue,
    Handling,
    Item,
    Limit,
    Material,
    Prerequisite,
    PrerequisiteKind,
    Question,
    Stage,
    Start,
    TypeRule,
    Unit,
)
from bingliang.mechanism.parallel_approval import Mode, Plan, PlannedItem, plan

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TODAY = date(2026, 10, 12)
VISIT = ("S1-10", "S2-02", "S2-05", "S3-09", "S3-07", "S2-08", "S3-01", "S3-02", "S3-03")
HELD = {
    "S1-01": "备案证明 2609-430600-04-01-100001",
    "S1-08": "出让合同 示范〔2026〕8号",
    "S1-09": "地字第示范0001号",
    "S3-10": "施工合同 2026-07",
}


@pytest.fixture(scope="module")
def zone() -> Catalogue:
    file = RESOURCES / "demo" / "zone.toml"
    return overlay(read_catalogue_folder(RESOURCES / "catalogue"), file.read_text(encoding="utf-8"), file.name)


def visit(catalogue: Catalogue, items: Sequence[str] = VISIT, held: Mapping[str, str] = HELD) -> Plan:
    return plan(catalogue, project_type="SH-DFA", items=items, answers={}, held=held, day=TODAY)


def one(found: Plan, code: str) -> PlannedItem:
    return next(each for each in found.items if each.code == code)


# ── the visit of 2026-10-12 ───────────────────────────────────────────────────────────────────────────────────────


def test_nine_items_six_formally_one_follows_two_wait(zone: Catalogue) -> None:
    found = visit(zone)
    assert found.of(Mode.FORMAL) == ("S1-10", "S2-02", "S2-05", "S2-08", "S3-07", "S3-09")
    assert found.of(Mode.FOLLOW) == ("S3-01",)
    assert found.of(Mode.HOLD) == ("S3-02", "S3-03")
    assert one(found, "S3-01").waits == ("S2-02",)
    assert one(found, "S3-02").waits == ("S2-02",)
    assert one(found, "S3-03").waits == ("S2-02", "S3-01", "S3-02")
    assert [each.no for each in found.items] == list(range(1, 10))


def test_the_reason_names_document_and_article(zone: Catalogue) -> None:
    found = visit(zone)
    assert one(found, "S3-02").reason == (
        "须先取得《建设工程规划许可证（含附图）》（程序关联，《建设工程消防设计审查验收管理暂行规定》"
        "（住建部令第51号）（条号待核）），今天先预收，取得之日转为正式收件（《行政许可法》第三十二条）。"
    )
    assert one(found, "S3-01").reason.endswith("取得后随即送审。")
    assert "《消防法》第十二条" in one(found, "S3-03").reason
    assert one(found, "S2-02").reason == "没有尚缺的前置，可以正式收件（《行政许可法》第三十二条）。"


def test_each_material_is_asked_once_for_all_items_that_need_it(zone: Catalogue) -> None:
    materials = {each.code: each for each in visit(zone).materials}
    assert len(materials) == len(visit(zone).materials)
    assert materials["M-APPLICATION"].for_items == ("S2-02", "S3-07", "S3-09")
    assert materials["M-PLANNING-PERMIT"].for_items == ("S3-01", "S3-02", "S3-03")
    assert materials["M-PLANNING-PERMIT"].follows == ("S2-02",)
    assert not materials["M-PLANNING-PERMIT"].asked_today
    assert materials["M-PLANNING-PERMIT"].when == ("依法需要办理规划许可的",)
    assert materials["M-LAND-PROOF"].held == "地字第示范0001号"
    assert not materials["M-LAND-PROOF"].asked_today
    assert materials["M-LAND-CONTRACT"].held == "出让合同 示范〔2026〕8号"
    assert materials["M-CONTRACT"].held == "施工合同 2026-07"
    assert materials["M-TRAFFIC"].asked_today
    assert materials["M-TRAFFIC"].required
    assert not materials["M-DETAILED-PLAN"].required
    assert not any(each.deferrable for each in materials.values())
    assert visit(zone).without_list == ()


def test_without_what_it_held_the_visit_waits_for_papers_from_outside(zone: Catalogue) -> None:
    found = visit(zone, held={})
    assert one(found, "S1-10").waits == ("国有建设用地使用权出让合同",)
    assert one(found, "S2-02").waits == ("S1-10",)
    assert one(found, "S3-03").waits == ("S1-10", "S2-02", "S3-01", "S3-02", "中标通知书/合同信息")
    assert found.of(Mode.FORMAL) == ("S2-05", "S2-08", "S3-07", "S3-09")


def test_a_scheme_sold_with_the_land_merges_two_stages_and_drops_its_review(zone: Catalogue) -> None:
    found = plan(
        zone, project_type="SH-DFA", stages=["3"], answers={"Q-FIRE": True, "Q-ROAD": False}, held=HELD, day=TODAY
    )
    assert found.stages == ("2", "3")
    assert "国办发〔2018〕33号（六）" in found.merged_ground
    assert [each.code for each in found.items] == ["S2-02", "S3-01", "S3-02", "S3-03"]
    aside = {each.item: each for each in found.asides}
    assert "不再审核设计方案" in aside["S2-01"].sentence
    assert "S3-10" not in aside
    asked = {question.code for question in found.unanswered}
    assert {"Q-EIA-REPORT", "Q-WASTE"} <= asked
    assert not {"Q-FIRE", "Q-ROAD", "Q-SCHEME", "Q-COMPANY"} & asked


def test_quality_supervision_goes_with_the_construction_permit(zone: Catalogue) -> None:
    found = visit(zone, items=("S3-04", "S3-03"))
    assert [(each.code, each.includes) for each in found.items] == [("S3-03", ("S3-04",))]
    quality = next(each for each in found.materials if each.code == "M-QUALITY")
    assert quality.for_items == ("S3-03", "S3-04")
    assert [each.code for each in visit(zone, items=("S3-04",)).items] == ["S3-04"]


def test_an_ordinary_project_keeps_the_stages_apart_and_needs_the_scheme(zone: Catalogue) -> None:
    asked = plan(zone, project_type="SH-GY", stages=["2"], answers={}, held=HELD, day=TODAY)
    assert asked.stages == ("2",)
    assert asked.merged_ground == ""
    assert one(asked, "S2-02").waits == ("设计方案审定意见/总平面图",)
    assert "请先回答“土地是否带设计方案出让？”" in one(asked, "S2-02").reason
    told = plan(zone, project_type="SH-GY", stages=["2"], answers={"Q-SCHEME": False}, held=HELD, day=TODAY)
    assert [each.code for each in told.items] == ["S2-01", "S2-02"]
    assert one(told, "S2-02").waits == ("S2-01",)
    with_scheme = plan(zone, project_type="SH-GY", stages=["2"], answers={"Q-SCHEME": True}, held=HELD, day=TODAY)
    assert with_scheme.of(Mode.FORMAL) == ("S2-02",)


def test_fire_review_falls_away_where_the_works_are_not_special(zone: Catalogue) -> None:
    answers = {"Q-FIRE": False}
    found = plan(zone, project_type="SH-DFA", items=("S2-02", "S3-01", "S3-03"), answers=answers, held=HELD, day=TODAY)
    assert one(found, "S3-03").waits == ("S2-02", "S3-01")
    unknown = plan(zone, project_type="SH-DFA", items=("S2-02", "S3-01", "S3-03"), answers={}, held=HELD, day=TODAY)
    assert one(unknown, "S3-03").waits[2] == "特殊建设工程消防设计审查意见书"


def test_a_bundle_brings_its_items_and_what_its_questions_add(zone: Catalogue) -> None:
    held = HELD | {"S2-02": "建字第1号", "S3-02": "消审1号", "S3-03": "施工许可证 1 号"}
    found = plan(zone, project_type="SH-DFA", bundle="joint-acceptance", answers={"Q-FIRE": True}, held=held, day=TODAY)
    assert found.of(Mode.FORMAL) == ("S4-01", "S4-02", "S4-03", "S4-07")
    assert [question.code for question in found.unanswered] == ["Q-SHELTER"]
    other = plan(
        zone, project_type="SH-DFA", bundle="joint-acceptance", answers={"Q-FIRE": False}, held=held, day=TODAY
    )
    assert "S4-04" in other.of(Mode.FORMAL)
    three = plan(zone, project_type="SH-DFA", bundle="three-permits", answers={}, held=HELD, day=TODAY)
    assert [each.code for each in three.items] == ["S2-02", "S3-03", "S3-07"]


def test_a_bundle_leaves_aside_what_is_already_held_or_of_another_type(zone: Catalogue) -> None:
    found = plan(zone, project_type="ZF-FJ", bundle="opening", answers={}, held={}, day=TODAY)
    assert [each.code for each in found.items] == ["S0-01"]
    assert found.asides == ()
    done = plan(zone, project_type="SH-GY", bundle="opening", answers={}, held={"S0-01": "执照"}, day=TODAY)
    assert [each.code for each in done.items] == ["S1-01"]
    assert done.asides == ()


@pytest.mark.parametrize(
    ("code", "sentence", "article"),
    [
        ("QY-03", "由政府统一组织区域评估，不向单个企业要求", "《优化营商环境条例》第四十二条第二款"),
        ("S1-08", "是交易或者合同，不是审批，请登记已取得的“国有建设用地使用权出让合同”", "城乡规划法"),
        (
            "S4-08",
            "自己的义务，须在竣工验收合格之日起15个自然日内完成，窗口只作提醒",
            "《建设工程质量管理条例》第四十九条",
        ),
        ("S4-09", "自己的义务，窗口只作提醒", "《建设项目环境保护管理条例》第十七条"),
        ("S2-18", "由审批机关书面征求意见，不要求企业办理", "《民用机场管理条例》第四十七条"),
        ("S2-01", "本项目不办“建设工程设计方案审查”：带方案出让土地的项目不再审核设计方案", ""),
        ("S1-03", "不适用于“带方案出让土地的社会投资类”项目", "《政府投资条例》"),
        ("S1-09", "已经办过（地字第示范0001号），不必再办", ""),
    ],
)
def test_what_the_counter_does_not_take_is_refused_with_its_reason(
    zone: Catalogue, code: str, sentence: str, article: str
) -> None:
    held = {"S1-09": HELD["S1-09"]}
    with pytest.raises(Refusal, match=r"“.+”") as refused:
        visit(zone, items=(code,), held=held)
    assert sentence in refused.value.sentence
    assert article in refused.value.article


def test_of_three_kinds_of_assessment_only_one_is_chosen(zone: Catalogue) -> None:
    answers = {"Q-EIA-REPORT": True, "Q-EIA-FORM": True}
    with pytest.raises(Refusal, match="环评类别只能选一类") as refused:
        plan(zone, project_type="SH-GY", stages=["2"], answers=answers, held={}, day=TODAY)
    assert refused.value.article == "《生态环境法典》第九十五条"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"project_type": "XX"}, "项目类型“XX”不在目录中"),
        ({"project_type": "ALL"}, "项目类型“ALL”不在目录中"),
        ({"answers": {"Q-9": True}}, "情形问题“Q-9”不在目录中"),
        ({"held": {"S9-99": "1号"}}, "已有材料写的事项“S9-99”不在目录中"),
        ({"held": {"S1-09": " "}}, "已取得“建设用地规划许可证”须写明文号或者证号"),
        ({"stages": ["9"]}, "没有编码为“9”的阶段"),
        ({"stages": []}, "不能都不选"),
        ({"items": ["S2-02"]}, "也不能同时选"),
        ({"stages": [], "bundle": "none"}, "没有编码为“none”的一件事"),
        ({"stages": [], "items": ["S9-99"]}, "没有编码为“S9-99”的事项"),
    ],
)
def test_words_the_catalogue_does_not_know_are_refused(
    zone: Catalogue, changes: dict[str, object], sentence: str
) -> None:
    asked: dict[str, object] = {"project_type": "SH-GY", "stages": ["2"], "answers": {}, "held": {}, "day": TODAY}
    with pytest.raises(ValueError, match=sentence):
        plan(zone, **(asked | changes))  # type: ignore[arg-type]  # the words are wrong on purpose


# ── small catalogues ──────────────────────────────────────────────────────────────────────────────────────────────


def rule(kind: PrerequisiteKind, *items: str) -> Prerequisite:
    return Prerequisite(items, kind, "《某法》第一条")


def item(code: str, *rules: Prerequisite, materials: tuple[Material, ...] = (), handling: str = "承诺件") -> Item:
    return Item(
        code=code, name=f"事项{code}", kind="01行政许可", handling=Handling(handling), stage="1", body="x",
        project_types=("ALL",), legal_basis=("《某法》第一条",), limit=Limit(20, Unit.WORKDAY, Start.ACCEPTED),
        prerequisites=rules, materials=materials, result=f"证{code}",
    )  # fmt: skip


def catalogue(*items: Item, questions: tuple[Question, ...] = (), bundle: tuple[str, ...] = ()) -> Catalogue:
    return Catalogue(
        edition=1,
        items={each.code: each for each in items},
        bodies={},
        stages=(Stage("1", "一", "甲"),),
        project_types={"ALL": "全部", "T": "一般"},
        questions=questions,
        bundles=(Bundle("b", "一件事", bundle),),
    )


def chosen(found: Catalogue, *items: str, held: Mapping[str, str] | None = None) -> Plan:
    return plan(found, project_type="T", items=items, answers={}, held=held or {}, day=TODAY)


STATUTORY, TOGETHER = PrerequisiteKind.STATUTORY, PrerequisiteKind.TOGETHER


def test_prerequisites_come_first_whatever_the_order_of_the_catalogue() -> None:
    found = catalogue(item("A", rule(STATUTORY, "C")), item("B"), item("C", rule(STATUTORY, "B")))
    assert [each.code for each in chosen(found, "A", "B", "C").items] == ["B", "C", "A"]


def test_any_one_alternative_is_enough() -> None:
    found = catalogue(item("A", rule(STATUTORY, "C", "B")), item("B"), item("C"))
    assert one(chosen(found, "A", "B", "C"), "A").waits == ("B",)
    assert one(chosen(found, "A", "C"), "A").waits == ("C",)
    assert one(chosen(found, "A", "C", held={"B": "1号"}), "A").waits == ()
    missing = one(chosen(found, "A"), "A")
    assert missing.waits == ("证C或者证B",)
    assert "《证C》或者《证B》（法定前置" in missing.reason


def test_items_at_the_same_time_or_together_do_not_wait() -> None:
    found = catalogue(item("A", rule(PrerequisiteKind.PARALLEL, "B")), item("B"))
    assert chosen(found, "A", "B").of(Mode.FORMAL) == ("A", "B")


def test_one_row_carries_those_handled_together_and_waits_for_what_they_wait_for() -> None:
    found = catalogue(
        item("A", rule(TOGETHER, "B", "D")),
        item("B", rule(STATUTORY, "C"), rule(STATUTORY, "A")),
        item("C"),
        item("D", rule(TOGETHER, "A")),
        item("E", rule(STATUTORY, "B"), rule(STATUTORY, "A")),
    )
    planned = chosen(found, "A", "B", "C", "D", "E")
    assert [(each.code, each.includes, each.waits) for each in planned.items] == [
        ("C", (), ()),
        ("A", ("B", "D"), ("C",)),
        ("E", (), ("A",)),
    ]
    assert planned.without_list == ("C", "A", "B", "D", "E")


def test_a_material_is_deferrable_only_when_it_is_for_every_item_that_requires_it() -> None:
    def use(*, deferrable: bool, required: bool = True, copies: int = 0) -> tuple[Material, ...]:
        return (Material("M", "图纸", "归纳", deferrable=deferrable, required=required, copies=copies),)

    both = catalogue(item("A", materials=use(deferrable=True)), item("B", materials=use(deferrable=False, copies=2)))
    assert not chosen(both, "A", "B").materials[0].deferrable
    assert chosen(both, "A", "B").materials[0].copies == 2
    loose = use(deferrable=False, required=False)
    mixed = catalogue(item("A", materials=use(deferrable=True)), item("B", materials=loose))
    assert chosen(mixed, "A", "B").materials[0].deferrable
    assert not chosen(mixed, "B").materials[0].deferrable
    assert not chosen(mixed, "B").materials[0].required


def test_a_shared_material_takes_the_stricter_word_of_its_items() -> None:
    must = Material("M", "图纸", "《某法》第一条", originals=3, when="新建的")
    may = Material("M", "图纸", "归纳", required=False, produced_by=("C", "D"))
    found = catalogue(item("A", materials=(must,)), item("B", materials=(may,)), item("C"), item("D"))
    merged = chosen(found, "A", "B").materials[0]
    assert (merged.required, merged.originals, merged.sources, merged.when) == (
        True,
        3,
        ("《某法》第一条", "归纳"),
        ("新建的",),
    )
    only = chosen(found, "B", held={"C": "甲号", "D": "乙号"}).materials[0]
    assert (only.required, only.held, only.follows) == (False, "甲号", ())
    assert chosen(found, "B", "C", "D").materials[0].follows == ("C", "D")


def test_a_prerequisite_that_does_not_concern_the_project_falls_away() -> None:
    other = replace(item("B"), project_types=("OTHER",))
    found = catalogue(item("A", rule(STATUTORY, "B")), other)
    assert chosen(found, "A").of(Mode.FORMAL) == ("A",)
    kind = replace(found, type_rules={"T": TypeRule(kind_of=("OTHER",))})
    assert chosen(kind, "A", "B").of(Mode.HOLD) == ("A",)
    waived = replace(found, type_rules={"T": TypeRule(waived={"B": "某通知"})})
    assert chosen(waived, "A").of(Mode.FORMAL) == ("A",)


def test_only_the_version_in_force_that_day_comes_with_its_stage() -> None:
    old = replace(item("A"), result="旧证", effective_to=date(2026, 12, 31))
    new = replace(item("A"), result="新证", effective_from=date(2027, 1, 1))
    later = replace(item("B"), effective_from=date(2027, 1, 1))
    found = replace(catalogue(new, later), versions={"A": (old, new)})

    def on(day: date) -> list[str]:
        return [
            each.item.result for each in plan(found, project_type="T", stages=["1"], answers={}, held={}, day=day).items
        ]

    assert on(date(2026, 12, 31)) == ["旧证"]
    assert on(date(2027, 1, 1)) == ["新证", "证B"]


def test_a_question_may_add_an_item_by_no_and_two_questions_may_add_the_same() -> None:
    first = Question("Q1", "一？", "", "归纳", ("1",), yes=("A",), no=("B",))
    second = Question("Q2", "二？", "", "归纳", ("1",), yes=("B",), group="组")
    found = catalogue(item("A"), item("B"), questions=(first, second), bundle=("A",))

    def codes(answers: Mapping[str, bool]) -> list[str]:
        told = plan(found, project_type="T", stages=["1"], answers=answers, held={}, day=TODAY)
        return [each.code for each in told.items]

    assert codes({}) == []
    assert codes({"Q1": True}) == ["A"]
    assert codes({"Q1": False}) == ["B"]
    assert codes({"Q1": True, "Q2": True}) == ["A", "B"]
    assert codes({"Q1": True, "Q2": False}) == ["A"]


def test_a_material_follows_only_what_this_visit_makes(zone: Catalogue) -> None:
    alone = visit(zone, ["S3-03"])
    permit = next(each for each in alone.materials if each.code == "M-PLANNING-PERMIT")
    assert permit.follows == ()


def test_the_first_unknown_stage_is_named(zone: Catalogue) -> None:
    with pytest.raises(ValueError, match="“8”"):
        plan(zone, project_type="SH-GY", answers={}, held={}, day=date(2026, 10, 12), stages=["9", "8"])
