"""放到位: what Windows refuses for a moment is tried again; anywhere else a refusal is one."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bingliang import placing
from bingliang.placing import put_in_place


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[int]]:
    """The system refuses the next so many moves, as Windows does while a scanner looks at a file."""
    moved = Path.replace

    def times(count: int) -> list[int]:
        left = [count]

        def replace(self: Path, target: Path) -> Path:
            if left[0]:
                left[0] -= 1
                raise PermissionError(13, "Access denied")
            return moved(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        return left

    return times


@pytest.fixture
def fresh(workspace: Path) -> Path:
    (workspace / "新.txt").write_text("新", encoding="utf-8")
    (workspace / "旧.txt").write_text("旧", encoding="utf-8")
    return workspace / "新.txt"


def test_on_windows_it_is_tried_again(
    fresh: Path, refused: Callable[[int], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    left = refused(3)
    put_in_place(fresh, fresh.with_name("旧.txt"))
    assert left == [0]
    assert fresh.with_name("旧.txt").read_text(encoding="utf-8") == "新"
    assert not fresh.exists()


@pytest.mark.parametrize(("system", "tried"), [("win32", 2), ("linux", 1)])
def test_not_for_ever_and_not_elsewhere(
    fresh: Path, refused: Callable[[int], list[int]], monkeypatch: pytest.MonkeyPatch, system: str, tried: int
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(placing, "PATIENCE_S", 0.05)
    left = refused(1_000_000)
    with pytest.raises(PermissionError):
        put_in_place(fresh, fresh.with_name("旧.txt"))
    assert 1_000_000 - left[0] >= tried
    assert system == "win32" or left == [999_999]
    assert fresh.exists()


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows keeps a file that is read in its place")
def test_a_file_that_is_being_read_is_replaced_when_its_reader_is_done(fresh: Path) -> None:
    target = fresh.with_name("旧.txt")
    with target.open("rb") as held:
        closing = threading.Timer(0.1, held.close)
        closing.start()
        put_in_place(fresh, target)
        closing.join()
    assert target.read_text(encoding="utf-8") == "新"
