"""区的设置: the open points with the values in force, one of them changed, a whole file brought in or written out.

Every change is a numbered edition that all counters share; running items keep what was copied at their acceptance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.desk import loading
from bingliang.desk.catalogue.words import doubts_of
from bingliang.desk.zone.editions import STREAM, adopt_zone, zone_text
from bingliang.desk.zone.file import ZoneChange, differences, with_setting
from bingliang.desk.zone.lawful import check
from bingliang.desk.zone.open_points import ADMINISTRATOR, GROUPS, PLEDGE, TABLE, Point, Sort, point
from bingliang.desk.zone.values import FIGURES, value_of
from bingliang.ledger.acts import Draft
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.roles import entitled
from bingliang.mechanism import overall
from bingliang.mechanism.parallel_approval.unified import gap

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.ledger.catalogue import Catalogue, Item
    from bingliang.store.work import Work

SAMPLE = "示范默认"


class State(StrEnum):
    """确认状态 of a point."""

    OPEN = "待区确认"
    SAMPLE = "示范默认，待区确认"
    SET = "已由区设置"
    BUILT_IN = "程序口径"
    OPTIONAL = "可以不填"


@dataclass(frozen=True, slots=True)
class PointRow:
    """一项口径 as it stands: `value` in force and `default` in words, `ground` the zone's own source."""

    key: str
    name: str
    group: str
    sort: Sort
    value: str
    default: str
    state: State
    ground: str
    why: str
    help: str
    who: str
    used: bool


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """目录待核的一项: an item whose limit, unit or text was not verified."""

    code: str
    name: str
    limit: str
    doubt: str
    article: str


@dataclass(frozen=True, slots=True)
class ZoneView:
    """区的设置一览: points by group, doubts of the catalogue, the edition in force."""

    edition: int
    points: tuple[PointRow, ...]
    doubts: tuple[DoubtRow, ...]
    may_change: bool
    role: str

    @property
    def open(self) -> int:
        """待确认的项数."""
        return sum(row.state in (State.OPEN, State.SAMPLE) for row in self.points)


@dataclass(frozen=True, slots=True)
class ZonePreview:
    """导入预览: what a zone's file would change; none when it is the one in force."""

    text: str
    name: str
    edition: int
    changes: tuple[ZoneChange, ...]


def zone_view(desk: Desk) -> ZoneView:
    """区的设置一览 for the screen."""
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        edition, today = look.editions()["catalogue"], look.today
    points = [
        _row(one, catalogue, gap(catalogue, today) if one.key == "unified_body" else "")
        for one in sorted(TABLE, key=lambda one: GROUPS.index(one.group))
    ]
    points += [_pledge(key, catalogue) for key in catalogue.settings if key.startswith(PLEDGE)]
    doubts = tuple(row for item in catalogue.items.values() if (row := _doubt(item)) is not None)
    may = entitled(desk.who.role, "adopt_edition")
    return ZoneView(edition, tuple(points), doubts, may, desk.who.role)


def set_point(desk: Desk, request: str, key: str, written: str, ground: str) -> Answer:
    """改一项口径: a new edition of the zone's file in which only this setting differs.

    ValueError for a value that is not of its sort or for a missing ground; Refusal for who may not.
    """
    from bingliang.store.endings import Outcome

    wanted = point(key)
    if not ground.strip():
        raise ValueError(f"请写明“{wanted.name}”的依据（文件名称、文号或者会议纪要），以后才说得清这一口径从哪里来。")

    def decide(work: Work) -> Outcome:
        overall.authorise("adopt_edition", work.who)
        catalogue: Catalogue = work.loaded("catalogue")
        value = value_of(wanted, written.strip(), catalogue)
        held = work.edition_files("catalogue").get(loading.ZONE_FILE, "")
        number = work.adopt("catalogue", {loading.ZONE_FILE: with_setting(held, key, value, ground.strip())})
        check(work.loaded("catalogue"))
        name = f"{wanted.name}：{_shown(value)}"
        facts = {"kind": "catalogue", "edition": number, "on": work.today.isoformat(), "name": name}
        return Outcome((Draft(STREAM, "adopt_edition", facts),), {"edition": number, "name": name})

    return desk.store.act(request, desk.who, "adopt_edition", decide, adopting=("catalogue",))


def preview_zone(desk: Desk, path: str) -> ZonePreview:
    """导入预览 of a zone's file: checked as a whole against the catalogue, then its differences to the one in force."""
    text, name = _read(Path(path)), Path(path).name
    check(loading.catalogue({loading.ZONE_FILE: text}))
    held = zone_text(desk)
    with desk.store.look() as look:
        edition = look.editions()["catalogue"]
    return ZonePreview(text, name, edition, differences(held, text) if held != text else ())


def import_zone(desk: Desk, request: str, preview: ZonePreview) -> Answer:
    """导入 the file that was previewed, as the next edition."""
    return adopt_zone(desk, request, preview.text, preview.name)


def export_zone(desk: Desk, path: str) -> str:
    """导出 the zone's file in force; answers the path. ValueError when there is none or the place takes no file."""
    held = zone_text(desk)
    if not held:
        raise ValueError("本库还没有启用区的设置，没有可导出的内容。")
    target = Path(path)
    try:
        target.write_text(held, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ValueError(f"文件“{target}”写不进去（{error.strerror}），请换一个文件夹。") from error
    return str(target)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")  # as Notepad ends its lines
    except OSError as error:
        raise ValueError(f"文件“{path}”打不开（{error.strerror}），请核对路径和权限。") from error
    except UnicodeDecodeError:
        raise ValueError(f"文件“{path}”不是 UTF-8 编码，请用记事本另存为 UTF-8。") from None


def _row(one: Point, catalogue: Catalogue, gap: str = "") -> PointRow:
    held = catalogue.settings.get(one.key) if one.key else None
    ground = str(held.get("source", "")) if isinstance(held, Mapping) else ""
    value = catalogue.setting(one.key, one.default) if one.key else one.default
    who = ADMINISTRATOR if one.key else "随程序更新"
    return PointRow(
        one.key, one.name, one.group, one.sort, _of(one, value, catalogue), _of(one, one.default, catalogue),
        State.OPEN if gap else _state(one, held, ground), ground, f"{gap}{one.why}", one.help, who, one.used,
    )  # fmt: skip


def _state(one: Point, held: object, ground: str) -> State:
    if one.fixed:
        return State.BUILT_IN
    if held is None:
        return State.OPTIONAL if one.optional else State.OPEN
    return State.SAMPLE if SAMPLE in ground else State.SET


def _pledge(key: str, catalogue: Catalogue) -> PointRow:
    """告知承诺的条件 of one item: a group of terms, changed by import only."""
    held: Any = catalogue.settings[key]
    code = key.removeprefix(PLEDGE)
    item = catalogue.items.get(code)
    ground = str(held.get("source", ""))
    conditions = len(held.get("value", {}).get("conditions", ()))
    return PointRow(
        key, f"“{item.name if item else code}”的告知承诺条件", GROUPS[3], Sort.GROUP, f"{conditions}项条件", "没有，不能按告知承诺办理",
        State.SAMPLE if SAMPLE in ground else State.SET, ground,
        "机关告知的条件由区公布（国办发〔2020〕42号）。", "一组内容，请导出区的文件，改好以后再导入。", ADMINISTRATOR, used=True,
    )  # fmt: skip


def _doubt(item: Item) -> DoubtRow | None:
    limit, doubts = item.limit, doubts_of(item)
    if not doubts:
        return None
    words = f"{limit.value}{limit.unit.text}，自{limit.start.text}起" if limit else "无"
    article = limit.article if limit else "；".join(item.legal_basis[:1])
    return DoubtRow(item.code, item.name, words, "；".join(doubts), article)


def _of(one: Point, value: object, catalogue: Catalogue) -> str:
    """内容 in words: a body's name beside its code, “是/否”, “10个工作日”."""
    if value in ("", None):
        return "未填写"
    if one.sort is Sort.BODY and str(value) in catalogue.bodies:
        body = catalogue.bodies[str(value)]
        return f"{body.name or body.short}（{value}）"
    if one.sort is Sort.WORKDAYS:
        return f"{value}{Unit.WORKDAY.text}"
    if one.sort in FIGURES:
        return f"{value}{FIGURES[one.sort][0]}"
    return _shown(value)


def _shown(value: object) -> str:
    return ("是" if value else "否") if isinstance(value, bool) else str(value)
