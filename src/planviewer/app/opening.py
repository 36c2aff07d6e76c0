"""Which plan to open."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from planviewer.app import saving
from planviewer.app.settings import Settings
from planviewer.assets import bundled_plan

PLAN_ENDINGS: Final = frozenset({".planview", ".planviewer"})


def is_plan(path: Path) -> bool:
    """Whether a file is named like a plan; anything else is a layer to be."""
    return path.suffix.lower() in PLAN_ENDINGS


def first_plan(settings: Settings) -> Path:
    """Return the plan to open at start: the one used last, else the bundled one (or its copy)."""
    for name in settings.recent:
        if Path(name).exists():
            return Path(name)
    own = saving.own_copy(bundled_plan())
    return own if own.exists() else bundled_plan()
