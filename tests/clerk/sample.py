"""The firm, the project and the days that the clerk's tests speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bingliang.desk.intake import receiving as intake

FIRM: Mapping[str, Any] = {
    "id": "jinggong",
    "name": "岳阳示例精工有限公司（虚构）",
    "credit_code": "914306000000009919",
    "legal_representative": "法定代表人乙（虚构）",
    "address": "岳阳经济技术开发区示范路9号（虚构）",
}
PROJECT: Mapping[str, Any] = {
    "id": "jinggong",
    "name": "智能零部件生产线（虚构）",
    "code": "2609-430600-04-01-100011",
    "project_type": "SH-GY",
    "zone_code": "XM-2026-0011",
    "site": "岳阳经开区示范路9号（虚构）",
    "tags": ["百日会战"],
    "chief_agent": "岳阳经开区城市管理局局长",
    "agent_phone": "0730-0000119",
}
BEARER = intake.Bearer("经办人乙（虚构）", "居民身份证", "440524188001010014", "13900000009")
SITE_A, SITE_B = "岳阳市自然资源和规划局（示范）", "岳阳经开区建设交通局（示范）"
MET: Sequence[Mapping[str, Any]] = ({"met": True}, {"met": False, "by": "2026年11月20日"})


def day(text: str) -> date:
    """`10-14` is in 2026, the year of the sample zone; `2027-01-04` is itself."""
    return date.fromisoformat(text if len(text) > len("10-14") else f"2026-{text}")
