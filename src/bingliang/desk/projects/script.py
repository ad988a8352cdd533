"""项目库的脚本: a sheet of the project library rehearsed and confirmed on the projects' own streams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.press import Press
from bingliang.desk.acts.presses import Presses, as_written
from bingliang.desk.acts.rehearsal import Rehearsed
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.forms import ImportPress, consequences, press_of
from bingliang.ledger.acts import ACTS
from bingliang.ledger.project import Enlisted, fold_project
from bingliang.mechanism import seven_batches

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.desk import Desk
    from bingliang.desk.projects.table import ProjectTable
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

NOTHING_DATED = "填写计划日期或者实际日期，这里就列出里程碑怎样变动。"
NOTHING_CHANGED = "改动左边的任何一栏，这里就列出前后的内容。"
_HINTS = {"set_milestone": NOTHING_DATED, "describe_project": NOTHING_CHANGED}


class OfProjects(Presses):
    """项目库的脚本."""

    fields: ClassVar[Mapping[str, str]] = {
        "name": "project_name", "code": "project_code", "day": "amend_day", "reason": "amend_why", "milestones": "planned",
    }  # fmt: skip

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        return press_of(look, form, stream, values)

    def hint(self, form: ActForm, values: Values) -> str:
        """Nothing has been changed yet."""
        return _HINTS.get(form.name, "") if values == form.values else ""

    def idle(self, made: Press) -> Rehearsed | None:
        """A sheet none of whose rows can be brought in."""
        if isinstance(made, ImportPress) and not made.table.good:
            return Rehearsed(_of_table(made.table, ()))
        return None

    def said(self, form: ActForm, answer: Mapping[str, Any]) -> str:
        """How many were brought in."""
        return f"{len(answer['streams'])} 个项目已入库或者更新。" if form.name == "import_projects" else ""

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果, project by project."""
        with desk.store.look() as look:
            order = projects.milestones(look)
            sentences: list[str] = []
            warnings: list[str] = []
            for draft in shown.outcome.drafts:
                after = fold_project(as_written(desk, look, draft))
                if after is not None:
                    before = fold_project(look.entries(draft.stream))
                    sentences += consequences(before, after, order)
                    warnings += _warned(before, after)
        if isinstance(made, ImportPress):
            return _of_table(made.table, tuple(warnings))
        return Consequence(tuple(sentences), (), (ACTS[made.act].title,), (), (seven_batches.SOURCE,), tuple(warnings))


def _warned(before: Enlisted | None, after: Enlisted) -> list[str]:
    if before is not None and before.batch == after.batch:
        return []
    said = seven_batches.unfounded(after.batch, after)
    return [f"“{after.profile.name}”{said}" if before is None else said] if said else []


def _of_table(table: ProjectTable, warnings: tuple[str, ...]) -> Consequence:
    """导入预览: what goes in or is changed, every row that is not with its reasons, and the columns not understood."""
    new, changed, bad = len(table.entrants), len(table.updates), len(table.rejected)
    every = new + changed + bad + table.same
    head = (
        f"“{table.name}”共 {every} 行：可以导入 {new} 行，更新 {changed} 行，没有变化 {table.same} 行，退回 {bad} 行。"
    )
    if not table.good:
        head += "没有一行要记。" if table.same else "没有一行可以导入。"
    back = ["退回的行：", *(f"第{one.line}行 {one.name}：{' '.join(one.why)}" for one in table.rejected)] if bad else []
    unread = [f"没有读的列：{'、'.join(table.unread)}。"] if table.unread else []
    told = ("\n".join(back),) if back else ()
    lines = [f"第{line}行 {one.profile.name}（{one.profile.firm}），{one.batch}" for line, one in table.entrants]
    lines += [f"第{line}行 {one.project.profile.name}：更新{one.words}" for line, one in table.updates]
    return Consequence((head,), (), tuple(lines), (), (), (*told, *unread, *warnings))


PROJECTS = OfProjects()
