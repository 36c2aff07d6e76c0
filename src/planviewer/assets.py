"""Where our own files are, in a checkout and in an installed wheel.

No other module computes such a path. In a wheel ``resources/`` and ``layers/`` lie inside the
package; in a checkout they lie beside ``src/``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from planviewer.errors import FileMissing

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def resource(relative: str) -> Path:
    """Return the path of a file under ``resources/``.

    Raises
    ------
    FileMissing
        If the file is not there (assets not built, or a broken installation).
    """
    path = _root("resources") / relative
    if not path.exists():
        raise FileMissing(path=path)
    return path


def bundled_plan(name: str = "nuoc-hai") -> Path:
    """Return the path of a bundled plan file."""
    path = _root("layers") / f"{name}.planview"
    if not path.exists():
        raise FileMissing(path=path)
    return path
