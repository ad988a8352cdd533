"""bingliang erase: found, foreseen, erased, and nothing of the person left in the file."""

from __future__ import annotations

import contextlib
from pathlib import Path

import psycopg
import pytest

import bingliang.desk.desk
from bingliang.command import main
from bingliang.desk.online.filings import import_package
from bingliang.exchange.packages import write_package
from bingliang.ledger.acts import Who
from tests.filings import PDF, manifest

NUMBER = "440524188001010014"
HANDLER = {"name": "甄要删（虚构）", "id_type": "居民身份证", "id_number": NUMBER, "phone": "13912345678"}
Said = pytest.CaptureFixture[str]


def sent(where: str, folder: Path, **changed: object) -> None:
    files = {} if changed.get("kind") == "撤回" else {"申请表.pdf": PDF}
    with contextlib.closing(bingliang.desk.desk.open_desk(where, Who("管理员", "0", "管理员"))) as desk:
        package = write_package(folder / "包.zip", manifest(files, handler=HANDLER, **changed), files)
        import_package(desk, package, folder / "隔离")


@pytest.mark.usefixtures("on_its_day")
def test_found_foreseen_and_erased(zone: str, workspace: Path, capsys: Said) -> None:
    sent(zone, workspace)
    assert main(["erase", NUMBER, "--db", zone]) == 0
    said = capsys.readouterr().out
    held = said.split("\t")[0]
    assert "还在办理" in said
    assert NUMBER not in said, "only its tail is shown"
    line = ["erase", "--person", held, "--reason", "本人来函，申报已撤回", "--ground", "三", "--db", zone]
    assert main(line) == 1
    assert "第四十七条" in capsys.readouterr().err
    sent(zone, workspace, kind="撤回", reason="项目调整")
    assert main(line) == 0
    foreseen = capsys.readouterr()
    assert "不能撤销" in foreseen.out
    assert "还没有删除" in foreseen.err
    assert NUMBER.encode() in Path(zone).read_bytes(), "control"
    assert main([*line, "--requested-on", "昨天"]) == 2
    assert main([*line, "--apply"]) == 0
    assert "已经抹净" in capsys.readouterr().out
    assert NUMBER.encode() not in Path(zone).read_bytes()
    assert main(["erase", "--tidy", "--db", zone]) == 0
    assert main(["verify", "--db", zone]) == 0
    capsys.readouterr()
    assert main(["erase", NUMBER, "--db", zone]) == 0
    assert "登记里没有这个人" in capsys.readouterr().err


def test_on_a_server_the_owner_wipes(fresh_postgresql: str, daily_postgresql: str, capsys: Said) -> None:
    with psycopg.connect(fresh_postgresql, autocommit=True) as connection:
        connection.execute("INSERT INTO person VALUES ('R1', 1, '甲', '', %s, '')", (NUMBER,))
        connection.execute("UPDATE person SET id_number = ''")
        (file,) = connection.execute("SELECT pg_relation_filepath('person')").fetchone() or ("",)
    assert main(["erase", "--tidy", "--db", daily_postgresql]) == 1
    assert "由属主抹净" in capsys.readouterr().out
    assert main(["erase", "--tidy", "--db", fresh_postgresql]) == 0
    with psycopg.connect(fresh_postgresql, autocommit=True) as connection:
        (fresh,) = connection.execute("SELECT pg_relation_filepath('person')").fetchone() or ("",)
    assert fresh != file, "written anew, without what the old rows held"


@pytest.mark.parametrize("given", [[], ["甲", "--tidy"], ["甲", "--person", "R1"]])
def test_one_thing_at_a_time(zone: str, given: list[str], capsys: Said) -> None:
    assert main(["erase", *given, "--db", zone]) == 2
    assert "中的一样" in capsys.readouterr().err
