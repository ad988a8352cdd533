"""The dictionary as it is used for names, and an old ledger whose names were keyed without it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bingliang.desk.desk import open_desk
from bingliang.desk.loading import pinyin
from bingliang.ledger.acts import Who
from bingliang.store.finding import search
from bingliang.store.names import keys

OLD = Path(__file__).parent.parent / "ledgers" / "0.1.0.zip"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("岳阳东方雨虹防水技术有限责任公司", "dfyhfs"),
        ("重庆机床", "cqjc"),
        ("重庆机床", "zqjc"),
        ("长沙银行", "csyh"),
        ("长沙银行", "yueyang"),
        ("ＴＣＬ第２工厂", "tcld2gc"),
        ("单县酒业", "sxjy"),
    ],
)
def test_initials_come_from_the_dictionary(name: str, typed: str) -> None:
    found = any(key.startswith(typed) for key, _ in keys([name], pinyin).rows)
    assert found is (typed != "yueyang")


@pytest.mark.parametrize("name", ["", "A座", "〇㐀𠀀", "·—", "cafe\u0301ｶﾞ", "岳阳" * 40, "東方"])
def test_every_sign_has_a_reading(name: str) -> None:
    read = pinyin(name)
    assert len(read) == len(name)
    assert all(sign and all(sign) for sign in read)


def test_the_names_of_an_old_ledger_are_found_by_pinyin(tmp_path: Path) -> None:
    with zipfile.ZipFile(OLD) as packed:
        packed.extractall(tmp_path)
    desk = open_desk(tmp_path / "ledger.db", Who("管理员", "0", "管理员"), create=False)
    with desk.store.look() as look:
        assert [firm.name for firm in look.find_enterprises("sljg")] == ["岳阳示例精工有限公司（虚构）"]
        assert [held.name for held in look.find_projects("znlb")] == ["智能零部件生产线（虚构）"]
        assert search(look, "sljg")
    desk.close()
