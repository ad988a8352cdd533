"""我承办的与等企业的索引: a clerk's own cases, and what waits for the enterprise, without reading all that is in hand.

Only indices of the lists are added.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_INDICES = {
    "ix_standing_clerk": (
        "open = 1 AND level = 'case'",
        ["clerk", "next_on", "stream", "due_on", "promised_on", "stopped", "outside", "waiting"],
    ),
    "ix_standing_applicant": ("open = 1 AND waiting = '待企业'", ["level", "counter", "clerk", "stream"]),
}


def upgrade() -> None:
    """加两个部分索引."""
    for name, (words, columns) in _INDICES.items():
        where = sa.text(words)
        op.create_index(name, "standing", columns, unique=False, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """台账只升不降: an older program would do without the indices, but nobody goes back."""
    raise NotImplementedError("台账只升级，不降级。")
