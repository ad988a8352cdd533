"""按校验串找文书: the tail of the hash that is printed on a paper leads to its line by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """加一个部分索引; nothing of the tables changes."""
    where = sa.text("act = 'draw_up'")
    op.create_index(
        "ix_ledger_check", "ledger", [sa.text("substr(hash, 53, 12)")], unique=False,
        sqlite_where=where, postgresql_where=where,
    )  # fmt: skip


def downgrade() -> None:
    """台账只升不降: an older program would do without the index, but nobody goes back."""
    raise NotImplementedError("台账只升级，不降级。")
