"""What the clerk types finds what he means: places left out, doubtful readings, full-width letters."""

from __future__ import annotations

import pytest

from bingliang.store.names import CORE, FULL, HEAD, PART, VARIANTS, cores, folded, keys

READINGS = {
    "樱": ["ying"], "沃": ["wo"], "科": ["ke"], "技": ["ji", "qi"], "岳": ["yue"], "阳": ["yang"], "东": ["dong"],
    "方": ["fang", "pang"], "雨": ["yu"], "虹": ["hong", "jiang"], "风": ["feng"], "裕": ["yu"], "华": ["hua"],
    "重": ["chong", "zhong"], "庆": ["qing"], "长": ["chang", "zhang"], "安": ["an"], "防": ["fang"], "水": ["shui"],
}  # fmt: skip


def spelt(name: str) -> list[list[str]]:
    """A tiny dictionary."""
    return [READINGS.get(sign, [sign]) for sign in name]


def of(kind: str, *names: str) -> set[str]:
    return {key for key, held in keys(names, spelt).rows if held == kind}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("岳阳东方雨虹防水技术有限责任公司", ("东方雨虹防水技术有限责任公司",)),
        ("湖南省岳阳市经开区樱沃科技有限公司", ("樱沃科技有限公司",)),
        ("岳阳经济技术开发区樱沃科技", ("樱沃科技",)),
        ("岳阳楼区康王食品厂", ("康王食品厂",)),
        ("东方雨虹（岳阳）防水", ("东方雨虹岳阳防水", "东方雨虹防水")),
        ("东方雨虹（防水）岳阳", ("东方雨虹防水岳阳",)),
        ("龙游县大兴机械厂", ("龙游县大兴机械厂", "大兴机械厂")),
        ("好又多超市连锁", ("好又多超市连锁",)),
        ("北京市政工程公司", ("市政工程公司",)),
        ("岳阳市", ("岳阳市",)),
        ("ＴＣＬ 科技", ("tcl科技",)),
    ],
)
def test_the_places_before_the_name_are_left_out(name: str, expected: tuple[str, ...]) -> None:
    assert cores(name) == expected


def test_a_doubtful_sign_is_found_by_each_of_its_readings() -> None:
    assert {"zac", "cac"} <= {key[:3] for key in of(CORE, "重庆长安重")}
    whole = of(PART, "重庆长安")
    assert {"cqca", "zqca", "cqza"} <= whole
    assert {"qca", "ca", "a"} <= whole, "from any sign on"
    assert {"chongqingchangan", "changan", "zhangan"} <= of(FULL, "重庆长安")


def test_the_readings_kept_are_few_and_the_likely_ones() -> None:
    name = "樱" + "重" * 12
    found = of(CORE, name)
    assert len(found) == VARIANTS
    assert "y" + "c" * 12 in found
    assert "yz" + "c" * 11 in found


def test_names_are_found_as_they_are_typed() -> None:
    assert folded(" Ａ座（Ｂ－２）厂房　") == "a座b2厂房"
    made = keys(["东方樱沃", "岳阳雨虹"], spelt)
    assert (made.names, made.initials, made.full) == ("东方樱沃\n岳阳雨虹", "dfyw", "dongfangyingwo")
    assert of(HEAD, "东方樱沃", "岳阳雨虹") == {"东方樱沃", "岳阳雨虹", "雨虹"}
    assert {"东方", "沃", "岳阳"} <= of("", "东方樱沃", "岳阳雨虹")


def test_a_key_fits_into_an_index() -> None:
    assert max(len(key) for key, _ in keys(["东方" * 2_000], spelt).rows) == 64
