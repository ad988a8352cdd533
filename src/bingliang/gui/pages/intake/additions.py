"""添加: Ins adds an item, enters a document that is held, or lists a material, whichever step is on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from bingliang.desk.intake import entering, filling
from bingliang.desk.intake.foreseen import DocumentRow
from bingliang.gui.pages.intake.steps import Step

if TYPE_CHECKING:
    from bingliang.gui.pages.intake.page import IntakePage


class Additions(QObject):
    """添加 on behalf of the page."""

    def __init__(self, page: IntakePage) -> None:
        super().__init__(page)
        self._page = page
        parts = page.parts
        parts.item_entry.taken.connect(lambda code: page.change(filling.with_extra(page.now, code)))
        parts.document_entry.taken.connect(lambda code, one: page.change(filling.with_document(page.now, code, one)))
        parts.material_entry.taken.connect(lambda own, mark: page.change(filling.with_own(page.now, own, mark)))
        for body in parts.tables:
            body.add_button.clicked.connect(self.begin)
        parts.documents.asked.connect(self._document)

    def begin(self) -> None:
        """Ins: what the step on screen has to add; where it has nothing, an item is what is added."""
        step = self._page.step
        if step is Step.DOCUMENTS:
            self._document(None)
        elif step is Step.MATERIALS:
            self._material()
        else:
            self._item()

    def _item(self) -> None:
        page = self._page
        if not page.now.project.get("project_type"):
            page.frame.say("先选项目类型：什么类型的项目能办哪些事项，要按它来定。")
            return page.form.kind.setFocus()
        page.show_step(Step.ITEMS)
        page.parts.tables[Step.ITEMS - 1].begin()
        visit = page.now
        return page.frame.backstage.ask(
            self, lambda counter: entering.item_choices(counter.desk, visit), page.parts.item_entry.offer, topic="items"
        )

    def _document(self, row: DocumentRow | None) -> None:
        page, entry = self._page, self._page.parts.document_entry
        if row is not None and row.number and not row.typed:
            return page.frame.say(f"《{row.title}》是本柜台办出的，台账里有（{row.number}），不用再登记。")
        if not page.now.project.get("project_type"):
            page.frame.say("先选项目类型，再登记已经取得的文书。")
            page.show_step(Step.WHO)
            return page.form.kind.setFocus()
        entry.show_document(row, page.now.documents.get(row.item) if row else None)
        page.parts.tables[Step.DOCUMENTS - 1].begin()
        visit = page.now
        return page.frame.backstage.ask(
            self, lambda counter: entering.document_choices(counter.desk, visit), entry.offer, topic="documents"
        )

    def _material(self) -> None:
        page = self._page
        listless = page.seen.listless if page.seen else ()
        if not listless:
            return page.frame.say(
                "只有目录没有材料清单的事项才由窗口自列；其他事项不得要求清单以外的材料（《行政许可法》第三十一条）。"
            )
        page.parts.material_entry.show_items(listless)
        return page.parts.tables[Step.MATERIALS - 1].begin()
