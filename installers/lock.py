"""Lock the Python packages with hashes, for every platform and Python 3.11 to 3.13.

``lock.py`` writes the lock files (needs uv), keeping pins that still fit; ``--upgrade`` renews all.
``lock.py --check`` tells, without a network, whether they were made from the present
``pyproject.toml``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "installers"
# A lock must be usable with any index: it names packages and hashes, never where they come from.
ADDRESS = re.compile(r"^\s*-[-\w]|https?://|file:|\s/\w")


@dataclass(frozen=True)
class Lock:
    """One lock file and what goes into it."""

    name: str
    group: str | None
    purpose: str
    with_project: bool = True

    @property
    def path(self) -> Path:
        """The lock file."""
        return FOLDER / self.name

    def digest(self, project: dict[str, Any]) -> str:
        """Return the hash of the requirements that the lock was made from."""
        inputs = {
            "python": project["project"]["requires-python"],
            "dependencies": project["project"]["dependencies"] if self.with_project else [],
            "group": project["dependency-groups"][self.group] if self.group else [],
        }
        return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()

    def header(self, digest: str) -> str:
        """Return the first lines of the file."""
        return f"# {self.purpose}\n# Written by make lock; do not edit. From: {digest}\n"


LOCKS = (
    Lock("requirements.txt", None, "What planviewer needs to run."),
    Lock("requirements-dev.txt", "dev", "What a checkout needs: run, test, check, build."),
    Lock("requirements-node.txt", "node", "npm, where there is no Node.js.", with_project=False),
)


def compile_lock(lock: Lock, project: dict[str, Any], *, upgrade: bool) -> None:
    """Resolve one lock with uv and write it."""
    command = ["uv", "pip", "compile", "--no-config", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"]
    command += ["--no-annotate", "--quiet", "--output-file", str(lock.path)]
    command += ["--upgrade"] if upgrade else []
    command += ["pyproject.toml"] if lock.with_project else []
    command += ["--group", lock.group] if lock.group else []
    if lock.group and lock.with_project:
        # The tests must see what people run.
        command += ["--constraints", str(LOCKS[0].path)]
    subprocess.run(command, cwd=ROOT, check=True)
    pins = lock.path.read_text(encoding="utf-8")
    lock.path.write_text(lock.header(lock.digest(project)) + pins, encoding="utf-8", newline="\n")


def faults(lock: Lock, project: dict[str, Any]) -> list[str]:
    """Return what is wrong with one lock file, in words."""
    if not lock.path.is_file():
        return [f"{lock.name} is missing: run make lock"]
    text = lock.path.read_text(encoding="utf-8")
    if not text.startswith(lock.header(lock.digest(project))):
        return [f"{lock.name} does not fit pyproject.toml: run make lock"]
    lines = [line for line in text.splitlines() if not line.lstrip().startswith(("#", "--hash="))]
    bad = [line for line in lines if ADDRESS.search(line)]
    return [f"{lock.name} holds an address or option: {line}" for line in bad]


def main() -> int:
    """Write or check the lock files."""
    parser = argparse.ArgumentParser(description="Lock planviewer's Python packages.")
    parser.add_argument("--check", action="store_true", help="only tell what does not fit")
    parser.add_argument("--upgrade", action="store_true", help="renew pins that still fit")
    options = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if not options.check:
        if not shutil.which("uv"):
            print("lock: uv was not found; install it (pip install uv)", file=sys.stderr)
            return 1
        for lock in LOCKS:
            compile_lock(lock, project, upgrade=options.upgrade)
    found = [fault for lock in LOCKS for fault in faults(lock, project)]
    for fault in found:
        print(f"lock: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
