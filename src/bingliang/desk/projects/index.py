"""项目库的索引: every project of the library, those merged away included, found by number, code, or investor and name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.kept import Kept
from bingliang.ledger.project import PREFIX, Enlisted, Profile, fold_project

if TYPE_CHECKING:
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.register import Project
    from bingliang.store.look import Look


@dataclass(frozen=True, slots=True)
class Index:
    """项目库, by stream."""

    held: Mapping[str, Enlisted]

    @property
    def going_on(self) -> list[Enlisted]:
        """还在进行的: what lists and sums count; what was merged is counted in the project it was merged into."""
        return [one for one in self.held.values() if one.merged is None]

    def last(self, one: Enlisted) -> Enlisted:
        """最后归到哪个: follows the mergers."""
        while one.merged is not None and one.merged.stream in self.held:
            one = self.held[one.merged.stream]
        return one

    def twin(self, profile: Profile) -> Enlisted | None:
        """同一个项目 already here: by its code, else by investor and name, as it is called now or was enlisted under."""
        same = [one for one in self.held.values() if profile.code and one.profile.code == profile.code]
        same += [
            one for one in self.held.values() if (one.profile.firm, one.profile.name) == (profile.firm, profile.name)
        ]
        return same[0] if same else None

    def of_registry(self, project: Project, owners: Iterable[str]) -> Enlisted | None:
        """登记册里的项目 in the library, and if it was merged, what it was merged into."""
        names = set(owners)
        found = next(
            (
                one
                for one in self.held.values()
                if (project.code and one.profile.code == project.code)
                or (one.profile.name == project.name and one.profile.firm in names)
            ),
            None,
        )
        return self.last(found) if found is not None else None

    def family(self, one: Enlisted) -> tuple[Enlisted, ...]:
        """本项目和并入的项目, those that had been merged into these before included."""
        joined = (self.held[kin.stream] for kin in one.absorbed if kin.stream in self.held)
        return (one, *(member for other in joined for member in self.family(other)))


_FOLDED: Kept[Enlisted | None] = Kept()


def index(look: Look) -> Index:
    """读出项目库; only what has been written on since it was last read is folded again."""
    from bingliang.store.streams import heads_under, lines_of

    heads = heads_under(look, PREFIX)
    grown = lines_of(look, [stream for stream, seq in heads.items() if _FOLDED.lacks(look, stream, seq)])
    found = {stream: _FOLDED.get(look, stream, seq, partial(_fold, grown, stream)) for stream, seq in heads.items()}
    return Index({stream: one for stream, one in found.items() if one is not None})


def _fold(lines: Mapping[str, Sequence[Entry]], stream: str) -> Enlisted | None:
    return fold_project(lines[stream])
