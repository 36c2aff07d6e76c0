"""Where planviewer keeps what belongs to the person: settings, recovery, own copies of plans.

``PLANVIEWER_PROFILE`` moves all of it, for tests and for a program on a stick.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from platformdirs import user_data_path


def profile_dir() -> Path:
    """Return the folder of this person's planviewer files, made if missing.

    Where it cannot be made (a disk that can only be read, a full one) its path is returned all the
    same: nothing is found there, and whoever writes there is told why it fails.
    """
    chosen = os.environ.get("PLANVIEWER_PROFILE")
    path = Path(chosen) if chosen else user_data_path("planviewer", appauthor=False)
    return _made(path)


def settings_file() -> Path:
    """Return the file of what this person chose."""
    return profile_dir() / "settings.json"


def _made(path: Path) -> Path:
    with contextlib.suppress(OSError):
        path.mkdir(parents=True, exist_ok=True)
    return path
