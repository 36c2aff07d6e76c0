"""Waiting for the state a test needs, never for a duration."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication


def until(
    holds: Callable[[], Any], *, seconds: float = 30, told: Callable[[], object] = str
) -> None:
    """Let events run until something holds; a wait in vain fails and says what ``told`` says."""
    left, now = seconds, time.monotonic()
    while not holds():
        assert left > 0, f"waited in vain; {told()}"
        QCoreApplication.processEvents()
        time.sleep(0.002)
        before, now = now, time.monotonic()
        left -= min(now - before, 1.0)  # while the whole process stood still nothing could come


def settle(session: Any) -> None:
    """Wait until a session has no work left in the background, and its answers have arrived."""
    until(lambda: not session.tasks.busy, seconds=120)
    QCoreApplication.processEvents()
