"""演示的动词（评议）: what enterprises said of the services and of the departments, told through the same acts of the desk."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bingliang.desk.demo.project_story import enlist_sample
from bingliang.desk.desk import stream_of
from bingliang.desk.projects.library import Press, press, stream_of_project
from bingliang.desk.rating import comments, ratings
from bingliang.desk.rating.ratings import Verdict
from bingliang.ledger.acts import Who
from bingliang.mechanism.public_rating import Grade, Span
from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.desk.demo.story import Telling


def _rate(told: Telling) -> None:
    """An enterprise rates the service of a case on its own screen; `named` is how later acts of the story find it."""
    act = told.act
    asked = ratings.invite(told.desk, f"{told.request}/请", stream_of(f"{act['of']}/receive"), act.get("item", 0))
    given = Verdict(Grade.of(act["grade"]), act.get("reasons", ()), act.get("words", ""))
    ratings.rate(told.desk, f"{told.key}/{act['named']}", asked["code"], given)


def _look_again(told: Telling) -> None:
    """The second look at a bad rating, under the code that its revisit has drawn."""
    with told.desk.store.look() as look:
        code = ratings.found(look, _rated(told)).code
    ratings.rate(told.desk, told.request, code, Verdict(Grade.of(told.act["grade"])))


def _rated(told: Telling) -> str:
    return ratings.stream_of(f"{told.key}/{told.act['named']}")


def _pressed(told: Telling, role: str, made: Press, office: str = "") -> None:
    name = {"督查": "督查专员", "部门": "审查人员"}.get(role, told.desk.who.name)
    press(replace(told.desk, who=Who(name, "后台", role, office)), told.request, made)


def _contact(told: Telling) -> None:
    act, stream = told.act, _rated(told)
    opening = replace(told, request=f"{told.request}/拆封")
    _pressed(opening, "督查", ratings.open_link(stream, "差评须在一个工作日内联系企业核实"))
    _pressed(told, "督查", ratings.contact(stream, act["finding"], act.get("problem", ""), act.get("way", "")))


def _rectify(told: Telling) -> None:
    _pressed(told, "部门", ratings.rectify(_rated(told), told.act["words"]), told.act["office"])


def _revisit(told: Telling) -> None:
    _pressed(told, "督查", ratings.revisit(_rated(told), told.act["words"]))


# ── 业主点评 ──


def _enlist(told: Telling) -> None:
    enlist_sample(told.desk)


def _comment_stream(told: Telling) -> tuple[Span, str]:
    world = told.world
    key = told.act["project"]
    enlisted = tomllib.loads((factory().resources / "demo" / "projects.toml").read_text("utf-8"))["project"]
    firm = world["enterprise"][next(one["key"] for one in enlisted if one.get("key") == key)]["name"]
    return Span.of(told.act["period"]), stream_of_project(firm, world["project"][key]["name"])


def _enter(told: Telling) -> None:
    span, project = _comment_stream(told)
    rows = [{**row, "grade": int(Grade.of(row["grade"]))} for row in told.act["rows"]]
    sheet = comments.Sheet(told.act["signer"], told.on, told.act["consent"], rows)
    _pressed(told, "代办", comments.enter(span, project, sheet))


def _check(told: Telling) -> None:
    stream = comments.stream_of_comment(*_comment_stream(told))
    _pressed(told, "督查", comments.check(stream, told.act.get("rows", ())))


def _answer(told: Telling) -> None:
    stream = comments.stream_of_comment(*_comment_stream(told))
    office = told.act["office"]
    _pressed(told, "部门", comments.answer(stream, office, told.act["words"]), office)


def _publish(told: Telling) -> None:
    _pressed(told, "督查", comments.publish(Span.of(told.act["period"])))


RATING: Mapping[str, Callable[[Telling], None]] = {
    "rate": _rate,
    "look_again": _look_again,
    "contact_rater": _contact,
    "rectify_rating": _rectify,
    "revisit_rating": _revisit,
    "enlist_sample": _enlist,
    "enter_comment": _enter,
    "check_comment": _check,
    "answer_comment": _answer,
    "publish_comments": _publish,
}
"""The verbs of 好差评 and 业主点评."""
