"""What holds for all tests: no display, a profile of their own, English to begin with."""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from planviewer import i18n

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # Chromium refuses to run its sandbox as root, as containers and CI do.
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

# A busy machine is no fault of what is tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Everybody's runs look for new cases; the shared one says the same of the same code each time.
settings.register_profile("shared", settings.get_profile("unhurried"), derandomize=True)
settings.load_profile("shared" if os.environ.get("CI") else "unhurried")

# Two windows at a time on two cores make each other late; and the wheel is to be built only once.
TOGETHER = dict.fromkeys(("ui", "web", "share", "end_to_end"), "window") | {
    "packaging": "packaging",
    "databases": "databases",
}
TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(TESTS).parts[0]
        if room in TOGETHER:
            item.add_marker(pytest.mark.xdist_group(TOGETHER[room]))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English; what another one spoke before does not matter."""
    i18n.install("en")
    yield
    i18n.install("en")


@pytest.fixture(scope="session")
def _profiles(tmp_path_factory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("profiles")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_profile(_profiles, monkeypatch) -> Path:
    """Each test has a profile of its own, not yet made; the person's is never touched."""
    folder = next(_profiles)
    monkeypatch.setenv("PLANVIEWER_PROFILE", str(folder))
    return folder


@pytest.fixture(scope="session")
def postgis():
    """A PostGIS server of the tests' own on loopback, stopped when they end."""
    if sys.platform != "linux":
        pytest.skip("the server of the tests is set up on Linux only")
    from postgis_server import server  # noqa: PLC0415  few tests need it

    with server() as running:
        yield running


@pytest.fixture(scope="session")
def gis(postgis):
    """A database as an office has it: (its administrator's connection, the server)."""
    from databases_gis import office  # noqa: PLC0415

    with office(postgis) as administrator:
        yield administrator, postgis
