"""What planviewer is, and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import __version__
from planviewer.i18n import translate
from planviewer.ui.base import plain_label
from planviewer.ui.dialogs.frame import AskDialog
from planviewer.ui.icons import app_icon
from planviewer.ui.pill import Pill


@dataclass(frozen=True)
class Shortcut:
    """One line of the key table: keys as ``QKeySequence`` reads them, and what they do."""

    keys: str
    text: str
    section: str = ""


class AboutDialog(AskDialog):
    """Two pages: the keys, given by whoever owns the commands, and what this program is."""

    fits_content = False

    def __init__(self, shortcuts: Sequence[Shortcut] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = QLabel()
        self.version = plain_label("muted")
        self.tabs = QTabWidget()
        self.words, self.rights = plain_label(), plain_label("muted")
        self._lay_out(shortcuts)
        self.resize(520, 560)
        self.speak()
        self.order(self.tabs.tabBar(), self.keys)

    def _lay_out(self, shortcuts: Sequence[Shortcut]) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.question)
        names.addWidget(self.version)
        head.addWidget(self.mark)
        head.addLayout(names, 1)
        self.column.insertLayout(0, head)
        self.explanation.hide()
        self.verdict.hide()
        self.cancel_button.hide()
        self.keys = _shortcut_page(shortcuts)
        self.tabs.addTab(self.keys, "")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 16, 4, 4)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.rights)
        column.addStretch(1)
        self.tabs.addTab(page, "")
        self.body.addWidget(self.tabs, 1)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("about", "Help"))
        self.question.setText("planviewer")
        self.version.setText(translate("about", "Version {version}").format(version=__version__))
        self.tabs.setTabText(0, translate("about", "Keys"))
        self.tabs.setTabText(1, translate("about", "About"))
        self.tabs.tabBar().setAccessibleName(translate("about", "Help"))
        self.keys.setAccessibleName(translate("about", "Keys"))
        self.words.setText(
            translate("about", "See urban-planning sites on a map, exactly and offline.")
            + "\n\n"
            + translate(
                "about",
                "Layers marked as schematic are drawn by hand to show an idea. "
                "Do not take measures from them.",
            )
        )
        self.rights.setText(
            translate(
                "about",
                "MIT licence. Built with Qt for Python, Leaflet, folium, GDAL, PROJ "
                "and GEOS; typeface Be Vietnam Pro (OFL); icons Lucide (ISC).",
            )
        )
        self.accept_button.setText(translate("dialogs", "Close"))
        self.mark.setPixmap(app_icon().pixmap(QSize(48, 48), self.devicePixelRatioF()))


def _shortcut_page(shortcuts: Sequence[Shortcut]) -> QScrollArea:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(4, 12, 12, 4)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    section, row = "", 0
    for shortcut in shortcuts:
        if shortcut.section != section:
            section = shortcut.section
            heading = plain_label("heading")
            heading.setText(section)
            heading.setContentsMargins(0, 0 if row == 0 else 12, 0, 0)
            grid.addWidget(heading, row, 0, 1, 2)
            row += 1
        text = plain_label()
        text.setText(shortcut.text)
        native = QKeySequence.SequenceFormat.NativeText
        grid.addWidget(text, row, 0)
        keys = Pill(QKeySequence(shortcut.keys).toString(native))
        grid.addWidget(keys, row, 1, Qt.AlignmentFlag.AlignRight)
        row += 1
    grid.setRowStretch(row, 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
