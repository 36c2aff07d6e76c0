import pytest


@pytest.fixture(autouse=True)
def _application(qapp):
    """Drawing needs a QGuiApplication."""
