"""GeoParquet with giant outlines, written in a process of its own: it can be stopped.

A value is packed as a whole, and of ten million corners that takes seconds in which the library
says nothing. How far it is can only be told from the time.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import ipc
from typing_extensions import override

from planviewer import pace, processes

_CORNERS_A_SECOND: Final = 3e6
"""How many are packed, roughly."""
_BYTES_A_CORNER: Final = 16
_BLOCK: Final = 1 << 22
_BEGIN_S: Final = 0.7
"""So long the other process takes to begin."""
_HANDED_OVER: Final = 0.2
"""Share of the work after which the other process has all it needs."""
_PROGRAM: Final = """
import sys
from planviewer.writing.parquet_apart import carry_out
carry_out(sys.argv[1])
"""
_ORDER, _ANSWER, _GIVEN = "order.json", "answer.json", "given.arrow"


def write(
    schema: pa.Schema, groups: Iterable[pa.Table], path: Path, how: Mapping[str, Any], corners: int
) -> None:
    """Write row groups, telling ``pace`` how far it is.

    Parameters
    ----------
    how
        As for ``pyarrow.parquet.ParquetWriter``.
    corners
        Of all outlines together.

    Raises
    ------
    OSError
        If the disk refuses.
    RuntimeError
        If the process came to its end without a word.
    """
    with tempfile.TemporaryDirectory(prefix="planviewer-") as name:
        folder = Path(name)
        with pace.part(0.0, _HANDED_OVER):
            _hand_over(schema, groups, folder / _GIVEN, corners * _BYTES_A_CORNER)
        order = json.dumps({"path": str(path), "how": dict(how)})
        (folder / _ORDER).write_text(order, encoding="utf-8")
        expected = _BEGIN_S + corners / _CORNERS_A_SECOND
        with pace.part(_HANDED_OVER, 1.0):
            processes.wait(_started(folder), processes.by_time(expected))
        _require_done(folder / _ANSWER)


def _started(folder: Path) -> subprocess.Popen[bytes]:
    return processes.started(_PROGRAM, folder)


class _Blocks(io.RawIOBase):
    """A file written block by block, so that writing it can be stopped."""

    def __init__(self, path: Path, expected: int) -> None:
        super().__init__()
        self._file, self._done, self._expected = path.open("wb"), 0, expected

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, data: Any) -> int:
        view = memoryview(data)
        for begin in range(0, len(view), _BLOCK):
            self._done += self._file.write(view[begin : begin + _BLOCK])
            pace.reached(min(self._done / self._expected, 0.99))
        return len(view)

    @override
    def close(self) -> None:
        self._file.close()
        super().close()


def _hand_over(schema: pa.Schema, groups: Iterable[pa.Table], path: Path, expected: int) -> None:
    file = _Blocks(path, max(expected, 1))
    with contextlib.closing(file), ipc.new_stream(pa.PythonFile(file, "w"), schema) as writer:
        for group in groups:
            for batch in group.combine_chunks().to_batches():
                writer.write_batch(batch)


def _require_done(path: Path) -> None:
    """Raise what the other process ran into."""
    try:
        answer = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # it came to its end before it could answer
        raise RuntimeError("the process that wrote it ended") from error
    if answer["errno"] is not None:
        raise OSError(answer["errno"], answer["error"])
    if answer["error"] is not None:
        raise RuntimeError(answer["error"])


# --- in the other process ---------------------------------------------------------------------
def carry_out(name: str) -> None:
    """Do what the order in a folder says, and write the answer beside it."""
    folder = Path(name)
    order = json.loads((folder / _ORDER).read_text(encoding="utf-8"))
    answer: dict[str, Any] = {"errno": None, "error": None}
    try:
        _write_here(folder / _GIVEN, order["path"], order["how"])
    except Exception as error:  # noqa: BLE001  whoever asked says it in our words
        answer = {"errno": getattr(error, "errno", None), "error": str(error) or repr(error)}
    (folder / _ANSWER).write_text(json.dumps(answer), encoding="utf-8")


def _write_here(given: Path, path: str, how: Mapping[str, Any]) -> None:
    with (
        pa.OSFile(str(given)) as file,
        ipc.open_stream(file) as reader,
        pq.ParquetWriter(path, reader.schema, **how) as writer,
    ):
        for batch in reader:
            writer.write_table(pa.Table.from_batches([batch]))
