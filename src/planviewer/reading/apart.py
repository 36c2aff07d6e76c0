"""Large files that the library reads in one go, in a process of its own: it can be stopped.

The library takes a KML, GML or GeoJSON document in as a whole before it hands out the first
feature, and nothing stops it meanwhile. Where that takes long and somebody waits, another process
does it, and is ended when the person no longer wants it. How far it is can only be estimated from
the size; what it found comes back as a file of Arrow.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, NoReturn

import pyarrow as pa
from pyarrow import ipc

from planviewer import pace, processes
from planviewer.errors import FileUnreadable, PlanviewerError
from planviewer.i18n import Message
from planviewer.reading import formats as f
from planviewer.reading import gdal
from planviewer.reading.formats import FORMATS, Format
from planviewer.reading.gdal import Table
from planviewer.reading.giants import has_giant

LONG_S: Final = 2.5
"""What is expected to take longer is read apart; the other process needs about half a second."""
LONG_IN_PIECES_S: Final = 8.0
"""The same where the library hands out feature by feature, and can be stopped between them."""
_SILENT_S: Final = 1.0
"""So long one feature may keep the library; a file that holds larger ones is like one in one go."""
_BYTES_A_SECOND: Final[Mapping[Format, float]] = {
    f.KML: 15e6, f.GPX: 15e6, f.MAPINFO: 15e6, f.TOPOJSON: 25e6, f.GEOJSON: 30e6,
    f.GEOJSON_LINES: 30e6, f.GML: 40e6, f.DXF: 40e6, f.DGN: 40e6,
}  # fmt: skip
"""How much the library takes in, roughly (measured on two slow cores)."""
_PROGRAM: Final = """
import sys
sys.modules.update(geopandas=None, pandas=None, pyproj=None, shapely=None)
from planviewer.reading.apart import carry_out
carry_out(sys.argv[1])
"""
"""Tables of Arrow are all it makes: without what the library offers to make of them it starts in a
third of the time."""
_SURROUNDINGS: Final[Mapping[str, str]] = {
    "PYTHONUTF8": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": str(4 * 10**9),
    "MALLOC_TRIM_THRESHOLD_": str(4 * 10**9),
}
"""It computes nothing: the threads that numpy would begin for that only take time to begin. And it
ends soon: memory that it gives back between (glibc heeds the names) only has to be cleared anew."""
_ORDER, _ANSWER, _FOUND = "order.json", "answer.json", "found.arrow"


def sublayers(path: Path, kind: Format) -> tuple[tuple[str, bool], ...]:
    """Return the layers of a file, as :func:`planviewer.reading.gdal.sublayers` does."""
    if not _is_long(path, kind):
        return gdal.sublayers(path, kind)
    with tempfile.TemporaryDirectory(prefix="planviewer-") as folder:
        answer = _asked(Path(folder), path, kind, {"do": "sublayers"})
    return tuple((name, places) for name, places in answer["layers"])


def read_table(path: Path, kind: Format, sublayer: str | None, *, lossless: bool) -> Table:
    """Read a layer whole, as :func:`planviewer.reading.gdal.read_table` does."""
    if not _is_long(path, kind):
        return gdal.read_table(path, kind, sublayer, lossless=lossless)
    order = {"do": "table", "sublayer": sublayer, "lossless": lossless}
    with tempfile.TemporaryDirectory(prefix="planviewer-") as folder:
        answer = _asked(Path(folder), path, kind, order)
        with pa.OSFile(str(Path(folder) / _FOUND)) as file:
            found = ipc.open_file(file).read_all()
    geometry = None
    if answer["has_geometry"]:
        last = found.num_columns - 1
        geometry, found = found.column(last), found.remove_column(last)
    notes, datetimes = tuple(answer["notes"]), frozenset(answer["datetimes"])
    return Table(found, geometry, answer["crs"], notes, answer["lossless"], datetimes)


def _is_long(path: Path, kind: Format) -> bool:
    expected = _expected(path, kind)
    if not pace.is_heard() or expected <= LONG_S:
        return False
    if expected > LONG_IN_PIECES_S or not _comes_in_pieces(path, kind):
        return True
    return has_giant(path, kind, _BYTES_A_SECOND[kind] * _SILENT_S)


def _comes_in_pieces(path: Path, kind: Format) -> bool:
    """Whether the library need not take in a file as a whole first.

    GML it must, unless a file beside it says which layers and fields there are.
    """
    described = kind is f.GML and path.with_suffix(".xsd").is_file()
    return described or kind in {f.MAPINFO, f.DXF, f.DGN}


def _expected(path: Path, kind: Format) -> float:
    """Return how many seconds a file will take, 0 for formats that are read bit by bit."""
    speed = _BYTES_A_SECOND.get(kind)
    return 0.0 if speed is None else path.stat().st_size / speed


def _asked(folder: Path, path: Path, kind: Format, order: dict[str, Any]) -> dict[str, Any]:
    """Have an order carried out, and return the answer."""
    order |= {"path": str(path), "format": kind.name}
    (folder / _ORDER).write_text(json.dumps(order), encoding="utf-8")
    processes.wait(_started(folder), processes.by_time(_expected(path, kind)))
    try:
        answer: dict[str, Any] = json.loads((folder / _ANSWER).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # it came to its end before it could answer
        raise FileUnreadable(path=path, reason=_BROKE_DOWN_WORDS) from error
    if "reason" in answer:
        raise FileUnreadable(path=path, reason=Message.again(answer["reason"]))
    return answer


def _started(folder: Path) -> subprocess.Popen[bytes]:
    return processes.started(_PROGRAM, folder, _SURROUNDINGS)


_BROKE_DOWN_WORDS: Final = Message(
    "reading",
    "reading it came to an abrupt end: it is broken, or too large for the memory. Copy it again, "
    "or divide it.",
)


# --- in the other process ---------------------------------------------------------------------
def carry_out(name: str) -> NoReturn:
    """Do what the order in a folder says, write the answer beside it, and end the process.

    Documents stay open: to take one apart, piece by piece, takes the library a tenth of the time,
    and the end of the process does it at once.
    """
    folder = Path(name)
    order = json.loads((folder / _ORDER).read_text(encoding="utf-8"))
    left_open = ExitStack()
    try:
        answer = _answered(folder, order, left_open)
    except FileUnreadable as error:
        answer = {"reason": _as_json(error)}
    text = json.dumps(answer)
    (folder / _ANSWER).write_text(text, encoding="utf-8")
    os._exit(0)


def _answered(folder: Path, order: dict[str, Any], left_open: ExitStack) -> dict[str, Any]:
    path = Path(order["path"])
    kind = next(kind for kind in FORMATS if kind.name == order["format"])
    if order["do"] == "sublayers":
        return {"layers": gdal.sublayers(path, kind)}
    table = gdal.read_table(
        path, kind, order["sublayer"], lossless=order["lossless"], left_open=left_open
    )
    found = table.attributes
    if table.geometry is not None:
        found = found.append_column("geometry", table.geometry)
    with pa.OSFile(str(folder / _FOUND), "wb") as file, ipc.new_file(file, found.schema) as writer:
        writer.write_table(found)
    return {
        "has_geometry": table.geometry is not None,
        "crs": table.crs,
        "notes": table.notes,
        "lossless": table.lossless,
        "datetimes": sorted(table.datetimes),
    }


def _as_json(error: PlanviewerError) -> dict[str, Any]:
    reason = error.values["reason"]
    values = {
        key: value if isinstance(value, (int, float)) else str(value)
        for key, value in reason.values.items()
    }
    return {"context": reason.context, "source": reason.source, "values": values}
