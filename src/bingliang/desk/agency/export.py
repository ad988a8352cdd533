"""全程代办的导出: entrustments, their log, the posts with what counts this year, and what lacks a 首席代办专员."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.agency import agents
from bingliang.desk.agency.listing import Held, entrusted, missing, state_of
from bingliang.desk.agency.view import sum_of
from bingliang.exchange.plain_tables import Plain, Value, write

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

_WORK = (
    "委托编号", "企业", "项目", "收件号", "受托岗位", "任职人员", "权限", "委托日期", "委托到", "签署", "接办", "状态", "下一步", "下一步的日子",
    "收存材料（份）", "日志（行）", "用时（分钟）", "终止", "终止方", "结果",
)  # fmt: skip
_LOG = ("委托编号", "企业", "项目", "日期", "类别", "做了什么", "用时（分钟）", "结果", "登记人", "台账行号")
_POSTS = (
    "部门", "岗位", "类别", "任职人员", "任职自", "首席代办项目", "在办委托", "本年接受", "本年终止", "本年日志（行）", "本年用时（分钟）",
)  # fmt: skip
_GAPS = ("类别", "名称", "缺什么", "怎样补上")


def export_agency(desk: Desk, path: str) -> str:
    """导出; a CSV holds the entrustments alone. Answers the path."""
    with desk.store.look() as look:
        held = Held.read(look, desk.who.name, whole=True)
        work = Plain("代办委托", _WORK, tuple(_work(held)))
        log = Plain("代办日志", _LOG, tuple(_log(held)))
        posts = Plain("代办岗位", _POSTS, tuple(_posts(held)))
        gaps = Plain("缺首席代办", _GAPS, tuple((one.kind, one.name, one.words, one.mend) for one in missing(look)))
    target = Path(path)
    write(target, (work,) if target.suffix.lower() == ".csv" else (work, log, posts, gaps))
    return path


def _work(held: Held) -> list[tuple[Value, ...]]:
    today, lines = held.look.today, []
    for one in held.work.values():
        row = entrusted(held, one)
        lines.append(
            (
                one.number, one.firm, one.project, one.case_code, row.who, row.beneath, "、".join(one.powers), one.on, one.until,
                one.signed_on, one.taken_on, state_of(one, today), row.coming if one.open else "", row.on,
                len(one.held), len(one.log), one.minutes, one.ended_on, one.ended_by, one.result,
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: str(line[0]))


def _log(held: Held) -> list[tuple[Value, ...]]:
    return [
        (
            one.number,
            one.firm,
            one.project,
            line.on,
            line.kind,
            line.words,
            line.minutes,
            line.result,
            line.by,
            line.seq,
        )
        for one in sorted(held.work.values(), key=lambda one: one.number)
        for line in one.log
    ]


def _posts(held: Held) -> list[tuple[Value, ...]]:
    today, lines = held.look.today, []
    for post in held.posts.values():
        work = [one for one in held.work.values() if one.post == post.stream]
        year = sum_of(work, date(today.year, 1, 1), today)
        projects = len(agents.of_post(held.library, post)) if post.chief else 0
        lines.append(
            (
                agents.named(held.look, post.department), post.name, post.kind, post.holder, post.held[-1].since, projects,
                sum(one.open for one in work), year.taken, year.ended, year.lines, year.minutes,
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: (str(line[0]), str(line[1])))
