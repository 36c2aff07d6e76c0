"""Two alternatives beside each other: what is asked, the land in figures, the parcels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer.app.comparing.alternatives import Comparison
from planviewer.i18n import translate
from planviewer.model.zone import WIDEST_M
from planviewer.ui.base import SPACE, Panel, plain_label, roomy, speak_figures
from planviewer.ui.figure_spin import FigureSpin
from planviewer.ui.zones.compare_results import CompareResults

Way = Literal["distances", "zone", "line", "line-file", "plan-file"]
WAYS: tuple[Way, ...] = ("distances", "zone", "line", "line-file", "plan-file")


@dataclass(frozen=True)
class CompareWish:
    """What is to be compared with the zone ``zone`` of the plan."""

    zone: str
    way: Way
    distances: tuple[float, float]
    other: str | None
    """The other zone or line layer; of a plan file, its zone."""
    path: Path | None
    parcels: str | None


class ComparePanel(Panel):
    """Asks what to compare and shows what came out.

    Signals
    -------
    asked()
        Something else is to be compared.
    zone_chosen()
        Another zone is to be compared.
    plan_chosen(Path)
        A plan file is chosen: its zones are to be offered.
    parcels_marked(list[int])
        Parcels chosen in the table (rows of the parcel layer).
    """

    asked = Signal()
    zone_chosen = Signal()
    plan_chosen = Signal(object)
    parcels_marked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self.zone, self.way = QComboBox(), QComboBox()
        self.parcels, self._parcels_chosen = QComboBox(), False
        self.zone_label, self.way_label = plain_label(wrap=False), plain_label(wrap=False)
        self.parcels_label = plain_label(wrap=False)
        self.low, self.high = FigureSpin(), FigureSpin()
        for spin, value in ((self.low, 0.0), (self.high, 30.0)):
            spin.setRange(0.0, WIDEST_M)
            spin.setDecimals(1)
            roomy(spin)
            spin.setSuffix(" m")
            spin.setValue(value)
            spin.setKeyboardTracking(False)
        self.dash = QLabel("–")
        self.other_zone, self.line, self.file_zone = QComboBox(), QComboBox(), QComboBox()
        self.line_file, self.plan_file = QPushButton(), QPushButton()
        self.options = QStackedWidget()
        self.problem = plain_label("error")
        self.problem.hide()
        self.results = CompareResults()
        self._lay_out()
        self._wire()
        self.speak()

    def _lay_out(self) -> None:
        for combo in (self.zone, self.other_zone, self.line, self.file_zone, self.parcels):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(10)
            combo.setMaximumWidth(250)
        for parts in (
            (self.low, self.dash, self.high),
            (self.other_zone,),
            (self.line,),
            (self.line_file,),
            (self.plan_file, self.file_zone),
        ):
            self.options.addWidget(_side_by_side(parts))
        bar = QHBoxLayout()
        bar.setSpacing(SPACE)
        for label, field in (
            (self.zone_label, self.zone),
            (self.way_label, self.way),
        ):
            label.setBuddy(field)
            bar.addWidget(label)
            bar.addWidget(field, 2)
        bar.addWidget(self.options, 3)
        bar.addStretch(1)
        self.parcels_label.setBuddy(self.parcels)
        bar.addWidget(self.parcels_label)
        bar.addWidget(self.parcels, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, SPACE, 12, SPACE)
        column.addLayout(bar)
        column.addWidget(self.problem)
        column.addWidget(self.results, 1)

    def _wire(self) -> None:
        self.parcels.activated.connect(self._parcels_activated)
        for combo in (self.other_zone, self.line, self.file_zone):
            combo.activated.connect(lambda _row: self.asked.emit())
        self.zone.activated.connect(self.zone_chosen)
        self.way.activated.connect(self._way_chosen)
        self.low.valueChanged.connect(lambda _value: self.asked.emit())
        self.high.valueChanged.connect(lambda _value: self.asked.emit())
        self.line_file.clicked.connect(self._ask_line_file)
        self.plan_file.clicked.connect(self._ask_plan_file)
        self.results.parcels_marked.connect(self.parcels_marked)

    def _parcels_activated(self) -> None:
        self._parcels_chosen = True
        self.asked.emit()

    # --- values in ----------------------------------------------------------------------------
    def offer(
        self,
        zones: Sequence[tuple[str, str]],
        lines: Sequence[tuple[str, str]],
        parcels: Sequence[tuple[str, str]],
        counted: str | None,
    ) -> None:
        """Offer zones, line layers and parcel layers; what is chosen stays chosen.

        ``counted`` is the parcel layer to take where nobody chose one, None takes none.
        """
        none = ("", translate("compare", "(without parcels)"))
        for combo, options in (
            (self.zone, zones),
            (self.other_zone, zones),
            (self.line, lines),
            (self.parcels, (none, *parcels)),
        ):
            before = combo.currentData()
            combo.clear()
            for value, words in options:
                combo.addItem(words, value)
            known = -1 if before is None else combo.findData(before)
            if combo is self.parcels and (known < 0 or not self._parcels_chosen):
                known = combo.findData(counted or "")
            combo.setCurrentIndex(max(known, 0))

    def offer_file_zones(self, zones: Sequence[tuple[str, str]]) -> None:
        """Offer the zones of the plan file that was chosen, first the one of the same id."""
        self.file_zone.clear()
        for value, words in zones:
            self.file_zone.addItem(words, value)
        same = self.file_zone.findData(self.zone.currentData())
        self.file_zone.setCurrentIndex(max(same, 0))

    def use_file(self, path: Path | None) -> None:
        """Compare with a file from now on."""
        self._path = path
        self.retranslate()

    def suggest(self, low: float, high: float) -> None:
        """Suggest distances to compare with, without asking."""
        for spin, value in ((self.low, low), (self.high, high)):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)

    def show_comparison(self, found: Comparison | None, problem: str = "") -> None:
        """Show what came out, or why nothing did."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.results.show_comparison(found)

    # --- values out ---------------------------------------------------------------------------
    def wish(self) -> CompareWish | None:
        """Return what is asked, None while something is missing."""
        way, zone = WAYS[max(self.way.currentIndex(), 0)], self.zone.currentData()
        others = {"zone": self.other_zone, "line": self.line, "plan-file": self.file_zone}
        other = others[way].currentData() if way in others else None
        needs_path = way in {"line-file", "plan-file"}
        if zone is None or (way in others and other is None) or (needs_path and not self._path):
            return None
        low, high = self.low.value(), self.high.value()
        distances = (min(low, high), max(high, low + 0.1))
        path = self._path if needs_path else None
        return CompareWish(zone, way, distances, other, path, self.parcels.currentData() or None)

    def _way_chosen(self, row: int) -> None:
        self.options.setCurrentIndex(row)
        self.use_file(None)
        self.asked.emit()

    def _ask_line_file(self) -> None:
        title = translate("compare", "Line of the other alignment")
        kinds = "*.geojson *.json *.gpkg *.shp *.fgb *.dxf *.kml"
        name, _ = QFileDialog.getOpenFileName(self, title, "", f"{title} ({kinds})")
        if name:
            self.use_file(Path(name))
            self.asked.emit()

    def _ask_plan_file(self) -> None:
        title = translate("compare", "Plan of another time")
        name, _ = QFileDialog.getOpenFileName(self, title, "", f"{title} (*.planview)")
        if name:
            self.use_file(Path(name))
            self.plan_chosen.emit(Path(name))

    # --- words --------------------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        speak_figures(self.low, self.high)
        self.zone_label.setText(translate("compare", "Compare"))
        self.way_label.setText(translate("compare", "with"))
        self.parcels_label.setText(translate("compare", "Parcels"))
        ways = {
            "distances": translate("compare", "other distances"),
            "zone": translate("compare", "another zone"),
            "line": translate("compare", "another line layer"),
            "line-file": translate("compare", "a line from a file"),
            "plan-file": translate("compare", "another plan file"),
        }
        row = max(self.way.currentIndex(), 0)
        self.way.clear()
        for way in WAYS:
            self.way.addItem(ways[way], way)
        self.way.setCurrentIndex(row)
        chosen = "" if self._path is None else self._path.name
        self.line_file.setText(chosen or translate("compare", "Choose a file…"))
        self.plan_file.setText(chosen or translate("compare", "Choose a plan…"))
        for widget, text in (
            (self.zone, translate("compare", "Zone of this plan")),
            (self.way, translate("compare", "Compared with")),
            (self.low, translate("compare", "Other distance from")),
            (self.high, translate("compare", "Other distance to")),
            (self.other_zone, translate("compare", "Other zone")),
            (self.line, translate("compare", "Other line layer")),
            (self.file_zone, translate("compare", "Zone of the other plan")),
            (self.parcels, translate("compare", "Parcel layer")),
        ):
            widget.setAccessibleName(text)


def _side_by_side(parts: Sequence[QWidget]) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, QComboBox) else 0)
    row.addStretch(0)
    return box
