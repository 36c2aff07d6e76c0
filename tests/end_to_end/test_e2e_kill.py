"""The window is killed in the middle of editing; the next one has the edit."""

import os
import signal
import subprocess
import sys

import pytest

START = """
import os, signal
from PySide6.QtCore import QTimer
from planviewer.ui import application

def when_open(do):
    from planviewer.ui.main_window import MainWindow
    for window in made.topLevelWidgets():
        if isinstance(window, MainWindow):
            return window.when_settled(lambda: do(window))
    QTimer.singleShot(50, lambda: when_open(do))

def edit(window):
    window.session.place_site("market", 106.15, 22.74)
    os.kill(os.getpid(), signal.SIGKILL)

def tell(window):
    market = next(site for site in window.session.data.sites if site.id == "market")
    print(market.place, window.session.unsaved, window.messages.messages(), flush=True)
    os._exit(0)

made = application.make_application()
QTimer.singleShot(0, lambda: when_open({do}))
application.run_window([], application.AS_SAID, None)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
def test_after_kill_9_the_next_window_has_the_edit_and_says_so(own_profile):
    def start(do):
        return subprocess.run(
            [sys.executable, "-c", START.format(do=do)], env=dict(os.environ),
            capture_output=True, text=True, check=False, timeout=150,
        )  # fmt: skip

    own_profile.mkdir()
    assert start("edit").returncode == -signal.SIGKILL
    ran = start("tell")
    assert ran.returncode == 0, ran.stderr
    assert "(106.15, 22.74) True" in ran.stdout
    assert "planviewer did not end properly last time" in ran.stdout
