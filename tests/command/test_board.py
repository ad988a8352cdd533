"""bingliang board: what is frozen, an issue in words, and every kind of file that can be made of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.command import main
from bingliang.paper import pages

pytestmark = pytest.mark.usefixtures("on_its_day")


@pytest.fixture
def where(demonstrated: Path) -> str:
    return str(demonstrated / "demo.db")


def test_listed_and_told(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["board", "list", "--db", where]) == 0
    told = capsys.readouterr().out
    assert "旬报 第8期 2026-12上 已冻结" in told
    assert "点将台 2026-11" in told
    assert "daily_folder\t自动播放文件夹" in told
    assert main(["board", "show", "最新", "--db", where]) == 0
    shown = capsys.readouterr().out
    assert "第8期，第79天/共100天，数据截至2026-12-10" in shown
    assert "106% 红旗" in shown
    assert "63% 黑旗" in shown
    assert "示范数据" in shown
    assert main(["board", "show", "8", "--edition", "0", "--db", where]) == 0
    assert capsys.readouterr().out == shown


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (["最新", "roll_a1", "榜.pdf"], 1),
        (["8", "flags_pdf", "旗.pdf"], 1),
        (["2026-11", "commanders_a3", "点将台.pdf"], 1),
        (["12", "digest_long", "长图.png"], 1),
        (["东龙", "gantt_a0", "挂图.pdf"], 1),
        (["7", "daily_folder", "另一栋楼", "--size", "960x320"], 3),
    ],
    ids=lambda words: words[1] if isinstance(words, list) else "",
)
def test_made_into_files(where: str, tmp_path: Path, words: list[str], files: int) -> None:
    target = tmp_path / words[2]
    assert main(["board", "export", words[0], words[1], str(target), *words[3:], "--db", where]) == 0
    made = list(target.iterdir()) if target.is_dir() else [target]
    assert len(made) >= files
    if target.suffix == ".pdf":
        assert "示范数据" in pages.page_text(target.read_bytes(), 0)
    if target.is_dir():
        assert '"times": ["08:30", "17:30"]' in (target / "index.html").read_text(encoding="utf-8")
        assert (target / "01.png").read_bytes()[16:24] == (960).to_bytes(4, "big") + (320).to_bytes(4, "big")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["99", "roll_a1", "x.pdf"], "没有冻结的第99期旬报，已冻结的期号：8、7"),
        (["8", "nothing", "x.pdf"], "没有“nothing”这种导出，可用的是：daily_folder"),
        (["8", "roll_a1", "x.pdf", "--size", "1280x384"], "大小是固定的"),
        (["8", "daily_png", "x", "--size", "100x100"], "放不下看板"),
        (["8", "daily_png", "x", "--size", "很大"], "不是屏幕的点数"),
        (["99", "digest_pdf", "x.pdf"], "没有“99”这一期周周比"),
        (["2020-01", "commanders_pdf", "x.pdf"], "没有“2020-01”的点将台，已公布的：2026-11"),
        (["产业", "gantt_a0", "x.pdf"], "个项目"),
        (["没有这个", "gantt_a0", "x.pdf"], "项目库里没有“没有这个”"),
    ],
)
def test_wrong_words_are_answered_in_a_sentence(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    target = tmp_path / words[2]
    assert main(["board", "export", words[0], words[1], str(target), *words[3:], "--db", where]) == 2
    assert said in capsys.readouterr().err
    assert not target.exists()


def test_a_folder_that_cannot_be_written_is_said(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["board", "export", "8", "roll_a1", str(tmp_path / "file" / "榜.pdf"), "--db", where]) == 2
    assert "写不进去" in capsys.readouterr().err
