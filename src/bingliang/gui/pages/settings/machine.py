"""本机的设置: who sits at this counter, how the window looks, how fast the scanner is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from bingliang.desk.arriving import offices
from bingliang.gui import tokens
from bingliang.gui.page import Frame
from bingliang.gui.style import colours
from bingliang.gui.widgets.choice import Choice
from bingliang.gui.widgets.drop_down import DropDown
from bingliang.gui.widgets.form import Form, field
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.scanner_test import ScannerTest
from bingliang.settings import CHOICES, default_database

NO_OFFICE = "（不是部门人员）"
RESTART = "下次启动时生效。"


class MachineForm(Form):
    """一张本机表单: `taken` carries the settings as they would be."""

    taken = Signal(object)

    def __init__(self, frame: Frame, title: str, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(title, lead, parent)
        self.frame = frame
        self._texts: dict[str, QLineEdit] = {}
        self._checks: dict[str, Callable[[str], object]] = {}

    @property
    def dirty(self) -> bool:
        """有没有改了还没有保存的文字."""
        return any(one.text().strip() != getattr(self.frame.settings, key) for key, one in self._texts.items())

    def save(self) -> None:
        """保存文字; one that cannot be is said and nothing is saved."""
        texts = {key: one.text().strip() for key, one in self._texts.items()}
        try:
            for key, check in self._checks.items():
                check(texts[key])
        except ValueError as wrong:
            self.frame.say(str(wrong))
            return
        self._take(**texts)

    def first(self) -> QWidget:
        """打字从哪里开始."""
        return next(iter(self._texts.values()))

    def _text(
        self, key: str, word: str, hint: str, *, most: int = 40, check: Callable[[str], object] | None = None
    ) -> None:
        """一栏文字; `check` says with a ValueError what is wrong with it."""
        made = field(word, getattr(self.frame.settings, key), most=most)
        made.returnPressed.connect(made.focusNextChild)
        self._texts[key] = made
        if check is not None:
            self._checks[key] = check
        self.row(word, made, hint)

    def _choice(self, key: str, word: str, hint: str) -> Choice:
        made = Choice(word, CHOICES[key], getattr(self.frame.settings, key))
        made.chosen.connect(lambda value: self._take(**{key: value}))
        self.row(word, made, hint)
        return made

    def _take(self, **given: Any) -> None:  # noqa: ANN401 - fields of the settings by name
        fresh = replace(self.frame.settings, **given)
        if fresh != self.frame.settings:
            self.taken.emit(fresh)


class CounterForm(MachineForm):
    """窗口: counter, clerk, post, office; the database is shown, never typed here."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, "本窗口", f"这台机器上的窗口和人员，记入办理的每一步。按 F9 保存，{RESTART}", parent)
        self._text("counter", "窗口号", "印在收件凭证上，如“3”。", most=10)
        self._text("clerk", "姓名", "开始办公时填写的姓名，也可以在这里改。", most=20)
        self._choice("role", "岗位", "决定能办哪些行为（《整体工作机制》角色表）；登录口令在以后的版本启用。")
        self.office = DropDown()
        self.office.setAccessibleName("所属部门")
        self.office.setMaximumWidth(420)
        self._offices(())
        self.office.activated.connect(self._office_chosen)
        self.row("所属部门", self.office, f"岗位是“部门”的，只办理这个部门的事项；其他岗位不用选。{RESTART}")
        self._choice("lock_after", "自动离开", "没有人按键、点鼠标满几分钟，就盖住内容，问谁坐这个窗口。选中就生效。")
        where = frame.settings.database or str(default_database())
        shown = Paragraph(where, size=tokens.LABEL, colour=colours().text2)
        shown.setMinimumHeight(tokens.CONTROL)
        self.row("数据库", shown, "在设置文件 settings.toml 里改；各窗口共用时写 PostgreSQL 地址。")

    def ask(self) -> None:
        """询问部门 of the zone's own catalogue; the names come back on the screen's thread."""
        self.frame.backstage.ask(self, lambda counter: offices(counter.desk), self._offices, topic="offices")

    def _offices(self, rows: tuple[tuple[str, str, tuple[str, ...]], ...]) -> None:
        held = self.frame.settings.office
        self.office.clear()
        self.office.addItem(NO_OFFICE, "")
        for code, short, _ in rows:
            self.office.addItem(short, code)
        at = next((n for n, (code, _, names) in enumerate(rows, 1) if held == code or held in names), 0)
        if held and not at:  # before the answer, and for a name that the zone's catalogue does not know
            self.office.addItem(f"{held}（目录里没有）" if rows else held, held)
            at = self.office.count() - 1
        self.office.setCurrentIndex(at)

    def _office_chosen(self, at: int) -> None:
        self._take(office=str(self.office.itemData(at)))


class LookForm(MachineForm):
    """外观: theme, density, scale; the first two are worn at once."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, "外观", "选中就生效，只影响这台机器。", parent)
        self.theme = self._choice("theme", "颜色", "“随系统”跟着 Windows 的浅色或深色。")
        self.density = self._choice("density", "疏密", "“紧凑”每行一行字，适合 1366×768 的屏幕和办件多的窗口。")
        self.scale = self._choice("scale", "放大", f"在系统的缩放之上再放大。{RESTART}")

    def first(self) -> QWidget:
        return self.theme


class ScannerForm(MachineForm):
    """扫码枪: how its quick typing is told from a person's."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(
            frame, "扫码枪", "扫码枪像键盘一样打字，只是快得多；这里定多快算扫码。按 F9 保存前缀。", parent
        )
        self._text("scan_prefix", "前缀", "扫码枪在每个码前面加的字；没有就空着，最好设成 F3。", most=8)
        self._choice("scan_gap", "最长间隔", "相邻两个字的间隔不超过它才算扫码；有线的用 35 毫秒，无线的可以调大。")
        self._choice("scan_least", "最少位数", "短于它的不算扫码，免得把打字当成扫码。")
        self.below(Words("扫一下试试", size=tokens.SUBTITLE, bold=True, colour=colours().text))
        self.test = ScannerTest(frame.wedge)
        self.below(self.test)


class OnlineForm(MachineForm):
    """网上申报: the folder that this machine looks after."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        lead = "外部系统把申报包放进一个文件夹，本程序核对后入库，办理状态放回其中的“回传”。按 F9 保存，即时生效。"
        super().__init__(frame, "网上申报", lead, parent)
        self._text(
            "filings",
            "申报文件夹",
            "写全路径；只在一台机器上填。空着就不看文件夹，可以在网上预审页逐个导入。",
            most=240,
        )
        hint = "已入库的移到“已入库”，不合格的移到“未通过”并附一句说明；还在写的文件等它写完。"
        self.below(Paragraph(hint, size=tokens.LABEL, colour=colours().text2))
