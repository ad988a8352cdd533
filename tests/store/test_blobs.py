from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bingliang.store import Store
from bingliang.store.blobs import CHUNK, BlobFolder
from bingliang.store.chain import sm3
from tests.store.counter import opened


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with opened(database) as found:
        yield found


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, 2 * CHUNK + 7])
def test_what_goes_in_comes_out(store: Store, size: int) -> None:
    data = os.urandom(size)
    name = store.blobs.put(data)
    assert name == sm3(data)
    assert store.blobs.get(name) == data
    assert store.blobs.has(name)


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    names = [store.blobs.put(data) for data in (b"b", b"a", b"b")]
    assert list(store.blobs.names()) == sorted(set(names))
    assert list(store.blobs.bad()) == []


def test_the_name_is_the_national_hash() -> None:
    """GB/T 32905—2016 附录A 示例1."""
    assert sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_one_changed_byte_is_found(store: Store) -> None:
    good, bad = store.blobs.put(b"good" * 1000), store.blobs.put(b"bad" * 1000)
    if isinstance(store.blobs, BlobFolder):
        file = store.blobs.path(bad)
        file.write_bytes(b"x" + file.read_bytes()[1:])
    else:
        with store.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE blob_chunk SET bytes = 'x' WHERE sm3 = %s", (bad,))
    assert list(store.blobs.bad()) == [bad]
    with pytest.raises(ValueError, match="已被改动"):
        store.blobs.get(bad)
    assert store.blobs.get(good) == b"good" * 1000


def test_a_name_that_is_none_is_refused(store: Store) -> None:
    for name in ("", "../../etc/passwd", "A" * 64, "z" * 64):
        with pytest.raises(ValueError, match="不是 SM3 值"):
            store.blobs.get(name)
    with pytest.raises(ValueError, match="没有找到"):
        store.blobs.get("0" * 64)


def test_a_half_written_file_is_not_there(tmp_path: Path) -> None:
    with opened(tmp_path / "台账.db") as store:
        assert isinstance(store.blobs, BlobFolder)
        name = store.blobs.put(b"whole")
        store.blobs.path(name).rename(store.blobs.path(name).with_name(f"{name[2:]}.7.new"))
        assert list(store.blobs.names()) == []
        assert store.blobs.put(b"whole") == name
        assert store.blobs.get(name) == b"whole"


def test_bytes_that_another_counter_stored_meanwhile_and_somebody_reads_are_left_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a file that is open cannot be replaced; these are the same bytes."""
    kept = BlobFolder(tmp_path / "blobs")
    moved = Path.replace

    def replace(self: Path, target: Path) -> Path:
        moved(self, target)
        self.write_bytes(b"another counter's, a moment later")
        raise PermissionError(13, "Access denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        name = kept.put(b"paper")
    assert kept.get(name) == b"paper"
    assert [file for file in kept.path(name).parent.iterdir() if file.suffix == ".new"] == []


def test_a_refusal_that_lasts_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(self: Path, target: Path) -> Path:
        raise PermissionError(13, f"{self.name} is not moved to {target.name}")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(ValueError, match="文书原件不能存入"):
        BlobFolder(tmp_path / "blobs").put(b"other")
    assert list((tmp_path / "blobs").rglob("*.new")) == []
