"""What the library makes of a KML file, learnt from a small one of the same head.

Which columns a layer has, of which kinds, and in which of them a value comes to stand: all that
depends on what stands around the placemarks, on the names of the values, and on the library.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa

from planviewer import pace
from planviewer.reading import gdal
from planviewer.reading.formats import KML
from planviewer.reading.gdal import Table
from planviewer.reading.markup.grammar import insist

_LARGEST: Final = 1 << 20
"""Bytes of a sample: over more the library would keep Python's lock too long."""


@dataclass(frozen=True)
class Outline:
    """A file without all but its first placemark: what stands before it, and behind the last.

    ``tags`` are those of the values that people gave, by their names, in the order in which they
    appear; ``schema`` is the tag around them, None where there is none.
    """

    before: bytes
    first: bytes
    behind: bytes
    tags: Mapping[str, bytes]
    schema: bytes | None


@dataclass(frozen=True, eq=False)
class Sample:
    """What the library says: a table of which the first row is the first placemark's.

    ``places`` are the columns of the values that people gave, by the names in the file; those that
    a schema does not name have none.
    """

    table: Table
    places: Mapping[str, int]


def ask(outline: Outline, sublayer: str | None) -> Sample:
    """Ask the library about a file, with a placemark of its own for each value.

    Raises
    ------
    IrregularError
        If there are other features, a value is in several columns, or the library has something to
        say.
    FileUnreadable
        If the library does not read it.
    """
    made = [_placemark(_value(tag, outline.schema)) for tag in outline.tags.values()]
    text = [outline.before, outline.first, *made, _placemark(b""), outline.behind]
    insist(sum(map(len, text)) <= _LARGEST)
    # how far it is has been told already
    with tempfile.TemporaryDirectory(prefix="planviewer-") as folder, pace.part(1.0, 1.0):
        path = Path(folder) / "sample.kml"
        path.write_bytes(b"".join(text))
        table = gdal.read_table(path, KML, sublayer, lossless=False)
    insist(table.attributes.num_rows == len(made) + 2 and not table.notes)
    return Sample(table, _places(table.attributes, outline))


def _places(attributes: pa.Table, outline: Outline) -> dict[str, int]:
    """Return the column that each value's own placemark fills; one that nobody heeds has none."""
    columns = [column.to_pylist() for column in attributes.columns]
    known = {name.casefold() for name in attributes.schema.names}
    places = {}
    for row, name in enumerate(outline.tags, start=1):
        filled = [number for number, column in enumerate(columns) if column[row] != column[-1]]
        insist(len(filled) == 1 or not (filled or name.casefold() in known))
        if filled:
            places[name] = filled[0]
    insist(len(set(places.values())) == len(places))
    return places


def _value(tag: bytes, schema: bytes | None) -> bytes:
    """Return a value that any kind of column takes."""
    if schema is None:
        return b"<%s><value>1</value></Data>" % tag
    return b"<%s><%s>1</SimpleData></SchemaData>" % (schema, tag)


def _placemark(values: bytes) -> bytes:
    return b"<Placemark><ExtendedData>%s</ExtendedData></Placemark>" % values
