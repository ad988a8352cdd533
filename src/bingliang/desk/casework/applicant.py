"""申请人: 申请人信息变更 (another name, the same credit code).

Another 建设单位 is another applicant: never an edit (《行政许可法》第四十九条 asks the holder to apply for the change).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk import registry
from bingliang.ledger.acts import Refusal
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work


@dataclass(frozen=True, slots=True)
class NewData:
    """变更后的信息 and its proof; what is blank stays as it was."""

    name: str
    legal_representative: str
    address: str
    proof: str


_FIELDS = {"name": "名称", "legal_representative": "法定代表人", "address": "地址"}


def may_change(file: File) -> None:
    """可变更: the case is still open."""
    if file.case.closed_on is not None:
        raise Refusal(
            f"办件{file.case.code}已于{file.case.closed_on:%Y-%m-%d}办结，信息变更请向作出决定的机关申请变更许可。",
            "《行政许可法》第四十九条",
        )


def change(desk: Desk, request: str, stream: str, on: date, data: NewData) -> Answer:
    """申请人信息变更: papers from now on print 新名（原…）; those already issued stay as they are."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("change_applicant", work.who)
        may_change(file)
        if not data.proof.strip():
            raise ValueError("请填写变更的证明（例：准予变更登记通知书的文号）。")
        old = file.case.enterprise
        asked = {"name": data.name, "legal_representative": data.legal_representative, "address": data.address}
        new = {key: value.strip() for key, value in asked.items() if value.strip() and value.strip() != old.get(key)}
        if not new:
            raise ValueError("变更前后没有不同，请填写变更后的名称、法定代表人或者地址。")
        fresh = {**old, **new}
        if "name" in new:
            fresh["former_name"] = old["name"]
        registry.changed(work, fresh)
        was = {key: old.get(key, "") for key in new}
        file.record("change_applicant", on, {"enterprise": fresh, "was": was, "reason": data.proof})
        rows = [
            {"no": no, "field": _FIELDS[key], "old": old.get(key, "") or "（空）", "new": value}
            for no, (key, value) in enumerate(new.items(), 1)
        ]
        file.paper("applicant_change", file.today, (), alteration={"proof": data.proof}, alterations=rows)
        return file

    return desk.act(request, "change_applicant", decide)
