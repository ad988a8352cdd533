"""事项目录的办理: an item said anew for the draft, the draft put in force, tables and settings brought in or written out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from bingliang.desk.acts.offers import Group, Offer
from bingliang.desk.catalogue import table as item_table
from bingliang.desk.catalogue.forms import TITLES, form_of
from bingliang.desk.catalogue.script import CATALOGUE
from bingliang.desk.catalogue.view import ItemList, ItemRow
from bingliang.desk.zone import package as zone_package
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import why

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Page

TABLES, SETTINGS = "表格 (*.xlsx *.csv)", "区的全部设置 (*.json)"
_OUT = {"export_items": "目录存为 Excel", "export_settings": "导出全部设置"}


_INITIALS = {
    "edit_item": "xgsx", "new_item": "xzsx", "adopt_items": "qycg", "drop_item": "yccg", "drop_items": "qycg", "import_items": "drmlb", "import_settings": "drqbsz",
    "export_items": "mlcwexcel", "export_settings": "dcqbsz",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CatalogueOffer(Offer):
    """事项目录可办的一项, with its own initials."""

    @property
    def initials(self) -> str:
        """拼音首字母."""
        return _INITIALS[self.name]


class CatalogueActs(Acting[ItemRow]):
    """事项目录的办理 of the page's current item."""

    def __init__(self, page: Page, done: Callable[[str], None]) -> None:
        super().__init__(page)
        self._after = done
        self._dialog: QFileDialog | None = None

    def menu(self, row: ItemRow, found: ItemList) -> None:
        """办理菜单; what this post may not do is greyed with the post that may."""
        self._open_menu(row, row.name, offers(found, row.code))

    def commands(self, row: ItemRow | None, found: ItemList | None) -> Sequence[Command]:
        """命令面板里的办理."""
        if row is None or found is None or self.keys() is not None:
            return ()
        group = f"事项目录 · {row.name}"
        return [
            Command(one.title, partial(self._open, row, one), "", why(one), row.code, group)
            for one in offers(found, row.code)
        ]

    def open(self, name: str, code: str = "", *, path: str = "") -> None:
        """打开办理单; tables and settings first ask for their file."""
        if name in _OUT:
            self.choose(name, QFileDialog.AcceptMode.AcceptSave)
        elif name in ("import_items", "import_settings") and not path:
            self.choose(name, QFileDialog.AcceptMode.AcceptOpen)
        else:
            self._ask_form(code, lambda counter: form_of(counter.desk, name, code, path=path))

    def choose(self, name: str, mode: QFileDialog.AcceptMode) -> None:
        """选文件."""
        table = name.endswith("items")
        dialog = QFileDialog(self._page, TITLES.get(name) or _OUT[name], "", TABLES if table else SETTINGS)
        dialog.setAcceptMode(mode)
        dialog.setDefaultSuffix("xlsx" if table else "json")
        then = self.export if name in _OUT else self.open
        dialog.fileSelected.connect(lambda path: then(name, path=path))
        self._dialog = dialog
        dialog.open()

    def export(self, name: str, *, path: str) -> None:
        """写出文件."""
        write = item_table.export if name == "export_items" else zone_package.export
        self._frame.backstage.ask(
            self,
            lambda counter: write(counter.desk, path),
            lambda written: self._frame.tell(f"已导出到“{written}”。"),
            topic="export",
            long=True,
            refused=self._frame.say,
        )

    def _open(self, row: ItemRow, offer: Offer) -> None:
        self.open(offer.name, row.code if offer.name in ("edit_item", "drop_item") else "")

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, CATALOGUE)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._after(str(form.values["item_code"]) if form.name == "new_item" else "")


def offers(found: ItemList, code: str = "") -> tuple[Offer, ...]:
    """可办的: what this post may, whether there is a draft to put in force, and whether this item is in it."""
    may = "" if found.may_change else f"“{found.role}”只能查看事项目录，请由管理员修改。"
    empty = may or ("" if found.drafted else "草稿里没有改动，请先修改事项。")
    aside = may or ("" if code in found.drafted else "这一项不在草稿里，没有可以移出的。")
    why_not = {"adopt_items": empty, "drop_items": empty, "drop_item": aside}
    made = [
        CatalogueOffer(name, "adopt_edition", title, Group.HANDLING, None, natural=name == "edit_item",
              safe=name not in why_not or name == "adopt_items", forbidden=why_not.get(name, may))
        for name, title in TITLES.items()
    ]  # fmt: skip
    out = [CatalogueOffer(name, "adopt_edition", title, Group.CASE, None) for name, title in _OUT.items()]
    return (*made, *out)
