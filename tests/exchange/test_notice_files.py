"""节假日通知文件: the shipped ones read, and a wrong one refused by file and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bingliang.exchange.notice_files import read_notice, read_notices
from bingliang.ledger.workdays import Arrangement

FOLDER = Path(__file__).parents[2] / "resources" / "workdays"
RIGHT = """\
id = "2027"
title = "国务院办公厅关于2027年部分节假日安排的通知"
document_number = ""
published = 2026-11-05
year = 2027
source = "演示"

[[festival]]
name = "元旦"
off = [2027-01-01, 2027-01-02, 2027-01-03]
work = []

[[festival]]
name = "春节"
off = [2027-02-05, 2027-02-06, 2027-02-07, 2027-02-08]
work = [2027-01-31]
"""


def write(folder: Path, text: str, name: str = "2027.toml", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_the_shipped_folder_has_every_notice_in_the_order_of_publication() -> None:
    notices = read_notices(FOLDER)
    assert [notice.id for notice in notices] == [
        "2018", "2019", "2019-03-22", "2020", "2020-01-27", "2021", "2022", "2023", "2024", "2025", "2026",
    ]  # fmt: skip
    assert [notice.published for notice in notices] == sorted(notice.published for notice in notices)
    assert all(notice.source.startswith("http") for notice in notices)
    numbered = {notice.id: notice.document_number for notice in notices if notice.document_number}
    assert numbered == {"2025": "国办发明电〔2024〕12号"}


def test_2019_and_2020_are_shipped_as_first_published() -> None:
    notices = {notice.id: {a.festival: a for a in notice.arrangements} for notice in read_notices(FOLDER)}
    assert notices["2019"]["劳动节"] == Arrangement("劳动节", (date(2019, 5, 1),))
    assert notices["2020"]["春节"].off[-1] == date(2020, 1, 30)
    assert notices["2020"]["春节"].work == (date(2020, 1, 19), date(2020, 2, 1))
    assert list(notices["2019-03-22"]) == ["劳动节"]
    assert list(notices["2020-01-27"]) == ["春节"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_with_and_without_mark(tmp_path: Path, encoding: str) -> None:
    folder = tmp_path / "节 假日#通知"
    folder.mkdir()
    write(folder, RIGHT, encoding=encoding)
    (notice,) = read_notices(folder)
    assert notice.year == 2027
    assert notice.arrangements[1] == Arrangement(
        "春节", tuple(date(2027, 2, n) for n in (5, 6, 7, 8)), (date(2027, 1, 31),)
    )


def test_gbk_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = write(tmp_path, RIGHT, encoding="gbk")
    with pytest.raises(ValueError, match=r"文件2027\.toml不是UTF-8编码（多半是GBK），请用记事本另存为UTF-8后再用。"):
        read_notice(path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "2027"', "id = 2027", "“id”应为不空的文字"),
        ('id = "2027"', 'id = " "', "“id”应为不空的文字"),
        ('source = "演示"\n', "", "“source”应为不空的文字"),
        ('document_number = ""\n', "", "“document_number”应为文字"),
        ("published = 2026-11-05", 'published = "2026-11-05"', "“published”应为日期"),
        ("published = 2026-11-05", "published = 2026-11-05T08:00:00", "“published”应为日期"),
        ("published = 2026-11-05", "published = 2027-11-05", "公布日期2027年11月5日晚于通知里的最后一天2027年2月8日"),
        ("year = 2027", 'year = "2027"', "“year”应为四位年份"),
        ("year = 2027", "year = true", "“year”应为四位年份"),
        ("year = 2027", "year = 27", "“year”应为四位年份"),
        ("year = 2027", "year = 2026", "“元旦”的2027年1月1日不属于2026年的安排"),
        ("year = 2027", "year = 2027\nyaer = 2027", "“yaer”不是可用的键"),
        (
            "work = [2027-01-31]",
            "wrok = [2027-01-31]",
            r"第2个\[\[festival\]\]的“wrok”不是可用的键，可用的是name、off、work",
        ),
        ("work = [2027-01-31]", "", r"第2个\[\[festival\]\]的“work”应为日期列表"),
        ("work = [2027-01-31]", 'work = ["2027-01-31"]', r"“第2个\[\[festival\]\]的work”应为日期"),
        ("work = [2027-01-31]", "work = [2027-02-01]", "上班日2027年2月1日是周一"),
        ("work = [2027-01-31]", "work = [2027-02-06]", "2027年2月6日在“春节”和“春节”里重复"),
        ("work = [2027-01-31]", "work = [2027-01-03]", "2027年1月3日在“元旦”和“春节”里重复"),
        ('name = "春节"', 'name = ""', r"第2个\[\[festival\]\]的“name”应为不空的文字"),
        ("[[festival]]", "[[fest]]", "“fest”不是可用的键"),
        ("2027-01-03]", "2027-01-32]", "不是合格的TOML"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_key(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in RIGHT
    path = write(tmp_path, RIGHT.replace(old, new))
    with pytest.raises(ValueError, match=rf"^文件2027\.toml.*{words}.*。$"):
        read_notice(path)


@pytest.mark.parametrize("festival", ["", "festival = 3\n", "festival = [3]\n"])
def test_a_file_without_festivals_is_refused(tmp_path: Path, festival: str) -> None:
    path = write(tmp_path, RIGHT[: RIGHT.index("\n[[")] + festival)
    with pytest.raises(ValueError, match=r"文件2027\.toml：缺少 \[\[festival\]\]"):
        read_notice(path)


def test_two_notices_of_one_id_are_refused(tmp_path: Path) -> None:
    write(tmp_path, RIGHT)
    write(tmp_path, RIGHT, name="2027-copy.toml")
    with pytest.raises(ValueError, match="id“2027”与另一份通知相同"):
        read_notices(tmp_path)


def test_an_empty_or_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="没有节假日通知"):
        read_notices(tmp_path)
    with pytest.raises(ValueError, match="找不到节假日通知的文件夹"):
        read_notices(tmp_path / "无")
