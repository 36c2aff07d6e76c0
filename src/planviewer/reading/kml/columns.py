"""A KML file as programs write it, read by columns: a large one in half of the time.

The library makes an object of every element, and keeps Python's lock over it. Where a file is
regular the same values are found here by the thousand; which columns there are, the library says
(``kml.sample``). Where it is not regular, or there is any doubt, nothing is said here.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from planviewer.errors import FileUnreadable
from planviewer.reading import gdal
from planviewer.reading.gdal import Table
from planviewer.reading.kml.fields import (
    CONSTANT,
    OF_GEOMETRY,
    OWN,
    Columns,
    groups_of,
    own_columns,
    texts_behind,
)
from planviewer.reading.kml.sample import Outline, Sample, ask
from planviewer.reading.kml.shapes import shapes_of
from planviewer.reading.kml.tags import Elements, elements_of
from planviewer.reading.kml.values import spread, trimmed, typed
from planviewer.reading.kml.vocabulary import REWRITTEN
from planviewer.reading.markup.blocks import Around, Region, blocks_of
from planviewer.reading.markup.grammar import IrregularError, insist

_LARGE_BYTES: Final = 1 << 20
"""A smaller file is read at once by the library."""
_SUFFIX: Final = ".kml"
"""By which the library knows it."""
_BEGINS, _ENDS = b"<Placemark", b"</Placemark>"
_MOST_AROUND: Final = 1 << 20
"""Bytes that may stand around the placemarks; they are kept."""
_MOST_VALUES: Final = 256
_NOT_REGULAR: Final = (
    IrregularError, pa.ArrowException, ValueError, IndexError, OverflowError, FileUnreadable,
    OSError,
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
        IrregularError, ArrowException, ValueError, IndexError, OverflowError, FileUnreadable,
        OSError
            If the file is not regular, or cannot be read.
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
        self._own.append({gdal.KML_ID: elements.ids, **own_columns(elements, count)})
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
        for name, group in groups_of(elements, heads):
            head = elements.heads[int(elements.codes[heads[group[0]]])]
            self._tags.setdefault(name, head.text.rstrip(b" /"))
            insist(len(self._tags) <= _MOST_VALUES)
            texts = texts_behind(elements, at[group])
            texts = texts if len(bare) else trimmed(texts)
            found[name] = spread(texts, elements.rows[at[group]], count)
        return found

    # --- the whole ----------------------------------------------------------------------------
    def _table(self, sample: Sample) -> Table:
        """Put the columns together as the library names them."""
        table, shapes = sample.table, pa.chunked_array(self._shapes)
        schema = table.attributes.schema
        names = {place: name for name, place in sample.places.items()}
        insist(OWN.keys().isdisjoint(schema.names[place] for place in names))
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
        if field.name not in CONSTANT:
            return given
        filled = pc.fill_null(given, pa.scalar(CONSTANT[field.name], field.type))
        if field.name not in OF_GEOMETRY:
            return filled
        return pc.if_else(has_shape, filled, pa.scalar(None, field.type))


def _region(head: bytes) -> tuple[Region, str]:
    """Return where the placemarks stand, by what stands before the first, and in what."""
    within = "Folder" if b"<Folder" in head else "Document"
    closes = f"</{within}>".encode()
    return Region(_BEGINS, _ENDS, closes, frozenset({"Placemark"})), within
