"""打印机: which printer and tray each kind of paper goes to, a receipt printer without a driver, and the measured shift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from bingliang.gui import tokens
from bingliang.gui.devices.printers import (
    KINDS,
    Tray,
    machine_printers,
    margin_of,
    printer_for,
    tray_for,
)
from bingliang.gui.devices.ruled import kept_shift, ruled_sheet
from bingliang.gui.page import Frame
from bingliang.gui.pages.settings.machine import MachineForm
from bingliang.gui.style import colours
from bingliang.gui.widgets.drop_down import DropDown
from bingliang.gui.widgets.label import Paragraph, Words

NONE, OWN_TRAY = "（没有选）", "打印机默认纸盒"
HINTS = {
    "公文": "决定书、告知书、说明等公文格式的文书。打印机报告有几个纸盒的，可以给这一种文书另定纸盒。",
    "凭证": "收件凭证、领取通知等一式两联的表单。",
    "小票": "80 毫米或者 58 毫米热敏小票。",
}
SIDES = ("左", "上", "右", "下")
MOST_MM = 60


@dataclass(frozen=True, slots=True)
class _Known:
    """系统的回答: the printers, and the trays of those in use."""

    names: tuple[str, ...] = ()
    trays: Mapping[str, tuple[Tray, ...]] = field(default_factory=dict)


class PrinterForm(MachineForm):
    """打印机 of this machine; names and trays are asked of the system off the screen's thread."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(
            frame, "打印机", "每种文书各记一台打印机和一个纸盒；打印时按 Shift+F8 另选的，也记在这里。", parent
        )
        self._known = _Known()
        self._printers = machine_printers(lambda: self.frame.settings)
        self.boxes: dict[str, DropDown] = {}
        self.trays: dict[str, DropDown] = {}
        for kind in KINDS:
            self._kind_row(kind)
        self._text(
            "slip_device",
            "直连小票机",
            "没有驱动的小票机：写 192.168.1.50 这样的地址、设备文件或者“队列：名称”，按 F9 保存，再在“小票”里选它。",
            most=120,
        )
        self._choice("slip_width", "小票纸宽", "直连小票机的纸；80 毫米的小票在 58 毫米的纸上按比例缩小。")
        self._said = Paragraph("正在询问系统有哪些打印机…", size=tokens.LABEL, colour=colours().text2)
        self.below(self._said)
        self._margins()

    def first(self) -> QWidget:
        return next(iter(self.boxes.values()))

    def ask(self) -> None:
        """询问打印机 of the system."""
        settings = self.frame.settings

        def work() -> _Known:
            names = self._printers.names()
            used = {printer_for(settings, kind) for kind in KINDS} & set(names)
            return _Known(names, {name: self._printers.trays(name) for name in used})

        self.frame.backstage.outside(self, work, self._told)

    def save(self) -> None:
        """保存文字, and ask anew: another address makes another printer."""
        super().save()
        self.ask()

    # ── kinds ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _kind_row(self, kind: str) -> None:
        box, tray = DropDown(), DropDown()
        box.setAccessibleName(f"{kind}的打印机")
        tray.setAccessibleName(f"{kind}的纸盒")
        tray.setProperty("helpKey", "settings.tray")
        for one, wide in ((box, 300), (tray, 200)):
            one.setFixedWidth(wide)
        box.activated.connect(lambda _, kind=kind: self._chosen(kind))
        tray.activated.connect(lambda _, kind=kind: self._tray_chosen(kind))
        self.boxes[kind], self.trays[kind] = box, tray
        pair = QWidget()
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        line.addWidget(box)
        line.addWidget(tray)
        line.addStretch(1)
        self.row(kind, pair, HINTS[kind])
        self._fill(kind)

    def _told(self, known: _Known) -> None:
        self._known = known
        for kind in KINDS:
            self._fill(kind)
        names = known.names
        self._said.setText(
            f"系统里有 {len(names)} 台打印机。" if names else "系统里没有打印机，请先在系统中安装；文书可以另存为 PDF。"
        )
        held = self.which.currentText()
        self.which.clear()
        self.which.addItems(list(names))
        used = next((one for kind in KINDS[:2] if (one := printer_for(self.frame.settings, kind)) in names), "")
        self.which.setCurrentText(held or used)
        self.test_button.setEnabled(bool(names))
        self._shown()

    def _fill(self, kind: str) -> None:
        settings, box, tray = self.frame.settings, self.boxes[kind], self.trays[kind]
        held = printer_for(settings, kind)
        box.clear()
        box.addItems([NONE, *dict.fromkeys((*self._known.names, *([held] if held else [])))])
        box.setCurrentText(held or NONE)
        reported = self._known.trays.get(held, ())
        tray.clear()
        tray.addItem(OWN_TRAY, "")
        for one in reported:
            tray.addItem(one.word, one.key)
        tray.setCurrentIndex(max(tray.findData(tray_for(settings, kind)), 0))
        tray.setVisible(len(reported) > 1)

    def _chosen(self, kind: str) -> None:
        word = self.boxes[kind].currentText()
        name = "" if word == NONE else word
        rest = {key: held for key, held in self.frame.settings.printers.items() if key != kind}
        trays = {key: held for key, held in self.frame.settings.trays.items() if key != kind}
        self._take(printers={**rest, kind: name} if name else rest, trays=trays)
        self.ask()

    def _tray_chosen(self, kind: str) -> None:
        key = str(self.trays[kind].currentData() or "")
        rest = {one: held for one, held in self.frame.settings.trays.items() if one != kind}
        self._take(trays={**rest, kind: key} if key else rest)

    # ── the shift ─────────────────────────────────────────────────────────────────────────────────────────────

    def _margins(self) -> None:
        c = colours()
        self.below(Words("打印偏移", size=tokens.SUBTITLE, bold=True, colour=c.text))
        lead = "打一张试印页，用尺量纸边到框线各多少毫米（都应是 20），填在这里；以后这台打印机打的 A4 都照此移动。"
        self.below(Paragraph(lead, size=tokens.LABEL, colour=c.text2))
        self.which = DropDown()
        self.which.setAccessibleName("量偏移的打印机")
        self.which.setFixedWidth(300)
        self.which.activated.connect(lambda _: self._shown())
        self.test_button = QPushButton("打印试印页")
        self.test_button.setEnabled(False)
        self.test_button.clicked.connect(self.print_test)
        self.below(_line(self.which, self.test_button))
        self.sides: dict[str, QLineEdit] = {}
        parts: list[QWidget] = []
        for side in SIDES:
            line = QLineEdit()
            line.setAccessibleName(f"{side}边毫米")
            line.setProperty("helpKey", "settings.shift")
            line.setFixedWidth(64)
            line.setMaxLength(5)
            line.setValidator(QDoubleValidator(0, MOST_MM, 1, line))
            line.returnPressed.connect(line.focusNextChild)
            label = Words(side, size=tokens.BODY, colour=c.text, whole=True)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setBuddy(line)
            self.sides[side] = line
            parts += [label, line]
        self.keep_button = QPushButton("记下")
        self.keep_button.setProperty("helpKey", "settings.shift")
        self.keep_button.clicked.connect(self.keep_shift)
        self.below(_line(*parts, self.keep_button))
        for button in (self.test_button, self.keep_button):
            button.setAutoDefault(True)
        self.shift_said = Paragraph(size=tokens.LABEL, colour=c.text2)
        self.below(self.shift_said)

    def print_test(self) -> None:
        """打印试印页 on the printer in hand, in its present shift."""
        name, settings = self.which.currentText(), self.frame.settings

        def work() -> str:
            self._printers.hand(name, ruled_sheet(name, settings))
            return name

        self.frame.backstage.outside(
            self, work, lambda printer: self.frame.tell(f"试印页已送打印机“{printer}”，请用尺量四边，填在下面。"), refused=self.frame.say
        )  # fmt: skip

    def keep_shift(self) -> None:
        """记下 what was measured; what cannot be right is said and not kept."""
        held = {side: line.text().strip() for side, line in self.sides.items()}
        empty = next((side for side in SIDES if not held[side]), "")
        if empty:
            self.sides[empty].setFocus()
            self.frame.say(f"“{empty}”边还没有填：量试印页上这一边的纸边到框线是多少毫米。")
            return
        try:
            fresh = kept_shift(self.frame.settings, self.which.currentText(), [held[side] for side in SIDES])
        except ValueError as error:
            self.frame.say(str(error))
            return
        self._take(margins=fresh.margins)
        for line in self.sides.values():
            line.clear()
        self._shown()

    def _shown(self) -> None:
        name = self.which.currentText()
        right, down = margin_of(self.frame.settings, name)
        now = f"右 {right:g} 毫米、下 {down:g} 毫米（负数是往左、往上）" if right or down else "没有偏移"
        self.shift_said.setText(f"“{name}”现在：{now}。" if name else "")


def _line(*parts: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(tokens.S)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return row
