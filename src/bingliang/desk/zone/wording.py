"""文书样式的修改: the zone's own wording of a paper, checked and previewed on sample data before it is put in force.

Every change is a numbered edition that all counters share, and none is ever lost; a paper that was drawn up keeps the
edition and the facts it was drawn up with. The factory's files are never written to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk import loading
from bingliang.desk.zone import wording_law
from bingliang.desk.zone.editions import STREAM
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.roles import entitled
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.paper.form import Form
    from bingliang.store.look import Look
    from bingliang.store.work import Work

KIND = "forms"


@dataclass(frozen=True, slots=True)
class FormRow:
    """样式的一行: what a paper is for, its law, its copies and number series; `own` when the zone has words of its own."""

    key: str
    title: str
    profile: str
    series: str
    trigger: str
    ground: tuple[str, ...]
    copies: tuple[str, ...]
    owes: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Version:
    """一版文字: which edition, from which day, by whom and why; edition 0 is the factory's."""

    edition: int
    on: date | None
    by: str
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """一种文书的文字: in force, and all versions there ever were, the newest first, the factory's last."""

    row: FormRow
    versions: tuple[Version, ...]
    may_change: bool

    @property
    def text(self) -> str:
        """The text in force."""
        return self.versions[0].text


@dataclass(frozen=True, slots=True)
class Sample:
    """预览: the PDF made from the text with sample data; `barred` says why it cannot be put in force, `caution` what it drops."""

    pdf: bytes
    pages: int
    title: str
    barred: str = ""
    caution: str = ""


def form_rows(desk: Desk) -> tuple[FormRow, ...]:
    """全部文书样式, by title."""
    with desk.store.look() as look:
        forms: Mapping[str, Form] = look.loaded(KIND)
        own = look.edition_files(KIND)
    return tuple(sorted((_row(form, own) for form in forms.values()), key=lambda row: (row.profile, row.title)))


def _row(form: Form, own: Mapping[str, str]) -> FormRow:
    copies = tuple(copy.name for copy in form.copies if copy.name)
    return FormRow(
        form.key, form.title, form.profile, form.series, form.trigger, form.ground, copies, form.owes, _file(form.key) in own
    )  # fmt: skip


def _file(key: str) -> str:
    return f"{key}.toml"


def factory_text(key: str) -> str:
    """出厂文字 of a paper."""
    from bingliang.paper.vocabulary import read_text
    from bingliang.settings import factory

    return read_text(factory().forms / _file(key))


def wording(desk: Desk, key: str) -> Wording:
    """一种文书的文字 with its versions; a Refusal when there is no such paper."""
    with desk.store.look() as look:
        forms: Mapping[str, Form] = look.loaded(KIND)
        if key not in forms:
            raise Refusal("没有这种文书样式，请刷新后再选。")
        row = _row(forms[key], look.edition_files(KIND))
        versions = _versions(look, key)
    return Wording(row, versions, entitled(desk.who.role, "adopt_edition"))


def _versions(look: Look, key: str) -> tuple[Version, ...]:
    """Editions in which this paper's text changed; an edition about another paper is none of its versions."""
    found = [Version(0, None, "", "出厂", factory_text(key))]
    for entry in look.entries(STREAM):
        facts: Mapping[str, Any] = entry.facts
        if facts.get("kind") != KIND:
            continue
        text = look.edition_files(KIND, int(facts["edition"])).get(_file(key), found[0].text)
        if text != found[-1].text:
            on = date.fromisoformat(str(facts["on"]))
            found.append(Version(int(facts["edition"]), on, entry.by, str(facts.get("reason", "")), text))
    return tuple(reversed(found))


def sample(key: str, text: str, *, watermark: str = "预览") -> Sample:
    """预览 on sample data; ValueError with file, line and field when the text is not a form, or cannot be filled."""
    from bingliang.paper.compose import compose

    form = _read(key, text)
    made = compose(form, form.sample(), watermark=watermark)
    factory = loading.factory_forms()[key]
    return Sample(
        made.pdf, made.pages, form.title, wording_law.barred(factory, form), wording_law.caution(factory, form)
    )


def _read(key: str, text: str) -> Form:
    from bingliang.paper.form import read_form_text

    vocabulary = next(iter(loading.factory_forms().values())).vocabulary
    return read_form_text(text, _file(key), vocabulary)


def adopt(desk: Desk, request: str, key: str, text: str, reason: str) -> Answer:
    """启用区的文字 as the next edition; the factory's own text puts the factory's back. Papers already drawn up stay.

    ValueError for a text that is no form, that lacks the reason, or that changes what the paper is (its series).
    """
    from bingliang.store.endings import Outcome

    if not reason.strip():
        raise ValueError("请写明修改的原因或者依据（谁审定、哪份文件），以后才说得清这一版从哪里来。")
    made = sample(key, text)
    if made.barred:
        raise ValueError(made.barred)
    factory = loading.factory_forms()[key]
    fresh = _read(key, text)
    if (fresh.series, fresh.profile) != (factory.series, factory.profile):
        raise ValueError(
            f"《{made.title}》的文号系列和版式不能改（应为“{factory.series}”“{factory.profile}”），否则文号会断，请改回。"
        )

    def decide(work: Work) -> Outcome:
        overall.authorise("adopt_edition", work.who)
        held = dict(work.edition_files(KIND))
        if held.get(_file(key), factory_text(key)) == text:
            raise Refusal(f"《{made.title}》的文字没有变化，不必启用新版。")
        if text == factory_text(key):
            held.pop(_file(key))
        else:
            held[_file(key)] = text
        number = work.adopt(KIND, held)
        facts = {"kind": KIND, "edition": number, "on": work.today.isoformat(), "name": f"文书样式：{made.title}"}
        return Outcome(
            (Draft(STREAM, "adopt_edition", {**facts, "reason": reason.strip(), "form": key}),),
            {"edition": number, "title": made.title},
        )

    return desk.store.act(request, desk.who, "adopt_edition", decide, adopting=(KIND,))
