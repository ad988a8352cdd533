"""编号对账: the numbers that the lines say were drawn, against the counters and the register of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from bingliang.store.chain import Line
from bingliang.store.schema import number, number_series
from bingliang.store.verdicts import Fault
from bingliang.store.writing import NUMBERS

_Place = tuple[str, int]


class NumberAccount:
    """编号账: filled line by line, settled at the end."""

    def __init__(self) -> None:
        """Empty."""
        self._texts: dict[tuple[str, int], str] = {}
        self._requests: dict[tuple[str, int], str] = {}
        self._carriers: dict[tuple[str, int], tuple[int, _Place]] = {}

    def enter(self, line: Line, facts: Mapping[str, Any]) -> None:
        """记一行: Fault when another press has drawn the same number."""
        for words, (series, n) in facts.get(NUMBERS, {}).items():
            key = (series, n)
            if (
                self._texts.setdefault(key, words) != words
                or self._requests.setdefault(key, line.request) != line.request
            ):
                raise Fault(f"编号“{words}”出现了两次（{series} 第 {n} 号）。", line.stream, line.seq)
            # The register names the line that was written first of those that carry the number.
            carrier = (line.id, (line.stream, line.seq))
            self._carriers[key] = min(self._carriers.get(key, carrier), carrier)

    def settle(self, connection: Connection) -> int:
        """结账: how many numbers there are; Fault for a gap, a double or a counter that differs."""
        last: dict[str, int] = {}
        for series, n in sorted(self._texts):
            if n != last.get(series, 0) + 1:
                raise Fault(f"编号不连续：{series} 缺第 {last.get(series, 0) + 1} 号。", *self._carriers[series, n][1])
            last[series] = n
        self._register(connection)
        kept = {row.series: row.last for row in connection.execute(select(number_series))}
        for series in sorted(kept.keys() | last.keys()):
            if kept.get(series) != last.get(series):
                place = self._carriers[series, last[series]][1] if series in last else ("", None)
                said = f"{series} 的计数为 {kept.get(series, 0)}，台账里最后是第 {last.get(series, 0)} 号。"
                raise Fault(f"编号计数与台账不符：{said}", *place)
        return len(self._texts)

    def _register(self, connection: Connection) -> None:
        known = dict(self._texts)
        for row in connection.execute(select(number).order_by(number.c.series, number.c.n)):
            key = (row.series, row.n)
            if known.pop(key, None) != row.text or (row.stream, row.seq) != self._carriers[key][1]:
                place = self._carriers[key][1] if key in self._carriers else (row.stream, row.seq)
                raise Fault(f"编号登记“{row.text}”与台账不符（{row.series} 第 {row.n} 号）。", *place)
        for key in sorted(known):
            raise Fault(f"编号“{known[key]}”没有登记（{key[0]} 第 {key[1]} 号）。", *self._carriers[key][1])
