"""收件核对: everything that is wrong with one receipt at once, a sentence each, before anything is recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from bingliang.desk.errors import Faults
from bingliang.desk.papers.late_slips import lacking
from bingliang.ledger.identifiers import credit_code, id_number, phone, project_code

if TYPE_CHECKING:
    from datetime import datetime

    from bingliang.desk.intake.receiving import Bearer, Intake
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.mechanism.parallel_approval.selection import Plan

Fault = tuple[str, str]
STATES = ("齐", "缺", "容缺")
"""材料的状态."""
CHANNELS = ("窗口", "延时", "邮寄", "网上")
"""收件渠道, as the receipt prints it."""
ID_TYPES = {
    "居民身份证": "身份证号码",
    "港澳台居民居住证": "居住证号码",
    "外国人永久居留身份证": "永居证号码",
    "护照": "护照号码",
    "来往内地（大陆）通行证": "通行证号码",
}
"""证件种类, and what its number is called."""
_CODED = ("居民身份证", "港澳台居民居住证")
"""numbered by GB 11643, so that a wrong figure is noticed"""
_CARD = re.compile(r"[A-Z0-9]{5,20}")


def check(intake: Intake, catalogue: Catalogue, now: datetime, planned: Callable[[], Plan]) -> None:
    """核对收件单; Faults with every fault and its field. A Refusal of the plan passes through."""
    faults = [*_applicant(intake), *_project(intake), *_receipt(intake, now), *_bearer(intake)]
    items = list(_items(intake, catalogue))
    faults += items
    if not items:
        faults += _planned(intake, planned)
    if faults:
        raise Faults(faults)


def folded(handler: Bearer) -> Bearer:
    """交件人 with number and phone in the one form that is kept; what is wrong stays as typed, for `check` to tell."""
    number, line = handler.id_number.strip().upper(), handler.phone.strip()
    with suppress(ValueError):
        number = id_number(number) if handler.id_type in _CODED else number
    with suppress(ValueError):
        line = phone(line)
    return replace(handler, name=handler.name.strip(), id_number=number, phone=line)


def _said(name: str, check_one: Callable[[str], object], text: str) -> Iterator[Fault]:
    try:
        check_one(text)
    except ValueError as error:
        yield name, str(error)


def _applicant(intake: Intake) -> Iterator[Fault]:
    if not str(intake.enterprise.get("name", "")).strip():
        yield "enterprise.name", "企业名称未填，请按营业执照填写。"
    yield from _said("enterprise.credit_code", credit_code, str(intake.enterprise.get("credit_code", "")))
    if not str(intake.enterprise.get("legal_representative", "")).strip():
        yield "enterprise.legal_representative", "法定代表人没有填，收件凭证要印，请按营业执照填写。"


def _project(intake: Intake) -> Iterator[Fault]:
    if not str(intake.project.get("name", "")).strip():
        yield "project.name", "项目名称未填，请按备案或者核准文件填写。"
    if not str(intake.project.get("project_type", "")).strip():
        yield "project.project_type", "项目类型未选，没有类型不能确定办哪些事项，请选择。"
    if not str(intake.project.get("site", "")).strip():
        yield "project.site", "建设地点没有填，收件凭证要印，请写到道路或者四至。"
    if intake.project.get("code"):
        yield from _said("project.code", project_code, str(intake.project["code"]))


def _receipt(intake: Intake, now: datetime) -> Iterator[Fault]:
    if intake.channel not in CHANNELS:
        yield "channel", f"收件渠道“{intake.channel}”应为{'、'.join(CHANNELS)}之一，请重新选择。"
    on, today = intake.received_at.date(), now.date()
    if on > today:
        yield "received_at", f"收件日期{on:%Y-%m-%d}晚于今天{today:%Y-%m-%d}，请核对收件时间。"
    elif intake.slip is not None and intake.received_at > now:
        yield "received_at", f"收件时间{intake.received_at:%m-%d %H:%M}晚于现在，请照手工凭证上的时间填写。"
    if intake.slip is not None:
        yield from lacking(intake.slip)


def _bearer(intake: Intake) -> Iterator[Fault]:
    handler = intake.handler
    if not handler.name.strip():
        yield "handler.name", "交件人姓名未填，请填写来窗口的经办人。"
    if handler.id_type in _CODED:
        yield from _said("handler.id_number", id_number, handler.id_number)
    elif not _CARD.fullmatch(handler.id_number.strip().upper()):
        word = ID_TYPES.get(handler.id_type, "证件号码")
        yield "handler.id_number", f"{word}“{handler.id_number}”应为 5 到 20 位字母和数字，请照证件填写。"
    if not handler.phone.strip():
        yield "handler.phone", "联系电话没有填，补正和领取要靠它通知，请填写。"
    else:
        yield from _said("handler.phone", phone, handler.phone)


def _items(intake: Intake, catalogue: Catalogue) -> Iterator[Fault]:
    if not intake.items:
        yield "items", "没有选择事项，请至少选择一项。"
    for code in dict.fromkeys(intake.items):
        item = catalogue.items.get(code)
        if item is None:
            yield "items", f"目录中没有事项“{code}”，请重新选择。"
        elif intake.items.count(code) > 1:
            yield "items", f"“{item.name}”重复选择，请只保留一项。"


def _planned(intake: Intake, planned: Callable[[], Plan]) -> Iterator[Fault]:
    """What only the plan knows; without a project type there is none, and that has been said already."""
    if not str(intake.project.get("project_type", "")).strip():
        return
    try:
        found = planned()
    except ValueError as error:
        yield "items", str(error)
        return
    names = {each.code: each.item.name for each in found.items}
    listed = {code for row in intake.materials for code in row.serves}
    for code in found.without_list:
        if code not in listed:
            name = names.get(code, code)
            yield "materials", f"目录没有“{name}”的材料清单，请窗口按办事指南自列材料，不能空着当作齐全。"
    deferrable = {row.name for row in found.materials if row.deferrable}
    for row in intake.materials:
        if row.state not in STATES:
            yield "materials", f"“{row.name}”的状态“{row.state}”应为{'、'.join(STATES)}之一，请重新选择。"
        elif row.state == "容缺" and row.name not in deferrable:
            yield "materials", f"“{row.name}”不在公布的可容缺清单中，不能容缺，请登记为缺。"
