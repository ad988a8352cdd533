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
    SmallInteger,
    String,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    text,
)

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

# "C" sorts by bytes like SQLite does, and lets a prefix search use the index.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
ID = BigInteger().with_variant(Integer(), "sqlite")


PROMISED = f"level = 'item' AND promised_on < '{FAR}'"
"""有承诺办结日的事项: a question must be put in these very words for its index to be taken."""
ENQUIRED = "act IN ('consult', 'enquire')"
"""咨询的行, likewise."""
BAGGED = "act IN ('shelve_bag', 'lend_bag', 'pass_bag', 'return_bag', 'check_originals', 'return_kept')"
"""材料袋和原件的行, likewise."""


def _flag(name: str) -> Column[int]:
    return Column(name, SmallInteger, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _key(name: str, *, primary_key: bool = False) -> Column[str]:
    return Column(name, KEY, nullable=False, primary_key=primary_key)


def _only(name: str, where: str, *columns: str | TextClause) -> Index:
    # `sqlite_where=` and `postgresql_where=` would bring both dialects into memory at every start; `tables_for` tells the one
    return Index(name, *columns, info={"where": text(where)})


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
    _key("id", primary_key=True),
    _text("at"),
    _text("by"),
    _text("act"),
    _text("answer"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", ID, primary_key=True, autoincrement=False),
    _key("stream"),
    Column("seq", Integer, nullable=False),
    Column(
        "request",
        KEY,
        # Deferred: the lines without a number are written before the request's answer, which may hold one.
        ForeignKey("request.id", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    _text("at"),
    _text("by"),
    _text("counter"),
    _text("act"),
    _text("facts"),
    _text("hash"),
    UniqueConstraint("stream", "seq"),
    CheckConstraint("seq > 0", name="seq"),
    Index(None, "request"),
    # Papers by the time they were drawn up or voided, for the shelf.
    _only("ix_ledger_drawn", "act = 'draw_up'", "at", "id"),
    _only("ix_ledger_voided", "act = 'void'", "at", "id"),
    # Enquiries by the time they were entered, for their list and their count.
    _only("ix_ledger_enquired", ENQUIRED, "at", "id"),
    # Bags and originals, for the list of them all.
    _only("ix_ledger_bagged", BAGGED, "stream", "seq"),
    # By the check string that is printed on the paper, so that one of many thousands is found at once.
    _only("ix_ledger_check", "act = 'draw_up'", text(CHECK)),
)

number_series = Table(
    "number_series",
    metadata,
    _key("series", primary_key=True),
    Column("last", Integer, nullable=False),
    CheckConstraint("last > 0", name="last"),
)

number = Table(
    "number",
    metadata,
    Column("series", KEY, ForeignKey("number_series.series"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    _key("text"),
    _key("stream"),
    Column("seq", Integer, nullable=False),
    UniqueConstraint("text"),
)

edition = Table(
    "edition",
    metadata,
    _key("kind", primary_key=True),
    Column("number", Integer, nullable=False),
)

edition_file = Table(
    "edition_file",
    metadata,
    Column("kind", KEY, ForeignKey("edition.kind"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _key("name", primary_key=True),
    _text("content"),
)

person = Table(
    "person",
    metadata,
    _key("id", primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("name"),
    _text("id_type"),
    _key("id_number"),
    _text("phone"),
    Index(None, "id_number"),
)

enterprise = Table(
    "enterprise",
    metadata,
    _key("id", primary_key=True),
    Column("version", Integer, nullable=False),
    Column("credit_code", KEY, nullable=True),
    _key("name"),
    _key("py_initials"),
    _key("py_full"),
    _text("names"),
    _text("record"),
    UniqueConstraint("credit_code"),
    Index(None, "name"),
    Index(None, "py_initials"),
)

project = Table(
    "project",
    metadata,
    _key("id", primary_key=True),
    Column("version", Integer, nullable=False),
    Column("code", KEY, nullable=True),
    Column("enterprise_id", KEY, ForeignKey("enterprise.id"), nullable=False),
    _key("name"),
    _key("py_initials"),
    _text("names"),
    _text("record"),
    UniqueConstraint("code"),
    Index(None, "enterprise_id"),
    Index(None, "name"),
)

works = Table(
    "works",
    metadata,
    _key("id", primary_key=True),
    Column("version", Integer, nullable=False),
    Column("project_id", KEY, ForeignKey("project.id"), nullable=False),
    _text("name"),
    Index(None, "project_id"),
)

registry_version = Table(
    # Every version that ever was of an enterprise, a project or a works; the tables above hold the newest.
    "registry_version",
    metadata,
    _key("kind", primary_key=True),
    _key("id", primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("request"),
    _text("record"),
)

name_gram = Table(
    # The keys by which a name is found (`names`): its pairs of characters, beginnings, initials and spellings, each
    # found by an index range. One row of the kind "" says by which rules they were made.
    "name_gram",
    metadata,
    _key("gram", primary_key=True),
    _key("kind", primary_key=True),
    _key("id", primary_key=True),
    Index(None, "id"),
    sqlite_with_rowid=False,
)

_DATES = ("received_on", "accepted_on", "due_on", "promised_on", "next_on")
_FLAGS = ("provisional", "stopped", "outside", "open", "promise_broken", "statute_broken", "green")
_SORTED = frozenset({"due_on", "promised_on", "next_on"})


def _partial(name: str, where: str, *columns: str) -> Index:
    return _only(f"ix_standing_{name}", where, *columns)


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
    _key("stream", primary_key=True),
    _key("item", primary_key=True),
    _key("task", primary_key=True),
    _key("level"),
    _key("code"),
    _text("title"),
    _text("enterprise"),
    _key("enterprise_id"),
    _text("project"),
    _key("project_id"),
    _key("department"),
    _text("body"),
    _key("counter"),
    _text("clerk"),
    _text("stage"),
    *(Column(name, Date, nullable=name not in _SORTED) for name in _DATES),
    *(_flag(name) for name in _FLAGS[:4]),
    _text("waiting"),
    Column("ended_on", Date),
    Column("decided_on", Date),
    *(_flag(name) for name in _FLAGS[4:6]),
    Column("items_total", Integer, nullable=False),
    Column("items_done", Integer, nullable=False),
    _text("segments"),
    _text("terms"),
    _text("tags"),
    _flag("green"),
    CheckConstraint("level IN ('case', 'item', 'task')", name="level"),
    *(CheckConstraint(f"{name} IN (0, 1)", name=name) for name in _FLAGS),
    # The last columns of an index let a tile's condition be answered without looking up the row.
    _partial("next", _OPEN_CASE, "next_on", "stream", "due_on", "promised_on"),
    _partial("due", _OPEN_CASE, "due_on", "stream"),
    _partial("promised", _OPEN_CASE, "promised_on", "stream", "due_on"),
    _partial("counter", _OPEN_CASE, "counter", "next_on", "stream", *_TILES),
    _partial("part", _OPEN_PART, "level", "next_on", "stream", "item", "task", "due_on", "promised_on", *_ASKED),
    _partial("department", _OPEN_PART, "department", "level", "next_on", "stream", "item", "task", *_TILES),
    _partial("stopped", "open = 1 AND stopped = 1", "level", "next_on", "stream", "item", "task"),
    _partial("outside", "open = 1 AND outside = 1", "level", "next_on", "stream", "item", "task"),
    _partial("collect", "open = 1 AND waiting = '待领取'", "level", "next_on", "stream", "item", "task"),
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
    _key("sm3", primary_key=True),
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
    _key("sm3", primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    _key("job"),
    _text("counter"),
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


_SQLITE_TRIGGERS = tuple(
    f"CREATE TRIGGER tr_{table}_{verb.lower()} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for table in ("ledger", "request")
    for verb in ("UPDATE", "DELETE")
)

_POSTGRESQL_TRIGGERS = (
    (
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    ),
    *(
        f"CREATE TRIGGER tr_{table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"FOR EACH {'STATEMENT' if verb == 'TRUNCATE' else 'ROW'} EXECUTE FUNCTION append_only()"
        for table in ("ledger", "request")
        for verb in ("UPDATE", "DELETE", "TRUNCATE")
    ),
)


def triggers_for(dialect: str) -> tuple[str, ...]:
    """只增不改: the statements that make ledger and request append-only."""
    return _POSTGRESQL_TRIGGERS if dialect == "postgresql" else _SQLITE_TRIGGERS
