"""The window dies of a fault in a library, its map complete: the profile says where."""

import os
import subprocess
import sys

DYING = """
import faulthandler
from PySide6.QtCore import QTimer
from planviewer.ui import application

def die_when_drawn():
    from planviewer.ui.main_window import MainWindow
    for window in made.topLevelWidgets():
        if isinstance(window, MainWindow):
            return window.when_settled(faulthandler._sigsegv)
    QTimer.singleShot(50, die_when_drawn)

made = application.make_application()
QTimer.singleShot(0, die_when_drawn)
application.run_window([], application.AS_SAID, None)
"""


def test_a_window_that_dies_leaves_word_of_where_it_was(own_profile):
    environment = {x: y for x, y in os.environ.items() if x != "PYTHONFAULTHANDLER"}
    own_profile.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", DYING], env=environment, cwd=own_profile,
        capture_output=True, check=False, timeout=150,
    )  # fmt: skip
    assert ran.returncode != 0
    text = (own_profile / "planviewer-crash.log").read_text(encoding="utf-8")
    assert "Fatal Python error" in text
    assert "in run_window" in text
