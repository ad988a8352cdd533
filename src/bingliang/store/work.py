"""一次办理: what a decision may read and stage inside the transaction of its act. Staged rows are gone when it is retried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from bingliang.ledger.acts import Who
from bingliang.ledger.register import Enterprise, Project
from bingliang.store import people, registry
from bingliang.store.chain import sm3
from bingliang.store.editions import Editions
from bingliang.store.look import Look
from bingliang.store.people import Person


@dataclass(slots=True)
class Staged:
    """待写的登记 besides lines: persons, erasures, enterprises, projects and adopted editions."""

    persons: dict[str, Person] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)
    enterprises: dict[str, tuple[Enterprise, int]] = field(default_factory=dict)
    projects: dict[str, tuple[Project, int]] = field(default_factory=dict)
    adopted: dict[str, tuple[int, Mapping[str, str], object]] = field(default_factory=dict)


class Work(Look):
    """一次办理: reads like a look, within the act's transaction; what it registers is written with the lines."""

    def __init__(
        self,
        connection: Connection,
        editions: Editions,
        *,
        request: str,
        who: Who,
        now: datetime,
        numbers: dict[str, int],
        previewing: bool = False,
    ) -> None:
        """Made by `Store.act`; `numbers` are the editions held for this transaction."""
        super().__init__(connection, editions, None)
        self.request = request
        self.who = who
        self.staged = Staged()
        self._now = now
        self._numbers = numbers
        self._locks = connection.dialect.name == "postgresql" and not previewing
        self._ids: Iterator[int] = iter(range(1, 1 << 31))

    def loaded(self, kind: str) -> Any:  # noqa: ANN401 - as Look.loaded
        """在用版, or what this very act has adopted."""
        adopted = self.staged.adopted.get(kind)
        return adopted[2] if adopted else super().loaded(kind)

    def adopt(self, kind: str, files: Mapping[str, str]) -> int:
        """启用新版: stages `files` as the next edition of `kind` and returns its number.

        All other acts are held out until this one has ended, and those before it have been written: read `open_terms`
        after it, never before. ValueError when the files cannot be loaded.
        """
        if self._locks:
            held = text("SELECT number FROM edition WHERE kind = :kind FOR UPDATE")
            self._numbers = {**self.editions(), kind: self.connection.execute(held, {"kind": kind}).scalar_one()}
        number = self.editions()[kind] + 1
        self.staged.adopted[kind] = (number, dict(files), self._editions.made(kind, files))
        return number

    def read_so_far(self) -> dict[str, int]:
        """读到哪里: the last seq of every stream that was read."""
        return {stream: len(entries) for stream, entries in self._entries.items()}

    # ── registering ──

    def _new_id(self, kind: str) -> str:
        # From the request, so that a second decision of the same press names the same rows.
        return f"{kind}{sm3(f'{self.request}/{next(self._ids)}'.encode())[:16]}"

    def save_person(self, given: Person) -> str:
        """登记人员, returns "id#version" for the facts. The same document number finds the same person; a changed name
        or phone makes a new version. A person without a document number is always new, unless `id` is given.
        """
        known = people.newest(self.connection, given.id) if given.id else None
        if known is None and given.id_number:
            known = people.person_by_number(self.connection, given.id_type, given.id_number)
        staged = next(
            (p for p in self.staged.persons.values() if given.id_number and p.id_number == given.id_number), None
        )
        known = staged or known
        if known is None:
            saved = replace(given, id=given.id or self._new_id("R"), version=1)
        else:
            saved = replace(given, id=known.id, version=known.version)
            if saved == known:
                return known.ref
            saved = replace(saved, version=known.version + 1)
        self.staged.persons[saved.ref] = saved
        return saved.ref

    def person(self, ref: str) -> Person:
        """按引用找人, those staged by this act included."""
        return self.staged.persons.get(ref) or super().person(ref)

    def erase_person(self, held: str) -> None:
        """依法删除 (《个人信息保护法》第四十七条): blanks all versions of a person with this act."""
        self.staged.erased.append(held)

    def save_enterprise(self, given: Enterprise) -> str:
        """登记企业, returns "id#version". Without an id the credit code decides whether it is known."""
        held = given.id or (self._known_code(given.credit_code) if given.credit_code else "")
        saved = replace(given, id=held or self._new_id("Q"))
        staged = self.staged.enterprises.get(saved.id)
        found = staged or registry.enterprise_by_id(self.connection, saved.id)
        if found and found[0] == saved:
            return f"{saved.id}#{found[1]}"
        version = found[1] if staged and found else (found[1] if found else 0) + 1
        self.staged.enterprises[saved.id] = (saved, version)
        return f"{saved.id}#{version}"

    def _known_code(self, code: str) -> str:
        staged = next((held for held, (one, _) in self.staged.enterprises.items() if one.credit_code == code), "")
        known = registry.enterprise_by_code(self.connection, code)
        return staged or (known.id if known else "")

    def enterprise(self, held: str) -> Enterprise | None:
        """按编号找企业, those staged by this act included."""
        staged = self.staged.enterprises.get(held)
        return staged[0] if staged else super().enterprise(held)

    def save_project(self, given: Project) -> str:
        """登记项目 with its works, returns "id#version". Without an id the project code decides whether it is known;
        works without an id get one.
        """
        known = registry.project_by_code(self.connection, given.code) if given.code and not given.id else None
        works = tuple(one if one.id else replace(one, id=self._new_id("G")) for one in given.works)
        saved = replace(given, id=given.id or (known.id if known else self._new_id("X")), works=works)
        staged = self.staged.projects.get(saved.id)
        found = staged or registry.project_by_id(self.connection, saved.id)
        if found and found[0] == saved:
            return f"{saved.id}#{found[1]}"
        version = found[1] if staged and found else (found[1] if found else 0) + 1
        self.staged.projects[saved.id] = (saved, version)
        return f"{saved.id}#{version}"

    def project(self, held: str) -> Project | None:
        """按编号找项目, those staged by this act included."""
        staged = self.staged.projects.get(held)
        return staged[0] if staged else super().project(held)
