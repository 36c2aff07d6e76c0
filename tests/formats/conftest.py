from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a name as planners give it."""
    made = tmp_path / "Hồ sơ quy hoạch – Nước Hai"
    made.mkdir()
    return made
