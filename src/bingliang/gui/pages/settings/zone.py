"""区的文件与目录待核: a zone's file brought in with a preview, or written out; the items whose limits were not verified."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bingliang.desk.zone.file import ZoneChange
from bingliang.desk.zone.settings import DoubtRow, ZonePreview, ZoneView, export_zone, import_zone, preview_zone
from bingliang.gui import tokens
from bingliang.gui.page import Frame
from bingliang.gui.style import colours
from bingliang.gui.table import RowModel, RowTable
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.asking import ask_first
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.state import State

ROW = 34
FILES = "区的设置文件 (*.toml);;所有文件 (*)"


class DoubtsPane(QFrame):
    """目录待核: items whose limit, unit or text nobody has verified, with the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        self._sum = Paragraph(size=tokens.LABEL, colour=c.text2)

        def tip(row: DoubtRow) -> str:
            return f"{row.code} {row.name}\n{row.limit}\n{row.doubt}\n{row.article}"

        columns = (
            cells.plain("编码", lambda r: r.code, 76, tip=tip, faint=True),
            cells.plain("事项", lambda r: r.name, 270, tip=tip, bold=True),
            cells.plain("法定时限", lambda r: r.limit, 210, tip=tip),
            cells.plain("待核之处", lambda r: r.doubt, tip=tip),
        )
        model: RowModel[DoubtRow] = RowModel(columns, key=lambda r: r.code, parent=self)
        self.table: RowTable[DoubtRow] = RowTable(model, ROW, "目录待核事项", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.L, 0, 0)
        column.setSpacing(tokens.S)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.XL, 0, tokens.XL, 0)
        head.addWidget(Words("目录待核事项", size=tokens.TITLE, bold=True, colour=c.text))
        head.addWidget(self._sum)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def first(self) -> QWidget:
        """打字从哪里开始."""
        return self.table

    def show_zone(self, view: ZoneView) -> None:
        """显示待核的事项."""
        self._sum.setText(
            f"随程序的目录里有 {len(view.doubts)} 项没有核对到条文或者留有疑问。法制机构核对以后，在区的文件里为该事项写 confirmed（依据），再导入。"
        )
        self.table.show_rows(view.doubts, keep=bool(self.table.rows_model.rows))


class FilePane(QFrame):
    """区的文件: export, and import in two steps: what would change is shown before it is put in force."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._preview: ZonePreview | None = None
        self._request = ""
        self._dialog: QFileDialog | None = None
        self.sheet: QMessageBox | None = None
        c = colours()
        self.setProperty("helpKey", "settings.file")
        self._sum = Paragraph(size=tokens.LABEL, colour=c.text2)
        self.import_button = _button("导入文件…", self.choose)
        self.export_button = _button("导出文件…", self.choose_target)
        self.apply_button = _button("启用（F9）", self.apply)
        self._state = State()
        self._state.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns = (
            cells.plain("在哪里", lambda r: r.place, 90, faint=True, tip=_tip),
            cells.plain("谁", lambda r: r.what, 170, bold=True, tip=_tip),
            cells.plain("哪一栏", lambda r: r.field, 96, tip=_tip),
            cells.plain("现行", lambda r: r.before or "（没有）", 220, faint=True, tip=_tip),
            cells.plain("改为", lambda r: r.after or "（删去）", bold=True, tip=_tip),
        )
        model: RowModel[ZoneChange] = RowModel(columns, key=lambda r: (r.place, r.what, r.field), parent=self)
        self.table: RowTable[ZoneChange] = RowTable(model, ROW, "导入后的变化", self)
        self._body = QStackedWidget()
        self._body.addWidget(self._state)
        self._body.addWidget(self.table)
        self._lay_out()
        self._state.say("还没有选文件", "选好以后，这里逐项列出会改变的内容；启用以前什么都不改变。")

    def _lay_out(self) -> None:
        c = colours()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.L, 0, 0)
        column.setSpacing(tokens.S)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.XL, 0, tokens.XL, 0)
        head.setSpacing(tokens.S)
        head.addWidget(Words("区的文件", size=tokens.TITLE, bold=True, colour=c.text))
        head.addWidget(self._sum)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        for button in (self.import_button, self.export_button, self.apply_button):
            row.addWidget(button)
        row.addStretch(1)
        head.addLayout(row)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        self.apply_button.setEnabled(False)
        self.apply_button.setToolTip("先选一个文件，看过会改变的内容，才能启用")

    def first(self) -> QWidget:
        """打字从哪里开始."""
        return self.import_button

    def show_zone(self, view: ZoneView) -> None:
        """显示在用的一版."""
        number = f"在用第 {view.edition} 版" if view.edition else "还没有启用过区的文件，全部用出厂默认"
        self._sum.setText(
            f"落款机关、承诺时限、特殊环节和各项口径写在一个文件里，各窗口共用。{number}。每次启用都是新的一版，旧版留存，已受理的办件不变。"
        )
        self.export_button.setEnabled(bool(view.edition))
        self.export_button.setToolTip("" if view.edition else "还没有启用过区的文件，没有可导出的内容")
        self.import_button.setEnabled(view.may_change)
        self.import_button.setToolTip("" if view.may_change else f"“{view.role}”只能查看，请由管理员导入")

    def choose(self) -> None:
        """选文件."""
        self._open(QFileDialog.AcceptMode.AcceptOpen, "导入区的设置文件", self.read)

    def choose_target(self) -> None:
        """选导出的位置."""
        self._open(QFileDialog.AcceptMode.AcceptSave, "导出区的设置文件", self.export)

    def _open(self, mode: QFileDialog.AcceptMode, title: str, then: object) -> None:
        dialog = QFileDialog(self, title, "", FILES)
        dialog.setAcceptMode(mode)
        dialog.setDefaultSuffix("toml")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        self._dialog = dialog
        dialog.open()

    def read(self, path: str) -> None:
        """预览 a file, on the long worker."""
        self._frame.backstage.ask(
            self,
            lambda counter: preview_zone(counter.desk, path),
            self._take,
            topic="zone",
            long=True,
            refused=self._refused,
        )

    def export(self, path: str) -> None:
        """导出."""
        self._frame.backstage.ask(
            self,
            lambda counter: export_zone(counter.desk, path),
            lambda written: self._frame.tell(f"已导出到“{written}”。"),
            topic="export",
            long=True,
            refused=self._frame.say,
        )

    def _refused(self, sentence: str) -> None:
        self._preview = None
        self.apply_button.setEnabled(False)
        self._body.setCurrentIndex(0)
        self._state.say("这个文件不能启用", sentence)

    def _take(self, preview: ZonePreview) -> None:
        self._preview, self._request = preview, uuid4().hex
        self.apply_button.setEnabled(bool(preview.changes))
        if not preview.changes:
            self._body.setCurrentIndex(0)
            self._state.say(f"“{preview.name}”与在用的一版相同", "没有变化，不必启用。")
            return
        self.apply_button.setToolTip("")
        self._body.setCurrentIndex(1)
        self.table.show_rows(preview.changes, keep=False)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self) -> None:
        """启用, after the question whose safe answer is 取消."""
        preview = self._preview
        if preview is None or not preview.changes:
            self._frame.say("请先导入一个文件，看过会改变的内容，再启用。")
            return
        self.sheet = ask_first(
            self,
            "启用区的文件",
            f"启用“{preview.name}”？",
            f"共 {len(preview.changes)} 处改变，成为区的设置第 {preview.edition + 1} 版，各窗口共用；已经受理的办件不变。",
            "启用",
            self._apply,
        )
        self.sheet.finished.connect(self._answered)

    def _answered(self, _: int) -> None:
        self.sheet = None

    def _apply(self) -> None:
        preview, request = self._preview, self._request
        if preview is None:
            return
        self._frame.backstage.act(
            self,
            lambda counter: import_zone(counter.desk, request, preview),
            lambda answer: self._applied(int(answer["edition"])),
            refused=self._frame.say,
        )

    def _applied(self, edition: int) -> None:
        self._preview = None
        self.apply_button.setEnabled(False)
        self._body.setCurrentIndex(0)
        self._state.say(f"已启用为区的设置第 {edition} 版", "各窗口下一步办理时就用新的内容。")
        self._frame.tell(f"已启用为区的设置第 {edition} 版。")
        self.import_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _tip(row: ZoneChange) -> str:
    return f"{row.place} {row.what} {row.field}\n现行：{row.before or '（没有）'}\n改为：{row.after or '（删去）'}"


def _button(words: str, then: object) -> QPushButton:
    made = QPushButton(words)
    made.setAutoDefault(True)
    made.setAccessibleName(words)
    made.clicked.connect(lambda _=False: then())  # type: ignore[operator]  # a bound method
    return made
