"""The window on a real display: an X server, as on a laptop without a graphics card."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import numpy as np
import pytest
from PIL import Image

WINDOW = """
import json, os, sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from planviewer.ui import application
window = application.open_window([], for_picture=True, theme_name="light")
window.resize(1100, 700)
window.show()
def drawn():
    window.map.grab().save(sys.argv[1])
    maps = open("/proc/self/maps").read()
    loaded = sorted(name for name in ("swrast_dri", "gallium", "libLLVM") if name in maps)
    print(json.dumps([QGuiApplication.platformName(), loaded]), flush=True)
    os._exit(0)
window.when_settled(drawn)
QTimer.singleShot(60_000, lambda: os._exit(3))
application.make_application().exec()
"""
MOST_DIFFERENT = 0.01
"""The share of pixels that may differ by more than a tenth: edges of letters and lines."""

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("Xvfb") is None, reason="needs an X server"
)


@contextmanager
def display():
    """Give the name of a display of an X server without a screen."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def opened(picture, **environment):
    """Open the window in a process of its own; return its platform and what it draws with."""
    ours = {"QT_QUICK_BACKEND", "QT_XCB_GL_INTEGRATION"}  # as the tests' own process has them
    before = {name: value for name, value in os.environ.items() if name not in ours}
    ran = subprocess.run(
        [sys.executable, "-c", WINDOW, str(picture)], check=False, timeout=100,
        env=before | environment, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def pixels(picture):
    return np.asarray(Image.open(picture).convert("RGB")).astype(float)


def test_on_a_display_the_map_is_drawn_without_the_graphics_library_and_looks_the_same(tmp_path):
    with display() as name:
        platform, loaded = opened(tmp_path / "x.png", QT_QPA_PLATFORM="xcb", DISPLAY=name)
    assert (platform, loaded) == ("xcb", [])
    opened(tmp_path / "memory.png", QT_QPA_PLATFORM="offscreen")
    here, there = pixels(tmp_path / "x.png"), pixels(tmp_path / "memory.png")
    assert here.shape == there.shape
    assert len(np.unique(here.reshape(-1, 3), axis=0)) > 200  # a map, and not a blank page
    assert (np.abs(here - there).max(axis=2) > 25).mean() < MOST_DIFFERENT


def test_who_wants_to_draw_with_the_card_can(tmp_path):
    with display() as name:
        _, loaded = opened(
            tmp_path / "x.png", QT_QPA_PLATFORM="xcb", DISPLAY=name, QT_QUICK_BACKEND="rhi"
        )
    assert loaded  # the graphics library's own processor-made card, where there is no other
