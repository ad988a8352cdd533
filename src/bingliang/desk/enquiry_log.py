"""咨询登记簿: what is asked that belongs to no case, and the list and count of all that was asked.

An enquiry about a case is a line of that case (`desk.enquiries`); this log shows both, and counts both as 咨询量.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar
from uuid import NAMESPACE_URL, uuid5

from bingliang.boards.balance import Period
from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.press import Press
from bingliang.desk.acts.presses import Presses
from bingliang.desk.enquiries import MEANS, Enquiry
from bingliang.desk.errors import Faults
from bingliang.ledger.acts import ACTS, Draft, Entry
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.endings import Outcome, Shown
    from bingliang.store.look import Look
    from bingliang.store.work import Work

PREFIX = "enquiry/"
"""流水名的开头."""
NONE = "—"
"""The choice that no item of the catalogue is meant."""
DAYS = 92
"""So many days back are listed; what is older stays in the ledger and in 统计."""
WITHIN = 31
"""An enquiry is entered within so many days."""


class Asked(StrEnum):
    """咨询的筛选."""

    TODAY = "今天"
    ALL = "近三个月"
    LOOSE = "不属于办件"
    OF_CASE = "问办件进度"


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """一次咨询; `stream` is the case's own where it was about one, `loose` where it was about none."""

    key: str
    stream: str
    loose: bool
    on: date
    caller: str
    means: str
    question: str
    answer: str
    item: str
    body: str
    by: str
    counter: str

    @property
    def about(self) -> str:
        """问的是什么."""
        return (self.item or "不针对一个事项") if self.loose else "办件进度"


@dataclass(frozen=True, slots=True)
class EnquiryLog:
    """登记簿 under one filter, with how many are under each."""

    counts: tuple[tuple[Asked, int], ...]
    rows: tuple[EnquiryRow, ...]


@dataclass(frozen=True, slots=True)
class Enquired:
    """一期的咨询量: all, those about no case, by means, and by the department whose item was asked about."""

    total: int = 0
    loose: int = 0
    means: tuple[tuple[str, int], ...] = ()
    bodies: tuple[tuple[str, int], ...] = ()

    @property
    def words(self) -> str:
        """一句话."""
        ways = "、".join(f"{name} {count}" for name, count in self.means)
        return f"咨询量 {self.total} 次（不属于办件 {self.loose} 次{'；' if ways else ''}{ways}）"

    def of(self, body: str) -> int:
        """一个部门的事项被问了几次."""
        return dict(self.bodies).get(body, 0)


def log(desk: Desk, which: Asked) -> EnquiryLog:
    """取登记簿."""
    with desk.store.look() as look:
        today = look.today
        rows = rows_since(look, today - timedelta(days=DAYS))
    tests: Mapping[Asked, Sequence[EnquiryRow]] = {
        Asked.TODAY: [row for row in rows if row.on == today],
        Asked.ALL: rows,
        Asked.LOOSE: [row for row in rows if row.loose],
        Asked.OF_CASE: [row for row in rows if not row.loose],
    }
    return EnquiryLog(tuple((one, len(tests[one])) for one in Asked), tuple(tests[which]))


def rows_since(look: Look, since: date) -> tuple[EnquiryRow, ...]:
    """各次咨询 of that day and later, the newest first."""
    from bingliang.store.enquired import enquired

    catalogue: Catalogue = look.loaded("catalogue")
    rows = (_row(entry, catalogue) for entry in enquired(look, since))
    return tuple(sorted((row for row in rows if row.on >= since), key=lambda row: row.on, reverse=True))


def _row(entry: Entry, catalogue: Catalogue) -> EnquiryRow:
    facts = entry.facts
    code = str(facts.get("code", ""))
    item = catalogue.items.get(code)
    return EnquiryRow(
        f"{entry.stream}#{entry.seq}", entry.stream, entry.act == "enquire", date.fromisoformat(str(facts["on"])),
        str(facts["caller"]), str(facts["means"]), str(facts["question"]), str(facts["answer"]),
        item.name if item else code, item.body if item else "", entry.by, entry.counter,
    )  # fmt: skip


def count(rows: Iterable[EnquiryRow], period: Period) -> Enquired:
    """咨询量 of a period, by the day on which it was asked."""
    held = [row for row in rows if period.holds(row.on)]
    bodies = sorted({row.body for row in held if row.body})
    return Enquired(
        len(held),
        sum(row.loose for row in held),
        tuple((one, n) for one in MEANS if (n := sum(row.means == one for row in held))),
        tuple((body, sum(row.body == body for row in held)) for body in bodies),
    )


def enquire(on: date, asked: Enquiry, code: str = "") -> Press:
    """咨询登记（不属于办件）: on a stream of its own; no case, no clock, no paper. `code` is the item asked about."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("enquire", work.who)
        catalogue: Catalogue = work.loaded("catalogue")
        faults = [
            (name, f"请填写{word}，咨询登记要写清问了什么、答了什么。")
            for name, word, text in (
                ("caller", "咨询人", asked.caller), ("question", "问什么", asked.question),
                ("answer", "怎样答复", asked.answer),
            )
            if not text.strip()
        ]  # fmt: skip
        if not work.today - timedelta(days=WITHIN) <= on <= work.today:
            faults.append(("on", f"咨询日期{on:%Y-%m-%d}应在今天和以前{WITHIN}天之内，请核对。"))
        if asked.means not in MEANS:
            faults.append(("means", f"咨询方式“{asked.means}”不在清单中，可选：{'、'.join(MEANS)}。"))
        if code and code not in catalogue.items:
            faults.append(("code", f"事项目录中没有“{code}”，请从清单中选。"))
        if faults:
            raise Faults(faults)
        stream = f"{PREFIX}{uuid5(NAMESPACE_URL, f'enquiry/{work.request}').hex}"
        facts: dict[str, object] = {
            "on": on.isoformat(), "caller": asked.caller.strip(), "means": asked.means,
            "question": asked.question.strip(), "answer": asked.answer.strip(), "code": code,
        }  # fmt: skip
        return Outcome((Draft(stream, "enquire", facts),), {"streams": [stream], "act": "enquire"})

    return Press("enquire", decide)


def form_of(desk: Desk) -> ActForm:
    """取表."""
    overall.authorise("enquire", desk.who)
    with desk.store.look() as look:
        today = look.today
        catalogue: Catalogue = look.loaded("catalogue")
    items = tuple(
        Choice(item.code, item.name, catalogue.bodies[item.body].short if item.body in catalogue.bodies else "")
        for item in catalogue.items.values()
    )
    fields = (
        Field("enquiry_question", "问什么", Kind.LONG, help="照对方的话写，一两句就够。"),
        Field("enquiry_answer", "怎样答复", Kind.LONG, help="说明了什么；打印了办事清单的也写上。"),
        Field("enquiry_code", "事项", Kind.CHOICE, NONE, choices=(Choice(NONE, "不针对一个事项"), *items), folded=True),
        Field("enquiry_caller", "咨询人", default="办事群众", help="写身份（例：企业经办人），不写电话号码和证件号。"),
        Field("enquiry_means", "方式", Kind.CHOICE, MEANS[0], choices=tuple(Choice(one, one) for one in MEANS)),
        Field("enquiry_on", "咨询日", Kind.DAY, today.isoformat()),
    )  # fmt: skip
    return ActForm(
        name="enquire", act="enquire", title="咨询登记", no=None, subject="不属于办件的咨询", fields=fields,
        article=ACTS["enquire"].article, today=today, focus="enquiry_question",
    )  # fmt: skip


class OfEnquiries(Presses):
    """咨询登记的脚本."""

    fields: ClassVar[Mapping[str, str]] = {
        name: f"enquiry_{name}" for name in ("caller", "question", "answer", "means", "code", "on")
    }

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look, stream
        v = typed(form, values)
        asked = Enquiry(v["enquiry_caller"], v["enquiry_question"], v["enquiry_answer"], v["enquiry_means"])
        return enquire(v["enquiry_on"], asked, "" if v["enquiry_code"] == NONE else v["enquiry_code"])

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: what is noted, and that nothing else follows."""
        del desk
        facts = shown.outcome.drafts[0].facts
        said = f"{facts['on']} {facts['caller']}（{facts['means']}）问：{facts['question']}；答：{facts['answer']}"
        sentences = (f"{said}。", "计入咨询量；不属于任何办件，不影响期限，不出文书。")
        return Consequence(sentences, (), (ACTS[made.act].title,), (), (ACTS[made.act].article,), ())


ENQUIRIES = OfEnquiries()
