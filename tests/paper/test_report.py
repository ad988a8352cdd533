"""报表版式: A4 on its side; a table that runs on carries its head, one that fits stays whole, nothing lies outside the sheet."""

from __future__ import annotations

from bingliang.boards.charts import Bar, columns, pairs
from bingliang.boards.picture import Sheet
from bingliang.paper.ink import Area, Rule, Run
from bingliang.paper.linebreak import halves
from bingliang.paper.pages import page_count, page_sizes, page_text
from bingliang.paper.report import PICTURE, Pictures, Report, Table, Text, drawn, measured, report

FOOT = "来源：本区台账，岳阳经济技术开发区（示范）；2026-12-18 08:50 生成"


def table(rows: int, title: str = "部门：收件和办结") -> Table:
    heads = ("部门", *(f"第{n}\n栏" for n in range(1, 19)))
    return Table(title, heads, tuple((f"部门{n}", *map(str, range(18))) for n in range(rows)), frozenset({rows - 1}))


def made(*parts: Table | Pictures | Text) -> list[str]:
    pdf = report(Report("办件月报", ("全部部门。",), parts, ("制表：", "审核："), FOOT, "示范数据"))
    assert {(round(width), round(height)) for width, height in page_sizes(pdf)} == {(842, 595)}
    return ["".join(page_text(pdf, page).split()) for page in range(page_count(pdf))]


def test_a_table_that_runs_on_carries_its_head_and_every_page_its_source() -> None:
    pages = made(table(60))
    assert len(pages) == 3
    for number, text in enumerate(pages, 1):
        assert "第18栏" in text
        assert "来源：本区台账" in text
        assert f"第{number}页，共3页" in text
    whole = "".join(pages)
    assert all(whole.count(f"部门{n}01234567891011") == 1 for n in range(60)), "every row once"
    assert "制表：" in pages[-1]
    assert "制表：" not in pages[0]


def test_a_table_that_fits_on_a_page_is_not_cut() -> None:
    first, second = made(table(18), table(12, "部门：时限和用时"))
    assert "部门：收件和办结" in first
    assert "部门：时限和用时" not in first, "neither its heading nor its first rows are left behind"
    assert "部门：时限和用时" in second


def test_words_run_over_lines_and_pages() -> None:
    pages = made(Text("说明", tuple(f"第{n}条：{'审批用时不含特殊环节，' * 12}" for n in range(40))))
    assert len(pages) > 1
    assert "第39条" in "".join(pages)


def test_a_chart_on_paper_is_the_chart_of_the_screen_within_its_frame() -> None:
    bars = [Bar(f"{n}月", n, str(n), chosen=n == 3, second=n + 1) for n in range(1, 13)]
    for picture in (
        columns(Sheet("逐月办结（项）", FOOT, *PICTURE, measured), bars),
        pairs(Sheet("跨度用时", FOOT, *PICTURE, measured), bars, "过去", "方案甲"),
    ):
        ink = list(drawn(picture))
        wide, high = PICTURE[0] * 0.8, PICTURE[1] * 0.8
        areas = [one for one in ink if isinstance(one, Area)]
        assert len(areas) == len(picture.blocks)
        assert len({one.grey for one in areas}) == 2, "what is chosen stands out on paper too"
        for one in ink:
            if isinstance(one, Area):
                assert 0 <= one.x <= one.x + one.width <= wide + 0.01
                assert 0 <= one.y <= one.y + one.height <= high
            elif isinstance(one, Run):
                assert one.x >= -0.01
                assert one.x + halves(one.text) * one.size / 2 <= wide + 0.01, one.text
            elif isinstance(one, Rule):
                assert max(one.x1, one.x2) <= wide
    assert "逐月办结" in made(Pictures("图", (columns(Sheet("逐月办结（项）", FOOT, *PICTURE, measured), bars),)))[0]
