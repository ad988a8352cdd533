"""表结构: every table, constraint and index of the database, the same on SQLite and PostgreSQL.

A change here needs a migration beside it; a test compares what both make. Flags are 0/1 on both databases and partial
indices name them as literals, because neither planner matches a partial index against a bound parameter.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Sequence,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bingliang.store.columns import ID, KEY, flag, key, only, plain_text
from bingliang.store.structure import FAR as FAR  # noqa: PLC0414 - told from here as well
from bingliang.store.structure import REVISION as REVISION  # noqa: PLC0414 - as above

KINDS = ("calendar", "catalogue", "forms", "zone")
"""版种: what a zone may change; each kind has one numbered edition in force, 0 being the factory's."""

ID_BLOCK = 64
"""One draw of `ledger_id` gives a block of line numbers, so that an act needs no second round trip for them."""

CHECK = "substr(hash, 53, 12)"
"""校验串 of a line, as it is printed on the paper: the last twelve of its hash."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

PROMISED = f"level = 'item' AND promised_on < '{FAR}'"
"""有承诺办结日的事项: a question must be put in these very words for its index to be taken."""
ENQUIRED = "act IN ('consult', 'enquire')"
"""咨询的行, likewise."""
BAGGED = "act IN ('shelve_bag', 'lend_bag', 'pass_bag', 'return_bag', 'check_originals', 'return_kept')"
"""材料袋和原件的行, likewise."""


revision = Table(
    # Alembic's own table, declared here because a fresh database is made without importing alembic (290 ms).
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    # Alembic's own name for it.
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

request = Table(
    "request",
    metadata,
    key("id", primary_key=True),
    plain_text("at"),
    plain_text("by"),
    plain_text("act"),
    plain_text("answer"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", ID, primary_key=True, autoincrement=False),
    key("stream"),
    Column("seq", Integer, nullable=False),
    Column(
        "request",
        KEY,
        # Deferred: the lines without a number are written before the request's answer, which may hold one.
        ForeignKey("request.id", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    plain_text("at"),
    plain_text("by"),
    plain_text("counter"),
    plain_text("act"),
    plain_text("facts"),
    plain_text("hash"),
    UniqueConstraint("stream", "seq"),
    CheckConstraint("seq > 0", name="seq"),
    Index(None, "request"),
    # Papers by the time they were drawn up or voided, for the shelf.
    only("ix_ledger_drawn", "act = 'draw_up'", "at", "id"),
    only("ix_ledger_voided", "act = 'void'", "at", "id"),
    # Enquiries by the time they were entered, for their list and their count.
    only("ix_ledger_enquired", ENQUIRED, "at", "id"),
    # Bags and originals, for the list of them all.
    only("ix_ledger_bagged", BAGGED, "stream", "seq"),
    # By the check string that is printed on the paper, so that one of many thousands is found at once.
    only("ix_ledger_check", "act = 'draw_up'", text(CHECK)),
)

number_series = Table(
    "number_series",
    metadata,
    key("series", primary_key=True),
    Column("last", Integer, nullable=False),
    CheckConstraint("last > 0", name="last"),
)

number = Table(
    "number",
    metadata,
    Column("series", KEY, ForeignKey("number_series.series"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    key("text"),
    key("stream"),
    Column("seq", Integer, nullable=False),
    UniqueConstraint("text"),
)

edition = Table(
    "edition",
    metadata,
    key("kind", primary_key=True),
    Column("number", Integer, nullable=False),
)

edition_file = Table(
    "edition_file",
    metadata,
    Column("kind", KEY, ForeignKey("edition.kind"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    key("name", primary_key=True),
    plain_text("content"),
)

person = Table(
    "person",
    metadata,
    key("id", primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    plain_text("name"),
    plain_text("id_type"),
    key("id_number"),
    plain_text("phone"),
    Index(None, "id_number"),
)

enterprise = Table(
    "enterprise",
    metadata,
    key("id", primary_key=True),
    Column("version", Integer, nullable=False),
    Column("credit_code", KEY, nullable=True),
    key("name"),
    key("py_initials"),
    key("py_full"),
    plain_text("names"),
    plain_text("record"),
    UniqueConstraint("credit_code"),
    Index(None, "name"),
    Index(None, "py_initials"),
)

project = Table(
    "project",
    metadata,
    key("id", primary_key=True),
    Column("version", Integer, nullable=False),
    Column("code", KEY, nullable=True),
    Column("enterprise_id", KEY, ForeignKey("enterprise.id"), nullable=False),
    key("name"),
    key("py_initials"),
    plain_text("names"),
    plain_text("record"),
    UniqueConstraint("code"),
    Index(None, "enterprise_id"),
    Index(None, "name"),
)

works = Table(
    "works",
    metadata,
    key("id", primary_key=True),
    Column("version", Integer, nullable=False),
    Column("project_id", KEY, ForeignKey("project.id"), nullable=False),
    plain_text("name"),
    Index(None, "project_id"),
)

registry_version = Table(
    # Every version that ever was of an enterprise, a project or a works; the tables above hold the newest.
    "registry_version",
    metadata,
    key("kind", primary_key=True),
    key("id", primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    plain_text("at"),
    plain_text("request"),
    plain_text("record"),
)

name_gram = Table(
    # The keys by which a name is found (`names`): its pairs of characters, beginnings, initials and spellings, each
    # found by an index range. One row of the kind "" says by which rules they were made.
    "name_gram",
    metadata,
    key("gram", primary_key=True),
    key("kind", primary_key=True),
    key("id", primary_key=True),
    Index(None, "id"),
    sqlite_with_rowid=False,
)

_DATES = ("received_on", "accepted_on", "due_on", "promised_on", "next_on")
_FLAGS = ("provisional", "stopped", "outside", "open", "promise_broken", "statute_broken", "green")
_SORTED = frozenset({"due_on", "promised_on", "next_on"})


def _partial(name: str, where: str, *columns: str) -> Index:
    return only(f"ix_standing_{name}", where, *columns)


_OPEN_CASE = "open = 1 AND level = 'case'"
_OPEN_PART = "open = 1 AND level <> 'case'"
_TILES = ("due_on", "promised_on", "stopped", "outside", "waiting")
_ASKED = ("stage", "decided_on", "provisional")
"""What a start, a heading and the calendar ask of every open item."""
_KEPT = ("open", "outside", "decided_on", "promise_broken")
"""What says whether a promise is open, kept or broken."""


standing = Table(
    "standing",
    metadata,
    key("stream", primary_key=True),
    key("item", primary_key=True),
    key("task", primary_key=True),
    key("level"),
    key("code"),
    plain_text("title"),
    plain_text("enterprise"),
    key("enterprise_id"),
    plain_text("project"),
    key("project_id"),
    key("department"),
    plain_text("body"),
    key("counter"),
    plain_text("clerk"),
    plain_text("stage"),
    *(Column(name, Date, nullable=name not in _SORTED) for name in _DATES),
    *(flag(name) for name in _FLAGS[:4]),
    plain_text("waiting"),
    Column("ended_on", Date),
    Column("decided_on", Date),
    *(flag(name) for name in _FLAGS[4:6]),
    Column("items_total", Integer, nullable=False),
    Column("items_done", Integer, nullable=False),
    plain_text("segments"),
    plain_text("terms"),
    plain_text("tags"),
    flag("green"),
    CheckConstraint("level IN ('case', 'item', 'task')", name="level"),
    *(CheckConstraint(f"{name} IN (0, 1)", name=name) for name in _FLAGS),
    # The last columns of an index let a tile's condition be answered without looking up the row.
    _partial("next", _OPEN_CASE, "next_on", "stream", "due_on", "promised_on"),
    _partial("due", _OPEN_CASE, "due_on", "stream"),
    _partial("promised", _OPEN_CASE, "promised_on", "stream", "due_on"),
    _partial("counter", _OPEN_CASE, "counter", "next_on", "stream", *_TILES),
    # A clerk's own cases and their tiles; one who stands in for others asks for several names.
    _partial("clerk", _OPEN_CASE, "clerk", "next_on", "stream", *_TILES),
    _partial("part", _OPEN_PART, "level", "next_on", "stream", "item", "task", "due_on", "promised_on", *_ASKED),
    _partial("department", _OPEN_PART, "department", "level", "next_on", "stream", "item", "task", *_TILES),
    _partial("stopped", "open = 1 AND stopped = 1", "level", "next_on", "stream", "item", "task"),
    _partial("outside", "open = 1 AND outside = 1", "level", "next_on", "stream", "item", "task"),
    _partial("collect", "open = 1 AND waiting = '待领取'", "level", "next_on", "stream", "item", "task"),
    # The items that wait for the enterprise, with the scopes by which a heading counts their cases.
    _partial("applicant", "open = 1 AND waiting = '待企业'", "level", "counter", "clerk", "stream"),
    _partial("green", "open = 1 AND green = 1", "level", "next_on", "stream", "item", "task"),
    _partial("ended", "open = 0", "level", "ended_on", "stream", "item", "task"),
    # Every item with a promise: the accounts of the departments never read the rows themselves, a list begins at its day.
    _partial("pledged", PROMISED, "body", *_KEPT, "promised_on"),
    _partial("pledges", PROMISED, "promised_on", "stream", "item", *_KEPT),
    _partial("code", "level = 'case'", "code"),
    _partial("enterprise", "level = 'case'", "enterprise_id", "stream"),
    _partial("project", "level = 'case'", "project_id", "stream"),
)

blob = Table(
    # PostgreSQL only: the embedded database keeps its bytes in a folder beside the file.
    "blob",
    metadata,
    key("sm3", primary_key=True),
    Column("size", BigInteger, nullable=False),
)

blob_chunk = Table(
    "blob_chunk",
    metadata,
    Column("sm3", KEY, ForeignKey("blob.sm3"), primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("bytes", LargeBinary, nullable=False),
)

print_mark = Table(
    # Which print of a paper was the first, over all counters; `job` is a row of one machine's print book.
    "print_mark",
    metadata,
    key("sm3", primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    key("job"),
    plain_text("counter"),
    UniqueConstraint("job"),
)

LEDGER_ID = Sequence("ledger_id", metadata=metadata, increment=ID_BLOCK)


def tables_for(dialect: str) -> list[Table]:
    """本库的表, in the order in which they can be made."""
    for table in metadata.tables.values():
        for index in table.indexes:
            if "where" in index.info:
                index.dialect_options[dialect]["where"] = index.info["where"]
    if dialect == "postgresql":
        return metadata.sorted_tables
    return [table for table in metadata.sorted_tables if table not in (blob, blob_chunk)]
