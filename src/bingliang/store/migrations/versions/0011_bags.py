"""材料袋的索引: where the bags are and which originals are owed, found without reading what else was noted of the cases.

Only an index is added: the ledger's table, triggers and checks stay as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_WORDS = "act IN ('shelve_bag', 'lend_bag', 'pass_bag', 'return_bag', 'check_originals', 'return_kept')"


def upgrade() -> None:
    """加一个部分索引."""
    words = sa.text(_WORDS)
    op.create_index(
        "ix_ledger_bagged", "ledger", ["stream", "seq"], unique=False, sqlite_where=words, postgresql_where=words
    )


def downgrade() -> None:
    """台账只升不降: an older program would do without the index, but nobody goes back."""
    raise NotImplementedError("台账只升级，不降级。")
