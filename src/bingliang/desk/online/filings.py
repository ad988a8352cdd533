"""网上申报: a package becomes a filing, once; further packages are added to it; it becomes a case through 新收件.

收件 is the entry into the system, whoever looks at it when (法释〔2009〕20号第六条第二款): silence binds from that day on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from bingliang.ledger.acts import Draft, Number, Refusal
from bingliang.ledger.filing import PREFIX, Filing, Remark, fold_filing
from bingliang.ledger.folding import fold
from bingliang.mechanism import online_approval, overall
from bingliang.settings import factory

if TYPE_CHECKING:
    from pathlib import Path

    from bingliang.desk.desk import Desk
    from bingliang.desk.file import File
    from bingliang.exchange.packages import Incoming
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.look import Look
    from bingliang.store.work import Work

_KINDS = {"申报": "enter_filing", "补正": "supplement_filing", "撤回": "withdraw_filing"}
_NEEDED = {"enterprise": "企业", "project": "项目", "items": "事项", "handler": "经办人"}
_LAW = "法释〔2009〕20号第六条第二款"


class Returned(Refusal):
    """退回的包: sound in itself, and not to be entered; the sender has to do something."""


@dataclass(frozen=True, slots=True)
class Entered:
    """入库的结果: `again` when this very package had been entered before."""

    stream: str
    number: str
    kind: str
    received_on: date
    again: bool

    @property
    def sentence(self) -> str:
        """一句话."""
        if self.again:
            return f"这个包以前已经入库，编号{self.number}，没有重复登记。"
        what = {"申报": "已入库", "补正": "的补正已入库", "撤回": "的撤回已登记"}[self.kind]
        return f"{self.number}{what}，以{self.received_on:%Y-%m-%d}为收件日。"


def import_package(desk: Desk, path: Path, quarantine: Path) -> Entered:
    """导入一个包: looked through in quarantine, its attachments stored, one line written. The same package is one filing.

    Unfit when the package itself cannot be taken, Returned when the ledger does not allow it; each one sentence.
    """
    from bingliang.exchange.packages import read_package

    overall.authorise("enter_filing", desk.who)
    return enter(desk, read_package(path, quarantine, factory().resources / "online", desk.store.blobs.put))


def enter(desk: Desk, found: Incoming) -> Entered:
    """入库 of what has been looked through, package or row of a table. Returned when the ledger does not allow it."""
    overall.authorise("enter_filing", desk.who)
    kind = str(found.manifest["kind"])
    request = f"filing/{found.sm3}"
    again = desk.store.answer(request) is not None
    answer = desk.store.act(request, desk.who, _KINDS[kind], _decision(found, kind))
    received = date.fromisoformat(str(answer["received_on"]))
    return Entered(str(answer["stream"]), str(answer["number"]), kind, received, again)


def stream_of_filing(source: str, number: str) -> str:
    """申报的流水名, from the platform and its own number: one filing, however often it is sent."""
    return f"{PREFIX}{uuid5(NAMESPACE_URL, f'{source}/{number}').hex}"


def _decision(found: Incoming, kind: str) -> Callable[[Work], Any]:
    from bingliang.store.endings import Outcome

    manifest = found.manifest
    stream = stream_of_filing(str(manifest["source"]), str(manifest["number"]))

    def decide(work: Work) -> Outcome:
        overall.authorise(_KINDS[kind], work.who)
        filing = fold_filing(work.entries(stream))
        facts = {**_entry(work, manifest), "manifest": found.sm3, "attachments": _rows(found)}
        if kind == "申报":
            facts |= _first(work, filing, manifest)
        else:
            facts |= _later(work, filing, manifest, kind)
        number = facts["number"]
        answer = {"stream": stream, "number": number, "received_on": facts["received_on"]}
        return Outcome((Draft(stream, _KINDS[kind], facts),), answer)

    return decide


def _entry(work: Work, manifest: Mapping[str, Any]) -> dict[str, object]:
    claimed = manifest.get("entered_at")
    try:
        at = online_approval.entered(datetime.fromisoformat(str(claimed)) if claimed else None, work.now)
    except ValueError as error:
        raise Returned(f"申报进入平台的时间“{claimed}”不是一个日子，请报送单位核对。") from error
    except Refusal as why:
        raise Returned(why.sentence, why.article) from why
    return {
        "entered_at": at.isoformat(timespec="minutes"),
        "arrived_at": work.now.isoformat(timespec="minutes"),
        "received_on": online_approval.received_on(at).isoformat(),
        "source": str(manifest["source"]),
        "sent_number": str(manifest["number"]),
    }


def _rows(found: Incoming) -> list[dict[str, object]]:
    return [{**asdict(one), "notes": list(one.notes)} for one in found.attachments]


def _first(work: Work, filing: Filing | None, manifest: Mapping[str, Any]) -> dict[str, object]:
    from bingliang.store.people import Person

    if filing is not None:
        raise Returned(
            f"申报号{manifest['number']}已经入库（{filing.number}），这次的内容与它不同，没有改动；"
            "要补材料的请以“补正”报送，要重报的请换一个申报号。"
        )
    lacking = [word for name, word in _NEEDED.items() if not manifest.get(name)]
    if lacking:
        raise Returned(f"申报缺{'、'.join(lacking)}，不能入库，请报送单位补齐后重新报送。")
    catalogue: Catalogue = work.loaded("catalogue")
    items = list(dict.fromkeys(map(str, manifest["items"])))
    unknown = [code for code in items if not catalogue.in_force(code, work.today)]
    if unknown:
        raise Returned(f"本区目录里没有事项“{unknown[0]}”，不能入库，请报送单位核对事项编码。")
    elsewhere = [one for one in (catalogue.on(code, work.today) for code in items) if not one.handling.offered]
    if elsewhere:
        one = elsewhere[0]
        raise Returned(
            f"“{one.name}”为{one.handling.value}，不由申请人向窗口提出，不能入库，请报送单位删去这一项重新报送。",
            "《行政许可法》第二十九条",
        )
    handler = manifest["handler"]
    person = Person(handler["name"], handler["id_type"], handler["id_number"], handler["phone"])
    year = work.today.year
    return {
        "number": Number(f"网申/{year}", f"网申〔{year}〕{{n:04d}}号"),
        "enterprise": dict(manifest["enterprise"]),
        "project": dict(manifest["project"]),
        "works": str(manifest.get("works", "")),
        "stage": str(manifest.get("stage", "")),
        "items": items,
        "answers": {row["question"]: bool(row["yes"]) for row in manifest.get("answers", ())},
        "handler": work.save_person(person),
        "handler_authorised": bool(handler.get("authorised", False)),
        "hold_consent": bool(manifest.get("hold_consent", False)),
        "documents": [dict(row) for row in manifest.get("documents", ())],
    }


def _later(work: Work, filing: Filing | None, manifest: Mapping[str, Any], kind: str) -> dict[str, object]:
    if filing is None:
        raise Returned(f"没有申报号为{manifest['number']}的网上申报，{kind}无处可归，请报送单位核对申报号。")
    if filing.withdrawn_on is not None:
        raise Returned(f"{filing.number}已于{filing.withdrawn_on:%Y-%m-%d}撤回，不再收{kind}，请报送单位重新申报。")
    if kind == "补正" and not manifest.get("attachments"):
        raise Returned("补正没有附件，没有补什么，请报送单位核对。")
    reason = str(manifest.get("reason", "")).strip()
    if kind == "撤回" and not reason:
        raise Returned("撤回没有写理由，请报送单位补上申请人撤回的理由。")
    if kind == "撤回" and filing.case:
        _may_withdraw(work, filing)
    # `filed` and not the number itself: only the line that drew a number carries it
    return {"number": filing.number, "reason": reason}


def _may_withdraw(work: Work, filing: Filing) -> None:
    """决定以后没有撤件: a Returned where nothing of the case can be withdrawn any more, in the words of the act itself."""
    case = fold(work.entries(filing.case))
    said: list[Refusal] = []
    for item in case.items.values() if case else ():
        try:
            overall.permit("withdraw", item)
        except Refusal as why:
            said.append(why)
    if case is not None and len(said) == len(case.items):
        raise Returned(said[0].sentence, said[0].article)


def found(look: Look, stream: str) -> Filing:
    """调出申报; a Refusal when there is none."""
    filing = fold_filing(look.entries(stream))
    if filing is None:
        raise Refusal("没有这件网上申报，请核对编号。")
    return filing


def entered_at(look: Look, stream: str) -> datetime:
    """入库时间 of a filing."""
    return found(look, stream).entered_at


def take(file: File, stream: str) -> None:
    """转收件: the filing is marked as taken in the transaction that makes its case; refused when it is no longer waiting."""
    filing = found(file.work, stream)
    overall.authorise("take_filing", file.work.who)
    if filing.case and filing.case != file.stream:
        raise Refusal(f"{filing.number}已经收件，不能再收一次，请打开它的办件。", _LAW)
    if filing.withdrawn_on is not None:
        raise Refusal(
            f"{filing.number}已于{filing.withdrawn_on:%Y-%m-%d}由申请人撤回，不能收件。", "《行政许可法》第二十九条"
        )
    file.drafts.append(Draft(stream, "take_filing", {"case": file.stream, "on": file.today.isoformat()}))


def check(desk: Desk, request: str, stream: str, remarks: Mapping[str, Remark]) -> Mapping[str, Any]:
    """登记预审意见 of the materials that were looked at; those said earlier stay, a blank takes one back. No decision yet."""
    from bingliang.store.endings import Outcome

    def decide(work: Work) -> Outcome:
        overall.authorise("check_filing", work.who)
        filing = found(work, stream)
        waiting(filing)
        said = {**filing.remarks, **remarks}
        facts = {
            "on": work.today.isoformat(),
            "remarks": {key: [one.state, one.words] for key, one in sorted(said.items()) if one.state},
        }
        return Outcome((Draft(stream, "check_filing", facts),), {"stream": stream})

    return desk.store.act(request, desk.who, "check_filing", decide)


def waiting(filing: Filing) -> None:
    """还在预审: a Refusal when it has become a case or was withdrawn."""
    if not filing.waiting:
        raise Refusal(f"{filing.number}已经{'收件' if filing.case else '撤回'}，不再预审。")
