"""检索键按登记查找: an entry has many keys by now, so that dropping those of one entry needs an index."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """加一个索引; the keys themselves are made anew when the database is opened (`rekeying`)."""
    op.create_index("ix_name_gram_id", "name_gram", ["id"], unique=False)


def downgrade() -> None:
    """台账只升不降: an older program cannot write the keys."""
    raise NotImplementedError("台账只升级，不降级。")
