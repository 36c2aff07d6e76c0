"""Hold which parts of Qt each room of the house may use.

import-linter cannot look inside an external package, and ruff's banned-api is one list for all.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

HOUSE: Final = Path(__file__).resolve().parents[1] / "src" / "planviewer"
_PAINTING: Final = frozenset({"QtCore", "QtGui", "QtSvg"})
ALLOWED: Final = {
    "app": frozenset({"QtCore"}),
    "sheets": _PAINTING,
    "drawing": _PAINTING,
    "web": frozenset[str](),
    "cli": frozenset({"QtCore", "QtGui"}),
}
"""Rooms below (no Qt at all) are held by import-linter; ``ui`` may use everything."""


def faults(house: Path = HOUSE) -> list[str]:
    """Return every use of a part of Qt in a room where it has no business."""
    return [
        f"{file.relative_to(house)}:{line}: {room} may not use {part}"
        for room, allowed in ALLOWED.items()
        for file in sorted(house.glob(f"{room}/**/*.py"))
        for line, part in _parts(ast.parse(file.read_text(encoding="utf-8")))
        if part not in allowed
    ]


def _parts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "PySide6":
                yield node.lineno, rest.split(".")[0] or "PySide6"


if __name__ == "__main__":
    found = faults()
    print("\n".join(found))
    sys.exit(bool(found))
