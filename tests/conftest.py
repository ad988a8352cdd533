"""What every test stands on: a screen that needs no screen, random cases that repeat, a folder with an awkward name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import Phase, settings

# Once for the whole run: a fixture imported into several conftests would be made, and its server stopped, several times.
pytest_plugins = ["tests.databases", "tests.stories"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Where Qt has no fontconfig (Windows) it warns once when it finds no font at all before ours are loaded.
os.environ.setdefault("QT_QPA_FONTDIR", str(Path(__file__).parent.parent / "resources" / "fonts"))
# The machine's own fonts and smoothing are not ours to test; read when Qt makes its first font.
os.environ.setdefault("FONTCONFIG_FILE", str(Path(__file__).parent / "data" / "fonts.conf"))

# The same cases in every run, so that a red build stays red; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=2_000)
# The mutation run wants to know whether a test fails, not by how small a case.
settings.register_profile(
    "mutate", derandomize=True, deadline=None, database=None, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder as a clerk might name it: Chinese, a blank, and the `#` that ends a URL."""
    folder = tmp_path / "岳阳 用户" / "办件#1 资料"
    folder.mkdir(parents=True)
    return folder
