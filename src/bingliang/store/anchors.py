"""封存: the heads of all streams folded into one SM3, for a second copy that lies outside the database.

Without the second copy, a person who holds the database can rewrite it unseen; with it he cannot.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from bingliang.ledger.acts import Draft
from bingliang.store.chain import canonical, sm3
from bingliang.store.endings import Outcome
from bingliang.store.look import Look
from bingliang.store.schema import ledger
from bingliang.store.work import Work

STREAM = "zone/anchor"
KIND = "台账封存"

Heads = Mapping[str, tuple[int, str]]
"""各流水的末行: stream → (seq, hash)."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """封存的第二份 as read from its file."""

    seq: int
    heads: Heads


def heads_before(connection: Connection, line_id: int | None = None) -> dict[str, tuple[int, str]]:
    """末行 of every stream; only lines numbered below `line_id` if given.

    An act takes its line numbers after it holds the editions and an anchor holds all writers out, so the lines below
    the anchor's own are exactly those that it folded.
    """
    lasts = select(ledger.c.stream, func.max(ledger.c.seq).label("seq")).group_by(ledger.c.stream)
    if line_id is not None:
        lasts = lasts.where(ledger.c.id < line_id)
    last = lasts.subquery()
    both = (ledger.c.stream == last.c.stream) & (ledger.c.seq == last.c.seq)
    rows = connection.execute(select(ledger.c.stream, ledger.c.seq, ledger.c.hash).join(last, both))
    return {row.stream: (row.seq, row.hash) for row in rows}


def fold_of(heads: Heads) -> str:
    """汇总值: SM3 over all heads, in the order of the streams' names."""
    return sm3(canonical([[stream, *heads[stream]] for stream in sorted(heads)]).encode("utf-8", "surrogatepass"))


def decide_anchor(work: Work) -> Outcome:
    """封存一行; writers must be held out (`adopting` all kinds)."""
    heads = heads_before(work.connection)
    facts = {"fold": fold_of(heads), "streams": len(heads), "lines": sum(seq for seq, _ in heads.values())}
    return Outcome([Draft(STREAM, "anchor", facts)], facts)


def anchor_bytes(look: Look, request: str) -> bytes:
    """第二份的内容 of the anchor that `request` wrote: JSON with every head and with the anchor's own line."""
    own = select(ledger.c.id, ledger.c.seq, ledger.c.hash, ledger.c.at, ledger.c.facts)
    row = look.connection.execute(own.where(ledger.c.request == request, ledger.c.stream == STREAM)).one()
    heads = heads_before(look.connection, row.id)
    content = {
        "kind": KIND,
        "v": 1,
        "seq": row.seq,
        "hash": row.hash,
        "at": row.at,
        "fold": json.loads(row.facts)["fold"],
        "heads": heads,
    }
    return (canonical(content) + "\n").encode()


def read_anchor(path: Path) -> Anchor:
    """读第二份. ValueError for a file that is not one, or that was changed."""
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        heads = {stream: (int(seq), str(digest)) for stream, (seq, digest) in content["heads"].items()}
        own = (int(content["seq"]), str(content["hash"]))
        said = (content["kind"], content["fold"])
    except OSError as error:
        raise ValueError(f"封存文件“{path}”读不出来（{error.strerror}），请核对路径。") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"“{path}”不是台账封存文件，请选择封存时另存的 JSON 文件。") from error
    if said != (KIND, fold_of(heads)):
        raise ValueError(f"封存文件“{path}”已被改动，汇总值不符，请改用另一份。")
    return Anchor(own[0], {**heads, STREAM: own})
