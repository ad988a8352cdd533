"""归档: everything of a closed case in one package: papers, what came back, materials, the ledger, cover and index.

The manifest names each file by its SM3, the ledger line names the package by its own: checking back needs nothing else.
Metadata after DA/T 85 as far as the case knows them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.desk.casework import bags
from bingliang.desk.file import File
from bingliang.desk.papers import blanks, shelf
from bingliang.desk.papers.groups import GROUPS
from bingliang.desk.papers.sheet import Sheet
from bingliang.desk.papers.volume_groups import RETENTION, RETENTION_DEFAULT
from bingliang.exchange import volume
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

COVERS = ("volume_cover", "volume_index", "volume_note")
AS_ARCHIVED = "归档记录一致"
"""What the sentence says when a package is as it was archived."""
_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')


def may_archive(file: File) -> None:
    """可归档: the case is closed, and every number has its paper."""
    if file.case.closed_on is None:
        raise Refusal(f"办件{file.case.code}还没有办结，不能归档，请先办结。", "《档案法》第十四条")
    waiting = next((item for item in file.case.items.values() if item.state is ItemState.DECIDED), None)
    if waiting is not None:
        raise Refusal(f"“{waiting.name}”的决定还没有送达，不能归档，请先送达。", "《行政许可法》第四十四条")
    unchecked = next((one for one in file.case.items.values() if _to_be_checked(one)), None)
    if unchecked is not None:
        raise Refusal(f"“{unchecked.name}”的告知承诺还没有核查，不能归档，请先登记核查结果。", "国办发〔2020〕42号")
    unmade = [paper.number for paper in file.case.papers if not paper.sm3]
    if unmade:
        raise Refusal(f"文书{unmade[0]}还没有制成，不能归档，请在文书页按 F8 补制。", "《档案法》第十四条")
    bags.held_back(file.case)


def _to_be_checked(item: CaseItem) -> bool:
    granted = item.decision is not None and item.decision.act != "refuse" and not item.gone
    return granted and item.verification is not None and item.verified_on is None


def archive(desk: Desk, request: str, stream: str, on: date, folder: str, retention: str = "") -> Answer:
    """归档: makes the package, checks it back, records it and writes it to the folder."""
    from bingliang.store.chain import sm3

    where = Path(folder.strip() or ".")
    made: list[tuple[str, bytes]] = []

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("archive", work.who)
        may_archive(file)
        name = f"{file.case.code} {_name(file.case.project['name'])}.zip"
        kept = retention.strip() or str(file.catalogue.setting(RETENTION) or RETENTION_DEFAULT)
        data = _package(desk, file, on, kept)
        if fault := volume.checked(data, sm3):
            raise Refusal(f"归档包查回不符：{fault}没有归档，请再试一次。", "《档案法》第十四条")
        made[:] = [(name, data)]
        facts = {"package": sm3(data), "name": name, "size": len(data), "retention": kept}
        file.record("archive", on, facts)
        return file

    answer = desk.act(request, "archive", decide)
    if made and desk.writes:
        volume.written(where / made[0][0], made[0][1])
    return answer


def check(desk: Desk, path: str) -> str:
    """查回 a package on disk: one sentence that says whether it is as it was archived."""
    from bingliang.store.chain import sm3
    from bingliang.store.finding import search

    where = Path(path)
    try:
        data = where.read_bytes()
    except OSError as error:
        raise ValueError(f"“{path}”读不出来（{error.strerror}），请核对路径。") from error
    if fault := volume.checked(data, sm3):
        return f"归档包“{where.name}”不符：{fault}"
    with desk.store.look() as look:
        for row in search(look, where.name.partition(" ")[0]):
            for entry in look.entries(row.stream):
                if entry.act == "archive" and entry.facts.get("package") == sm3(data):
                    return f"归档包“{where.name}”完好，与{entry.at:%Y-%m-%d}的{AS_ARCHIVED}。"
    return f"归档包“{where.name}”本身完好，但台账里没有它的归档记录。"


def _package(desk: Desk, file: File, on: date, retention: str) -> bytes:
    from bingliang.store.chain import sm3

    case = file.case
    parts: dict[str, bytes] = {}
    for at, paper in enumerate(case.papers, 1):
        void = "（作废）" if paper.void_reason else ""
        parts[f"1 文书/{at:02d} {shelf.file_name(paper).removesuffix('.pdf')}{void}.pdf"] = desk.store.blobs.get(
            paper.sm3
        )
        for back, one in enumerate(paper.returned, 1):
            name = f"2 回件/{at:02d}-{back} {_name(str(one['name']))}"
            parts[name] = desk.store.blobs.get(str(one["sm3"]))
    for key in COVERS:
        title, data = _cover(file, key, on, retention)
        parts[f"0 {title}.pdf"] = data
    parts["3 材料目录.json"] = _json([dict(row) for row in case.materials])
    parts["4 台账.json"] = _json([_line(entry) for entry in file.entries])
    parts["5 元数据.json"] = _json(_metadata(file, on, retention))
    head = {"格式": "bingliang 归档包 1", "收件号": case.code, "归档日期": on.isoformat(), "摘要算法": "SM3"}
    return volume.packed(parts, head, sm3)


def _cover(file: File, key: str, on: date, retention: str) -> tuple[str, bytes]:
    from bingliang.desk.papers.issuing import printed
    from bingliang.paper.compose import compose

    form = file.work.loaded("forms")[key]
    sheet = Sheet(file, form, on, ())
    facts: dict[str, Any] = {"issued_on": on.isoformat(), "number": file.case.code}
    names = {name.split(".")[0] for name in form.required_facts() | form.optional_facts()}
    for group in sorted(names & set(GROUPS)):
        facts[group] = GROUPS[group](sheet)
    if "volume" in facts:
        facts["volume"] = {**facts["volume"], "retention": retention}
    last = file.entries[-1]
    settled = {**printed(file.work, facts, at=last.at, tail=last.hash), blanks.FACT: blanks.every(file.work)}
    watermark = str(file.catalogue.setting("watermark"))
    return form.title, compose(form, settled, watermark=watermark).pdf


def _metadata(file: File, on: date, retention: str) -> dict[str, object]:
    case = file.case
    decided = [item.decision.on for item in case.items.values() if item.decision is not None]
    return {
        "题名": f"{case.enterprise['name']}{case.project['name']}行政许可案卷",
        "办件编号": case.code,
        "项目代码": case.project.get("code", ""),
        "申请人": case.enterprise["name"],
        "统一社会信用代码": case.enterprise["credit_code"],
        "收件日期": case.received_on.isoformat(),
        "办结日期": case.closed_on.isoformat() if case.closed_on else "",
        "最后决定日期": max(decided).isoformat() if decided else "",
        "事项": [{"编码": item.code, "名称": item.name, "结果": item.state.value} for item in case.items.values()],
        "责任者": str(file.catalogue.setting("lead_body_name", "")),
        "归档日期": on.isoformat(),
        "保管期限": retention,
        "文书件数": len(case.papers),
        "材料件数": len(case.materials),
        "台账行数": len(file.entries),
        "台账末行散列值": file.entries[-1].hash,
    }


def _line(entry: Any) -> dict[str, object]:  # noqa: ANN401  # an Entry, as JSON
    facts: Mapping[str, object] = entry.facts
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "counter": entry.counter,
        "act": entry.act,
        "facts": dict(facts),
        "hash": entry.hash,
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str).encode()


def _name(text: str) -> str:
    return _UNFIT.sub("_", text).strip("_ .")[:80]
