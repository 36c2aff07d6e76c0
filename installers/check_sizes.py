"""Tell which modules and functions of ``src/`` are too long to be read in a sitting."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lock import ROOT

MODULE: Final = 350
FUNCTION: Final = 50
"""Lines, as CONTRIBUTING.md has them; of a function without what its docstring says."""


def faults(folder: Path) -> list[str]:
    """Return what is too long under ``folder``, in words."""
    return [
        f"{path.relative_to(folder)}{fault}"
        for path in sorted(folder.rglob("*.py"))
        for fault in _of(path.read_text(encoding="utf-8"))
    ]


def _of(source: str) -> Iterator[str]:
    count = len(source.splitlines())
    if count > MODULE:
        yield f" has {count} lines, at most {MODULE}: give a part of it a module of its own"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = _lines(node) - (_lines(node.body[0]) if ast.get_docstring(node) else 0)
            if length > FUNCTION:
                yield f":{node.lineno} {node.name} has {length} lines, at most {FUNCTION}: split it"


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def main() -> int:
    """Print the faults and return 1 if there are any."""
    found = faults(ROOT / "src")
    for fault in found:
        print(f"check_sizes: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
