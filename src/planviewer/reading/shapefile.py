"""A look at the parts of a Shapefile, which GDAL reads to the end whatever is missing of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from planviewer.errors import FileUnreadable
from planviewer.i18n import Message

_HEADER_BYTES: Final = 100


def part(shapefile: Path, suffix: str) -> Path | None:
    """Return a part of a Shapefile, whose suffix may be in capitals; None if it is not there."""
    for spelling in (suffix, suffix.upper()):
        candidate = shapefile.with_suffix(spelling)
        if candidate.is_file():
            return candidate
    return None


def refuse_cut_short(shapefile: Path) -> None:
    """Compare the size that each part announces in its header with the size it has.

    Raises
    ------
    FileUnreadable
        If a part is shorter, or the table has fewer rows than there are shapes: features would
        silently lose geometry or values.
    """
    for suffix, announced in (
        (".shp", _geometry_size),
        (".shx", _geometry_size),
        (".dbf", _table_size),
    ):
        found = part(shapefile, suffix)
        if found is None:
            continue
        with found.open("rb") as file:
            wanted = announced(file.read(_HEADER_BYTES))
        if found.stat().st_size < wanted:
            reason = Message(
                "reading",
                "its part {name} is cut short ({got} of {wanted} bytes). Copy it again.",
                {"name": found.name, "got": found.stat().st_size, "wanted": wanted},
            )
            raise FileUnreadable(path=shapefile, reason=reason)
    _refuse_missing_rows(shapefile)


def _refuse_missing_rows(shapefile: Path) -> None:
    table = part(shapefile, ".dbf")
    shapes, rows = records(shapefile)
    if table is not None and rows < shapes:
        reason = Message(
            "reading",
            "its part {name} has {rows} rows for {shapes} features. Copy all parts of the "
            "Shapefile from where it came, at one time.",
            {"name": table.name, "rows": rows, "shapes": shapes},
        )
        raise FileUnreadable(path=shapefile, reason=reason)


def records(shapefile: Path) -> tuple[int, int]:
    """Return how many shapes the index and how many rows the table of a Shapefile announce."""
    counts: list[int] = []
    for suffix, count in ((".shx", _index_records), (".dbf", lambda head: _table_shape(head)[0])):
        found = part(shapefile, suffix)
        if found is None:
            counts.append(0)
            continue
        with found.open("rb") as file:
            counts.append(count(file.read(_HEADER_BYTES)))
    return counts[0], counts[1]


def deleted_records(shapefile: Path) -> int:
    """Count the records that are marked deleted but still stand in the table."""
    table = part(shapefile, ".dbf")
    if table is None:
        return 0
    data = table.read_bytes()
    records, start, step = _table_shape(data)
    return data[start : start + records * step : step].count(b"*") if step else 0


def _geometry_size(header: bytes) -> int:
    """Return the size a ``.shp`` or ``.shx`` announces: 16-bit words, big-endian, at byte 24."""
    return max(_HEADER_BYTES, 2 * int.from_bytes(header[24:28], "big"))


def _index_records(header: bytes) -> int:
    """Return how many records of eight bytes follow the header of a ``.shx``."""
    return (_geometry_size(header) - _HEADER_BYTES) // 8


def _table_size(header: bytes) -> int:
    """Return the least size of a ``.dbf`` (the mark at its end may be missing)."""
    records, start, step = _table_shape(header)
    return max(32, start + records * step)


def _table_shape(header: bytes) -> tuple[int, int, int]:
    """Return the number of records, where they start, and the size of one."""
    number = int.from_bytes
    return (
        number(header[4:8], "little"),
        number(header[8:10], "little"),
        number(header[10:12], "little"),
    )
