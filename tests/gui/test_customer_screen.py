"""评价屏 on two real screens: it fills the one where the clerk is not, and never has the keyboard."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.gui.x11 import run_on

pytestmark = pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs Xvfb, which packaging/dev.py installs")


@pytest.fixture
def two_screens() -> Iterator[str]:
    """A display with a screen for the clerk and one for the customer."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(write),
            "-nolisten",
            "tcp",
            "-screen",
            "0",
            "1440x900x24",
            "-screen",
            "1",
            "1280x800x24",
        ],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


def test_it_fills_the_other_screen_without_the_keyboard(two_screens: str) -> None:
    told = run_on(two_screens, "customer_on_x11.py", 60).stdout.split()
    assert told == ["screens=2", "other=True", "there=True", "fills=True", "whole=True", "keyboard=False"]
