import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

import pytest

from planviewer import i18n


@pytest.fixture(autouse=True)
def _surroundings(qapp, tmp_path, monkeypatch):  # noqa: ARG001  it is there, that is all
    """Drawing needs a QGuiApplication; no test touches the person's profile."""
    monkeypatch.setenv("PLANVIEWER_PROFILE", str(tmp_path / "profile"))
    i18n.install("en")
