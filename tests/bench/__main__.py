"""测速: `name ratio` lines and bench.json; every figure is ours against a floor or a peer in the same run.

    python packaging/dev.py bench [name …]

A ratio counts, a millisecond does not: machines differ by a factor of three, ratios by a few per cent.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.bench import (
    acting,
    boards,
    figures,
    finding,
    papers,
    printing,
    responding,
    scrolling,
    standing,
    time_limits,
    window,
)
from tests.bench.measuring import Bench, Figure

BENCHES: tuple[Bench, ...] = (
    *time_limits.BENCHES,
    *standing.BENCHES,
    *finding.BENCHES,
    *acting.BENCHES,
    *papers.BENCHES,
    *printing.BENCHES,
    *window.BENCHES,
    *scrolling.BENCHES,
    *responding.BENCHES,
    *figures.BENCHES,
    *boards.BENCHES,
)


def main(names: list[str]) -> int:
    """Runs the benches named (all, if none) and writes bench.json; 2 for a name that does not exist."""
    known = {bench.name: bench for bench in BENCHES}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"没有名为“{'、'.join(unknown)}”的测速，可用的是：{'、'.join(known)}。", file=sys.stderr)
        return 2
    measured: dict[str, Figure] = {}
    for name in names or known:
        figure = known[name].run()
        measured[name] = figure
        print(f"{name} {figure['ratio']:.3f}", flush=True)
        print(
            f"    goal {known[name].goal}, ours {figure['ours_ms']:.4f} ms, floor {figure['floor_ms']:.4f} ms,"
            f" {figure['runs']} runs: {known[name].what}",
            file=sys.stderr,
        )
    Path("bench.json").write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
