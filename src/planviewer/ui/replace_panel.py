"""A layer replaced by a file: what moves, and where the new data are from.

It stands beside the map, in the place of the details: before and after lie on the map itself.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from planviewer import i18n
from planviewer.app.replacing import LOOKS, Replacement
from planviewer.i18n import translate
from planviewer.model.provenance import Provenance, Status
from planviewer.model.text import Text
from planviewer.ui.base import SPACE, Panel, footed, plain_label, roomy, speak_figures
from planviewer.ui.dialogs.frame import titled
from planviewer.ui.dialogs.problems import signed_area
from planviewer.ui.figure_spin import FigureSpin

_PX_A_MM: Final = 96 / 25.4
_TOP_RIGHT: Final = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
_STATUSES = (Status.SURVEYED, Status.APPROVED, Status.SCHEMATIC, Status.UNKNOWN)


class ReplacePanel(Panel):
    """Shows in words what the map shows as lines, and asks; ``provenance()`` is what was said.

    Signals
    -------
    accepted(), rejected()
        The layer is to be replaced, or stays.
    seen_wished(bool)
        The map is to show all of both (True), or where the layer moves most.
    """

    accepted = Signal()
    rejected = Signal()
    seen_wished = Signal(bool)

    def __init__(
        self, title: Text | str, replacement: Replacement, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._replacement = title, replacement
        self.question, self.explanation = plain_label("heading"), plain_label("muted")
        self.verdict = plain_label("warning")
        self.legend = {part: plain_label() for part in LOOKS}
        self.whole, self.worst = QPushButton(), QPushButton()
        self.figures = QGridLayout()
        self.source = QLineEdit(replacement.path.name)
        self.day = QDateEdit(QDate.currentDate())
        self.status = QComboBox()
        self.accuracy = FigureSpin()
        self.source_label, self.day_label = QLabel(), QLabel()
        self.status_label, self.accuracy_label = QLabel(), plain_label()
        self.accept_button, self.cancel_button = QPushButton(), QPushButton()
        self._set_up()
        self._lay_out()
        self._wire()
        self.speak()

    def _set_up(self) -> None:
        self.accept_button.setProperty("kind", "primary")
        for button in (self.whole, self.worst):
            button.setProperty("kind", "link")
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.accuracy.setRange(0, 10_000)
        self.accuracy.setDecimals(2)
        self.accuracy.setSuffix(" m")
        roomy(self.accuracy)
        self.figures.setHorizontalSpacing(12)
        self.figures.setVerticalSpacing(2)
        self.figures.setColumnStretch(0, 1)
        self.setFocusProxy(self.source)

    def _lay_out(self) -> None:
        ways = {"cancel": self.cancel_button, "accept": self.accept_button}
        footed(self, self._inside(), self.verdict, **ways)

    def _inside(self) -> QWidget:
        inside = Panel()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, SPACE, 12, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.question)
        column.addLayout(self._legend())
        column.addLayout(self.figures)
        column.addSpacing(4)
        column.addLayout(titled(self.source, self.source_label))
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addLayout(titled(self.day, self.day_label), 1)
        row.addLayout(titled(self.status, self.status_label), 1)
        column.addLayout(row)
        column.addLayout(titled(self.accuracy, self.accuracy_label))
        column.addWidget(self.explanation)
        column.addStretch(1)
        return inside

    def _legend(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (part, words) in enumerate(self.legend.items()):
            grid.addWidget(_Line(part), row, 0)
            grid.addWidget(words, row, 1)
        grid.addWidget(self.whole, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.worst, 2, 2, Qt.AlignmentFlag.AlignRight)
        return grid

    def _wire(self) -> None:
        self.source.textChanged.connect(lambda _: self._judge())
        self.accept_button.clicked.connect(self.accepted)
        self.cancel_button.clicked.connect(self.rejected)
        self.whole.clicked.connect(lambda _on: self.seen_wished.emit(True))
        self.worst.clicked.connect(lambda _on: self.seen_wished.emit(False))
        self.worst.setVisible(self._replacement.moved.worst is not None)
        fields = (self.source, self.day, self.status, self.accuracy)
        for before, after in pairwise(
            (self.whole, self.worst, *fields, self.cancel_button, self.accept_button)
        ):
            self.setTabOrder(before, after)

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
        self.question.setText(
            translate("replace", "Replace “{layer}” by {file}?").format(
                layer=self._title, file=self._replacement.path.name
            )
        )
        self.explanation.setText(
            translate("replace", "The layer keeps its look; zones follow it. One undo goes back.")
        )
        for part, words in (
            ("before", translate("replace", "as it is now")),
            ("after", translate("replace", "the new file")),
            ("worst", translate("replace", "where it moves most")),
        ):
            self.legend[part].setText(words)
        for button, words in (
            (self.whole, translate("replace", "Show all")),
            (self.worst, translate("replace", "Show closely")),
        ):
            button.setText(words)
        self.worst.setAccessibleName(translate("replace", "Show where it moves most"))
        self.whole.setAccessibleName(translate("replace", "Show all of both"))
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
        speak_figures(self.accuracy)
        self.accept_button.setText(translate("replace", "Replace"))
        self.cancel_button.setText(translate("dialogs", "Cancel"))
        self._say_figures()
        self._judge()

    def _say_figures(self) -> None:
        while (item := self.figures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, (name, value) in enumerate(self.lines()):
            self.figures.addWidget(plain_label("muted"), row, 0)
            self.figures.addWidget(plain_label(wrap=False), row, 1, _TOP_RIGHT)
            for column, text in enumerate((name, value)):
                label = self.figures.itemAtPosition(row, column)
                widget = None if label is None else label.widget()
                if isinstance(widget, QLabel):
                    widget.setText(text)

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
        found += [(str(zone.title), _areas(zone.before_m2, zone.after_m2)) for zone in self._zones]
        return found

    @property
    def _zones(self) -> tuple:  # type: ignore[type-arg]
        return self._replacement.zones

    def _judge(self) -> None:
        said = bool(self.source.text().strip())
        self.verdict.setText(
            "" if said else translate("replace", "Say where the new data are from.")
        )
        self.verdict.setVisible(not said)
        self.accept_button.setEnabled(said)


class _Line(QWidget):
    """A piece of line as the map draws a part of the comparison."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._look = LOOKS[part]
        self.setFixedSize(34, 14)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._look.stroke_width_mm * _PX_A_MM
        pen = QPen(QColor(self._look.stroke or "#000000"), width)
        if self._look.dash:
            pen.setDashPattern([mm * _PX_A_MM / width for mm in self._look.dash])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(2, 7, 32, 7)
        painter.end()


def _length(metres: float) -> str:
    return i18n.length(metres) if math.isfinite(metres) else "–"


def _areas(before: float | None, after: float | None) -> str:
    words = " → ".join("–" if x is None else _short_area(x) for x in (before, after))
    if before is None or after is None:
        return words
    return f"{words} ({signed_area(after - before)})"


def _short_area(square_metres: float) -> str:
    """Return an area in one unit: two of them stand in a line."""
    if abs(square_metres) >= 10_000:
        return f"{i18n.number(square_metres / 10_000, 2)} ha"
    return f"{i18n.number(square_metres, 1)} m²"
