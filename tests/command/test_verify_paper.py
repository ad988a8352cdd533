"""bingliang verify-paper, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.command import main


def typed(capsys: pytest.CaptureFixture[str], home: Path, given: str) -> tuple[int, str]:
    code = main(["verify-paper", given, "--db", str(home / "demo.db")])
    return code, capsys.readouterr().out.strip()


def test_every_paper_of_the_demo_is_genuine_and_a_changed_one_is_not(
    demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = sorted((demonstrated / "文书").rglob("*.pdf"))
    assert papers
    chosen = [one for one in papers if "受理通知书" in one.name][:2]
    for one in chosen:
        code, said = typed(capsys, demonstrated, str(one))
        assert (code, "真实有效" in said) == (0, True), said
    strange = tmp_path / "别人的.pdf"
    strange.write_bytes(chosen[0].read_bytes().replace(b"/Title", b"/Titel"))
    code, said = typed(capsys, demonstrated, str(strange))
    assert (code, "不是原件" in said) == (1, True), said


def test_a_number_that_is_not_there_is_said_so(demonstrated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = typed(capsys, demonstrated, "岳经开审〔2026〕受理第9999号")
    assert code == 1
    assert "台账中没有" in said
