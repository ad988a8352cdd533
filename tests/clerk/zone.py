"""园区: what the administrator sets."""

from __future__ import annotations

from typing import Self

from bingliang.desk.loading import ZONE_FILE
from bingliang.desk.zone.file import with_setting
from bingliang.ledger.acts import Draft
from bingliang.store.endings import Outcome
from bingliang.store.work import Work
from tests.clerk.counter import AtCounter


class SetsZone(AtCounter):
    """区的设置."""

    def sets(self, **settings: object) -> Self:
        """The administrator sets points of the zone's own."""

        def decide(work: Work) -> Outcome:
            text = work.edition_files("catalogue")[ZONE_FILE]
            for key, value in settings.items():
                text = with_setting(text, key, value, "示范测试")
            number = work.adopt("catalogue", {ZONE_FILE: text})
            facts = {"kind": "catalogue", "edition": number, "on": work.today.isoformat(), "name": "改设置"}
            return Outcome((Draft("zone/editions", "adopt_edition", facts),), {"edition": number})

        self.desk.store.act(self.press(), self.desk.who, "adopt_edition", decide, adopting=("catalogue",))
        return self

    def fills_in(self, code: str, short: str, name: str) -> Self:
        """The administrator fills in an issuing body that the sample zone has left open."""

        def decide(work: Work) -> Outcome:
            body = {
                "code": code, "short": short, "name": name, "capacity": "法定职权", "seal": "行政许可专用章（示范）",
                "reconsideration": "岳阳市人民政府（示范）", "court": "岳阳市岳阳楼区人民法院（示范）",
                "online_channel": "“掌上复议”小程序（示范）", "phone": "0730-0001099", "supervision_phone": "0730-0002099",
            }  # fmt: skip
            lines = "\n".join(f'{key} = "{value}"' for key, value in body.items())
            text = f"{work.edition_files('catalogue')[ZONE_FILE]}\n[[body]]\n{lines}\n"
            number = work.adopt("catalogue", {ZONE_FILE: text})
            facts = {"kind": "catalogue", "edition": number, "on": work.today.isoformat(), "name": f"补全{short}"}
            return Outcome((Draft("zone/editions", "adopt_edition", facts),), {"edition": number})

        self.desk.store.act(self.press(), self.desk.who, "adopt_edition", decide, adopting=("catalogue",))
        return self
