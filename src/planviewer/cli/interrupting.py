"""Ctrl-C stops what is going on, but not half-way through the loading of a library.

A library of Qt's that is stopped there ends the process, or comes back in halves.
"""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

AGAIN_S: Final = 0.02
_LOADER: Final = "<frozen importlib._bootstrap>"


@contextmanager
def interrupted_between_imports() -> Iterator[None]:
    """Have Ctrl-C raise ``KeyboardInterrupt`` as soon as nothing is being imported.

    Whoever handles it in another way (or not at all, as with ``nohup``) is left to it.
    """
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _interrupt(_number: int, frame: FrameType | None) -> None:
    if not _is_import(frame):
        raise KeyboardInterrupt
    again = threading.Timer(AGAIN_S, _interrupt_again)
    again.daemon = True
    again.start()


def _interrupt_again() -> None:
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:  # also what waits for the system is woken
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def _is_import(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == _LOADER:
            return True
        frame = frame.f_back
    return False
