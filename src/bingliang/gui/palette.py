"""命令面板 (Ctrl+K): everything the window can do or find, by Chinese words or pinyin initials; Enter does it, Esc goes back.

What needs the desk or the dictionary is asked in the backstage; what is known already stands there at once, and an answer
that comes later never moves the chosen line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from bingliang.gui import finder, tokens
from bingliang.gui.palette_lines import Line, of_commands, of_help, of_window, sift
from bingliang.gui.widgets.choices import Choice
from bingliang.gui.widgets.choosing import TALL, Choosing

if TYPE_CHECKING:
    from bingliang.desk.finding import Found
    from bingliang.desk.help import Help
    from bingliang.gui.page import Command
    from bingliang.gui.window import Window

AROUND, TOP = 142, 60
FOOT = "↑↓ 选择    Enter 执行    输入文字或拼音首字母可筛选    Esc 关闭"
EMPTY = "没有这样的命令，也没有查到办件、企业、项目或者帮助。请换一个词。"
SEEKING = "正在查找办件、企业和项目…"


class Palette(Choosing):
    """命令面板 over the whole window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._held: Help | None = None
        self._spelled: dict[str, tuple[str, ...]] = {}
        self._commands: Sequence[Command] = ()
        self._lines: list[Line] = []
        self._found: Found | None = None
        self._asked = ""
        self._hurried = False
        super().__init__(
            window,
            "命令面板",
            asks="命令",
            placeholder="做什么？输入命令、页面、办件、企业或者帮助，如 一次性告知、ycxgz、dfyh",
            listed="命令和查到的",
            foot=FOOT,
        )
        self.box.setProperty("helpKey", "palette")
        self.box.setMaxLength(80)

    # ── opening and closing ───────────────────────────────────────────────────────────────────────────────────

    def ask(self) -> None:
        """Ctrl+K: opens, and closes again."""
        if self.isVisible():
            self.lift()
            return
        window = self._window
        self._commands, self._found, self._asked, self._hurried = (), None, "", False
        self._lines = [*of_window(window), *of_commands(window.aids.commands())]
        self.box.clear()
        self._show(keep=False)
        self.show_over()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        window.page.ask_commands(self._take_commands)
        if self._held is None:
            window.backstage.know(self, _read, self._take_help, topic="help")
        self._spell()

    def escape(self) -> bool:
        """Esc: closes it, and the focus is where it was."""
        if not self.isVisible():
            return False
        self.lift()
        return True

    def wanted_height(self) -> int:
        return min(TALL, AROUND + max(self.list.wanted_height(), 120))

    def _place(self) -> None:
        """At the top: a list that grows and shrinks must not move the box under the eyes."""
        super()._place()
        card = self.card.geometry()
        self.card.setGeometry(card.left(), TOP, card.width(), min(card.height(), self.height() - TOP - tokens.L))

    # ── what comes later ──────────────────────────────────────────────────────────────────────────────────────

    def _take_commands(self, commands: Sequence[Command]) -> None:
        if self.isVisible():
            self._commands = commands
            self._show(keep=bool(self.box.text()))
            self._spell()

    def _take_help(self, held: Help) -> None:
        self._held = held
        self._show()
        self._spell()

    def _spell(self) -> None:
        """The initials of words not met before, on the worker that has time."""
        words = [word for line in self._every() for word in (line.word, *line.words) if word not in self._spelled]
        if words:
            self._window.backstage.know(self, partial(_spell, tuple(words)), self._take_spelled, topic="spelling")

    def _take_spelled(self, spelled: Mapping[str, tuple[str, ...]]) -> None:
        self._spelled.update(spelled)
        self._show()
        self._go_on()

    def _typed(self, text: str) -> None:
        self._hurried = False
        self._found = None
        self._asked = text.strip()
        self._show(keep=False)
        if self._asked and self._window.backstage.ready:
            self._window.backstage.ask(
                self,
                lambda counter: finder.sought(counter, text),
                self._take_found,
                topic="palette",
                refused=self._quiet,
            )

    def _take_found(self, found: Found) -> None:
        if self.isVisible() and finder.folded_words(self.box.text()) == found.words:
            self._found = found
            self._show()
            self._go_on()

    def _quiet(self, _: str) -> None:
        """A word that finds nothing is no refusal."""

    # ── showing ───────────────────────────────────────────────────────────────────────────────────────────────

    def _every(self) -> Iterable[Line]:
        yield from of_commands(self._commands)
        yield from self._lines
        if self._held is not None:
            yield from of_help(self._held, self._window.aids.drawer.tell)

    def _show(self, *, keep: bool = True) -> None:
        lines = [_choice(line) for line in sift(self._every(), self.box.text(), self._spelled)]
        doing = [one for one in lines if one.heading != "帮助"]
        hits = list(finder.choices(self._found)) if self._found is not None else []
        helped = [one for one in lines if one.heading == "帮助"]
        self.list.show_choices([*doing, *hits, *helped], keep=keep)
        self._explain()
        if self.isVisible():
            self._place()

    def _seeking(self) -> bool:
        typed = finder.folded_words(self.box.text())
        return bool(typed) and self._window.backstage.ready and (self._found is None or self._found.words != typed)

    def _explain(self) -> None:
        """Why a greyed line cannot be done, else what is going on."""
        current = self.list.current()
        why = current.why_not if current is not None else ""
        words = why or (SEEKING if self._seeking() else "" if current is not None else EMPTY)
        self.explain(words, forbidden=bool(why))

    # ── doing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _enter(self) -> None:
        """Enter before an answer is kept for it, unless what is known already has a line for it."""
        current = self.list.current()
        if current is not None:
            self._take(current)
        elif self._seeking() or not self._spelled:
            self._hurried = True

    def _go_on(self) -> None:
        if self._hurried and self.list.current() is not None:
            self._hurried = False
            self._enter()

    def _take(self, choice: Choice) -> None:
        if choice.why_not:
            self._explain()
            return
        self.lift()
        if isinstance(choice.data, Line):
            choice.data.act()
        else:
            finder.open_hit(self._window, choice.data)


def _choice(line: Line) -> Choice:
    return Choice(line.group, line.word, note=line.why_not or line.note, cap=line.cap, why_not=line.why_not, data=line)


def _read() -> Help:
    from bingliang.desk.help import factory_help

    return factory_help()


def _spell(words: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    from bingliang.desk.spelling import spelled

    return spelled(words)
