"""第一版结构. Frozen: what it makes is never changed again; a later change is a later file.

Text of this file is compared with `schema.py` by a test, triggers, checks and partial indices included.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _where(words: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(words), "postgresql_where": sa.text(words)}


def upgrade() -> None:
    """建立第一版."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    _registers()
    _ledger()
    _standing()
    if postgresql:
        _bytes()
        op.execute("CREATE SEQUENCE ledger_id INCREMENT BY 64")
    _append_only(postgresql=postgresql)
    kinds = sa.table("edition", sa.column("kind"), sa.column("number"))
    op.bulk_insert(kinds, [{"kind": kind, "number": 0} for kind in ("calendar", "catalogue", "forms", "zone")])


def downgrade() -> None:
    """第一版之前没有台账: there is nothing to go back to."""
    raise NotImplementedError("第一版之前没有台账，不能降级。")


def _registers() -> None:
    """登记册、版本与人员."""
    op.create_table(
        "edition",
        sa.Column("kind", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_edition"),
    )
    op.create_table(
        "edition_file",
        sa.Column("kind", KEY, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["kind"], ["edition.kind"], name="fk_edition_file_kind"),
        sa.PrimaryKeyConstraint("kind", "number", "name", name="pk_edition_file"),
    )
    op.create_table(
        "person",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id_type", sa.Text(), nullable=False),
        sa.Column("id_number", KEY, nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "version", name="pk_person"),
    )
    op.create_index("ix_person_id_number", "person", ["id_number"], unique=False)
    op.create_table(
        "enterprise",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("credit_code", KEY, nullable=True),
        sa.Column("name", KEY, nullable=False),
        sa.Column("py_initials", KEY, nullable=False),
        sa.Column("py_full", KEY, nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_enterprise"),
        sa.UniqueConstraint("credit_code", name="uq_enterprise_credit_code"),
    )
    op.create_index("ix_enterprise_name", "enterprise", ["name"], unique=False)
    op.create_index("ix_enterprise_py_initials", "enterprise", ["py_initials"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", KEY, nullable=True),
        sa.Column("enterprise_id", KEY, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("py_initials", KEY, nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name="fk_project_enterprise_id"),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
        sa.UniqueConstraint("code", name="uq_project_code"),
    )
    op.create_index("ix_project_enterprise_id", "project", ["enterprise_id"], unique=False)
    op.create_index("ix_project_name", "project", ["name"], unique=False)
    op.create_table(
        "works",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_works_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_works"),
    )
    op.create_index("ix_works_project_id", "works", ["project_id"], unique=False)
    op.create_table(
        "registry_version",
        sa.Column("kind", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", "version", name="pk_registry_version"),
    )
    op.create_table(
        "name_gram",
        sa.Column("gram", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("gram", "kind", "id", name="pk_name_gram"),
        sqlite_with_rowid=False,
    )


def _ledger() -> None:
    """台账、按键与编号."""
    op.create_table(
        "request",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_request"),
    )
    op.create_table(
        "ledger",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("stream", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("request", KEY, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("counter", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request"], ["request.id"], name="fk_ledger_request", initially="DEFERRED", deferrable=True
        ),
        sa.CheckConstraint("seq > 0", name=op.f("ck_ledger_seq")),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
        sa.UniqueConstraint("stream", "seq", name="uq_ledger_stream_seq"),
    )
    op.create_index("ix_ledger_request", "ledger", ["request"], unique=False)
    op.create_table(
        "number_series",
        sa.Column("series", KEY, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last > 0", name=op.f("ck_number_series_last")),
        sa.PrimaryKeyConstraint("series", name="pk_number_series"),
    )
    op.create_table(
        "number",
        sa.Column("series", KEY, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", KEY, nullable=False),
        sa.Column("stream", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["series"], ["number_series.series"], name="fk_number_series"),
        sa.PrimaryKeyConstraint("series", "n", name="pk_number"),
        sa.UniqueConstraint("text", name="uq_number_text"),
    )


def _standing() -> None:
    """现状."""
    op.create_table(
        "standing",
        sa.Column("stream", KEY, nullable=False),
        sa.Column("item", KEY, nullable=False),
        sa.Column("task", KEY, nullable=False),
        sa.Column("level", KEY, nullable=False),
        sa.Column("code", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("enterprise", sa.Text(), nullable=False),
        sa.Column("enterprise_id", KEY, nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("department", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("counter", KEY, nullable=False),
        sa.Column("clerk", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("provisional", sa.SmallInteger(), nullable=False),
        sa.Column("stopped", sa.SmallInteger(), nullable=False),
        sa.Column("outside", sa.SmallInteger(), nullable=False),
        sa.Column("open", sa.SmallInteger(), nullable=False),
        sa.Column("waiting", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("promise_broken", sa.SmallInteger(), nullable=False),
        sa.Column("statute_broken", sa.SmallInteger(), nullable=False),
        sa.Column("items_total", sa.Integer(), nullable=False),
        sa.Column("items_done", sa.Integer(), nullable=False),
        sa.Column("segments", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.CheckConstraint("level IN ('case', 'item', 'task')", name=op.f("ck_standing_level")),
        sa.CheckConstraint("provisional IN (0, 1)", name=op.f("ck_standing_provisional")),
        sa.CheckConstraint("stopped IN (0, 1)", name=op.f("ck_standing_stopped")),
        sa.CheckConstraint("outside IN (0, 1)", name=op.f("ck_standing_outside")),
        sa.CheckConstraint("open IN (0, 1)", name=op.f("ck_standing_open")),
        sa.CheckConstraint("promise_broken IN (0, 1)", name=op.f("ck_standing_promise_broken")),
        sa.CheckConstraint("statute_broken IN (0, 1)", name=op.f("ck_standing_statute_broken")),
        sa.PrimaryKeyConstraint("stream", "item", "task", name="pk_standing"),
    )
    op.create_index("ix_standing_code", "standing", ["code"], unique=False, **_where("level = 'case'"))
    op.create_index(
        "ix_standing_collect",
        "standing",
        ["level", "next_on", "stream", "item", "task"],
        unique=False,
        **_where("open = 1 AND waiting = '待领取'"),
    )
    op.create_index(
        "ix_standing_counter",
        "standing",
        ["counter", "next_on", "stream", "due_on", "promised_on", "stopped", "outside", "waiting"],
        unique=False,
        **_where("open = 1 AND level = 'case'"),
    )
    op.create_index(
        "ix_standing_department",
        "standing",
        [
            "department",
            "level",
            "next_on",
            "stream",
            "item",
            "task",
            "due_on",
            "promised_on",
            "stopped",
            "outside",
            "waiting",
        ],
        unique=False,
        **_where("open = 1 AND level <> 'case'"),
    )
    op.create_index(
        "ix_standing_due", "standing", ["due_on", "stream"], unique=False, **_where("open = 1 AND level = 'case'")
    )
    op.create_index(
        "ix_standing_ended",
        "standing",
        ["level", "ended_on", "stream", "item", "task"],
        unique=False,
        **_where("open = 0"),
    )
    op.create_index(
        "ix_standing_enterprise", "standing", ["enterprise_id", "stream"], unique=False, **_where("level = 'case'")
    )
    op.create_index(
        "ix_standing_next",
        "standing",
        ["next_on", "stream", "due_on", "promised_on"],
        unique=False,
        **_where("open = 1 AND level = 'case'"),
    )
    op.create_index(
        "ix_standing_outside",
        "standing",
        ["level", "next_on", "stream", "item", "task"],
        unique=False,
        **_where("open = 1 AND outside = 1"),
    )
    op.create_index(
        "ix_standing_part",
        "standing",
        ["level", "next_on", "stream", "item", "task", "due_on", "promised_on"],
        unique=False,
        **_where("open = 1 AND level <> 'case'"),
    )
    op.create_index(
        "ix_standing_project", "standing", ["project_id", "stream"], unique=False, **_where("level = 'case'")
    )
    op.create_index(
        "ix_standing_promised",
        "standing",
        ["promised_on", "stream", "due_on"],
        unique=False,
        **_where("open = 1 AND level = 'case'"),
    )
    op.create_index(
        "ix_standing_stopped",
        "standing",
        ["level", "next_on", "stream", "item", "task"],
        unique=False,
        **_where("open = 1 AND stopped = 1"),
    )


def _bytes() -> None:
    """原件, PostgreSQL only."""
    op.create_table(
        "blob",
        sa.Column("sm3", KEY, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sm3", name="pk_blob"),
    )
    op.create_table(
        "blob_chunk",
        sa.Column("sm3", KEY, nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["sm3"], ["blob.sm3"], name="fk_blob_chunk_sm3"),
        sa.PrimaryKeyConstraint("sm3", "no", name="pk_blob_chunk"),
    )


def _append_only(*, postgresql: bool) -> None:
    """只增不改的触发器."""
    if not postgresql:
        for table in ("ledger", "request"):
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER tr_{table}_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in ("ledger", "request"):
        for verb in ("UPDATE", "DELETE", "TRUNCATE"):
            each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
            op.execute(
                f"CREATE TRIGGER tr_{table}_{verb.lower()} BEFORE {verb} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION append_only()"
            )
