"""升级环境: alembic runs within the transaction that `migrating.upgrade` has begun; it opens no connection of its own."""

from __future__ import annotations

from typing import Any

from alembic import context

from bingliang.store.schema import metadata

_options = context.config.attributes
_step = _options.get("step")


def _after(*_told: Any, **_named: Any) -> None:  # noqa: ANN401 - what alembic tells is not needed
    if _step is not None:
        _step()


context.configure(
    connection=_options["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    on_version_apply=_after,
)
with context.begin_transaction():
    context.run_migrations()
