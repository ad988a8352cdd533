"""到会、整改和复验: a row for every department that a meeting waits for, in the list of what departments owe.

The tables stay as they are; the rows are made out of the ledger, as they are after every migration.
"""

from __future__ import annotations

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """不改表; the list is made anew behind it."""


def downgrade() -> None:
    """台账只升不降: an older program would do without the rows, but nobody goes back."""
    raise NotImplementedError("台账只升级，不降级。")
