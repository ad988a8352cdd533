"""登记册: the enterprises, their projects and the works that cases hang on. Values only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Enterprise:
    """企业: found by name, pinyin initials or 统一社会信用代码 (GB 32100)."""

    id: str
    name: str
    credit_code: str
    legal_representative: str = ""
    former_name: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Works:
    """单项工程: what a case hangs on; the project stands above it (GCDM)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Project:
    """项目: 项目代码 (GB/T 40058) and the zone's own 项目编号."""

    id: str
    name: str
    code: str
    enterprise: str
    project_type: str
    zone_code: str = ""
    site: str = ""
    tags: tuple[str, ...] = ()
    responsible: str = ""
    chief_agent: str = ""
    works: tuple[Works, ...] = ()
