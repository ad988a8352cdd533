"""看板的办理单填好以后: what was typed on a sheet of the boards made into a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.fields import ActForm, Values, as_day, typed
from bingliang.desk.boards import campaigns, commanders, digests, issues
from bingliang.desk.boards.forms import About
from bingliang.desk.errors import Faults
from bingliang.ledger.campaign import INVESTMENT, MILESTONE, PERMIT, Goal, stream_of_tenday
from bingliang.mechanism.supervision import Period

if TYPE_CHECKING:
    from bingliang.desk.acts.press import Press


def press_of(form: ActForm, values: Values) -> Press:
    """成决定. Faults with every fault at once."""
    about = About(*form.defaults["about"])
    return _PRESSES[form.name](about, typed(form, values), form.today)


def _found(about: About, v: Mapping[str, Any], today: date) -> Press:
    del about
    goals: dict[str, list[Goal]] = {}
    for project, goal in _goals(v["goals"], today):
        goals.setdefault(project, []).append(goal)
    plan = {project: tuple(rows) for project, rows in goals.items()}
    return campaigns.found_campaign(campaigns.Plan(v["campaign_name"], v["campaign_first"], v["campaign_last"], plan))


def _goals(rows: Iterable[Mapping[str, Any]], today: date) -> Iterable[tuple[str, Goal]]:
    faults: list[tuple[str, str]] = []
    for row in rows:
        if row["goal_kind"] == INVESTMENT and not row["goal_amount"]:
            continue
        try:
            by = as_day(row["goal_by"], today)
            amount, points = _whole(row["goal_amount"], 0, "累计万元"), _whole(row["goal_points"], 1, "分值")
        except ValueError as why:
            faults.append(("goals", f"“{row['goal_words']}”：{why}"))
            continue
        amount = amount if row["goal_kind"] == INVESTMENT else 0
        works = row["goal_works"] if row["goal_kind"] in (MILESTONE, PERMIT) else ""
        yield str(row.get("goal_project", "")), Goal(row["goal_kind"], row["goal_words"], by, amount, points, works)
    if faults:
        raise Faults(faults)


def _whole(text: str, blank: int, name: str) -> int:
    if not text.strip():
        return blank
    if not text.strip().isdecimal():
        raise ValueError(f"{name}“{text}”不是整数。")
    return int(text)


def _target(about: About, v: Mapping[str, Any], today: date) -> Press:
    project = about.project or v["target_project"]
    goals = [goal for _, goal in _goals(v["goals"], today)]
    return campaigns.set_target(about.head, project, goals, v["target_reason"])


def _edit(about: About, v: Mapping[str, Any], today: date) -> Press:
    del today
    notes = {row["note_project"]: row["note_words"] for row in v["notes"]}
    return issues.edit(stream_of_tenday(about.head, about.tail), v["lead"], v["issue_note"], notes, by_name=True)


def _exempt(about: About, v: Mapping[str, Any], today: date) -> Press:
    del today
    stream = stream_of_tenday(about.head, about.tail)
    return issues.exempt(stream, v["exempted"], v["exempt_reason"], v["approver"], v["document"])


def _digest(about: About, v: Mapping[str, Any], today: date) -> Press:
    del today
    reason = str(v.get("digest_reason", ""))
    return digests.publish(about.head, v["digest_on"], v["digest_lead"], v["digest_text"], v["digest_number"], reason)


def _set_goals(about: About, v: Mapping[str, Any], today: date) -> Press:
    del today
    faults: list[tuple[str, str]] = []
    months: list[tuple[str, int]] = []
    amount = 0
    try:
        amount = _whole(v["annual_amount"], 0, "年度投资")
    except ValueError as why:
        faults.append(("annual_amount", str(why)))
    for row in v["months"]:
        try:
            months.append((row["month_words"], _whole(row["month_amount"], 0, f"{row['month']}的万元")))
        except ValueError as why:
            faults.append(("months", str(why)))
    if faults:
        raise Faults(faults)
    project = about.project or v["goals_project"]
    return commanders.set_goals(v["goals_year"], commanders.Given(project, v["annual"], amount, months))


def _sign(about: About, v: Mapping[str, Any], today: date) -> Press:
    del v, today
    return issues.sign(stream_of_tenday(about.head, about.tail))


def _freeze(about: About, v: Mapping[str, Any], today: date) -> Press:
    del v, today
    return issues.freeze(stream_of_tenday(about.head, about.tail))


_PRESSES: Mapping[str, Callable[[About, Mapping[str, Any], date], Press]] = {
    "found_campaign": _found,
    "set_campaign_target": _target,
    "close_campaign": lambda about, v, _: campaigns.close(about.head, str(v["close_reason"])),
    "draft_issue": lambda about, v, _: issues.draft(about.head, about.tail, str(v.get("issue_reason", ""))),
    "edit_issue": _edit,
    "exempt_flag": _exempt,
    "sign_issue": _sign,
    "freeze_issue": _freeze,
    "publish_digest": _digest,
    "set_goals": _set_goals,
    "publish_commanders": lambda about, v, _: commanders.publish(
        Period.of(about.key), str(v.get("commanders_reason", ""))
    ),
}  # fmt: skip
