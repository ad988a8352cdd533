"""登记的写入: what a work has staged besides its lines, as batches for the wire."""

from __future__ import annotations

from bingliang.ledger.register import Enterprise, Project
from bingliang.store import schema
from bingliang.store.clock import stamp
from bingliang.store.names import Keys, Pinyin, keys
from bingliang.store.people import ERASED
from bingliang.store.registry import enterprise_record, project_record
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
        made = keys(names_of(held), pinyin)
        known = (held.id, version, held.credit_code or None, held.name)
        rows.append((*known, made.initials, made.full, made.names, record))
        versions.append(("enterprise", held.id, version, stamp(work.now), work.request, record))
        grams += key_rows("enterprise", held.id, made)
        ids.append((held.id,))
    return [
        (statements.upsert(schema.enterprise, ("id",)), rows),
        (statements.insert(schema.registry_version), versions),
        (statements.drop_grams, ids),
        (statements.insert(schema.name_gram), grams),
    ]


def names_of(held: Enterprise | Project) -> list[str]:
    """现名与曾用名."""
    former = held.former_name if isinstance(held, Enterprise) else ""
    return [name for name in (held.name, former) if name]


def key_rows(kind: str, held: str, made: Keys) -> list[tuple[str, str, str]]:
    """检索键的行 of one entry."""
    return [(key, f"{kind}/{of}" if of else kind, held) for key, of in made.rows]


def _projects(statements: Statements, work: Work, pinyin: Pinyin) -> list[Batch]:
    rows, versions, grams, works, ids = [], [], [], [], []
    for held, version in work.staged.projects.values():
        record = project_record(held)
        made = keys(names_of(held), pinyin)
        known = (held.id, version, held.code or None, held.enterprise)
        rows.append((*known, held.name, made.initials, made.names, record))
        versions.append(("project", held.id, version, stamp(work.now), work.request, record))
        grams += key_rows("project", held.id, made)
        works += _works(held, version)
        ids.append((held.id,))
    return [
        (statements.upsert(schema.project, ("id",)), rows),
        (statements.insert(schema.registry_version), versions),
        (statements.drop_grams, ids),
        (statements.insert(schema.name_gram), grams),
        (statements.upsert(schema.works, ("id",)), works),
    ]


def _works(held: Project, version: int) -> list[tuple[object, ...]]:
    return [(one.id, version, held.id, one.name) for one in held.works]
