"""What the environment is before the program's threads begin."""

import os

import pytest

from planviewer.ui import environment

CARD = "QT_QUICK_BACKEND"


@pytest.fixture
def completed(monkeypatch):
    """Return what says how Qt draws, on a platform, after the environment was completed for it."""

    def on(platform, **before):
        monkeypatch.setattr(os, "environ", dict(before))
        monkeypatch.setattr(environment.sys, "platform", platform)
        environment.complete_environment.__wrapped__()
        return os.environ.get(CARD)

    return on


@pytest.mark.parametrize("platform", ["win32", "linux"])
def test_laptops_draw_into_memory(completed, platform):
    assert completed(platform) == "software"


def test_a_mac_draws_with_the_card_it_has(completed):
    assert completed("darwin") is None


@pytest.mark.parametrize("platform", ["win32", "linux", "darwin"])
def test_what_a_person_set_stays(completed, platform):
    assert completed(platform, QT_QUICK_BACKEND="rhi") == "rhi"
