"""绿色通道在前: a flag on every row of the lists, and an index of those few that stand before all others.

The lists are made anew out of the ledger behind every migration, so that SQLite may make their table anew as well: it
cannot add a checked column. PostgreSQL adds it, since what was granted on the table would go with it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_CHECK = "green IN (0, 1)"
_BEHIND = (
    ("tags TEXT NOT NULL", "tags TEXT NOT NULL, green SMALLINT NOT NULL"),
    (
        "CONSTRAINT ck_standing_statute_broken CHECK (statute_broken IN (0, 1))",
        f"CONSTRAINT ck_standing_statute_broken CHECK (statute_broken IN (0, 1)), CONSTRAINT ck_standing_green CHECK ({_CHECK})",
    ),
)
"""What the new column and its check follow in the table's own words."""


def upgrade() -> None:
    """加一栏和一个部分索引."""
    if op.get_bind().dialect.name == "sqlite":
        _made_anew()
    else:
        op.add_column("standing", sa.Column("green", sa.SmallInteger(), nullable=False, server_default="0"))
        op.alter_column("standing", "green", server_default=None)
        op.create_check_constraint(op.f("ck_standing_green"), "standing", _CHECK)
    where = sa.text("open = 1 AND green = 1")
    op.create_index(
        "ix_standing_green", "standing", ["level", "next_on", "stream", "item", "task"], unique=False,
        sqlite_where=where, postgresql_where=where,
    )  # fmt: skip


def _made_anew() -> None:
    held = op.get_bind().execute(
        sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'standing' AND sql IS NOT NULL")
    )
    rows = [(kind, str(words)) for kind, words in held]
    table = next(words for kind, words in rows if kind == "table")
    for before, after in _BEHIND:
        if before not in table:
            raise ValueError(f"清单的表里没有“{before}”，不是本程序建的库，没有升级。")
        table = table.replace(before, after, 1)
    op.drop_table("standing")
    for words in (table, *(words for kind, words in rows if kind == "index")):
        op.execute(words)


def downgrade() -> None:
    """台账只升不降: an older program would put no case first, but nobody goes back."""
    raise NotImplementedError("台账只升级，不降级。")
