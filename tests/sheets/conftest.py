"""Fixtures of the sheets: a GUI application without widgets, the bundled plan, both languages."""

from __future__ import annotations

import pytest
import sheets_demo as demo


@pytest.fixture(scope="session", autouse=True)
def gui(qapp):
    """Fonts need an application; the one of all tests, which others want with widgets."""
    return qapp


@pytest.fixture(scope="session")
def plan():
    return demo.bundled_plan()


@pytest.fixture(scope="session")
def artist(plan):
    return demo.PlainArtist(demo.drawn_layers(plan))
