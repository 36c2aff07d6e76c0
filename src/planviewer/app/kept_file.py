"""The file a map is kept in: the arrays of its layers, and what stands where.

It is read in the thread of the window, before the first picture, and may come from anywhere. So
nothing in it is taken for granted: it is small, its parts are plain numbers that are not
compressed, and no array is longer than what is there of it.
"""

from __future__ import annotations

import json
import math
import re
import stat
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from planviewer.drawing.packing import Arrays

MOST_BYTES: Final = 12_000_000
"""More would hold up the window: reading takes a twentieth of a second."""
_MOST_PARTS: Final = 12
_MOST_OF_LAYER: Final = 40
"""How many arrays a layer may have."""
_MOST_SIDES: Final = 2
"""Of an array; the product of many long numbers would take for ever."""
_PLACES: Final = "places"
_HEAD: Final = re.compile(
    rb"\x93NUMPY\x01\x00(..)\{'descr': '(\|b1|\|u1|[<>]i2|[<>]i8|[<>]f8)', "
    rb"'fortran_order': False, 'shape': \((\d{1,9}),\), \} *\n",
    re.DOTALL,
)
"""Of an array in the file; numpy's own reader would take it for an expression of Python."""

BROKEN: Final = (
    OSError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
    NotImplementedError,
    RecursionError,
    MemoryError,
    zipfile.BadZipFile,
)
"""What reading a file raises that is no kept map."""


def size_of(arrays: Arrays) -> int:
    """Return the bytes some arrays need in the file."""
    return sum(array.nbytes for array in arrays.values())


def read(file: Path, *names: str) -> Arrays:
    """Return the parts of a file, or only those of some names.

    Raises
    ------
    OSError, EOFError, LookupError, TypeError, ValueError …
        Any of ``BROKEN``, if it cannot be read or is none of ours.
    """
    found = file.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > 2 * MOST_BYTES:
        raise ValueError("too large, or no file")
    with zipfile.ZipFile(file) as packed:
        parts = packed.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > found.st_size:
            raise ValueError("more than there is")
        named = {part.filename.removesuffix(".npy"): part for part in parts}
        return {name: _part(packed, named[name]) for name in names or named}


def _part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> npt.NDArray[Any]:
    if part.compress_type != zipfile.ZIP_STORED or part.flag_bits & 1:
        raise ValueError("compressed or encrypted")
    content = packed.read(part)
    head = _HEAD.match(content)
    if head is None or int.from_bytes(head[1], "little") != head.end() - 10:
        raise ValueError("no plain numbers")
    values = np.frombuffer(content, head[2].decode(), offset=head.end())
    if len(values) != int(head[3]):
        raise ValueError("another length")
    return values.copy()  # from here on as any other array


def together(layers: Sequence[Arrays]) -> Arrays:
    """Return the arrays of layers as one array for each type of number, and what stands where.

    To read a few large ones takes a tenth of the time of many small ones.
    """
    places = [
        (number, name, array.dtype.str, array.shape)
        for number, arrays in enumerate(layers)
        for name, array in arrays.items()
    ]
    by_type: dict[str, list[npt.NDArray[Any]]] = {}
    for number, name, kind, _shape in places:
        by_type.setdefault(kind, []).append(layers[number][name].ravel())
    joined: Arrays = {kind: np.concatenate(arrays) for kind, arrays in by_type.items()}
    return joined | {_PLACES: np.frombuffer(json.dumps(places).encode(), np.uint8)}


def apart(packed: Mapping[str, npt.NDArray[Any]], most: int) -> list[Arrays]:
    """Return the arrays of each layer again, of ``most`` layers; errors as of :func:`read`."""
    layers: dict[int, Arrays] = {}
    taken: dict[str, int] = {}
    places = json.loads(packed[_PLACES].tobytes())
    if len(places) > most * _MOST_OF_LAYER:
        raise ValueError("more layers than the plan has")
    for number, name, kind, shape in places:
        first, joined = taken.get(kind, 0), packed[kind]
        if len(shape) > _MOST_SIDES or any(type(x) is not int or x < 0 for x in shape):
            raise ValueError("no shape")
        size = math.prod(shape)
        if size > len(joined):
            raise ValueError("more than there is")
        taken[kind] = first + size
        layers.setdefault(number, {})[name] = joined[first : taken[kind]].reshape(shape)
    if len(layers) > most:
        raise ValueError("more layers than the plan has")
    return list(layers.values())
