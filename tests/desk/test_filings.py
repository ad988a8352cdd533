"""网上申报: a package becomes one filing, its clock runs from entry, it becomes a case with nothing typed again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bingliang.desk.casework import clocks
from bingliang.desk.intake import entering
from bingliang.desk.online import corrections as filing_corrections
from bingliang.desk.online import filings
from bingliang.desk.online import notice as filing_notice
from bingliang.desk.online import status as filing_status
from bingliang.desk.online import view as filing_view
from bingliang.desk.online import visit as filing_visit
from bingliang.desk.online.counting import waiting_count
from bingliang.exchange.json_schema import faults
from bingliang.exchange.packages import write_package
from bingliang.exchange.quarantine import opened
from bingliang.ledger.acts import Refusal, Who
from bingliang.ledger.filing import fold_filing
from bingliang.ledger.folding import fold
from bingliang.settings import factory
from tests.clerk import Clerk, day
from tests.desk.filings_hand import HELD, at, reviewed, taken
from tests.filings import PDF, manifest, png

# ── entry ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_day_of_entry_is_the_platforms_and_not_the_imports(friday: Clerk, tmp_path: Path) -> None:
    entered = taken(friday, tmp_path)
    assert (entered.number, entered.received_on, entered.again) == ("网申〔2026〕0001号", day("12-17"), False)
    row = filing_view.filings(friday.desk)[0]
    assert (row.answer_by, row.remaining, row.state) == (day("12-24"), 4, "待预审")


def test_without_a_platform_time_it_counts_from_its_arrival_here(friday: Clerk, tmp_path: Path) -> None:
    at(friday, "2026-12-19T22:30:00")
    assert taken(friday, tmp_path, entered_at=None).received_on == day("12-19"), (
        "a Saturday night is a day all the same"
    )
    assert filing_view.filings(friday.desk)[0].answer_by == day("12-25")


def test_the_same_package_twice_is_the_same_filing(friday: Clerk, tmp_path: Path) -> None:
    first, second = taken(friday, tmp_path), taken(friday, tmp_path)
    assert (second.again, second.stream, second.number) == (True, first.stream, first.number)
    with friday.desk.store.look() as look:
        assert len(look.entries(first.stream)) == 1
    assert "没有重复登记" in second.sentence


def test_the_same_number_with_other_content_is_refused(friday: Clerk, tmp_path: Path) -> None:
    taken(friday, tmp_path)
    with pytest.raises(filings.Returned, match="已经入库"):
        taken(friday, tmp_path, works="三号厂房")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"entered_at": "2026-12-18T10:00:00+08:00"}, "晚于现在"),
        ({"entered_at": "2026-13-45T10:00:00+08:00"}, "不是一个日子"),
        ({"items": ["S9-99"]}, "没有事项"),
        ({"items": ["S2-05", "QY-01"]}, "不由申请人向窗口提出"),
        ({"items": None, "handler": None}, "缺事项、经办人"),
        ({"kind": "补正", "number": "HN2026121799999"}, "无处可归"),
    ],
)
def test_what_may_not_be_entered_is_returned(
    friday: Clerk, tmp_path: Path, changed: Mapping[str, Any], words: str
) -> None:
    with pytest.raises(filings.Returned, match=words):
        taken(friday, tmp_path, **changed)
    assert filing_view.filings(friday.desk) == ()


def test_a_reviewer_may_not_enter_a_filing(friday: Clerk, tmp_path: Path) -> None:
    friday.desk.who = Who("审查人员", "后台", "部门", "water")
    with pytest.raises(Refusal, match="无权"):
        taken(friday, tmp_path)


def test_numbers_of_persons_are_not_in_the_ledger(friday: Clerk, tmp_path: Path) -> None:
    entered = taken(friday, tmp_path)
    with friday.desk.store.look() as look:
        text = json.dumps([dict(entry.facts) for entry in look.entries(entered.stream)], ensure_ascii=False)
    assert "440524188001010014" not in text
    assert "13900000009" not in text


# ── what is seen ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_differences_to_the_register_are_shown(friday: Clerk, tmp_path: Path) -> None:
    friday.receives("S1-15")
    seen = filing_view.view(friday.desk, taken(friday, tmp_path).stream)
    wrong = {one.word: (one.given, one.known) for one in seen.differences if one.differs}
    assert wrong == {"住所": ("岳阳经济技术开发区示范路19号（虚构）", "岳阳经济技术开发区示范路9号（虚构）")}
    assert [one.sm3 for one in seen.attachments] == [friday.desk.store.blobs.put(data) for data in HELD.values()]


def test_attachments_stand_with_their_materials_and_the_rest_behind(friday: Clerk, tmp_path: Path) -> None:
    files = {"甲.pdf": PDF, "乙.png": png()}
    rows = manifest(files)["attachments"]
    first = filing_view.view(friday.desk, taken(friday, tmp_path).stream).materials[0]
    rows[0]["material"] = first.key
    path = write_package(tmp_path / "二.zip", manifest(files, number="HN0002", attachments=rows), files)
    stream = filings.import_package(friday.desk, path, tmp_path / "隔离").stream
    materials = filing_view.view(friday.desk, stream).materials
    assert next(row for row in materials if row.key == first.key).at == (0,)
    assert [(row.name, row.at) for row in materials if not row.asked and row.at] == [("乙", (1,))]


# ── into a case ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_typed_again(friday: Clerk, tmp_path: Path) -> None:
    stream = taken(friday, tmp_path).stream
    reviewed(friday, stream)
    at(friday, "2026-12-21T09:00:00")
    visit = filing_visit.visit_of(friday.desk, stream)
    assert entering.foresee(friday.desk, visit).faults == ()
    assert entering.foresee(friday.desk, visit).taken[0].answer.on == day("12-24"), "its own period, from its entry"
    received = entering.receive(friday.desk, filing_visit.press_of(stream), visit)
    with friday.desk.store.look() as look:
        case = fold(look.entries(received.stream))
        lines = look.entries(received.stream)
    assert case is not None
    assert (case.channel, case.received_on, case.works["name"]) == ("网上", day("12-17"), "二号厂房")
    assert [item.code for item in case.items.values()] == ["S2-05"]
    assert case.items[1].received_on == day("12-17")
    assert all(row["electronic"] and not row["originals"] for row in case.materials)
    assert not any("late_reason" in entry.facts for entry in lines), "it was entered in time: no 补录"
    row = filing_view.filings(friday.desk, everything=True)[0]
    assert (row.state, row.case_code) == ("已收件", received.code)
    assert filing_view.filings(friday.desk) == ()
    verdict = friday.desk.store.verify()
    assert verdict.ok, verdict.sentence


def test_what_waits_is_counted_and_what_was_received_carries_its_number(friday: Clerk, tmp_path: Path) -> None:
    assert waiting_count(friday.desk) == 0
    stream = taken(friday, tmp_path).stream
    assert waiting_count(friday.desk) == 1
    reviewed(friday, stream)
    at(friday, "2026-12-21T09:00:00")
    code = entering.receive(
        friday.desk, filing_visit.press_of(stream), filing_visit.visit_of(friday.desk, stream)
    ).code  # fmt: skip
    assert waiting_count(friday.desk) == 0
    (row,) = filing_view.filings(friday.desk, everything=True)
    assert (row.state, row.case_code) == ("已收件", code)


def test_pressed_twice_it_is_one_case_and_a_second_counter_is_refused(friday: Clerk, tmp_path: Path) -> None:
    stream = taken(friday, tmp_path).stream
    reviewed(friday, stream)
    visit = filing_visit.visit_of(friday.desk, stream)
    first = entering.receive(friday.desk, filing_visit.press_of(stream), visit)
    assert entering.receive(friday.desk, filing_visit.press_of(stream), visit).code == first.code
    with pytest.raises(Refusal, match="已经收件"):
        entering.receive(friday.desk, "another press", visit)
    with pytest.raises(Refusal, match="不再预审"):
        filing_visit.visit_of(friday.desk, stream)


def test_silence_binds_from_the_day_of_entry(friday: Clerk, tmp_path: Path) -> None:
    stream = taken(friday, tmp_path).stream
    reviewed(friday, stream)
    at(friday, "2026-12-25T09:00:00")
    seen = filing_view.view(friday.desk, stream)
    assert seen.row.remaining == -1
    assert "即为受理" in seen.sentence
    received = entering.receive(friday.desk, filing_visit.press_of(stream), filing_visit.visit_of(friday.desk, stream))
    clocks.sweep(friday.desk)
    with friday.desk.store.look() as look:
        case = fold(look.entries(received.stream))
    assert case is not None
    acceptance = case.items[1].acceptance
    assert acceptance is not None
    assert (acceptance.deemed, acceptance.on) == (True, day("12-17"))


def test_the_one_notice_tells_all_that_the_reviewer_found(friday: Clerk, tmp_path: Path) -> None:
    stream = taken(friday, tmp_path).stream
    with pytest.raises(Refusal, match="没有看"):
        filing_notice.lines(friday.desk, stream)
    reviewed(friday, stream)
    with pytest.raises(Refusal, match="没有需要补正"):
        filing_notice.lines(friday.desk, stream)
    names = [row.name for row in filing_view.view(friday.desk, stream).materials if row.asked][:2]
    reviewed(friday, stream, {names[0]: "扫描件看不清", names[1]: ""})
    assert filing_notice.lines(friday.desk, stream) == (f"{names[0]}：扫描件看不清", f"{names[1]}：没有交")
    told = filing_notice.notify(friday.desk, stream)
    with friday.desk.store.look() as look:
        case = fold(look.entries(told.stream))
    assert case is not None
    assert [row["material"] for row in case.items[1].defects] == names
    assert "correction" in [paper.form for paper in case.papers]
    with pytest.raises(Refusal, match="不再预审"):
        filing_notice.notify(friday.desk, stream)


def corrected(clerk: Clerk, folder: Path, *titles: str) -> str:
    """A filing told of two materials on 12-18; a further package with these entered on 12-21, late in the evening."""
    stream = taken(clerk, folder).stream
    names = [row.name for row in filing_view.view(clerk.desk, stream).materials if row.asked][:2]
    reviewed(clerk, stream, {names[0]: "没有盖章", names[1]: ""})
    filing_notice.notify(clerk.desk, stream)
    at(clerk, "2026-12-22T09:00:00")
    files = {f"{title}.pdf": PDF for title in titles or names}
    path = write_package(
        folder / "补.zip", manifest(files, kind="补正", entered_at="2026-12-21T23:50:00+08:00"), files
    )  # fmt: skip
    filings.import_package(clerk.desk, path, folder / "隔离")
    return stream


def test_corrections_come_as_a_package_and_count_from_their_own_entry(friday: Clerk, tmp_path: Path) -> None:
    stream = corrected(friday, tmp_path)
    seen = filing_view.view(friday.desk, stream)
    assert (seen.row.corrected, seen.row.waiting) == (True, False)
    assert [row.stream for row in filing_view.filings(friday.desk)] == [stream], "it is a task again"
    assert len(seen.attachments) == 4
    shown = filing_corrections.corrections(friday.desk, stream)
    assert (shown.on, len(shown.back), shown.lacking, shown.complete) == (day("12-21"), 2, (), True)
    told = filing_corrections.take(friday.desk, stream, shown)
    with friday.desk.store.look() as look:
        case = fold(look.entries(told.stream))
    assert case is not None
    assert case.items[1].corrected_on == day("12-21")
    assert filing_view.filings(friday.desk) == ()
    assert filing_view.view(friday.desk, stream).row.state == "已收件"


def test_a_part_of_the_corrections_is_entered_as_a_part(friday: Clerk, tmp_path: Path) -> None:
    stream = corrected(friday, tmp_path, "申请文件（函）")
    shown = filing_corrections.corrections(friday.desk, stream)
    assert (shown.back, shown.lacking) == (("申请文件（函）",), ("环境影响报告表",))
    told = filing_corrections.take(friday.desk, stream, shown)
    with friday.desk.store.look() as look:
        case = fold(look.entries(told.stream))
    assert case is not None
    assert case.items[1].corrected_on is None


def test_corrections_of_other_materials_are_left_to_the_clerk(friday: Clerk, tmp_path: Path) -> None:
    stream = corrected(friday, tmp_path, "别的")
    with pytest.raises(Refusal, match="没有告知书列明的材料"):
        filing_corrections.corrections(friday.desk, stream)


def test_a10_what_came_in_time_by_package_is_not_overdue_because_nobody_has_entered_it(
    friday: Clerk, tmp_path: Path
) -> None:
    """The package of 12-21 lies unread until its period is over: the counter's delay is not the applicant's."""
    stream = corrected(friday, tmp_path, "申请文件（函）")
    with friday.desk.store.look() as look:
        friday.stream = str(fold_filing(look.entries(stream)).case)  # type: ignore[union-attr]  # it was received
    friday.on("2027-01-20")
    said = friday.nothing_recorded(lambda: friday.declines(1, "补正逾期", "没有补正"))
    assert isinstance(said, Refusal)
    assert "申请文件（函）已于2026-12-21随网上补正包按时到达，还没有登记补正收件" in said.sentence
    assert said.article.startswith("法释〔2009〕20号")
    filing_corrections.take(friday.desk, stream, filing_corrections.corrections(friday.desk, stream))
    friday.declines(1, "补正逾期", "环境影响报告表没有补正")
    assert friday.item(1).ending is not None


def test_a9_a_withdrawal_behind_the_decision_is_sent_back(friday: Clerk, tmp_path: Path) -> None:
    stream = taken(friday, tmp_path).stream
    reviewed(friday, stream)
    visit = filing_visit.visit_of(friday.desk, stream)
    friday.stream = entering.receive(friday.desk, filing_visit.press_of(stream), visit).stream
    friday.accepts(1).grants(1)
    with pytest.raises(filings.Returned, match="决定已经作出，申请人不能再撤件"):
        taken(friday, tmp_path, kind="撤回", reason="方案有变")
    assert filing_view.view(friday.desk, stream).row.state == "已收件"


def test_a11_a_notice_behind_the_period_is_refused_and_silence_has_accepted(friday: Clerk, tmp_path: Path) -> None:
    """The filing of 12-17 was due for an answer on 12-24; on 12-28 nothing is told any more."""
    stream = taken(friday, tmp_path).stream
    reviewed(friday, stream, {"环境影响报告表": "缺少附图"})
    friday.on("12-28")
    with pytest.raises(Refusal, match="受理后不得再要求补正"):
        filing_notice.notify(friday.desk, stream)
    with friday.desk.store.look() as look:
        friday.stream = str(fold_filing(look.entries(stream)).case)  # type: ignore[union-attr]  # it was received
    friday.sweeps()
    acceptance = friday.item(1).acceptance
    assert acceptance is not None
    assert (acceptance.deemed, acceptance.on) == (True, day("12-17"))


def test_a_withdrawal_ends_the_filing(friday: Clerk, tmp_path: Path) -> None:
    stream = taken(friday, tmp_path).stream
    taken(friday, tmp_path, kind="撤回", reason="方案有变")
    assert filing_view.filings(friday.desk) == ()
    assert waiting_count(friday.desk) == 0
    assert "方案有变" in filing_view.view(friday.desk, stream).sentence
    with pytest.raises(filings.Returned, match="重新申报"):
        taken(friday, tmp_path, kind="补正")
    assert [event.code for event in _due(friday, stream).events] == [2]


# ── status ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _due(clerk: Clerk, stream: str) -> filing_status.Due:
    with clerk.desk.store.look() as look:
        found = filing_status.status(look, stream)
    assert found is not None
    return found


def _read(path: Path, folder: Path) -> Mapping[str, Any]:
    with opened(path, folder) as package:
        found: Mapping[str, Any] = json.loads(package.read("manifest.json"))
    return found


def test_every_later_act_goes_back_with_its_national_code(friday: Clerk, tmp_path: Path) -> None:
    back = tmp_path / "回传"
    stream = taken(friday, tmp_path).stream
    assert filing_status.report(friday.desk, back) == ()
    reviewed(friday, stream)
    received = entering.receive(friday.desk, filing_visit.press_of(stream), filing_visit.visit_of(friday.desk, stream))
    (first,) = filing_status.report(friday.desk, back)
    entering.accept_now(friday.desk, "accept", received.stream, [one.no for one in received.items if not one.why])
    (second,) = filing_status.report(friday.desk, back)
    assert filing_status.report(friday.desk, back) == (), "told once"
    one, two = _read(first, tmp_path / "隔离"), _read(second, tmp_path / "隔离")
    assert [event["code"] for event in one["events"]] == [1]
    assert [event["code"] for event in two["events"]] == [3, 8]
    assert (one["number"], one["case"], one["part"], two["part"]) == ("HN2026121700001", received.code, 1, 2)
    assert one["events"][0]["on"] == "2026-12-17"
    shape = json.loads((factory().resources / "online" / "status.schema.json").read_text("utf-8"))
    assert [list(faults(said, shape)) for said in (one, two)] == [[], []]
