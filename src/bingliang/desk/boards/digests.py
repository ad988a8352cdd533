"""周周比的办理: the weekly report of provincial and municipal projects, and the two-weekly number that carries the last frozen 旬报."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bingliang.boards.figures import Figure, Source, Tile, joined
from bingliang.boards.weekly_contest import FORTNIGHTLY, WEEKLY, Digest, News, digest_of, said_of, short
from bingliang.desk.acts.press import Press
from bingliang.desk.boards import issues, terms
from bingliang.desk.boards.offices import named
from bingliang.desk.boards.reckoning import see
from bingliang.desk.errors import Faults
from bingliang.desk.projects import problems
from bingliang.desk.projects.index import index
from bingliang.ledger.acts import ACTS, Draft, Refusal
from bingliang.ledger.campaign import DIGESTS, fold_published
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.projects.index import Index
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.problem import Problem
    from bingliang.ledger.project import Enlisted
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

KINDS = {"weekly": WEEKLY, "fortnightly": FORTNIGHTLY}
WEEK = 7
LAW = issues.LAW


def stream_of_digest(kind: str, on: date) -> str:
    """一期的流水名, by the day it is published."""
    return f"{DIGESTS}{kind}/{on.isoformat()}"


def every(look: Look) -> tuple[Digest, ...]:
    """已刊发的各期, each as it was published last, the newest first."""
    from bingliang.store.streams import lines_under

    folded = (fold_published(lines) for lines in lines_under(look, DIGESTS).values())
    made = [digest_of(one.versions[-1].board, issues.position_of(one.versions[-1].line)) for one in folded if one]
    return tuple(sorted(made, key=lambda one: (one.published_on, one.kind), reverse=True))


def versions(look: Look, kind: str, day: str) -> tuple[Digest, ...]:
    """一期刊发过的各版, the last one last."""
    held = fold_published(look.entries(f"{DIGESTS}{kind}/{day}"))
    return tuple(digest_of(one.board, issues.position_of(one.line)) for one in held.versions) if held else ()


def reckon(look: Look, kind: str, on: date) -> Digest:
    """一期 as the ledger stands: of the seven days before `on`, or with the 旬报 frozen last by then."""
    catalogue: Catalogue = look.loaded("catalogue")
    made_so_far = [one for one in every(look) if one.kind == KINDS[kind]]
    before = [one for one in made_so_far if one.published_on < on]
    known = next((one for one in made_so_far if one.published_on == on), None)
    number = known.number if known else max((one.number for one in before), default=0) + 1
    empty = Digest(
        KINDS[kind], terms.zone_name(catalogue), number, on, on - timedelta(days=WEEK), on - timedelta(days=1), "",
        mark=terms.mark(catalogue),
    )  # fmt: skip
    made = _weekly(look, catalogue, empty) if kind == "weekly" else _fortnightly(look, empty, before)
    return replace(made, text=short(_said(made), terms.most(catalogue)))


def _fortnightly(look: Look, empty: Digest, before: Iterable[Digest]) -> Digest:
    issue = issues.latest(look)
    if issue is None:
        raise Refusal("还没有冻结的旬报，旬报冻结以后才能刊发。", LAW)
    if issue.position in [one.issue.position for one in before if one.issue is not None]:
        raise Refusal(f"{issue.header.period_name}旬报{issue.header.name}已经刊发过，没有新的旬报。", LAW)
    head = issue.header
    return replace(empty, first=head.first, last=head.last, lead=issue.lead, tiles=issue.tiles, issue=issue)


def _weekly(look: Look, catalogue: Catalogue, empty: Digest) -> Digest:
    tags = terms.weekly_tags(catalogue)
    held = index(look)
    chosen = [one for one in held.going_on if any(tag.name in tags for tag in one.profile.tags)]
    asked = problems.every(look)
    told = (_news(look, held, one, asked, empty) for one in sorted(chosen, key=lambda one: one.number))
    news = tuple(one for one in told if one.sentences)
    every_line = tuple(figure for one in news for figure in one.sentences)
    projects = tuple(Source(one.stream, 0, one.profile.name) for one in chosen)
    invested = sum(int(figure.value or 0) for figure in every_line)
    tiles = (
        Tile("重点项目", Figure.count(projects, "个")),
        Tile("有进展的", Figure.count(tuple(Source(one.stream, 0, one.project) for one in news), "个")),
        Tile(
            "本周完成投资", Figure(f"{invested}万元", invested, joined(tuple(one for one in every_line if one.value)))
        ),
    )
    lead = f"{empty.first:%m}月{empty.first:%d}日至{empty.last:%m}月{empty.last:%d}日，{len(chosen)}个重点项目中{len(news)}个有新进展"
    lead += f"，完成投资{invested}万元。" if invested else "。"
    return replace(empty, lead=lead, tiles=tiles, news=news)


def _news(look: Look, held: Index, one: Enlisted, asked: Iterable[Problem], week: Digest) -> News:
    """一个项目的一周."""
    seen = see(look, held, one, week.first, week.first, week.last)
    told = [
        Figure(f"完成投资{row.amount}万元", row.amount, (Source(one.stream, row.seq, row.source),))
        for row in one.invested
        if week.first <= row.on <= week.last
    ]
    told += [
        Figure(row.line.words, None, (row.line,))
        for row in sorted(seen.done.reached, key=lambda row: row.on)
        if week.first <= row.on <= week.last
    ]
    for problem in asked:
        if problem.project != one.stream:
            continue
        line = Source(problem.stream, 0, problem.number)
        if problem.settled_on is not None and week.first <= problem.settled_on <= week.last:
            amount = f"，落实{problem.amount}万元" if problem.amount else ""
            told.append(Figure(f"{problem.kind}问题{problem.outcome}{amount}", None, (line,)))
        elif week.first <= problem.raised_on <= week.last:
            told.append(Figure(f"提出{problem.kind}问题，由{named(look, problem.owner.department)}办", None, (line,)))
    return News(one.profile.name, one.profile.firm, one.profile.responsible, tuple(told), one.stream)


def _said(made: Digest) -> tuple[str, ...]:
    """短文 sentence by sentence."""
    if made.issue is not None:
        return said_of(made.issue)
    head = f"【{made.kind}】第{made.number}期（{made.published_on:%m}月{made.published_on:%d}日）。{made.lead}"
    return (head, *(f"{one.project}：{'；'.join(figure.text for figure in one.sentences)}。" for one in made.news))


def publish(kind: str, on: date, lead: str = "", text: str = "", number: int = 0, reason: str = "") -> Press:
    """刊发: frozen with the editors' lead and short text; a further version of the same day needs its reason."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("publish_digest", work.who)
        stream = stream_of_digest(kind, on)
        before = fold_published(work.entries(stream))
        if on > work.today:
            raise Faults([("digest_on", f"刊发日期{on:%Y-%m-%d}还没有到，请核对。")])
        if before is not None and not reason.strip():
            raise Faults([("digest_reason", f"{on:%Y-%m-%d}的这一期已经刊发过，更正请写明理由。")])
        made = reckon(work, kind, on)
        made = replace(made, lead=lead.strip() or made.lead, number=number or made.number)
        made = replace(made, text=text.strip() or short(_said(made), terms.most(work.loaded("catalogue"))))
        most = terms.most(work.loaded("catalogue"))
        if len(made.text) > most:
            raise Faults([("digest_text", f"手机报短文有{len(made.text)}字，最多{most}字，请删短。")])
        facts = {"board": made.facts(), "reason": reason.strip(), "on": work.today.isoformat()}
        return Outcome(
            (Draft(stream, "publish_digest", facts),), {"streams": [stream], "act": ACTS["publish_digest"].title}
        )

    return Press("publish_digest", decide)
