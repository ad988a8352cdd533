"""字体: what is shipped, what it covers, and what cannot be printed."""

from __future__ import annotations

import hashlib

import pytest

from bingliang.paper import fonts

NAMES = "㛃䶮㸆㳚䲟镕喆堃玥昇珺翀濛淏禤赟旻犇龑邨𠅤𬭬𬀩㙍㮾垚"


def test_the_shipped_files_are_those_of_the_manifest_and_stay_small() -> None:
    lines = (fonts.folder() / "MANIFEST").read_text(encoding="utf-8").splitlines()
    listed = {line.split("  ")[1]: line.split("  ")[0] for line in lines if not line.startswith("#")}
    assert set(listed) == set(fonts.FILES.values())
    for name, digest in listed.items():
        assert hashlib.sha256((fonts.folder() / name).read_bytes()).hexdigest() == digest
    assert sum((fonts.folder() / name).stat().st_size for name in listed) < 36_000_000


def test_the_licence_lies_beside_the_fonts() -> None:
    for name in ("OFL-NotoSerifSC.txt", "OFL-NotoSansSC.txt"):
        assert "SIL Open Font License" in (fonts.folder() / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("style", sorted(fonts.CHAINS))
def test_names_are_printed_in_every_style(style: str) -> None:
    assert all(fonts.face_of(style, char) for char in NAMES)


def test_all_unified_characters_of_the_first_block_and_extension_a_can_be_printed() -> None:
    every = "".join(map(chr, [*range(0x4E00, 0x9FA6), *range(0x3400, 0x4DB6)]))
    assert fonts.unprintable(every) == set()


def test_common_text_does_not_open_the_large_file_of_rare_characters() -> None:
    assert list(fonts.faced("text", "岳阳市水利局，2026年")) == [("serif", "岳阳市水利局，2026年")]


def test_a_rare_character_falls_back_alone() -> None:
    assert list(fonts.faced("text", "欧阳㵘某")) == [("serif", "欧阳"), ("rare", "㵘"), ("serif", "某")]


def test_what_no_face_has_is_named_with_its_code() -> None:
    assert fonts.unprintable("岳阳\U0001f600☑☐\n") == {"\U0001f600"}
    assert "U+1F600" in fonts.refuse_unprintable({"\U0001f600"})
    with pytest.raises(ValueError, match=r"U\+1F600"):
        list(fonts.faced("text", "岳\U0001f600"))


def test_an_invisible_character_is_named_by_its_code_only() -> None:
    assert fonts.unprintable("岳\u200b阳\x07") == {"\u200b", "\x07"}
    sentence = fonts.refuse_unprintable({"\u200b", "\x07"})
    assert "\u200b" not in sentence
    assert "\x07" not in sentence
    assert "U+200B" in sentence


def test_a_missing_file_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts.FILES, "serif", "nothing.ttf")
    with pytest.raises(FileNotFoundError, match="缺少字体文件"):
        fonts.face.__wrapped__("serif")
