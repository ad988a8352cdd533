"""申请与项目: who applies, for what project, who hands in, what stage. Reads and shows a visit; knows no desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from bingliang.desk.intake.checks import CHANNELS, ID_TYPES
from bingliang.desk.intake.foreseen import Foreseen
from bingliang.desk.intake.past import EnterpriseRow, Known, KnownProject
from bingliang.desk.intake.visit import NOBODY, Visit, one_line
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.choices import Choice
from bingliang.gui.widgets.field import Field, Tick
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.pick_field import PickField

GUTTER = 64
NEW = "没有登记过的企业：照营业执照填写，收件时登记。"


class IntakeForm(QScrollArea):
    """申请与项目: fields in the order in which Enter walks them, three abreast."""

    edited = Signal()
    sought = Signal(str)
    enterprise_picked = Signal(object)
    project_picked = Signal(object)
    works_picked = Signal(object)
    choice_picked = Signal(object)
    code_left = Signal(str)
    ended = Signal(int)
    """Enter in the last field: 1; Shift+Enter in the first: -1"""

    def __init__(self) -> None:
        super().__init__()
        self.enterprise = PickField(
            "enterprise.name", "企业名称", required=True, asks=True, foot="Enter 选用并带出    Tab 按所填名称新登记",
            placeholder="名称、拼音首字母或信用代码",
        )  # fmt: skip
        self.code = Field("enterprise.credit_code", "统一社会信用代码", required=True, code=True, longest=40)
        self.legal = Field("enterprise.legal_representative", "法定代表人", required=True)
        self.address = Field("enterprise.address", "住所")
        self.project = PickField("project.name", "项目名称", required=True)
        self.kind = PickField("project.project_type", "项目类型", required=True, strict=True)
        self.project_code = Field("project.code", "项目代码", code=True, longest=40, placeholder="还没有赋码的不填")
        self.works = PickField("works", "单项工程", placeholder="不填为整个项目")
        self.site = Field("project.site", "建设地点", required=True)
        self.handler = Field("handler.name", "交件人姓名", required=True)
        self.id_number = PickField(
            "handler.id_number", ID_TYPES[NOBODY.id_type], required=True, code=True, private=True, longest=40,
            foot="选证件种类：↑↓ 选择    Enter 选用    Esc 收起",
        )  # fmt: skip
        self.id_number.offer([Choice("", kind, tail=word, data=kind) for kind, word in ID_TYPES.items()])
        self.phone = Field("handler.phone", "联系电话", required=True, code=True, longest=40)
        self.choice = PickField("choice", "阶段或一件事", required=True, strict=True)
        self.channel = PickField("channel", "收件渠道", strict=True)
        self.channel.offer([Choice("", one, data=one) for one in CHANNELS])
        self.authorised = Tick("有授权委托书（法定代表人本人来的不勾）", "intake.handler.authorised")
        self.together = Tick("同一来访：与前一家是同一人一次交来的", "intake.beside")
        self.by_hand = Tick("手工凭证补录（停电断网时已开手工收件凭证）", "intake.slip")
        self.slip = (
            Field("slip.at", "凭证上的收件时间", required=True, code=True, longest=20, placeholder="例：11-06 09:30"),
            Field("slip.number", "手工凭证号", required=True, code=True, longest=30, placeholder="SG-2026-0001"),
            Field("slip.reason", "为什么用手工凭证", required=True, placeholder="例：停电，10时20分恢复"),
            Field("slip.approver", "批准人职务", required=True, longest=30),
        )
        self._kinds: tuple[tuple[str, str], ...] = ()
        self._kind = ""
        self._card, self._channel, self._beside = NOBODY.id_type, "", ""
        self._why = Paragraph(size=tokens.LABEL, colour=colours().text2)
        self._arrange()
        self._wire()

    @property
    def fields(self) -> tuple[Field, ...]:
        """各栏, in the order of Enter."""
        return (
            self.enterprise, self.code, self.legal, self.address, self.project, self.kind, self.project_code, self.works,
            self.site, self.handler, self.phone, self.id_number, self.choice, self.channel, *self.slip,
        )  # fmt: skip

    # ── building ──

    def _arrange(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        grid.setHorizontalSpacing(tokens.M)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, GUTTER)
        for column in range(1, 7):
            grid.setColumnStretch(column, 1)
        at = 0
        for word, rows in self._groups():
            if at:
                line = QFrame()
                line.setObjectName("hairline")
                line.setFixedHeight(1)
                grid.addWidget(line, at, 0, 1, 7)
                at += 1
            head = Words(word, size=tokens.BODY, bold=True, colour=colours().text, whole=True)
            grid.addWidget(head, at, 0, Qt.AlignmentFlag.AlignTop)
            for row in rows:
                place = 1
                for part, wide in row:
                    grid.addWidget(part, at, place, 1, wide, Qt.AlignmentFlag.AlignTop)
                    place += wide
                at += 1
        grid.setRowStretch(at, 1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.enterprise)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def _groups(self) -> tuple[tuple[str, tuple[tuple[tuple[QWidget, int], ...], ...]], ...]:
        """各组, row by row; each part with its share of six."""
        return (
            ("申请人", (((self.enterprise, 4), (self.code, 2)), ((self.legal, 2), (self.address, 4)))),
            ("项目", (((self.project, 4), (self.kind, 2)),
                    ((self.project_code, 2), (self.works, 2), (self.site, 2)))),
            ("交件人", (((self.handler, 2), (self.phone, 2), (self.id_number, 2)), ((self.authorised, 3), (self.by_hand, 3)), ((self.together, 6),), ((self.slip[0], 2), (self.slip[1], 1), (self.slip[2], 2), (self.slip[3], 1)))),
            ("办什么", (((self.choice, 3), (self.channel, 1), (self._why, 2)),)),
        )  # fmt: skip

    def _wire(self) -> None:
        before = self.fields[: self.fields.index(self.choice)]
        walk: list[Field | Tick] = [*before, self.authorised, self.together, *self.slip, self.choice, self.channel]
        for at, field in enumerate(walk):
            field.walked.connect(lambda step, at=at: self._walk(walk, at + step, step))
            if isinstance(field, Field):
                field.edited.connect(self.edited)
                field.line.installEventFilter(self)
        self.authorised.clicked.connect(self.edited)
        self.authorised.installEventFilter(self)
        self.together.clicked.connect(self.edited)
        self.together.installEventFilter(self)
        self.together.hide()
        self.by_hand.installEventFilter(self)
        self.by_hand.toggled.connect(self._show_slip)
        self.by_hand.clicked.connect(self._begin_slip)
        self.by_hand.walked.connect(lambda step: self._walk(walk, len(before) + (step > 0), step))
        self._show_slip(on=False)
        self.enterprise.asked.connect(self.sought)
        self.enterprise.picked.connect(self.enterprise_picked)
        self.project.picked.connect(self.project_picked)
        self.kind.picked.connect(self._take_kind)
        self.works.picked.connect(self.works_picked)
        self.id_number.picked.connect(self._take_card)
        self.choice.picked.connect(self.choice_picked)
        self.channel.picked.connect(self._take_channel)
        self.works.left.connect(lambda: self.works_picked.emit(self.works.text.strip()))
        self.code.left.connect(lambda: self.code_left.emit(self.code.text.strip()))

    def _show_slip(self, on: bool) -> None:  # noqa: FBT001 - a signal's own argument
        for field in self.slip:
            field.setVisible(on)

    def _begin_slip(self, on: bool) -> None:  # noqa: FBT001 - a signal's own argument
        self.edited.emit()
        if on:
            self.slip[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk(self, walk: Sequence[Field | Tick], to: int, step: int) -> None:
        while 0 <= to < len(walk) and self._passed_over(walk[to]):
            to += step
        if 0 <= to < len(walk):
            walk[to].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.ended.emit(1 if to > 0 else -1)

    def _passed_over(self, part: Field | Tick) -> bool:
        """不在屏幕上的一栏: the hand slip while it is not ticked, the visit while there is none."""
        return (part in self.slip and not self.by_hand.isChecked()) or (part is self.together and not self._beside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is typed in is on screen, with the sentence under it."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            block = watched if isinstance(watched, Tick) else watched.parentWidget()
            self.ensureWidgetVisible(block or watched, 0, tokens.M)
        return super().eventFilter(watched, event)

    def _take_kind(self, code: str) -> None:
        self._kind = code
        self.kind.show_text(dict(self._kinds).get(code, ""))
        self.edited.emit()
        self.kind.walked.emit(1)

    def _take_channel(self, channel: str) -> None:
        self._channel = channel
        self.edited.emit()

    def _take_card(self, kind: str) -> None:
        self._card = kind
        self.id_number.call(ID_TYPES.get(kind, kind))
        self.edited.emit()

    # ── showing and reading ──

    def show_visit(self, visit: Visit, known: Known | None) -> None:
        """换上来件."""
        for field, words in (
            (self.enterprise, visit.enterprise.get("name", "")),
            (self.code, visit.enterprise.get("credit_code", "")),
            (self.legal, visit.enterprise.get("legal_representative", "")),
            (self.address, visit.enterprise.get("address", "")),
            (self.project, str(visit.project.get("name", ""))),
            (self.project_code, str(visit.project.get("code", ""))),
            (self.works, visit.works),
            (self.site, str(visit.project.get("site", ""))),
            (self.handler, visit.handler.name),
            (self.id_number, visit.handler.id_number),
            (self.phone, visit.handler.phone),
        ):
            field.show_text(words)
        self._card, self._channel = visit.handler.id_type, visit.channel
        self.id_number.call(ID_TYPES.get(self._card, self._card))
        self._kind = str(visit.project.get("project_type", ""))
        self.kind.show_text(dict(self._kinds).get(self._kind, ""))
        self.authorised.setChecked(visit.handler.authorised)
        self._beside = visit.beside
        self.together.setVisible(bool(visit.beside))
        self.together.setChecked(bool(visit.beside))
        self.by_hand.setChecked(bool(visit.hand))
        for field in self.slip:
            field.show_text(visit.hand.get(field.name.removeprefix("slip."), ""))
        self._tell(visit, known)

    def _tell(self, visit: Visit, known: Known | None) -> None:
        former = visit.enterprise.get("former_name", "")
        said = [known.sentence if known else "", f"曾用名：{former}" if former else ""]
        self.enterprise.show_hint("　".join(part for part in said if part))
        came = known is not None and known.handler is not None and known.handler.id_number == visit.handler.id_number
        on = f"{known.handler_on:%m-%d}" if known and known.handler_on else ""
        self.id_number.show_hint(f"上次（{on}）来过，请核对证件。" if came else "")
        agent, phone = str(visit.project.get("chief_agent", "")), str(visit.project.get("agent_phone", ""))
        many = len(known.projects) if known else 0
        self.project.show_hint(f"登记过 {many} 个项目，↓ 换选" if many > 1 else "")
        self.project.offer([_project_choice(one) for one in known.projects] if known else [])
        name = str(visit.project.get("name", "")).strip()
        mine = next((one for one in known.projects if one.name == name), None) if known else None
        works = mine.works if mine else ()
        self.works.offer([Choice("", one.name, one.why, data=one.name) for one in works if one.name])
        brought = mine.of_works(visit.works) if mine else None
        why = brought.why if brought and brought.choice == visit.choice else ""
        helped = f"首席代办专员：{agent} {phone}".strip() if agent else ""
        self._why.setText("\n".join(part for part in (why, helped) if part))

    def read(self, visit: Visit) -> Visit:
        """读出来件: the visit with what stands in the fields."""
        given = {
            "name": self.enterprise.text,
            "credit_code": self.code.text,
            "legal_representative": self.legal.text,
            "address": self.address.text,
        }
        project = {
            "name": self.project.text,
            "code": self.project_code.text,
            "site": self.site.text,
            "project_type": self._kind,
        }
        handler = replace(
            visit.handler, name=one_line(self.handler.text), id_number=one_line(self.id_number.text),
            phone=one_line(self.phone.text), id_type=self._card, authorised=self.authorised.isChecked(),
        )  # fmt: skip
        return replace(
            visit,
            enterprise={**visit.enterprise, **{key: one_line(text) for key, text in given.items()}},
            project={**visit.project, **{key: one_line(text) for key, text in project.items()}},
            works=one_line(self.works.text),
            handler=handler,
            channel=self._channel,
            beside=self._beside if self.together.isChecked() else "",
            hand={field.name.removeprefix("slip."): one_line(field.text) for field in self.slip}
            if self.by_hand.isChecked()
            else {},
        )

    def show_types(self, seen: Foreseen) -> None:
        """项目类型的备选."""
        if seen.types != self._kinds:
            self._kinds = seen.types
            self.kind.offer([Choice("", name, data=code) for code, name in seen.types])
            self.kind.show_text(dict(self._kinds).get(self._kind, ""))

    def show_choices(self, visit: Visit, seen: Foreseen) -> None:
        """阶段和一件事的备选, and the one that is chosen."""
        self.choice.offer([Choice("一件事" if one.bundle else "", one.name, data=one.code) for one in seen.choices])
        self.choice.show_text(seen.stage if visit.choice else "")
        self.channel.show_text(seen.channel)

    def show_faults(self, faults: Mapping[str, str], *, every: bool) -> None:
        """差错 in place: all of them once F9 was pressed, before that only where something stands already."""
        for field in self.fields:
            said = faults.get(field.name, "")
            field.show_fault(said if every or (field.text.strip() and not field.line.hasFocus()) else "")

    def answer(self, typed: str, rows: Sequence[EnterpriseRow]) -> None:
        """找到的企业 under the first field."""
        self.enterprise.answer(typed, [_enterprise_choice(row) for row in rows], "" if rows else NEW)

    def field(self, name: str) -> Field | None:
        """栏 of a fault."""
        return next((one for one in self.fields if one.name == name), None)


def _enterprise_choice(row: EnterpriseRow) -> Choice:
    former = f"曾用名：{row.former_name}" if row.former_name else ""
    note = "　".join(part for part in (row.credit_code, former) if part)
    return Choice("", row.name, note, row.legal_representative, data=row.id)


def _project_choice(project: KnownProject) -> Choice:
    works = "、".join(one.name for one in project.works if one.name)
    return Choice("", project.name, works, str(project.facts.get("code", "")), data=project)
