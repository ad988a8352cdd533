"""打印的次序: the how manieth print of a paper this is, counted over all counters of the zone.

No act and no ledger line: a print has no effect in law, but of two sheets only one may pass for the first.
"""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError

from bingliang.store.endings import Unreachable
from bingliang.store.schema import print_mark
from bingliang.store.store import TRIES, Store
from bingliang.store.trouble import Trouble, refuse, trouble_of

_AGAIN = (Trouble.ROW_TAKEN, Trouble.COLLIDED)


def numbered(store: Store, sm3: str, job: str, counter: str) -> int:
    """第几次打: 0 for the first print of a paper, n for 补打 n; the same job gets the same answer again."""
    for _ in range(TRIES):
        try:
            return _number(store, sm3, job, counter)
        except DBAPIError as error:
            # another counter printed the same paper at the same moment: it has taken the number
            if trouble_of(error) not in _AGAIN:
                refuse(error)
    raise Unreachable("其他窗口一直在打印同一份文书，这一份没有打印，请稍后再按 F8。")


def _number(store: Store, sm3: str, job: str, counter: str) -> int:
    with store.engine.connect().execution_options(bingliang_writes=True) as connection, connection.begin():
        held = connection.execute(select(print_mark.c.n).where(print_mark.c.job == job)).scalar()
        if held is not None:
            return int(held)
        newest = connection.execute(select(func.max(print_mark.c.n)).where(print_mark.c.sm3 == sm3)).scalar()
        n = 0 if newest is None else int(newest) + 1
        connection.execute(print_mark.insert().values(sm3=sm3, n=n, job=job, counter=counter))
        return n


def given_back(store: Store, job: str) -> None:
    """退回: a print that was cancelled before it came out was none, if no other has been counted after it."""
    later = print_mark.alias()
    after = select(later.c.n).where(later.c.sm3 == print_mark.c.sm3, later.c.n > print_mark.c.n).exists()
    try:
        with store.engine.connect().execution_options(bingliang_writes=True) as connection, connection.begin():
            connection.execute(delete(print_mark).where(print_mark.c.job == job, ~after))
    except DBAPIError as error:
        refuse(error)
