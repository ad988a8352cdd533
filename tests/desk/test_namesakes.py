"""同名: two reviewers of one name are told apart when they arrive, and before an A/B角 gives rights by a name alone."""

from __future__ import annotations

import pytest

from bingliang.desk.acts.press import press
from bingliang.desk.arriving import take_place
from bingliang.desk.errors import Faults
from bingliang.desk.handover import deputies
from bingliang.settings import Settings
from tests.clerk import Clerk
from tests.desk.test_deputies import pair

ZHANG = "张伟"


def arrives(clerk: Clerk, name: str, office: str) -> None:
    settings = Settings(clerk=name, counter="后台", role="部门", office=office)
    take_place(clerk.where, settings, clock=clerk.clock, create=False).close()


@pytest.fixture
def known(clerk: Clerk) -> Clerk:
    """张伟 of 建设 has decided a case of his department."""
    clerk.on("10-12").receives("S3-09").accepts(1)
    own = clerk.reviewer(clerk.item(1).department, ZHANG)
    own.grants(1)
    return clerk


def test_the_second_of_one_name_says_of_which_department_he_is(known: Clerk) -> None:
    own = known.item(1).department
    with known.desk.store.look() as look:
        bodies = look.loaded("catalogue").bodies
    mine, other = bodies[own].short, next(body.short for code, body in bodies.items() if code != own and body.name)
    arrives(known, ZHANG, mine)
    with pytest.raises(ValueError, match=rf"“{ZHANG}”近来在“{mine}”经办过.*例如“{ZHANG}（{other}）”"):
        arrives(known, ZHANG, other)
    arrives(known, f"{ZHANG}（{other}）", other)


def test_no_deputy_by_a_name_that_may_be_two_persons(known: Clerk) -> None:
    head = known.another("后台", "领导", "中心主任")
    press(head.desk, known.press(), deputies.appoint(pair(second=ZHANG)))
    known.receives("S2-02", held={"S1-10": "湘（2026）第1号"}, answers={"Q-SCHEME": True}).accepts(1)
    known.reviewer(known.item(1).department, ZHANG).grants(1)
    for who in ("first", "second"):
        with pytest.raises(Faults, match="可能是同名的两个人") as why:
            press(head.desk, known.press(), deputies.appoint(pair(**{who: ZHANG, "role": "窗口"})))
        assert [name for name, _ in why.value.faults] == [who]
