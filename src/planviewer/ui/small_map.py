"""A small map of outlines on plain paper: where something would lie, before it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import shapely
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from planviewer.i18n import length, translate
from planviewer.ui import theme_state
from planviewer.ui.base import Speaks

Tone = Literal["known", "before", "after", "mark"]
Box = tuple[float, float, float, float]
MOST_VERTICES = 20_000
"""More of a part are thinned out: the picture is small."""


@dataclass(frozen=True, eq=False)
class Part:
    """Shapes of one colour, in metres of one system.

    ``lines`` are arrays of (n, 2), ``points`` one of (n, 2).
    """

    tone: Tone
    lines: tuple[npt.NDArray[np.float64], ...] = ()
    points: npt.NDArray[np.float64] | None = None

    @property
    def bounds(self) -> Box | None:
        """Min E, min N, max E, max N; None if there is nothing."""
        arrays = [*self.lines, *(() if self.points is None else (self.points,))]
        arrays = [x for x in arrays if len(x)]
        if not arrays:
            return None
        every = np.concatenate(arrays)
        return (*every.min(axis=0).tolist(), *every.max(axis=0).tolist())


def part_of(tone: Tone, shapes: npt.NDArray[np.object_]) -> Part:
    """Return shapes (in metres) as a part, thinned out if they are many."""
    shapes = shapes[~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)]
    count = int(shapely.get_num_coordinates(shapes).sum())
    if count > MOST_VERTICES:
        low, high = np.split(shapely.total_bounds(shapes), 2)
        shapes = shapes[:: max(1, len(shapes) // 4_000)]
        shapes = shapely.simplify(shapes, float((high - low).max()) / 800, preserve_topology=False)
    dots = shapely.get_dimensions(shapes) == 0
    lines = shapely.get_parts(shapely.boundary(_areas(shapes)))
    lines = np.concatenate((shapely.get_parts(_of_dimension(shapes, 1)), lines))
    arrays = tuple(shapely.get_coordinates(x) for x in lines if not x.is_empty)
    points = shapely.get_coordinates(shapes[dots])
    return Part(tone, arrays, points if len(points) else None)


def view_of(shown: Part, known: Part) -> Box | None:
    """Return what of a map must be seen: the shown part with room, and the known if it is far."""
    here, there = shown.bounds, known.bounds
    if here is None:
        return there
    room = max(here[2] - here[0], here[3] - here[1], 200.0) * 0.6
    wide = (here[0] - room, here[1] - room, here[2] + room, here[3] + room)
    if there is None:
        return wide
    apart = wide[0] > there[2] or wide[2] < there[0] or wide[1] > there[3] or wide[3] < there[1]
    return _union([here, there]) if apart else wide


def _areas(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    return _of_dimension(shapes, 2)


def _of_dimension(shapes: npt.NDArray[np.object_], dimension: int) -> npt.NDArray[np.object_]:
    parts = shapely.get_parts(shapes)
    return np.asarray(parts[shapely.get_dimensions(parts) == dimension])


class SmallMap(Speaks, QWidget):
    """Shows parts one above the other, with a scale bar; nothing in it can be clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._view: Box | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 150)
        self.speak()

    def show_parts(self, parts: Sequence[Part], view: Box | None = None, words: str = "") -> None:
        """Show parts; ``view`` (metres) is what must be seen, None: everything.

        ``words`` say the same to people who hear the screen.
        """
        self._parts, self._words = tuple(parts), words
        boxes = [box for part in parts if (box := part.bounds) is not None]
        self._view = view or (_union(boxes) if boxes else None)
        self.setAccessibleDescription(words)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, 220)

    @override
    def retranslate(self) -> None:
        self.setAccessibleName(translate("doctor", "Small map"))

    @override
    def restyle(self) -> None:
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme_state.current()
        painter.setPen(QPen(QColor(colors.border), 1))
        painter.setBrush(QColor(colors.surface))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 4, 4)
        if self._view is None:
            painter.setPen(QColor(colors.muted))
            words = translate("doctor", "Nothing to show")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        else:
            painter.setClipRect(frame)
            scale, x0, y0 = self._fit(self._view)
            for part in self._parts:
                _draw(painter, part, scale, x0, y0)
            self._scale_bar(painter, scale)
        painter.end()

    def _fit(self, view: Box) -> tuple[float, float, float]:
        """Return pixels a metre, and the place of the corner of the ground."""
        margin, bar = 14, 22
        width = max(self.width() - 2 * margin, 1)
        height = max(self.height() - 2 * margin - bar, 1)
        ground_x, ground_y = max(view[2] - view[0], 1.0), max(view[3] - view[1], 1.0)
        scale = min(width / ground_x, height / ground_y)
        x0 = margin + (width - ground_x * scale) / 2 - view[0] * scale
        y0 = margin + (height - ground_y * scale) / 2 + view[3] * scale
        return scale, x0, y0

    def _scale_bar(self, painter: QPainter, scale: float) -> None:
        metres = _round_length(self.width() / 4 / scale)
        color = QColor(theme_state.current().muted)
        painter.setPen(QPen(color, 1.5))
        y, x = self.height() - 9.0, 10.0
        painter.drawLine(QPointF(x, y), QPointF(x + metres * scale, y))
        for end in (x, x + metres * scale):
            painter.drawLine(QPointF(end, y - 4), QPointF(end, y))
        font = QFont(self.font())
        font.setPixelSize(max(self.font().pixelSize() - 2, 10))
        painter.setFont(font)
        painter.drawText(QPointF(x + metres * scale + 6, y + 1), _short(metres))


def _draw(painter: QPainter, part: Part, scale: float, x0: float, y0: float) -> None:
    colors = theme_state.current()
    color = {
        "known": colors.disabled,
        "before": colors.warning,
        "after": colors.accent,
        "mark": colors.danger,
    }[part.tone]
    pen = QPen(QColor(color), 1.0 if part.tone == "known" else 2.0)
    if part.tone == "before":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in part.lines:
        painter.drawPolyline(_polygon(line, scale, x0, y0))
    if part.points is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        for x, y in part.points[:MOST_VERTICES].tolist():
            painter.drawEllipse(QPointF(x0 + x * scale, y0 - y * scale), 2.5, 2.5)


def _polygon(line: npt.NDArray[np.float64], scale: float, x0: float, y0: float) -> QPolygonF:
    points = line * (scale, -scale) + (x0, y0)
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])


def _union(boxes: Sequence[Box]) -> Box:
    lows = [box[:2] for box in boxes]
    highs = [box[2:] for box in boxes]
    return (
        min(x for x, _ in lows),
        min(y for _, y in lows),
        max(x for x, _ in highs),
        max(y for _, y in highs),
    )


def _round_length(metres: float) -> float:
    """Return the largest of 1, 2, 5 · 10ⁿ that is not longer."""
    if not np.isfinite(metres) or metres <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(metres))
    return float(max(x * power for x in (1, 2, 5) if x * power <= metres))


def _short(metres: float) -> str:
    if metres >= 1000:
        return f"{metres / 1000:g} km"
    return f"{metres:g} m" if metres >= 1 else length(metres)
