"""文书架: every paper of the counter is found by case, day, kind, number and name, and its bytes are those that were issued."""

from __future__ import annotations

from pathlib import Path

import pytest

import bingliang.desk.papers.issuing
from bingliang.desk.papers import shelf
from bingliang.desk.papers.shelf import ShelfFilter
from bingliang.desk.rows import PaperRow, PaperState
from bingliang.desk.zone.editions import adopt_zone, zone_text
from bingliang.ledger.acts import Refusal
from bingliang.paper.pages import page_count, render
from tests.clerk import FIRM, PROJECT, Clerk

OTHER_FIRM = {
    **FIRM, "id": "dongfang", "name": "岳阳东方示例有限公司（虚构）", "credit_code": "914306000000001150",
}  # fmt: skip
OTHER_PROJECT = {
    **PROJECT, "id": "dongfang", "name": "防水材料生产线（虚构）", "code": "2609-430600-04-01-100012",
    "zone_code": "XM-2026-0012",
}  # fmt: skip


def titles(rows: tuple[PaperRow, ...]) -> list[str]:
    return [row.title for row in rows]


def all_papers(clerk: Clerk, words: str = "") -> tuple[PaperRow, ...]:
    return shelf.shelf(clerk.desk, ShelfFilter.ALL, words=words).rows


def busy(clerk: Clerk) -> Clerk:
    """Two cases on three days: received, accepted; the second is somebody else's."""
    clerk.on("10-12").receives("S3-09")
    clerk.on("10-14").accepts(1)
    return clerk.on("10-15").receives("S3-09", enterprise=OTHER_FIRM, project=OTHER_PROJECT)


def test_the_papers_of_a_case_come_newest_first_with_case_and_items(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    clerk.on("10-14").accepts(1)
    rows = shelf.of_case(clerk.desk, clerk.stream)
    assert titles(rows) == ["受理通知书", *titles(rows)[1:]]
    assert {"收件凭证", "收件小票"} <= set(titles(rows))
    first = rows[0]
    assert (first.state, first.kind, first.items) == (PaperState.ISSUED, "公文", ("城市建筑垃圾处置核准",))
    assert (first.code, first.project, first.enterprise) == (clerk.case.code, PROJECT["name"], FIRM["name"])
    assert f"{first.drawn_at:%m-%d}" == "10-14"
    receipt = next(row for row in rows if row.form == "receipt")
    assert receipt.copies == ("第一联　存根", "第二联　申请人")
    assert receipt.pages == page_count(shelf.pdf(clerk.desk, clerk.stream, receipt.seq))


def test_today_holds_what_was_written_today_of_whatever_case(clerk: Clerk) -> None:
    busy(clerk)
    rows = shelf.shelf(clerk.desk, ShelfFilter.TODAY).rows
    assert rows
    assert {row.stream for row in rows} == {clerk.stream}
    assert shelf.shelf(clerk.on("10-16").desk, ShelfFilter.TODAY).rows == ()


def test_all_papers_come_page_by_page_and_none_twice(clerk: Clerk) -> None:
    busy(clerk)
    whole = all_papers(clerk)
    assert len(whole) == len({(row.stream, row.seq) for row in whole}) > 5
    gathered: list[PaperRow] = []
    after = None
    while True:
        page = shelf.shelf(clerk.desk, ShelfFilter.ALL, after=after, limit=2)
        assert len(page.rows) <= 2
        gathered += page.rows
        after = page.after
        if after is None:
            break
    assert sorted((row.stream, row.seq) for row in gathered) == sorted((row.stream, row.seq) for row in whole)
    times = [str(row.drawn_at) for row in gathered]
    assert times == sorted(times, reverse=True)


def test_a_number_is_found_by_its_beginning_whatever_brackets_the_keyboard_has(clerk: Clerk) -> None:
    busy(clerk)
    paper = next(row for row in all_papers(clerk) if row.form == "acceptance")
    assert "〔2026〕" in paper.number
    for words in (
        paper.number,
        paper.number.replace("〔2026〕", "(2026)"),
        paper.number.replace("〔2026〕", "[2026]"),
        paper.number.split("第")[0],
    ):
        assert [row.number for row in all_papers(clerk, words)] == [paper.number]


def test_words_find_the_kind_the_firm_the_project_the_code_and_the_day(clerk: Clerk) -> None:
    busy(clerk)
    with clerk.desk.store.look() as look:
        first = next(stream for stream in look.streams("case/") if stream != clerk.stream)
    assert set(titles(all_papers(clerk, "受理通知"))) == {"受理通知书"}
    assert {row.stream for row in all_papers(clerk, "东方示例")} == {clerk.stream}
    assert {row.stream for row in all_papers(clerk, "智能零部件")} == {first}
    assert {row.stream for row in all_papers(clerk, clerk.case.code)} == {clerk.stream}
    for words in ("10-14", "2026-10-14", "10月14日", "2026/10/14"):
        assert titles(all_papers(clerk, words)) == ["受理通知书"]
    assert all_papers(clerk, "没有这样的文书") == ()
    assert all_papers(clerk, "2026-13-45") == ()


def test_within_a_filter_the_words_narrow_what_it_shows(clerk: Clerk) -> None:
    busy(clerk)
    today = shelf.shelf(clerk.desk, ShelfFilter.TODAY, words="小票").rows
    assert titles(today) == ["收件小票"]
    case = shelf.shelf(clerk.desk, ShelfFilter.CASE, stream=clerk.stream, words="凭证").rows
    assert "收件凭证" in titles(case)
    assert shelf.shelf(clerk.desk, ShelfFilter.CASE, words="凭证").rows == ()


def test_what_a_power_cut_left_unmade_is_waiting_and_can_be_made(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.on("10-12").receives("S3-09")

    def dark(_desk: object, _stream: str) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(bingliang.desk.papers.issuing, "issue", dark)
        with pytest.raises(KeyboardInterrupt):
            clerk.accepts(1)
    waiting = shelf.shelf(clerk.desk, ShelfFilter.WAITING).rows
    assert [(row.title, row.state) for row in waiting] == [("受理通知书", PaperState.WAITING)]
    with pytest.raises(Refusal, match=r"PDF 尚未制成，请按 F8"):
        shelf.pdf(clerk.desk, clerk.stream, waiting[0].seq)
    made = shelf.make(clerk.desk, clerk.stream, waiting[0].seq)
    assert made.state is PaperState.ISSUED
    assert shelf.pdf(clerk.desk, clerk.stream, made.seq).startswith(b"%PDF")
    assert shelf.shelf(clerk.desk, ShelfFilter.WAITING).rows == ()


def test_a_void_paper_says_why_and_keeps_its_number_and_bytes(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    clerk.on("10-14").accepts(1)
    old = next(row for row in shelf.of_case(clerk.desk, clerk.stream) if row.form == "acceptance")
    clerk.amends(clerk.line("accept").seq, {"accepted_on": "2026-10-13"})
    void = shelf.shelf(clerk.desk, ShelfFilter.VOID).rows
    assert old.number in [row.number for row in void]
    row = next(row for row in void if row.number == old.number)
    assert (row.state, row.void_reason) == (PaperState.VOID, "录入更正：录入有误")
    assert shelf.pdf(clerk.desk, row.stream, row.seq).startswith(b"%PDF")
    assert shelf.shelf(clerk.desk, ShelfFilter.VOID, words="没有").rows == ()


def test_the_bytes_are_those_that_were_issued_and_checked(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09")
    row = shelf.of_case(alone.desk, alone.stream)[0]
    assert shelf.pdf(alone.desk, row.stream, row.seq) == alone.desk.store.blobs.get(row.sm3)
    stored = next(Path(alone.where).parent.glob("*.blobs")) / row.sm3[:2] / row.sm3[2:]
    stored.write_bytes(stored.read_bytes()[:-1] + b"!")
    with pytest.raises(Refusal, match=rf"{row.number}.*已被改动，请从备份恢复。") as changed:
        shelf.pdf(alone.desk, row.stream, row.seq)
    assert str(changed.value).count("。") == 1
    stored.unlink()
    with pytest.raises(Refusal, match=r"没有找到文书原件.*请从备份恢复。"):
        shelf.pdf(alone.desk, row.stream, row.seq)


def test_a_paper_that_is_not_there_is_refused(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    for stream, seq in ((clerk.stream, 999), ("case/没有", 1)):
        with pytest.raises(Refusal, match="没有找到这份文书"):
            shelf.pdf(clerk.desk, stream, seq)


def test_a_rare_kind_is_found_in_steps_that_never_look_at_more_than_a_page_may(
    alone: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(alone)
    monkeypatch.setattr(shelf, "_LOOKED_AT", 2)
    gathered: list[PaperRow] = []
    after, steps = None, 0
    while steps == 0 or after is not None:
        page = shelf.shelf(alone.desk, ShelfFilter.ALL, words="受理通知书", after=after, limit=2)
        gathered, after, steps = [*gathered, *page.rows], page.after, steps + 1
    assert titles(tuple(gathered)) == ["受理通知书"]
    assert steps > 2


def test_every_question_reads_an_index(alone: Clerk) -> None:
    """The plans of the two paged questions name the partial indices; nothing is sorted, no ledger is scanned."""
    from bingliang.store import paper_lines
    from bingliang.store.look import compiled_text

    busy(alone)
    for act, index in (("draw_up", "ix_ledger_drawn"), ("void", "ix_ledger_voided")):
        statement = paper_lines._newest(act, first=True, last=True, later=True)
        with alone.desk.store.look() as look:
            _, text = compiled_text(statement, look.connection.dialect)
            driver = look.connection.connection.driver_connection
            assert driver is not None
            plan = driver.execute(f"EXPLAIN QUERY PLAN {text}", [""] * text.count("?")).fetchall()
        said = " ".join(row[3] for row in plan)
        assert index in said
        assert "SCAN" not in said
        assert "TEMP B-TREE" not in said


def test_a_check_string_is_found_by_an_index(alone: Clerk) -> None:
    from bingliang.store import paper_lines
    from bingliang.store.look import compiled_text

    busy(alone)
    with alone.desk.store.look() as look:
        _, text = compiled_text(paper_lines._CHECKED, look.connection.dialect)
        driver = look.connection.connection.driver_connection
        assert driver is not None
        plan = driver.execute(f"EXPLAIN QUERY PLAN {text}", [""] * text.count("?")).fetchall()
    said = " ".join(row[3] for row in plan)
    assert "ix_ledger_check" in said
    assert "SCAN" not in said


def test_in_a_practice_zone_every_page_of_every_paper_is_marked(alone: Clerk) -> None:
    """练习 stands on A4 and on the 80 mm slip: the same facts without it give other pixels on every page."""
    alone.on("10-12")
    plain, held = zone_text(alone.desk), '[settings.watermark]\nvalue = "示范数据"'
    assert held in plain
    practice, bare = (plain.replace(held, held.replace("示范数据", words)) for words in ("练习", ""))
    adopt_zone(alone.administrator().desk, "zone/练习", practice, "练习")
    alone.receives("S3-09").accepts(1)
    marked = shelf.of_case(alone.desk, alone.stream)
    assert {row.kind for row in marked} == {"公文", "凭证", "小票"}
    adopt_zone(alone.administrator().desk, "zone/无", bare, "无水印")
    alone.receives("S3-09").accepts(1)
    unmarked = {row.form: row for row in shelf.of_case(alone.desk, alone.stream)}
    for row in marked:
        with_it = shelf.pdf(alone.desk, row.stream, row.seq)
        without = shelf.pdf(alone.desk, unmarked[row.form].stream, unmarked[row.form].seq)
        for page in range(row.pages):
            assert grey(with_it, page) > grey(without, page) + 0.005, (row.title, page)


def grey(pdf: bytes, page: int) -> float:
    """The share of a page that has the watermark's own light grey."""
    image = render(pdf, page, 50)
    rows = (image.data[y * image.stride : y * image.stride + image.width] for y in range(image.height))
    return sum(row.count(237) + row.count(236) + row.count(238) for row in rows) / (image.width * image.height)
