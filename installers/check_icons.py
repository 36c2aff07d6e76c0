"""Tell whether ``resources/icons.txt`` is sorted, without repeats, and fits what is bundled."""

from __future__ import annotations

import sys

from build_assets import Resources
from lock import ROOT


def faults(resources: Resources) -> list[str]:
    """Return what is wrong with the list, in words."""
    names = resources.icon_names()
    if names != sorted(set(names)):
        return ["icons.txt is not sorted, or repeats a name"]
    bundled = {path.stem for path in (resources.vendor / "icons").glob("*.svg")}
    differing = sorted(bundled ^ set(names))
    return [f"icons.txt and vendor/icons differ in: {name}" for name in differing]


def main() -> int:
    """Check the list."""
    found = faults(Resources(ROOT / "resources"))
    for fault in found:
        print(f"check_icons: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
