"""页: one room of the window, and what it may ask of the window around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtWidgets import QWidget

from bingliang.gui.keys import Place

if TYPE_CHECKING:
    from bingliang.desk.rows import CaseView
    from bingliang.gui.backstage import Backstage
    from bingliang.gui.printing import Printing
    from bingliang.gui.source import Heading
    from bingliang.gui.wedge import Wedge
    from bingliang.settings import Settings


class Frame(Protocol):
    """窗框: what a page may ask of the window; a page never touches another page."""

    @property
    def backstage(self) -> Backstage:
        """后台: `ask` and `act`."""

    @property
    def settings(self) -> Settings:
        """本机设置 in force."""

    @property
    def heading(self) -> Heading | None:
        """页眉 as last read; None before the database is open."""

    @property
    def printing(self) -> Printing:
        """打印, made when it is first asked for."""

    @property
    def wedge(self) -> Wedge:
        """扫码枪: what it hears, for the pages that test it."""

    def go(self, place: Place, subject: str = "") -> None:
        """去: open a room; `subject` says about what."""

    def open_case(self, stream: str, title: str = "", code: str = "") -> None:
        """打开办件 over the whole window."""

    def back(self) -> None:
        """返回 to where the clerk came from."""

    def say(self, sentence: str) -> None:
        """提示: a refusal in one sentence, over the pages until Esc."""

    def tell(self, sentence: str) -> None:
        """告知: what went through, in the same place and in a quiet colour."""

    def show_heading(self, heading: Heading) -> None:
        """页眉 as it came with an answer."""

    def remember(self, case: CaseView) -> None:
        """记住 a case that is on screen, among those opened last."""

    def save_settings(self, settings: Settings) -> None:
        """保存本机设置 and use them at once."""


@dataclass(frozen=True, slots=True)
class Command:
    """命令: one line of the palette; `why_not` greys it and gives the article, `note` says about what it is."""

    word: str
    act: Callable[[], None]
    cap: str = ""
    why_not: str = ""
    note: str = ""
    group: str = "这一页"


class Page(QWidget):
    """页: made when first gone to. Every question goes through `frame.backstage`; answers come back on the screen's thread."""

    place: ClassVar[Place]

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame = frame

    def enter(self, subject: str = "") -> None:
        """进来: the page is shown now, about `subject`; put the focus where typing begins."""
        raise NotImplementedError

    def refresh(self) -> None:
        """重新询问 what is on screen; neither selection nor scroll nor anything typed moves."""

    def panes(self) -> list[QWidget]:
        """换区的落点, in the order of F6."""
        return []

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """按键: names of the key table and what they do on this page."""
        return {}

    def escape(self) -> bool:
        """Esc: True when the page used it up (closed a popup, cleared a search)."""
        return False

    def commands(self) -> Sequence[Command]:
        """命令: what the palette (Ctrl+K) offers on this page besides rooms and keys, e.g. the acts of the open case."""
        return ()

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        """问命令: `then` gets `commands()`; a page whose commands the desk must answer for gives them when they are there."""
        then(self.commands())

    def scanned(self, code: str) -> bool:
        """扫码: True when the page took the scanned code itself; otherwise the window opens what it names."""
        del code
        return False

    def mark(self) -> str:
        """书签: the subject with which `enter` comes back to this very spot, when a window in another look takes over."""
        return ""

    def unsaved(self) -> str:
        """未保存: the sentence that asks before the window closes; empty when nothing would be lost."""
        return ""
