"""项目服务的办理: every act of the project library, its form and its script, by the name of the act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.desk.acts.offers import Group, Offer, refused
from bingliang.desk.projects import ceremony_forms, green_forms, greening, problem_forms, reshape_forms, visit_forms
from bingliang.desk.projects import forms as project_forms
from bingliang.desk.projects.ceremony_forms import CEREMONIES
from bingliang.desk.projects.green_forms import GREENS
from bingliang.desk.projects.problem_forms import PROBLEMS
from bingliang.desk.projects.reshape_forms import RESHAPING
from bingliang.desk.projects.script import PROJECTS
from bingliang.desk.projects.visit_forms import VISITS
from bingliang.ledger.acts import Who
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.acts.forms import Trial
    from bingliang.desk.acts.presses import Presses
    from bingliang.desk.acts.rehearsal import Crossed, Done
    from bingliang.desk.desk import Desk
    from bingliang.desk.projects.rows import ProjectRow
    from bingliang.store.endings import Shown

SCRIPTS: Mapping[str, Presses] = {
    **dict.fromkeys(project_forms.TITLES, PROJECTS),
    **dict.fromkeys(reshape_forms.TITLES, RESHAPING),
    **dict.fromkeys(ceremony_forms.TITLES, CEREMONIES),
    **dict.fromkeys(problem_forms.TITLES, PROBLEMS),
    **dict.fromkeys(visit_forms.TITLES, VISITS),
    **dict.fromkeys(green_forms.TITLES, GREENS),
}
TITLES: Mapping[str, str] = {
    **{name: title for name, (_, title) in project_forms.TITLES.items()},
    **reshape_forms.TITLES,
    **ceremony_forms.TITLES,
    **problem_forms.TITLES,
    **visit_forms.TITLES,
    **green_forms.TITLES,
}
OF_PROJECT = (
    *project_forms.OF_ONE,
    "visit_project",
    "raise_problem",
    "list_for_ceremony",
    *green_forms.TITLES,
    *reshape_forms.OF_PROJECT,
)
"""What is done to one project, in the order of the menu."""
RASH = frozenset({"amend_project", "strike_from_ceremony", *reshape_forms.OF_PROJECT})
"""Acts that Enter alone never does."""

_INITIALS: Mapping[str, str] = {
    "enlist_project": "xmrk", "import_projects": "drxmb", "move_batch": "pclz", "set_milestone": "lcbdj", "report_investment": "wctzdj",
    "describe_project": "xmgkbg", "amend_project": "xmkgz", "split_project": "xmcf", "merge_projects": "xmhb",
    "merge_enterprises": "qyhbdj", "plan_ceremony": "jzkgpcdj", "change_ceremony": "jzkgpcbg",
    "list_for_ceremony": "lrjzkgpc", "strike_from_ceremony": "ycjzkgpc", "confirm_ceremony": "jzkgqr",
    "visit_project": "zfdj", "raise_problem": "wtdj", "report_problem": "djjz", "settle_problem": "bj", "hand_problem": "yjgq",
    "grant_project_green": "xmlstdzy", "end_project_green": "xmlstdqx", "supervise_problem": "db", "reopen_problem": "cxjb",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LibraryOffer(Offer):
    """项目服务可办的一项, with its own initials."""

    @property
    def initials(self) -> str:
        """拼音首字母."""
        return _INITIALS[self.name]


def offer(name: str, role: str, *, forbidden: str = "", natural: bool = False) -> LibraryOffer:
    """可办与不可办 for that post: greyed in the words in which the act itself would refuse it."""
    act = project_forms.TITLES[name][0] if name in project_forms.TITLES else name
    said, article = refused(lambda: overall.authorise(act, Who("", "", role)))
    why = said or forbidden
    return LibraryOffer(
        name, act, TITLES[name], Group.HANDLING, None, why, article, natural=natural and not why, safe=name not in RASH
    )


def barred(name: str, project: ProjectRow) -> str:
    """何以不能 with that project, in the words of the act."""
    return refused(lambda: greening.may(name, project.name, project.green))[0]


def form_of(desk: Desk, name: str, stream: str = "", *, project: str = "", path: str = "", post: str = "") -> ActForm:
    """取表 of any of them: `stream` is what it is done to, `project` the one in hand where it begins something new; `post` visits."""
    if name in ceremony_forms.TITLES:
        return ceremony_forms.form_of(desk, name, stream, project=project)
    if name in problem_forms.TITLES:
        return problem_forms.form_of(desk, name, stream, project=project)
    if name in visit_forms.TITLES:
        return visit_forms.form_of(desk, name, stream, post=post)
    if name in green_forms.TITLES:
        return green_forms.form_of(desk, name, stream)
    if name in reshape_forms.TITLES:
        return reshape_forms.form_of(desk, name, stream)
    return project_forms.form_of(desk, name, stream, path=path)


class OfLibrary:
    """项目服务的脚本: each act by its own."""

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试演."""
        return SCRIPTS[form.name].trial(desk, form, stream, request, values)

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        """确认."""
        return SCRIPTS[form.name].confirm(desk, form, stream, request, values, shown)


LIBRARY = OfLibrary()
