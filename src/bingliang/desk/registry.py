"""登记: enterprises, projects and works are known once and found again, by whoever brought them first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bingliang.ledger.register import Enterprise, Project, Works

if TYPE_CHECKING:
    from bingliang.store.work import Work


def enterprise(work: Work, given: Mapping[str, Any]) -> Enterprise:
    """企业 of that credit code, registered when it is new."""
    held = work.enterprise_by_code(str(given["credit_code"]))
    if held is None:
        words = {key: str(given.get(key, "")) for key in ("legal_representative", "former_name", "address", "phone")}
        ref = work.save_enterprise(Enterprise("", str(given["name"]), str(given["credit_code"]), **words))
        held = work.enterprise(ref.rpartition("#")[0])
    assert held is not None  # noqa: S101  # just saved
    return held


def changed(work: Work, fresh: Mapping[str, Any]) -> None:
    """企业变更: its row in the register follows, so that the next visit is taken in under the name it bears now."""
    held = work.enterprise_by_code(str(fresh.get("credit_code", "")))
    if held is not None:
        keys = ("name", "former_name", "legal_representative", "address")
        work.save_enterprise(replace(held, **{key: str(fresh[key]) for key in keys if fresh.get(key)}))


def project(work: Work, given: Mapping[str, Any], works: str, enterprise_id: str) -> Project:
    """项目 of that code, else the enterprise's one of that name, else a new one; its works are added to it."""
    code, name = str(given.get("code", "")), str(given["name"])
    held = work.project_by_code(code) if code else None
    if held is None:
        same = [one for one in work.projects_of(enterprise_id) if one.name == name]
        held = next((one for one in same if code in {"", one.code} or not one.code), None)
    fresh = held or _new(given, code, enterprise_id)
    fresh = replace(fresh, code=fresh.code or code)
    if works and all(one.name != works for one in fresh.works):
        fresh = replace(fresh, works=(*fresh.works, Works("", works)))
    if fresh == held:
        return held
    saved = work.project(work.save_project(fresh).rpartition("#")[0])
    assert saved is not None  # noqa: S101  # just saved
    return saved


def _new(given: Mapping[str, Any], code: str, enterprise_id: str) -> Project:
    def word(key: str) -> str:
        return str(given.get(key, ""))

    return Project(
        id="",
        name=word("name"),
        code=code,
        enterprise=enterprise_id,
        project_type=word("project_type"),
        zone_code=word("zone_code"),
        site=word("site"),
        tags=tuple(given.get("tags", ())),
        responsible=word("responsible"),
        chief_agent=word("chief_agent"),
    )
