"""What reads and computes the data: half of the program, which the first picture can do without."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Final

_ROOMS: Final = ("planviewer.app.adding", "planviewer.analysis.lines")
"""Behind them come pandas, geopandas, Arrow and GDAL."""
_lock = threading.Lock()


def load() -> None:
    """Import them, or wait until another thread has. Once done it costs nothing.

    Two threads that begin at different ends of what imports each other would be given halves of it.
    """
    with _lock:
        _load_once()


@cache
def _load_once() -> None:
    with _without_collector():
        for room in _ROOMS:
            import_module(room)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the collector rest: imports make many objects and no garbage.

    What is there at the end is for ever. So this is for the start: of a plan that is closed later
    whatever stands in a cycle would stay.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # what was imported stays: later collections, in the UI thread too, skip it
        if was_on:
            gc.enable()
