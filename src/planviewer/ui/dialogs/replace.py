"""A layer replaced by a file: what moves, and where the new data are from."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.app.replacing import Replacement
from planviewer.i18n import translate
from planviewer.model.provenance import Provenance, Status
from planviewer.model.text import Text
from planviewer.ui.base import plain_label, roomy
from planviewer.ui.dialogs.frame import AskDialog, titled
from planviewer.ui.dialogs.problems import signed_area
from planviewer.ui.small_map import Part, SmallMap, part_of

_STATUSES = (Status.SURVEYED, Status.APPROVED, Status.SCHEMATIC, Status.UNKNOWN)


class ReplaceDialog(AskDialog):
    """Shows a layer before and after; ``provenance()`` is what was said of the new data.

    It does not stop the window: the map beside it shows both as well.
    """

    fits_content = False

    def __init__(self, title: str, replacement: Replacement, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self._title, self._replacement = title, replacement
        self.map = SmallMap()
        self.figures = QGridLayout()
        self.source = QLineEdit(replacement.path.name)
        self.day = QDateEdit(QDate.currentDate())
        self.status = QComboBox()
        self.accuracy = QDoubleSpinBox()
        self.source_label, self.day_label = QLabel(), QLabel()
        self.status_label, self.accuracy_label = QLabel(), QLabel()
        self._lay_out()
        self._show_map()
        self.source.textChanged.connect(lambda _: self._judge())
        self.resize(900, 600)
        self.speak()
        self.order(self.source, self.day, self.status, self.accuracy)

    def _lay_out(self) -> None:
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.accuracy.setRange(0, 10_000)
        self.accuracy.setDecimals(2)
        roomy(self.accuracy)
        self.accuracy.setSuffix(" m")
        self.figures.setHorizontalSpacing(16)
        self.figures.setVerticalSpacing(2)
        side = QVBoxLayout()
        side.setSpacing(10)
        side.addLayout(self.figures)
        side.addSpacing(6)
        for field, label in (
            (self.source, self.source_label),
            (self.day, self.day_label),
            (self.status, self.status_label),
            (self.accuracy, self.accuracy_label),
        ):
            side.addLayout(titled(field, label))
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.map, 2)
        row.addLayout(side, 3)
        self.body.addLayout(row, 1)

    def _show_map(self) -> None:
        moved = self._replacement.moved
        parts = [part_of("before", moved.before), part_of("after", moved.after)]
        if moved.worst is not None:
            worst = np.array(moved.worst, dtype=float)
            parts.append(Part("mark", (worst,), worst))
        self.map.show_parts(parts)

    def provenance(self) -> Provenance:
        """Return what was said of the new data."""
        accuracy = self.accuracy.value()
        words = self.source.text().strip()
        return Provenance(
            source=Text(vi=words, en=words),
            date=self.day.date().toPython(),
            status=_STATUSES[max(self.status.currentIndex(), 0)],
            accuracy_m=accuracy or None,
        )

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(translate("replace", "Replace a layer"))
        self.question.setText(
            translate("replace", "Replace “{layer}” by {file}?").format(
                layer=self._title, file=self._replacement.path.name
            )
        )
        self.explanation.setText(
            translate(
                "replace",
                "Dashed: as it is now. Solid: the new file. Red: where it moves most. The map of "
                "the plan shows them too. The layer keeps its look; zones follow it. One undo goes "
                "back.",
            )
        )
        self.source_label.setText(translate("replace", "Where the new data are from"))
        self.day_label.setText(translate("replace", "Date of the data"))
        self.status_label.setText(translate("replace", "Status"))
        self.accuracy_label.setText(translate("replace", "Likely error of a position (0: unknown)"))
        for field, label in (
            (self.source, self.source_label),
            (self.day, self.day_label),
            (self.status, self.status_label),
            (self.accuracy, self.accuracy_label),
        ):
            field.setAccessibleName(label.text())
        index = max(self.status.currentIndex(), 0)
        self.status.clear()
        self.status.addItems([status.word for status in _STATUSES])
        self.status.setCurrentIndex(index)
        self.accept_button.setText(translate("replace", "Replace"))
        self._say_figures()
        self._judge()

    def _say_figures(self) -> None:
        while (item := self.figures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(self.lines()):
            self.figures.addWidget(plain_label("muted"), row, 0)
            self.figures.addWidget(plain_label(), row, 1)
            for column, text in enumerate((name, value)):
                label = self.figures.itemAtPosition(row, column)
                widget = None if label is None else label.widget()
                if isinstance(widget, QLabel):
                    widget.setText(text)
        self.figures.setColumnStretch(1, 1)

    def lines(self) -> list[tuple[str, str]]:
        """Return what moves, as pairs of words."""
        moved = self._replacement.moved
        found = [
            (translate("replace", "Mean offset"), _length(moved.mean_m)),
            (translate("replace", "Largest offset"), _length(moved.max_m)),
        ]
        if moved.length_before_m or moved.length_after_m:
            lengths = (moved.length_before_m, moved.length_after_m)
            found.append((translate("replace", "Length"), " → ".join(map(_length, lengths))))
        if moved.area_before_m2 or moved.area_after_m2:
            areas = (moved.area_before_m2, moved.area_after_m2)
            found.append((translate("replace", "Area"), _areas(*areas)))
        found += [(zone.title, _areas(zone.before_m2, zone.after_m2)) for zone in self._zones]
        return found

    @property
    def _zones(self) -> tuple:  # type: ignore[type-arg]
        return self._replacement.zones

    def _judge(self) -> None:
        if self.source.text().strip():
            self.say("", "muted", acceptable=True)
        else:
            words = translate("replace", "Say where the new data are from.")
            self.say(words, "warning", acceptable=False)


def _length(metres: float) -> str:
    return i18n.length(metres) if math.isfinite(metres) else "–"


def _areas(before: float | None, after: float | None) -> str:
    words = " → ".join("–" if x is None else short_area(x) for x in (before, after))
    if before is None or after is None:
        return words
    return f"{words} ({signed_area(after - before)})"


def short_area(square_metres: float) -> str:
    """Return an area in one unit: two of them stand in a line."""
    if abs(square_metres) >= 10_000:
        return f"{i18n.number(square_metres / 10_000, 2)} ha"
    return f"{i18n.number(square_metres, 1)} m²"
