"""核验结论: what `verify` found, in the words of one sentence and the place of the first fault."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """核验结论. When not `ok`, `stream` and `seq` name the first bad line (or the line that is missing there)."""

    ok: bool
    sentence: str
    stream: str = ""
    seq: int | None = None
    streams: int = 0
    lines: int = 0
    rows: int = 0
    numbers: int = 0
    blobs: int = 0


class Fault(Exception):
    """第一处不符; ends the examination."""

    def __init__(self, sentence: str, stream: str = "", seq: int | None = None) -> None:
        """Where and what."""
        super().__init__(sentence)
        self.sentence = sentence
        self.stream = stream
        self.seq = seq
