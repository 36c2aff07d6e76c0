"""The elements of placemarks that programs write: what they may hold, and what their tags say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from planviewer.reading.markup.grammar import IrregularError, attributes_of, insist

_LINE: Final = "extrude tessellate altitudeMode"
CHILDREN: Final = {
    "Placemark": "name visibility open Snippet snippet description LookAt TimeStamp TimeSpan "
    "styleUrl Style ExtendedData Point LineString Polygon MultiGeometry",
    "MultiGeometry": "Point LineString Polygon",
    "Point": "extrude altitudeMode coordinates",
    "LineString": f"{_LINE} coordinates",
    "LinearRing": f"{_LINE} coordinates",
    "Polygon": f"{_LINE} outerBoundaryIs innerBoundaryIs",
    "outerBoundaryIs": "LinearRing",
    "innerBoundaryIs": "LinearRing",
    "ExtendedData": "SchemaData Data",
    "SchemaData": "SimpleData",
    "Data": "displayName value",
    "LookAt": "longitude latitude altitude heading tilt range altitudeMode",
    "TimeStamp": "when",
    "TimeSpan": "begin end",
    "Style": "IconStyle LabelStyle LineStyle PolyStyle",
    "IconStyle": "color colorMode scale heading Icon",
    "Icon": "href",
    "LabelStyle": "color colorMode scale",
    "LineStyle": "color colorMode width",
    "PolyStyle": "color colorMode fill outline",
}
_IGNORED: Final = frozenset(
    {"open", "styleUrl", "displayName", "color", "colorMode", "scale", "heading", "width", "fill",
     "outline", "href", "longitude", "latitude", "altitude", "tilt", "range"}
)  # fmt: skip
"""What these say is no part of the table."""
_REPEATED: Final = frozenset(
    ["Placemark", "Data", "SimpleData", "innerBoundaryIs", "Point", "LineString", "Polygon"]
)
"""What may stand more than once beside its like; geometries only in one that holds several."""
_NAMES: Final = sorted({*CHILDREN, *(x for text in CHILDREN.values() for x in text.split())})
KIND: Final = {name: number for number, name in enumerate(_NAMES, start=1)}
"""Numbers of the elements; 0 is none."""
OPEN, CLOSE, EMPTY = range(3)
"""Forms of tags: the last begins and ends an element."""
STEPS: Final = np.array([1, -1, 0])
"""How many more elements are open behind a tag."""
_LEAVES: Final = frozenset(_NAMES) - CHILDREN.keys()
_MAY_BE_EMPTY: Final = (
    frozenset({"name", "Snippet", "description", "SimpleData", "value"}) | _IGNORED
)
_ATTRIBUTES: Final = frozenset({"id", "name", "schemaUrl", "maxLines"})
_BARE: Final = frozenset({"coordinates", "snippet"})
"""The library looks for these tags before it takes XML in, and knows them without blanks only."""
REWRITTEN: Final = (
    b"<snippet>", b"</snippet>", b"<coordinates>", b"</coordinates>", b"<Multi", b"<kml",
)  # fmt: skip
"""What it looks for then, be that in a tag or in raw text."""
_TAG: Final = re.compile(rb"(/?)([A-Za-z]+)([^A-Za-z].*)?", re.DOTALL)
_KEPT: Final = 4_000
"""Tags that are remembered."""


def _table(names: frozenset[str]) -> npt.NDArray[np.bool_]:
    table = np.zeros(len(KIND) + 1, bool)
    table[[KIND[name] for name in names]] = True
    return table


IS_LEAF, IS_IGNORED, EMPTY_IS_WELL, MAY_BE_REPEATED = map(
    _table, (_LEAVES, _IGNORED, _MAY_BE_EMPTY, _REPEATED)
)
ALLOWED: Final = np.array(
    [[False] * (len(KIND) + 1)]
    + [[False, *(child in CHILDREN.get(name, "").split() for child in _NAMES)] for name in _NAMES]
)
"""Whether an element (row) may hold another (column)."""


@dataclass(frozen=True)
class Head:
    """What a tag says."""

    text: bytes
    kind: int
    form: int
    name: str | None


@lru_cache(maxsize=_KEPT)
def head_of(text: bytes) -> Head:
    """Return what a tag says, by the text between its signs.

    Raises
    ------
    IrregularError
        If it is not among those that are known.
    """
    closing, name, rest = _parts(text)
    kind = KIND.get(name, 0)
    insist(kind)
    if closing:
        insist(not rest)
        return Head(text, kind, CLOSE, None)
    insist(name not in _BARE or not rest)
    attributes, closed = attributes_of(rest + b">")
    insist(_ATTRIBUTES.issuperset(attributes))
    return Head(text, kind, EMPTY if closed else OPEN, attributes.get("name"))


def _parts(text: bytes) -> tuple[bool, str, bytes]:
    found = _TAG.fullmatch(text)
    if found is None:
        raise IrregularError
    return bool(found[1]), found[2].decode(), found[3] or b""
