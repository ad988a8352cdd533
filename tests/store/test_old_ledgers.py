"""A ledger of every released version stays readable: it verifies, and folds to the same rows, under every later program."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bingliang.desk.desk import open_desk
from bingliang.ledger.acts import Who

LEDGERS = sorted((Path(__file__).parent.parent / "ledgers").glob("*.zip"))


@pytest.mark.parametrize("kept", LEDGERS, ids=[path.stem for path in LEDGERS])
def test_a_ledger_of_an_earlier_version_verifies_and_folds_alike(kept: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(kept) as packed:
        packed.extractall(tmp_path)
    desk = open_desk(tmp_path / "ledger.db", Who("管理员", "0", "管理员"), create=False)
    verdict = desk.store.verify()
    assert verdict.ok, verdict.sentence
    assert verdict.lines > 0
    assert verdict.blobs > 0
    assert desk.store.rebuild() == 0
    desk.close()


def test_the_version_of_today_is_kept() -> None:
    assert "0.1.0" in {path.stem for path in LEDGERS}
