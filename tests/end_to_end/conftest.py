import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from planviewer.app.language import use_language
from planviewer.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def run(tmp_path):
    """Run the installed command as a user would, in an empty folder with an empty profile."""
    environment = {
        **os.environ,
        "PLANVIEWER_PROFILE": str(tmp_path / "profile"),
        "PYTHONWARNINGS": "error",
        "PYTHONFAULTHANDLER": "1",  # says where, should the command die of a signal
        "LANG": "C.UTF-8",
    }
    work = tmp_path / "work"
    work.mkdir()

    def start(
        *arguments: object, lang: str = "en", largest_file: int | None = None, **extra: str
    ) -> Ran:
        command = [Path(sys.executable).with_name("planviewer"), *map(str, arguments)]
        if largest_file is not None:  # as on a disk that takes no more
            command = ["prlimit", f"--fsize={largest_file}", *command]
            # Python would keep half a compiled module, and fail on it from then on
            extra["PYTHONDONTWRITEBYTECODE"] = "1"
        done = subprocess.run(
            [*map(str, command), "--lang", lang],
            check=False,
            cwd=work,
            env={**environment, **extra},
            capture_output=True,
            encoding="utf-8",
            timeout=150,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    start.folder = work
    return start


@pytest.fixture
def call(run, monkeypatch, capsys, qapp) -> Iterator[Callable[..., Ran]]:  # noqa: ARG001  pages need it
    """Go through the same door in this process, in the folder of ``run``.

    A process of its own costs more than a second: what differs from another test only in its
    arguments comes this way.
    """
    monkeypatch.chdir(run.folder)

    def through(*arguments: object, lang: str = "en") -> Ran:
        try:
            code = main([*map(str, arguments), "--lang", lang])
        except SystemExit as left:  # argparse's way
            code = left.code
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    yield through
    use_language("en")  # also Qt's
