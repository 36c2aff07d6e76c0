"""A start leaves nothing behind that goes on for as long as the window is open."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6 import QtCore

from planviewer.ui import start


@pytest.mark.usefixtures("qapp")
def test_what_waited_for_the_libraries_does_not_wake_the_window_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A laptop on battery pays for each turn of a timer that nobody needs."""
    made: list[QtCore.QTimer] = []

    class KeptTimer(QtCore.QTimer):
        def __init__(self, **how: Any) -> None:
            super().__init__(**how)
            made.append(self)

    monkeypatch.setattr(QtCore, "QTimer", KeptTimer)
    start.load_rooms()

    assert made
    assert not any(timer.isActive() for timer in made)
