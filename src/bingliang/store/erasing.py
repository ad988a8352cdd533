"""抹去: who is in the register of persons, which lines name him, and how what was deleted goes out of the files themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select, text
from sqlalchemy.exc import DBAPIError

from bingliang.store.look import Look
from bingliang.store.people import ERASED, Person, newest
from bingliang.store.rights import rights
from bingliang.store.schema import ledger, person
from bingliang.store.sqlite import BUSY_MS

if TYPE_CHECKING:
    from bingliang.store.store import Store

ACT = "erase_person"
STREAM = "zone/erased"
"""流水名 of all erasures."""
DESTROYED = "destroyed"
"""The fact in which an erasure names the stored bytes that went with the person."""

MOST = 10
_READER_MS = 1_500
_AT_ONCE = 40


def sm3s(facts: object) -> Iterator[str]:
    """原件的名称: every "sm3" in the facts of a line."""
    if isinstance(facts, Mapping):
        for key, value in facts.items():
            if key == "sm3" and isinstance(value, str) and value:
                yield value
            else:
                yield from sm3s(value)
    elif isinstance(facts, list | tuple):
        for value in facts:
            yield from sm3s(value)


def persons(look: Look, words: str) -> tuple[Person, ...]:
    """找人 by the whole of a document number, a telephone or a name, any version; the newest of each, so many at most."""
    same = or_(
        person.c.id_number == words.upper(), person.c.phone == words, person.c.name == words, person.c.id == words
    )
    chosen = select(person.c.id).where(same, person.c.name != ERASED).distinct().order_by(person.c.id).limit(MOST)
    found = (newest(look.connection, held) for held in look.connection.execute(chosen).scalars())
    return tuple(one for one in found if one is not None)


def versions(look: Look, held: str) -> tuple[Person, ...]:
    """各版 of one person."""
    columns = (person.c.name, person.c.id_type, person.c.id_number, person.c.phone, person.c.id, person.c.version)
    rows = look.connection.execute(select(*columns).where(person.c.id == held).order_by(person.c.version))
    return tuple(Person(*row) for row in rows)


def named_in(look: Look, held: str) -> tuple[str, ...]:
    """哪些流水写着他: the streams whose facts name a version of this person, erasures apart."""
    chosen = select(ledger.c.stream).where(
        ledger.c.facts.contains(f'"{held}#', autoescape=True), ledger.c.stream != STREAM
    )
    return tuple(look.connection.execute(chosen.distinct().order_by(ledger.c.stream)).scalars())


def named_elsewhere(look: Look, names: Collection[str], streams: Sequence[str]) -> frozenset[str]:
    """别处也用的原件: those of `names` that a line outside `streams` names too; they stay."""
    wanted, found = sorted(names), set()
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        chosen = select(ledger.c.facts).where(
            or_(*(ledger.c.facts.contains(f'"{name}"') for name in part)), ledger.c.stream.notin_([*streams, STREAM])
        )
        for facts in look.connection.execute(chosen).scalars():
            found |= {name for name in part if name in facts}
    return frozenset(found)


def wipe(store: Store, names: Iterable[str]) -> str:
    """抹净: the bytes of these names, and what the database file still holds of deleted rows; one sentence when it could not.

    Safe to repeat. On PostgreSQL only the owner can rewrite a table.
    """
    gone = list(names)
    try:
        for name in gone:
            store.blobs.drop(name)
        if store.house.statements.postgresql:
            return _wiped_server(store, ("person", "blob", "blob_chunk") if gone else ("person",))
        return _wiped_file(store)
    except DBAPIError as error:
        return _later(str(error.orig).strip().splitlines()[0])
    except OSError as error:  # a stored paper that is open elsewhere
        return _later(f"{error.filename}：{error.strerror}")
    except Exception as error:
        # The driver's own, of a connection used beside SQLAlchemy.
        if type(error).__module__.split(".")[0] not in ("sqlite3", "pysqlite3"):
            raise
        return _later(str(error))


def _later(why: str) -> str:
    return f"登记里已经删除，但数据库文件里的旧字节还没有抹净（{why}），请关闭其他窗口后运行 bingliang erase --tidy。"


def _wiped_file(store: Store) -> str:
    with store.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        # Every page is written anew, without the free space in which old rows lie; then the WAL is emptied too.
        driver.execute("VACUUM")
        # Whoever reads an old page does so for a moment or for long; the latter is not waited for.
        driver.execute(f"PRAGMA busy_timeout={_READER_MS}")
        busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        driver.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    return _later("正被别的窗口使用") if busy else ""


def _wiped_server(store: Store, tables: Sequence[str]) -> str:
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        held = rights(connection)
        if held is not None and not held.owner:
            return (
                "登记里已经删除；服务器上旧行占的字节要由属主抹净，请管理员运行 "
                "bingliang erase --tidy --db postgresql://属主@主机/库名。"
            )
        connection.execute(text("SET statement_timeout = 0"))
        for table in tables:
            connection.execute(text(f"VACUUM (FULL) {table}"))
        connection.execute(text("RESET statement_timeout"))
    return ""
