"""命令面板的行: rooms, keys of the room shown, commands of its page, cases opened last, help; and what typed words find of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bingliang.gui import keys
from bingliang.gui.keys import Key, Place

if TYPE_CHECKING:
    from bingliang.desk.help import Help, Topic
    from bingliang.gui.page import Command
    from bingliang.gui.window import Window

RECENT, KEYS, PLACES, HELP = "最近打开的办件", "这里的按键", "页面", "帮助"
HELP_SHOWN = 8
_SILENT = frozenset({"palette", "back", "pane", "pane_back"})
"""Keys that mean nothing where a line of the palette is chosen."""

Spelled = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """一行: what it says, what it does, under which other words it is found."""

    group: str
    word: str
    act: Callable[[], None]
    cap: str = ""
    note: str = ""
    why_not: str = ""
    words: tuple[str, ...] = ()


def of_commands(commands: Iterable[Command]) -> Iterable[Line]:
    """这一页的命令, e.g. the acts of the open case."""
    for one in commands:
        # "筛选：临期" is sought as 临期 as well
        yield Line(one.group, one.word, one.act, one.cap, one.note, one.why_not, tuple(one.word.split("：")[1:]))


def of_window(window: Window) -> Iterable[Line]:
    """窗口的行: recent cases, the keys that do something here, the rooms."""
    for stream, title, code in window.navigation.recent:
        yield Line(RECENT, title, partial(window.open_case, stream, title, code), note=code, words=(code,))
    yield from _of_keys(window)
    yield from _of_rooms(window)


def _of_keys(window: Window) -> Iterable[Line]:
    from bingliang.desk.acts.offers import CASE_DEEDS, DEEDS
    from bingliang.desk.panels.values import NAMES

    shown: set[str] = set()
    order = (window.place, Place.EVERYWHERE)
    for key in sorted(keys.table(), key=lambda one: order.index(one.place) if one.place in order else 1):
        # an act of the case stands among its commands, with the reason where it is forbidden
        silent = key.own or key.name in {*_SILENT, *DEEDS, *CASE_DEEDS} or key.name.startswith("go_")
        if silent or key.name in shown:
            continue
        if key.name == "system":
            for (cap, name), word in zip(key.bindings(), NAMES, strict=False):
                if act := window.keyboard.answer(key, name):
                    yield Line(KEYS, f"《{word}制度》", act, cap)
        elif not key.each and (act := window.keyboard.answer(key, key.name)):
            shown.add(key.name)
            yield Line(KEYS, key.word, act, key.cap)


def _of_rooms(window: Window) -> Iterable[Line]:
    from bingliang.gui.rooms import listed

    for room in listed(window.settings.role):
        yield Line(PLACES, room.word, partial(window.go, room.place), _cap(f"go_{room.place.name.lower()}"))
    from bingliang.gui.dating import ASKS

    yield Line(PLACES, ASKS, window.dating.ask)
    log = Place.ENQUIRIES
    yield Line(PLACES, "咨询登记簿", partial(window.go, log), _cap("go_enquiries"))
    yield Line(PLACES, "咨询登记（不属于办件）", partial(window.go, log, "登记"))
    yield Line(PLACES, "投诉清单", partial(window.go, log, "投诉"))
    yield Line(PLACES, "投诉登记", partial(window.go, log, "投诉登记"))
    handing = Place.HANDOVER
    yield Line(PLACES, "移交清单", partial(window.go, handing, "移交"), _cap("go_handover"))
    yield Line(PLACES, "A/B角", partial(window.go, handing, "A/B角"))
    yield Line(PLACES, "A/B角登记", partial(window.go, handing, "A/B角=登记"))


def _cap(name: str) -> str:
    found: Key | None = next((key for key in keys.table() if key.name == name), None)
    return found.cap if found is not None else ""


def of_help(held: Help, tell: Callable[[Help, Topic], None]) -> Iterable[Line]:
    """帮助的行."""
    for topic in held.topics.values():
        yield Line(HELP, topic.title, partial(tell, held, topic), note=topic.group, words=topic.words)


def sift(lines: Iterable[Line], typed: str, spelled: Spelled) -> list[Line]:
    """筛选: the lines that typed words or initials find, the nearest group first; without words all but help."""
    wanted = "".join(typed.split()).lower()
    if not wanted:
        known = [line for line in lines if line.group != HELP]
        return sorted(known, key=lambda line: bool(line.why_not))  # what cannot be done now waits behind all that can
    weighed = [(weight, at, line) for at, line in enumerate(lines) if (weight := _weight(line, wanted, spelled))]
    best: dict[str, int] = {}
    for weight, _, line in weighed:
        best[line.group] = max(best.get(line.group, 0), weight if not line.why_not else 1)
    # help answers a question, it does nothing: it stands behind whatever does something
    order = sorted(best, key=lambda group: (group == HELP, -best[group]))
    ordered = sorted(weighed, key=lambda one: (order.index(one[2].group), -one[0], one[1]))
    helped = [line for _, _, line in ordered if line.group == HELP][:HELP_SHOWN]
    return [line for _, _, line in ordered if line.group != HELP] + helped


def _weight(line: Line, wanted: str, spelled: Spelled) -> int:
    """How near: the word or its usual initials from their beginning, then their middle, then rarer readings (单 is also s)
    and other words; 0 is not at all.
    """
    word = line.word.lower()
    usual, *rarer = spelled.get(line.word, ()) or ("",)
    if word.startswith(wanted) or usual == wanted:
        return 5
    if usual.startswith(wanted):
        return 4
    if wanted in word:
        return 3
    if any(wanted in other.lower() or _begins(wanted, spelled.get(other, ())) for other in line.words):
        return 2
    return 1 if _begins(wanted, rarer) or (len(wanted) > 1 and wanted in usual) else 0


def _begins(wanted: str, read: Sequence[str]) -> bool:
    return any(one.startswith(wanted) for one in read)
