"""代办的流水 in words, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bingliang.ledger.acts import ACTS, Entry
from bingliang.ledger.agency import Entrustment, Post

if TYPE_CHECKING:
    from bingliang.store.look import Look

_QUIET = frozenset({"draw_up", "issue"})


def history(look: Look, one: Entrustment) -> tuple[str, ...]:
    """委托的流水."""
    return tuple(_lines(look.entries(one.stream)))


def post_history(look: Look, post: Post) -> tuple[str, ...]:
    """岗位的流水."""
    return tuple(_lines(look.entries(post.stream)))


def _lines(entries: Iterable[Entry]) -> Iterable[str]:
    lines = tuple(entries)
    struck = {entry.facts["line"]: entry.facts["reason"] for entry in lines if entry.act == "amend_agency"}
    for entry in reversed(lines):
        if entry.act not in _QUIET:
            mark = f"（已撤掉：{struck[entry.seq]}）" if entry.seq in struck else ""
            yield f"{entry.facts.get('on', entry.at.date())} {told(entry)}{mark} · {entry.by}"


def told(entry: Entry) -> str:
    """一行流水 in words."""
    facts: Mapping[str, Any] = entry.facts
    words = _TOLD.get(entry.act)
    return words(facts) if words is not None else ACTS[entry.act].title


def _logged(facts: Mapping[str, Any]) -> str:
    took = f"，{facts['minutes']}分钟" if facts["minutes"] else ""
    result = f"；{facts['result']}" if facts["result"] else ""
    return f"{facts['kind']}：{facts['words']}{took}{result}"


def _succeeded(facts: Mapping[str, Any]) -> str:
    taken = len(facts["inherited"])
    work = f"，承接在办委托 {taken} 件" if taken else ""
    projects = f"、项目 {len(facts['projects'])} 个" if facts["projects"] else ""
    return f"接任：{facts['holder']}{work}{projects}"


_TOLD: Mapping[str, Any] = {
    "entrust": lambda facts: f"委托：{'、'.join(facts['powers'])}，至 {facts['until']}",
    "take_entrustment": lambda _: "接办，交付服务卡",
    "log_agency": _logged,
    "amend_agency": lambda facts: f"撤掉第 {facts['line']} 行日志：{facts['reason']}",
    "hold_originals": lambda facts: f"收存材料：{'、'.join(row['name'] for row in facts['pieces'])}",
    "return_originals": lambda facts: f"交还材料：第 {'、'.join(map(str, facts['back']))} 份",
    "sign": lambda _: "委托书签署",
    "pass_entrustment": lambda facts: f"移交给{facts['to_name']}" + (f"：{facts['things']}" if facts["things"] else ""),
    "end_entrustment": lambda facts: f"{facts['by']}终止委托：{facts['reason']}；{facts['result']}",
    "open_agent_post": lambda facts: f"登记岗位，{facts['holder']}任职",
    "succeed_agent": _succeeded,
    "close_agent_post": lambda facts: f"撤销岗位：{facts['reason']}",
}
