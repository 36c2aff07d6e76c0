"""Tell whether ``resources/icons.txt`` is sorted, fits what is bundled, and has what src/ names."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from build_assets import Resources
from lock import ROOT

ASKING = {"icon", "icon_button", "icon_image"}


def named_icons(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each icon that a module asks for by a literal: ``icon("x", …)``."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        name = node.args[0]
        by_literal = isinstance(name, ast.Constant) and isinstance(name.value, str)
        if by_literal and node.func.id in ASKING:
            yield node.lineno, str(ast.literal_eval(name))


def unknown_icons(folder: Path, known: list[str]) -> list[str]:
    """Return the icons named in the modules under ``folder`` that the list lacks, in words."""
    return [
        f"{path.relative_to(folder)}:{line} names the icon “{name}”, which icons.txt lacks"
        for path in sorted(folder.rglob("*.py"))
        for line, name in named_icons(path.read_text(encoding="utf-8"))
        if name not in known
    ]


def faults(resources: Resources) -> list[str]:
    """Return what is wrong with the list, in words."""
    names = resources.icon_names()
    if names != sorted(set(names)):
        return ["icons.txt is not sorted, or repeats a name"]
    bundled = {path.stem for path in (resources.vendor / "icons").glob("*.svg")}
    differing = sorted(bundled ^ set(names))
    found = [f"icons.txt and vendor/icons differ in: {name}" for name in differing]
    return found + unknown_icons(ROOT / "src", names)


def main() -> int:
    """Check the list."""
    found = faults(Resources(ROOT / "resources"))
    for fault in found:
        print(f"check_icons: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
