"""周刊用稿: an issue or a digest as a document for the weekly's editors, with its tables, to be edited further."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.boards.weekly_contest import Digest, said_of, short
from bingliang.exchange.rich_text import Document

if TYPE_CHECKING:
    from bingliang.boards.daily_broadcast import Issue


def write_bulletin(board: Issue | Digest, path: Path) -> tuple[Path, ...]:
    """手机报短文 as plain text; of an issue that was in no digest, as it would be told."""
    text = board.text if isinstance(board, Digest) else short(said_of(board))
    path.write_text(text + "\n", encoding="utf-8-sig", newline="\r\n")
    return (path,)


def write_page(board: Issue | Digest, path: Path) -> tuple[Path, ...]:
    """周刊用稿: a document that Word, WPS and LibreOffice open and edit."""
    path.write_bytes(digest_page(board) if isinstance(board, Digest) else issue_page(board))
    return (path,)


def digest_page(one: Digest) -> bytes:
    """一期周报; the two-weekly number is the page of the issue it carries."""
    if one.issue is not None:
        return issue_page(one.issue, title=one.name, lead=one.lead)
    made = Document(one.name)
    made.line(f"{one.zone}　{one.published_on:%Y}年{one.published_on:%m}月{one.published_on:%d}日", centred=True)
    made.paragraph(one.lead)
    made.table(("项目", "投资主体", "本周进展"), tuple(
        (row.project, row.firm, "；".join(figure.text for figure in row.sentences)) for row in one.news
    ), (22, 28, 50))  # fmt: skip
    made.heading("手机报短文")
    made.paragraph(one.text)
    _foot(made, one.mark)
    return made.bytes()


def issue_page(one: Issue, *, title: str = "", lead: str = "") -> bytes:
    """一期旬报: what the boards show, table by table, with the rule beneath."""
    head = one.header
    made = Document(title or f"{head.campaign}旬报 {head.name}")
    made.line(f"{head.zone}　{head.period_name}　截至{head.last:%m}月{head.last:%d}日（{head.day_of}）", centred=True)
    if head.reason:
        made.line(f"更正理由：{head.reason}", centred=True)
    made.paragraph(lead or one.lead)
    made.paragraph("；".join(f"{tile.label}{tile.figure.text}" for tile in one.tiles) + "。")
    made.heading("龙虎榜")
    made.table(("名次", "项目", "责任单位", "应完成", "已完成", "旬进度", "旗"), tuple(
        (str(row.rank), f"{row.name}（{row.firm}）", row.responsible, row.target, row.done, row.percent.text, row.flag)
        for row in one.projects
    ), (6, 24, 20, 18, 18, 8, 6))  # fmt: skip
    for row in one.projects:
        if row.exemption is not None or row.note:
            made.paragraph(
                f"{row.name}：{'；'.join(part for part in (row.note, row.flag_reason if row.exemption else '') if part)}"
            )
    made.paragraph(one.rule)
    made.paragraph(one.reckoning)
    made.heading("责任单位")
    made.table(("名次", "责任单位", "平均旬进度", "法定超期", "承诺超时", "旗"), tuple(
        (str(row.rank), row.name, row.percent.text, row.overdue.text, row.late.text, row.flag) for row in one.departments
    ), (8, 40, 16, 14, 14, 8))  # fmt: skip
    if one.problems:
        made.heading("要素保障")
        made.table(("状态", "项目", "问题", "责任部门", "期限、结果"), tuple(
            (row.state, row.project, row.words, row.department, row.outcome or f"{row.due:%Y-%m-%d}前")
            for row in one.problems
        ), (10, 22, 38, 16, 14))  # fmt: skip
    if one.comments:
        made.heading("业主点评（企业同意公布）")
        for said in one.comments:
            answer = f"　答复：{said.answer}" if said.answer else ""
            made.paragraph(f"{said.firm} → {said.department}（{said.grade}）：“{said.text}”{answer}")
    if one.note:
        made.paragraph(one.note)
    _foot(made, head.mark)
    return made.bytes()


def _foot(made: Document, mark: str) -> None:
    if mark:
        made.line(mark, centred=True)
