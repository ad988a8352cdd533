"""材料袋: put on a shelf, lent, handed to a department, brought back; where it is, in the words of every screen.

No clock runs or stops for any of it: the applicant's limits do not depend on where the paper lies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.papers.volume_groups import bag_number
from bingliang.desk.supervision.terms import figure, listed
from bingliang.ledger.acts import Refusal
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.ledger.case import Case
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.custody import Custody
    from bingliang.store.work import Work

GROUND = "区窗口材料管理规定"
ARCHIVES = "《档案法》第十四条、第十五条"


@dataclass(frozen=True, slots=True)
class Borrowing:
    """借出的内容: who takes it, for which office, what for, back by when."""

    to: str
    office: str
    purpose: str
    back_by: date | None


# ── where it is, in words ─────────────────────────────────────────────────────────────────────────────────────────


def where(case: Case | Custody, today: date) -> str:
    """在哪里: on its shelf, or with whom until when; empty while nothing is known of it."""
    loan = case.bag.loan
    if case.archived_on is not None and (case.bag.shelf or loan):
        return "已归档"
    if loan is None:
        return f"在{case.bag.shelf}" if case.bag.shelf else ""
    until = f"，应于{loan.back_by:%m-%d}归还" if loan.back_by else ""
    return f"在{loan.who}手里{until}{'，已逾期' if loan.late(today) else ''}"


def owed(case: Case | Custody) -> str:
    """欠还的原件, e.g. 《不动产权证书》等2份; empty when none is kept."""
    if not case.kept:
        return ""
    names = f"《{case.kept[0].name}》"
    many = sum(one.count for one in case.kept)
    return f"{names}{'等' if len(case.kept) > 1 else ''}{many}份"


def out(case: Case | Custody) -> str:
    """在外: one sentence of a bag that is not at the counter; empty when it is."""
    loan = case.bag.loan
    if loan is None:
        return ""
    until = f"，应于{loan.back_by:%Y-%m-%d}归还" if loan.back_by else ""
    way = "移送" if loan.passed else "借出"
    return f"材料袋已于{loan.on:%Y-%m-%d}{way}，现在由{loan.who}拿着{until}"


def told(case: Case) -> Iterable[str]:
    """办理时要说的: the bag is out, originals are still owed (at a decision, a delivery, an ending)."""
    if case.archived_on is None and (found := out(case)):
        yield f"{found}，请先取回，核对袋内材料。"
    if found := owed(case):
        yield f"窗口还留存着申请人的原件{found}，应当退还：请办理“退还留存原件”，由领回人签名。"


# ── may it be ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _not_archived(case: Case) -> None:
    if case.archived_on is not None:
        raise Refusal(
            f"办件{case.code}已于{case.archived_on:%Y-%m-%d}归档，案卷由档案部门保管，查阅请按档案利用的规定办理。",
            ARCHIVES,
        )


def may_shelve(file: File) -> None:
    """可上架: the zone has shelves, the bag is at the counter."""
    _not_archived(file.case)
    if not listed(file.catalogue, "bag_shelves"):
        raise Refusal("本区还没有登记架位，请管理员在“设置 → 待确认的口径”的“材料袋和归档”里填写窗口的架位。", GROUND)
    if found := out(file.case):
        raise Refusal(f"{found}，不能上架，请先登记归还。", GROUND)


def may_lend(file: File) -> None:
    """可借出: it is here; a reviewer takes only the bags of cases that his own department has an item of."""
    _not_archived(file.case)
    if found := out(file.case):
        raise Refusal(f"{found}，不能再借出，请先登记归还。", GROUND)
    who = file.work.who
    if who.role == REVIEWER and who.office not in {
        code for item in file.case.items.values() for code in (item.department, item.body)
    }:
        raise Refusal(f"办件{file.case.code}没有本部门的事项，不能取走它的材料袋，请由窗口登记。", GROUND)


def may_take_back(file: File) -> None:
    """可归还: it is out."""
    if file.case.bag.loan is None:
        raise Refusal("材料袋没有借出，不必登记归还；换地方放的，请办理上架。", GROUND)


def held_back(case: Case) -> None:
    """不能移交: a volume is handed over whole, and without what belongs to the applicant."""
    if found := out(case):
        raise Refusal(f"{found}，案卷不齐，不能归档，请先取回并登记归还。", ARCHIVES)
    if found := owed(case):
        raise Refusal(f"窗口还留存着申请人的原件{found}，不能随案卷归档，请先办理“退还留存原件”。", ARCHIVES)


# ── the acts ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _since(case: Case, on: date, title: str) -> None:
    """先后: no earlier than the receipt and than what was last noted of the bag."""
    loan = case.bag.loan
    floor = max(case.received_on, case.bag.shelved_on or date.min, loan.on if loan else date.min)
    if on < floor:
        raise ValueError(f"“{title}”的日期{on:%Y-%m-%d}早于前一次登记{floor:%Y-%m-%d}，请核对。")


def _place(catalogue: Catalogue, shelf: str) -> str:
    shelves = listed(catalogue, "bag_shelves")
    if shelf.strip() not in shelves:
        few = "、".join(shelves[:6]) + ("等" if len(shelves) > 6 else "")  # noqa: PLR2004 - one line
        raise ValueError(f"“{shelf}”不是登记的架位，可以用的是：{few}。")
    return shelf.strip()


def shelve(desk: Desk, request: str, stream: str, on: date, *, shelf: str) -> Answer:
    """上架; a bag that already stands somewhere is moved."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("shelve_bag", work.who)
        may_shelve(file)
        _since(file.case, on, "材料袋上架")
        place, before = _place(file.catalogue, shelf), file.case.bag.shelf
        if place == before:
            raise ValueError(f"材料袋已经在{place}，不必再登记；换了地方的请选新的架位。")
        file.record("shelve_bag", on, {"shelf": place, **({"from": before} if before else {})})
        return file

    return desk.act(request, "shelve_bag", decide)


def lend(desk: Desk, request: str, stream: str, on: date, asked: Borrowing) -> Answer:
    """借出 to a reviewer or a clerk."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("lend_bag", work.who)
        may_lend(file)
        _since(file.case, on, "材料袋借出")
        file.record("lend_bag", on, _borrowed(file, on, asked))
        return file

    return desk.act(request, "lend_bag", decide)


def pass_on(desk: Desk, request: str, stream: str, on: date, item: int, asked: Borrowing) -> Answer:
    """移送部门 with a 物料流转凭证 that both sign."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("pass_bag", work.who)
        may_lend(file)
        if item not in file.case.items:
            raise ValueError("请选择为哪一项移送；交接单写明这一项。")
        _since(file.case, on, "材料袋移送部门")
        facts = _borrowed(file, on, asked)
        zone = file.catalogue.setting("counter_name") or file.catalogue.setting("lead_body_name", "")
        transfer = {"sender": str(zone), "receiver": asked.office}
        file.record("pass_bag", on, {"item_on": item, **facts})
        file.paper("transfer_slip", file.today, (item,), transfer=transfer)
        return file

    return desk.act(request, "pass_bag", decide)


def _borrowed(file: File, on: date, asked: Borrowing) -> dict[str, object]:
    if not asked.to.strip():
        raise ValueError("请填写谁取走材料袋（写岗位），没有领取人不能登记。")
    if not asked.office.strip():
        raise ValueError("请填写领取人的单位。")
    if not asked.purpose.strip():
        raise ValueError("请写明取走做什么，例：现场核对图纸。")
    if asked.back_by is not None and asked.back_by < on:
        raise ValueError(f"归还日{asked.back_by:%Y-%m-%d}早于取走的日期{on:%Y-%m-%d}，请核对。")
    who = file.work.who
    words = {"to": asked.to.strip(), "office": asked.office.strip(), "purpose": asked.purpose.strip()}
    until = {"back_by": asked.back_by.isoformat()} if asked.back_by else {}
    taken = {"by_reviewer": who.office} if who.role == REVIEWER else {}
    return {"bag": bag_number(file.case), **words, **until, **taken}


def take_back(desk: Desk, request: str, stream: str, on: date, *, by: str, shelf: str) -> Answer:
    """归还: who brought it, and on which shelf it stands again."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("return_bag", work.who)
        may_take_back(file)
        _since(file.case, on, "材料袋归还")
        if not by.strip():
            raise ValueError("请填写谁交回的。")
        place = _place(file.catalogue, shelf) if shelf.strip() else ""
        file.record("return_bag", on, {"by": by.strip(), **({"shelf": place} if place else {})})
        return file

    return desk.act(request, "return_bag", decide)


def back_by(file: File, on: date) -> date:
    """应还日 that the zone's rule gives."""
    return file.calendar.workday(on, figure(file.catalogue, "bag_loan_days"))
