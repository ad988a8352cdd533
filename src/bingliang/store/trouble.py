"""故障: what a database error means for an act, whichever driver raised it."""

from __future__ import annotations

from enum import Enum, auto
from typing import NoReturn

from sqlalchemy.exc import DBAPIError

from bingliang.store.endings import Unreachable


class Trouble(Enum):
    """故障的种类: what may be done about it."""

    LINE_TAKEN = auto()
    """Another counter has written the next line of the stream: decide again."""
    ROW_TAKEN = auto()
    """Another press has registered the same request, enterprise or person: decide again."""
    NUMBER_TAKEN = auto()
    """A counter row was set back, or two series share a template."""
    COLLIDED = auto()
    """Deadlock or a serialisation failure: nothing was written, try again."""
    CUT = auto()
    """The line to the database is gone: ask by request id."""
    BUSY = auto()
    FULL = auto()
    READ_ONLY = auto()
    UNKNOWN = auto()


_STATES = {
    "40001": Trouble.COLLIDED,
    "40P01": Trouble.COLLIDED,
    "55P03": Trouble.BUSY,
    "57014": Trouble.BUSY,
    "25P03": Trouble.CUT,
    "53100": Trouble.FULL,
    "53200": Trouble.FULL,
    "25006": Trouble.READ_ONLY,
    "42501": Trouble.READ_ONLY,
}

_CONSTRAINTS = {
    "uq_ledger_stream_seq": Trouble.LINE_TAKEN,
    "pk_number": Trouble.NUMBER_TAKEN,
    "uq_number_text": Trouble.NUMBER_TAKEN,
}

_MESSAGES = (
    ("UNIQUE constraint failed: ledger.", Trouble.LINE_TAKEN),
    ("UNIQUE constraint failed: number.", Trouble.NUMBER_TAKEN),
    ("UNIQUE constraint failed", Trouble.ROW_TAKEN),
    ("locked", Trouble.BUSY),
    ("is full", Trouble.FULL),
    ("disk I/O error", Trouble.FULL),
    ("readonly", Trouble.READ_ONLY),
    ("unable to open", Trouble.READ_ONLY),
)

_SENTENCES = {
    Trouble.BUSY: "数据库正忙，这次办理没有记入，请稍后再按一次（不会重复登记）。",
    Trouble.FULL: "存放数据库的磁盘已满或写入失败，这次办理没有记入，请清理磁盘后再按一次（不会重复登记）。",
    Trouble.READ_ONLY: "数据库不能写入，这次办理没有记入，请检查文件夹或账号的写入权限。",
    Trouble.CUT: "与数据库的连接断了，这次办理尚未确认，恢复连接后再按一次即可（不会重复登记）。",
    Trouble.NUMBER_TAKEN: "新取的编号与已有编号重复，这次没有记入，请运行 verify 核验台账，并核对编号格式里有没有年份和机关代字。",
    Trouble.COLLIDED: "几个窗口同时办理同一事务，这次没有记入，请再按一次（不会重复登记）。",
}


def trouble_of(error: Exception) -> Trouble:
    """识别故障 of a driver's error or one that SQLAlchemy has wrapped."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(cause, "sqlstate", None)
    driver = type(cause).__module__.split(".")[0]
    if driver == "psycopg":
        return _of_postgresql(cause, state)
    if driver not in ("sqlite3", "pysqlite3"):
        return Trouble.UNKNOWN
    message = str(cause)
    return next((kind for words, kind in _MESSAGES if words in message), Trouble.UNKNOWN)


def _of_postgresql(cause: object, state: str | None) -> Trouble:
    if state == "23505":
        constraint = getattr(getattr(cause, "diag", None), "constraint_name", "") or ""
        return _CONSTRAINTS.get(constraint, Trouble.ROW_TAKEN)
    if state in _STATES:
        return _STATES[state]
    if state is None or state.startswith(("08", "57P")):
        names = {kind.__name__ for kind in type(cause).__mro__}
        return Trouble.CUT if names & {"OperationalError", "InterfaceError"} or state else Trouble.UNKNOWN
    return Trouble.UNKNOWN


def refuse(error: Exception) -> NoReturn:
    """不予确认: raises the clerk's sentence for what a clerk can do something about, and the error itself otherwise."""
    if sentence := _SENTENCES.get(trouble_of(error)):
        raise Unreachable(sentence) from error
    raise error
