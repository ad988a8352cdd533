"""走访的办理单: what is asked of a visit, which press its values make, and what is said of it before it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.presses import Presses, as_written
from bingliang.desk.projects import library as projects
from bingliang.desk.projects import visits
from bingliang.desk.projects.index import index
from bingliang.ledger.acts import ACTS
from bingliang.ledger.project import fold_project
from bingliang.mechanism import overall, seven_batches
from bingliang.mechanism.seven_batches.problems import VISITS as FORMS

if TYPE_CHECKING:
    from bingliang.desk.acts.press import Press
    from bingliang.desk.desk import Desk
    from bingliang.ledger.project import Enlisted
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

TITLES: Mapping[str, str] = {visits.ACT: "走访登记"}


def form_of(desk: Desk, name: str, stream: str = "", *, post: str = "") -> ActForm:
    """取表; without a project it is asked which, and `post` is who went there."""
    overall.authorise(name, desk.who)
    with desk.store.look() as look:
        project = projects.found(look, stream) if stream else None
        fields = (*(() if project else (_projects(look, post),)), *_fields(look, project, post))
        return ActForm(
            name=name, act=name, title=TITLES[name], no=None, subject=project.profile.name if project else "走访",
            fields=fields, article=ACTS[name].article, today=look.today,
            focus="visit_words" if project else "visited_project",
        )  # fmt: skip


def _projects(look: Look, post: str) -> Field:
    """哪个项目: those of whoever went there first."""
    held = sorted(index(look).going_on, key=lambda one: (one.profile.leader != post, one.number))
    rows = tuple(Choice(one.stream, one.profile.name, one.profile.leader or one.profile.firm) for one in held)
    return Field("visited_project", "项目", Kind.CHOICE, rows[0].value if rows else "", choices=rows)


def _fields(look: Look, project: Enlisted | None, post: str) -> tuple[Field, ...]:
    held = index(look).held.values()
    posts = dict.fromkeys(one.profile.leader for one in held if one.profile.leader)
    forms = tuple(Choice(word, word) for word in FORMS)
    problems = visits.of_project(look, project) if project else ()
    known = tuple(Choice(one.number, one.number, f"{one.kind}：{one.words}") for one in reversed(problems))
    return (
        Field("visit_on", "走访日期", Kind.DAY, look.today.isoformat(), help="走访的日子，不晚于今天。"),
        Field("visit_post", "走访人（职务）", default=post or (project.profile.leader if project else ""),
              choices=tuple(Choice(one, one) for one in posts), help="写职务，不写姓名；写法与联系领导一样的算到他名下。"),
        Field("visit_form", "形式", Kind.CHOICE, forms[0].value, choices=forms),
        Field("visit_words", "情况", Kind.LONG, help="看了什么，企业说了什么，答应了什么；没有问题的也写一句。"),
        Field("visit_problems", "提出的问题", optional=True, choices=known,
              help="已经登记的写编号，几个用顿号隔开；没有登记的随后办“问题登记”并选这次走访。"),
    )  # fmt: skip


class OfVisits(Presses):
    """走访的脚本."""

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look
        v = typed(form, values)
        call = visits.Call(
            v["visit_on"], v["visit_post"], v["visit_form"], v["visit_words"], visits.numbers_in(v["visit_problems"])
        )
        return visits.visit(stream or v["visited_project"], call)

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: which visit it is of the project and of whoever went there."""
        draft = shown.outcome.drafts[0]
        with desk.store.look() as look:
            after = fold_project(as_written(desk, look, draft))
        assert after is not None  # noqa: S101 - the act was decided on it
        last = after.visits[-1]
        sentences = (f"“{after.profile.name}”的第 {len(after.visits)} 次走访：{last.text}。",)
        leader = after.profile.leader
        other = f"“{after.profile.name}”的联系领导是{leader}，这次走访算到{last.post}名下。"
        warnings = (other,) if leader and leader != last.post else ()
        return Consequence(sentences, (), (ACTS[made.act].title,), (), (seven_batches.SOURCE,), warnings)


VISITS = OfVisits()
