"""咨询的索引: what was asked, on a case or on none, so that a count of a period reads a range of an index.

Only an index is added: the ledger's table, triggers and checks stay as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_WORDS = "act IN ('consult', 'enquire')"


def upgrade() -> None:
    """加一个部分索引."""
    words = sa.text(_WORDS)
    op.create_index(
        "ix_ledger_enquired", "ledger", ["at", "id"], unique=False, sqlite_where=words, postgresql_where=words
    )


def downgrade() -> None:
    """台账只升不降: an older program would do without the index, but nobody goes back."""
    raise NotImplementedError("台账只升级，不降级。")
