"""The archive package of a closed case: whole, named by its bytes, and any change to it is found."""

from __future__ import annotations

import io
import json
import random
import zipfile
from pathlib import Path

import pytest

from bingliang.desk.casework import archiving
from bingliang.exchange import volume
from bingliang.ledger.acts import Refusal
from bingliang.store.chain import sm3
from tests.clerk import Clerk

SCAN = Path(__file__).parents[1] / "data" / "scan.png"


@pytest.fixture
def package(clerk: Clerk, tmp_path: Path) -> Path:
    clerk.on("10-12").receives("S3-09").files_copy(SCAN).accepts(1).on("10-14").grants(1).delivers(1).closes()
    clerk.archives(tmp_path / "归 档")
    return next((tmp_path / "归 档").glob("*.zip"))


def test_everything_of_the_case_lies_in_it(clerk: Clerk, package: Path) -> None:
    with zipfile.ZipFile(package) as bundle:
        names = bundle.namelist()
        manifest = json.loads(bundle.read("清单.json"))
        log = json.loads(bundle.read("4 台账.json"))
        metadata = json.loads(bundle.read("5 元数据.json"))
        papers = [name for name in names if name.startswith("1 文书/")]
        assert len(papers) == len(clerk.case.papers)
        assert bundle.read(next(name for name in names if name.startswith("2 回件/"))) == SCAN.read_bytes()
        assert {name for name in names if name.startswith("0 ")} == {
            "0 行政许可案卷.pdf", "0 卷内目录.pdf", "0 卷内备考表.pdf"
        }  # fmt: skip
        stored = [sm3(bundle.read(name)) for name in papers]
    assert sorted(stored) == sorted(paper.sm3 for paper in clerk.case.papers)
    assert len(manifest["files"]) == len(names) - 1
    assert [line["hash"] for line in log] == [entry.hash for entry in clerk.entries][: len(log)]
    assert metadata["办结日期"] == "2026-10-14"
    assert clerk.line("archive").facts["package"] == sm3(package.read_bytes())
    assert clerk.desk.store.verify().ok


def test_it_is_checked_back_against_the_ledger(clerk: Clerk, package: Path, tmp_path: Path) -> None:
    assert "完好，与2026-10-14的归档记录一致" in archiving.check(clerk.desk, str(package))
    other = tmp_path / package.name
    with zipfile.ZipFile(io.BytesIO(package.read_bytes())) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist() if name != volume.MANIFEST}
    other.write_bytes(volume.packed(parts, {"格式": "仿造"}, sm3))
    assert "没有它的归档记录" in archiving.check(clerk.desk, str(other))


def test_a_flipped_bit_is_never_taken_for_what_was_archived(clerk: Clerk, package: Path) -> None:
    """In a file the manifest finds it; in the zip's own bookkeeping the ledger's SM3 of the whole does."""
    whole, rng = package.read_bytes(), random.Random(5)
    by_manifest = 0
    for _ in range(100):
        at, bit = rng.randrange(len(whole)), 1 << rng.randrange(8)
        spoiled = whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :]
        package.write_bytes(spoiled)
        by_manifest += bool(volume.checked(spoiled, sm3))
        assert "归档记录一致" not in archiving.check(clerk.desk, str(package)), (at, bit)
    assert by_manifest > 90
    package.write_bytes(whole)
    assert "归档记录一致" in archiving.check(clerk.desk, str(package))


def test_a_file_taken_out_put_in_or_exchanged_is_named(package: Path) -> None:
    with zipfile.ZipFile(package) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    paper = next(name for name in parts if name.startswith("1 文书/"))

    def packed(changed: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as bundle:
            for name, data in changed.items():
                bundle.writestr(name, data)
        return out.getvalue()

    assert volume.checked(packed(parts), sm3) == ""
    assert paper in volume.checked(packed({**parts, paper: b"%PDF-1.4"}), sm3)
    assert "缺少文件" in volume.checked(packed({name: data for name, data in parts.items() if name != paper}), sm3)
    assert "多出文件" in volume.checked(packed({**parts, "混入.pdf": b"x"}), sm3)
    assert "损坏" in volume.checked(b"not a zip", sm3)


def test_an_open_case_is_not_archived_and_nothing_is_written(clerk: Clerk, tmp_path: Path) -> None:
    clerk.on("10-12").receives("S3-09")
    said = clerk.nothing_recorded(lambda: clerk.archives(tmp_path / "空"))
    assert isinstance(said, Refusal)
    assert "还没有办结" in said.sentence
    assert not (tmp_path / "空").exists()
