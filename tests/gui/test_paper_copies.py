"""回件归卷 in the room of papers, by keys: the paper in hand, the file looked for on this computer, wrong files said."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from bingliang.desk.acts.fields import Field, Kind
from bingliang.desk.papers import shelf
from bingliang.desk.rows import PaperRow
from bingliang.gui.pages.papers.page import PapersPage
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_files import FileEditor
from tests.gui import paper_hand
from tests.gui.conftest import Press, Zone
from tests.gui.hand import CTRL, KEY
from tests.gui.looks import cut, faint, nameless
from tests.gui.paper_hand import CASE
from tests.gui.sheet_hand import confirmed, settled, sheet_over

SCAN = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def at_paper(zone: Zone, form: str, project: str = CASE) -> tuple[PapersPage, PaperRow]:
    row = paper_hand.at_paper(zone, form, project)
    page = zone.window.page
    assert isinstance(page, PapersPage)
    return page, row


def from_menu(zone: Zone, press: Press, page: PapersPage) -> Sheet:
    press(KEY.Key_B, CTRL)
    zone.settle()
    menu = page.acts._menu
    assert menu is not None
    zone.qtbot.waitUntil(menu.isVisible)
    for letter in "HJ":
        press(getattr(KEY, f"Key_{letter}"))
    press(KEY.Key_Return)
    return sheet_over(zone, page.acts)


def line_of(sheet: Sheet) -> FileEditor:
    made = sheet.fields._lines["path"].editor
    assert isinstance(made, FileEditor)
    return made


def chosen(zone: Zone, editor: FileEditor, file: Path) -> None:
    """↓ in the line, the name written into the dialog, Enter."""
    QTest.keyClick(editor.box, KEY.Key_Down)
    zone.qtbot.waitUntil(lambda: editor.dialog is not None and editor.dialog.isVisible())
    dialog = editor.dialog
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    assert "*.pdf" in dialog.nameFilters()[0]
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(file))
    QTest.keyClick(name, KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: editor.dialog is None)
    back(zone, editor)


def back(zone: Zone, editor: FileEditor) -> None:
    """A real desktop gives the window its keys back by itself."""
    zone.window.activateWindow()
    zone.qtbot.waitUntil(zone.window.isActiveWindow)
    zone.qtbot.waitUntil(editor.box.hasFocus)


def test_a_scan_is_filed_with_the_paper_in_hand(zone: Zone, press: Press, tmp_path: Path) -> None:
    scan = tmp_path / "签收的受理通知书.pdf"
    scan.write_bytes(SCAN)
    page, row = at_paper(zone, "acceptance")
    sheet = from_menu(zone, press, page)
    assert sheet.form is not None
    assert sheet.form.name == "file_copy"
    assert sheet.form.values["paper"] == str(row.seq), "the paper in hand, not the newest of the case"
    assert row.number in sheet._title.text()
    editor = line_of(sheet)
    assert editor.box.hasFocus()
    assert cut(sheet) == nameless(sheet) == faint(sheet) == []
    chosen(zone, editor, scan)
    settled(zone, sheet)
    assert editor.value() == str(scan)
    confirmed(zone, press, sheet)
    held = next(one for one in shelf.of_case(zone.desk, row.stream) if one.seq == row.seq)
    assert held.returned == (scan.name,)
    zone.settle()
    assert page.preview.shown is not None
    assert f"回件 {scan.name}" in page.preview.facts.text(), "told beside the preview at once"


def test_a_wrong_file_is_said_in_the_sheet_and_the_right_one_mends_it(zone: Zone, press: Press, tmp_path: Path) -> None:
    wrong, right = tmp_path / "扫描.pdf", tmp_path / "真的.pdf"
    wrong.write_bytes(b"PK\x03\x04 a renamed package")
    right.write_bytes(SCAN + b"2")
    page, row = at_paper(zone, "receipt")
    sheet = from_menu(zone, press, page)
    editor = line_of(sheet)
    for typed, told in ((str(tmp_path / "没有.pdf"), "没有这个文件"), (str(wrong), "内容不是 PDF")):
        editor.box.setFocus()
        editor.box.selectAll()
        QTest.keySequence(editor.box, QKeySequence(QKeySequence.StandardKey.Delete))
        editor.box.setText(typed)
        settled(zone, sheet)
        assert told in sheet.consequence.said
    chosen(zone, editor, right)
    settled(zone, sheet)
    confirmed(zone, press, sheet)
    held = next(one for one in shelf.of_case(zone.desk, row.stream) if one.seq == row.seq)
    assert held.returned == (right.name,)


def test_what_a_paper_does_not_wait_for_is_greyed_with_the_reason(zone: Zone, press: Press) -> None:
    page, row = at_paper(zone, "receipt")
    assert row.owed == ()
    press(KEY.Key_B, CTRL)
    zone.settle()
    menu = page.acts._menu
    assert menu is not None
    found = {offer.name: offer for offer in menu._offers}
    assert list(found)[:4] == ["file_copy", "sign", "seal", "serve"]
    assert found["file_copy"].allowed
    for name in ("sign", "seal", "serve"):
        assert not found[name].allowed
        assert found[name].forbidden.endswith("。")
        assert found[name].article
    press(KEY.Key_Escape)
    zone.settle()
    assert not menu.isVisible()


def test_what_is_owed_is_done_for_the_paper_in_hand_alone(zone: Zone, press: Press) -> None:
    page, row = at_paper(zone, "acceptance")
    assert row.owed[0] == "用印"
    press(KEY.Key_B, CTRL)
    zone.settle()
    press(KEY.Key_1)
    sheet = sheet_over(zone, page.acts)
    assert sheet.form is not None
    assert sheet.form.name == "seal", "what is owed is the next step"
    confirmed(zone, press, sheet)
    after = {one.seq: one.owed for one in shelf.of_case(zone.desk, row.stream)}
    assert "用印" not in after[row.seq]
    others = [one for one in shelf.of_case(zone.desk, row.stream) if one.seq != row.seq and "用印" in one.owed]
    assert others, "the other papers of the case wait on"


def test_escape_from_the_dialog_leaves_the_line_and_the_sheet_as_they_were(zone: Zone, press: Press) -> None:
    page, _ = at_paper(zone, "acceptance")
    sheet = from_menu(zone, press, page)
    editor = line_of(sheet)
    editor.button.click()
    zone.qtbot.waitUntil(lambda: editor.dialog is not None and editor.dialog.isVisible())
    dialog = editor.dialog
    assert dialog is not None
    QTest.keyClick(dialog, KEY.Key_Escape)
    zone.qtbot.waitUntil(lambda: editor.dialog is None)
    back(zone, editor)
    assert editor.value() == ""
    assert sheet.isVisible()


def test_a_folder_is_looked_for_from_the_nearest_one_that_is_there(zone: Zone, tmp_path: Path) -> None:
    editor = FileEditor(Field("folder", "存到哪个文件夹", Kind.FOLDER, str(tmp_path / "归档" / "2026")))
    zone.qtbot.addWidget(editor)
    editor.show()
    QTest.keyClick(editor.box, KEY.Key_Down)
    dialog = editor.dialog
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    assert Path(dialog.directory().absolutePath()) == tmp_path, "the year's folder is made only when it is needed"
    QTest.keyClick(editor.box, KEY.Key_Down)
    assert editor.dialog is dialog, "a second press is the same dialog"
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    zone.qtbot.waitUntil(lambda: editor.dialog is None)
    assert editor.value() == str(tmp_path)
