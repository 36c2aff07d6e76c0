"""Qt for Python, imported so that it leaves the import of everything else alone."""

from __future__ import annotations

import builtins
from typing import Final

import PySide6.QtCore  # noqa: F401  what replaces the import

_PLAIN: Final = "__orig_import__"


def restore() -> None:
    """Have modules imported without a look at their source.

    To offer its names in another spelling (``from __feature__ import snake_case``), PySide replaces
    Python's import by one that reads the source of every module imported afterwards: a tenth of the
    time the program takes to start, and memory for all those lines. We use Qt's names as they are.
    """
    builtins.__import__ = getattr(builtins, _PLAIN, builtins.__import__)
