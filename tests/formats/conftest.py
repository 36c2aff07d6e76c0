from __future__ import annotations

from pathlib import Path

import pytest

from planviewer import i18n


@pytest.fixture(autouse=True)
def english():
    i18n.install("en")
    yield
    i18n.install("en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a name as planners give it."""
    made = tmp_path / "Hồ sơ quy hoạch – Nước Hai"
    made.mkdir()
    return made
