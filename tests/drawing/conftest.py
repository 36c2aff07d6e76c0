"""Drawing needs fonts and pixels, so a QGuiApplication; never a window."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))  # the generator of parcels

import pytest


@pytest.fixture(autouse=True)
def _gui(qapp):
    """Every test of this room draws."""
