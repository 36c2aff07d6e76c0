"""``planviewer [PLAN_OR_FILES…]``: the window, or its picture."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planviewer.errors import FileMissing, NoDisplay, SandboxWithoutUser


def window(arguments: argparse.Namespace) -> int:
    """Open the window; with ``--screenshot`` save its picture and leave."""
    paths: list[Path] = arguments.files
    for path in paths:
        if not path.exists():
            raise FileMissing(path=path)
    picture: Path | None = arguments.screenshot
    if picture is not None:
        offscreen_if_needed()
    elif not _has_display():
        raise NoDisplay
    if _is_root_in_a_sandbox():
        raise SandboxWithoutUser
    from planviewer.ui import application  # noqa: PLC0415  WebEngine is slow to load

    how = application.Placing(arguments.crs, swapped=arguments.swap_xy)
    if picture is None:
        return application.run_window(paths, how, arguments.theme)
    application.take_screenshot(paths, how, arguments.theme, picture, arguments.size)
    return 0


def offscreen_if_needed() -> None:
    """Let Qt draw without a display where there is none."""
    if not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


@contextmanager
def drawing() -> Iterator[None]:
    """Have Qt ready to paint pages inside, with or without a display."""
    offscreen_if_needed()
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415  after the platform is chosen

    application = QGuiApplication.instance() or QGuiApplication([])
    yield
    del application  # the reference is what kept it


def _is_root_in_a_sandbox() -> bool:
    """Whether Chromium would refuse to start: its sandbox is of no use to root (Linux)."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return False
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split()
    return "QTWEBENGINE_DISABLE_SANDBOX" not in os.environ and "--no-sandbox" not in flags


def _has_display() -> bool:
    """Whether a window can be shown here (only Linux can be without a display)."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
