"""另有等待办的: what the foot of the worklist counts, and that it reads no more than what can wait."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import event

from bingliang.desk.agency import agents, entrusting
from bingliang.desk.agency.listing import agency, cases_of
from bingliang.desk.rating.view import ratings_since
from bingliang.desk.waiting import Waiting, waiting
from bingliang.ledger.acts import Draft, Who
from bingliang.ledger.rating import PREFIX
from bingliang.store.endings import Outcome
from bingliang.store.streams import lines_under
from tests.clerk import Clerk
from tests.desk.agency_hand import as_, does, entrusted, ready

CASE_FILE = "S3-07"
SUPERVISOR = Who("某某", "督查室", "督查")


def given(clerk: Clerk, *grades: int, words: str = "") -> None:
    """Ratings by the counter's customers, the first as number 0."""
    drafts = [
        Draft(
            f"{PREFIX}{no}", "rate",
            {"number": f"评{no}", "grade": grade, "reasons": [], "words": words, "side": "窗口", "service": "办结送达",
             "item_code": "", "on": clerk.today.isoformat()},
        )
        for no, grade in enumerate(grades)
    ]  # fmt: skip
    clerk.desk.note("评价", "rate", lambda _: Outcome(tuple(drafts)))


def counts(clerk: Clerk, who: Who | None = None) -> dict[str, int]:
    found: tuple[Waiting, ...] = waiting(as_(clerk, who) if who else clerk.desk)
    return {one.what: one.count for one in found}


def test_an_entrustment_waits_until_it_is_taken_and_again_when_it_is_passed_on(clerk: Clerk) -> None:
    posts = ready(clerk)
    assert counts(clerk) == {}
    stream = entrusted(clerk, posts)
    assert counts(clerk) == {"委托待接": 1}
    does(clerk, entrusting.take(stream, clerk.today))
    assert counts(clerk) == {}
    does(clerk, entrusting.hand_over(stream, posts["two"], clerk.today, "材料一并移交", agreed=True))
    assert counts(clerk) == {"委托待接": 1}
    with clerk.desk.store.look() as look:
        assert agents.untaken(look) == tuple(agents.entrustments(look).values())
    does(clerk, entrusting.end(stream, clerk.today, "委托企业", "企业自己办", "没有办成"))
    assert counts(clerk) == {}


def test_the_good_ratings_are_not_read_whatever_the_enterprise_wrote(clerk: Clerk) -> None:
    clerk.on("12-18")
    given(clerk, 5, 1, 2, 4, 3, words='我要写"grade":5')
    with clerk.desk.store.look() as look:
        begun = [{"grade": 4}, {"grade": 5}]
        assert sorted(lines_under(look, PREFIX, begun=begun)) == [f"{PREFIX}0", f"{PREFIX}3"]
        since = look.today - timedelta(days=1)
        assert sorted(lines_under(look, PREFIX, since, begun=begun)) == [f"{PREFIX}0", f"{PREFIX}3"]
        assert not lines_under(look, PREFIX, look.today + timedelta(days=1), begun=begun)
        assert len(ratings_since(look, since)) == 5
        assert [one.number for one in ratings_since(look, since, bad=True)] == ["评0", "评3"]
    assert counts(clerk, SUPERVISOR) == {"差评待联系": 2}
    assert counts(clerk) == {}, "the counter hears of it when the supervisors have written"


def test_the_list_of_entrustments_asks_no_more_for_many_than_for_few(clerk: Clerk) -> None:
    """Each with the steps of its own project's cases, as when it is looked at alone."""
    posts = ready(clerk)
    first = entrusted(clerk, posts)
    clerk.receives(CASE_FILE)
    asked: list[str] = []
    event.listen(clerk.desk.store.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    agency(clerk.desk)
    few, store = len(asked), clerk.desk.store
    with store.look() as look:
        told = dict(look.entries(first)[0].facts)
    more = [
        Draft(f"agency/{no}", "entrust", {**told, "number": f"代{no}", "project_id": "", "project_code": f"没有{no}"})
        for no in range(9)
    ]
    clerk.desk.note("更多", "entrust", lambda _: Outcome(tuple(more)))
    asked.clear()
    rows = {row.stream: row for row in agency(clerk.desk).rows}
    assert len(asked) <= few + 1, "one more for the codes of projects that nothing was received for"
    assert len([name for name in rows if name.startswith("agency/")]) == 10
    with store.look() as look:
        held = agents.entrustments(look)
        cases = cases_of(look, list(held.values()))
    assert [case.stream for case in cases[first]] == [clerk.stream]
    assert not any(cases[draft.stream] for draft in more)
