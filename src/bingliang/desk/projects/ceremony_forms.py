"""集中开工的办理单: what each act asks, which press its values make, and what is said of it before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.press import Press
from bingliang.desk.acts.presses import Presses, as_written
from bingliang.desk.projects import ceremonies
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.ceremony_view import NOT_READY, READY, view_of
from bingliang.desk.projects.index import index
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.ceremony import Ceremony, Licence, Listed, fold_ceremony
from bingliang.mechanism import overall
from bingliang.mechanism.seven_batches import SOURCE, starting

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

OF_BATCH = ("list_for_ceremony", "strike_from_ceremony", "change_ceremony", "confirm_ceremony")
"""What is done to a batch, in the order of the menu."""
TITLES: Mapping[str, str] = {name: ACTS[name].title for name in ("plan_ceremony", *OF_BATCH)}
_SPLIT = "|"


def form_of(desk: Desk, name: str, stream: str = "", *, project: str = "") -> ActForm:
    """取表 for one act on one batch; `project` is the one in hand. A Refusal for who may not."""
    overall.authorise(name, desk.who)
    with desk.store.look() as look:
        ceremony = ceremonies.found(look, stream) if stream else None
        if name == "list_for_ceremony" and ceremony is None:
            ceremony = _next(look)
        fields = _FIELDS[name](look, ceremony, project)
        return ActForm(
            name=name, act=name, title=TITLES[name], no=None, subject=ceremony.name if ceremony else "集中开工",
            fields=fields, article=ACTS[name].article, today=look.today, safe=name != "strike_from_ceremony",
            focus=fields[0].name if fields else "", hint=_HINTS.get(name, ""),
        )  # fmt: skip


_HINTS = {
    "list_for_ceremony": "没有施工许可的也可以先列入，但不上开工名单，也不能确认开工（《建筑法》第七条）。",
    "confirm_ceremony": "确认后写入各项目的“开工”里程碑，批次不再改动。",
}


def _next(look: Look) -> Ceremony:
    waiting = [one for one in ceremonies.every(look) if not one.over]
    if not waiting:
        raise Refusal("还没有待开工的批次，请先在项目库的“集中开工”里登记一个批次（Ins）。", SOURCE)
    return min(waiting, key=lambda one: one.day)


def _plan_fields(look: Look, ceremony: Ceremony | None, project: str) -> tuple[Field, ...]:
    del project
    count = sum(one.day.year == look.today.year for one in ceremonies.every(look)) + 1
    return (
        Field("ceremony_name", "批次名称", default=ceremony.name if ceremony else f"集中开工第{count}批",
              help="一年里一个名称只用一次。"),
        Field("ceremony_day", "开工日期", Kind.DAY, ceremony.day.isoformat() if ceremony else "",
              help="仪式的日子；按这一天核对各项目是否具备开工条件。"),
        Field("ceremony_place", "地点", default=ceremony.place if ceremony else "", optional=True),
    )  # fmt: skip


def _list_fields(look: Look, ceremony: Ceremony | None, project: str) -> tuple[Field, ...]:
    held = index(look)
    waiting = sorted((one for one in ceremonies.every(look) if not one.over), key=lambda one: one.day)
    rows = []
    for one in sorted(held.going_on, key=lambda one: one.number):
        for works in ceremonies.offered_works(held, one):
            name = " ".join(part for part in (one.profile.name, works) if part)
            rows.append(Choice(f"{one.stream}{_SPLIT}{works}", name, one.profile.firm))
    chosen = next((row.value for row in rows if row.value.startswith(f"{project}{_SPLIT}")), "") if project else ""
    exempt = tuple(Choice(word, word) for word in starting.EXEMPTIONS)
    return (
        Field("ceremony", "批次", Kind.CHOICE, ceremony.stream if ceremony else "",
              choices=tuple(Choice(one.stream, one.name, f"{one.day:%Y-%m-%d}") for one in waiting)),
        Field("ceremony_project", "项目", Kind.CHOICE, chosen, choices=tuple(rows),
              help="有单项工程的逐个列入，各按自己的施工许可核对。"),
        Field("licence_number", "施工许可证号", optional=True,
              help="本窗口办的自动查到，不用填；在别处取得的在这里登记。"),
        Field("licence_on", "核发日期", Kind.DAY, "", optional=True, help="领取以后三个月内应当开工（《建筑法》第九条）。"),
        Field("licence_body", "核发机关", optional=True),
        Field("licence_exempt", "依法不需要", optional=True, choices=exempt,
              help="《建筑法》第七条只有两种；其余一律要有施工许可证。"),
        Field("licence_document", "证明文件", optional=True, help="依法不需要施工许可的，写证明它的文件和文号。"),
    )  # fmt: skip


def _strike_fields(look: Look, ceremony: Ceremony | None, project: str) -> tuple[Field, ...]:
    assert ceremony is not None  # noqa: S101 - the act is about one
    rows = view_of(look, ceremony).rows
    choices = tuple(Choice(f"{row.project}{_SPLIT}{row.works}", row.name, row.state) for row in rows)
    if not choices:
        raise Refusal(f"“{ceremony.name}”里还没有项目。", SOURCE)
    chosen = next((one.value for one in choices if one.value.startswith(f"{project}{_SPLIT}")), choices[0].value)
    return (
        Field("ceremony_project", "移出哪个", Kind.CHOICE, chosen, choices=choices),
        Field("strike_reason", "理由", Kind.LONG, help="写明为什么移出；原来列入的一行仍在流水里。"),
    )


def _confirm_fields(look: Look, ceremony: Ceremony | None, project: str) -> tuple[Field, ...]:
    del project
    assert ceremony is not None  # noqa: S101 - the act is about one
    rows = view_of(look, ceremony).rows
    ready = tuple(at for at, row in enumerate(rows) if row.state == READY)
    choices = tuple(
        Choice(str(at), row.name + (f"（{row.state}：{row.why}）" if row.state == NOT_READY else ""))
        for at, row in enumerate(rows)
    )
    return (
        Field("begun", "当日开工的", Kind.ITEMS, ready, choices=choices,
              help="具备条件的已勾上；没有开工的去掉勾。不具备条件的不能确认。"),
    )  # fmt: skip


_FIELDS: Mapping[str, Callable[[Look, Ceremony | None, str], tuple[Field, ...]]] = {
    "plan_ceremony": _plan_fields,
    "change_ceremony": _plan_fields,
    "list_for_ceremony": _list_fields,
    "strike_from_ceremony": _strike_fields,
    "confirm_ceremony": _confirm_fields,
}


class OfCeremonies(Presses):
    """集中开工的脚本."""

    fields: ClassVar[Mapping[str, str]] = {
        "name": "ceremony_name", "day": "ceremony_day", "works": "ceremony_project", "licensed_on": "licence_on",
        "reason": "strike_reason",
    }  # fmt: skip

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        v = typed(form, values)
        if form.name in ("plan_ceremony", "change_ceremony"):
            given = ceremonies.Plan(v["ceremony_name"], v["ceremony_day"], v["ceremony_place"])
            return ceremonies.plan(given) if form.name == "plan_ceremony" else ceremonies.change(stream, given)
        if form.name == "list_for_ceremony":
            return ceremonies.enter(v["ceremony"], _listed(v))
        if form.name == "strike_from_ceremony":
            project, _, works = v["ceremony_project"].partition(_SPLIT)
            return ceremonies.strike(stream, (project, works), v["strike_reason"])
        rows = view_of(look, ceremonies.found(look, stream)).rows
        return ceremonies.confirm(stream, [rows[at].key for at in v["begun"]])

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: what the batch is afterwards, and what is missing of those in it."""
        with desk.store.look() as look:
            first = shown.outcome.drafts[0]
            after = fold_ceremony(as_written(desk, look, first))
            assert after is not None  # noqa: S101 - the act was decided on it
            sentences, warnings = _sentences(look, made.act, after, shown)
        return Consequence(
            tuple(sentences), (), (ACTS[made.act].title,), (), (starting.LAW,), tuple(warnings)
        )  # fmt: skip


def _listed(v: Mapping[str, Any]) -> Listed:
    project, _, works = v["ceremony_project"].partition(_SPLIT)
    licence = Licence(
        v["licence_number"], v["licence_on"], v["licence_body"], v["licence_exempt"], v["licence_document"]
    )
    return Listed(project, works, licence)


def _sentences(look: Look, act: str, after: Ceremony, shown: Shown) -> tuple[list[str], list[str]]:
    if act in ("plan_ceremony", "change_ceremony"):
        return [f"“{after.name}”定在 {after.day:%Y-%m-%d}。", "列入的项目按这一天核对开工条件。"], []
    facts: Any = shown.outcome.drafts[0].facts
    if act == "confirm_ceremony":
        names = [f"“{projects.found(look, one['project']).profile.name}{one['works']}”" for one in facts["begun"]]
        left = [
            f"{projects.found(look, one['project']).profile.name}{one['works']}：{one['why']}" for one in facts["left"]
        ]
        milestones = len(shown.outcome.drafts) - 1
        said = f"{'、'.join(names)}开工，写入 {milestones} 个“开工”里程碑（{after.day:%Y-%m-%d}）。"
        return [said], [f"没有开工的：{'；'.join(left)}。"] if left else []
    if act == "strike_from_ceremony":
        return [f"移出后“{after.name}”还有 {len(after.listed)} 个。"], []
    one = ceremonies.checked(look, after.listed[facts["project"], facts["works"]], after.day)
    return [f"“{one.name}”列入“{after.name}”（{after.day:%Y-%m-%d}）。", *_checked(one)], list(_missing(one))


def _checked(one: ceremonies.Checked) -> Iterable[str]:
    for found in one.readiness.found:
        yield f"{found.name}：{found.having}" + (f"，{found.words}" if found.words else "") + "。"


def _missing(one: ceremonies.Checked) -> Iterable[str]:
    for sentence, article in one.readiness.why:
        yield f"{sentence}，现在不上开工名单（{article}）。"
    yield from one.readiness.warnings


CEREMONIES = OfCeremonies()
