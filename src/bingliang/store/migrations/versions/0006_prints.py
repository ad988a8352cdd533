"""打印的次序: which print of a paper was the first, whatever counter it came from, so that no paper has two first prints."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """加一张表; nothing of the others changes."""
    key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "print_mark",
        sa.Column("sm3", key, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("job", key, nullable=False),
        sa.Column("counter", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sm3", "n", name="pk_print_mark"),
        sa.UniqueConstraint("job", name="uq_print_mark_job"),
    )


def downgrade() -> None:
    """台账只升不降: an older program would do without the table, but nobody goes back."""
    raise NotImplementedError("台账只升级，不降级。")
