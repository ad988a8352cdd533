"""变异测试: changes the rules one spot at a time; a change that no test notices shows a rule that no test holds.

    python packaging/dev.py mutate [--list] [--only TEXT] [--jobs N] [rule book …]

Each change lives in a forked process: it imports the changed module and runs the rule book's tests, those first that have
killed most so far. Who stays alive for a good reason is named, with the reason, in packaging/mutants-alive.toml.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import signal
import sys
import tempfile
import time
import tomllib
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, Any

from mutants import RULES, Changed, Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
NAMED = ROOT / "packaging" / "mutants-alive.toml"
BOOKS = ("time_limits", "parallel_approval")
MOST_ALIVE = 5.0  # per cent


@dataclass(slots=True)
class Known:
    """已知: how long each test took unchanged, which functions it calls, and how many changes it has killed."""

    seconds: dict[str, float] = field(default_factory=dict)
    calls: dict[str, list[list[str | int]]] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)

    def rank(self, test: str, mutant: Mutant) -> tuple[bool, int, float]:
        """先后: first those that call the changed function, of these the best killer, then the quickest."""
        elsewhere = bool(mutant.within) and [str(mutant.file), mutant.within] not in self.calls.get(test, [])
        return (elsewhere, -self.kills[test], self.seconds.get(test, 0.0))


class Watch:
    """旁观: pytest's plugin. Without a change it learns what is known; with one it sorts, times and names the killer."""

    def __init__(self, known: Known, mutant: Mutant | None) -> None:
        self.known = known
        self.mutant = mutant
        self.killer = ""
        self.called: set[tuple[str, int]] = set()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Called by pytest."""
        if self.mutant:
            mutant = self.mutant
            items.sort(key=lambda item: self.known.rank(item.nodeid, mutant))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Called by pytest before a test: a change that makes it ten times as slow has been noticed."""
        if self.mutant:
            if sys.platform == "win32":
                raise NotImplementedError
            self.killer = nodeid  # -x: the last one started is the one that noticed
            signal.setitimer(signal.ITIMER_PROF, 2.0 + 10 * self.known.seconds.get(nodeid, 1.0))
            return
        self.called.clear()
        sys.settrace(self.trace)

    def pytest_runtest_logreport(self, report: Any) -> None:  # noqa: ANN401 – pytest has no name for it
        """Called by pytest after each phase of a test."""
        if not self.mutant:
            self.known.seconds[report.nodeid] = self.known.seconds.get(report.nodeid, 0.0) + report.duration
            self.known.calls[report.nodeid] = [list(place) for place in self.called]

    def trace(self, frame: FrameType, event: str, arg: object) -> None:  # noqa: ARG002 – Python's signature
        """记录: which functions of the rules a test calls; lines are not looked at."""
        if "mechanism" in frame.f_code.co_filename:
            self.called.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))


def tests_of(book: str) -> list[str]:
    """一本制度的测试: its own first, then every other one under tests/mechanism that speaks of it."""
    every = sorted((TESTS / "mechanism").rglob("test_*.py"))
    mine = [path for path in every if f"test_{book}" in path.name or book in path.relative_to(TESTS).parts]
    other = [path for path in every if path not in mine and book in path.read_text(encoding="utf-8")]
    return [str(path) for path in mine + other]


def run_tests(tests: list[str], watch: Watch) -> int:
    """运行测试: pytest in this process, silent, up to the first failure; its exit code."""
    import pytest

    # Neither plugins nor the project's own options: pytest-qt alone would load Qt for every change.
    options = ["-x", "-q", "-c", os.devnull, "--rootdir", str(ROOT), "--import-mode=importlib", "--tb=line"]
    options += ["-p", "no:cacheprovider"]
    return int(pytest.main([*options, "--no-header", "--assert=plain", *tests], plugins=[watch]))


def child(mutant: Mutant | None, tests: list[str], known: Known, answer: IO[str]) -> None:
    """子进程: never returns; writes what it learnt or the killer's name, and ends with 0 (alive) or 1 (killed)."""
    code = 1
    watch = Watch(known, mutant)
    try:
        if mutant:  # the run without a change may say why its tests fail
            nothing = os.open(os.devnull, os.O_WRONLY)
            for stream in (1, 2):
                os.dup2(nothing, stream)
            if sys.platform != "win32":
                signal.signal(signal.SIGPROF, lambda *_: finish(answer, watch.killer, 1))
                signal.setitimer(signal.ITIMER_PROF, 30.0)  # for importing and collecting
            sys.meta_path.insert(0, Changed(mutant))
        code = 0 if run_tests(tests, watch) == 0 else 1
    except BaseException:  # noqa: BLE001 – whatever it was: say it, and end the child
        traceback.print_exc()
    finally:
        sys.settrace(None)
        said = watch.killer if mutant else json.dumps([known.seconds, known.calls])
        finish(answer, said if code or not mutant else "", code)


def finish(answer: IO[str], said: str, code: int) -> None:
    """结束子进程: at once, without a clean-up of what belongs to the parent."""
    answer.write(said)
    answer.flush()
    sys.stdout.flush()
    os._exit(code)


def start(mutant: Mutant | None, tests: list[str], known: Known) -> tuple[int, IO[str]]:
    """启动: forks a child; its process id and where it will answer."""
    answer = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 – shared with the child, closed by the reader
    if sys.platform == "win32":
        raise NotImplementedError
    process = os.fork()
    if process == 0:
        child(mutant, tests, known, answer)
    return process, answer


def answered(answer: IO[str]) -> str:
    """子进程的回答."""
    with answer:
        answer.seek(0)
        return answer.read()


def survivors(chosen: list[Mutant], tests: list[str], known: Known, jobs: int) -> list[Mutant]:
    """幸存者: the changes that no test noticed."""
    alive, waiting = [], list(chosen)
    running: dict[int, tuple[Mutant, IO[str]]] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            process, answer = start(mutant, tests, known)
            running[process] = (mutant, answer)
        process, status = os.waitpid(-1, 0)
        mutant, answer = running.pop(process)
        known.kills[answered(answer)] += 1
        if os.waitstatus_to_exitcode(status) == 0:
            alive.append(mutant)
            print(f"alive so far: {mutant.key[0]}:{mutant.line}  {mutant.label}", file=sys.stderr, flush=True)
        if len(waiting) % 50 == 0:
            print(f"{len(chosen) - len(waiting) - len(running)}/{len(chosen)}", file=sys.stderr, flush=True)
    return sorted(alive, key=lambda mutant: (mutant.file, mutant.line))


# ── the report ────────────────────────────────────────────────────────────────────────────────────────────────────


def named() -> dict[tuple[str, str, str], str]:
    """已说明的幸存者: (file, source line, change) → reason."""
    if not NAMED.exists():
        return {}
    rows = tomllib.loads(NAMED.read_text(encoding="utf-8")).get("alive", [])
    return {(row["file"], row["source"], row["change"]): row["reason"] for row in rows}


def judge(book: str, jobs: int, only: str) -> bool:
    """一本制度: True when few enough stay alive and each of them is named."""
    chosen = [mutant for mutant in mutants(book) if only in f"{mutant.key[0]}:{mutant.line} {mutant.label}"]
    tests = tests_of(book)
    began = time.monotonic()
    known = Known()
    process, answer = start(None, tests, known)
    _, status = os.waitpid(process, 0)
    learnt = answered(answer)
    if not tests or os.waitstatus_to_exitcode(status):
        print(f"{book}: its tests do not pass without a change ({len(tests)} files)")
        return False
    known.seconds, known.calls = json.loads(learnt)
    random.Random(1).shuffle(chosen)  # noqa: S311 – so that the first killers come from everywhere
    alive = survivors(chosen, tests, known, jobs)
    reasons = named()
    for mutant in alive:
        file, source, label = mutant.key
        print(f"alive  {file}:{mutant.line}  {label}  {source}\n       {reasons.get(mutant.key, 'NOT NAMED')}")
    for key in sorted({key for key in reasons if key[0].startswith(book)} - {mutant.key for mutant in alive}):
        if not only:
            print("named, but not alive: " + "  ".join(key))
    unnamed = [mutant for mutant in alive if mutant.key not in reasons]
    share = 100 * len(alive) / max(1, len(chosen))
    print(
        f"{book}: {len(chosen)} changes, {len(alive)} alive ({share:.1f} %), {len(unnamed)} of them not named, "
        f"{time.monotonic() - began:.0f} s"
    )
    return share <= MOST_ALIVE and not unnamed


def main(arguments: list[str]) -> int:
    """入口: every rule book named, or both that compute dates and tasks."""
    words = argparse.ArgumentParser(description="变异测试")
    words.add_argument("books", nargs="*", default=BOOKS, help="制度（缺省：" + "、".join(BOOKS) + "）")
    words.add_argument("--jobs", type=int, default=2, help="同时运行的个数")
    words.add_argument("--only", default="", help="只看“文件:行 变异”里含有这段文字的")
    words.add_argument("--list", action="store_true", help="只列出，不运行")
    options = words.parse_args(arguments)
    if options.list:
        for book in options.books:
            for mutant in mutants(book):
                print(f"{mutant.key[0]}:{mutant.line}  {mutant.label}  {mutant.source}")
        return 0
    if not hasattr(os, "fork"):
        print("变异测试用 fork 分出进程，请在 Linux 上运行。")
        return 2
    os.chdir(ROOT)
    os.environ["HYPOTHESIS_PROFILE"] = "mutate"
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    import hypothesis  # noqa: F401 – loaded once here, not in every child
    from _pytest.config import default_plugins

    ledger = [f"bingliang.ledger.{path.stem}" for path in (RULES.parent / "ledger").glob("[a-z]*.py")]
    for name in (*(f"_pytest.{plugin}" for plugin in default_plugins), *ledger):
        importlib.import_module(name)
    verdicts = [judge(book, options.jobs, options.only) for book in options.books]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
