"""项目库的脚本: a sheet of the project library rehearsed and confirmed on the projects' own streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk import projects
from bingliang.desk.act_forms import Trial
from bingliang.desk.consequence import Consequence
from bingliang.desk.errors import Faults
from bingliang.desk.project_forms import consequences, press_of
from bingliang.desk.rehearsal import Crossed, Done, Rehearsed
from bingliang.ledger.acts import ACTS, Entry, Refusal
from bingliang.ledger.folding import extended
from bingliang.ledger.project import Enlisted, fold_project
from bingliang.mechanism import seven_batches

if TYPE_CHECKING:
    from bingliang.desk.act_fields import ActForm, Values
    from bingliang.desk.desk import Desk
    from bingliang.desk.project_table import ProjectTable
    from bingliang.store.endings import Shown

UNFILLED = "填好左边的必填栏，这里就列出将要记入台账的内容。"
NOTHING_DATED = "填写计划日期或者实际日期，这里就列出里程碑怎样变动。"


class OfProjects:
    """项目库的脚本."""

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试演."""
        lacking = tuple(one.label for one in form.blank(values))
        if lacking:
            return Trial(Rehearsed(_only(UNFILLED)), lacking)
        if values == form.values and form.name in ("set_milestone", "describe_project"):
            hint = NOTHING_DATED if form.name == "set_milestone" else "改动左边的任何一栏，这里就列出前后的内容。"
            return Trial(Rehearsed(_only(hint)), ())
        return Trial(self._rehearse(desk, form, stream, request, values))

    def _rehearse(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Rehearsed:
        try:
            with desk.store.look() as look:
                made, table = press_of(look, form, stream, values)
            if table is not None and not table.entrants:
                return Rehearsed(_of_table(table, ()))
            shown = desk.store.preview(request, desk.who, made.decide)
        except Refusal as why:
            return Rehearsed(refusal=why.sentence, article=why.article)
        except Faults as why:
            return Rehearsed(
                refusal=str(why), faults=tuple((_FIELD.get(name, name), said) for name, said in why.faults)
            )
        except ValueError as why:
            return Rehearsed(refusal=str(why))
        return Rehearsed(_consequence(desk, made.act, table, shown), shown)

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        """确认 for exactly what was shown; a sheet that was changed on disk in the meantime is shown anew."""
        from bingliang.store.endings import Overtaken

        with desk.store.look() as look:
            made, _ = press_of(look, form, stream, values)
        try:
            answer = projects.press(desk.having_shown(shown), request, made)
        except Overtaken as crossed:
            since = tuple(f"{one.at:%H:%M} {one.counter}号窗口{one.by}：{ACTS[one.act].title}" for one in crossed.since)
            return Crossed(crossed.sentence, since, self._rehearse(desk, form, stream, request, values))
        many = len(answer["streams"])
        return Done(answer, (), f"{many} 个项目已入库。" if form.name == "import_projects" else "")


_FIELD = {
    "name": "project_name", "code": "project_code", "day": "amend_day", "reason": "amend_why", "milestones": "planned",
}  # fmt: skip
"""A fault names what the desk calls it; the sheet has its own words for some."""


def _only(sentence: str) -> Consequence:
    return Consequence((sentence,), (), (), (), (), ())


def _consequence(desk: Desk, act: str, table: ProjectTable | None, shown: Shown) -> Consequence:
    with desk.store.look() as look:
        order = projects.milestones(look)
        sentences: list[str] = []
        warnings: list[str] = []
        like = Entry("", 0, "", look.now, desk.who.name, desk.who.counter, "")
        for draft in shown.outcome.drafts:
            entries = look.entries(draft.stream)
            after = fold_project(extended(entries, [draft], like))
            if after is not None:
                before = fold_project(entries)
                sentences += consequences(before, after, order)
                warnings += _warned(before, after)
    if table is not None:
        return _of_table(table, tuple(warnings))
    return Consequence(tuple(sentences), (), (ACTS[act].title,), (), (seven_batches.SOURCE,), tuple(warnings))


def _warned(before: Enlisted | None, after: Enlisted) -> list[str]:
    if before is not None and before.batch == after.batch:
        return []
    said = seven_batches.unfounded(after.batch, after)
    return [f"“{after.profile.name}”{said}" if before is None else said] if said else []


def _of_table(table: ProjectTable, warnings: tuple[str, ...]) -> Consequence:
    """导入预览: what goes in, every row that does not with its reasons, and the columns that were not understood."""
    good, bad = len(table.entrants), len(table.rejected)
    head = f"“{table.name}”共 {good + bad} 行：可以导入 {good} 行，退回 {bad} 行。"
    if not good:
        head += "没有一行可以导入。"
    back = ["退回的行：", *(f"第{one.line}行 {one.name}：{' '.join(one.why)}" for one in table.rejected)] if bad else []
    unread = [f"没有读的列：{'、'.join(table.unread)}。"] if table.unread else []
    told = ("\n".join(back),) if back else ()
    lines = tuple(f"第{line}行 {one.profile.name}（{one.profile.firm}），{one.batch}" for line, one in table.entrants)
    return Consequence((head,), (), lines, (), (), (*told, *unread, *warnings))


PROJECTS = OfProjects()
