"""Memory that is freed stays with the program for what is made next."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Final

_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
"""The numbers of two settings of glibc (malloc.h, M_TRIM_THRESHOLD and M_MMAP_THRESHOLD)."""
KEPT_BYTES: Final = 64 * 2**20
SMALL_BYTES: Final = 32 * 2**20
"""Up to this size (the most glibc allows) an array's memory is kept when it is freed."""


def keep() -> None:
    """Keep up to `KEPT_BYTES` of freed memory for each thread that computes; Linux only.

    A tile of many parcels makes arrays of tens of megabytes that live for a moment. glibc gives
    such memory back at once and gets it anew, and each new page costs more than its use: a file of
    100,000 parcels was a seventh longer on its way to the screen.
    """
    if sys.platform != "linux":
        return
    with suppress(AttributeError, OSError):  # another C library has no such setting
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, SMALL_BYTES)
        library.mallopt(_TRIM_THRESHOLD, KEPT_BYTES)
