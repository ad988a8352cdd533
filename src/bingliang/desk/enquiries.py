"""咨询登记: what somebody asks about a case, on the telephone or at the window, and what he was told; no clock, no paper.

An applicant may ask for an explanation and must get one that is right (《行政许可法》第三十条第二款); the log says what was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.sentence import sentence
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work

MEANS = ("电话", "窗口", "网上留言", "其他")


@dataclass(frozen=True, slots=True)
class Enquiry:
    """一次咨询: who asked by which means (a post or a surname, never a number), what, and what he was told."""

    caller: str
    question: str
    answer: str
    means: str = MEANS[0]


def said(file: File) -> str:
    """可以照着念的一句: who has it, until when, what is wanted."""
    return sentence(file.case, file.catalogue, file.calendar, file.today)


def may_note(_file: File) -> None:
    """Anybody may ask at any time, also about what is done with."""


def note(desk: Desk, request: str, stream: str, on: date, asked: Enquiry) -> Answer:
    """咨询登记; the case itself is not touched by it."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("consult", work.who)
        if on > file.today or on < file.case.received_on:
            raise ValueError(f"咨询日期{on:%Y-%m-%d}应在收件日{file.case.received_on:%Y-%m-%d}与今天之间，请核对。")
        if asked.means not in MEANS:
            raise ValueError(f"咨询方式“{asked.means}”不在清单中，可选：{'、'.join(MEANS)}。")
        empty = [word for word, text in (("咨询人", asked.caller), ("问什么", asked.question), ("怎样答复", asked.answer))
                 if not text.strip()]  # fmt: skip
        if empty:
            raise ValueError(f"请填写{'、'.join(empty)}，咨询登记要写清问了什么、答了什么。")
        facts = {"caller": asked.caller.strip(), "means": asked.means}
        file.record("consult", on, {**facts, "question": asked.question.strip(), "answer": asked.answer.strip()})
        return file

    return desk.act(request, "consult", decide)
