"""Giant features written as text, in a process of its own: it can be stopped.

The library writes feature by feature and cannot be stopped within one; as text, ten million
corners take it most of a minute. How far it is the growing file tells.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyogrio
import pyogrio.raw
import shapely
from pyarrow import ipc

from planviewer import pace, processes
from planviewer.writing.arrow_stream import Stream

_CORNERS_A_SECOND: Final[Mapping[str, float]] = {"GeoJSON": 250e3, "DXF": 200e3}
"""How many the library writes, roughly, into formats of text."""
_BYTES_A_CORNER: Final[Mapping[str, float]] = {"GeoJSON": 27.0, "DXF": 48.0}
_AS_A_WHOLE: Final = frozenset({"DXF"})
"""Formats that the library does not take batch by batch."""
_CORNERS_A_FEATURE: Final = 10.0
"""What is written beside the corners takes as long as so many of them."""
_BESIDE: Final = ".tmp"
"""How a file ends that the library makes of a drawing first, beside the one it was asked for."""
_LONG_S: Final = 1.0
_HANDED_OVER: Final = 0.1
"""Share of the work after which the other process has all it needs."""
_PROGRAM: Final = """
import sys
from planviewer.writing.apart import carry_out
carry_out(sys.argv[1])
"""
_ORDER, _ANSWER, _GIVEN = "order.json", "answer.json", "given.arrow"


def is_long(geometries: npt.NDArray[np.object_], driver: str) -> bool:
    """Whether the library will be silent for long, and somebody may want to stop it."""
    speed = _CORNERS_A_SECOND.get(driver)
    if speed is None or not len(geometries) or not pace.is_heard():
        return False
    corners = shapely.get_num_coordinates(geometries)
    if driver in _AS_A_WHOLE:
        return bool(corners.sum() + _CORNERS_A_FEATURE * len(corners) > speed * _LONG_S)
    return bool(corners.max() > speed * _LONG_S)


def write_here(reader: pa.RecordBatchReader, path: Path, how: Mapping[str, Any]) -> None:
    """Write what a reader gives; ``how`` is as for ``pyogrio.raw.write_arrow``."""
    if how["driver"] not in _AS_A_WHOLE:
        pyogrio.raw.write_arrow(reader, path, **how)
        return
    table, how = reader.read_all(), dict(how)
    geometry = how.pop("geometry_name")
    names = [name for name in table.schema.names if name != geometry]
    columns = [table.column(name).to_numpy(zero_copy_only=False) for name in (geometry, *names)]
    pyogrio.raw.write(path, columns[0], columns[1:], names, **how)


def write(stream: Stream, path: Path, how: Mapping[str, Any], settings: Mapping[str, str]) -> None:
    """Write as ``pyogrio.raw.write_arrow`` does, telling ``pace`` how far it is.

    Parameters
    ----------
    settings
        Of the library, as a whole.

    Raises
    ------
    RuntimeError
        If the library refuses, or came to its end without a word.
    """
    with tempfile.TemporaryDirectory(prefix="planviewer-") as name:
        folder = Path(name)
        with pace.part(0.0, _HANDED_OVER):
            corners = _hand_over(stream, folder / _GIVEN)
        order = json.dumps({"path": str(path), "settings": dict(settings), **how})
        (folder / _ORDER).write_text(order, encoding="utf-8")
        expected = corners * _BYTES_A_CORNER[how["driver"]]

        files, grown = (path, path.with_name(f"{path.name}{_BESIDE}")), [0.0]

        def share() -> float:
            with suppress(OSError):  # one may go between two looks
                done = sum(file.stat().st_size for file in files if file.exists())
                grown[0] = max(grown[0], min(done / expected, 0.99))
            return grown[0]

        try:
            with pace.part(_HANDED_OVER, 1.0):
                processes.wait(_started(folder), share)
            _answer_in(folder / _ANSWER)
        finally:
            files[1].unlink(missing_ok=True)  # who was killed left it


def _started(folder: Path) -> subprocess.Popen[bytes]:
    return processes.started(_PROGRAM, folder)


def _hand_over(stream: Stream, path: Path) -> float:
    """Write the features for the other process; return how many corners' worth they are."""
    reader = stream.reader()
    with pa.OSFile(str(path), "wb") as file, ipc.new_stream(file, reader.schema) as writer:
        try:
            for batch in reader:
                writer.write_batch(batch)
        except pa.ArrowException as error:
            raise (stream.stopped or error) from error
    return stream.corners + _CORNERS_A_FEATURE * len(stream)


def _answer_in(path: Path) -> None:
    """Say what the library had to say, and raise what it refused."""
    try:
        answer = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # it came to its end before it could answer
        raise RuntimeError("the process that wrote it ended") from error
    for text in answer["said"]:
        warnings.warn(text, stacklevel=2)
    if answer["error"] is not None:
        raise RuntimeError(answer["error"])


# --- in the other process ---------------------------------------------------------------------
def carry_out(name: str) -> None:
    """Do what the order in a folder says, and write the answer beside it."""
    folder = Path(name)
    how = json.loads((folder / _ORDER).read_text(encoding="utf-8"))
    path, error = how.pop("path"), None
    pyogrio.set_gdal_config_options(how.pop("settings"))
    with (
        pa.OSFile(str(folder / _GIVEN)) as file,
        ipc.open_stream(file) as reader,
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        try:
            write_here(reader, path, how)
        except Exception as failure:  # noqa: BLE001  whoever asked says it in our words
            error = str(failure) or type(failure).__name__
    answer = {"error": error, "said": [str(item.message) for item in caught]}
    (folder / _ANSWER).write_text(json.dumps(answer), encoding="utf-8")
