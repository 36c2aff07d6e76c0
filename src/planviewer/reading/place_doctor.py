"""The VN-2000 doctor: which system coordinates are in, and which mistake would explain them.

Every system used here, and every one that a common mistake makes of it, is tried on the
coordinates. Each that puts them into Vietnam is a candidate; how well it fits what lies there
already, what the file says, and how common the mistake is make its score. Nothing is applied here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Geod

from planviewer.errors import NoTransformation
from planviewer.i18n import Message
from planviewer.model.crs import WGS84, crs_name, operation, parse_crs
from planviewer.reading.neighbours import Neighbours
from planviewer.reading.place_words import words_of
from planviewer.reading.systems import HOME, VIETNAM, Bounds
from planviewer.reading.vn_systems import System, degrees, figures, is_vn2000, official, variants

Points = npt.NDArray[np.float64]
Mistake = Literal[
    "none", "no-datum-shift", "utm-scale", "wrong-meridian", "axes-swapped", "degrees-as-metres",
    "wgs84-utm-as-vn2000", "vn2000-as-wgs84", "other-system",
]  # fmt: skip

_ELLIPSOID: Final = Geod(ellps="WGS84")
_USUAL: Final = {
    "tm3": 0.5, "utm": 0.4, "wgs84-utm": 0.4, "degrees": 0.9, "vn2000-degrees": 0.3,
    "no-shift": 0.22, "utm-scale": 0.12,
}  # fmt: skip
"""How common a system is in files that nobody explains."""
_STATED: Final = 1.0
_EXPECTED: Final = 0.9
_SCALE_M: Final = 20.0
"""The distance from what is known that halves a score."""
_COINCIDES: Final = 40.0
"""How much better a candidate is whose points all lie on lines that are known."""
_CHOSEN: Final = 3.0
"""How much better a candidate on the chosen province's meridian is."""


@dataclass(frozen=True)
class Diagnosis:
    """A system the coordinates may be in.

    Attributes
    ----------
    crs, name
        "EPSG:n" or WKT, and what people call it.
    swapped
        Whether x and y must be exchanged first.
    mistake
        What went wrong if this is the system.
    bounds
        Where it would lie: west, south, east, north in degrees.
    distance_m, coincidence
        Median distance of the points from what is on the map already (from Cao Bằng if nothing
        is; NaN where a province was named), and the share of them that lie on it.
    score
        0–1; the scores of all candidates make 1.
    """

    crs: str
    name: str
    swapped: bool
    mistake: Mistake
    bounds: Bounds
    distance_m: float
    coincidence: float
    near_plan: bool
    score: float

    @property
    def reason(self) -> Message:
        """Why this may be it, and where it would lie."""
        return words_of(self.mistake, self.distance_m, self.coincidence, near_plan=self.near_plan)


@dataclass(frozen=True)
class Known:
    """What is known beside the coordinates themselves.

    ``stated`` is what the file says, ``expected`` the plan's system, ``province`` the system of the
    province the person chose, ``neighbours`` what is on the map already.
    """

    stated: CRS | None = None
    expected: str | None = None
    province: str | None = None
    neighbours: Neighbours | None = None


def diagnose(points: Points, known: Known = Known(), most: int = 12) -> list[Diagnosis]:
    """Name the systems that explain coordinates, the likeliest first.

    Parameters
    ----------
    points
        Coordinates as they stand in the file, shape (n, 2), unit unknown; a sample does.
    known
        What else is known.
    most
        How many candidates are wanted.

    Returns
    -------
    list of Diagnosis
        Empty if no system puts the coordinates into Vietnam.
    """
    finite = points[np.isfinite(points).all(axis=1)]
    if not len(finite):
        return []
    found = [
        candidate
        for swapped in (False, True)
        for system in _systems(finite, known, swapped=swapped)
        if (candidate := _try(system, finite, known, swapped=swapped)) is not None
    ]
    total = sum(item.score for item in found)
    ranked = sorted(found, key=lambda item: -item.score)[:most]
    return [replace(item, score=item.score / total) for item in ranked] if total else []


def _systems(points: Points, known: Known, *, swapped: bool) -> Sequence[System]:
    """Return the systems that are worth trying: degrees and metres are told by their size."""
    middle = np.median(points, axis=0)[::-1] if swapped else np.median(points, axis=0)
    if max(abs(middle)) <= 180:
        return degrees()
    own = _stated_system(known.stated)
    return (*own, *official(), *variants())


def _stated_system(stated: CRS | None) -> tuple[System, ...]:
    """Return what the file says as a system to try, where it is none of the others."""
    if stated is None or not stated.is_projected:
        return ()
    text = _key(stated)
    if any(system.crs == text for system in official()):
        return ()
    found = figures(stated)
    for system in variants():
        if found == (system.meridian, system.scale) and is_vn2000(parse_crs(system.crs)) == (
            is_vn2000(stated)
        ):
            return ()
    meridian, scale = found or (None, None)
    return (System(text, "tm3", stated.name, meridian, scale),)


def _try(system: System, points: Points, known: Known, *, swapped: bool) -> Diagnosis | None:
    """Return what it would mean if the points were in a system; None if not in Vietnam."""
    placed = _placed(system, points[:, ::-1] if swapped else points)
    if placed is None:
        return None
    distance, coincidence = _nearness(placed, known)
    mistake = _mistake(system, points, known, swapped=swapped)
    score = _prior(system, mistake, known) * (1 + _COINCIDES * coincidence**2)
    # A province that was named says more than how far from home the places are.
    told = known.province is not None and known.neighbours is None
    low, high = placed.min(axis=0), placed.max(axis=0)
    return Diagnosis(
        crs=system.crs,
        name=system.name,
        swapped=swapped,
        mistake=mistake,
        bounds=(float(low[0]), float(low[1]), float(high[0]), float(high[1])),
        distance_m=math.nan if told else distance,
        coincidence=coincidence,
        near_plan=known.neighbours is not None,
        score=score if told else score / (1 + distance / _SCALE_M),
    )


def _placed(system: System, points: Points) -> Points | None:
    """Return the points in degrees (WGS 84), None if their middle is not in Vietnam."""
    try:
        placed = operation(system.crs, WGS84).points(points)
    except NoTransformation:
        return None
    placed = placed[np.isfinite(placed).all(axis=1)]
    if not len(placed):
        return None
    west, south, east, north = VIETNAM
    lon, lat = np.median(placed, axis=0)
    inside = west <= lon <= east and south <= lat <= north
    return placed if inside else None


def _nearness(placed: Points, known: Known) -> tuple[float, float]:
    """Return the median distance (m) from what is known, and the share that coincides with it."""
    if known.neighbours is not None:
        return known.neighbours.nearness(placed)
    lon, lat = np.median(placed, axis=0)
    return float(_ELLIPSOID.inv(lon, lat, *HOME)[2]), 0.0


def _prior(system: System, mistake: Mistake, known: Known) -> float:
    """Return how likely a system is before anybody looks where it leads."""
    usual = _USUAL[system.kind]
    if mistake == "none" and known.stated is not None:
        usual = _STATED if not is_doubtful(known.stated) else 0.6
    elif system.crs == known.expected or _mends(system, known.stated):
        usual = max(usual, _EXPECTED)
    if known.province is not None and _on_meridian(system, known.province):
        usual *= _CHOSEN
    return usual


def is_doubtful(stated: CRS) -> bool:
    """Whether what a file says looks like a mistake in itself, wherever it leads."""
    found = figures(stated)
    if found is None:
        return False
    meridian, scale = found
    is_zone = any(x.kind == "tm3" and x.meridian == meridian for x in official())
    is_utm = scale == 0.9996 and meridian in {105.0, 111.0}
    return is_zone and not is_utm and (scale != 0.9999 or not is_vn2000(stated))


def _mends(system: System, stated: CRS | None) -> bool:
    """Whether a system is what a doubtful statement must have meant."""
    if stated is None or system.kind != "tm3" or not is_doubtful(stated):
        return False
    found = figures(stated)
    return found is not None and found[0] == system.meridian


def _on_meridian(system: System, crs: str) -> bool:
    found = figures(parse_crs(crs))
    return found is not None and found[0] == system.meridian


def _mistake(system: System, points: Points, known: Known, *, swapped: bool) -> Mistake:
    """Name what went wrong between what the file says and a system."""
    if swapped:
        return "axes-swapped"
    stated = known.stated
    if stated is None:
        return {"no-shift": "no-datum-shift", "utm-scale": "utm-scale"}.get(system.kind, "none")  # type: ignore[return-value]  # the words of Mistake
    if _same_system(system, stated):
        return "none"
    if np.abs(np.median(points, axis=0)).max() <= 180:
        return "degrees-as-metres" if stated.is_projected else "vn2000-as-wgs84"
    return _between(system, stated)


def _between(system: System, stated: CRS) -> Mistake:
    """Name the mistake that leads from one system in metres to another."""
    if system.kind == "no-shift" or (_mends(system, stated) and not is_vn2000(stated)):
        return "no-datum-shift"
    if system.kind == "utm-scale" or _mends(system, stated):
        return "utm-scale"
    if system.kind == "wgs84-utm" and is_vn2000(stated):
        return "wgs84-utm-as-vn2000"
    found = figures(stated)
    if found is not None and system.meridian != found[0] and system.kind == "tm3":
        return "wrong-meridian"
    return "other-system"


def _same_system(system: System, stated: CRS) -> bool:
    if system.crs == _key(stated):
        return True
    known = parse_crs(system.crs)
    same_figures = figures(known) is not None and figures(known) == figures(stated)
    return same_figures and _datum(known) == _datum(stated)


def _datum(crs: CRS) -> str:
    if is_vn2000(crs):
        return "VN-2000"
    return "WGS 84" if crs.geodetic_crs is not None and "WGS 84" in crs.geodetic_crs.name else ""


@lru_cache(maxsize=64)  # to look a system up that has no code takes a tenth of a second
def _key(crs: CRS) -> str:
    name = crs_name(crs)
    return name if name.startswith("EPSG:") else str(crs.to_wkt())
