"""A layer ready to be drawn: geometry arrays, a symbol for every row, a look."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np
import numpy.typing as npt

from planviewer.drawing.arrays import Bounds
from planviewer.drawing.classes import UNDRAWN, AnyStyle, ClassIndex, classify, symbols_of
from planviewer.drawing.geometry import GeometryArrays, Kind
from planviewer.drawing.labels import LabelTexts
from planviewer.drawing.stations import Stations
from planviewer.drawing.tokens import next_token
from planviewer.model.crs import crs_name, operation
from planviewer.model.style import Label, Symbol

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True, eq=False)
class DrawLayer:
    """What the painter draws of one layer.

    Attributes
    ----------
    geometry
        Coordinates in the target CRS; shared by every layer derived from this one.
    symbols, classes
        ``classes[row]`` is the number of the row's symbol, -1 for a row that is not drawn.
        Symbols are drawn one after the other, so the order of the style is the order on the map.
    opacity, visible, max_scale, min_scale
        The look; the layer is blended as a whole. Scales are denominators: shown between
        1:``max_scale`` (closest) and 1:``min_scale`` (farthest).
    token
        Tells pictures apart: layers with the same token look the same at opacity 1.
    labels
        The text of each row, if the style asks for labels.
    stations
        Chainages along the lines, if the style asks for them.
    """

    layer_id: str
    geometry: GeometryArrays
    symbols: tuple[Symbol, ...]
    classes: ClassIndex
    opacity: float = 1.0
    visible: bool = True
    max_scale: float | None = None
    min_scale: float | None = None
    labels: LabelTexts | None = None
    stations: Stations | None = None
    token: int = field(default_factory=next_token)

    @classmethod
    def build(
        cls,
        layer_id: str,
        frame: gpd.GeoDataFrame,
        style: AnyStyle,
        crs: str,
        *,
        stations: Stations | None = None,
    ) -> Self:
        """Prepare a frame for drawing in ``crs``.

        Parameters
        ----------
        frame
            In its own CRS (``frame.crs`` set); geometry may be None, empty or odd.
        style
            Decides each row's symbol; a field the frame lacks gives the style's ``other``.
        crs
            Target, "EPSG:3857" for tiles or the plan's CRS for sheets.
        stations
            Chainages in ``crs``, if the style asks for them.

        Raises
        ------
        NoTransformation, CrsUnknown
            If the frame cannot be brought into ``crs``.
        """
        same = crs_name(frame.crs) == crs
        change = None if same else operation(frame.crs, crs)
        geometry = GeometryArrays.of_column(frame.geometry.array, change)
        return cls(
            layer_id,
            geometry,
            symbols_of(style),
            classify(style, frame),
            labels=LabelTexts.of(style, frame),
            stations=stations,
        )

    def with_style(
        self, style: AnyStyle, frame: gpd.GeoDataFrame, *, stations: Stations | None = None
    ) -> Self:
        """Return the layer in another style; ``frame`` is the one it was built from."""
        return replace(
            self,
            symbols=symbols_of(style),
            classes=classify(style, frame),
            labels=LabelTexts.of(style, frame),
            stations=stations,
            token=next_token(),
        )

    def with_look(
        self,
        *,
        opacity: float | None = None,
        visible: bool | None = None,
        max_scale: float | None = None,
        min_scale: float | None = None,
    ) -> Self:
        """Return the layer with another look; what is None stays. Drawn pictures keep."""
        return replace(
            self,
            opacity=self.opacity if opacity is None else opacity,
            visible=self.visible if visible is None else visible,
            max_scale=max_scale or self.max_scale,
            min_scale=min_scale or self.min_scale,
        )

    def only(self, layer_id: str, rows: npt.ArrayLike, symbol: Symbol) -> Self:
        """Return a layer of some rows in one symbol (a selection); geometry is shared."""
        classes = np.full(len(self.classes), UNDRAWN, dtype=np.int16)
        classes[np.asarray(rows, dtype=np.int64)] = 0
        return replace(
            self,
            layer_id=layer_id,
            symbols=(symbol,),
            classes=classes,
            labels=None,
            stations=None,
            token=next_token(),
        )

    def shown_at(self, scale: float) -> bool:
        """Whether the layer is to be seen at 1:``scale``."""
        return (
            self.visible
            and self.opacity > 0
            and (self.max_scale is None or scale >= self.max_scale)
            and (self.min_scale is None or scale <= self.min_scale)
        )

    def lettered_at(self, scale: float) -> Self:
        """Return the layer with only those labels that are to be seen at 1:``scale``."""
        labels, stations = self.labels, self.stations
        if labels is not None and not _is_written(labels.label, scale):
            labels = None
        if stations is not None and not _is_written(stations.label, scale):
            stations = None
        return replace(self, labels=labels, stations=stations)

    @property
    def texts(self) -> tuple[LabelTexts, ...]:
        """What is written, if anything."""
        stations = None if self.stations is None else self.stations.texts
        return tuple(texts for texts in (self.labels, stations) if texts is not None)

    @property
    def bounds(self) -> Bounds | None:
        """Bounds in the target CRS, None when nothing can be drawn."""
        return self.geometry.bounds

    @property
    def feature_count(self) -> int:
        """Rows of the frame, those without geometry included."""
        return self.geometry.row_count

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Kinds of geometry there are."""
        return self.geometry.kinds

    @cached_property
    def reach_mm(self) -> float:
        """How far (mm on the picture) anything is drawn from its geometry."""
        return max((_reach(symbol) for symbol in self.symbols), default=0.0)


def _is_written(label: Label, scale: float) -> bool:
    return label.min_scale is None or scale <= label.min_scale


def _reach(symbol: Symbol) -> float:
    stroke = symbol.stroke_width_mm / 2 + symbol.casing_width_mm
    # a mitred corner can stand out twice the half width; a marker's corner √2 of its half size
    return max(2 * stroke, symbol.marker_size_mm * 0.75 + stroke)
