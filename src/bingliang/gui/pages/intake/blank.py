"""收件时留空手填: where a name cannot be printed, its approval is registered on the spot; the visit stays as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bingliang.desk.intake.printable import missing
from bingliang.gui.page import Command
from bingliang.gui.pages.papers.acts import PaperActs

if TYPE_CHECKING:
    from bingliang.gui.pages.intake.page import IntakePage

WORD, CAP = "批准留空手填", "Ctrl+Shift+K"


class LeavingBlank(PaperActs):
    """批准留空手填 over the intake page, with the signs that stand there."""

    def __init__(self, page: IntakePage) -> None:
        super().__init__(page, page.outlook.ask)
        self._page_of_intake = page

    def begin(self) -> None:
        """打开办理单; where everything can be printed, that is said."""
        visit = self._page_of_intake.now
        self._frame.backstage.ask(self, lambda counter: missing(counter.desk, visit), self._found, topic="signs")

    def _found(self, signs: str) -> None:
        if signs:
            self.leave_blank(signs)
        else:
            self._frame.say("这一件的名称、姓名和地址都打印得出，不用留空。")

    def command(self) -> Command:
        """命令面板里的一行."""
        return Command(WORD, self.begin, CAP)

    def over(self) -> Mapping[str, Callable[[], None]] | None:
        """按键 while the sheet stands over the page: the key that receives confirms the sheet instead."""
        keys = self.keys()
        return keys if keys is None else {"save": keys["confirm"]} if "confirm" in keys else {}
