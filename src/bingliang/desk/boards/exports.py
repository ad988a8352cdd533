"""看板的导出: one table of what can be made of a frozen board, for the room and for the command line alike.

The drawing is loaded when something is made, not when the list is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bingliang.boards.commanders import Commanders
    from bingliang.boards.daily_broadcast import Issue
    from bingliang.boards.schedule import Plan
    from bingliang.boards.weekly_contest import Digest

ISSUE, ROLL, DIGEST, COMMANDERS, PROJECT = "issue", "roll", "digest", "commanders", "project"
"""Of what an export is made: an issue, the roll of an issue, a weekly number, a month's 点将台, the plan of a project."""
SCREEN = (1920, 1080)
_SIZE = re.compile(r"([0-9]{3,5})[xX×*]([0-9]{3,5})")
TIMES = ("08:30", "17:30")
"""播放时刻 while the zone says nothing else."""


@dataclass(frozen=True, slots=True)
class Export:
    """一种导出: `suffix` of the file, empty where a folder is written; `make` writes it and answers every file it wrote.

    With `sized`, `make` takes `size=(width, height)`, the pixels of the screen it is meant for; with `timed`, `times` of
    the day.
    """

    key: str
    title: str
    of: str
    suffix: str
    make: Callable[..., tuple[Path, ...]]
    sized: bool = False
    timed: bool = False

    def write(
        self,
        board: Any,  # noqa: ANN401  # whichever board it is made of
        path: Path,
        *,
        size: tuple[int, int] | None = None,
        times: Sequence[str] = (),
    ) -> tuple[Path, ...]:
        """做出来: for a screen of that size, to be played at those times, where this export asks for either."""
        given = {"size": size} if size and self.sized else {}
        return self.make(board, path, **given, **({"times": tuple(times)} if times and self.timed else {}))


def pixels(text: str) -> tuple[int, int]:
    """屏幕的点数 as they are written. ValueError in one sentence."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"“{text}”不是屏幕的点数，请写成 1920x1080 这样。")
    return int(found[1]), int(found[2])


def export(key: str) -> Export:
    """导出 by its key; KeyError for another."""
    for one in EXPORTS:
        if one.key == key:
            return one
    raise KeyError(key)


def exports_of(kind: str) -> tuple[Export, ...]:
    """可以做成什么."""
    return tuple(one for one in EXPORTS if one.of == kind)


def _frames(issue: Issue, size: tuple[int, int]) -> Any:  # noqa: ANN401  # boards of the drawing, loaded late
    from bingliang.paper.boards import daily, sizes

    return daily.frames(issue, sizes.screen(*size))


def _daily_pdf(issue: Issue, path: Path, *, size: tuple[int, int] = SCREEN) -> tuple[Path, ...]:
    from bingliang.paper.boards import export

    return export.one_pdf(_frames(issue, size), path, _title(issue), issue.header.zone)


def _daily_png(issue: Issue, path: Path, *, size: tuple[int, int] = SCREEN) -> tuple[Path, ...]:
    from bingliang.paper.boards import export

    return export.pngs(_frames(issue, size), path)


def _daily_folder(
    issue: Issue, path: Path, *, size: tuple[int, int] = SCREEN, times: tuple[str, ...] = TIMES
) -> tuple[Path, ...]:
    from bingliang.paper.boards import export

    return export.running(_frames(issue, size), path, _title(issue), times)


def _title(issue: Issue) -> str:
    return f"{issue.header.campaign} {issue.header.period_name}旬报 {issue.header.name}"


def _roll_png(issue: Issue, path: Path, *, size: tuple[int, int] = SCREEN) -> tuple[Path, ...]:
    from bingliang.paper.boards import export, roll, sizes

    return export.pngs(roll.boards(issue, sizes.screen(*size)), path)


def _roll_poster(sheet: str) -> Callable[..., tuple[Path, ...]]:
    def make(issue: Issue, path: Path) -> tuple[Path, ...]:
        from bingliang.paper.boards import export, roll

        boards = roll.posters(issue, sheet)
        if issue.departments:
            boards += roll.posters(issue, sheet, by=roll.DEPARTMENT)
        return export.one_pdf(boards, path, f"龙虎榜 {issue.header.period_name}", issue.header.zone)

    return make


def _flags(sheet: str) -> Callable[..., tuple[Path, ...]]:
    def make(issue: Issue, path: Path) -> tuple[Path, ...]:
        from bingliang.paper.boards import export, flags

        boards = flags.sheets(issue, sheet)
        if not boards:
            raise ValueError(f"{issue.header.name}没有插旗的项目，没有旗可以打印。")
        return export.one_pdf(boards, path, f"红旗黑旗 {issue.header.period_name}", issue.header.zone)

    return make


def _commanders(sheet: str) -> Callable[..., tuple[Path, ...]]:
    def make(table: Commanders, path: Path) -> tuple[Path, ...]:
        from bingliang.paper.boards import export, stage

        return export.one_pdf(stage.posters(table, sheet), path, f"点将台 {table.name}", table.zone)

    return make


def _commanders_png(table: Commanders, path: Path, *, size: tuple[int, int] = SCREEN) -> tuple[Path, ...]:
    from bingliang.paper.boards import export, sizes, stage

    return export.pngs(stage.frames(table, sizes.screen(*size)), path)


def _gantt(plan: Plan, path: Path) -> tuple[Path, ...]:
    from bingliang.paper.boards import export, gantt

    return export.one_pdf([gantt.poster(plan)], path, f"{plan.project}倒排工期", plan.zone)


def _digest_pdf(digest: Digest, path: Path) -> tuple[Path, ...]:
    from bingliang.paper.boards import export, weekly

    return export.one_pdf(weekly.pages(digest), path, digest.name, digest.zone)


def _digest_long(digest: Digest, path: Path) -> tuple[Path, ...]:
    from bingliang.paper.boards import export, weekly

    return export.png(weekly.long(digest), path)


def _bulletin(board: Issue | Digest, path: Path) -> tuple[Path, ...]:
    from bingliang.desk.boards.editors_page import write_bulletin

    return write_bulletin(board, path)


def _editors(board: Issue | Digest, path: Path) -> tuple[Path, ...]:
    from bingliang.desk.boards.editors_page import write_page

    return write_page(board, path)


EXPORTS: tuple[Export, ...] = (
    Export("daily_folder", "自动播放文件夹（另一栋楼的屏幕）", ISSUE, "", _daily_folder, sized=True, timed=True),
    Export("daily_png", "日日播 PNG 序列", ISSUE, "", _daily_png, sized=True),
    Export("daily_pdf", "日日播 PDF", ISSUE, ".pdf", _daily_pdf, sized=True),
    Export("roll_a1", "龙虎榜海报 A1", ROLL, ".pdf", _roll_poster("A1")),
    Export("roll_a0", "龙虎榜海报 A0", ROLL, ".pdf", _roll_poster("A0")),
    Export("roll_png", "龙虎榜 PNG 序列", ROLL, "", _roll_png, sized=True),
    Export("flags_pdf", "红旗、黑旗 A4", ROLL, ".pdf", _flags("A4")),
    Export("flags_a3", "红旗、黑旗 A3", ROLL, ".pdf", _flags("A3")),
    Export("commanders_pdf", "责任分工表海报 A1", COMMANDERS, ".pdf", _commanders("A1")),
    Export("commanders_a0", "责任分工表海报 A0", COMMANDERS, ".pdf", _commanders("A0")),
    Export("commanders_a3", "责任分工表 A3", COMMANDERS, ".pdf", _commanders("A3")),
    Export("commanders_png", "点将台 PNG 序列", COMMANDERS, "", _commanders_png, sized=True),
    Export("gantt_a0", "倒排工期挂图 A0", PROJECT, ".pdf", _gantt),
    Export("digest_pdf", "周刊页 A4", DIGEST, ".pdf", _digest_pdf),
    Export("digest_long", "手机报长图", DIGEST, ".png", _digest_long),
    Export("digest_text", "手机报短文", DIGEST, ".txt", _bulletin),
    Export("digest_word", "周刊用稿（Word 可改）", DIGEST, ".rtf", _editors),
    Export("issue_text", "手机报短文", ISSUE, ".txt", _bulletin),
    Export("issue_word", "旬报文稿（Word 可改）", ISSUE, ".rtf", _editors),
)
