"""演示一遍: plays the stories, writes every paper under its number, and the workbench and a case as pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bingliang.desk.arriving import take_place
from bingliang.desk.demo.agency_story import entrust_sample
from bingliang.desk.demo.pledge_story import pledge_sample
from bingliang.desk.demo.project_story import enlist_sample, tell_of_them
from bingliang.desk.demo.story import StoryClock, play
from bingliang.desk.online.filings import import_package
from bingliang.desk.papers.issuing import issue
from bingliang.desk.papers.shelf import file_name
from bingliang.desk.projects.problems import warn as warn_problems
from bingliang.desk.reading import Reading
from bingliang.desk.supervision.warnings import warn
from bingliang.ledger.acts import ACTS
from bingliang.ledger.folding import fold
from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.settings import Settings

RIBBON = "示范数据"


@dataclass(frozen=True, slots=True)
class Summary:
    """演示小结: what the last line of `bingliang demo` says."""

    cases: int
    items: int
    acts: int
    papers: int
    departments: int
    streams: tuple[str, ...]


def told_by() -> str:
    """哪一版故事: eight figures of the digest of the story files, so that other stories get a database of their own."""
    home = factory().resources / "demo"
    digest = hashlib.sha256()
    for path in sorted(home.rglob("*.toml")):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    for path in sorted(home.rglob("*.zip")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def demonstrate(where: str | Path) -> tuple[Desk, Summary]:
    """演示: the stories on a database of their own; a second run on the same one changes nothing."""
    desk, told = play(where)
    round_off(desk)
    for stream in told.streams:
        issue(desk, stream)
    cases = items = acts = papers = 0
    departments: set[str] = set()
    with desk.store.look() as look:
        for stream in told.streams:
            entries = look.entries(stream)
            case = fold(entries)
            if case is None:
                continue
            cases += 1
            items += len(case.items)
            acts += sum(1 for entry in entries if ACTS[entry.act].on != "paper")
            papers += len(case.papers)
            departments |= {item.body for item in case.items.values()}
    return desk, Summary(cases, items, acts, papers, len(departments), told.streams)


def round_off(desk: Desk) -> None:
    """故事以外的示范数据 on the story's morning: filings, projects, problems, agents, promises."""
    _file(desk)
    warn(desk)
    enlist_sample(desk)
    tell_of_them(desk)
    entrust_sample(desk)
    pledge_sample(desk)
    warn_problems(desk)


def _file(desk: Desk) -> None:
    """网上申报: the sample packages, entered their platform in the last days and waiting this morning."""
    with TemporaryDirectory() as quarantine:
        for path in sorted((factory().resources / "demo" / "filings").glob("*.zip")):
            import_package(desk, path, Path(quarantine))


def visit(where: str | Path, settings: Settings) -> Reading:
    """参观: the demo's counter as it stood on the morning of the story, for the person at the window."""
    desk = take_place(where, settings, clock=StoryClock(), create=False)
    return Reading(desk, ribbon=RIBBON)


def papers(desk: Desk, streams: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """全部文书: file name (number and title) and stored bytes."""
    for stream in streams:
        with desk.store.look() as look:
            case = fold(look.entries(stream))
        for paper in case.papers if case else ():
            yield file_name(paper), desk.store.blobs.get(paper.sm3)
