"""The PC's own 仿宋 and 小标宋, where the zone uses them: other faces, the same lines, nothing lost where one is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bingliang.paper import fonts
from bingliang.paper.compose import Rendered, compose
from tests.paper.conftest import FORMS, long_facts
from tests.paper.measured import read

FORM = FORMS["acceptance"]
STAND_INS = {"simfang.ttf": "NotoSansSC-Regular.ttf", "FZXBSJW.TTF": "NotoSansSC-Bold.ttf"}


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like C:/Windows/Fonts with stand-ins under the names that Windows gives its faces."""
    folder = tmp_path_factory.mktemp("Fonts")
    for name, shipped in STAND_INS.items():
        shutil.copy(fonts.folder() / shipped, folder / name)
    return folder


@pytest.fixture
def office(windows: Path) -> Iterator[Path]:
    yield windows
    fonts.adopt(office=False)


@pytest.fixture(scope="module")
def in_own_faces(windows: Path) -> dict[str, Rendered]:
    """Every paper in the PC's own faces, which are read once."""
    fonts.adopt(True, windows)
    found = {key: compose(form, long_facts(form)) for key, form in FORMS.items()}
    fonts.adopt(office=False)
    return found


def faces(pdf: bytes) -> dict[float, set[str]]:
    found: dict[float, set[str]] = {}
    for one in read(pdf)[0].chars:
        if one.char >= "\u4e00":
            found.setdefault(one.size, set()).add(one.font)
    return found


def test_body_and_title_are_set_in_the_pcs_own_faces(office: Path) -> None:
    shipped = compose(FORM, FORM.sample()).pdf
    assert faces(shipped)[16] == {"NotoSerifSC-Regular", "NotoSansSC-Bold"}
    assert fonts.adopt(True, office) == {"text": "simfang.ttf", "title": "FZXBSJW.TTF"}
    own = compose(FORM, FORM.sample()).pdf
    assert faces(own)[22] == {"NotoSansSC-Bold"}
    assert faces(own)[16] == {"NotoSansSC-Regular", "NotoSansSC-Bold"}
    fonts.adopt(office=False)
    assert compose(FORM, FORM.sample()).pdf == shipped


@pytest.mark.parametrize("key", sorted(FORMS))
def test_every_paper_breaks_its_lines_and_pages_the_same(in_own_faces: dict[str, Rendered], key: str) -> None:
    before, after = compose(FORMS[key], long_facts(FORMS[key])), in_own_faces[key]
    assert after.pdf != before.pdf
    assert after.lines == before.lines
    assert after.pages == before.pages


def test_a_sign_the_pcs_face_lacks_comes_from_the_shipped_ones(office: Path) -> None:
    fonts.adopt(True, office)
    assert next(iter(fonts.faced("text", "岳㐱阳")))[0] == "office-text"
    assert not fonts.unprintable("岳㐱阳𠅤")
    assert {name for name, _ in fonts.faced("text", "岳\U00020164")} <= {"office-text", "serif"}


def test_a_missing_or_broken_face_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "simfang.ttf").write_bytes(b"no font at all")
    assert fonts.adopt(True, tmp_path) == {}
    assert fonts.chain("text") == fonts.CHAINS["text"]
    assert fonts.adopt(True, tmp_path / "nowhere") == {}
