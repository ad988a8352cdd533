"""数据库参数: which database a verb works on: the one named, or this counter's own; it is never created by a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bingliang.ledger.acts import Who

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


def add_database(options: Any) -> None:  # noqa: ANN401 - an argparse group, which has no public name
    """登记 --db."""
    options.add_argument("--db", metavar="数据库", help="数据库文件或网址（默认为本机设置的数据库）")


def opened(named: str | None, *, create: bool = False) -> Desk:
    """打开数据库, as the administrator of this machine; one that does not exist is made only with `create`.

    ValueError in one sentence when it cannot be used.
    """
    from bingliang.desk.desk import open_desk
    from bingliang.settings import default_database, load, writable_data_folder

    settings = load()
    where = named or settings.database or str(default_database())
    if create and not named and not settings.database:
        writable_data_folder()
    return open_desk(where, Who(settings.clerk or "命令行", settings.counter or "0", "管理员"), create=create)
