"""虚构的企业和项目: every name says 虚构, every code has its check digits and belongs to nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from bingliang.desk.intake.receiving import Bearer
from bingliang.ledger.identifiers import complete_credit_code, complete_id_number

MARK = "（虚构）"
_AREA = "430600"
_SIGNS = "甲乙丙丁戊己庚辛壬癸"
_FIRST = ("云溪", "巴陵", "洞庭", "君山", "金鹗", "南湖", "康王", "木里", "通海", "湘北", "临港", "青年堤")
_SECOND = ("启明", "恒泰", "新程", "致远", "盛合", "宏图", "汇川", "立成", "博远", "瑞丰", "和顺", "卓越")
_TRADES: Mapping[str, tuple[str, ...]] = {
    "汽车产业": ("汽车零部件", "车身冲压", "动力总成"),
    "生物医药": ("生物制药", "医疗器械", "中药饮片"),
    "装备制造": ("精密机械", "磁力装备", "智能装备"),
    "电子信息": ("电子元件", "数据科技", "光电"),
    "新材料": ("防水材料", "高分子材料", "新型建材"),
    "现代物流": ("冷链物流", "供应链", "仓储"),
}
_WORKS = ("一期厂房", "二号车间", "研发楼", "综合仓库")
_TAGS = ("百日会战", "2+10重点", "10亿元以上", "集中开工第1批", "集中开工第2批", "集中开工第3批")
_RESPONSIBLE = ("建设交通局", "城市管理局", "产业发展局", "农林水利局", "市场监管分局", "自然资源分局")


@dataclass(frozen=True, slots=True)
class Invented:
    """一个虚构的项目, as facts of a receipt, and who comes for it."""

    enterprise: Mapping[str, Any]
    project: Mapping[str, Any]
    works: Sequence[str]
    bearer: Bearer


def invented(number: int, random: Random) -> Invented:
    """第 n 个虚构项目 of this seed; its number makes its name and its codes unlike any other."""
    trade = random.choice(tuple(_TRADES))
    line = random.choice(_TRADES[trade])
    first, second = _FIRST[number % len(_FIRST)], _SECOND[number // len(_FIRST) % len(_SECOND)]
    again = number // (len(_FIRST) * len(_SECOND))
    name = f"岳阳{first}{second}{_SIGNS[again - 1] if again else ''}{line}有限公司{MARK}"
    office = random.choice(_RESPONSIBLE)
    tags = [trade, *random.sample(_TAGS, k=random.choice((0, 1, 1, 2)))]
    return Invented(
        enterprise={
            "id": f"invented-{number:04d}",
            "name": name,
            "credit_code": complete_credit_code(f"91{_AREA}9{number:07d}"),
            "legal_representative": f"法定代表人{_SIGNS[number % 10]}{MARK}",
            "address": f"岳阳经济技术开发区示范路{number + 1}号{MARK}",
        },
        project={
            "id": f"invented-{number:04d}",
            "name": f"{line}{random.choice(('项目', '生产线', '产业园', '技改项目'))}{number + 1:03d}{MARK}",
            "code": f"2412-{_AREA}-04-01-{200001 + number}",
            "project_type": "SH-GY",
            "zone_code": f"XM-2024-{number + 1:04d}",
            "site": f"岳阳经开区示范路{number + 1}号{MARK}",
            "tags": tags,
            "responsible": f"岳阳经开区{office}（示范）",
            "chief_agent": f"岳阳经开区{office}局长",
            "agent_phone": f"0730-{8000000 + number}",
        },
        works=_WORKS[: random.choice((1, 1, 2, 3))],
        bearer=Bearer(
            f"经办人{_SIGNS[number % 10]}{MARK}",
            "居民身份证",
            complete_id_number(f"{_AREA}18{80 + number % 20:02d}01{1 + number // 1000:02d}{number % 1000:03d}"),
            f"139{number:08d}",
        ),
    )
