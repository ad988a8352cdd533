"""登记的写入: what a work has staged besides its lines, as batches for the wire."""

from __future__ import annotations

from bingliang.ledger.catalogue import Enterprise, Project
from bingliang.store import schema
from bingliang.store.clock import stamp
from bingliang.store.people import ERASED
from bingliang.store.registry import Pinyin, enterprise_record, gram_rows, project_record
from bingliang.store.statements import Batch, Statements
from bingliang.store.work import Work


def staged_batches(statements: Statements, work: Work, pinyin: Pinyin) -> list[Batch]:
    """待写的登记 in an order that no foreign key minds."""
    staged = work.staged
    persons = [(p.id, p.version, p.name, p.id_type, p.id_number, p.phone) for p in staged.persons.values()]
    batches: list[Batch] = []
    if persons:
        batches.append((statements.insert(schema.person), persons))
    if staged.erased:
        batches.append((statements.erase, [(ERASED, held) for held in staged.erased]))
    if staged.enterprises:
        batches += _enterprises(statements, work, pinyin)
    if staged.projects:
        batches += _projects(statements, work, pinyin)
    for kind, (number, files, _) in staged.adopted.items():
        rows = [(kind, number, name, content) for name, content in sorted(files.items())]
        batches.append((statements.adopt, [(number, kind)]))
        batches.append((statements.insert(schema.edition_file), rows))
    return batches


def _enterprises(statements: Statements, work: Work, pinyin: Pinyin) -> list[Batch]:
    rows, versions, grams, ids = [], [], [], []
    for held, version in work.staged.enterprises.values():
        record = enterprise_record(held)
        initials, full = pinyin(held.name)
        rows.append(
            (held.id, version, held.credit_code or None, held.name, initials, full, _folded(_names(held)), record)
        )
        versions.append(("enterprise", held.id, version, stamp(work.now), work.request, record))
        grams += gram_rows("enterprise", held.id, _names(held))
        ids.append(("enterprise", held.id))
    return [
        (statements.upsert(schema.enterprise, ("id",)), rows),
        (statements.insert(schema.registry_version), versions),
        (statements.drop_grams, ids),
        (statements.insert(schema.name_gram), grams),
    ]


def _names(held: Enterprise) -> list[str]:
    return [name for name in (held.name, held.former_name) if name]


def _folded(names: list[str]) -> str:
    """What a searched word is compared with."""
    return "\n".join(names).lower()


def _projects(statements: Statements, work: Work, pinyin: Pinyin) -> list[Batch]:
    rows, versions, grams, works, ids = [], [], [], [], []
    for held, version in work.staged.projects.values():
        record = project_record(held)
        initials = pinyin(held.name)[0]
        known = (held.id, version, held.code or None, held.enterprise)
        rows.append((*known, held.name, initials, held.name.lower(), record))
        versions.append(("project", held.id, version, stamp(work.now), work.request, record))
        grams += gram_rows("project", held.id, [held.name])
        works += _works(held, version)
        ids.append(("project", held.id))
    return [
        (statements.upsert(schema.project, ("id",)), rows),
        (statements.insert(schema.registry_version), versions),
        (statements.drop_grams, ids),
        (statements.insert(schema.name_gram), grams),
        (statements.upsert(schema.works, ("id",)), works),
    ]


def _works(held: Project, version: int) -> list[tuple[object, ...]]:
    return [(one.id, version, held.id, one.name) for one in held.works]
