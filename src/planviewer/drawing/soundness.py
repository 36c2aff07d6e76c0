"""Whether arrays that came from a file are those of a layer: nothing in them points nowhere.

The painter hands coordinates and offsets to Qt as they are, and Qt believes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from planviewer.drawing.classes import UNDRAWN
from planviewer.drawing.geometry import RIM

_LONGEST: Final = 200
"""Letters of a label."""


def plain(
    packed: Mapping[str, npt.NDArray[Any]], name: str, kind: type[np.generic], *shape: int | None
) -> npt.NDArray[Any]:
    """Return the array ``name`` if it has this type and shape (None: any length).

    Raises
    ------
    KeyError, ValueError
        If there is none, or another one; numbers that are not finite count as another one.
    """
    array = packed[name]
    fits = array.ndim == len(shape) and all(
        asked in (None, side) for asked, side in zip(shape, array.shape, strict=True)
    )
    require(array.dtype == kind and fits and bool(np.isfinite(array).all()), name)
    return array


def places(packed: Mapping[str, npt.NDArray[Any]], name: str, count: int | None) -> Any:
    """Return points (count, 2), none of which lies beyond the rim; errors as of ``plain``."""
    array = plain(packed, name, np.float64, count, 2)
    require(len(array) == 0 or float(np.abs(array).max()) <= RIM, name)
    return array


def offsets(packed: Mapping[str, npt.NDArray[Any]], name: str, of: int) -> npt.NDArray[np.int64]:
    """Return where sequences begin among ``of`` elements; errors as of ``plain``."""
    array = plain(packed, name, np.int64, None)
    require(len(array) > 0 and array[0] == 0 and array[-1] == of, name)
    require(bool((np.diff(array) >= 0).all()), name)
    return array


def numbers(
    packed: Mapping[str, npt.NDArray[Any]],
    name: str,
    kind: type[np.generic],
    count: int,
    below: int,
) -> npt.NDArray[Any]:
    """Return ``count`` numbers of things of which there are ``below``; errors as of ``plain``.

    Where ``kind`` is int16 they are classes, and -1 is one of them.
    """
    array = plain(packed, name, kind, count)
    least = UNDRAWN if kind is np.int16 else 0
    require(count == 0 or (int(array.min()) >= least and int(array.max()) < below), name)
    return array


def texts(given: object) -> tuple[str, ...]:
    """Return the texts of labels.

    Raises
    ------
    ValueError
        If they are none.
    """
    if not isinstance(given, list):
        raise ValueError("texts")  # noqa: TRY004  one kind of error for whatever is in a file
    require(all(isinstance(text, str) and len(text) <= _LONGEST for text in given), "texts")
    return tuple(given)


def require(holds: bool, what: str) -> None:
    """Refuse what does not hold.

    Raises
    ------
    ValueError
        With the name of the array.
    """
    if not holds:
        raise ValueError(what)
