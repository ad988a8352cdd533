"""业主点评的办理: the signed sheet entered, checked when the period is over, answered, and published as a frozen issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.errors import Faults
from bingliang.desk.projects.index import index
from bingliang.desk.projects.library import Press
from bingliang.desk.rating import terms
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.comment import ISSUES, PREFIX, Comment, Issue, fold_comment, fold_issue
from bingliang.ledger.folding import fold
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism import overall
from bingliang.mechanism.public_rating import Span, may_answer, may_check, may_enter, may_publish, owes_answer, owners

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.project import Enlisted
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

CASES = 60
"""As many cases of one project as are read."""
RECENT = 6
"""So many periods back are shown beside a project."""


def stream_of_comment(span: Span, project: str) -> str:
    """点评表的流水名: one per period and project."""
    return f"{PREFIX}{span.written}/{project.rsplit('/', 1)[-1]}"


def stream_of_issue(span: Span) -> str:
    """一期点评的流水名."""
    return f"{ISSUES}{span.written}"


def span_of(stream: str) -> Span:
    """流水所属的一期."""
    return Span.of(stream.split("/")[1])


def key_projects(look: Look) -> list[Enlisted]:
    """参加点评的项目: those of the library with one of the zone's tags, by their number."""
    catalogue: Catalogue = look.loaded("catalogue")
    tags = terms.key_tags(catalogue)
    chosen = [one for one in index(look).going_on if not tags or any(tag.name in tags for tag in one.profile.tags)]
    return sorted(chosen, key=lambda one: one.number)


def served_by(look: Look, project: Enlisted, until: date) -> tuple[str, ...]:
    """服务过该项目的部门: those whose items the project had in hand by that day, by their code."""
    code = project.profile.code
    known = look.project_by_code(code) if code else None
    if known is None:
        return ()
    from bingliang.store import finding

    found: dict[str, None] = {}
    streams = [row.stream for row in finding.cases_of(look, "project_id", [known.id], CASES)]
    look.gather(streams)
    for stream in streams:
        case = fold(look.entries(stream))
        if case is not None and case.received_on <= until:
            found |= dict.fromkeys(item.department for item in case.items.values())
    return tuple(sorted(found))


def comments_of(look: Look, span: Span) -> list[Comment]:
    """一期的点评表."""
    from bingliang.store.streams import lines_under

    folded = (fold_comment(lines) for lines in lines_under(look, f"{PREFIX}{span.written}/").values())
    return sorted((one for one in folded if one is not None), key=lambda one: one.name)


def comments_on(look: Look, project: Enlisted) -> tuple[Comment, ...]:
    """一个项目近来的点评表: of this period and the few before it, the newest first."""
    span = terms.span_on(look.loaded("catalogue"), look.today)
    found: list[Comment] = []
    for _ in range(RECENT):
        held = fold_comment(look.entries(stream_of_comment(span, project.stream)))
        found += [held] if held is not None else []
        span = span.before
    return tuple(found)


def issue_of(look: Look, span: Span) -> Issue | None:
    """一期公布的点评."""
    return fold_issue(look.entries(stream_of_issue(span)))


def issues(look: Look) -> list[Issue]:
    """已公布的各期, the newest first: what boards read; nothing in it changes any more."""
    from bingliang.store.streams import lines_under

    folded = (fold_issue(lines) for lines in lines_under(look, ISSUES).values())
    return sorted((one for one in folded if one is not None), key=lambda one: Span.of(one.period), reverse=True)


@dataclass(frozen=True, slots=True)
class Sheet:
    """点评表的内容: who signed when, with or without consent, one row per department (department, grade, words)."""

    signer: str
    signed_on: date
    consent: bool
    rows: Sequence[Mapping[str, Any]]


def enter(span: Span, project: str, sheet: Sheet) -> Press:
    """点评登记 from the signed sheet. Entered anew, the last one counts; the words are sealed at once."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("enter_comment", work.who)
        stream = stream_of_comment(span, project)
        may_enter(span, work.today, fold_comment(work.entries(stream)), issue_of(work, span))
        one = next((one for one in key_projects(work) if one.stream == project), None)
        if one is None:
            raise Refusal("这个项目不在参加点评的重点项目里，请在设置里核对点评的项目标签。", owners.LAW)
        faults = _faults(sheet, span, work.today)
        if faults:
            raise Faults(faults)
        facts: dict[str, object] = {
            "period": span.written, "project": project, "name": one.profile.name, "firm": one.profile.firm,
            "signer": sheet.signer.strip(), "signed_on": sheet.signed_on.isoformat(), "consent": sheet.consent,
            "rows": [{**row, "words": str(row["words"]).strip()} for row in sheet.rows], "on": work.today.isoformat(),
        }  # fmt: skip
        return Outcome((Draft(stream, "enter_comment", facts),), {"streams": [stream]})

    return Press("enter_comment", decide)


def _faults(sheet: Sheet, span: Span, today: date) -> list[tuple[str, str]]:
    faults = []
    if not sheet.rows:
        faults.append(("comment_rows", "至少要有一个部门的点评；没有办过事的部门不点评。"))
    if not sheet.signer.strip():
        faults.append(("signer", "请填写签名人的职务；业主点评须由企业签名盖章。"))
    if not span.first <= sheet.signed_on <= today:
        faults.append(
            ("signed_on", f"签名日期应在{span.first:%Y-%m-%d}到今天之间，填写的是{sheet.signed_on:%Y-%m-%d}。")
        )
    return faults


def check(stream: str, rows: Sequence[Mapping[str, Any]]) -> Press:
    """审核: when the period is over, the words without names or secrets, or why they are not published; then to the departments."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("check_comment", work.who)
        one = found(work, stream)
        may_check(one, span_of(stream), work.today)
        told = {row["department"]: row for row in rows}
        kept: list[dict[str, object]] = []
        for code, said in one.said.items():
            row = told.get(code, {})
            text, hidden = str(row.get("text", said.words)).strip(), str(row.get("hidden", "")).strip()
            if said.words and not text and not hidden:
                raise Faults([("check_rows", "删去全部文字的，请写明不予公布的理由。")])
            kept.append({"department": code, "text": "" if hidden else text, "hidden": hidden})
        facts = {"on": work.today.isoformat(), "rows": kept}
        return Outcome((Draft(stream, "check_comment", facts),), {"streams": [stream]})

    return Press("check_comment", decide)


def answer(stream: str, department: str, words: str) -> Press:
    """答复 of the department, once, before the issue is published."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("answer_comment", work.who)
        if work.who.role == REVIEWER and work.who.office != department:
            raise Refusal("这条点评不是对本部门的，请由被点评的部门答复。", owners.LAW)
        one = found(work, stream)
        may_answer(one, department, issue_of(work, span_of(stream)))
        if not words.strip():
            raise Faults([("answer_words", "请写明怎样改进或者说明；答复会同点评一起公布。")])
        facts = {"on": work.today.isoformat(), "department": department, "words": words.strip()}
        return Outcome((Draft(stream, "answer_comment", facts),), {"streams": [stream]})

    return Press("answer_comment", decide)


def publish(span: Span, reason: str = "") -> Press:
    """公布一期: frozen with its 期号; texts only of those who consent, totals of all. A further time needs its reason."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("publish_comments", work.who)
        catalogue: Catalogue = work.loaded("catalogue")
        calendar: Calendar = work.loaded("calendar")
        days = terms.answer_days(catalogue)
        all_of = comments_of(work, span)
        may_publish(span, all_of, work.today, calendar, days)
        before = issue_of(work, span)
        if before is not None and not reason.strip():
            raise Faults([("publish_reason", f"第{before.number}期已经公布过，更正公布请写明理由。")])
        number = before.number if before else span.number(terms.origin(catalogue)) or len(issues(work)) + 1
        tallies = owners.tallies(all_of, calendar, days, work.today)
        came = {one.project for one in all_of}
        facts: dict[str, object] = {
            "on": work.today.isoformat(), "issue": number, "period": span.written, "name": span.name,
            "texts": list(_texts(all_of)), "projects": len(all_of),
            "tallies": [{"department": one.department, "counts": list(one.counts), "late": one.late} for one in tallies],
            "silent": [one.profile.name for one in key_projects(work) if one.stream not in came],
            "reason": reason.strip(),
        }  # fmt: skip
        return Outcome((Draft(stream_of_issue(span), "publish_comments", facts),), {"streams": [stream_of_issue(span)]})

    return Press("publish_comments", decide)


def _texts(all_of: Sequence[Comment]) -> Sequence[dict[str, object]]:
    return [
        {
            "firm": one.firm, "project": one.name, "department": said.department, "grade": said.grade, "text": said.text,
            "answer": said.answer, "answered_on": said.answered_on.isoformat() if said.answered_on else "",
            "owed": owes_answer(said),
        }
        for one in all_of
        if one.consent
        for said in one.said.values()
        if not said.hidden
    ]  # fmt: skip


def found(look: Look, stream: str) -> Comment:
    """调出点评表; a Refusal when there is none."""
    one = fold_comment(look.entries(stream)) if stream.startswith(PREFIX) else None
    if one is None:
        raise Refusal("没有这张点评表，请刷新后重新选择。")
    return one
