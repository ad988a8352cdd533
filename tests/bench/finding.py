"""查找的速度: what is typed into a name field, 10,000 enterprises, against a raw scan."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from bingliang.desk.desk import Desk, open_desk
from bingliang.ledger.acts import Draft, Who
from bingliang.ledger.register import Enterprise
from bingliang.store.endings import Outcome
from bingliang.store.work import Work
from tests.bench.measuring import Bench, Figure, compared, scratch, timed

NUMBER = 10_000
PLACES = ("岳阳", "岳阳市", "湖南", "湖南省岳阳市", "长沙", "岳阳经开区", "")
SIGNS = "东方雨虹樱沃新奥恒立金叶科美正虹国信长炼中石化华能城陵海大天岳君山银楚湘洞庭汨罗屈原巴德康瑞宏远达泰丰盛兴隆"
TRADES = ("防水技术", "科技", "机械制造", "食品", "新材料", "物流", "电子", "生物医药", "能源", "建设工程")
ENDINGS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
WORDS = ("dfyh", "东方雨虹", "雨虹", "科技", "岳阳", "有限责任公司", "yx", "zhongshi", "kj", "岳", "9143", "zzzzzz")
"""Rare and common, Chinese and pinyin, one sign, a place that most begin with, a credit code, nothing."""

SCAN = (
    "SELECT record FROM enterprise WHERE names LIKE ? OR py_initials LIKE ? OR credit_code >= ? AND credit_code < ?"
    " ORDER BY length(name) LIMIT 50"
)
"""What one would write first: it reads every name, knows no 字号, no other reading and nobody's cases."""

SLOWEST = 100.0
"""Milliseconds that no word may take."""


@cache
def registered() -> tuple[Desk, Path]:
    """10,000 enterprises, saved as the counter saves them."""
    folder = scratch()
    desk = open_desk(folder / "bench.db", Who("测速", "1"))
    chosen = random.Random(1)
    names = ["岳阳东方雨虹防水技术有限责任公司", *(_name(chosen) for _ in range(NUMBER - 1))]

    def decide(work: Work) -> Outcome:
        for number, name in enumerate(names):
            work.save_enterprise(Enterprise("", name, f"91430600{number:010d}"))
        return Outcome([Draft("case/1", "remark", {"text": "登记"})])

    desk.store.act("登记", desk.who, "remark", decide)
    with desk.store.engine.execution_options(bingliang_writes=True).begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    return desk, folder / "bench.db"


def _name(chosen: random.Random) -> str:
    own = "".join(chosen.choice(SIGNS) for _ in range(chosen.choice((2, 2, 3, 4))))
    return chosen.choice(PLACES) + own + chosen.choice(TRADES) + chosen.choice(ENDINGS)


def find() -> Figure:
    """Every word once, each within its time."""
    from pysqlite3 import dbapi2

    desk, path = registered()
    raw: Any = dbapi2.connect(str(path))

    def word(typed: str) -> Callable[[], object]:
        def call() -> object:
            with desk.store.look() as look:
                return look.find_enterprises(typed)

        return call

    def floor() -> None:
        for typed in WORDS:
            parts = (f"%{typed}%", f"{typed}%", typed, typed + "\U0010ffff")
            raw.execute(SCAN, parts).fetchall()

    calls = {typed: word(typed) for typed in WORDS}
    for typed, call in calls.items():
        call()
        took = min(timed(call) for _ in range(5))
        print(f"    {typed}: {took:.2f} ms", file=sys.stderr)
        if took > SLOWEST:
            raise AssertionError(f"查找“{typed}”用了 {took:.0f} 毫秒。")
    if _first(desk) != "岳阳东方雨虹防水技术有限责任公司":
        raise AssertionError("查找没有把该找到的排在最前。")
    return compared(4.0, lambda: [call() for call in calls.values()], floor)


def _first(desk: Desk) -> str:
    """What stands first for “dfyhfs”."""
    with desk.store.look() as look:
        return look.find_enterprises("dfyhfs")[0].name


BENCHES = (Bench("find", 4.0, "twelve words among 10,000 enterprises, ranked / a raw scan of all names each", find),)
