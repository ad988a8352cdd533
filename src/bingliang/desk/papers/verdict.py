"""文书验真: whether a PDF or a number is a paper of this ledger: genuine, altered, void, or unknown.

The printed check string is the tail of the hash of the ledger line that drew the paper up; the stored bytes are named by
their SM3. Both are compared with the ledger, nothing is believed that only the paper says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.papers.issuing import CHECK_LENGTH
from bingliang.ledger.case import Paper
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Entry
    from bingliang.store.look import Look

LARGEST = 50 * 1024 * 1024
_CHECK = re.compile(r"([0-9A-F]{4})-([0-9A-F]{4})-([0-9A-F]{4})")


class Finding(StrEnum):
    """验真结论."""

    GENUINE = "真实有效"
    COPY = "内容是本台账的文书，文件本身不是原件"
    VOID = "已作废"
    PARTLY = "部分作废"
    ALTERED = "与台账不符"
    UNKNOWN = "台账中没有"


@dataclass(frozen=True, slots=True)
class Verdict:
    """验真的结果 in one sentence, with the paper it is about."""

    finding: Finding
    sentence: str
    number: str = ""
    title: str = ""

    @property
    def ok(self) -> bool:
        """Whether it may be relied on."""
        return self.finding is Finding.GENUINE


def verdict(desk: Desk, given: str) -> Verdict:
    """验真: `given` is the path of a PDF, a 文号, or a printed check string; ValueError when a file cannot be read."""
    where = Path(given)
    if where.suffix.lower() == ".pdf" or where.is_file():
        return _of_file(desk, where)
    with desk.store.look() as look:
        if _CHECK.fullmatch(given.strip().upper()):
            return _of_check(look, given.strip().upper())
        return _of_number(desk, look, given.strip())


def check_of(line: Entry) -> str:
    """校验串 of the line that drew a paper up, as it is printed."""
    last = line.hash[-CHECK_LENGTH:].upper()
    return "-".join(last[start : start + 4] for start in range(0, CHECK_LENGTH, 4))


# ── a number ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_number(desk: Desk, look: Look, given: str) -> Verdict:
    from bingliang.desk.papers.shelf import wished
    from bingliang.store import paper_lines

    wanted = wished(given)
    for stream in paper_lines.numbered(look, wanted):
        paper, line = _found(look, stream, lambda one: one.number == wanted)
        if paper is not None and line is not None:
            return _stored(desk, paper, line)
    return Verdict(Finding.UNKNOWN, f"台账中没有文号为“{given}”的文书，请核对文号；确为他人出示的，可能是伪造。")


def _of_check(look: Look, check: str) -> Verdict:
    from bingliang.store import paper_lines

    for entry in paper_lines.checked(look, check.replace("-", "")):
        paper, line = _drawn_by(look, entry)
        if paper is not None and line is not None:
            return _said(paper, line, Finding.GENUINE)
    return Verdict(Finding.UNKNOWN, f"台账中没有校验串为“{check}”的文书，可能是伪造或者抄错。")


def _drawn_by(look: Look, line: Entry) -> tuple[Paper | None, Entry | None]:
    return _found(look, line.stream, lambda one: one.seq == line.seq)


def _found(look: Look, stream: str, wanted: Callable[[Paper], bool]) -> tuple[Paper | None, Entry | None]:
    entries = look.entries(stream)
    case = fold(entries)
    paper = next((one for one in case.papers if wanted(one)), None) if case else None
    line = next((one for one in entries if paper is not None and one.seq == paper.seq), None)
    return paper, line


def _stored(desk: Desk, paper: Paper, line: Entry) -> Verdict:
    if paper.sm3:
        try:
            desk.store.blobs.get(paper.sm3)
        except ValueError as error:
            return Verdict(
                Finding.ALTERED, f"{paper.title} {paper.number}的原件与台账不符：{error}", paper.number, paper.title
            )
    return _said(paper, line, Finding.GENUINE)


def _said(paper: Paper, line: Entry, finding: Finding) -> Verdict:
    name = f"《{paper.title}》{paper.number}"
    if paper.void_reason:
        return Verdict(Finding.VOID, f"{name}已作废，原因：{paper.void_reason}。", paper.number, paper.title)
    if paper.void_rows:
        rows = "；".join(paper.void_rows)
        return Verdict(Finding.PARTLY, f"{name}部分作废：{rows}；其余各行有效。", paper.number, paper.title)
    drawn = f"{paper.on:%Y-%m-%d}出具，校验串 {check_of(line)}"
    return Verdict(finding, f"{name}{finding}：{drawn}。", paper.number, paper.title)


# ── a file ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_file(desk: Desk, where: Path) -> Verdict:
    from bingliang.store import paper_lines
    from bingliang.store.chain import sm3

    if where.stat().st_size > LARGEST:
        raise ValueError(f"“{where.name}”超过 50 MB，不像是一份文书，请核对。")
    data = where.read_bytes()
    digest, text = sm3(data), _text(data)
    # the text is read off the page with line breaks of its own, which may fall into the middle of the string
    said = {"-".join(one) for one in (*_CHECK.findall(text), *_CHECK.findall(_bare(text)))}
    with desk.store.look() as look:
        drawn = [entry for check in said for entry in paper_lines.checked(look, check.replace("-", ""))]
        found = [_drawn_by(look, entry) for entry in sorted(drawn, key=lambda line: (line.at, line.seq), reverse=True)]
        ours = [(paper, line) for paper, line in found if paper is not None and line is not None]
        for paper, line in ours:
            if paper.sm3 == digest:
                return _said(paper, line, Finding.GENUINE)
        # A paper may quote the check string of another; the newest is the one that it is.
        if ours:
            return _against(desk, *ours[0], text)
    return Verdict(
        Finding.UNKNOWN, f"“{where.name}”上没有本台账的校验串，不是本窗口出具的文书，或者是扫描件（请按文号验真）。"
    )


def _against(desk: Desk, paper: Paper, line: Entry, text: str) -> Verdict:
    """The check string is ours, the bytes are not: the same words, or others?"""
    own = _text(desk.store.blobs.get(paper.sm3)) if paper.sm3 else ""
    if _bare(own) == _bare(text):
        return _said(paper, line, Finding.COPY)
    return Verdict(
        Finding.ALTERED,
        f"《{paper.title}》{paper.number}的校验串是真的，但内容与台账所存原件不同，这份文件被改动过，请以原件为准。",
        paper.number,
        paper.title,
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _text(data: bytes) -> str:
    from bingliang.paper.pages import page_count, page_text

    return "\n".join(page_text(data, page) for page in range(page_count(data)))
