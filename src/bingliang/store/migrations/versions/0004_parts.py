"""在办各项的索引带上阶段、决定日和暂定: a start, a heading and the calendar ask for these of every open item."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COLUMNS = (
    "level", "next_on", "stream", "item", "task", "due_on", "promised_on", "stage", "decided_on", "provisional",
)  # fmt: skip


def upgrade() -> None:
    """换一个索引; nothing of the tables changes."""
    where = sa.text("open = 1 AND level <> 'case'")
    op.drop_index("ix_standing_part", "standing")
    op.create_index(
        "ix_standing_part", "standing", list(_COLUMNS), unique=False, sqlite_where=where, postgresql_where=where
    )  # fmt: skip


def downgrade() -> None:
    """台账只升不降: an older program would do without the columns, but nobody goes back."""
    raise NotImplementedError("台账只升级，不降级。")
