"""集中开工的清单: the batches with how many are ready, and each project in one with what is missing and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.lights import Light
from bingliang.desk.projects import ceremonies
from bingliang.ledger.acts import ACTS
from bingliang.mechanism.seven_batches.starting import Found, Having

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.projects.ceremonies import Checked
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.ceremony import Ceremony
    from bingliang.store.look import Look

READY, NOT_READY, BEGUN, LEFT = "具备条件", "暂不具备", "已开工", "没有开工"


@dataclass(frozen=True, slots=True)
class ListedRow:
    """批次里的一个: `state` in one word, `why` it is not ready, `permits` one by one."""

    project: str
    works: str
    name: str
    firm: str
    number: str
    investment: int
    responsible: str
    state: str
    why: str
    article: str
    permits: tuple[Found, ...]
    warnings: tuple[str, ...]
    light: Light

    @property
    def key(self) -> tuple[str, str]:
        """行的名称."""
        return self.project, self.works

    @property
    def permit(self) -> str:
        """施工许可 in words."""
        one = self.permits[-1]
        return one.words or str(one.having)


@dataclass(frozen=True, slots=True)
class CeremonyView:
    """一个批次 with its projects, the ready ones first."""

    stream: str
    number: str
    name: str
    day: date
    place: str
    confirmed_on: date | None
    rows: tuple[ListedRow, ...]
    history: tuple[str, ...]

    @property
    def ready(self) -> int:
        """具备条件或者已经开工的."""
        return sum(row.state in (READY, BEGUN) for row in self.rows)

    @property
    def investment(self) -> int:
        """总投资 of those on the list, each project once."""
        return sum({row.project: row.investment for row in self.rows if row.state in (READY, BEGUN)}.values())

    @property
    def sentence(self) -> str:
        """一句话."""
        where = f"，{self.place}" if self.place else ""
        if self.confirmed_on is not None:
            return f"{self.day:%Y-%m-%d}{where}，已于 {self.confirmed_on:%Y-%m-%d} 确认开工 {self.ready} 个。"
        missing = len(self.rows) - self.ready
        left = f"，{missing} 个暂不具备条件，不上名单" if missing else ""
        return f"{self.day:%Y-%m-%d}{where}：列入 {len(self.rows)} 个，具备开工条件 {self.ready} 个{left}。"


@dataclass(frozen=True, slots=True)
class Ceremonies:
    """集中开工: every batch with how many stand in it, and the chosen one whole."""

    batches: tuple[tuple[str, str, int], ...]
    chosen: CeremonyView | None


def ceremonies_of(desk: Desk, stream: str = "") -> Ceremonies:
    """集中开工 with one batch chosen: that of `stream`, else the next one to come."""
    with desk.store.look() as look:
        held = ceremonies.every(look)
        waiting = [one for one in held if not one.over]
        chosen = next((one for one in held if one.stream == stream), None)
        chosen = chosen or (min(waiting, key=lambda one: one.day) if waiting else held[0] if held else None)
        batches = tuple((one.stream, one.name, len(one.listed)) for one in held)
        return Ceremonies(batches, view_of(look, chosen) if chosen is not None else None)


def view_of(look: Look, ceremony: Ceremony) -> CeremonyView:
    """一个批次, checked now."""
    held = [ceremonies.checked(look, one, ceremony.day) for one in ceremony.listed.values()]
    rows = sorted(
        (_row(ceremony, one) for one in held), key=lambda row: (_ORDER.index(row.state), row.number, row.works)
    )
    history = tuple(_told(look, entry) for entry in reversed(look.entries(ceremony.stream)))
    return CeremonyView(
        ceremony.stream, ceremony.number, ceremony.name, ceremony.day, ceremony.place, ceremony.confirmed_on,
        tuple(rows), history,
    )  # fmt: skip


_ORDER = (BEGUN, READY, NOT_READY, LEFT)
_LIGHTS = {BEGUN: Light.DONE, READY: Light.OK, NOT_READY: Light.PROMISE_LATE, LEFT: Light.STOPPED}


def _row(ceremony: Ceremony, one: Checked) -> ListedRow:
    profile, found = one.project.profile, one.readiness
    state = READY if found.ready else NOT_READY
    if ceremony.over:
        state = BEGUN if one.listed.key in ceremony.begun else LEFT
    return ListedRow(
        project=one.listed.project, works=one.listed.works, name=one.name, firm=profile.firm,
        number=one.project.number, investment=profile.investment, responsible=profile.responsible, state=state,
        why=ceremonies.why_left(found) if state in (NOT_READY, LEFT) else "",
        article=found.why[0][1] if found.why else "", permits=found.found, warnings=found.warnings,
        light=Light.SOON if state == READY and found.warnings else _LIGHTS[state],
    )  # fmt: skip


def permit_light(one: Found) -> Light:
    """一个要件的灯."""
    return {
        Having.HELD: Light.DONE, Having.EXEMPT: Light.DONE, Having.RUNNING: Light.SOON, Having.NONE: Light.WAITING,
        Having.REFUSED: Light.PROMISE_LATE,
    }[one.having]  # fmt: skip


def _told(look: Look, entry: Entry) -> str:
    from bingliang.desk.projects import library as projects

    facts = entry.facts
    words = ""
    if entry.act in ("plan_ceremony", "change_ceremony"):
        words = f"：{facts['name']}，{facts['day']} {facts['place']}".rstrip()
    elif entry.act in ("list_for_ceremony", "strike_from_ceremony"):
        name = projects.found(look, str(facts["project"])).profile.name
        reason = f"，{facts['reason']}" if facts.get("reason") else ""
        words = f"：{name} {facts['works']}".rstrip() + reason
    else:
        begun, left = facts["begun"], facts["left"]
        words = f"：开工 {len(begun)} 个，没有开工 {len(left)} 个"  # type: ignore[arg-type]  # lists of the line
    return f"{facts['on']} {ACTS[entry.act].title}{words} · {entry.by}"
