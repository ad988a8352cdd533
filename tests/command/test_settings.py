"""bingliang settings: a zone's file becomes an edition that all counters share, and comes out again as it went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.command import main
from bingliang.desk.desk import open_desk
from bingliang.ledger.acts import Who
from bingliang.settings import factory

ZONE = factory().resources / "demo" / "zone.toml"


def _bodies(database: str) -> tuple[int, str]:
    """The edition in force and what it calls the lead unit."""
    desk = open_desk(database, Who("管理员", "0", "管理员"))
    with desk.store.look() as look:
        found = look.editions()["catalogue"], str(look.loaded("catalogue").setting("lead_body_name"))
    desk.close()
    return found


def test_a_zone_goes_in_and_comes_out_and_every_change_is_an_edition(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", "import", str(ZONE), "--db", database]) == 0
    assert "第1版" in capsys.readouterr().out
    assert main(["settings", "import", str(ZONE), "--db", database]) == 0
    assert "没有变化" in capsys.readouterr().out
    other = tmp_path / "区.toml"
    text = ZONE.read_text("utf-8")
    other.write_text(text.replace("行政审批服务局（政务服务中心）（示范）", "审批局（示范）"), encoding="utf-8")
    for number, file in ((2, other), (3, ZONE), (4, other)):
        assert main(["settings", "import", str(file), "--db", database]) == 0
        assert f"第{number}版" in capsys.readouterr().out
    assert _bodies(database) == (4, "岳阳经开区审批局（示范）")
    out = tmp_path / "导出.toml"
    assert main(["settings", "export", str(out), "--db", database]) == 0
    assert out.read_text("utf-8") == other.read_text("utf-8")
    assert main(["verify", "--db", database]) == 0


def test_a_wrong_file_is_one_sentence_and_nothing_changes(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", "import", str(ZONE), "--db", database]) == 0
    wrong = tmp_path / "区.toml"
    wrong.write_text(ZONE.read_text("utf-8").replace('code = "S2-02"', 'code = "S9-99"'), encoding="utf-8")
    capsys.readouterr()
    assert main(["settings", "import", str(wrong), "--db", database]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "S9-99" in said
    assert _bodies(database)[0] == 1


def _of_item(words: str) -> str:
    """The zone's file with something more said of 挖掘城市道路."""
    head = 'code = "S3-07"\n'
    return ZONE.read_text("utf-8").replace(head, f"{head}{words}\n", 1)


def _of_setting(key: str, value: str) -> str:
    text = ZONE.read_text("utf-8")
    begin = text.index(f"[settings.{key}]")
    line = text.index("value = ", begin)
    return text[:line] + f"value = {value}" + text[text.index("\n", line) :]


UNLAWFUL = {
    "a5-公示": (_of_item('special_steps = [{ name = "公示", ground = "区内部规定" }]'), "没有写明法律、法规或者规章的名称"),
    "a5-缴费": (_of_item('special_steps = [{ name = "缴费", ground = "《区收费办法》" }]'), "不是《行政许可法》第四十五条列举的环节"),
    "a4-法定九十日": (
        _of_item('limit = { value = 90, unit = "workday", start = "accepted", article = "区内部规定" }'), "法定时限的依据“区内部规定”",
    ),
    "a11-十日告知": (
        _of_item('completeness = { value = 10, unit = "workday", start = "received", article = "《区办法》第三条" }'),
        "法律定为五个工作日",
    ),
    "a10-补正零日": (_of_setting("correction_days", "0"), "“补正期限”应是 1 到 365 的整数"),
    "a12-默认": (_of_setting("opinion_silence", '"是"'), "“逾期不答复视为无意见”只能是 true"),
    "a15-复验零日": (_of_setting("reinspection_days", "0"), "“联合验收复验期限”应是 1 到 365 的整数"),
    "a9-退分": (_of_setting("disown_days", '"一日"'), "“退分（职责异议）期限”应是整数"),
    "b1-窗口落款": (
        ZONE.read_text("utf-8").replace("岳阳经开区产业发展局（示范）", "岳阳经开区产业发展局政务窗口"), "不是作出决定的机关",
    ),
    "a3-统一办理": (
        ZONE.read_text("utf-8") + '\n[settings.unified_items]\nvalue = "S3-09、S9-99"\nsource = "区"\n', "没有的编码：S9-99",
    ),
    "口径名": (ZONE.read_text("utf-8") + '\n[settings.corection_days]\nvalue = 3\nsource = "区"\n', "没有名为“corection_days”的口径"),
}  # fmt: skip
"""What no zone can decide, brought in by command."""


@pytest.mark.parametrize("what", UNLAWFUL)
def test_a5_a11_b1_what_no_zone_can_decide_is_refused_at_the_command_line(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """A step without a law, a longer limit without its article, more than five days to answer, a window that signs."""
    text, said = UNLAWFUL[what]
    wrong = tmp_path / "区.toml"
    wrong.write_text(text, encoding="utf-8")
    assert main(["settings", "import", str(wrong), "--db", database]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert said in told
    assert main(["settings", "import", str(ZONE), "--db", database]) == 0
    assert "第1版" in capsys.readouterr().out, "nothing of it was adopted"


def test_nothing_to_export_before_anything_was_imported(database: str, tmp_path: Path) -> None:
    open_desk(database, Who("管理员", "0", "管理员")).close()
    assert main(["settings", "export", str(tmp_path / "x.toml"), "--db", database]) == 2


def test_everything_a_zone_has_decided_goes_to_another_database_in_one_file(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", "import", str(ZONE), "--db", database]) == 0
    whole, again, other = tmp_path / "全部.json", tmp_path / "再导出.json", str(tmp_path / "另一台.db")
    assert main(["settings", "export", str(whole), "--db", database]) == 0
    capsys.readouterr()
    assert main(["settings", "import", str(whole), "--db", other]) == 0
    assert "已启用：区的文件。" in capsys.readouterr().out
    assert main(["settings", "import", str(whole), "--db", other]) == 0
    assert "没有变化" in capsys.readouterr().out
    assert main(["settings", "export", str(again), "--db", other]) == 0
    assert again.read_bytes() == whole.read_bytes()
