from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bingliang.ledger.acts import Draft, Number, Refusal, Who
from bingliang.ledger.standing import Level, StandingRow
from bingliang.store import ClockSetBack, Outcome, Overtaken, Person, Store, Work
from bingliang.store.chain import Line, canonical, sm3
from tests.store.counter import LI, WANG, accepted, note, opened, receive


def count(store: Store, table: str) -> int:
    with store.look() as look:
        found: int = look.connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        return found


def test_a_press_is_written_with_who_and_where(database: str) -> None:
    with opened(database) as store:
        answer = receive(store, "按键-1", "case/1", title="樱沃厂房", on=date(2026, 3, 2))
        assert answer == {"code": "经开受〔2026〕第0001号"}
        with store.look() as look:
            (line,) = look.entries("case/1")
            assert (line.seq, line.by, line.counter, line.act, line.request) == (1, "李窗口", "3", "receive", "按键-1")
            said = {key: value for key, value in line.facts.items() if key != "pressed"}
            assert said == {
                "v": 1,
                "code": "经开受〔2026〕第0001号",
                "title": "樱沃厂房",
                "on": "2026-03-02",
                "numbers": {"经开受〔2026〕第0001号": ["受理/经开/2026", 1]},
            }
            assert line.at.utcoffset() == timedelta(hours=8)
            assert look.standing("case/1")[0].code == "经开受〔2026〕第0001号"
            assert look.stream_of_number("经开受〔2026〕第0001号") == ("case/1", 1)


def test_the_same_press_twice_is_answered_once_written(database: str) -> None:
    with opened(database) as store:
        first = receive(store, "按键-1", "case/1")
        assert receive(store, "按键-1", "case/另一件") == first
        assert store.answer("按键-1") == first
        assert store.answer("没按过") is None
        assert count(store, "ledger") == 1
    with opened(database) as again:
        assert receive(again, "按键-1", "case/1") == first
        assert receive(again, "按键-2", "case/2") == {"code": "经开受〔2026〕第0002号"}


def test_a_refusal_leaves_nothing_behind(database: str) -> None:
    def refused(work: Work) -> Outcome:
        work.save_person(Person("张三", "居民身份证", "43060219900101002X"))
        raise Refusal("材料不齐", "《行政许可法》第三十二条")

    with opened(database) as store:
        with pytest.raises(Refusal, match="材料不齐"):
            store.act("按键-1", LI, "accept", refused)
        with pytest.raises(ValueError, match="没有“盖章”这种行为"):
            note(store, "按键-2", "case/1", act="盖章")
        for table in ("ledger", "request", "person", "number", "number_series", "standing"):
            assert count(store, table) == 0, table


def test_a_failed_write_gives_the_number_back(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number is drawn, then the line that carries it cannot be written: no gap is left in the series."""
    with opened(database) as store:
        receive(store, "按键-1", "case/1")
        with monkeypatch.context() as broken:
            broken.setattr(store.house.statements, "request", store.house.statements.request.replace("request", "没有"))
            with pytest.raises(Exception, match="没有"):
                receive(store, "按键-2", "case/2")
        assert receive(store, "按键-3", "case/3")["code"] == "经开受〔2026〕第0002号"


@pytest.mark.parametrize("words", ["\ud800", "前\0后"])
def test_a_text_that_no_database_keeps_is_a_sentence(database: str, words: str) -> None:
    with opened(database) as store, pytest.raises(ValueError, match="无法保存的字符"):
        note(store, "按键-1", "case/1", text=words)


def test_equal_placeholders_are_one_number_and_series_count_apart(database: str) -> None:
    def decide(_work: Work) -> Outcome:
        one, two = accepted(), Number("受理/经开/2026", "经开受〔2026〕第{n:04d}号", slot="第二份")
        slip = Number("收件/2026", "收〔2026〕{n}")
        drafts = [
            Draft("case/1", "receive", {"slip": slip}),
            Draft("case/1", "accept", {"papers": [{"number": one}, {"number": two}], "see": one}),
            Draft("case/1", "remark", {"text": "同一份受理通知书"}),
            Draft("case/2", "accept", {"number": one}),
        ]
        return Outcome(drafts, {"numbers": [slip, one, two]})

    with opened(database) as store:
        answer = store.act("按键-1", LI, "accept", decide)
        assert answer["numbers"] == ["收〔2026〕1", "经开受〔2026〕第0001号", "经开受〔2026〕第0002号"]
        with store.look() as look:
            facts: Any = look.entries("case/1")[1].facts
            assert [paper["number"] for paper in facts["papers"]] == answer["numbers"][1:]
            assert facts["see"] == answer["numbers"][1]
            assert [entry.seq for entry in look.entries("case/1")] == [1, 2, 3]


def test_a_number_that_no_line_carries_is_refused(database: str) -> None:
    with opened(database) as store, pytest.raises(ValueError, match="编号必须写在某一行台账里"):
        store.act("按键-1", LI, "accept", lambda _w: Outcome([Draft("case/1", "accept", {})], {"n": accepted()}))


def test_the_bytes_stored_are_the_bytes_hashed(database: str) -> None:
    with opened(database) as store:
        receive(store, "按键-1", "case/1", title="㙍塘镇")
        note(store, "按键-2", "case/1", who=WANG, text="补")
        with store.look() as look:
            rows = look.connection.execute(
                text('SELECT id, stream, seq, request, at, "by", counter, act, facts, hash FROM ledger ORDER BY seq')
            ).all()
    previous = ""
    for row in rows:
        line = Line(*row)
        assert line.facts == canonical(json.loads(line.facts))
        columns = [previous, *row[:-1]]
        said = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
        assert sm3(said.encode()) == line.hash
        previous = line.hash


def test_ledger_and_request_cannot_be_rewritten(database: str) -> None:
    with opened(database) as store:
        receive(store, "按键-1", "case/1")
        for table in ("ledger", "request"):
            for verb in (f"UPDATE {table} SET act = 'grant'", f"DELETE FROM {table}"):
                connection = store.engine.connect().execution_options(bingliang_writes=True)
                with connection, pytest.raises(DBAPIError, match="append-only"):
                    connection.exec_driver_sql(verb)
        # The control: an ordinary table can.
        with store.engine.begin() as connection:
            assert connection.exec_driver_sql("UPDATE standing SET title = '改'").rowcount == 1


def test_a_decision_reads_within_its_own_transaction(database: str) -> None:
    def decide(work: Work) -> Outcome:
        seen = [entry.act for entry in work.entries("case/1")]
        return Outcome([Draft("case/1", "accept", {"after": seen, "on": work.today})], {"after": seen})

    with opened(database) as store:
        receive(store, "按键-1", "case/1")
        assert store.act("按键-2", LI, "accept", decide) == {"after": ["receive"]}
        with store.look() as look:
            assert look.streams("case/") == ("case/1",)
            assert [line.act for line in look.entries_of_request("按键-2")] == ["accept"]


def test_shown_and_overtaken_names_who_came_between(database: str) -> None:
    def decide(work: Work) -> Outcome:
        return Outcome([Draft("case/1", "accept", {"lines": len(work.entries("case/1"))})])

    with opened(database) as store:
        receive(store, "按键-1", "case/1")
        shown = store.preview("按键-2", LI, decide)
        assert count(store, "ledger") == 1
        note(store, "按键-3", "case/1", who=WANG)
        with pytest.raises(Overtaken, match="5号窗口王窗口已先办理") as overtaken:
            store.act("按键-2", LI, "accept", decide, shown=shown)
        assert [entry.act for entry in overtaken.value.since] == ["remark"]
        assert overtaken.value.now.drafts[0].facts == {"lines": 2}
        assert count(store, "ledger") == 2
        fresh = store.preview("按键-2", LI, decide)
        store.act("按键-2", LI, "accept", decide, shown=fresh)
        assert count(store, "ledger") == 3


def test_another_counter_first_with_the_same_consequence_goes_through(fresh_postgresql: str) -> None:
    """Between our reading and our writing the other counter commits: the whole transaction is decided again."""
    with opened(fresh_postgresql) as store, opened(fresh_postgresql) as other:
        receive(store, "按键-1", "case/1")
        calls = []

        def decide(work: Work) -> Outcome:
            calls.append(len(work.entries("case/1")))
            if len(calls) == 1:
                note(other, "按键-他", "case/1", who=WANG)
            return Outcome([Draft("case/1", "accept", {"code": accepted()})], {"code": accepted()})

        answer = store.act("按键-2", LI, "accept", decide)
        assert calls == [1, 2]
        assert answer == {"code": "经开受〔2026〕第0002号"}, "the first try has not used up a number"


def test_another_counter_first_with_another_consequence_is_returned(fresh_postgresql: str) -> None:
    with opened(fresh_postgresql) as store, opened(fresh_postgresql) as other:
        receive(store, "按键-1", "case/1")
        calls = []

        def decide(work: Work) -> Outcome:
            calls.append(len(work.entries("case/1")))
            if len(calls) == 1:
                note(other, "按键-他", "case/1", who=WANG)
            return Outcome([Draft("case/1", "accept", {"after": calls[-1], "code": accepted()})])

        with pytest.raises(Overtaken, match="5号窗口王窗口"):
            store.act("按键-2", LI, "accept", decide)
        assert receive(store, "按键-3", "case/3")["code"] == "经开受〔2026〕第0002号"


def test_an_injected_clock_counts_and_is_written_in_beijing_time(database: str) -> None:
    moment = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    with opened(database, clock=lambda: moment) as store:
        answer = store.act(
            "按键-1", LI, "receive", lambda w: Outcome([Draft("case/1", "receive", {})], {"on": w.today})
        )
        assert answer == {"on": "2027-01-01"}
        with store.look() as look:
            assert look.today == date(2027, 1, 1)
            assert look.entries("case/1")[0].at == moment
            stored = look.connection.execute(text("SELECT at FROM ledger")).scalar_one()
        assert stored == "2027-01-01T00:30:00.000000+08:00"


def test_the_database_clock_counts(database: str) -> None:
    with opened(database) as store, store.look() as look:
        assert abs(look.now - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_clock_set_back_is_refused_until_a_reason_is_written(tmp_path: Path) -> None:
    path = tmp_path / "台账.db"
    with opened(path, clock=lambda: datetime.now(UTC) + timedelta(days=1)) as store:
        note(store, "按键-1", "case/1")
    with opened(path) as store:
        with pytest.raises(ClockSetBack, match="请先校准时钟"):
            note(store, "按键-2", "case/1")
        draft = Draft("case/1", "remark", {})
        store.act("按键-3", LI, "remark", lambda _w: Outcome([draft]), despite_clock="主板电池已更换")
        note(store, "按键-4", "case/1")
        with store.look() as look:
            assert [entry.facts.get("clock") for entry in look.entries("case/1")] == [None, "主板电池已更换", None]


def test_standing_follows_the_fold_and_drops_what_it_no_longer_says(database: str) -> None:
    with opened(database) as store:
        receive(store, "按键-1", "case/1", item="A01", due="2026-03-09", department="住建局", tags=["重点", "省级"])
        with store.look() as look:
            case, item = look.standing("case/1")
        assert case == StandingRow(
            "case/1",
            Level.CASE,
            code="经开受〔2026〕第0001号",
            counter="3",
            stage="receive",
            due_on=date(2026, 3, 9),
            next_on=date(2026, 3, 9),
            items_total=1,
            tags=("重点", "省级"),
        )
        assert (item.item, item.department, item.due_on, item.promised_on) == ("A01", "住建局", date(2026, 3, 9), None)
        store.house.editions.made("calendar", {})
    with opened(database) as store:
        receive(store, "按键-2", "zone/consult")
        with store.look() as look:
            assert look.standing("zone/consult") == ()


def test_an_edition_moves_what_all_counters_decide_by(database: str) -> None:
    with opened(database) as store, opened(database) as other:
        receive(store, "按键-1", "case/1", item="A01", due="2026-10-08")
        assert other.act("按键-2", WANG, "remark", lambda w: Outcome((), {"v": w.editions()["calendar"]})) == {"v": 0}

        def publish(work: Work) -> Outcome:
            number = work.adopt("calendar", {"2026-10-08": "2026-10-09"})
            moved = [row for row in work.standing("case/1") if row.level is Level.ITEM]
            assert work.loaded("calendar") == {"2026-10-08": "2026-10-09"}
            retimed = [_with(row, due_on=date(2026, 10, 9)) for row in moved]
            return Outcome([Draft("zone/calendar", "publish_notice", {"edition": number})], {"n": number}, retimed)

        assert store.act("按键-3", LI, "publish_notice", publish, adopting=["calendar"]) == {"n": 1}
        receive(other, "按键-4", "case/2", item="A01", due="2026-10-08")
        with other.look() as look:
            assert look.editions()["calendar"] == 1
            assert look.loaded("calendar") == {"2026-10-08": "2026-10-09"}
            assert look.edition_files("calendar", 0) == {}
            assert [look.standing(f"case/{n}")[1].due_on for n in (1, 2)] == [date(2026, 10, 9)] * 2


def _with(row: StandingRow, **values: object) -> StandingRow:
    from dataclasses import replace

    return replace(row, **values)  # type: ignore[arg-type]  # named by the test


def test_facts_hold_only_what_has_one_spelling(database: str) -> None:
    with opened(database) as store:
        for value in (1.5, {1, 2}, b"x", {3: "x"}):
            with pytest.raises(TypeError, match="台账"):
                note(store, "按键-1", "case/1", value=value)


def test_who_is_anybody_with_a_counter(database: str) -> None:
    with opened(database) as store:
        note(store, "按键-1", "case/1", who=Who("陈 “局长”", "12-A"))
        with store.look() as look:
            assert look.entries("case/1")[0].by == "陈 “局长”"
