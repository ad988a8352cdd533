"""打印日记: what this machine has printed, one line each, in a file beside its settings.

It answers how often a paper was printed here, so that a further print is marked 补打, and what was printed last. It is
no ledger: another machine has a journal of its own, and a line that a power cut has torn is passed over.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = "printed.jsonl"


@dataclass(frozen=True, slots=True)
class Printed:
    """一次打印: `sm3` names the paper, `reprint` is 0 for the first print and n for 补打 n."""

    sm3: str
    stream: str
    seq: int
    number: str
    title: str
    kind: str
    printer: str
    copies: int
    reprint: int
    at: str
    by: str


_FIELDS = {one.name: {"str": str, "int": int}[str(one.type)] for one in fields(Printed)}


class Journal:
    """打印日记 in a folder; reads only what was added since it last looked, so that two windows may share it."""

    def __init__(self, folder: Path) -> None:
        """Nothing is made before the first line."""
        self.path = folder / FILE
        self._read_to = 0
        self._times: dict[str, int] = {}
        self._last: Printed | None = None

    def times(self, sm3: str) -> int:
        """打过几次: how often this paper was printed here."""
        self._catch_up()
        return self._times.get(sm3, 0)

    @property
    def last(self) -> Printed | None:
        """最近一次 printed here; None when nothing was."""
        self._catch_up()
        return self._last

    def enter(self, printed: Printed) -> None:
        """记一次; ValueError in one sentence when it cannot be written."""
        line = json.dumps(asdict(printed), ensure_ascii=False).encode()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b") as file:
                if file.tell() and not self._whole():
                    line = b"\n" + line
                file.write(line + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise ValueError(
                f"已打印，但打印日记“{self.path}”写不进去（{error.strerror}），下次打印不会标“补打”，请检查文件夹的权限。"
            ) from error

    def _whole(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def _catch_up(self) -> None:
        try:
            with self.path.open("rb") as file:
                file.seek(self._read_to)
                added = file.read()
        except FileNotFoundError:
            return
        except OSError as error:
            raise ValueError(f"打印日记“{self.path}”读不出来（{error.strerror}），请检查该文件的权限。") from error
        whole = added[: added.rfind(b"\n") + 1]
        self._read_to += len(whole)
        for line in whole.splitlines():
            printed = _read(line)
            if printed is not None:
                self._times[printed.sm3] = self._times.get(printed.sm3, 0) + 1
                self._last = printed


def _read(line: bytes) -> Printed | None:
    try:
        held = json.loads(line)
    except ValueError:
        return None
    if not isinstance(held, dict) or not all(isinstance(held.get(name), kind) for name, kind in _FIELDS.items()):
        return None
    return Printed(**{name: held[name] for name in _FIELDS})
