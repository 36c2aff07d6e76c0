"""The fields of a zone rule; every change is told as a new rule at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from pydantic import ValidationError
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.app.zone_editing import ZoneDraft
from planviewer.i18n import translate
from planviewer.model.zone import WIDEST_M, ZoneRule
from planviewer.ui.base import SPACE, Speaks, plain_label, roomy, speak_figures
from planviewer.ui.figure_spin import FigureSpin
from planviewer.ui.zones.combos import choose, fill
from planviewer.ui.zones.leave_out import LeaveOut
from planviewer.ui.zones.range_row import RangeRow
from planviewer.ui.zones.zone_words import caps, joins, labels, references, sides

REACH_M = 300.0
"""As far as the slider goes; farther distances are typed, and the slider grows to hold them."""
_ROAD_M = 12.0


@dataclass(frozen=True)
class Choices:
    """What can be chosen: layers as (id, title), and the fields of the line layer with values."""

    lines: Sequence[tuple[str, str]] = ()
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    areas: Sequence[tuple[str, str]] = ()
    parcels: Sequence[tuple[str, str]] = ()


class ZoneForm(Speaks, QWidget):
    """Shows a draft and changes it.

    Signals
    -------
    changed(ZoneDraft)
        The person changed something.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: ZoneDraft | None = None
        self._showing = False
        self._labels: dict[str, QLabel] = {}
        self.name = QLineEdit()
        self.line, self.field, self.value = QComboBox(), QComboBox(), QComboBox()
        self.side, self.reference, self.cap = QComboBox(), QComboBox(), QComboBox()
        self.join, self.priority = QComboBox(), QSpinBox()
        self.priority.setRange(-1000, 1000)
        roomy(self.priority)
        self.width_m = FigureSpin()
        self.width_m.setRange(0.5, 200.0)
        self.width_m.setDecimals(1)
        roomy(self.width_m)
        self.width_m.setSuffix(" m")
        self.distance, self.chainage = RangeRow(), RangeRow(chainage=True)
        self.whole = QCheckBox()
        self.exclude = LeaveOut()
        self.parcels = QComboBox()
        for combo in self.findChildren(QComboBox):
            combo.setMinimumContentsLength(6)
        self._lay_out()
        self._wire()
        self.speak()

    # --- laying out ---------------------------------------------------------------------------
    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, SPACE, 12, SPACE)
        column.setSpacing(SPACE)
        for pair in (
            (("name", self.name),),
            (("line", self.line),),
            (("field", self.field), ("value", self.value)),
            (("side", self.side), ("cap", self.cap)),
            (("join", self.join), ("priority", self.priority)),
            (("reference", self.reference), ("width", self.width_m)),
            (("distance", self.distance),),
            (("chainage", self.chainage),),
            (("exclude", self.exclude),),
            (("parcels", self.parcels),),
        ):
            column.addLayout(self._row(pair))
            if pair[0][0] == "distance":
                column.addWidget(self.whole)
        column.addStretch(1)

    def _row(self, pair: Sequence[tuple[str, QWidget]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(2)
        for at, (key, widget) in enumerate(pair):
            label = self._labels[key] = plain_label("heading" if len(pair) == 1 else "small")
            if isinstance(widget, QComboBox):
                widget.setMinimumContentsLength(6)
                widget.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
            label.setBuddy(widget)
            grid.addWidget(label, 0, at)
            grid.addWidget(widget, 1, at)
            grid.setColumnStretch(at, 1)
        return grid

    def _wire(self) -> None:
        self.name.textEdited.connect(lambda _text: self._tell())
        self.line.activated.connect(lambda _row: self._tell(line=True))
        self.field.activated.connect(lambda _row: self._field_chosen())
        for combo in (
            self.value, self.side, self.cap, self.join, self.reference, self.parcels
        ):  # fmt: skip
            combo.activated.connect(lambda _row: self._tell())
        for spin in (self.width_m, self.priority):
            spin.valueChanged.connect(lambda _value: self._tell())
        self.distance.changed.connect(lambda _low, _high: self._tell())
        self.chainage.changed.connect(lambda _low, _high: self._tell())
        self.whole.toggled.connect(lambda _on: self._tell())
        self.exclude.changed.connect(self._tell)

    # --- values in ----------------------------------------------------------------------------
    def show_draft(self, draft: ZoneDraft, choices: Choices) -> None:
        """Show a draft with what can be chosen for it."""
        self._draft, self._showing, rule = draft, True, draft.rule
        if self.name.text() != str(draft.title):
            self.name.setText(str(draft.title))
            self.name.setCursorPosition(0)
        fill(self.line, choices.lines, rule.line_layer)
        self._show_filter(rule, choices.fields)
        choose(self.side, rule.side)
        choose(self.cap, rule.cap)
        choose(self.join, rule.join)
        choose(self.reference, rule.reference)
        with QSignalBlocker(self.width_m), QSignalBlocker(self.priority):
            self.width_m.setValue(rule.road_width_m or _ROAD_M)
            self.priority.setValue(rule.priority)
        self._show_distance(rule)
        self.exclude.show_rule(rule, choices.areas, choices.lines)
        none = ("", translate("zone-editor", "(do not count)"))
        fill(self.parcels, [none, *choices.parcels], draft.parcels or "")
        with QSignalBlocker(self.whole):
            self.whole.setChecked(rule.from_chainage_m is None and rule.to_chainage_m is None)
        self._enable()
        self._showing = False

    def show_line(self, length_m: float | None) -> None:
        """Say how long the line is; None: several lines, which have no common chainage."""
        rule = None if self._draft is None else self._draft.rule
        self.whole.setEnabled(length_m is not None)
        if rule is None or length_m is None:
            self.chainage.setVisible(False)
            self._labels["chainage"].setVisible(False)
            return
        self.chainage.set_limits(length_m, length_m, 1.0)
        stop = rule.to_chainage_m
        self.chainage.set_values(rule.from_chainage_m or 0.0, length_m if stop is None else stop)
        self._enable()

    def _show_distance(self, rule: ZoneRule) -> None:
        reach = max(REACH_M, self.distance.slider_limit if rule.to_m <= REACH_M * 4 else 0.0)
        while reach < rule.to_m:
            reach *= 2
        self.distance.set_limits(reach, WIDEST_M)
        self.distance.set_values(rule.from_m, rule.to_m)

    def _show_filter(self, rule: ZoneRule, fields: Mapping[str, Sequence[str]]) -> None:
        field_name, value = rule.where[0] if rule.where else ("", "")
        self._fields = fields
        everything = ("", translate("zone-editor", "(all)"))
        fill(self.field, [everything, *((name, name) for name in fields)], field_name)
        values = fields.get(field_name, ())
        fill(self.value, [(item, item) for item in values], value)

    def _enable(self) -> None:
        edge = self.reference.currentData() == "edge"
        self.width_m.setEnabled(edge)
        self._labels["width"].setEnabled(edge)
        self.value.setEnabled(bool(self.field.currentData()))
        partly = self.whole.isEnabled() and not self.whole.isChecked()
        self.chainage.setVisible(partly)
        self._labels["chainage"].setVisible(partly)

    # --- values out ---------------------------------------------------------------------------
    def _field_chosen(self) -> None:
        values = self._fields.get(self.field.currentData(), ())
        fill(self.value, [(item, item) for item in values], values[0] if values else "")
        self._tell()

    def _tell(self, *, line: bool = False) -> None:
        if self._showing or self._draft is None:
            return
        self._enable()
        with suppress(ValidationError):  # the fields keep what belongs together in order
            rule = self._draft.rule.changed(**self._rule(line=line))
            name = self.name.text().strip() or str(self._draft.title)
            title = self._draft.title.changed(**{i18n.language(): name})
            parcels = self.parcels.currentData() or None
            self._draft = replace(self._draft, rule=rule, title=title, parcels=parcels)
            self.changed.emit(self._draft)

    def _rule(self, *, line: bool) -> dict[str, object]:
        rule = None if self._draft is None else self._draft.rule
        more = () if rule is None else rule.where[1:]
        chosen, value = self.field.currentData(), self.value.currentData()
        where = () if line or not chosen or value is None else ((chosen, value), *more)
        whole = line or self.whole.isChecked() or not self.whole.isEnabled()
        low, high = self.chainage.values()
        at_end = high >= self.chainage.high.maximum() - 0.05
        return {
            "line_layer": self.line.currentData(),
            "where": where,
            "side": self.side.currentData(),
            "cap": self.cap.currentData(),
            "reference": self.reference.currentData(),
            "road_width_m": self.width_m.value() if self._wide() else None,
            "from_m": self.distance.values()[0],
            "to_m": self.distance.values()[1],
            "from_chainage_m": None if whole or low <= 0 else low,
            "to_chainage_m": None if whole or at_end else high,
            "exclude": self.exclude.areas(),
            "exclude_roads": self.exclude.roads(),
            "join": self.join.currentData(),
            "priority": self.priority.value(),
        }

    def _wide(self) -> bool:
        """Whether the width of the road is kept: it is used, or the plan says it."""
        known = self._draft is not None and self._draft.rule.road_width_m is not None
        return known or self.reference.currentData() == "edge"

    # --- words --------------------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        speak_figures(self.width_m)
        texts = labels()
        for key, text in texts.items():
            self._labels[key].setText(text)
            buddy = self._labels[key].buddy()
            if buddy is not None:
                buddy.setAccessibleName(text)
        low, high = translate("zone-editor", "From"), translate("zone-editor", "To")
        self.distance.say(texts["distance"], low, high)
        self.chainage.say(texts["chainage"], low, high)
        self.whole.setText(translate("zone-editor", "Along the whole line"))
        self._say_choices()

    def _say_choices(self) -> None:
        for combo, options in (
            (self.side, sides()),
            (self.cap, caps()),
            (self.join, joins()),
            (self.reference, references()),
        ):
            fill(combo, options, combo.currentData())
