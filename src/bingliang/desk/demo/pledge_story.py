"""承诺的演示: promises by contract and policy recorded and settled, and a promise shortened from the new year on, as the sample says."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.catalogue.draft import ItemDraft
from bingliang.desk.catalogue.editions import adopting
from bingliang.desk.demo.story import ADMINISTRATOR
from bingliang.desk.pledges import agreed as agreed_pledges
from bingliang.desk.pledges.agreed import Promised
from bingliang.desk.pledges.forms import PUBLISH
from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

_SHORTER = {"S3-07": {"code": "S3-07", "promise": {"value": 2, "unit": "workday", "start": "accepted"}}}
_NOTICE, _SINCE, _PUBLISHED = "《示范区承诺时限公告》示范〔2026〕5号", date(2027, 1, 1), date(2026, 12, 15)


def pledge_sample(desk: Desk) -> None:
    """示范承诺; a second time on the same database records nothing."""
    admin = replace(desk, who=ADMINISTRATOR)
    home = factory().resources / "demo"
    world = tomllib.loads((home / "enterprises.toml").read_text("utf-8"))
    told = tomllib.loads((home / "agreed.toml").read_text("utf-8"))["promise"]
    for at, one in enumerate(told, start=1):
        firm, project = (world[kind][one["enterprise"]]["name"] for kind in ("enterprise", "project"))
        made = Promised(one["kind"], firm, one["words"], one["document"], one["owner"], one["until"], project)
        answer = agreed_pledges.record(admin, f"demo/agreed/{at}", made)
        if "outcome" in one:
            stream = str(answer["stream"])
            agreed_pledges.settle(admin, f"demo/agreed/{at}/settled", stream, one["outcome"], one["on"], one["proof"])
    decide = adopting(
        ItemDraft(_SHORTER), _SINCE, _NOTICE, _PUBLISHED, act=PUBLISH, name="公布承诺时限：城管 1 项自2027-01-01起"
    )
    admin.store.act("demo/promises", admin.who, PUBLISH, decide, adopting=("catalogue",))
