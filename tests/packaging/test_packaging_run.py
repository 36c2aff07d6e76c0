"""``make run`` where there is no display: it says so, and names the pictures it writes instead."""

import os
import shutil
import subprocess
import sys

import pytest
from packaging_building import ROOT

COMMAND = """#!/bin/sh
echo "planviewer $* on ${QT_QPA_PLATFORM:-a display}"
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_without_a_display_pictures_of_window_and_sheets_are_written_and_named(tmp_path):
    (tmp_path / "installers").mkdir()
    shutil.copy(ROOT / "installers" / "run.sh", tmp_path / "installers")
    command = tmp_path / ".venv" / "bin" / "planviewer"
    command.parent.mkdir(parents=True)
    command.write_text(COMMAND)
    command.chmod(0o755)
    displays = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    ran = subprocess.run(
        ["sh", "installers/run.sh", "--lang", "en"], cwd=tmp_path, check=True, timeout=60,
        env={name: value for name, value in os.environ.items() if name not in displays},
        capture_output=True, text=True,
    )  # fmt: skip
    said, *lines = ran.stdout.splitlines()
    assert "no display" in said
    assert lines == [
        "planviewer --lang en --screenshot out/planviewer.png --size 1280x800 on offscreen",
        "the window: out/planviewer.png",
        "planviewer sheet --all -o out/sheets on offscreen",
    ]
