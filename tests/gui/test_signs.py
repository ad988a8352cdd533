"""Every sign that the screens write is in the faces that are shipped: a bare machine would show a box for any other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import bingliang
from bingliang import settings

GUI = Path(bingliang.__file__).parent / "gui"
HELP = settings.factory().resources / "help"


@pytest.fixture(scope="module")
def shipped() -> set[int]:
    with TTFont(settings.factory().resources / "fonts" / "NotoSansSC-Regular.ttf", lazy=True) as face:
        return set(face.getBestCmap())


def written(module: Path) -> Iterator[str]:
    """The strings of a module without its docstrings."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def test_the_screens_write_no_sign_that_is_not_shipped(shipped: set[int]) -> None:
    texts = [(path.name, text) for path in sorted(GUI.rglob("*.py")) for text in written(path)]
    texts += [(path.name, path.read_text(encoding="utf-8")) for path in sorted(HELP.glob("*.toml"))]
    assert len(texts) > 3_000, "the search itself finds something"
    strange = {(name, sign) for name, text in texts for sign in text if sign.isprintable() and ord(sign) not in shipped}
    assert strange == set()
