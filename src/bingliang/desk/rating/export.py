"""评议的导出: the list as this post sees it with the totals, or a published issue with its texts; Excel or CSV."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.rating import comments
from bingliang.desk.rating.view import ISSUE, RatingRow, Totals, short
from bingliang.exchange.plain_tables import Plain, Value, write
from bingliang.mechanism.public_rating import Grade, Rate

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.comment import Issue

_ROWS = ("类别", "内容", "企业或者问题", "部门", "状态", "截止日", "迟了（工作日）")
_TOTALS = ("被评价的一方", "评价数", *(grade.text for grade in Grade), "满意率", "算式")
_TEXTS = ("企业", "项目", "部门", "等级", "点评", "答复", "答复日期")
_TALLIES = ("部门", "点评数", *(grade.text for grade in Grade), "满意率", "逾期未答复")


def export(desk: Desk, rows: Sequence[RatingRow], chosen: RatingRow | None, totals: Sequence[Totals], path: str) -> str:
    """导出 the issue in hand whole, else the rows on screen; answers the path."""
    if chosen is not None and chosen.kind == ISSUE:
        with desk.store.look() as look:
            found = comments.issue_of(look, comments.span_of(chosen.stream))
            catalogue: Catalogue = look.loaded("catalogue")
        if found is not None:
            write(Path(path), issue_tables(found, catalogue))
            return path
    write(Path(path), (_listed(rows), _summed(totals)))
    return path


def issue_tables(found: Issue, catalogue: Catalogue) -> tuple[Plain, ...]:
    """一期点评: texts and totals, as they are frozen."""
    texts = tuple(
        (
            one.firm,
            one.project,
            short(catalogue, one.department),
            Grade(one.grade).text,
            one.text,
            one.answer,
            one.answered_on,
        )
        for one in found.texts
    )
    tallies: tuple[tuple[Value, ...], ...] = tuple(
        (short(catalogue, one.department), one.total, *one.counts, f"{Rate(one.counts).percent:.1f}%", one.late)
        for one in found.tallies
    )
    return Plain(f"第{found.number}期点评", _TEXTS, texts), Plain("各部门合计", _TALLIES, tallies)


def _listed(rows: Sequence[RatingRow]) -> Plain:
    lines = tuple((row.kind, row.title, row.about, row.department, row.state, row.until, row.late) for row in rows)
    return Plain("评议清单", _ROWS, lines)


def _summed(totals: Sequence[Totals]) -> Plain:
    """合计; of a side with too few ratings nothing but its name."""
    blank = tuple("不显示" for _ in _TOTALS[1:])
    lines: tuple[tuple[Value, ...], ...] = tuple(
        (one.name, one.rate.total, *one.rate.counts, f"{one.rate.percent:.1f}%", one.rate.formula)
        if one.shown
        else (one.name, *blank)
        for one in totals
    )
    return Plain("好差评合计", _TOTALS, lines)
