"""共用数据库: PostgreSQL, with the timeouts that let no stopped counter hold up the others."""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

_SETTINGS = {
    "lock_timeout": "5s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}


def postgresql_engine(url: str) -> Engine:
    """打开共用库: connects at first use; ValueError for an address that cannot be read."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise ValueError("PostgreSQL 的地址写法有误，请写成 postgresql://用户:密码@主机:端口/库名。") from error
    # Its warning about each aborted pipeline would come out on stderr; the error itself reaches us anyway.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
    return create_engine(
        address,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 5,
            "options": options,
            "client_encoding": "utf8",
            "application_name": "bingliang",
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
        },
    )


def driver_address(engine: Engine) -> dict[str, Any]:
    """连接参数 of `engine` for a connection outside its pool."""
    _, given = engine.dialect.create_connect_args(engine.url)
    return dict(given)


def refuse_unsafe(connection: Connection) -> None:
    """核对服务器: ValueError when it may lose an acknowledged line at a power cut (fsync, full_page_writes)."""
    for setting in ("fsync", "full_page_writes"):
        if connection.execute(text(f"SHOW {setting}")).scalar_one() != "on":
            raise ValueError(f"数据库服务器关闭了 {setting}，断电会丢失已确认的办件，请在服务器上打开后再启动。")
    if connection.execute(text("SHOW server_encoding")).scalar_one() != "UTF8":
        raise ValueError("数据库的编码不是 UTF8，请用 ENCODING 'UTF8' 重新建库。")
    if connection.execute(text("SHOW synchronous_commit")).scalar_one() == "off":
        raise ValueError("数据库服务器关闭了 synchronous_commit，断电会丢失已确认的办件，请在服务器上打开后再启动。")
