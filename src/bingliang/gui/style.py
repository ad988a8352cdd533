"""样式: Fusion, a palette made from the tokens, one short style sheet for the application, and the fonts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from bingliang.gui import tokens
from bingliang.gui.tokens import Colours, Density


class Look(NamedTuple):
    """外观: theme and density of this machine."""

    dark: bool = False
    compact: bool = False
    practice: bool = False

    @property
    def colours(self) -> Colours:
        """配色."""
        return tokens.colours(dark=self.dark, practice=self.practice)

    @property
    def density(self) -> Density:
        """疏密."""
        return tokens.COMPACT if self.compact else tokens.ROOMY


THEMED = ("QAbstractItemView", "QMenu", "QMenuBar", "QMessageBox", "QStatusBar", "QTipLabel")
"""系统另给字体的控件: on Windows these keep the system's font, whatever the application's is, and with it no Chinese of ours."""

EDGE = 128
"""per cent lighter, which Fusion takes back: it draws an edge in 140 % darker, then 110 % lighter"""
STYLE = "Fusion"
_look = Look()
_fonts_loaded = False
_styled = False


def application() -> QApplication:
    """Qt 的应用 that runs; RuntimeError before there is one."""
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        raise RuntimeError("no application yet")
    return running


def styled_application(program: Sequence[str]) -> QApplication:
    """Qt 的应用 in our style. Told in words, Qt sets it by itself; by a call it would first have to tell Python all that
    there is to know about styles, which takes longer than to read the settings and to load the fonts.
    """
    global _styled  # noqa: PLW0603 - one application, one style
    _styled = True
    return QApplication([*program, "-style", STYLE])


def look() -> Look:
    """现用外观: what painted widgets draw with."""
    return _look


def colours() -> Colours:
    """现用配色."""
    return _look.colours


def font(size: int = tokens.BODY, *, bold: bool = False) -> QFont:
    """字体 in pixels, with figures of equal width; weights 400 and 700 only. Made once for each size: nobody changes it."""
    return _font(size, bold)


@cache
def _font(size: int, bold: bool) -> QFont:  # noqa: FBT001 - the key of what is kept
    made = QFont()
    made.setFamilies(list(tokens.FAMILIES))
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def load_fonts(folder: Path) -> None:
    """装入字体: the fonts delivered with the program; without them the system's Chinese fonts serve."""
    global _fonts_loaded  # noqa: PLW0603 - Qt's font database is the process's, so is the mark that it was filled
    if _fonts_loaded:
        return
    _fonts_loaded = True
    for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        path = folder / name
        if path.is_file():
            QFontDatabase.addApplicationFont(str(path))


def apply(app: QApplication, wanted: Look) -> None:
    """套用外观 on the whole application: completer popups and message boxes are windows of their own."""
    global _look, _styled  # noqa: PLW0603 - painted widgets have no palette rich enough; one look serves the process
    _look = wanted
    if not _styled:
        app.setStyle(STYLE)
        _styled = True
    palette = _palette(wanted.colours)
    app.setPalette(palette)
    # Fusion draws the edge of a check box as a darker shade of the window: on the dark look nobody would see it.
    palette.setColor(QPalette.ColorRole.Window, QColor(wanted.colours.control).lighter(EDGE))
    app.setPalette(palette, "QCheckBox")  # type: ignore[arg-type]  # its stub says bytes, it takes text
    app.setFont(font())
    app.setStyleSheet(_sheet(wanted.colours))
    for name in THEMED:  # last: a new style takes the system's fonts up again
        app.setFont(font(), name)  # type: ignore[arg-type]  # its stub says bytes, it takes text


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, c.bg), (role.WindowText, c.text), (role.Base, c.card), (role.AlternateBase, c.bg),
        (role.Text, c.text), (role.Button, c.card), (role.ButtonText, c.text), (role.BrightText, c.late.text),
        (role.Highlight, c.accent), (role.HighlightedText, c.on_accent), (role.ToolTipBase, c.card),
        (role.ToolTipText, c.text), (role.PlaceholderText, c.text3), (role.Link, c.accent), (role.Accent, c.accent),
        (role.Light, c.line), (role.Midlight, c.line), (role.Mid, c.control), (role.Dark, c.control),
        (role.Shadow, c.line),
    ):  # fmt: skip
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(c.text3))
    return palette


def _sheet(c: Colours) -> str:
    return f"""
QToolTip {{ background: {c.card}; color: {c.text}; border: 1px solid {c.control}; padding: 4px; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QFrame#card {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {tokens.CARD_RADIUS}px; }}
QFrame#popup {{ background: {c.card}; border: 1px solid {c.control}; border-radius: {tokens.CARD_RADIUS}px; }}
QListView#choices {{ background: {c.card}; border: 0; outline: 0; selection-background-color: {c.selected}; }}
QTableView {{ background: {c.card}; border: 0; outline: 0; gridline-color: {c.line}; selection-background-color: {c.selected};
  selection-color: {c.text}; }}
QHeaderView::section {{ background: {c.bg}; color: {c.text2}; border: 0; border-bottom: 1px solid {c.line};
  padding: 0 12px; font-weight: 700; font-size: {tokens.CAPTION}px; }}
QPushButton {{ background: {c.card}; color: {c.text}; border: 1px solid {c.control}; border-radius: {tokens.RADIUS}px;
  min-height: {tokens.CONTROL - 4}px; padding: 0 14px; }}
QPushButton:hover {{ background: {c.accent_soft}; border-color: {c.accent}; }}
QPushButton:pressed {{ background: {c.selected}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: 0 13px; }}
QPushButton:default {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; font-weight: 700; }}
QPushButton:default:focus {{ border: 2px solid {c.text}; }}
QPushButton[segment="true"] {{ min-height: {tokens.SEGMENTED - 4}px; padding: 0 12px; border-color: {c.line}; color: {c.text2}; }}
QPushButton[segment="true"]:checked {{ background: {c.accent_soft}; color: {c.accent}; border-color: {c.accent};
  font-weight: 700; }}
QPushButton[segment="true"]:focus {{ border: 2px solid {c.accent}; padding: 0 11px; }}
QPushButton[link="true"] {{ background: transparent; border: 2px solid transparent; color: {c.accent}; text-align: left;
  min-height: 22px; padding: 0 6px; }}
QPushButton[link="true"]:hover {{ background: {c.accent_soft}; }}
QPushButton[link="true"]:focus {{ border: 2px solid {c.accent}; padding: 0 6px; }}
QLineEdit {{ background: {c.card}; color: {c.text}; border: 1px solid {c.control}; border-radius: {tokens.RADIUS}px;
  min-height: {tokens.CONTROL - 4}px; padding: 0 8px; selection-background-color: {c.accent};
  placeholder-text-color: {c.text2}; }}
QLineEdit:focus {{ border: 2px solid {c.accent}; padding: 0 7px; }}
QPlainTextEdit {{ background: {c.card}; color: {c.text}; border: 1px solid {c.control}; border-radius: {tokens.RADIUS}px;
  padding: 4px; selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QPlainTextEdit:focus {{ border: 2px solid {c.accent}; padding: 3px; }}
QComboBox {{ combobox-popup: 0; background: {c.card}; color: {c.text}; border: 1px solid {c.control};
  border-radius: {tokens.RADIUS}px; min-height: {tokens.CONTROL - 4}px; padding: 0 8px; }}
QComboBox:hover {{ border-color: {c.accent}; }}
QComboBox:focus, QComboBox:on {{ border: 2px solid {c.accent}; min-height: {tokens.CONTROL - 6}px; padding: 0 7px; }}
QComboBox:disabled {{ background: {c.bg}; color: {c.text3}; border-color: {c.line}; }}
QComboBox::drop-down {{ width: 24px; border: 0; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: 0; padding: 0; min-height: 0; background: transparent; }}
QComboBox QAbstractItemView {{ background: {c.card}; color: {c.text}; border: 1px solid {c.control}; outline: 0;
  padding: 1px; }}
QComboBox QAbstractItemView::item {{ min-height: {tokens.SEGMENTED}px; padding: 0 7px; }}
QComboBox QAbstractItemView::item:selected {{ background: {c.selected}; color: {c.text}; }}
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"] {{ border: 2px solid {c.late.mark}; }}
QPushButton[rash="true"]:enabled {{ color: {c.late.text}; border-color: {c.late.mark}; }}
QPushButton:disabled {{ color: {c.text3}; border-color: {c.line}; background: {c.bg}; }}
QFrame#block {{ background: {c.bg}; border: 1px solid {c.line}; border-radius: {tokens.RADIUS}px; }}
QFrame#hairline {{ background: {c.line}; border: 0; }}
QLineEdit[wrong="true"] {{ border: 2px solid {c.late.text}; padding: 0 7px; }}
QCheckBox {{ spacing: 8px; padding: 2px 4px; border: 2px solid transparent; border-radius: {tokens.RADIUS}px; }}
QCheckBox:focus {{ border-color: {c.accent}; }}
QRadioButton {{ spacing: 8px; padding: 2px 4px; }}
QRadioButton::indicator {{ width: 12px; height: 12px; border: 2px solid {c.control}; border-radius: 8px;
  background: {c.card}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {c.accent}; background: {c.on_accent}; }}
QRadioButton::indicator:disabled {{ border-color: {c.line}; }}
QRadioButton:focus {{ border: 2px solid {c.accent}; border-radius: {tokens.RADIUS}px; padding: 0 2px; }}
QTabBar {{ font-size: {tokens.BODY}px; }}
QTabBar::tab {{ background: transparent; color: {c.text2}; border: 0; border-bottom: 2px solid transparent;
  padding: 6px 2px; margin-right: 20px; }}
QTabBar::tab:selected {{ color: {c.accent}; border-bottom: 2px solid {c.accent}; font-weight: 700; }}
QTabBar:focus {{ border: 2px solid {c.accent}; border-radius: {tokens.RADIUS}px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {c.control}; border-radius: 3px; margin: 2px; min-height: 32px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {c.line}; }}
"""
