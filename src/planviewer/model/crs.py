"""Coordinate systems and the transformations between them, each by name.

VN-2000 reaches WGS 84 by EPSG:6960 "VN-2000 to WGS 84 (2)" (1.0 m), pinned: left to the default,
another operation may be chosen that differs by 0.7 m, or none at all, which is 224 m wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Transformer
from pyproj.crs import CoordinateOperation  # type: ignore[attr-defined] # public, unsaid in stubs
from pyproj.exceptions import CRSError
from pyproj.transformer import TransformerGroup

from planviewer.errors import CrsNotMetric, CrsUnknown, NoTransformation

WGS84: Final = "EPSG:4326"
WEB_MERCATOR: Final = "EPSG:3857"
VN2000: Final = "EPSG:4756"
VN2000_TO_WGS84: Final = "VN-2000 to WGS 84 (2)"
VN2000_TO_WGS84_CODE: Final = "EPSG:6960"

Coordinates = npt.NDArray[np.float64]


@lru_cache(maxsize=256)
def parse_crs(text: str) -> CRS:
    """Return the CRS for "EPSG:n" (or WKT).

    Raises
    ------
    CrsUnknown
        If PROJ does not know it.
    """
    try:
        return CRS.from_user_input(text)
    except CRSError as error:
        raise CrsUnknown(crs=text) from error


def crs_name(crs: CRS | str) -> str:
    """Return a CRS as people quote it, "EPSG:9210" or its name where it has no code."""
    parsed = parse_crs(crs) if isinstance(crs, str) else crs
    authority = authority_of(parsed, confidence=70)
    return ":".join(authority) if authority else parsed.name


def authority_of(crs: CRS, confidence: int = 100) -> tuple[str, str] | None:
    """Return who registered a system and under which number, None if nobody did.

    PROJ compares a system without a number with all it knows, which takes it a fifth of a second:
    it is asked once for each.
    """
    return _authority(crs.to_wkt(), confidence)


@lru_cache(maxsize=256)
def _authority(wkt: str, confidence: int) -> tuple[str, str] | None:
    found = parse_crs(wkt).to_authority(min_confidence=confidence)
    return None if found is None else (str(found[0]), str(found[1]))


def require_metric(crs: CRS | str, what: str) -> None:
    """Refuse to measure in degrees or in Web Mercator.

    Raises
    ------
    CrsNotMetric
        If ``crs`` is not projected, not in metres, or a world-wide Mercator.
    """
    parsed = parse_crs(crs) if isinstance(crs, str) else crs
    metric = parsed.is_projected and all(a.unit_name == "metre" for a in parsed.axis_info[:2])
    if not metric or _is_world_mercator(parsed):
        raise CrsNotMetric(crs=crs_name(parsed), what=what)


def _is_world_mercator(crs: CRS) -> bool:
    """Whether a system stretches the ground with the latitude, however it is written down."""
    projection = (crs.source_crs if crs.is_bound and crs.source_crs else crs).coordinate_operation
    name = projection.method_name if projection is not None else ""
    return name.startswith(("Mercator", "Popular Visualisation"))


@dataclass(frozen=True)
class Operation:
    """A transformation between two systems, x/east/longitude first always.

    ``name`` is PROJ's description of the steps, ``accuracy_m`` what EPSG states for it.
    """

    source: str
    target: str
    name: str
    accuracy_m: float
    _transformer: Transformer

    def __call__(self, x: Any, y: Any) -> tuple[Coordinates, Coordinates]:
        """Transform arrays of x and y; what cannot be transformed comes back as inf."""
        out_x, out_y = self._transformer.transform(x, y, errcheck=False)
        return out_x, out_y

    def points(self, coords: Coordinates) -> Coordinates:
        """Transform an array of shape (n, 2)."""
        x, y = self(coords[:, 0], coords[:, 1])
        return np.column_stack((x, y))

    @property
    def steps(self) -> tuple[CoordinateOperation, ...]:
        """The single operations in order, with the names and parameters EPSG gives them."""
        # Asked anew each time: such objects may only be used in the thread that made them.
        return tuple(_best(parse_crs(self.source), parse_crs(self.target)).operations or ())

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Transform one point."""
        out_x, out_y = self._transformer.transform(x, y, errcheck=False)
        return float(out_x), float(out_y)


def operation(source: CRS | str, target: CRS | str) -> Operation:
    """Return the one transformation we use from ``source`` to ``target``.

    Raises
    ------
    CrsUnknown
        If a system is not known.
    NoTransformation
        If no operation of stated accuracy joins them (a ballpark one is refused).
    """
    return _operation(_as_key(source), _as_key(target))


def _as_key(crs: CRS | str) -> str:
    if isinstance(crs, str):
        return crs
    authority = authority_of(crs)
    return ":".join(authority) if authority else str(crs.to_wkt())


@cache
def _operation(source: str, target: str) -> Operation:
    a, b = parse_crs(source), parse_crs(target)
    best = _best(a, b)
    # A member of the group may only be used in this thread; made from its definition it is safe.
    transformer = Transformer.from_pipeline(best.definition)
    return Operation(source, target, best.description, best.accuracy, transformer)


def _best(source: CRS, target: CRS) -> Transformer:
    group = TransformerGroup(source, target, always_xy=True, allow_ballpark=False)
    candidates = list(group.transformers)
    if _is_vn2000(source) != _is_vn2000(target):
        candidates = [t for t in candidates if VN2000_TO_WGS84 in t.description]
    if not candidates:
        raise NoTransformation(source=crs_name(source), target=crs_name(target))
    return candidates[0]


def _is_vn2000(crs: CRS) -> bool:
    geodetic = crs.geodetic_crs
    return geodetic is not None and "VN-2000" in geodetic.name
