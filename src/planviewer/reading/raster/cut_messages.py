"""A message of GDAL's that is cut within a letter is no fault of the program.

libtiff keeps what it says of a broken file short, names of Vietnamese folders in it, and may end in
the midst of a letter. rasterio cannot read that, has Python print a fault that nobody raised, and
goes on; what is wrong with the file it says all the same.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final

_log = logging.getLogger(__name__)
_LISTENER: Final = "rasterio._env.log_error"


def log_cut_messages() -> None:
    """Have such messages logged from now on; what else nobody catches goes where it went."""
    if not isinstance(sys.excepthook, _Printed):
        sys.excepthook = _Printed(sys.excepthook)
    if not isinstance(sys.unraisablehook, _Ignored):
        sys.unraisablehook = _Ignored(sys.unraisablehook)


class _Printed:
    """``sys.excepthook``: what was raised in C, with no line of Python's in it, is for the log."""

    def __init__(self, before: Callable[..., object]) -> None:
        self._before = before

    def __call__(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if trace is None and isinstance(fault, UnicodeDecodeError):
            _log.warning("a message cut within a letter: %r", fault.object)
        else:
            self._before(kind, fault, trace)


class _Ignored:
    """``sys.unraisablehook``, which is told the same again."""

    def __init__(self, before: Callable[..., object]) -> None:
        self._before = before

    def __call__(self, told: Any) -> None:
        if told.object != _LISTENER:
            self._before(told)
