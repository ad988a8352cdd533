"""文书和终结: papers drawn up and marked, applications that end without a decision, corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from bingliang.desk.amending import amend
from bingliang.desk.casework import (
    archiving,
    clocks,
    decisions,
    delivery,
    endings,
)
from bingliang.desk.papers import drawing
from bingliang.desk.papers import marks as paper_marks
from tests.clerk.counter import AtCounter


class Ends(AtCounter):
    """文书和终结."""

    # ── papers ──

    def draws(self, key: str, item: int | None = None, **filled: Any) -> Self:  # noqa: ANN401 - any fact of the form
        own = {name.replace("__", "."): value for name, value in filled.items()}
        drawing.draw(self.desk, self.press(), self.stream, self.today, key, item=item, filled=own)
        return self

    def marks(self, word: str, *forms: str, when: str = "", **served: Any) -> Self:  # noqa: ANN401 - any word of the service
        """签署、用印、送达 of the papers of these forms that wait for it; of all of them without a form."""
        from bingliang.desk.loading import factory_forms

        waiting = [paper for paper in self.case.papers if word in paper_marks.owed(factory_forms()[paper.form], paper)]
        seqs = [paper.seq for paper in waiting if not forms or paper.form in forms]
        service = delivery.Served(**{"receiver": "经办人（示范）", **served}) if word == "送达" else None
        paper_marks.mark(self.desk, self.press(), self.stream, self._when(when), word, seqs, service)
        return self

    def files_copy(self, path: str | Path, form: str = "receipt") -> Self:
        seq = next((paper.seq for paper in self.case.papers if paper.form == form), 0)
        paper_marks.file_copy(self.desk, self.press(), self.stream, self.today, seq, str(path))
        return self

    def archives(self, folder: str | Path = ".") -> Self:
        archiving.archive(self.desk, self.press(), self.stream, self.today, str(folder))
        return self

    # ── ending ──

    def declines(self, no: int, ground: str, reason: str = "《示范条例》第三条规定不予受理", **given: Any) -> Self:  # noqa: ANN401 - any field of the form
        declined = endings.Declined(ground, reason, **given)
        endings.decline(self.desk, self.press(), self.stream, no, self.today, declined)
        return self

    def tells_not_required(self, no: int) -> Self:
        endings.tell_not_required(self.desk, self.press(), self.stream, no, self.today, "依法不需要取得许可")
        return self

    def withdraws(self, *items: int, reason: str = "建设方案调整") -> Self:
        endings.withdraw(self.desk, self.press(), self.stream, items, self.today, reason)
        return self

    def returns_held(self) -> Self:
        endings.return_held(self.desk, self.press(), self.stream, self.today)
        return self

    def closes(self) -> Self:
        decisions.close(self.desk, self.press(), self.stream)
        return self

    def amends(self, seq: int, facts: Mapping[str, Any], reason: str = "录入有误", by: str = "综合窗口负责人") -> Self:
        amend.amend(self.desk, self.press(), self.stream, seq, facts, amend.Approved(reason, by))
        return self

    def sweeps(self) -> Sequence[str]:
        return clocks.sweep(self.desk)
