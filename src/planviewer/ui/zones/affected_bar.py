"""The bar above the affected parcels: which parcels and zones, the switches, the export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
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
        self._chosen: str | None = None
        self._switches = (self.least_label, self.least, self.no_owners)
        self._row, self._second_row, self._has_two_rows = QHBoxLayout(), QHBoxLayout(), False
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
        for row in (self._row, self._second_row):
            row.setSpacing(SPACE)
        self._row.addLayout(views)
        for combo in (self.parcels, self.zone):
            combo.setMaximumWidth(230)
            self._row.addWidget(combo, 2)
        self._row.addStretch(1)
        for widget in (*self._switches, self.fields_button, self.export_button):
            self._row.addWidget(widget)
        self._second_row.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE)
        rows.addLayout(self._row)
        rows.addLayout(self._second_row)
        # The rows decide how wide the bar must be; it decides how many rows there are.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _fit(self) -> None:
        """Give the switches a row of their own where one row would not hold everything."""
        widgets = (*self.views, self.parcels, self.zone, self.fields_button, self.export_button)
        without, switches = _least_width(widgets), _least_width(self._switches)
        self.setMinimumWidth(max(without, switches))
        two_rows = self.width() < without + SPACE + switches
        if two_rows == self._has_two_rows:
            return
        self._has_two_rows = two_rows
        target, at = (self._second_row, 0) if two_rows else (self._row, self._row.count() - 2)
        for number, widget in enumerate(self._switches):
            target.insertWidget(at + number, widget)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _wire(self) -> None:
        for number, button in enumerate(self.views):
            button.clicked.connect(lambda _on, at=number: self.viewed.emit(at))
        self.parcels.activated.connect(lambda _row: self._parcels_chosen())
        self.zone.activated.connect(lambda _row: self.asked.emit())
        self.least.valueChanged.connect(lambda _value: self.asked.emit())
        for ending, action in self.exports.items():
            action.triggered.connect(lambda _on=False, name=ending: self.export_wished.emit(name))

    def offer(self, parcels: Pairs, zones: Pairs, counted: str | None) -> None:
        """Offer parcel layers and zones; what a person chose stays chosen.

        ``counted`` is the parcel layer to take where nobody chose one: data may still be read, so
        that another is surer the next time. None takes none.
        """
        every = ("", translate("affected-view", "All zones"))
        zone = self.zone.currentData()
        for combo, options in ((self.parcels, parcels), (self.zone, (every, *zones))):
            combo.clear()
            for value, words in options:
                combo.addItem(words, value)
        self.zone.setCurrentIndex(max(self.zone.findData(zone), 0))
        at = -1 if self._chosen is None else self.parcels.findData(self._chosen)
        if at < 0 and counted is not None:
            at = self.parcels.findData(counted)
        self.parcels.setCurrentIndex(at)

    def choose_parcels(self, layer_id: str | None) -> None:
        """Choose a parcel layer, without saying so; None leaves the choice open again."""
        self._chosen = layer_id
        at = -1 if layer_id is None else self.parcels.findData(layer_id)
        if at >= 0:
            self.parcels.setCurrentIndex(at)

    def can_save(self, *, possible: bool) -> None:
        """Say whether there are parcels whose columns can be named, and which can be saved."""
        for button in (self.fields_button, self.export_button):
            button.setEnabled(possible)

    def _parcels_chosen(self) -> None:
        self._chosen = self.parcels.currentData()
        self.asked.emit()

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
        self.parcels.setPlaceholderText(translate("affected-view", "Choose the parcels"))
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
        self._fit()


def _least_width(widgets: Sequence[QWidget]) -> int:
    return sum(w.minimumSizeHint().width() for w in widgets) + SPACE * (len(widgets) - 1)
