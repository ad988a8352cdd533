"""看板的办理单: what each act asks, with what stands today as defaults."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, as_day
from bingliang.desk.boards import campaigns, commanders, digests, issues, terms
from bingliang.desk.projects.index import index
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.campaign import GOALS, INVESTMENT, Goal, fold_tenday, stream_of_tenday
from bingliang.mechanism import overall
from bingliang.mechanism.public_rating import Span
from bingliang.mechanism.supervision import Period

if TYPE_CHECKING:
    from bingliang.boards.daily_broadcast import Issue
    from bingliang.desk.desk import Desk
    from bingliang.ledger.project import Enlisted
    from bingliang.store.look import Look

TITLES: Mapping[str, str] = {
    "found_campaign": "登记会战", "set_campaign_target": "会战目标变更", "close_campaign": "会战结束",
    "draft_issue": "旬报起草", "edit_issue": "旬报修改", "exempt_flag": "黑旗豁免", "sign_issue": "旬报签发",
    "freeze_issue": "旬报冻结", "publish_digest": "刊发", "set_goals": "点将台目标登记", "publish_commanders": "点将台公布",
}  # fmt: skip
"""办理 → its word in the menu."""
A_HUNDRED = 99
MONTHS = tuple(f"{month}月" for month in range(1, 13))


@dataclass(frozen=True, slots=True)
class About:
    """对什么办: `key` names the row of the room (campaign|旬, kind|day, month), `project` one of its rows."""

    key: str = ""
    project: str = ""

    @property
    def head(self) -> str:
        """The part before the bar: a campaign's stream, a kind of number, or a month."""
        return self.key.partition("|")[0]

    @property
    def tail(self) -> str:
        """The part behind it: the 旬, or the day."""
        return self.key.partition("|")[2]


_Made = tuple[tuple[Field, ...], str]


def form_of(desk: Desk, name: str, key: str = "", *, project: str = "") -> ActForm:
    """取表. A Refusal for who may not, and for what cannot be done now."""
    overall.authorise(name, desk.who)
    about = About(key, project)
    with desk.store.look() as look:
        fields, subject = _FIELDS[name](look, about)
        today = look.today
    return ActForm(
        name=name, act=name, title=TITLES[name], no=None, subject=subject, fields=fields, article=ACTS[name].article,
        today=today, safe=name not in ("freeze_issue", "close_campaign"), focus=fields[0].name if fields else "",
        defaults={"about": (key, project)},
    )  # fmt: skip


# ── 会战 ──


def _goal_columns(projects: Sequence[Enlisted]) -> tuple[Field, ...]:
    named = tuple(Choice(one.stream, one.profile.name, one.profile.firm) for one in projects)
    project = (Field("goal_project", "项目", Kind.CHOICE, named[0].value, choices=named),) if named else ()
    return (
        *project,
        Field("goal_kind", "种类", Kind.CHOICE, INVESTMENT, choices=tuple(Choice(one, one) for one in GOALS)),
        Field("goal_words", "目标", help="投资写“完成投资”；里程碑写字典里的词；许可写“S3-03 施工许可证核发”。"),
        Field("goal_by", "期限", help="在哪天以前，例如 12-10。"),
        Field("goal_amount", "累计万元", optional=True, help="只有投资写：到那天累计完成多少。"),
        Field("goal_points", "分值", default="1", optional=True),
        Field("goal_works", "单项工程", optional=True),
    )


def _held(look: Look) -> list[Enlisted]:
    return sorted(index(look).going_on, key=lambda one: one.number)


def _found_fields(look: Look, about: About) -> _Made:
    del about
    projects = _held(look)
    if not projects:
        raise Refusal("项目库里还没有项目，请先入库。", campaigns.LAW)
    last = look.today + timedelta(days=A_HUNDRED)
    tags = {*terms.weekly_tags(look.loaded("catalogue")), "百日会战"}
    chosen = [one for one in projects if tags & {tag.name for tag in one.profile.tags}]
    rows = tuple(_typed_goal(one.stream, Goal(INVESTMENT, "完成投资", last)) for one in chosen)
    return (
        Field("campaign_name", "会战名称", default="产业项目建设“百日会战”"),
        Field("campaign_first", "第一天", Kind.DAY, look.today.isoformat()),
        Field("campaign_last", "最后一天", Kind.DAY, last.isoformat(), help="第一天算第 1 天；百日会战到第 100 天。"),
        Field("goals", "项目和目标", Kind.ROWS, rows, columns=_goal_columns(projects),
              help="一行一项目标；没有写数的投资目标不登记。投资写到那天为止的累计数，每旬一行就按旬考核。"),
    ), "看板"  # fmt: skip


def _typed_goal(project: str, goal: Goal) -> dict[str, str]:
    return {
        **({"goal_project": project} if project else {}), "goal_kind": goal.kind, "goal_words": goal.words,
        "goal_by": goal.by.isoformat(), "goal_amount": str(goal.amount or ""), "goal_points": str(goal.points),
        "goal_works": goal.works,
    }  # fmt: skip


def _target_fields(look: Look, about: About) -> _Made:
    campaign = campaigns.going_on(look, about.head)
    held = index(look).held
    fixed = held.get(about.project)
    if fixed is None:
        fresh = [one for one in _held(look) if one.stream not in campaign.targets]
        if not fresh:
            raise Refusal("项目库里的项目都已参战；改目标的在龙虎榜里选中项目再办理。", campaigns.LAW)
        named = tuple(Choice(one.stream, one.profile.name, one.profile.firm) for one in fresh)
        which: tuple[Field, ...] = (
            Field("target_project", "增加的项目", Kind.CHOICE, named[0].value, choices=named, folded=True),
        )
        rows: tuple[dict[str, str], ...] = (_typed_goal("", Goal(INVESTMENT, "完成投资", campaign.last)),)
    else:
        which, now = (), campaign.targets.get(fixed.stream)
        rows = tuple(_typed_goal("", one) for one in now.goals) if now else ()
    return (
        *which,
        Field("goals", "目标", Kind.ROWS, rows, columns=_goal_columns(()), help="删去全部的行，就是这个项目退出会战。"),
        Field("target_reason", "理由", Kind.LONG, help="已经冻结的旬报不变，以后各期按新的目标。"),
    ), fixed.profile.name if fixed else campaign.name  # fmt: skip


def _close_fields(look: Look, about: About) -> _Made:
    campaign = campaigns.going_on(look, about.head)
    early = look.today < campaign.last
    return (
        Field(
            "close_reason",
            "理由",
            Kind.LONG,
            optional=not early,
            help=f"到{campaign.last:%Y-%m-%d}期满；提前结束的写明理由。",
        ),
    ), campaign.name


# ── 旬报 ──


def _draft_fields(look: Look, about: About) -> _Made:
    campaign, span = campaigns.found(look, about.head), Span.of(about.tail)
    number = campaigns.number_of(campaign, span)
    issues.may_draft(campaign.name, span, number, look)
    one = fold_tenday(look.entries(stream_of_tenday(campaign.stream, span.written)))
    again = one is not None and bool(one.frozen) and one.draft is None
    fields = (
        (Field("issue_reason", "更正的理由", Kind.LONG, help="原来的一版不删不改，更正另出一版。"),) if again else ()
    )
    return fields, f"第{number}期（{span.name}）"


def _draft_in_hand(look: Look, about: About) -> tuple[Issue, str]:
    one = issues.found(look, stream_of_tenday(about.head, about.tail))
    issues.in_hand(one)
    board = issues.draft_of(one)
    if board is None:  # pragma: no cover - `in_hand` has just refused it
        raise Refusal("没有草稿。")
    return board, f"第{one.number}期（{board.header.period_name}）"


def _edit_fields(look: Look, about: About) -> _Made:
    board, subject = _draft_in_hand(look, about)
    rows = tuple({"note_project": row.name, "note_words": row.note} for row in board.projects)
    columns = (Field("note_project", "项目", readonly=True), Field("note_words", "一句话", optional=True))
    return (
        Field("lead", "导语", Kind.LONG, board.lead, help="刊在最前面；数字由程序按台账写，这里只改文字。"),
        Field("issue_note", "结语", Kind.LONG, board.note, optional=True),
        Field("notes", "项目旁的一句话", Kind.ROWS, rows, columns=columns, fixed=True),
    ), subject


def _exempt_fields(look: Look, about: About) -> _Made:
    board, subject = _draft_in_hand(look, about)
    black = [Choice(row.stream, row.name, row.flag_reason) for row in board.projects if row.flag == "黑旗"]
    black += [Choice(row.name, row.name, row.flag_reason) for row in board.departments if row.flag == "黑旗"]
    if not black:
        raise Refusal("这一期没有黑旗，不用豁免。", issues.LAW)
    return (
        Field("exempted", "豁免谁的黑旗", Kind.CHOICE, black[0].value, choices=tuple(black)),
        Field("exempt_reason", "豁免的理由", Kind.LONG, help="例如不可抗力；理由印在这一期里。"),
        Field("approver", "批准人（职务）", help="写职务，不写姓名。"),
        Field("document", "批准文件的文号"),
    ), subject


def _sign_fields(look: Look, about: About) -> _Made:
    subject = _draft_in_hand(look, about)[1]
    issues.may_sign(issues.found(look, stream_of_tenday(about.head, about.tail)))
    return (), subject


def _freeze_fields(look: Look, about: About) -> _Made:
    one = issues.found(look, stream_of_tenday(about.head, about.tail))
    return (), f"第{one.number}期（{issues.may_freeze(one, look).header.period_name}）"


# ── 周周比 ──


def _digest_fields(look: Look, about: About) -> _Made:
    on = as_day(about.tail, look.today) if about.tail else look.today
    made = digests.reckon(look, about.head, on)
    again = bool(look.entries(digests.stream_of_digest(about.head, on)))
    why = (Field("digest_reason", "更正的理由", Kind.LONG),) if again else ()
    return (
        Field("digest_on", "刊发日期", Kind.DAY, on.isoformat(), help="周报写这一天以前的七天。"),
        Field("digest_number", "期号", Kind.NUMBER, str(made.number)),
        Field("digest_lead", "导语", Kind.LONG, made.lead),
        Field(
            "digest_text", "手机报短文", Kind.LONG, made.text, help=f"最多{terms.most(look.loaded('catalogue'))}字。"
        ),
        *why,
    ), made.kind


# ── 点将台 ──


def _goals_fields(look: Look, about: About) -> _Made:
    year = int(about.key[:4]) if about.key[:4].isdecimal() else look.today.year
    known = commanders.goals(look, year)
    projects = _held(look)
    one = next((row for row in projects if row.stream == about.project), None)
    now = known.get(about.project)
    which = () if one is not None else (
        Field("goals_project", "项目", Kind.CHOICE, projects[0].stream if projects else "", folded=True,
              choices=tuple(Choice(row.stream, row.profile.name, row.profile.firm) for row in projects)),
    )  # fmt: skip
    rows = tuple(
        {"month": name, "month_words": words, "month_amount": str(amount or "")}
        for name, (words, amount) in zip(MONTHS, now.months if now else (("", 0),) * len(MONTHS), strict=True)
    )
    columns = (
        Field("month", "月份", readonly=True),
        Field("month_words", "工作目标", optional=True),
        Field("month_amount", "万元", optional=True),
    )
    return (
        Field("goals_year", "年度", Kind.NUMBER, str(year)),
        *which,
        Field("annual", "年度目标", default=now.words if now else ""),
        Field("annual_amount", "年度投资（万元）", default=str(now.amount or "") if now else "", optional=True),
        Field("months", "月目标", Kind.ROWS, rows, columns=columns, fixed=True),
    ), one.profile.name if one else "点将台"  # fmt: skip


def _commanders_fields(look: Look, about: About) -> _Made:
    month = Period.of(about.key)
    again = commanders.may_publish(look, month)
    why = (Field("commanders_reason", "更正公布的理由", Kind.LONG),) if again else ()
    return why, month.name


_FIELDS: Mapping[str, Callable[[Look, About], _Made]] = {
    "found_campaign": _found_fields, "set_campaign_target": _target_fields, "close_campaign": _close_fields,
    "draft_issue": _draft_fields, "edit_issue": _edit_fields, "exempt_flag": _exempt_fields, "sign_issue": _sign_fields,
    "freeze_issue": _freeze_fields, "publish_digest": _digest_fields, "set_goals": _goals_fields,
    "publish_commanders": _commanders_fields,
}  # fmt: skip
