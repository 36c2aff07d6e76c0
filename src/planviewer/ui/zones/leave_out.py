"""What a zone leaves out: layers with areas, and roads drawn as lines, as wide as is said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.zone import RoadStrip, ZoneRule
from planviewer.ui.base import Speaks, plain_label, roomy, speak_figures
from planviewer.ui.figure_spin import FigureSpin

_ID = Qt.ItemDataRole.UserRole
_ROAD_M = 12.0
Pairs = Sequence[tuple[str, str]]


class LeaveOut(Speaks, QWidget):
    """A list to tick, and below it the width of the roads among what is ticked.

    ``changed`` comes from people only.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: frozenset[str] = frozenset()
        self._known: dict[str, RoadStrip] = {}
        self.list, self.width_m = QListWidget(), FigureSpin()
        self.label = plain_label("small")
        self.list.setProperty("framed", "true")
        self.list.setFixedHeight(92)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.width_m.setRange(0.5, 200.0)
        self.width_m.setDecimals(1)
        self.width_m.setSuffix(" m")
        self.width_m.setValue(_ROAD_M)
        roomy(self.width_m)
        self.label.setBuddy(self.width_m)
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self.list, self.label, self.width_m):
            column.addWidget(widget)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.width_m.valueChanged.connect(lambda _value: self._tell())
        self.speak()

    def show_rule(self, rule: ZoneRule, areas: Pairs, lines: Pairs) -> None:
        """Show what a rule leaves out, of the areas and lines there are."""
        others = [pair for pair in lines if pair[0] != rule.line_layer]
        self._lines = frozenset(layer_id for layer_id, _ in others)
        self._known = {road.layer: road for road in rule.exclude_roads}
        chosen = {*rule.exclude, *self._known}
        with QSignalBlocker(self.list), QSignalBlocker(self.width_m):
            self.list.clear()
            for layer_id, title in (*areas, *others):
                item = QListWidgetItem(title, self.list)
                item.setData(_ID, layer_id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                on = layer_id in chosen
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            for road in rule.exclude_roads[:1]:
                self.width_m.setValue(road.width_m)
        self._show_width()

    def areas(self) -> tuple[str, ...]:
        """Return the layers of areas that are left out."""
        return tuple(name for name in self._ticked() if name not in self._lines)

    def roads(self) -> tuple[RoadStrip, ...]:
        """Return the lines left out as roads; which of their features stays as it was."""
        width = self.width_m.value()
        return tuple(
            RoadStrip(layer=name, where=self._where(name), width_m=width)
            for name in self._ticked()
            if name in self._lines
        )

    def _where(self, name: str) -> tuple[tuple[str, str], ...]:
        return self._known[name].where if name in self._known else ()

    def _ticked(self) -> list[str]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return [str(i.data(_ID)) for i in items if i.checkState() == Qt.CheckState.Checked]

    def _tell(self) -> None:
        self._show_width()
        self.changed.emit()

    def _show_width(self) -> None:
        there = bool(self._lines.intersection(self._ticked()))
        self.label.setVisible(there)
        self.width_m.setVisible(there)

    @override
    def retranslate(self) -> None:
        self.list.setAccessibleName(translate("zone-editor", "Leave out"))
        self.label.setText(translate("zone-editor", "Width of the roads left out"))
        self.width_m.setAccessibleName(self.label.text())
        speak_figures(self.width_m)
