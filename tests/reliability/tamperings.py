"""The list of what may be done to a ledger, in the order of its tables. Each is done to a copy of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bingliang.store.blobs import blob_folder
from bingliang.store.chain import Line
from tests.reliability import presses
from tests.reliability.thief import COLUMNS, NOWHERE, Place, Tampering, Thief, altered

A, B = presses.stream("来访0"), presses.stream("来访1")
ZONE = "zone/calendar"
STRANGE = "case/没有的办件"


def of_lines() -> list[Tampering]:
    """One value of one column, for the first, a middle and the last line of a case, and for the line of a notice."""
    return [
        Tampering(f"{where}：{column}", lambda thief, where=where, column=column: _column(thief, where, column))  # type: ignore[misc]  # mypy cannot infer such a lambda
        for where in ("首行", "中间一行", "末行", "通知行")
        for column in (*COLUMNS, "hash")
    ]


def _line(thief: Thief, where: str) -> Line:
    if where == "通知行":
        return thief.lines(ZONE)[0]
    lines = thief.lines(A)
    return {"首行": lines[0], "中间一行": lines[len(lines) // 2], "末行": lines[-1]}[where]


def _column(thief: Thief, where: str, column: str) -> set[Place]:
    line = _line(thief, where)
    value: object = altered(getattr(line, column))
    if column == "id":
        value = thief.free_id()
    elif column == "stream":
        value = f"{line.stream}x"
    elif column == "seq":
        value = line.seq + 900
    elif column == "request":
        value = thief.lines(B)[0].request
    thief.change(line, column, value)
    if column != "stream":
        return {(line.stream, line.seq)}
    # The line is missing here and strange there; whichever comes first. A last line that goes leaves a sound chain
    # behind, so that the case itself differs from its standing.
    return {(line.stream, line.seq), (f"{line.stream}x", 1), (line.stream, None)}


def of_order() -> list[Tampering]:
    """A line taken out, put in, swapped."""
    return [
        Tampering("抽走首行", lambda thief: _taken_out(thief, 0)),
        Tampering("抽走中间一行", lambda thief: _taken_out(thief, 6)),
        Tampering("抽走末行", lambda thief: _taken_out(thief, -1)),
        Tampering("抽走通知行", _notice_out),
        Tampering("整条流水抽走", _stream_out),
        Tampering("中间插入一行", _put_in),
        Tampering("末尾插入一行，校验值是抄来的", _appended),
        Tampering("末尾插入一行，校验值算对，没有按键记录", _appended_rightly),
        Tampering("塞入一条新流水", _new_stream),
        Tampering("相邻两行调换", lambda thief: _swapped(thief, 4, 5)),
        Tampering("相隔两行调换", lambda thief: _swapped(thief, 2, 7)),
        Tampering("同件两行事实互换", lambda thief: _facts_swapped(thief, thief.lines(A)[7])),
        Tampering("两件的事实互换", lambda thief: _facts_swapped(thief, thief.lines(B)[3])),
        Tampering("中间一行改后重算本行", _rehashed),
    ]


def _taken_out(thief: Thief, place: int) -> set[Place]:
    lines = thief.lines(A)
    line = lines[place]
    thief.do("DELETE FROM ledger WHERE id = ?", line.id)
    return {(A, line.seq)} if line is not lines[-1] else {(A, None), NOWHERE, ("zone/anchor", None)}


def _notice_out(thief: Thief) -> set[Place]:
    thief.do("DELETE FROM ledger WHERE stream = ?", ZONE)
    return {NOWHERE}


def _stream_out(thief: Thief) -> set[Place]:
    thief.do("DELETE FROM ledger WHERE stream = ?", B)
    return {(B, None)}


def _shifted(thief: Thief, after: int) -> None:
    for line in reversed(thief.lines(A)[after:]):
        thief.change(line, "seq", line.seq + 1)


def _put_in(thief: Thief) -> set[Place]:
    copied = thief.lines(A)[4]
    _shifted(thief, 5)
    thief.insert(replace(copied, id=thief.free_id(), seq=6))
    return {(A, 6)}


def _appended(thief: Thief) -> set[Place]:
    last = thief.last(A)
    thief.insert(replace(last, id=thief.free_id(), seq=last.seq + 1))
    return {(A, last.seq + 1)}


def _appended_rightly(thief: Thief) -> set[Place]:
    last = thief.last(A)
    line = replace(last, id=thief.free_id(), seq=last.seq + 1, act="remark", request="没有按过", facts='{"v":1}')
    thief.insert(replace(line, hash=line.digest(last.hash)))
    return {(A, last.seq + 1)}


def _new_stream(thief: Thief) -> set[Place]:
    first = thief.lines(A)[0]
    thief.insert(replace(first, id=thief.free_id(), stream=STRANGE))
    return {(STRANGE, 1)}


def _swapped(thief: Thief, one: int, other: int) -> set[Place]:
    lines = thief.lines(A)
    thief.change(lines[one], "seq", 900)
    thief.change(lines[other], "seq", lines[one].seq)
    thief.change(lines[one], "seq", lines[other].seq)
    return {(A, lines[one].seq)}


def _facts_swapped(thief: Thief, other: Line) -> set[Place]:
    one = thief.lines(A)[3]
    thief.change(one, "facts", other.facts)
    thief.change(other, "facts", one.facts)
    return {min([(A, one.seq), (other.stream, other.seq)])}


def _rehashed(thief: Thief) -> set[Place]:
    lines = thief.lines(A)
    changed = replace(lines[4], by="别人")
    thief.change(lines[4], "by", changed.by)
    thief.change(lines[4], "hash", changed.digest(lines[3].hash))
    return {(A, lines[5].seq)}


def of_presses() -> list[Tampering]:
    """The table of requests."""
    columns = ("id", "at", "by", "act", "answer")
    return [
        *(
            Tampering(f"按键：{column}", lambda thief, column=column: _press(thief, column))  # type: ignore[misc]  # as above
            for column in columns
        ),
        Tampering("按键抽走", _press_out),
        Tampering("按键塞入", _press_in),
        Tampering("两次按键的答复互换", _answers_swapped),
    ]


def _accepting(thief: Thief) -> str:
    return next(line.request for line in thief.lines(A) if line.act == "accept")


def _press(thief: Thief, column: str) -> set[Place]:
    press = _accepting(thief)
    place = thief.place_of(press, last=column in ("act", "answer"))
    value = altered(thief.one(f'SELECT "{column}" FROM request WHERE id = ?', press))
    assert thief.do(f'UPDATE request SET "{column}" = ? WHERE id = ?', value, press) == 1
    return {place}


def _press_out(thief: Thief) -> set[Place]:
    press = _accepting(thief)
    place = thief.place_of(press)
    thief.do("DELETE FROM request WHERE id = ?", press)
    return {place}


def _press_in(thief: Thief) -> set[Place]:
    thief.put("request", ("id", "at", "by", "act", "answer"), ("塞入", "2026-10-12", "别人", "accept", "{}"))
    return {NOWHERE}


def _answers_swapped(thief: Thief) -> set[Place]:
    one, other = _accepting(thief), thief.lines(B)[0].request
    places = {thief.place_of(one, last=True), thief.place_of(other, last=True)}
    first = thief.one("SELECT answer FROM request WHERE id = ?", one)
    thief.do("UPDATE request SET answer = (SELECT answer FROM request WHERE id = ?) WHERE id = ?", other, one)
    thief.do("UPDATE request SET answer = ? WHERE id = ?", first, other)
    return places


def of_standing(columns: list[str]) -> list[Tampering]:
    """Every column of a row of the list, and the rows themselves."""
    found = [
        Tampering(f"清单：{column}", lambda thief, column=column: _cell(thief, column))  # type: ignore[misc]  # as above
        for column in columns
    ]
    return [
        *found,
        Tampering("清单抽走一行", lambda thief: _rows(thief, "DELETE FROM standing WHERE stream = ? AND item = '02'")),
        Tampering("清单抽走整件", lambda thief: _rows(thief, "DELETE FROM standing WHERE stream = ?")),
        Tampering("清单塞入一件", _stray_row),
        Tampering("清单两项的到期日互换", _dues_swapped),
        Tampering(
            "办件行改为办结",
            lambda thief: _rows(thief, "UPDATE standing SET open = 0 WHERE stream = ? AND level = 'case'"),
        ),
    ]


def _rows(thief: Thief, statement: str) -> set[Place]:
    assert thief.do(statement, A) > 0
    return {(A, None)}


def _cell(thief: Thief, column: str) -> set[Place]:
    old = thief.one(f"SELECT {column} FROM standing WHERE stream = ? AND item = '02'", A)
    value: object
    if column in ("level", "item"):
        value = {"level": "task", "item": "77"}[column]
    elif isinstance(old, date):
        value = old + timedelta(days=1)
    elif column.endswith("_on"):
        value = date(2026, 12, 31).isoformat() if old is None else (date.fromisoformat(old) - timedelta(1)).isoformat()
    elif column in ("provisional", "stopped", "outside", "open", "promise_broken", "statute_broken"):
        value = 1 - old
    else:
        value = altered(old)
    thief.do(f"UPDATE standing SET {column} = ? WHERE stream = ? AND item = '02'", value, A)
    return {(A, None), (str(value), None)} if column == "stream" else {(A, None)}


def _stray_row(thief: Thief) -> set[Place]:
    columns = thief.columns("standing")
    row = list(thief.ask("SELECT * FROM standing WHERE stream = ? AND level = 'case'", A)[0])
    row[columns.index("stream")] = STRANGE
    thief.put("standing", columns, row)
    return {(STRANGE, None)}


def _dues_swapped(thief: Thief) -> set[Place]:
    dues = {item: thief.one("SELECT due_on FROM standing WHERE stream = ? AND item = ?", A, item) for item in _ITEMS}
    assert dues["01"] != dues["02"]
    for item, other in (_ITEMS, _ITEMS[::-1]):
        thief.do("UPDATE standing SET due_on = ? WHERE stream = ? AND item = ?", dues[other], A, item)
    return {(A, None)}


_ITEMS = ("01", "02")


def of_unreadable() -> list[Tampering]:
    """SQLite takes anything anywhere: what the program cannot even read is found, not stumbled over."""
    cell = "UPDATE standing SET {} WHERE stream = ? AND item = '02'"
    return [
        Tampering("清单里读不出的日期", lambda thief: _rows(thief, cell.format("due_on = '月底'"))),
        Tampering("清单里读不出的旗标", lambda thief: _rows(thief, cell.format("waiting = x'ff'"))),
        Tampering("清单里不是文字的标签", lambda thief: _rows(thief, cell.format("tags = x'00ff'"))),
        Tampering("行里的字节", lambda thief: _bytes_in(thief, "facts")),
        Tampering("经办人处的字节", lambda thief: _bytes_in(thief, "by")),
        Tampering("校验值处的字节", lambda thief: _bytes_in(thief, "hash")),
        Tampering("答复处的字节", _answer_bytes),
        Tampering("计数不是数", lambda thief: _anything(thief, "UPDATE number_series SET last = 'zz'")),
        Tampering("版号不是数", lambda thief: _anything(thief, "UPDATE edition SET number = 'zz'")),
    ]


def _bytes_in(thief: Thief, column: str) -> set[Place]:
    line = thief.lines(A)[4]
    thief.change(line, column, b"\xff\x00")
    return {(A, line.seq)}


def _answer_bytes(thief: Thief) -> set[Place]:
    press = _accepting(thief)
    thief.do("UPDATE request SET answer = ? WHERE id = ?", b"\xff", press)
    return {thief.place_of(press, last=True)}


def _anything(thief: Thief, statement: str, *values: object) -> set[Place]:
    assert thief.do(statement, *values) > 0
    return {NOWHERE, (A, None), (B, None), (ZONE, None), ("zone/editions", None)}


def of_numbers() -> list[Tampering]:
    """The register of numbers and the counters."""
    one = "(SELECT text FROM number WHERE stream = ? ORDER BY text LIMIT 1)"
    series = "(SELECT series FROM number WHERE stream = ? ORDER BY series LIMIT 1)"
    statements = {
        "编号文字": f"UPDATE number SET text = '改号' WHERE text = {one}",
        "编号序号": f"UPDATE number SET n = n + 900 WHERE text = {one}",
        "编号所属系列": f"UPDATE number SET series = '改系列' WHERE text = {one}",
        "编号所属办件": f"UPDATE number SET stream = '{STRANGE}' WHERE text = {one}",
        "编号所在行": f"UPDATE number SET seq = seq + 1 WHERE text = {one}",
        "编号抽走": f"DELETE FROM number WHERE text = {one}",
        "编号塞入": f"INSERT INTO number SELECT series, n + 900, '多出一号', stream, seq FROM number WHERE text = {one}",
        "计数加一": f"UPDATE number_series SET last = last + 1 WHERE series = {series}",
        "计数改为系列之外": f"UPDATE number_series SET last = last + 900 WHERE series = {series}",
        "计数改名": f"UPDATE number_series SET series = '改系列' WHERE series = {series}",
        "计数抽走": f"DELETE FROM number_series WHERE series = {series}",
    }
    return [
        *(
            Tampering(name, lambda thief, statement=statement: _anything(thief, statement, A))  # type: ignore[misc]  # as above
            for name, statement in statements.items()
        ),
        Tampering("计数塞入", lambda thief: _anything(thief, "INSERT INTO number_series VALUES ('新系列', 3)")),
    ]


def of_editions() -> list[Tampering]:
    """What calendar and catalogue are in force."""
    moved = "UPDATE edition SET number = {} WHERE kind = '{}'"
    file = "WHERE kind = '{}' AND number = 1"
    calendar = file.format("calendar")
    return [
        Tampering("日历退回出厂版", lambda thief: _edition(thief, moved.format(0, "calendar"), ZONE)),
        Tampering("日历跳到没有的版", lambda thief: _edition(thief, moved.format(5, "calendar"), ZONE)),
        Tampering("目录退回出厂版", lambda thief: _edition(thief, moved.format(0, "catalogue"), "zone/editions")),
        Tampering("文书跳到没有的版", lambda thief: _edition(thief, moved.format(1, "forms"), "")),
        Tampering("通知文件改一个字节", lambda thief: _content(thief, "calendar", ZONE)),
        Tampering("目录文件改一个字节", lambda thief: _content(thief, "catalogue", "zone/editions")),
        Tampering(
            "通知文件改名",
            lambda thief: _edition(thief, f"UPDATE edition_file SET name = 'x.toml' {calendar}", ZONE),
        ),
        Tampering("通知文件抽走", lambda thief: _edition(thief, f"DELETE FROM edition_file {calendar}", ZONE)),
        Tampering("本版塞入文件", lambda thief: _file_in(thief, 1, ZONE)),
        Tampering("塞入没有启用的版", lambda thief: _file_in(thief, 9, "")),
    ]


def _edition(thief: Thief, statement: str, stream: str) -> set[Place]:
    assert thief.do(statement) > 0
    return {(stream, 1)} if stream else {NOWHERE}


def _content(thief: Thief, kind: str, stream: str) -> set[Place]:
    old = thief.one("SELECT content FROM edition_file WHERE kind = ? AND number = 1", kind)
    thief.do("UPDATE edition_file SET content = ? WHERE kind = ? AND number = 1", altered(old), kind)
    return {(stream, 1)}


def _file_in(thief: Thief, number: int, stream: str) -> set[Place]:
    thief.put("edition_file", ("kind", "number", "name", "content"), ("calendar", number, "z.toml", "id = 'z'"))
    return {(stream, 1)} if stream else {NOWHERE}


def of_bytes(kind: str) -> list[Tampering]:
    """The stored papers, each manipulation of another paper."""
    changes = {
        "首字节": lambda data: bytes([data[0] ^ 1]) + data[1:],
        "中间一字节": lambda data: (
            data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]
        ),
        "末字节": lambda data: data[:-1] + bytes([data[-1] ^ 128]),
        "截短": lambda data: data[:-1],
        "加长": lambda data: data + b"\n",
        "清空": lambda _data: b"",
    }
    found = [
        Tampering(f"原件{name}", lambda thief, place=place, change=change: _blob(thief, place, change))  # type: ignore[misc]  # as above
        for place, (name, change) in enumerate(changes.items())
    ]
    found += [Tampering("原件抽走", _blob_out), Tampering("两份原件互换", _blobs_swapped)]
    if kind == "PostgreSQL":
        found += [
            Tampering("原件长度改动", lambda thief: _blob_row(thief, "UPDATE blob SET size = size + 1 WHERE sm3 = ?")),
            Tampering("原件登记抽走", lambda thief: _blob_row(thief, "DELETE FROM blob WHERE sm3 = ?")),
            Tampering("原件内容抽走", lambda thief: _blob_row(thief, "DELETE FROM blob_chunk WHERE sm3 = ?")),
        ]
    return found


def _names(thief: Thief) -> list[str]:
    if thief.postgresql:
        return [name for (name,) in thief.ask("SELECT sm3 FROM blob ORDER BY sm3")]
    folder = blob_folder(Path(thief.where))
    return sorted(file.parent.name + file.name for file in folder.glob("*/*"))


def _get(thief: Thief, name: str) -> bytes:
    if thief.postgresql:
        return b"".join(bytes(piece) for (piece,) in thief.ask("SELECT bytes FROM blob_chunk WHERE sm3 = ?", name))
    return _file(thief, name).read_bytes()


def _set(thief: Thief, name: str, data: bytes) -> None:
    if thief.postgresql:
        assert thief.do("UPDATE blob_chunk SET bytes = ? WHERE sm3 = ?", data, name) == 1
        thief.do("UPDATE blob SET size = ? WHERE sm3 = ?", len(data), name)
    else:
        _file(thief, name).write_bytes(data)


def _file(thief: Thief, name: str) -> Path:
    return blob_folder(Path(thief.where)) / name[:2] / name[2:]


def _blob(thief: Thief, place: int, change: object) -> set[Place]:
    assert callable(change)
    name = _names(thief)[place]
    _set(thief, name, change(_get(thief, name)))
    return {thief.named(name)}


def _blob_out(thief: Thief) -> set[Place]:
    name = _names(thief)[1]
    if thief.postgresql:
        thief.do("DELETE FROM blob WHERE sm3 = ?", name)
        thief.do("DELETE FROM blob_chunk WHERE sm3 = ?", name)
    else:
        _file(thief, name).unlink()
    return {thief.named(name)}


def _blobs_swapped(thief: Thief) -> set[Place]:
    one, other = _names(thief)[:2]
    first, second = _get(thief, one), _get(thief, other)
    _set(thief, one, second)
    _set(thief, other, first)
    return {thief.named(one)}


def _blob_row(thief: Thief, statement: str) -> set[Place]:
    name = _names(thief)[0]
    assert thief.do(statement, name) > 0
    return {thief.named(name)}
