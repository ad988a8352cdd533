"""演示: the sample zone's stories, played through the same acts as a real counter, on an injected clock.

A story is a file of dated acts (resources/demo/stories). Request ids come from the story, so a second run on the same
database finds every press answered and changes nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bingliang.desk.casework import acceptance, clocks, commitment, decisions, deferral, delivery, dispatch, endings
from bingliang.desk.demo.story_bags import BAGS
from bingliang.desk.demo.story_boards import BOARDS
from bingliang.desk.demo.story_more import MORE
from bingliang.desk.demo.story_rating import RATING
from bingliang.desk.desk import Desk, open_desk, stream_of
from bingliang.desk.intake import receiving as intake
from bingliang.desk.zone.editions import adopt_zone
from bingliang.ledger.acts import Who
from bingliang.ledger.catalogue import Catalogue
from bingliang.mechanism.parallel_approval.selection import plan
from bingliang.settings import factory

BEIJING = timezone(timedelta(hours=8))
BEGINS = datetime(2026, 9, 23, 8, 30, tzinfo=BEIJING)
"""The first morning of the stories."""
TODAY = datetime(2026, 12, 18, 8, 50, tzinfo=BEIJING)
"""The demo's own “today”: Friday 2026-12-18, 08:50."""

CLERK = Who("综合窗口甲", "3", "窗口")
ADMINISTRATOR = Who("系统管理员", "后台", "管理员")

Facts = Mapping[str, Any]


@dataclass
class StoryClock:
    """故事的钟: stands where the story is."""

    now: datetime = TODAY

    def __call__(self) -> datetime:
        """The injected clock of the store."""
        return self.now


@dataclass(frozen=True)
class Telling:
    """一次讲述: the desk, the story it plays in, the act and its request id."""

    desk: Desk
    world: Facts
    key: str
    request: str
    act: Facts

    @property
    def at(self) -> datetime:
        """When it is told."""
        at: datetime = self.act["at"]
        return at.replace(tzinfo=BEIJING)

    def tell(self) -> None:
        """讲这一幕: its act, on the desk."""
        VERBS[self.act["do"]](self)

    @property
    def on(self) -> date:
        """The legal date of the act: its own, or the day it is told."""
        given: date | None = self.act.get("on")
        return given or self.act["at"].date()

    @property
    def stream(self) -> str:
        """The case this act is about: the one its story (and letter) received."""
        return stream_of(f"{self.key}/receive")

    def words(self, *names: str) -> dict[str, Any]:
        """The named fields of the act that are there."""
        return {name: self.act[name] for name in names if name in self.act}


ASIDE = frozenset({"demo/PY", "demo/BZ", "demo/DZ"})
"""Stories about no case of their own."""


@dataclass(frozen=True, slots=True)
class Told:
    """讲完: how many acts were told, and at which database."""

    acts: int
    streams: tuple[str, ...] = field(default=())


def play(where: str | Path, folder: Path | None = None, until: datetime = TODAY) -> tuple[Desk, Told]:
    """演一遍: all stories by date and time, each act at its own moment; the desk stands at `until` afterwards."""
    home = folder or factory().resources / "demo"
    clock = StoryClock(BEGINS)
    desk = open_desk(where, CLERK, clock=clock)
    open_zone(desk, home)
    told = tellings(desk, home, until)
    for telling in told:
        clock.now = telling.at
        telling.tell()
    clock.now = until
    return desk, Told(len(told), tuple(dict.fromkeys(one.stream for one in told if one.key not in ASIDE)))


def tellings(desk: Desk, home: Path, until: datetime = TODAY) -> list[Telling]:
    """各幕, by date and time, those of one moment by their request."""
    world = tomllib.loads((home / "enterprises.toml").read_text("utf-8"))
    found = [one for path in sorted((home / "stories").glob("*.toml")) for one in _told(desk, world, path)]
    return sorted((one for one in found if one.at <= until), key=lambda one: (one.at, one.request))


def open_zone(desk: Desk, home: Path) -> None:
    """启用示范区: the sample zone's bodies, promises and settings as an edition, so that every counter shares them."""
    adopt_zone(replace(desk, who=ADMINISTRATOR), "demo/zone", (home / "zone.toml").read_text("utf-8"), "示范区")


def _told(desk: Desk, world: Facts, path: Path) -> list[Telling]:
    story = tomllib.loads(path.read_text("utf-8"))
    found: list[Telling] = []
    for number, act in enumerate(story["act"], 1):
        key = f"demo/{story['key']}{act.get('case', '')}"
        request = f"{key}/receive" if act["do"] == "receive" else f"{key}/{number:03d}-{act['do']}"
        found.append(Telling(desk, world, key, request, act))
    return found


def _receive(told: Telling) -> None:
    act, world = told.act, told.world
    project = world["project"][act["project"]]
    enterprise = world["enterprise"][act["enterprise"]]
    with told.desk.store.look() as look:
        catalogue = look.loaded("catalogue")
    given = intake.Intake(
        enterprise=enterprise,
        project=project,
        works={"name": act["works"]},
        stage=act["stage"],
        items=tuple(act["items"]),
        held=act.get("held", {}),
        answers=act.get("answers", {}),
        hold_consent=act.get("hold_consent", False),
        handler=intake.Bearer(**act["handler"]),
        received_at=act["at"].replace(tzinfo=BEIJING),
        materials=(),
        bundle=_bundle(act, catalogue, str(project["project_type"])),
        beside=stream_of(f"demo/{act['beside']}/receive") if "beside" in act else "",
        queue=act.get("queue", 0),
    )
    handed = intake.asked(catalogue, given, missing=act.get("missing", ()))
    intake.receive(told.desk, told.request, intake.with_materials(given, handed))


def _bundle(act: Facts, catalogue: Catalogue, project_type: str) -> dict[str, Any]:
    """一件事 of an act that names one: what it brings by its answers, and what of that is not among the items."""
    if "bundle" not in act:
        return {}
    code, on = act["bundle"]["code"], act["at"].date()
    found = plan(
        catalogue, project_type=project_type, bundle=code, answers=act["bundle"].get("answers", {}),
        held=act.get("held", {}), day=on,
    )  # fmt: skip
    brought = [one.code for one in found.items]
    name = next(one.name for one in catalogue.bundles if one.code == code)
    return {"code": code, "name": name, "items": brought, "left": [one for one in brought if one not in act["items"]]}


def _accept(told: Telling) -> None:
    promised = {int(no): rows for no, rows in told.act.get("promised", {}).items()}
    checked = told.act.get("pledge_checked", False)
    late = {int(no): deferral.Deferral(until, credit_clean=True) for no, until in told.act.get("deferred", {}).items()}
    acceptance.accept(
        told.desk, told.request, told.stream, told.act["items"], told.on,
        promised=promised, said=acceptance.Said(checked), deferred=late,
    )  # fmt: skip


def _remark(told: Telling) -> None:
    acceptance.remark(
        told.desk, told.request, told.stream, told.act["item"], told.on, defects=told.act.get("defects", ())
    )


def _notify_once(told: Telling) -> None:
    acceptance.notify_once(told.desk, told.request, told.stream, told.on, told.act["defects"])


def _take_corrections(told: Telling) -> None:
    act = told.act
    acceptance.take_corrections(
        told.desk, told.request, told.stream, told.on, act["items"], complete=act["complete"], pieces=act["pieces"]
    )


def _withdraw(told: Telling) -> None:
    endings.withdraw(told.desk, told.request, told.stream, told.act["items"], told.on, told.act["reason"])


def _decline(told: Telling) -> None:
    act = told.act
    declined = endings.Declined(act["ground"], act["reason"], act.get("right_body", ""), act.get("barred_until"))
    endings.decline(told.desk, told.request, told.stream, act["item"], told.on, declined)


def _tell_not_required(told: Telling) -> None:
    endings.tell_not_required(told.desk, told.request, told.stream, told.act["item"], told.on, told.act["reason"])


def _commit(told: Telling) -> None:
    commitment.commit(told.desk, told.request, told.stream, told.on, signatory=told.act["signatory"])


def _reply(told: Telling) -> decisions.Reply:
    words = told.words("document", "reasons", "article", "content", "findings", "validity")
    if "opinion" in told.act:
        words["reasons"] = told.act["opinion"]
    return decisions.Reply(told.on, **words)


def _decided(decide: Callable[..., object]) -> Callable[[Telling], None]:
    def tell(told: Telling) -> None:
        decide(told.desk, told.request, told.stream, told.act["item"], _reply(told))

    return tell


def _deliver(told: Telling) -> None:
    served = delivery.Served(**{"receiver": "经办人（示范）", **told.words("receiver", "means", "relation")})
    delivery.deliver(told.desk, told.request, told.stream, told.act["item"], told.on, served)


def _stop(told: Telling) -> None:
    act = told.act
    step = clocks.Step(
        act["name"],
        started_on=act.get("started_on", told.on),
        served_on=told.on,
        told_days=act["told_days"],
        cooperation=act.get("cooperation", ""),
    )
    clocks.stop(told.desk, told.request, told.stream, act["item"], step)


def _resume(told: Telling) -> None:
    clocks.resume(told.desk, told.request, told.stream, told.act["item"], told.act["name"], told.on)


def _extend(told: Telling) -> None:
    asked = clocks.Extending(approved_on=told.on, **told.words("days", "approver", "reason"))
    clocks.extend(told.desk, told.request, told.stream, told.act["item"], asked)


def _explain(told: Telling) -> None:
    clocks.explain(told.desk, told.request, told.stream, told.act["item"], told.on, **told.words("reason", "remedy"))


def _ask_opinion(told: Telling) -> None:
    words = told.words("department", "days", "question")
    dispatch.ask_opinion(told.desk, told.request, told.stream, told.act["item"], told.on, **words)


def _give_opinion(told: Telling) -> None:
    reply = dispatch.OpinionReply(on=told.on, **told.words("department", "opinion", "document", "agree"))
    dispatch.give_opinion(told.desk, told.request, told.stream, told.act["item"], reply)


def _verify_pledge(told: Telling) -> None:
    words = told.words("true", "note")
    decisions.verify_pledge(told.desk, told.request, told.stream, told.act["item"], told.on, **words)


def _close(told: Telling) -> None:
    decisions.close(told.desk, told.request, told.stream)


def _sweep(told: Telling) -> None:
    clocks.sweep(told.desk)


def _notify_collection(told: Telling) -> None:
    delivery.notify_collection(told.desk, told.request, told.stream, told.act["item"], told.on)


VERBS: Mapping[str, Callable[[Telling], None]] = {
    "receive": _receive,
    "accept": _accept,
    "remark": _remark,
    "notify_once": _notify_once,
    "take_corrections": _take_corrections,
    "withdraw": _withdraw,
    "decline": _decline,
    "tell_not_required": _tell_not_required,
    "commit": _commit,
    "grant": _decided(decisions.grant),
    "refuse": _decided(decisions.refuse),
    "file": _decided(decisions.file_record),
    "opine": _decided(decisions.opine),
    "deliver": _deliver,
    "stop": _stop,
    "resume": _resume,
    "extend": _extend,
    "explain": _explain,
    "ask_opinion": _ask_opinion,
    "give_opinion": _give_opinion,
    "verify_pledge": _verify_pledge,
    "close": _close,
    "sweep": _sweep,
    "notify_collection": _notify_collection,
    **MORE,
    **RATING,
    **BOARDS,
    **BAGS,
}
"""The verbs a story may use: what a clerk says, and the act of the desk it is."""
