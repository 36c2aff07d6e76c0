"""Building the project, and running it where the checkout cannot be seen."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def clean_environment(home: Path) -> dict[str, str]:
    """Return an environment in which nothing points to the checkout or to a person's settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "XDG_", "VIRTUAL_"))}
    return kept | {"HOME": str(home), "USERPROFILE": str(home), "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Installed:
    """An environment with planviewer's wheel in it, and a folder outside the checkout."""

    python: Path
    folder: Path

    def run(self, *command: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Run a command of that environment; ``planviewer …`` or ``python …``."""
        program = self.python.with_name(command[0] + self.python.suffix)
        return subprocess.run(
            [program, *command[1:]],
            cwd=self.folder,
            env=clean_environment(self.folder),
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )


def build(kind: str, source: Path, target: Path, **environment: str) -> Path:
    """Build a ``wheel`` or ``sdist`` from ``source`` into ``target``."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target],
        cwd=source,
        env=clean_environment(target) | environment,
        check=True,
        capture_output=True,
    )
    (built,) = target.iterdir()
    return built
