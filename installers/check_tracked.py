"""Tell what must not be in a tracked file: package registries, CDNs, paths of one's own machine.

The program loads nothing from the network, and packages are named, not addressed, so that every
registry and mirror will do.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def _host(*labels: str) -> str:
    # Written in parts, or this file would be the first to name them.
    return re.escape(".".join(labels))


REGISTRIES = [
    _host("pypi", "org"), _host("files", "pythonhosted", "org"), _host("registry", "npmjs", "org"),
    _host("registry", "yarnpkg", "com"), _host("crates", "io"), _host("proxy", "golang", "org"),
    _host("deb", "debian", "org"), _host("security", "debian", "org"),
    _host("archive", "ubuntu", "com"),
]  # fmt: skip
CDNS = [
    _host("cdn", "jsdelivr", "net"), _host("unpkg", "com"), _host("cdnjs", "cloudflare", "com"),
    _host("netdna", "bootstrapcdn", "com"), _host("code", "jquery", "com"),
    _host("fonts", "googleapis", "com"), _host("fonts", "gstatic", "com"),
]  # fmt: skip
RULES = {
    "a package registry": re.compile("|".join(REGISTRIES)),
    "a CDN": re.compile("|".join(CDNS)),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:home/[a-z][\w-]*|root)/|[A-Z]:\\Users\\"),
}
# Tests may say which addresses a page must not hold.
ALLOWED = {"a CDN": ("tests/",)}


def tracked() -> list[str]:
    """Return the paths of all files in git's index, relative to the repository."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607
    return [name for name in names.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def faults(name: str) -> list[str]:
    """Return what a file holds against the rules, in words."""
    content = (ROOT / name).read_bytes()
    if b"\0" in content:
        return []
    found = []
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
        for what, rule in RULES.items():
            if rule.search(line) and not name.startswith(ALLOWED.get(what, ("\0",))):
                found.append(f"{name}:{number} names {what}")
    return found


def main() -> int:
    """Check all tracked files."""
    found = [fault for name in tracked() for fault in faults(name)]
    for fault in found:
        print(f"check_tracked: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
