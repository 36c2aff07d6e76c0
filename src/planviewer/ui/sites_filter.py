"""Search field and filters above the list of sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.site import Site
from planviewer.model.style import Symbol
from planviewer.ui.base import SPACE, Panel, plain_label
from planviewer.ui.icons import icon
from planviewer.ui.sites_model import Located, SiteFilter
from planviewer.ui.swatches import Swatch, kept

_KINDS: tuple[Located, ...] = get_args(Located)


class SitesFilterBar(Panel):
    """Emits the whole filter whenever a part of it changes."""

    changed = Signal(object)

    def __init__(self, swatch: Swatch, parent: QWidget) -> None:
        super().__init__(parent)
        self._swatch = kept(swatch)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self._glass = QAction(icon("search", "muted"), "", self)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.groups = QComboBox()
        self.groups.setIconSize(QSize(18, 18))
        self.groups.addItem("", None)
        self.kinds = [QPushButton() for _ in _KINDS]
        self.count = plain_label("small", wrap=False)
        self.reset = QPushButton()
        self.reset.setProperty("kind", "link")
        self._lay_out()
        self._wire()
        self.speak()

    def _lay_out(self) -> None:
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for button, place in zip(self.kinds, ("first", "middle", "last"), strict=True):
            button.setCheckable(True)
            button.setProperty("segment", place)
            segments.addWidget(button, 1)
        last = QHBoxLayout()
        last.addWidget(self.count, 1)
        last.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 4)
        column.setSpacing(SPACE)
        column.addWidget(self.search)
        column.addWidget(self.groups)
        column.addLayout(segments)
        column.addLayout(last)

    def _wire(self) -> None:
        choice = QButtonGroup(self)
        for number, button in enumerate(self.kinds):
            choice.addButton(button, number)
        self.kinds[0].setChecked(True)
        self.search.textChanged.connect(self._emit)
        self.groups.currentIndexChanged.connect(self._emit)
        choice.idToggled.connect(lambda _id, on: self._emit() if on else None)
        self.reset.clicked.connect(self.clear)

    def wanted(self) -> SiteFilter:
        """Return the filter as set."""
        kind = next(k for k, button in zip(_KINDS, self.kinds, strict=True) if button.isChecked())
        return SiteFilter(self.search.text(), self.groups.currentData(), kind)

    def _emit(self) -> None:
        self.changed.emit(self.wanted())

    def clear(self) -> None:
        """List everything again."""
        self.search.clear()
        self.groups.setCurrentIndex(0)
        self.kinds[0].setChecked(True)

    def show_groups(self, sites: Sequence[Site], symbols: Mapping[str, Symbol]) -> None:
        """Offer the groups that occur, in their order, with their marks; keep the choice."""
        found = {site.group_id: str(site.group) for site in sites}
        chosen = self.groups.currentData()
        self.groups.blockSignals(True)
        while self.groups.count() > 1:
            self.groups.removeItem(1)
        for group, title in found.items():
            self.groups.addItem(self._mark(symbols.get(group)), title, group)
        self.groups.setCurrentIndex(max(0, self.groups.findData(chosen)))
        self.groups.blockSignals(False)

    def _mark(self, symbol: Symbol | None) -> QIcon:
        if symbol is None:
            return QIcon()
        ratio = self.devicePixelRatioF()
        return QIcon(QPixmap.fromImage(self._swatch(symbol, "point", 18, 18, ratio)))

    def show_count(self, shown: int, everything: int) -> None:
        """Say how many of how many are listed."""
        text = translate("sites", "{shown} of {all} sites").format(shown=shown, all=everything)
        self.count.setText(text)
        self.reset.setVisible(self.wanted() != SiteFilter())

    @override
    def retranslate(self) -> None:
        hint = translate("sites", "Search sites")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self._glass.setText(hint)
        self.groups.setItemText(0, translate("sites", "All groups"))
        self.groups.setAccessibleName(translate("sites", "Group"))
        words = (
            translate("sites", "All"),
            translate("sites", "Located"),
            translate("sites", "Not located"),
        )
        for button, word in zip(self.kinds, words, strict=True):
            button.setText(word)
            button.setAccessibleName(word)
        self.reset.setText(translate("sites", "Show all"))
        self.reset.setAccessibleName(translate("sites", "Clear search and filters"))
