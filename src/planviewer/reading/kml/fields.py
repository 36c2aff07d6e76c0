"""Columns of the placemarks of a block: those of the library's own, and those that people gave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import pyarrow as pa

from planviewer.reading import gdal
from planviewer.reading.kml.shapes import PARTS
from planviewer.reading.kml.tags import Elements
from planviewer.reading.kml.values import MODES, moments, one_of, spread, trimmed
from planviewer.reading.kml.vocabulary import EMPTY
from planviewer.reading.markup.grammar import Ints, insist
from planviewer.reading.markup.text import texts_at

Columns = dict[str, pa.Array]


def own_columns(elements: Elements, count: int) -> Columns:
    """Return the columns of the library's own that anything stands in."""
    found = {}
    for name, (tags, read) in OWN.items():
        at = np.concatenate([elements.of(tag) for tag in tags.split()])
        if name in OF_GEOMETRY:
            holders = elements.parents[at]
            at = at[np.any([elements.named(holders, part) for part in PARTS], axis=0)]
            at = at[np.diff(elements.rows[at], prepend=-1) > 0]  # of several parts the first
        if len(at):
            found[name] = spread(read(texts_behind(elements, at)), elements.rows[at], count)
    return found


def groups_of(elements: Elements, heads: Ints) -> Iterator[tuple[str, Ints]]:
    """Give the tags (by their indexes) of each name, in the order in which the names appear."""
    names: dict[str | None, int] = {}
    numbers = np.array([names.setdefault(head.name, len(names)) for head in elements.heads])
    codes = numbers[elements.codes[heads]].astype(np.uint16)
    order = np.argsort(codes, kind="stable")
    firsts = np.flatnonzero(np.diff(codes[order].astype(np.int64), prepend=-1))
    groups = np.split(order, firsts[1:]) if len(order) else []
    known = list(names)
    for group in sorted(groups, key=lambda group: int(group[0])):
        name = known[codes[group[0]]]
        insist(name)
        yield name or "", group


def texts_behind(elements: Elements, at: Ints) -> pa.Array:
    """Return the texts behind some tags, which must be in order."""
    insist(np.diff(at) > 0)
    starts = elements.starts[at]
    empty = elements.forms[at] == EMPTY
    return texts_at(elements.block, starts, np.where(empty, starts, elements.stops[at]))


def _as_is(texts: pa.Array) -> pa.Array:
    return texts


def _yes_or_no(texts: pa.Array) -> pa.Array:
    return one_of(texts, ("0", "1"))


def _mode(texts: pa.Array) -> pa.Array:
    return one_of(texts, MODES)


OWN: Final[dict[str, tuple[str, Callable[[pa.Array], pa.Array]]]] = {
    gdal.KML_NAME: ("name", _as_is),
    gdal.KML_DESCRIPTION: ("description", _as_is),
    "timestamp": ("when", moments),
    "begin": ("begin", moments),
    "end": ("end", moments),
    "visibility": ("visibility", _yes_or_no),
    "snippet": ("Snippet snippet", trimmed),
    "altitudeMode": ("altitudeMode", _mode),
    "tessellate": ("tessellate", _yes_or_no),
    "extrude": ("extrude", _yes_or_no),
}
"""Columns of the library's own, the elements they come from, and how those are read."""
OF_GEOMETRY: Final = frozenset({"altitudeMode", "tessellate", "extrude"})
"""Those that geometries have."""
CONSTANT: Final = {"tessellate": -1, "extrude": 0, "visibility": -1}
"""What the library says where nothing is said."""
