"""Fixtures of the sheets: a GUI application without widgets, the bundled plan, both languages."""

from __future__ import annotations

import pytest
import sheets_demo as demo

from planviewer import i18n


@pytest.fixture(scope="session", autouse=True)
def gui(qapp):
    """Fonts need an application; the one of all tests, which others want with widgets."""
    return qapp


@pytest.fixture(autouse=True)
def english():
    """Start in English and leave it so."""
    i18n.install("en")
    yield
    i18n.install("en")


@pytest.fixture(scope="session")
def plan():
    return demo.bundled_plan()


@pytest.fixture(scope="session")
def artist(plan):
    return demo.PlainArtist(demo.drawn_layers(plan))
