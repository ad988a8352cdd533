"""只增不改: the triggers by which the database itself refuses to change or delete a line of the ledger or a press."""

from __future__ import annotations

_SQLITE_TRIGGERS = tuple(
    f"CREATE TRIGGER tr_{table}_{verb.lower()} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for table in ("ledger", "request")
    for verb in ("UPDATE", "DELETE")
)

_POSTGRESQL_TRIGGERS = (
    (
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    ),
    *(
        f"CREATE TRIGGER tr_{table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"FOR EACH {'STATEMENT' if verb == 'TRUNCATE' else 'ROW'} EXECUTE FUNCTION append_only()"
        for table in ("ledger", "request")
        for verb in ("UPDATE", "DELETE", "TRUNCATE")
    ),
)


def triggers_for(dialect: str) -> tuple[str, ...]:
    """只增不改: the statements that make ledger and request append-only."""
    return _POSTGRESQL_TRIGGERS if dialect == "postgresql" else _SQLITE_TRIGGERS
