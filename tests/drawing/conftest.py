"""Drawing needs fonts and pixels, so a QGuiApplication; never a window."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest


@pytest.fixture(autouse=True)
def _gui(qapp):
    """Every test of this room draws."""
