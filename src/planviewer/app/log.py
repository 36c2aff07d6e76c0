"""A small log beside the settings, for whoever has to find out what went wrong."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import logging.handlers
import os
from datetime import datetime
from pathlib import Path
from typing import Final

from planviewer import __version__
from planviewer.app.profile import profile_dir

MOST_BYTES: Final = 500_000
"""Of each file; one older file is kept beside it."""


def log_to_profile() -> None:
    """Send log records to ``planviewer.log`` in the profile folder, once."""
    root = logging.getLogger()
    if any(isinstance(h, logging.handlers.RotatingFileHandler) for h in root.handlers):
        return
    file = profile_dir() / "planviewer.log"
    try:
        handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8"
        )
    except OSError:  # no place for a log is no reason not to work
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def log_crashes() -> None:
    """Have ``planviewer-crash.log`` in the profile folder say where the process died.

    A fault in a library ends the process by a signal, which nothing in Python can catch; all that
    can be had is where each thread was. Python writes it to a file that is open already, so this
    one stays open as long as the process lives. A line a start tells which report is whose.

    Who asked Python for such reports (``PYTHONFAULTHANDLER``) goes on reading them elsewhere.
    """
    if faulthandler.is_enabled():
        return
    file = profile_dir() / "planviewer-crash.log"
    _make_room(file)
    with contextlib.suppress(OSError):  # as above
        opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        faulthandler.enable(opened)
        now = datetime.now().astimezone()
        start = f"planviewer {__version__} started {now:%Y-%m-%d %H:%M:%S}, process {os.getpid()}\n"
        os.write(opened, start.encode())


def _make_room(file: Path) -> None:
    """Set a file aside that is full: a report is short, so a look at each start is enough."""
    with contextlib.suppress(OSError):  # not there yet, or (Windows) another window has it open
        if file.stat().st_size > MOST_BYTES:
            file.replace(file.with_name(f"{file.name}.1"))
