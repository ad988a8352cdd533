"""版本核验: the files of every edition are those that the line which put it in force names, and no others are there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from bingliang.store.editions import edition_numbers
from bingliang.store.prefix import begins
from bingliang.store.schema import edition_file, ledger
from bingliang.store.verdicts import Fault
from bingliang.store.writing import ADOPTED, files_sm3

_Place = tuple[str, int]
_Adopted = Mapping[tuple[str, int], tuple[str, _Place]]


def verify_editions(connection: Connection) -> None:
    """核验各版. Comes before everything else: an edition that was changed would make sound cases look wrong."""
    adopted = _adopted(connection)
    stored = _files(connection)
    for (kind, number), (digest, place) in adopted.items():
        if files_sm3(stored.pop((kind, number), {})) != digest:
            raise Fault(f"{kind} 第 {number} 版的文件与启用它的那一行不符：被改动、抽走或塞入。", *place)
    for kind, number in sorted(stored):
        raise Fault(f"台账里没有启用过 {kind} 第 {number} 版，它的文件是塞进来的。")
    for kind, number in edition_numbers(connection).items():
        last = max((known for one, known in adopted if one == kind), default=0)
        if number != last:
            stream, seq = adopted[kind, last][1] if last else ("", None)
            raise Fault(f"{kind} 在用第 {number} 版，台账里最后启用的是第 {last} 版。", stream, seq)


def _adopted(connection: Connection) -> _Adopted:
    """启用过的版: (kind, number) → SM3 and place. The hashes of these lines are proved with all others, later."""
    columns = (ledger.c.stream, ledger.c.seq, ledger.c.facts)
    query = select(*columns).where(begins(ledger.c.stream, "zone")).order_by(ledger.c.stream, ledger.c.seq)
    found: dict[tuple[str, int], tuple[str, _Place]] = {}
    for stream, seq, facts in connection.execute(query):
        try:
            adopted: dict[str, Any] = json.loads(facts).get(ADOPTED, {})
            found |= {(kind, int(number)): (str(sm3), (stream, seq)) for kind, (number, sm3) in adopted.items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise Fault(f"流水“{stream}”第 {seq} 行的事实读不出来。", stream, seq) from error
    return found


def _files(connection: Connection) -> dict[tuple[str, int], dict[str, str]]:
    found: dict[tuple[str, int], dict[str, str]] = {}
    columns = (edition_file.c.kind, edition_file.c.number, edition_file.c.name, edition_file.c.content)
    for kind, number, name, content in connection.execute(select(*columns)):
        found.setdefault((kind, number), {})[name] = content
    return found
