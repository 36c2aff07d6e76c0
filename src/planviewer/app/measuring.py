"""Measuring on the map by hand: distances and areas on the grid of the plan CRS."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely

from planviewer import i18n
from planviewer.analysis.measures import measure
from planviewer.app.coordinate_words import system_words
from planviewer.app.details import Details, Row, Section
from planviewer.i18n import translate
from planviewer.model.crs import WGS84, operation
from planviewer.model.plan import Plan

MeasureKind = Literal["distance", "area"]
LonLat = tuple[float, float]


@dataclass(frozen=True)
class Measured:
    """A drawn path on the grid of the plan CRS.

    Attributes
    ----------
    legs_m
        Length of each leg in the order drawn; of an area also the closing one.
    area_m2
        Enclosed area; 0 for a distance, and for an outline that crosses itself.
    crosses
        Whether the outline of an area crosses itself.
    """

    kind: MeasureKind
    legs_m: tuple[float, ...]
    area_m2: float
    crosses: bool = False

    @property
    def length_m(self) -> float:
        """Length of the path, or perimeter of the area."""
        return sum(self.legs_m)


def measure_path(places: list[LonLat], kind: MeasureKind, plan_crs: str) -> Measured:
    """Measure a path through places in WGS 84 degrees, straight on the grid between them.

    Raises
    ------
    CrsNotMetric, NoTransformation
        If the plan CRS does not measure metres on the ground, or cannot be reached.
    """
    if len(places) < 2:
        return Measured(kind, (), 0.0)
    points = operation(WGS84, plan_crs).points(np.array(places, dtype=np.float64))
    if kind == "area" and len(points) > 2:
        points = np.vstack((points, points[:1]))
    measure(shapely.LineString(points), plan_crs)  # refuses a system that cannot measure
    legs = tuple(math.hypot(*step) for step in np.diff(points, axis=0).tolist())
    if kind == "distance" or len(points) < 4:
        return Measured(kind, legs, 0.0)
    outline = shapely.Polygon(points)
    if not outline.is_valid:
        return Measured(kind, legs, 0.0, crosses=True)
    return Measured(kind, legs, measure(outline, plan_crs).area_m2)


def readout(measured: Measured) -> str:
    """Return what stands beside the pointer while measuring."""
    if measured.kind == "area":
        return _crossing() if measured.crosses else i18n.area(measured.area_m2)
    last = measured.legs_m[-1] if measured.legs_m else 0.0
    if len(measured.legs_m) < 2:
        return i18n.length(last)
    words = translate("measuring", "{total}, last leg {last}")
    return words.format(total=i18n.length(measured.length_m), last=i18n.length(last))


def measured_details(measured: Measured, plan: Plan) -> Details:
    """Return a finished measurement for the panel of details."""
    rows = []
    if measured.kind == "area":
        title = translate("measuring", "Measured area")
        area = _crossing() if measured.crosses else i18n.area(measured.area_m2)
        rows.append(Row(translate("measuring", "Area"), area))
        rows.append(Row(translate("measuring", "Perimeter"), i18n.length(measured.length_m)))
    else:
        title = translate("measuring", "Measured distance")
        rows.append(Row(translate("measuring", "Distance"), i18n.length(measured.length_m)))
    legs = tuple(
        Row(i18n.number(number), i18n.length(leg))
        for number, leg in enumerate(measured.legs_m, start=1)
    )
    sections = [Section(translate("measuring", "Result"), tuple(rows))]
    if len(legs) > 1:
        sections.append(Section(translate("measuring", "Legs"), legs))
    crs = translate("measuring", "On the grid of {crs}").format(crs=system_words(plan.crs))
    return Details(title=title, subtitle=crs, sections=tuple(sections))


def _crossing() -> str:
    return translate("measuring", "no area: the outline crosses itself")
