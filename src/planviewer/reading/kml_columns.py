"""A KML file as programs write it, read by columns: a large one in half of the time.

The library makes an object of every element, and keeps Python's lock over it. Where a file is
regular the same values are found here by the thousand; which columns there are, the library says
(``kml_sample``). Where it is not regular, or there is any doubt, nothing is said here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from planviewer.errors import FileUnreadable
from planviewer.reading import gdal
from planviewer.reading.gdal import Table
from planviewer.reading.kml_sample import Outline, Sample, ask
from planviewer.reading.kml_shapes import PARTS, shapes_of
from planviewer.reading.kml_tags import Elements, elements_of
from planviewer.reading.kml_values import MODES, moments, one_of, spread, trimmed, typed
from planviewer.reading.kml_vocabulary import EMPTY, REWRITTEN
from planviewer.reading.markup import Ints, IrregularError, insist
from planviewer.reading.markup_blocks import Around, Region, blocks_of
from planviewer.reading.markup_text import texts_at

Columns = dict[str, pa.Array]

_LARGE_BYTES: Final = 1 << 20
"""A smaller file is read at once by the library."""
_SUFFIX: Final = ".kml"
"""By which the library knows it."""
_BEGINS, _ENDS = b"<Placemark", b"</Placemark>"
_MOST_AROUND: Final = 4 << 20
"""Bytes that may stand around the placemarks; they are kept."""
_MOST_VALUES: Final = 256
_NOT_REGULAR: Final = (
    IrregularError, pa.ArrowException, ValueError, IndexError, OverflowError, FileUnreadable,
)  # fmt: skip


def read_table(path: Path, sublayer: str | None) -> tuple[Table | None, float]:
    """Read a layer whole, as :func:`planviewer.reading.gdal.read_table` does.

    Returns
    -------
    table, share
        None if the file is small or not regular, and how far the reading had come by then.
    """
    size = path.stat().st_size
    if size < _LARGE_BYTES or path.suffix.lower() != _SUFFIX:
        return None, 0.0
    reader = _Reader(path, sublayer)
    try:
        return reader.read(size), 1.0
    except _NOT_REGULAR:
        return None, reader.share


class _Kept(Around):
    """Keeps what stands around the placemarks."""

    def __init__(self, region: Region) -> None:
        super().__init__(region)
        self.text: list[bytes] = []

    def parse(self, data: bytes, *, last: bool = False) -> None:
        self.text.append(data)
        insist(sum(map(len, self.text)) <= _MOST_AROUND)
        super().parse(data, last=last)


class _Reader:
    """Gathers the columns of a file."""

    def __init__(self, path: Path, sublayer: str | None) -> None:
        self._path, self._sublayer = path, sublayer
        self.share = 0.0
        self._tags: dict[str, bytes] = {}
        """The tags of the values that people gave, in the order in which they appear."""
        self._schemas: set[bytes | None] = set()
        """The tags around them, None for none."""
        self._counts: list[int] = []
        self._own: list[Columns] = []
        self._given: list[Columns] = []
        self._shapes: list[pa.Array] = []

    def read(self, size: int) -> Table:
        """Return the table.

        Raises
        ------
        IrregularError, ArrowException, ValueError, IndexError, OverflowError, FileUnreadable
            If the file is not regular.
        """
        with self._path.open("rb") as stream:
            try:
                outline = self._outline(stream, size)
            finally:
                self.share = min(1.0, stream.tell() / size)
        return self._table(ask(outline, self._sublayer))

    def _outline(self, stream: BinaryIO, size: int) -> Outline:
        """Take all placemarks in, and return what is left."""
        head = stream.read(_MOST_AROUND)
        region, within = _region(head[: head.find(_BEGINS)])
        stream.seek(0)
        around, first = _Kept(region), b""
        for block in blocks_of(stream, size, region, around):
            if not first:
                insist(around.path[-1:] == [within])
                first = block[: block.find(_ENDS) + len(_ENDS)]
            self._take(elements_of(block))
        before, *behind = around.text
        insist(not any(tag in before for tag in REWRITTEN[:-1]))
        schema = next(iter(self._schemas), None)
        return Outline(before, first, b"".join(behind), self._tags, schema)

    # --- a block ------------------------------------------------------------------------------
    def _take(self, elements: Elements) -> None:
        count = int(elements.rows[-1]) + 1
        self._counts.append(count)
        self._own.append({gdal.KML_ID: elements.ids, **_own_of(elements, count)})
        self._given.append(self._given_of(elements, count))
        self._shapes.append(shapes_of(elements))

    def _given_of(self, elements: Elements, count: int) -> Columns:
        """Return the values that people gave, by their names in the file."""
        bare, plain = elements.of("Data"), elements.of("value")
        insist(len(bare) == len(plain))
        around = np.unique(elements.codes[elements.of("SchemaData")])
        self._schemas |= {elements.heads[code].text for code in around.tolist()}
        self._schemas |= {None} if len(bare) else set()
        insist(len(self._schemas) <= 1)
        at, heads = (plain, bare) if len(bare) else (elements.of("SimpleData"),) * 2
        found: Columns = {}
        for name, group in _groups(elements, heads):
            head = elements.heads[int(elements.codes[heads[group[0]]])]
            self._tags.setdefault(name, head.text.rstrip(b" /"))
            insist(len(self._tags) <= _MOST_VALUES)
            texts = _texts(elements, at[group])
            texts = texts if len(bare) else trimmed(texts)
            found[name] = spread(texts, elements.rows[at[group]], count)
        return found

    # --- the whole ----------------------------------------------------------------------------
    def _table(self, sample: Sample) -> Table:
        """Put the columns together as the library names them."""
        table, shapes = sample.table, pa.chunked_array(self._shapes)
        schema = table.attributes.schema
        names = {place: name for name, place in sample.places.items()}
        insist(_OWN.keys().isdisjoint(schema.names[place] for place in names))
        insist(set().union(*self._own) <= set(schema.names))
        columns = [
            self._joined(self._given, names[place], field.type)
            if place in names
            else self._standing(field, shapes.is_valid())
            for place, field in enumerate(schema)
        ]
        attributes = pa.table(columns, schema=schema)
        # where the library has changed its ways, it shows
        insist(table.geometry is not None and table.geometry.slice(0, 1) == shapes.slice(0, 1))
        insist(table.attributes.slice(0, 1) == attributes.slice(0, 1))
        return Table(attributes, shapes, table.crs, table.notes, table.lossless, table.datetimes)

    def _joined(self, parts: list[Columns], name: str, kind: pa.DataType) -> pa.ChunkedArray:
        pairs = zip(parts, self._counts, strict=True)
        made = [
            typed(part[name], kind) if name in part else pa.nulls(count, kind)
            for part, count in pairs
        ]
        return pa.chunked_array(made, kind)

    def _standing(self, field: pa.Field, has_shape: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return a column of the library's own."""
        given = self._joined(self._own, field.name, field.type)
        if field.name not in _CONSTANT:
            return given
        filled = pc.fill_null(given, pa.scalar(_CONSTANT[field.name], field.type))
        if field.name not in _OF_GEOMETRY:
            return filled
        return pc.if_else(has_shape, filled, pa.scalar(None, field.type))


def _region(head: bytes) -> tuple[Region, str]:
    """Return where the placemarks stand, by what stands before the first, and in what."""
    within = "Folder" if b"<Folder" in head else "Document"
    closes = f"</{within}>".encode()
    return Region(_BEGINS, _ENDS, closes, frozenset({"Placemark"})), within


# --- columns of a block -----------------------------------------------------------------------
def _own_of(elements: Elements, count: int) -> Columns:
    """Return the columns of the library's own that anything stands in."""
    found = {}
    for name, (tags, read) in _OWN.items():
        at = np.concatenate([elements.of(tag) for tag in tags.split()])
        if name in _OF_GEOMETRY:
            holders = elements.parents[at]
            at = at[np.any([elements.named(holders, part) for part in PARTS], axis=0)]
            at = at[np.diff(elements.rows[at], prepend=-1) > 0]  # of several parts the first
        if len(at):
            found[name] = spread(read(_texts(elements, at)), elements.rows[at], count)
    return found


def _groups(elements: Elements, heads: Ints) -> Iterator[tuple[str, Ints]]:
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


def _texts(elements: Elements, at: Ints) -> pa.Array:
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


_OWN: Final[dict[str, tuple[str, Callable[[pa.Array], pa.Array]]]] = {
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
_OF_GEOMETRY: Final = frozenset({"altitudeMode", "tessellate", "extrude"})
"""Those that geometries have."""
_CONSTANT: Final = {"tessellate": -1, "extrude": 0, "visibility": -1}
"""What the library says where nothing is said."""
