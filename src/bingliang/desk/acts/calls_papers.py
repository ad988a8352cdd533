"""文书的办理: the values of a form made into the desk's own call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.acts.calls import served
from bingliang.desk.casework import archiving
from bingliang.desk.papers import drawing
from bingliang.desk.papers import marks as paper_marks
from bingliang.paper.form import SEAL, SERVE, SIGN

if TYPE_CHECKING:
    from bingliang.desk.acts.calls import Press, V
    from bingliang.desk.desk import Answer, Desk


def draw(desk: Desk, at: Press, v: V) -> Answer:
    """开具文书."""
    key = v["form"]
    own = {name.removesuffix(f"@{key}"): value for name, value in v.items() if name.endswith(f"@{key}")}
    item = own.pop("item", "")
    return drawing.draw(desk, at.request, at.stream, desk.today(), key, item=int(item) if item else None, filled=own)


def _chosen(v: V) -> list[int]:
    return [int(row["seq"]) for row in v["papers"] if row["done"]]


def sign(desk: Desk, at: Press, v: V) -> Answer:
    """签署."""
    return paper_marks.mark(desk, at.request, at.stream, v["on"], SIGN, _chosen(v))


def seal(desk: Desk, at: Press, v: V) -> Answer:
    """用印."""
    return paper_marks.mark(desk, at.request, at.stream, v["on"], SEAL, _chosen(v))


def serve(desk: Desk, at: Press, v: V) -> Answer:
    """送达."""
    return paper_marks.mark(desk, at.request, at.stream, v["on"], SERVE, _chosen(v), served(v))


def file_copy(desk: Desk, at: Press, v: V) -> Answer:
    """回件归卷."""
    return paper_marks.file_copy(desk, at.request, at.stream, v["on"], int(v["paper"]), v["path"])


def archive(desk: Desk, at: Press, v: V) -> Answer:
    """归档."""
    return archiving.archive(desk, at.request, at.stream, v["on"], v["folder"], v["retention"])
