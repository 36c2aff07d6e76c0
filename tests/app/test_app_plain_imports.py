"""PySide reads the source of each module imported after it; ours are imported as Python does."""

from __future__ import annotations

import subprocess
import sys

ASK = "import linecache; {first}; print(any('geopandas' in name for name in linecache.cache))"


def sources_are_read(first: str) -> bool:
    command = [sys.executable, "-c", ASK.format(first=first)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout.split()[-1] == "True"


def test_qt_alone_has_every_source_read():
    assert sources_are_read("import PySide6.QtCore, geopandas")


def test_a_command_reads_no_source():
    first = "from planviewer.cli import main; main(['info', 'missing.gpkg']); import geopandas"
    assert not sources_are_read(first)


def test_the_window_reads_no_source():
    assert not sources_are_read("from planviewer.ui import start; start.begin(); import geopandas")


def test_to_restore_twice_changes_nothing():
    twice = "from planviewer.app.plain_imports import restore; restore(); restore()"
    assert not sources_are_read(f"{twice}; import geopandas")
