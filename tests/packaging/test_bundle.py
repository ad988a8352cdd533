"""The Linux bundle, packed and tried as the Windows one is: papers, verification, backup; then its window by keys alone."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

import bundle
import contents

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(
        sys.platform != "linux"
        or not all(map(shutil.which, ("Xvfb", "xdotool", "objdump", "strip")))
        or importlib.util.find_spec("PyInstaller") is None,
        reason="needs Linux with PyInstaller, binutils, Xvfb and xdotool, which packaging/dev.py test installs",
    ),
]


def test_the_bundle_works_without_the_checkout_and_its_window_by_keys(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One build for all: it takes most of a minute. Packed in a folder with an awkward name, as a user's may be."""
    monkeypatch.setattr(bundle, "BUILD", workspace)
    made = bundle.native([])
    contents.write_list(made)
    assert bundle.size(made) < 250 * bundle.MEGABYTE, "something large has come in: see packaging/unused.py"
    assert "文书" in bundle.smoke(made / "bingliang-cli")
    told = list(bundle.worked(made / "bingliang", workspace / "图"))
    assert any("第一次打开，按键填完" in line for line in told)
    assert any("按键收件一件" in line for line in told)
    assert any("打印到文件" in line for line in told)
    assert told[-1] == "窗口关闭，进程退出"
