"""Which palette is in use: the one piece of process-wide state of the look."""

from __future__ import annotations

from dataclasses import dataclass

from planviewer.ui.palette import LIGHT, Palette


@dataclass
class _Current:
    palette: Palette = LIGHT


_current = _Current()


def current() -> Palette:
    """Return the palette in use."""
    return _current.palette


def use(palette: Palette) -> None:
    """Make ``palette`` the one in use; only :mod:`planviewer.ui.theme` does this."""
    _current.palette = palette
