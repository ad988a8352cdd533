"""文书事实: the facts of a paper, taken from the case when it is drawn up and kept with the act for ever.

The wording is in forms/; here only facts are gathered. A person's number and phone never enter them: `handler` names the
versioned person row, and the printing layer puts the row's words in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk import numbers
from bingliang.desk.papers.groups import GROUPS
from bingliang.desk.papers.sheet import Sheet
from bingliang.ledger.acts import Number, Refusal

ACCEPTANCE = "受理"

if TYPE_CHECKING:
    from bingliang.desk.file import File
    from bingliang.ledger.catalogue import IssuingBody
    from bingliang.paper.form import Form
    from bingliang.store.work import Work


def drawn_up(file: File, key: str, on: date, items: tuple[int, ...], extra: Mapping[str, Any]) -> dict[str, object]:
    """拟制: the facts of a `draw_up` line: form and edition, number, and just the groups of facts the form names.

    A Refusal when the form asks for a 落款机关 that is not complete (《行政许可法》第二十四条;行政复议法第二十条).
    """
    form: Form = file.work.loaded("forms")[key]
    sheet = Sheet(file, form, on, items)
    _signed(sheet)
    number = extra.get("number") or _number(sheet, file)
    facts: dict[str, Any] = {"number": number, "issued_on": on.isoformat()}
    for group in sorted(_groups(form)):
        build = GROUPS.get(group)
        if build is not None:
            facts[group] = build(sheet)
    for group, values in ((name, found) for name, found in extra.items() if name != "number"):
        base = facts.get(group)
        facts[group] = {**base, **values} if isinstance(base, dict) and isinstance(values, Mapping) else values
    check(file.work, form, facts)
    return {
        "form": key,
        "form_edition": form.edition,
        "edition": file.work.editions().get("forms", 0),
        "title": form.title,
        "number": number,
        "on": on.isoformat(),
        "items_on": list(items),
        "facts": facts,
        "typed": {group: values for group, values in extra.items() if group != "number"},
    }


def signable(file: File, key: str, on: date, items: tuple[int, ...]) -> None:
    """可出具: a Refusal when the form asks for a 落款机关 that is not complete; asked before the act is offered."""
    _signed(Sheet(file, file.work.loaded("forms")[key], on, items))


def signing(file: File, key: str, items: tuple[int, ...]) -> IssuingBody:
    """落款机关 of a paper about these items."""
    return Sheet(file, file.work.loaded("forms")[key], file.today, items).body


def _signed(sheet: Sheet) -> None:
    form = sheet.form
    named = (sheet.file.catalogue.bodies[item.body] for item in sheet.spoken_of) if sheet.combined else ()
    for body in (sheet.body, *named):
        lacking = body.missing(sheet.file.today) if form.owner or form.remedy else ()
        if lacking:
            raise Refusal(
                f"“{body.name or body.short}”的落款机关信息不全（缺：{'、'.join(lacking)}），不能出具《{form.title}》，请管理员在“设置 → 落款机关”里补全。",
                "《行政许可法》第二十四条、《行政复议法》第二十条",
            )


def check(work: Work, form: Form, facts: dict[str, Any]) -> None:
    """核对: refuses the whole act when its paper could not be printed afterwards, before anything is recorded."""
    from bingliang.desk.papers import blanks
    from bingliang.desk.papers.issuing import printed
    from bingliang.paper.fill import check_facts
    from bingliang.paper.vocabulary import UnprintableError

    shown = printed(work, _settled(facts), at=work.now, tail="0" * 64)
    try:
        check_facts(form, shown)
    except UnprintableError as error:
        # Kept with the paper, so that it is printed the same for ever and the line says which signs were left out.
        facts[blanks.FACT] = blanks.left_out(work, error)
        check_facts(form, {**shown, blanks.FACT: facts[blanks.FACT]})


def _settled(value: Any) -> Any:  # noqa: ANN401  # JSON in, JSON out
    """The facts as they will read once the numbers are drawn; their length is right, their figure is not."""
    if isinstance(value, Number):
        return value.text(1)
    if isinstance(value, Mapping):
        return {key: _settled(part) for key, part in value.items()}
    return [_settled(part) for part in value] if isinstance(value, (list, tuple)) else value


def _number(sheet: Sheet, file: File) -> object:
    """文号: of the issuing body and the form's series; a form without a series carries the case's own number."""
    if not sheet.form.series:
        return file.case.code
    # items of one body accepted in one act share the number of their one 受理通知书
    slot = "" if sheet.form.series == ACCEPTANCE else f"{file.stream}/{len(file.drafts)}"
    return numbers.document(sheet.body, sheet.form.series, file.today, slot)


def _groups(form: Form) -> set[str]:
    return {name.split(".")[0] for name in form.required_facts() | form.optional_facts()}
