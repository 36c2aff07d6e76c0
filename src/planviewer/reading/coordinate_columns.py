"""Which columns of a table say where its rows are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import shapely

from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.model.text import fold
from planviewer.reading.coordinate_text import Numbers, numbers_of
from planviewer.reading.frames import ring_open

Axis = Literal["east", "north", "x", "y", "z", "wkt"]

_NAMES: Final[dict[Axis, str]] = {
    "east": r"e|east|easting|dong|(?:toa do )?dong|lon|lng|long|longitude|kinh do|kinhdo|kd|lon dd|"
    r"hoanh do|hoanhdo",
    "north": r"n|north|northing|bac|(?:toa do )?bac|lat|latitude|vi do|vido|vd|lat dd|"
    r"tung do|tungdo",
    "x": r"(?:toa do |toado ?|td ?|point |coord |gps )?x(?: coord| toa do| vn ?2000| wgs ?84| m)*",
    "y": r"(?:toa do |toado ?|td ?|point |coord |gps )?y(?: coord| toa do| vn ?2000| wgs ?84| m)*",
    "z": r"z|h|do cao|docao|cao do|caodo|elevation|ele|height|altitude",
    "wkt": r"wkt|wkt geom|geom|geometry|the geom|shape|geowkt|wkb geometry|hinh hoc",
}
_PATTERNS: Final = {axis: re.compile(pattern) for axis, pattern in _NAMES.items()}
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^]]*\]")
_WKT: Final = re.compile(
    r"\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|LINEARRING|POLYGON)|\s*GEOMETRYCOLLECTION",
    re.IGNORECASE,
)
_LEAST_NORTHING: Final = 880_000.0
"""Vietnam begins 8° north, 885 km from the equator; no easting of its grids is so large."""
_FIGURES: Final = (
    ((100_000.0, _LEAST_NORTHING), (_LEAST_NORTHING, 2_700_000.0)),
    ((102.0, 118.0), (8.0, 24.0)),
)
"""Between what eastings and northings lie in Vietnam and on its sea, in metres and in degrees."""


@dataclass(frozen=True)
class Columns:
    """Indexes of the columns that hold coordinates; ``wkt`` goes before the others."""

    x: int | None = None
    y: int | None = None
    z: int | None = None
    wkt: int | None = None

    @property
    def found(self) -> bool:
        """Whether rows can be put in a place."""
        return self.wkt is not None or (self.x is not None and self.y is not None)

    @property
    def used(self) -> frozenset[int]:
        """The columns that become geometry and are not shown as attributes."""
        pair = () if self.wkt is not None else (self.x, self.y, self.z)
        return frozenset(index for index in (self.wkt, *pair) if index is not None)


def find_columns(names: Sequence[str], sample: Sequence[Sequence[Any]] = ()) -> Columns:
    """Recognise the columns by their names, Vietnamese ones too; WKT also by what stands in it.

    Parameters
    ----------
    names
        Headings.
    sample
        Some rows, for columns of WKT under other names.
    """
    axes = [_axis(name) for name in names]

    def index(*wanted: Axis) -> int | None:
        return next((axes.index(axis) for axis in wanted if axis in axes), None)

    wkt = index("wkt")
    candidates = range(len(names)) if wkt is None else (wkt,)
    wkt = next((i for i in candidates if _holds_wkt(sample, i)), None)
    if index("east") is not None and index("north") is not None:
        return Columns(index("east"), index("north"), index("z"), wkt)
    x, y = index("x"), index("y")
    if x is None or y is None:
        return Columns(wkt=wkt)
    return Columns(x, y, index("z"), wkt)


def columns_by_figures(rows: Sequence[Sequence[Any]], width: int) -> Columns:
    """Recognise the columns by what stands in them, where no heading names them.

    Parameters
    ----------
    rows
        Some rows, none of them empty.
    width
        How many columns there are.

    Returns
    -------
    columns
        Those of an easting and a northing in Vietnam, if every row has both.
    """
    if not rows:
        return Columns()
    numbers = [numbers_of([row[i] if i < len(row) else None for row in rows]) for i in range(width)]
    for east, north in _FIGURES:
        x, y = (_within(numbers, *limits) for limits in (east, north))
        if x is not None and y is not None:
            return Columns(x, y)
    return Columns()


def _within(columns: Sequence[Numbers], least: float, most: float) -> int | None:
    """Return the first column whose every value is a broken number between two others."""
    with np.errstate(invalid="ignore"):
        found = (
            i
            for i, values in enumerate(columns)
            if bool(np.all((values > least) & (values < most))) and bool(np.any(values % 1))
        )
        return next(found, None)


def _axis(name: str) -> Axis | None:
    if not name:
        return None
    folded = _NOT_LETTERS.sub(" ", fold(_BRACKETS.sub(" ", name))).strip()
    return next((a for a, pattern in _PATTERNS.items() if pattern.fullmatch(folded)), None)


def _holds_wkt(rows: Sequence[Sequence[Any]], index: int) -> bool:
    values = [row[index] for row in rows if index < len(row) and row[index] not in {None, ""}]
    return bool(values) and all(isinstance(v, str) and _WKT.match(v) for v in values[:20])


def geometries_of(
    columns: Columns, values: Sequence[Sequence[Any]]
) -> tuple[Any, tuple[Problem, ...]]:
    """Make geometries of coordinate columns.

    Parameters
    ----------
    values
        The table by columns.

    Returns
    -------
    geometries, problems
        None where a row says no place; x is the easting (or longitude) always. Tables that give
        the northing as X, as is usual in Vietnam, are recognised by their figures, and it is said.
    """
    if columns.wkt is not None:
        return _from_wkt(values[columns.wkt])
    if columns.x is None or columns.y is None:
        raise ValueError("no coordinates")
    x, y = numbers_of(values[columns.x]), numbers_of(values[columns.y])
    problems = list(_unreadable((values[columns.x], x), (values[columns.y], y)))
    if _is_swapped(x, y):
        x, y = y, x
        problems.append(_SWAPPED)
    placed = np.isfinite(x) & np.isfinite(y)
    made = np.full(len(x), None, dtype=object)
    z = numbers_of(values[columns.z]) if columns.z is not None else None
    if z is not None and placed.any() and np.isfinite(z[placed]).all():
        made[placed] = shapely.points(x[placed], y[placed], z[placed])
    else:
        made[placed] = shapely.points(x[placed], y[placed])
    return made, tuple(problems)


def _is_swapped(x: Numbers, y: Numbers) -> bool:
    known = np.isfinite(x) & np.isfinite(y)
    if not known.any():
        return False
    mid_x, mid_y = float(np.median(x[known])), float(np.median(y[known]))
    if max(abs(mid_x), abs(mid_y)) <= 180:
        return abs(mid_y) > 90 or (8 <= mid_x <= 24 and 102 <= mid_y <= 118)
    return mid_x >= _LEAST_NORTHING > mid_y > 0


def _from_wkt(texts: Sequence[Any]) -> tuple[Any, tuple[Problem, ...]]:
    given = np.array([_without_srid(text) for text in texts], dtype=object)
    filled = np.array([text is not None for text in given], dtype=bool)
    with np.errstate(all="ignore"):  # absurd numbers are found later
        made = _made_of(given)
        lost = filled & shapely.is_missing(made)
        made[lost] = _made_of(given[lost], "fix")  # closes outlines that are open
    closed = lost & ~shapely.is_missing(made)
    problems = [tell(rows) for tell, rows in ((ring_open, closed), (_lost, lost & ~closed))
                if rows.any()]  # fmt: skip
    return made, tuple(problems)


def _made_of(texts: Any, on_invalid: Literal["ignore", "fix"] = "ignore") -> Any:
    """Return geometries; None where a text is none, or of a kind shapely does not know (arcs)."""
    try:
        return shapely.from_wkt(texts, on_invalid=on_invalid)
    except NotImplementedError:
        made = np.full(len(texts), None, dtype=object)
        for row, text in enumerate(texts):
            with suppress(NotImplementedError):
                made[row] = shapely.from_wkt(text, on_invalid=on_invalid)
        return made


def _without_srid(text: Any) -> str | None:
    if not isinstance(text, str):
        return None
    text = text.lstrip()
    return (re.sub(r"^SRID=\d+;\s*", "", text) if text.startswith("SRID") else text) or None


def _unreadable(*columns: tuple[Sequence[Any], Numbers]) -> list[Problem]:
    lost = np.zeros(len(columns[0][1]), dtype=bool)
    for texts, numbers in columns:
        filled = np.array([text is not None and str(text).strip() != "" for text in texts], bool)
        lost |= filled & ~np.isfinite(numbers)
    return [_lost(lost)] if lost.any() else []


def _lost(rows: Any) -> Problem:
    return Problem(
        "coordinates-unreadable",
        Message("reading", "Some coordinates cannot be read as numbers; the rows have no place."),
        "error",
        Message("reading", "Correct them in the table."),
        int(rows.argmax()),
        int(rows.sum()),
    )


_SWAPPED: Final = Problem(
    "axes-swapped",
    Message(
        "reading",
        "The column X holds the northing and Y the easting, as Vietnamese tables give them; they "
        "were read so.",
    ),
    "note",
)
