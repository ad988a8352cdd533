"""收件单的各部分: the form and the four tables, each in the body of its step, with the words about the current row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bingliang.desk.intake import filling
from bingliang.desk.intake.foreseen import DocumentRow, Foreseen, ForeseenItem, ForeseenMaterial, QuestionRow
from bingliang.desk.intake.visit import Mark, Visit
from bingliang.gui.pages.intake.body import StepBody
from bingliang.gui.pages.intake.documents import DocumentTable
from bingliang.gui.pages.intake.entry import DocumentEntry, ItemEntry, MaterialEntry
from bingliang.gui.pages.intake.form import IntakeForm
from bingliang.gui.pages.intake.items import ItemTable, QuestionTable
from bingliang.gui.pages.intake.materials import MaterialTable
from bingliang.gui.pages.intake.steps import Step
from bingliang.gui.widgets.field import Field, Tick

if TYPE_CHECKING:
    from bingliang.gui.pages.intake.page import IntakePage

STATES = ("齐", "缺", "容缺")
NO_STAGE = "还没有选阶段或一件事：在“申请与项目”一步选（Alt+1）。"
NO_ITEMS = "还没有事项：先在“申请与项目”一步选阶段或一件事，或者按 Ins 添加单独的事项。"


class Parts(QObject):
    """各部分: made once, shown anew with every answer."""

    def __init__(self, page: IntakePage) -> None:
        super().__init__(page)
        self._page = page
        self.form = IntakeForm()
        self.questions, self.items = QuestionTable(), ItemTable()
        self.documents, self.materials = DocumentTable(), MaterialTable()
        self.consent = Tick("申请人已签字同意预收：前置件取得之日视为提出申请（Alt+Y）", "intake.hold_consent")
        self.item_entry, self.document_entry, self.material_entry = ItemEntry(), DocumentEntry(), MaterialEntry()
        self.tables = (
            StepBody("情形", "Y 是　N 否　退格收回　Enter 下一步", self.questions, about_question, NO_STAGE),
            StepBody("事项", "空格 收／不收　Del 去掉　Enter 下一步", self.items, about_item, NO_ITEMS,
                     self.item_entry, self.consent),
            StepBody("前置文书", "空格 登记　Del 收回　Enter 下一步", self.documents, about_document,
                     "本次的事项不等别的文书。已经办过的证照可以按 Ins 登记，有它产生的材料就不必再交。", self.document_entry),
            StepBody("材料", "空格 齐／缺／容缺　← → 数字 份数　K 已核对退还　D 电子件", self.materials,
                     about_material, "还没有材料：先选事项。", self.material_entry),
        )  # fmt: skip
        self.bodies: tuple[QWidget, ...] = (self.form, *self.tables)
        for table, key in (
            (self.questions, "answers"), (self.items, "items"), (self.documents, "held"), (self.materials, "materials"),
        ):  # fmt: skip
            table.setProperty("helpKey", f"intake.{key}")
        self._wire()

    @property
    def entered(self) -> tuple[Field, ...]:
        """填一行的各栏."""
        return (*self.item_entry.fields, *self.document_entry.fields, *self.material_entry.fields)

    @property
    def code_fields(self) -> tuple[Field, ...]:
        """填编号的各栏, into which a scanner may type."""
        form = self.form
        return (
            form.code, form.project_code, form.phone, form.id_number, self.document_entry.number, self.document_entry.on,
        )  # fmt: skip

    def _wire(self) -> None:
        page = self._page
        self.questions.answered.connect(lambda code, yes: page.change(filling.with_answer(page.now, code, yes)))
        self.items.toggled.connect(lambda code, taken: page.change(filling.with_item(page.now, code, taken=taken)))
        self.items.removed.connect(lambda code: page.change(filling.without_item(page.now, code)))
        self.documents.removed.connect(self._take_back)
        self.consent.clicked.connect(lambda on: page.change(replace(page.now, hold_consent=on)))
        self.consent.walked.connect(lambda step: page.show_step(Step.DOCUMENTS if step > 0 else Step.ITEMS, focus=True))
        self.materials.turned.connect(self._turn)
        self.materials.counted.connect(self._count)
        self.materials.ticked.connect(self._tick)
        self.materials.removed.connect(lambda key: page.change(filling.without_own(page.now, key)))

    def _take_back(self, code: str) -> None:
        if code in self._page.now.documents:
            self._page.change(filling.with_document(self._page.now, code, None))
        elif code in self._page.now.held:
            self._page.frame.say("这份文书是本柜台办出的，台账里有，不能在这里收回；有误请在原办件更正。")

    def _count(self, key: str, what: str, many: int) -> None:
        """份数、页数 of what was handed in."""
        if (mark := self._page.now.marked(key)).absent:
            self._page.frame.say(f"标为“{mark.state}”的没有交来，不填份数和页数；交来了的，先按空格改成“齐”。")
        else:
            self._mark(key, **{what: many})

    def _tick(self, key: str, what: str) -> None:
        """打勾: originals go from not shown to handed back, to kept, and back again."""
        mark = self._page.now.marked(key)
        if what == "checked":
            self._mark(key, checked=not mark.checked and not mark.kept, kept=mark.checked)
        else:
            self._mark(key, **{what: not getattr(mark, what)})

    def _turn(self, key: str) -> None:
        row = next((one for one in self.materials.rows_model.rows if one.key == key), None)
        if row is None:
            return
        ways = STATES if row.deferrable else STATES[:2]
        state = ways[(ways.index(row.state) + 1) % len(ways)] if row.state in ways else ways[0]
        self._mark(key, state=state)

    def _mark(self, key: str, **words: object) -> None:
        now = self._page.now
        self._page.change(now.with_mark(key, replace(now.marks.get(key, Mark()), **words)))  # type: ignore[arg-type]  # fields of a Mark

    def show(self, visit: Visit, seen: Foreseen) -> None:
        """换上各行."""
        self.form.show_types(seen)
        self.form.show_choices(visit, seen)
        situation, items, documents, materials = self.tables
        situation.show_rows(seen.questions)
        asked = bool(seen.questions)
        button = self._page.steps.buttons[Step.SITUATION]
        if not asked and self._page.step is Step.SITUATION:
            self._page.show_step(Step.ITEMS, focus=self.questions.hasFocus())
        button.setEnabled(asked)
        items.show_rows(seen.items, _of("items", seen) if self._page.outlook.pressed else "")
        documents.show_rows(seen.documents)
        unlisted = [f"“{one.name}”" for one in seen.listless if not one.listed]
        said = (
            f"目录没有{'、'.join(unlisted)}的材料清单：请按办事指南逐份自列（Ins），不能空着当作齐全。"
            if unlisted
            else ""
        )
        materials.show_rows(seen.materials, said)
        self.consent.setVisible(seen.consent_needed or visit.hold_consent)
        self.document_entry.today = seen.today


def _of(name: str, seen: Foreseen) -> str:
    return "\n".join(f"× {sentence}" for field, sentence in seen.faults if field == name)


# ── about the current row ─────────────────────────────────────────────────────────────────────────────────────────


def about_question(row: QuestionRow) -> str:
    """情形的说明."""
    return "\n".join(part for part in (row.help, f"依据：{row.source}" if row.source else "") if part)


def about_item(row: ForeseenItem) -> str:
    """事项的说明: why it is received so, by whom it is decided, what will go wrong."""
    with_ = f"　合并办理：{'、'.join(row.includes)}" if row.includes else ""
    statutory = f"　法定：{row.statutory.on:%Y-%m-%d}" if row.statutory.on else ""
    head = f"{row.body}　{row.handling}{statutory}{with_}"
    return "\n".join(part for part in (head, row.reason, f"！{row.warning}" if row.warning else "") if part)


def about_document(row: DocumentRow) -> str:
    """前置文书的说明: what it makes of the items that need it."""
    issuer = f"一般由{row.issuer}核发。" if row.issuer and not row.number else ""
    ground = f"依据：{row.ground}。" if row.ground else ""
    return "\n".join(part for part in (row.effect, f"{ground}{issuer}") if part)


def about_material(row: ForeseenMaterial) -> str:
    """材料的说明."""
    used = "用于：" + "、".join(row.item_names)
    deferred = "可以容缺" if row.deferrable else ""
    return "\n".join(part for part in (used, "　".join(p for p in (row.note, deferred) if p), row.source) if part)
