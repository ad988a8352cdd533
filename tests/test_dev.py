"""packaging/dev.py: what it promises to a machine that has only Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parent.parent


def test_another_python_is_refused_with_the_one_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    source = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    for version in ((3, 10, 4), (3, 15, 0)):
        monkeypatch.setattr(sys, "version_info", version)
        with pytest.raises(SystemExit, match=rf"现在用的是 3\.{version[1]}.*安装 Python 3\.13") as refusal:
            exec(compile(source, "dev.py", "exec"), {"__name__": "dev", "__file__": str(ROOT / "packaging" / "dev.py")})  # noqa: S102 – as an older Python would
        assert isinstance(refusal.value.code, str)


def test_a_wrong_verb_names_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert all(verb in said.err for verb in dev.VERBS)


def test_an_unchanged_checkout_costs_less_than_two_seconds(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prepared once (here: stamped), the second start compares one hash and asks the loader for Qt's libraries."""
    monkeypatch.setattr(dev, "VENV", workspace)
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "STAMP", workspace / "stamp")
    monkeypatch.setattr(dev, "pip", lambda *_: pytest.fail("installs again"))
    (workspace / "stamp").write_text(dev.fingerprint(), encoding="utf-8")
    start = time.monotonic()
    dev.install_system(dev.needs("run"))
    dev.prepare()
    assert time.monotonic() - start < 2


def test_a_changed_lock_installs_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dev.fingerprint()
    monkeypatch.setattr(dev, "LOCK", workspace / "requirements.lock")
    (workspace / "requirements.lock").write_text("other==1\n", encoding="utf-8")
    assert dev.fingerprint() != before


def test_missing_system_packages_are_named_to_who_may_not_install_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr("shutil.which", lambda name, **_: f"/usr/bin/{name}")
    assert not dev.install_system({"libEGL.so.1": "libegl1", "Xvfb": "xvfb"})
    assert "sudo apt-get install --no-install-recommends libegl1 xvfb" in capsys.readouterr().err
    assert dev.install_system({})


@pytest.mark.skipif(not shutil.which("ldconfig", path="/sbin:/usr/sbin"), reason="only Linux has ldconfig")
def test_the_loader_knows_what_is_there() -> None:
    assert dev.missing_libraries({"libc.so.6": "libc6", "libnone.so.9": "libnone9"}) == {"libnone.so.9": "libnone9"}


def test_ci_runs_the_test_command_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "dev.py" in line] == ["exec python3 packaging/dev.py test"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="every change is tried in a fork")
def test_a_mutant_that_no_test_notices_is_reported(workspace: Path) -> None:
    """The control of the mutation run: a rule book with one rule that is tested and one that is not."""
    mechanism = workspace / "src" / "bingliang" / "mechanism"
    for folder in (mechanism, workspace / "packaging", workspace / "tests" / "mechanism"):
        folder.mkdir(parents=True)
    for module in ("mutate.py", "mutants.py"):
        shutil.copy(ROOT / "packaging" / module, workspace / "packaging")
    for folder in (mechanism, mechanism.parent):
        (folder / "__init__.py").touch()
    (mechanism / "time_limits.py").write_text(
        "def held(n):\n    return n > 3\n\n\ndef free(n):\n    return n + 1\n", encoding="utf-8"
    )
    (workspace / "tests" / "mechanism" / "test_time_limits.py").write_text(
        "from bingliang.mechanism import time_limits\n\n\n"
        "def test_held():\n    assert [time_limits.held(n) for n in (2, 3, 4)] == [False, False, True]\n",
        encoding="utf-8",
    )
    run: list[str | Path] = [sys.executable, "-X", "utf8", workspace / "packaging" / "mutate.py", "time_limits"]
    done = subprocess.run(run, cwd=workspace, capture_output=True, encoding="utf-8", check=False)
    alive = [line for line in done.stdout.splitlines() if line.startswith("alive")]
    assert done.returncode == 1, done.stdout + done.stderr
    assert len(alive) == 4
    assert all("time_limits.py:6" in line for line in alive)
