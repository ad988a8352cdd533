"""项目绿色通道的办理单: what is asked, which press its values make, and what is said of it before it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.presses import Presses, as_written
from bingliang.desk.casework.green import ARTICLE, Granting, grounds, none_named
from bingliang.desk.projects import greening
from bingliang.desk.projects import library as projects
from bingliang.ledger.acts import ACTS
from bingliang.ledger.project import fold_project
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.acts.press import Press
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

TITLES: Mapping[str, str] = {greening.GRANT: "项目绿色通道（准予）", greening.END: "项目绿色通道（取消）"}
_FOCUS = {greening.GRANT: "green_document", greening.END: "green_reason"}


def form_of(desk: Desk, name: str, stream: str) -> ActForm:
    """取表. A Refusal for who may not, and for a project that has it already or has it not."""
    overall.authorise(name, desk.who)
    with desk.store.look() as look:
        project = projects.found(look, stream)
        greening.may(name, project.profile.name, project.green)
        if name == greening.GRANT:
            none_named(look.loaded("catalogue"))
        return ActForm(
            name=name, act=name, title=TITLES[name], no=None, subject=project.profile.name,
            fields=_granting(look) if name == greening.GRANT else _ending(look), article=ACTS[name].article,
            today=look.today, focus=_FOCUS[name],
        )  # fmt: skip


def _granting(look: Look) -> tuple[Field, ...]:
    listed = tuple(Choice(one, one) for one in grounds(look.loaded("catalogue")))
    return (
        Field("green_ground", "情形", Kind.CHOICE, listed[0].value if listed else "", choices=listed, help="区规定的情形，清单以外不能准予。"),
        Field("green_note", "具体情况", optional=True, help="例：列入省重点项目名单第12号。"),
        Field("green_document", "文号", help="准予的批示、会议纪要或者通知的文号。"),
        Field("green_approver", "谁准予的", help="写职务，不写姓名。例：管委会分管副主任。"),
        Field("green_on", "准予日", Kind.DAY, look.today.isoformat(), help="从这一天起收件的办件随项目走绿色通道。"),
    )  # fmt: skip


def _ending(look: Look) -> tuple[Field, ...]:
    return (
        Field("green_reason", "取消原因", Kind.LONG, help="例：项目已移出重点项目名单（写明文号）。"),
        Field(
            "green_ended_on",
            "取消日",
            Kind.DAY,
            look.today.isoformat(),
            help="从这一天起收件的办件不再随项目走绿色通道。",
        ),
    )


class OfGreens(Presses):
    """项目绿色通道的脚本."""

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look
        v = typed(form, values)
        if form.name == greening.END:
            return greening.end(stream, v["green_ended_on"], v["green_reason"])
        given = Granting(v["green_ground"], v["green_document"], v["green_approver"], v["green_note"])
        return greening.grant(stream, v["green_on"], given)

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: from which day, for which cases, and what does not change."""
        with desk.store.look() as look:
            after = fold_project(as_written(desk, look, shown.outcome.drafts[0]))
        assert after is not None and after.green is not None  # noqa: S101, PT018 - the act was decided on it
        name, green = after.profile.name, after.green
        if green.in_force:
            said = (
                f"“{name}”{green.on:%Y-%m-%d}起收件的办件随项目走绿色通道，在各清单里排在最前。",
                "已经收件的办件不变，要优先的在办件上另行准予；材料要求、受理和法定期限都不改变。",
            )
        else:
            said = (
                f"“{name}”{green.ended_on:%Y-%m-%d}起收件的办件按普通次序办理。",
                "已经走绿色通道的办件不变，要取消的在办件上另行取消。",
            )
        return Consequence(said, (), (ACTS[made.act].title,), (), (ARTICLE,), ())


GREENS = OfGreens()
