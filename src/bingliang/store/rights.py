"""数据库角色: what the program's PostgreSQL role may do; the ledger may be added to, never changed or deleted.

Two roles: the owner (属主) makes and upgrades the tables, the daily role (日常角色) of the counters adds lines.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

APPEND_ONLY = ("ledger", "request")
"""只增不改的表."""

COMMAND = "bingliang role --db postgresql://属主@主机/库名 --name 日常角色"
"""The owner's command that every sentence here ends in."""

_SPECIAL = frozenset({"postgres", "public", "current_user", "session_user", "current_role", "none"})
_LONGEST = 63
_CHANGING = ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER")
_LACKING = "42501"

_HELD = text(
    """
    SELECT current_user,
           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
           coalesce((SELECT bool_or(pg_has_role(current_user, relowner, 'MEMBER')) FROM pg_class
                     WHERE oid IN (to_regclass('ledger'), to_regclass('request'))), false),
           coalesce((SELECT string_agg(DISTINCT verb, '、' ORDER BY verb)
                     FROM unnest(CAST(:verbs AS text[])) AS verb, pg_class
                     WHERE oid IN (to_regclass('ledger'), to_regclass('request'))
                       AND (has_table_privilege(oid, verb)
                            OR CASE WHEN verb = 'UPDATE' THEN has_any_column_privilege(oid, verb) END)), '')
    """
)

_DAILY = text(
    """
    SELECT DISTINCT CAST(grantee AS regrole)::text, pg_get_userbyid(grantee) FROM pg_class, aclexplode(relacl)
    WHERE oid = to_regclass('ledger') AND privilege_type = 'INSERT' AND grantee <> 0 AND grantee <> relowner
      AND NOT has_table_privilege(grantee, oid, 'UPDATE')
    """
)


@dataclass(frozen=True, slots=True)
class Rights:
    """权限 of the role by which the database is open; `verbs` are those on ledger and request that nobody needs."""

    role: str
    superuser: bool
    owner: bool
    verbs: str

    @property
    def needless(self) -> tuple[str, ...]:
        """多出来的权限, in words; empty for a daily role."""
        return tuple(
            words
            for held, words in (
                (self.superuser, "是超级用户，可以绕过一切限制"),
                (self.owner and not self.superuser, "是表的属主，可以停用只增不改的触发器、改表删表"),
                (self.verbs and not self.owner and not self.superuser, f"对台账有{self.verbs}的权限"),
            )
            if held
        )

    @property
    def sentence(self) -> str:
        """一句话: what is too much, and what to do; empty for a daily role."""
        if not self.needless:
            return ""
        return (
            f"本程序连接数据库用的角色“{self.role}”权限过大：{'；'.join(self.needless)}。"
            f"日常办理不需要，请管理员运行 {COMMAND}，再把各窗口的数据库地址换成日常角色的。"
        )


def rights(connection: Connection) -> Rights | None:
    """权限 of this connection's role; None for an embedded database, which has no roles."""
    if connection.dialect.name != "postgresql":
        return None
    return Rights(*connection.execute(_HELD, {"verbs": list(_CHANGING)}).one())


def refuse_upgrade(connection: Connection, found: str, wanted: str) -> None:
    """升级由属主做: ValueError when this role cannot alter the tables, before anything is begun."""
    held = rights(connection)
    if held is not None and not held.owner:
        raise ValueError(
            f"数据库结构要从 {found} 升级到 {wanted}，日常角色“{held.role}”没有改表的权限，也不应当有；数据没有改动。"
            f"请管理员先用 pg_dump 备份，再运行 {COMMAND}（升级并重新授权），然后各窗口重新打开本程序。"
        )


def refuse_making(connection: Connection) -> None:
    """建表由属主做: ValueError when this role cannot make tables in an empty database."""
    query = text("SELECT current_user, has_schema_privilege('public', 'CREATE')")
    if connection.dialect.name == "postgresql" and not (role := connection.execute(query).one())[1]:
        raise ValueError(
            f"数据库还是空的，角色“{role[0]}”没有建表的权限，请管理员用属主的地址运行 {COMMAND}，由它建表并授权。"
        )


def refuse_locking(connection: Connection) -> None:
    """迁出由属主做: ValueError when this role cannot hold all counters out of the ledger while it is read over."""
    held = rights(connection)
    if held is not None and not held.owner and "UPDATE" not in held.verbs:
        raise ValueError(
            f"迁库时要挡住各窗口的写入，日常角色“{held.role}”没有这个权限，请用属主的地址（--db）再运行一次。"
        )


def restrict(connection: Connection, role: str) -> None:
    """收回权限: gives `role` what a counter needs and no more; on ledger and request INSERT and SELECT only.

    To be run by the owner of the tables, again after each migration (`renew`). ValueError when the role owns them.
    """
    _refuse_owner(connection, role)
    name = connection.dialect.identifier_preparer.quote_identifier(role)
    base = connection.dialect.identifier_preparer.quote_identifier(
        str(connection.execute(text("SELECT current_database()")).scalar_one())
    )
    kept = ", ".join(APPEND_ONLY)
    for statement in (
        f"GRANT CONNECT ON DATABASE {base} TO {name}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON {kept} FROM {name}",
        f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {name}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}",
    ):
        connection.exec_driver_sql(statement)


def _refuse_owner(connection: Connection, role: str) -> None:
    query = text(
        "SELECT rolsuper, pg_has_role(rolname, (SELECT relowner FROM pg_class WHERE oid = to_regclass('ledger')), 'MEMBER') "
        "FROM pg_roles WHERE rolname = :role"
    )
    found = connection.execute(query, {"role": role}).first()
    if found is None:
        raise ValueError(f"服务器上没有角色“{role}”，请核对名称。")
    if any(found):
        why = "是超级用户" if found[0] else "就是表的属主（或者属主的成员）"
        raise ValueError(f"角色“{role}”{why}，收不回改台账的权限，请另用一个名字作日常角色。")


def renew(connection: Connection) -> tuple[str, ...]:
    """重新授权 after a migration: new tables are given to every daily role there is; their names."""
    if connection.dialect.name != "postgresql":
        return ()
    found = tuple(str(row[1]) for row in connection.execute(_DAILY))
    for role in found:
        restrict(connection, role)
    return found


def daily_role(engine: Engine, role: str, password: str = "") -> bool:
    """日常角色: makes `role` if the server has none of that name and restricts it; whether it was made.

    ValueError in one sentence when the name cannot be used or the owner may not make roles. The password goes to the
    server as its SCRAM verifier, so that it stands in no log.
    """
    _refuse_name(role)
    try:
        with engine.connect().execution_options(bingliang_writes=True) as connection, connection.begin():
            made = _make(connection, role, password)
            restrict(connection, role)
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", "") != _LACKING:
            raise
        raise ValueError(
            f"属主没有建角色或者授权的权限（{str(error.orig).strip().splitlines()[0]}）。请数据库管理员先运行 "
            f"CREATE ROLE \"{role}\" LOGIN PASSWORD '口令'，再用表的属主的地址运行 {COMMAND}。"
        ) from error
    return made


def address_for(engine: Engine, role: str) -> str:
    """地址 of this database for `role`, without a password."""
    here = engine.url
    # Made anew: `set` would leave the owner's password in it.
    made = URL.create("postgresql", role, None, here.host, here.port, here.database, here.query)
    return made.render_as_string(hide_password=False)


def _refuse_name(role: str) -> None:
    if role != role.strip() or not role or len(role.encode()) > _LONGEST or not role.isprintable() or '"' in role:
        raise ValueError(f"“{role}”不能作角色的名称，请用字母、数字和下划线，例如 bingliang_counter。")
    if role.lower() in _SPECIAL or role.lower().startswith("pg_"):
        raise ValueError(f"“{role}”是服务器自己用的名称，请另取一个，例如 bingliang_counter。")


def _make(connection: Connection, role: str, password: str) -> bool:
    known = connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}).first()
    name = connection.dialect.identifier_preparer.quote_identifier(role)
    verifier = _verifier(connection, role, password) if password else ""
    if known is None:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION")
    if verifier:
        # A verifier is base64 and `$`, `:`, `=`: nothing in it needs quoting.
        connection.exec_driver_sql(f"ALTER ROLE {name} PASSWORD '{verifier}'")
    return known is None


def _verifier(connection: Connection, role: str, password: str) -> str:
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("数据库连接已断开，请再运行一次。")
    made: bytes = driver.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    return made.decode("ascii")
