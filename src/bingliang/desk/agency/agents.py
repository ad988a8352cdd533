"""代办岗位: registered, taken over by a successor, closed; each on the stream of the post. What is missing, as a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.errors import Faults
from bingliang.desk.projects.library import Press
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.agency import (
    AGENT,
    CHIEF,
    POSTS,
    PREFIX,
    TAKEN,
    TO_TAKE,
    Entrustment,
    Post,
    fold_entrustment,
    fold_post,
)
from bingliang.ledger.agency import stream_of_post as stream_of
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.project import Enlisted
from bingliang.mechanism import overall
from bingliang.mechanism.full_agency import chiefs

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

KINDS = (CHIEF, AGENT)
ARTICLE = chiefs.ARTICLE
_OUTSIDE = frozenset({Handling.REVIEW, Handling.UTILITY})


@dataclass(frozen=True, slots=True)
class Given:
    """登记的内容: `department` by code or name, `name` the post, `holder` who sits there, `document` who appointed him."""

    department: str
    kind: str
    name: str
    holder: str
    phone: str
    document: str = ""


def posts(look: Look) -> dict[str, Post]:
    """全部岗位 by their streams, those that were closed as well."""
    from bingliang.store.streams import lines_under

    folded = (fold_post(lines) for lines in lines_under(look, POSTS).values())
    return {one.stream: one for one in folded if one is not None}


def entrustments(look: Look) -> dict[str, Entrustment]:
    """全部委托 by their streams."""
    from bingliang.store.streams import lines_under

    folded = (fold_entrustment(lines) for lines in lines_under(look, PREFIX).values())
    return {one.stream: one for one in folded if one is not None}


def untaken(look: Look) -> tuple[Entrustment, ...]:
    """待接的委托: only those are read whose last step leaves them to be taken, however many there are."""
    from bingliang.store.streams import still_open

    folded = (fold_entrustment(look.entries(stream)) for stream in still_open(look, PREFIX, TO_TAKE, TAKEN))
    return tuple(one for one in folded if one is not None and one.open and one.taken_on is None)


def departments(look: Look) -> dict[str, str]:
    """应有首席代办专员的部门: bodies that the zone has set up and that work in it, by their short names.

    A drawing reviewer or a power company is no department of the zone, though its items stand in the catalogue.
    """
    catalogue: Catalogue = look.loaded("catalogue")
    outside = {item.body for item in catalogue.items.values() if item.handling in _OUTSIDE}
    return {
        code: f"{body.short}{body.works_at}"
        for code, body in catalogue.bodies.items()
        if body.name and (body.works_at or (body.level == "区" and code not in outside))
    }


def named(look: Look, department: str) -> str:
    """部门的叫法 of a code; a name that was written stays."""
    catalogue: Catalogue = look.loaded("catalogue")
    body = catalogue.bodies.get(department)
    return f"{body.short}{body.works_at}" if body is not None else department


def code_of(look: Look, written: str) -> str:
    """部门代码 of what was written, when the zone has such a body; else the words themselves."""
    known = {name: code for code, name in departments(look).items()}
    catalogue: Catalogue = look.loaded("catalogue")
    for code, body in catalogue.bodies.items():
        if body.name:
            known |= {body.name: code, body.short: code}
    return known.get(written.strip(), written.strip())


def found(look: Look, stream: str) -> Post:
    """调出岗位; a Refusal when there is none."""
    post = fold_post(look.entries(stream))
    if post is None:
        raise Refusal("没有这个代办岗位，请刷新后重新选择。")
    return post


def open_post(given: Given, on: date) -> Press:
    """登记岗位."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("open_agent_post", work.who)
        _filled(given)
        if on > work.today:
            raise ValueError(f"任职日期{on:%Y-%m-%d}晚于今天{work.today:%Y-%m-%d}，请核对。")
        department, name = code_of(work, given.department), given.name.strip()
        stream = stream_of(department, name)
        known = next((post for post in posts(work).values() if post.open and name in post.names), None)
        chiefs.may_open(named(work, known.department) if known else "", name, known)
        if work.entries(stream):
            raise Refusal(f"“{name}”的岗位以前登记过并已撤销，请写与原来不同的岗位名称。", ARTICLE)
        facts: dict[str, object] = {
            "department": department, "kind": given.kind, "name": name, "holder": given.holder.strip(),
            "phone": given.phone.strip(), "document": given.document.strip(), "on": on.isoformat(),
        }  # fmt: skip
        return Outcome((Draft(stream, "open_agent_post", facts),), {"streams": [stream]})

    return Press("open_agent_post", decide)


def _filled(given: Given) -> None:
    wanted = {
        "department": (given.department, "所属部门"), "post_name": (given.name, "岗位名称"),
        "holder": (given.holder, "任职人员"), "phone": (given.phone, "电话"),
    }  # fmt: skip
    faults = [(field, f"请填写“{word}”。") for field, (text, word) in wanted.items() if not text.strip()]
    if given.kind not in KINDS:
        faults.append(("kind", f"岗位类别只有{'、'.join(KINDS)}。"))
    if faults:
        raise Faults(faults)


def succeed(stream: str, holder: str, on: date, document: str, *, name: str = "", phone: str = "") -> Press:
    """接任: the successor inherits what is open; the post may get another name or telephone with him."""

    def facts(work: Work, post: Post) -> dict[str, object]:
        if not holder.strip():
            raise Faults([("holder", "请填写“任职人员”。")])
        chiefs.may_succeed(post, holder.strip(), on, work.today)
        new = name.strip() or post.name
        if new != post.name and any(new in one.names for one in posts(work).values() if one.open and one is not post):
            raise Refusal(f"“{new}”已经是另一个登记的代办岗位，请核对岗位名称。", ARTICLE)
        inherited = sorted(one.number for one in entrustments(work).values() if one.open and one.post == stream)
        return {
            "holder": holder.strip(), "on": on.isoformat(), "document": document.strip(), "name": new,
            "phone": phone.strip() or post.phone, "inherited": inherited, "projects": _projects(work, post),
        }  # fmt: skip

    return _on(stream, "succeed_agent", facts)


def _projects(look: Look, post: Post) -> list[str]:
    return [one.number for one in of_post(library(look), post)]


def library(look: Look) -> list[Enlisted]:
    """项目库 as it stands."""
    from bingliang.desk.projects.index import index

    return index(look).going_on


def of_post(projects: list[Enlisted], post: Post) -> list[Enlisted]:
    """这一岗位首席代办的项目."""
    return [one for one in projects if chiefs.chief_of(one.profile.agent, (post,)) is not None]


def project_of(projects: list[Enlisted], one: Entrustment) -> Enlisted | None:
    """委托的项目 in the library: by its code, which stays when it is renamed, else by its name and investor."""
    by_code = (p for p in projects if one.project_code and p.profile.code == one.project_code)
    by_name = (p for p in projects if (p.profile.firm, p.profile.name) == (one.firm, one.project))
    return next(by_code, None) or next(by_name, None)


def close(stream: str, on: date, reason: str) -> Press:
    """撤销岗位."""

    def facts(work: Work, post: Post) -> dict[str, object]:
        if not reason.strip():
            raise Faults([("reason", "请写明撤销的理由。")])
        if on > work.today:
            raise ValueError(f"撤销日期{on:%Y-%m-%d}晚于今天{work.today:%Y-%m-%d}，请核对。")
        chiefs.may_close(post, posts(work).values(), library(work), entrustments(work).values())
        return {"on": on.isoformat(), "reason": reason.strip()}

    return _on(stream, "close_agent_post", facts)


def _on(stream: str, act: str, facts: Callable[[Work, Post], dict[str, object]]) -> Press:
    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise(act, work.who)
        return Outcome((Draft(stream, act, facts(work, found(work, stream))),), {"streams": [stream]})

    return Press(act, decide)
