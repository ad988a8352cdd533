"""第二版结构: 文书 by the time they were drawn up or voided, so that a list of papers reads a range of an index.

Only indices are added: the ledger's table, triggers and checks stay as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_INDICES = {"ix_ledger_drawn": "act = 'draw_up'", "ix_ledger_voided": "act = 'void'"}


def upgrade() -> None:
    """加两个部分索引."""
    for name, words in _INDICES.items():
        op.create_index(
            name, "ledger", ["at", "id"], unique=False, sqlite_where=sa.text(words), postgresql_where=sa.text(words)
        )


def downgrade() -> None:
    """去掉两个索引."""
    for name in _INDICES:
        op.drop_index(name, table_name="ledger")
