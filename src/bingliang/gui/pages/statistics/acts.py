"""统计页上能做的: filter by a sheet, save as a file, print; each about the figures that are on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from bingliang.desk.statistics import filtering
from bingliang.desk.statistics.filtering import Chosen
from bingliang.gui.exporting import CSV, EXCEL, PDF, ask_where
from bingliang.gui.pages.statistics.question import Question
from bingliang.gui.printable import report_sheet

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.statistics.figures import Figures, Month
    from bingliang.desk.statistics.table import Group
    from bingliang.gui.pages.statistics.page import StatisticsPage


class FiguresActs(QObject):
    """筛选、导出、打印."""

    def __init__(self, page: StatisticsPage, chosen: Callable[[Chosen], None]) -> None:
        super().__init__(page)
        self._page, self._frame, self._chosen = page, page.frame, chosen
        self.sheet: Question | None = None

    def keys(self) -> Mapping[str, Callable[[], None]] | None:
        """按键 while the sheet stands over the page; None while it does not."""
        return {"confirm": self.sheet.confirm} if self.sheet is not None and self.sheet.isVisible() else None

    def escape(self) -> bool:
        """Esc: closes the sheet."""
        if self.sheet is None or not self.sheet.isVisible():
            return False
        self.sheet.cancel()
        return True

    def filter(self, found: Figures | None) -> None:
        """筛选: days, department, item and tag on one sheet."""
        if found is None or self._frame.heading is None:
            return
        if self.sheet is None:
            self.sheet = Question(self._page, filtering.OfFigures())
            self.sheet.answered.connect(self._answered)
        self.sheet.open("", filtering.form(found, found.asked, self._frame.heading.today))

    def _answered(self, form: ActForm, values: Values) -> None:
        self._chosen(filtering.chosen(form, values))

    def save(self, found: Figures | None) -> None:
        """导出: asks for the file; the page saves to it."""
        if found is not None:
            ask_where(self._page, "导出统计", f"办件统计 {found.title}", self._page.save_to, (EXCEL, PDF, CSV))

    def save_to(self, found: Figures, months: tuple[Month, ...], group: Group, path: Path) -> None:
        """存为 Excel、PDF 或 CSV, on a worker."""

        def work() -> Path:
            from bingliang.desk.statistics.saving import save

            return save(found, months, path, group)

        self._frame.backstage.outside(
            self._page, work, lambda saved: self._frame.tell(f"已保存到 {saved}"), refused=self._frame.say
        )

    def print(self, found: Figures | None, months: tuple[Month, ...]) -> None:
        """打印报表: the figures on screen, as they were made."""
        if found is not None:
            key = (f"statistics/{found.title}/{found.made_at:%H%M%S}", -1)
            self._frame.printing.print_loose(key, lambda desk: report_sheet(desk, found, months))
