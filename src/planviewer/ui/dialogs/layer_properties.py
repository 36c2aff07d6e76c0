"""What belongs to a layer: its title and group, where it comes from and how good it is."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from planviewer import i18n
from planviewer.app.coordinate_words import as_typed
from planviewer.app.new_plan import free_group_id
from planviewer.i18n import translate
from planviewer.model import edits
from planviewer.model.layer import Group, Layer, ZoneSource
from planviewer.model.plan import Plan
from planviewer.model.provenance import Provenance, Status
from planviewer.model.text import Text
from planviewer.ui.dialogs.frame import AskDialog, mark_invalid, titled
from planviewer.ui.dialogs.text_fields import TextFields

WIDTH: Final = 640
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_NEW_GROUP: Final = "new"
_FARTHEST_M: Final = 100_000.0


class LayerPropertiesDialog(AskDialog):
    """Ask what shall be different about a layer; :meth:`change` carries it out."""

    def __init__(self, plan: Plan, layer: Layer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan, self._layer = plan, layer
        origin = layer.provenance
        self.title, self.source = TextFields(layer.title), TextFields(origin.source)
        self.note = TextFields(origin.accuracy_note)
        self.group, self.status = QComboBox(), QComboBox()
        self.new_group, self.date, self.accuracy = QLineEdit(), QLineEdit(), QLineEdit()
        self.labels: dict[QWidget, QLabel] = {
            field: QLabel()
            for field in (self.group, self.new_group, self.status, self.date, self.accuracy)
        }
        self.date.setText("" if origin.date is None else i18n.day(origin.date))
        self.accuracy.setText(_figure(origin.accuracy_m))
        self._fill_combos()
        self._lay_out()
        self._wire()
        self.setMinimumWidth(WIDTH)
        self.speak()
        self.order(
            *(self.title.vi, self.title.en, self.group, self.new_group),
            *(self.source.vi, self.source.en, self.status, self.date, self.accuracy),
            *(self.note.vi, self.note.en),
        )

    def _lay_out(self) -> None:
        self.body.addWidget(self.title)
        self.body.addLayout(self._row(self.group, self.new_group))
        self.body.addWidget(self.source)
        self.body.addLayout(self._row(self.status, self.date, self.accuracy))
        self.body.addWidget(self.note)

    def _row(self, *fields: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in fields:
            row.addLayout(titled(field, self.labels[field]), 1)
        return row

    def _wire(self) -> None:
        for texts in (self.title, self.source, self.note):
            texts.changed.connect(self._judge)
        for field in (self.new_group, self.date, self.accuracy):
            field.textChanged.connect(lambda _text: self._judge())
        for combo in (self.group, self.status):
            combo.currentIndexChanged.connect(lambda _index: self._judge())

    def _fill_combos(self) -> None:
        """Name the groups and the states in the language of the moment; the choice stays."""
        for combo, rows, chosen in (
            (self.group, self._groups(), self._layer.group or ""),
            (self.status, _states(), self._layer.provenance.status.value),
        ):
            before = combo.currentData() if combo.count() else chosen
            combo.blockSignals(True)
            combo.clear()
            for data, word in rows:
                combo.addItem(word, data)
            combo.setCurrentIndex(max(combo.findData(before), 0))
            combo.blockSignals(False)

    def _groups(self) -> list[tuple[str, str]]:
        return [
            ("", translate("layer properties", "none")),
            *((group.id, str(group.title)) for group in self._plan.groups),
            (f"/{_NEW_GROUP}", translate("layer properties", "new group…")),
        ]

    # --- what was typed -----------------------------------------------------------------------
    def change(self, plan: Plan) -> Plan:
        """Return ``plan`` with what was typed; unchanged while something is missing."""
        title, provenance = self.title.text(), self.provenance()
        if title is None or provenance is None or self._problem():
            return plan
        name = self._layer.id
        plan = edits.name_layer(plan, name, title)
        plan = edits.put_in_group(plan, name, self._group(plan))
        return edits.set_provenance(plan, name, provenance)

    def _group(self, plan: Plan) -> Group | None:
        if self._is_new_group():
            title = self.new_group.text().strip()
            known = next((x for x in plan.groups if title in (x.title.vi, x.title.en)), None)
            words = Text(vi=title, en=title)
            return known or Group(id=free_group_id(plan, title), title=words)
        wanted = self.group.currentData()
        return next((group for group in plan.groups if group.id == wanted), None)

    def _is_new_group(self) -> bool:
        return bool(self.group.currentData() == f"/{_NEW_GROUP}")

    def provenance(self) -> Provenance | None:
        """Return the origin as it was typed, None while something in it cannot be read."""
        source, day, accuracy = self.source.text(), self._day(), self._metres()
        if source is None or day is _UNREAD or accuracy is _UNREAD:
            return None
        return self._layer.provenance.changed(
            source=source,
            status=Status(self.status.currentData()),
            date=day,
            accuracy_m=accuracy,
            accuracy_note=self.note.text(),
        )

    def _day(self) -> object:
        return _read(self.date.text(), read_day)

    def _metres(self) -> object:
        before = self._layer.provenance.accuracy_m
        unchanged = self.accuracy.text() == _figure(before)
        return before if unchanged else _read(self.accuracy.text(), read_metres)

    def _problem(self) -> str:
        """Return in words what must be mended; empty if nothing."""
        if self.title.text() is None:
            return translate("layer properties", "Give the layer a title.")
        if self._is_new_group() and not self.new_group.text().strip():
            return translate("layer properties", "Give the new group a name.")
        if self.source.text() is None:
            return translate("layer properties", "Say where the layer comes from.")
        if self._day() is _UNREAD:
            return translate("layer properties", "Write the date as day/month/year.")
        if self._metres() is _UNREAD:
            return translate("layer properties", "Write the accuracy as metres, e.g. 0.5.")
        return ""

    def _judge(self) -> None:
        self.new_group.setEnabled(self._is_new_group())
        mark_invalid(self.date, invalid=self._day() is _UNREAD)
        mark_invalid(self.accuracy, invalid=self._metres() is _UNREAD)
        problem = self._problem()
        doubt = "" if problem else self._doubt()
        role = "error" if problem else "warning" if doubt else "muted"
        self.say(problem or doubt or self._remark(), role, acceptable=not problem)

    def _doubt(self) -> str:
        """Say where a zone is told to be better than the line it is computed from."""
        source = self._layer.source
        if not isinstance(source, ZoneSource):
            return ""
        line = self._plan.layer(source.rule.line_layer)
        chosen = Status(self.status.currentData())
        if not line.provenance.is_schematic or chosen is Status.SCHEMATIC:
            return ""
        words = translate(
            "layer properties", "The zone is computed from “{line}”, which is only schematic."
        )
        return words.format(line=line.title)

    def _remark(self) -> str:
        if Status(self.status.currentData()) is Status.SCHEMATIC:
            return translate(
                "layer properties", "Map, sheets and exports will say that it is schematic."
            )
        return translate("layer properties", "What is left empty is shown as not known.")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("layer properties", "Layer properties"))
        self.question.setText(translate("layer properties", "Layer properties"))
        self.explanation.setText(
            translate(
                "layer properties",
                "They go with the layer to details, legends, sheets and exports.",
            )
        )
        self._fill_combos()
        self._say_labels()
        self.accept_button.setText(translate("new plan", "Apply"))
        self._judge()

    def _say_labels(self) -> None:
        self.title.name(
            translate("new plan", "Title (Vietnamese)"),
            translate("new plan", "Title (English, optional)"),
        )
        self.source.name(
            translate("layer properties", "Source (Vietnamese)"),
            translate("layer properties", "Source (English, optional)"),
        )
        self.note.name(
            translate("layer properties", "Accuracy in words (Vietnamese, optional)"),
            translate("layer properties", "Accuracy in words (English, optional)"),
        )
        words = {
            self.group: translate("layer properties", "Group"),
            self.new_group: translate("layer properties", "Name of the new group"),
            self.status: translate("layer properties", "Status"),
            self.date: translate("layer properties", "Date (day/month/year)"),
            self.accuracy: translate("layer properties", "Accuracy, ± metres"),
        }
        for field, word in words.items():
            self.labels[field].setText(word)
            field.setAccessibleName(word)


_UNREAD: Final = object()


def _states() -> list[tuple[str, str]]:
    order = (Status.UNKNOWN, Status.SCHEMATIC, Status.APPROVED, Status.SURVEYED)
    return [(status.value, status.short_word) for status in order]


def _read(text: str, reader: Callable[[str], object]) -> object:
    """Return what ``reader`` makes of a text, None of an empty one."""
    if not text.strip():
        return None
    found = reader(text)
    return _UNREAD if found is None else found


def read_day(text: str) -> date | None:
    """Return the day of "7/3/2024", None if it is none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_metres(text: str) -> float | None:
    """Return metres typed with a decimal comma or point, None if it is no likely accuracy."""
    bare = text.strip().removeprefix("±").removesuffix("m").strip().replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", bare, re.ASCII):
        return None
    value = float(bare)
    return value if math.isfinite(value) and value <= _FARTHEST_M else None


def _figure(metres: float | None) -> str:
    if metres is None:
        return ""
    decimals = 0 if metres == int(metres) else 3
    figure = as_typed(metres, decimals)
    return figure.rstrip("0").rstrip(",.") if decimals else figure
