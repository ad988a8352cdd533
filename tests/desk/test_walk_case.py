"""The same walk over the acts on the whole case: what may be done in which case is written out by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bingliang.desk.acts.offers import offers
from bingliang.ledger.acts import Refusal
from tests.clerk import SITE_A, Clerk
from tests.desk.bag_hand import brings_back, checks, gives_back, lends, passes, shelves
from tests.desk.test_walk import names_its_ground

Press = Callable[[Clerk], Clerk]
SCAN = Path(__file__).parents[1] / "data" / "scan.png"
CASE_PRESSES: dict[str, Press] = {
    "close": lambda clerk: clerk.closes(),
    "commit": lambda clerk: clerk.commits(),
    "return_held": lambda clerk: clerk.returns_held(),
    "convene": lambda clerk: clerk.convenes(1),
    "attend": lambda clerk: clerk.attends("岳阳经开区建设交通局（示范）"),
    "report_rectified": lambda clerk: clerk.reports(SITE_A),
    "conclude": lambda clerk: clerk.concludes(),
    "decide_jointly": lambda clerk: clerk.decides_jointly(),
    "change_applicant": lambda clerk: clerk.renames("岳阳示例精工制造有限公司（虚构）"),
    "hand_over": lambda clerk: clerk.hands_over(),
    "own_matter": lambda clerk: clerk.notes_own(),
    "consult": lambda clerk: clerk.logs(),
    "late_entry": lambda clerk: clerk.enters_slip(),
    "draw": lambda clerk: clerk.draws("tracking"),
    "sign": lambda clerk: clerk.marks("签署"),
    "seal": lambda clerk: clerk.marks("用印"),
    "serve": lambda clerk: clerk.marks("送达"),
    "file_copy": lambda clerk: clerk.files_copy(SCAN),
    "archive": lambda clerk: clerk.archives(Path(clerk.where).parent),
    "check_originals": lambda clerk: checks(clerk, kept=False),
    "return_kept": gives_back,
    "shelve_bag": shelves,
    "lend_bag": lambda clerk: brings_back(lends(clerk)),
    "pass_bag": lambda clerk: brings_back(passes(clerk)),
    "return_bag": brings_back,
    "grant_green": lambda clerk: clerk.goes_green(),
    "end_green": lambda clerk: clerk.leaves_green(),
}
CASES: dict[str, Press] = {
    "received": lambda clerk: clerk.receives("S3-09"),
    "handled": lambda clerk: clerk.receives("S3-09").accepts(1),
    "convened": lambda clerk: clerk.receives("S3-09").accepts(1).convenes(1),
    "objected": lambda clerk: (
        clerk.receives("S3-09").accepts(1).convenes(1).attends(SITE_A, "有意见", "补做", "第五条")
    ),
    "closed": lambda clerk: clerk.receives("S3-09").accepts(1).grants(1).delivers(1).closes(),
    "withdrawn": lambda clerk: clerk.receives("S3-09").withdraws(1),
}
BAG = {"shelve_bag", "lend_bag", "pass_bag"}
ANY_TIME = {"change_applicant", "hand_over", "own_matter", "consult", "late_entry"}
"""As long as a case is open."""
ON_PAPER = {"draw", "sign", "seal", "serve", "file_copy"}
CASE_LAW: dict[str, set[str]] = {
    "received": {
        *BAG,
        "check_originals",
        "grant_green",
        *ANY_TIME,
        "draw",
        "sign",
        "file_copy",
    },
    "handled": {
        *BAG,
        "check_originals",
        "grant_green",
        "commit",
        "convene",
        *ANY_TIME,
        *ON_PAPER,
    },
    "convened": {
        *BAG,
        "check_originals",
        "grant_green",
        "commit",
        "convene",
        "attend",
        *ANY_TIME,
        *ON_PAPER,
    },
    "objected": {
        *BAG,
        "check_originals",
        "grant_green",
        "commit",
        "convene",
        "attend",
        "report_rectified",
        *ANY_TIME,
        *ON_PAPER,
    },
    "closed": {*BAG, "commit", "archive", "own_matter", "consult", "late_entry", *ON_PAPER},
    "withdrawn": {
        *BAG,
        "close",
        *ANY_TIME,
        "draw",
        "sign",
        "file_copy",
    },
}


@pytest.mark.parametrize("scene", CASES)
def test_every_act_on_the_whole_case(alone: Clerk, scene: str) -> None:
    CASES[scene](alone.on("10-12"))
    row = {offer.name: offer for offer in offers(alone.desk, alone.stream).case if offer.name != "amend"}
    assert set(row) == set(CASE_PRESSES)
    assert {name for name, offer in row.items() if offer.allowed} == CASE_LAW[scene]
    for name, offer in row.items():
        if not offer.allowed:
            said = alone.nothing_recorded(partial(CASE_PRESSES[name], alone))
            assert isinstance(said, Refusal), name
            assert names_its_ground(offer), name
            assert (said.sentence, said.article) == (offer.forbidden, offer.article), name
    for name in sorted(CASE_LAW[scene] - {"close"}, key=lambda name: (name == "archive", name)):  # nothing follows that
        CASE_PRESSES[name](alone)
