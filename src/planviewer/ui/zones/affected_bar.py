"""The bar above the affected parcels: which parcels and zones, the switches, the export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.ui.base import SPACE, Speaks, plain_label, roomy, speak_figures
from planviewer.ui.figure_spin import FigureSpin

FORMATS: Final = (".xlsx", ".csv", ".gpkg", ".geojson")
Pairs = Sequence[tuple[str, str]]


class AffectedBar(Speaks, QWidget):
    """Signals.

    Signals
    -------
    viewed(int)
        The list (0) or the summary (1) is to be seen.
    asked()
        Other parcels, zones or another threshold.
    export_wished(str)
        A file is to be written (its ending).
    """

    viewed = Signal(int)
    asked = Signal()
    export_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = (QPushButton(), QPushButton())
        self.parcels, self.zone = QComboBox(), QComboBox()
        self.least_label, self.least = plain_label(wrap=False), FigureSpin()
        self.no_owners = QCheckBox()
        self.fields_button, self.export_button = QPushButton(), QPushButton()
        self.exports = {ending: QAction(self) for ending in FORMATS}
        self._set_up()
        self._lay_out()
        self._wire()
        self.speak()

    def _set_up(self) -> None:
        for number, button in enumerate(self.views):
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(number == 0)
            button.setProperty("segment", ("first", "last")[number])
        for combo in (self.parcels, self.zone):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(10)
        self.least.setRange(0.0, 100_000.0)
        self.least.setDecimals(0)
        self.least.setSingleStep(10.0)
        self.least.setSuffix(" m²")
        self.least.setKeyboardTracking(False)
        self.least_label.setBuddy(self.least)
        roomy(self.least)
        menu = QMenu(self)
        menu.addActions(list(self.exports.values()))
        self.export_button.setMenu(menu)

    def _lay_out(self) -> None:
        views = QHBoxLayout()
        views.setSpacing(0)
        for button in self.views:
            views.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addLayout(views)
        for combo in (self.parcels, self.zone):
            combo.setMaximumWidth(230)
            row.addWidget(combo, 2)
        row.addStretch(1)
        for widget in (self.least_label, self.least, self.no_owners):
            row.addWidget(widget)
        for button in (self.fields_button, self.export_button):
            row.addWidget(button)

    def _wire(self) -> None:
        for number, button in enumerate(self.views):
            button.clicked.connect(lambda _on, at=number: self.viewed.emit(at))
        self.parcels.activated.connect(lambda _row: self.asked.emit())
        self.zone.activated.connect(lambda _row: self.asked.emit())
        self.least.valueChanged.connect(lambda _value: self.asked.emit())
        for ending, action in self.exports.items():
            action.triggered.connect(lambda _on=False, name=ending: self.export_wished.emit(name))

    def offer(self, parcels: Pairs, zones: Pairs) -> None:
        """Offer parcel layers and zones; what is chosen stays chosen."""
        every = ("", translate("affected-view", "All zones"))
        for combo, options in ((self.parcels, parcels), (self.zone, (every, *zones))):
            before = combo.currentData()
            combo.clear()
            for value, words in options:
                combo.addItem(words, value)
            combo.setCurrentIndex(max(combo.findData(before), 0) if combo.count() else -1)

    @override
    def retranslate(self) -> None:
        speak_figures(self.least)
        self.views[0].setText(translate("affected-view", "List"))
        self.views[1].setText(translate("affected-view", "Summary"))
        self.least_label.setText(translate("affected-view", "Too small under"))
        self.least.setSpecialValueText(translate("affected-view", "(not judged)"))
        self.no_owners.setText(translate("affected-view", "Without owner names"))
        self.fields_button.setText(translate("affected-view", "Fields…"))
        self.export_button.setText(translate("affected-view", "Export"))
        names = {
            ".xlsx": translate("affected-view", "Workbook to read and sign (XLSX)…"),
            ".csv": translate("affected-view", "Table (CSV)…"),
            ".gpkg": translate("affected-view", "Map layers (GeoPackage)…"),
            ".geojson": translate("affected-view", "Map layer (GeoJSON)…"),
        }
        for ending, action in self.exports.items():
            action.setText(names[ending])
        for widget, text in (
            (self.parcels, translate("affected-view", "Parcel layer")),
            (self.zone, translate("affected-view", "Zones")),
            (self.least, translate("affected-view", "Remainder too small under")),
            (self.export_button, translate("affected-view", "Export with certificate")),
        ):
            widget.setAccessibleName(text)
            widget.setToolTip(text)
