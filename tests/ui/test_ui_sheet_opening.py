"""The way to the sheet window: it is made in steps, and not at all if nobody wants it any more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from planviewer.app.session import Session
from planviewer.app.tasks import Tasks
from planviewer.assets import bundled_plan
from planviewer.ui.sheet import controller
from planviewer.ui.sheet.opener import SheetOpener


class Sites:
    def selected_site(self):
        return None


class Owner(QWidget):
    """What the way to the sheet window needs of the main window."""

    def __init__(self, session):
        super().__init__()
        self.session, self.sites, self.look = session, Sites(), self
        self.said = []

    def visible_bounds(self):
        return self.session.plan.home

    def say(self, error):
        self.said.append(error)

    def change_settings(self, **changes):
        self.kept = changes


@pytest.fixture
def opener(qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("PLANVIEWER_PROFILE", str(tmp_path / "profile"))
    session = Session(Tasks())
    session.open(bundled_plan())
    qtbot.waitUntil(lambda: not session.tasks.busy, timeout=60_000)
    owner = Owner(session)
    qtbot.addWidget(owner)
    assert controller.SheetController  # loaded already, as after the first time
    yield SheetOpener(owner)
    session.close()


def test_the_window_comes_after_steps_and_shows_what_was_asked_for_last(opener, qtbot):
    opener.open_view()
    opener.open_series()
    assert opener.controller.dialog is None
    qtbot.waitUntil(lambda: opener.controller.dialog is not None, timeout=20_000)
    assert opener.controller.dialog.panel.series.value() == ("all", None)
    qtbot.waitUntil(lambda: not opener.controller.pending, timeout=20_000)
    opener.close()
    assert opener.controller.dialog is None


def test_a_window_no_longer_wanted_is_not_made(opener):
    opener.open_view()
    opener.close()
    assert not opener._step.isActive()
    for _ in range(10):
        QCoreApplication.processEvents()
    assert opener.controller.dialog is None
