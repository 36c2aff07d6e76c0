"""A process of our own for work that nothing can stop from inside: it is ended when not wanted."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from typing import Final

from planviewer import pace

_PATIENCE_S: Final = 0.05


def started(
    program: str, folder: Path, surroundings: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start this Python with a program as text; ``sys.argv[1]`` is ``folder``.

    ``surroundings`` are variables of its environment.
    """
    places = os.pathsep.join(place for place in sys.path if place)
    # -P: nothing is imported from the folder somebody happens to be in
    return subprocess.Popen(  # noqa: S603  it is this program
        [sys.executable, "-P", "-c", program, str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": places, "PYTHONUTF8": "1", **(surroundings or {})},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def by_time(expected_s: float) -> Callable[[], float]:
    """Return what tells the share that is done of work begun now, where only the time tells it.

    After the time that is expected it is half; it never comes to an end.
    """
    begun = monotonic()

    def share() -> float:
        took = monotonic() - begun
        return took / (took + expected_s)

    return share


def wait(process: subprocess.Popen[bytes], share: Callable[[], float]) -> None:
    """Wait for a process, telling ``pace`` how far it is; whoever stops the work ends it."""
    try:
        while process.poll() is None:
            pace.reached(share())
            try:
                process.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                continue
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
