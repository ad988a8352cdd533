"""申报文件夹: packages laid there are taken in one after the other, those refused are put aside with their sentence.

A file that is still being written is left alone until it is whole: its size must have stood still between two looks and
its last bytes must be those that end a zip. What stays broken for a while is refused like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.online.filings import Entered, Returned, import_package
from bingliang.desk.online.status import report
from bingliang.settings import writable_data_folder

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

TAKEN, REFUSED, BACK = "已入库", "未通过", "回传"
PATIENCE = 20
"""So many looks at a broken file that no longer grows, then it is refused: a writer that died has left it."""


def quarantine() -> Path:
    """隔离区: a folder of the program's own; the copies in it have no name and vanish with the look."""
    return writable_data_folder() / "quarantine"


@dataclass(frozen=True, slots=True)
class Outcome:
    """看一遍的结果."""

    entered: tuple[Entered, ...] = ()
    refused: tuple[str, ...] = ()
    reported: tuple[Path, ...] = ()
    writing: int = 0

    @property
    def sentence(self) -> str:
        """一句话, blank when nothing is to be told."""
        fresh = [one for one in self.entered if not one.again]
        parts = [f"网上申报新入库 {len(fresh)} 件"] if fresh else []
        if self.refused:
            parts.append(f"{len(self.refused)} 个包没有通过，放在“{REFUSED}”里：{self.refused[0].rstrip('。')}")
        return f"{'；'.join(parts)}。" if parts else ""


@dataclass
class FilingFolder:
    """申报文件夹; one object looks at it again and again and remembers how big each file was."""

    folder: Path
    _seen: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def look(self, desk: Desk) -> Outcome:
        """看一遍: takes in what is whole, reports what is new.

        ValueError or Refusal when the folder or the database cannot be used just now; no package is put aside for that.
        """
        from bingliang.exchange.quarantine import Unfit

        entered: list[Entered] = []
        refused: list[str] = []
        writing = 0
        for path in self._packages():
            if not self._whole(path):
                writing += 1
                continue
            try:
                entered.append(import_package(desk, path, quarantine()))
            except (Unfit, Returned) as why:
                refused.append(f"{path.name}：{why}")
                self._aside(path, REFUSED, str(why))
            except ValueError:
                if path.is_file():
                    raise  # not gone to another counter that looks at the same folder: something is wrong here
            else:
                self._aside(path, TAKEN)
        return Outcome(tuple(entered), tuple(refused), report(desk, self.folder / BACK), writing)

    def _packages(self) -> list[Path]:
        try:
            found = [path for path in self.folder.iterdir() if path.suffix.lower() == ".zip"]
        except OSError as error:
            raise ValueError(
                f"申报文件夹“{self.folder}”读不出来（{error.strerror}），请在设置里核对，或者检查网络和权限。"
            ) from error
        names = {path.name for path in found}
        self._seen = {name: seen for name, seen in self._seen.items() if name in names}
        return sorted(found)

    def _whole(self, path: Path) -> bool:
        from bingliang.exchange.quarantine import looks_whole

        try:
            known = path.lstat()
        except OSError:
            return False
        size, changed, looks = self._seen.get(path.name, (-1, -1, 0))
        still = (size, changed) == (known.st_size, known.st_mtime_ns)
        self._seen[path.name] = (known.st_size, known.st_mtime_ns, looks + 1 if still else 0)
        if not still:
            return False
        return path.is_symlink() or looks_whole(path) or looks + 1 >= PATIENCE

    def _aside(self, path: Path, where: str, why: str = "") -> None:
        """放到一边, under a name that is not taken yet; the sentence beside it. ValueError when the folder cannot be written."""
        shelf = self.folder / where
        try:
            shelf.mkdir(exist_ok=True)
            target = _free(shelf, path)
            path.rename(target)
            if why:
                target.with_suffix(".txt").write_text(f"{why}\n", encoding="utf-8")
        except FileNotFoundError:
            return  # another counter has put it aside
        except OSError as error:
            raise ValueError(
                f"“{path.name}”不能移到“{shelf}”（{error.strerror}），请检查申报文件夹的权限；它已经看过，不会重复登记。"
            ) from error
        self._seen.pop(path.name, None)


def _free(shelf: Path, path: Path) -> Path:
    target, number = shelf / path.name, 2
    while target.exists() or target.is_symlink():
        target = shelf / f"{path.stem}-{number}{path.suffix}"
        number += 1
    return target
