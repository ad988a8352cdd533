"""另有等待办的: what the foot of the worklist counts, and that it reads no more than what can wait."""

from __future__ import annotations

from datetime import timedelta

from bingliang.desk import agents, entrusting
from bingliang.desk.rating_view import ratings_since
from bingliang.desk.waiting import Waiting, waiting
from bingliang.ledger.acts import Draft, Who
from bingliang.ledger.rating import PREFIX
from bingliang.store.endings import Outcome
from bingliang.store.streams import lines_under
from tests.clerk import Clerk
from tests.desk.test_agency import as_, does, entrusted, ready

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
    assert counts(clerk, SUPERVISOR) == {"差评待联系": 2}
    assert counts(clerk) == {}, "the counter hears of it when the supervisors have written"
