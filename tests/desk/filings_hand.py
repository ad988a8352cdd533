"""Packages as a platform sends them, and a reviewer who has looked at one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bingliang.desk.demo.story import BEIJING
from bingliang.desk.online import filings
from bingliang.desk.online import view as filing_view
from bingliang.exchange.packages import write_package
from bingliang.ledger.filing import Remark
from tests.clerk import Clerk
from tests.filings import PDF, manifest, png

HELD = {"申请表.pdf": PDF, "总平面图.png": png()}


def at(clerk: Clerk, text: str) -> None:
    clerk.clock.now = datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def put(folder: Path, **changed: object) -> Path:
    files = {} if changed.get("kind") == "撤回" else HELD
    return write_package(folder / "包.zip", manifest(files, **changed), files)


def taken(clerk: Clerk, folder: Path, **changed: object) -> filings.Entered:
    return filings.import_package(clerk.desk, put(folder, **changed), folder / "隔离")


def reviewed(clerk: Clerk, stream: str, wrong: Mapping[str, str] | None = None) -> None:
    rows = filing_view.view(clerk.desk, stream).materials
    said = {
        row.key: Remark("缺", (wrong or {})[row.name]) if row.name in (wrong or {}) else Remark("齐")
        for row in rows
        if row.asked
    }
    filings.check(clerk.desk, f"check/{stream}/{len(wrong or {})}", stream, said)
