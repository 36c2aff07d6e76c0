"""The window on a plan it has shown before: the map first, the data after it."""

import shutil

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from ui_desk import Desk

from planviewer import i18n
from planviewer.app import supply
from planviewer.assets import bundled_plan
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.ui import first_sight, kept_picture
from planviewer.ui.application import open_window

POINT = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": "b"},'
    ' "geometry": {"type": "Point", "coordinates": [106.152, 22.737]}}]}'
)

TOLERANCE = 0.0005
"""Share of pixels: the page may still be fading in what it writes itself."""


@pytest.fixture
def windows():
    """Open windows that keep their maps, one after the other."""
    desks = []

    def one(theme_name=None):
        window = open_window([], theme_name=theme_name)
        window.resize(1280, 720)
        window.show()
        desks.append(Desk(window))
        return desks[-1]

    yield one
    for desk in desks:
        desk.window.session.close()
        desk.window.leave()
        assert desk.page_errors == []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def again(windows):
    """The second window; the first is closed, and its picture is ``again.first``."""
    desk = windows()
    desk.settle()
    first = grabbed(desk)
    desk.window.session.close()
    second = windows()
    second.first = first
    return second


def grabbed(desk):
    return desk.window.map.grab().toImage()


def other_pixels(one, other):
    """Return the share of pixels that differ."""
    shape = one.height(), one.bytesPerLine() // 4
    some, others = (np.frombuffer(x.constBits(), np.uint32).reshape(shape) for x in (one, other))
    return float((some != others).mean())


def first_picture(desk):
    """Wait for the first picture; return it, and the layers whose data were known by then."""
    seen = []
    store = desk.session.data.store

    def take():
        known = {layer.id for layer in desk.session.plan.layers if store.entry(layer.id).known}
        seen.append((grabbed(desk), known))

    desk.until(lambda: desk.window.maps._layers)
    desk.window.map.when_drawn(take)
    desk.until(lambda: seen)
    return seen[0]


def test_the_first_picture_needs_no_data_and_is_that_of_last_time(again):
    picture, known = first_picture(again)
    assert known == set()
    assert picture.size() == again.first.size()
    again.settle()
    again.until(lambda: other_pixels(grabbed(again), again.first) < TOLERANCE)
    assert other_pixels(picture, again.first) < TOLERANCE


def test_what_is_not_known_yet_is_not_found_under_the_pointer(again):
    again.until(lambda: again.window.maps._layers)
    assert again.session.canvas.is_kept
    assert again.window.maps.seen_layers() == []
    west, south, east, north = again.session.plan.home
    place = (west + east) / 2, (south + north) / 2
    again.window.map.pointer_moved.emit(*place)
    again.window.map.clicked.emit(*place, Qt.KeyboardModifier.NoModifier)
    assert again.window.reader.shows_plan
    again.settle()
    assert {layer.layer_id for layer in again.window.maps.seen_layers()} >= {"bypass", "bang-river"}


def test_the_list_of_layers_does_not_move_when_the_data_come(again):
    tree = again.window.layer_panel.tree
    again.until(lambda: tree.model().rowCount())

    def places():
        names = [layer.id for layer in again.session.plan.layers if layer.visible]
        return {name: tree.visualRect(tree.index_of(name)) for name in names}

    assert again.session.canvas.is_kept
    before = places()
    again.settle()
    assert places() == before


def test_panels_and_clicks_work_once_the_data_are_there(again):
    again.settle()
    again.click(*again.zone_point("recovery-200m"))
    again.until(lambda: again.window.reader.hits)
    assert again.window.reader.hits[0].layer_id == "recovery-200m"
    assert len(again.session.data.sites) == 20


def test_a_plan_opened_for_a_picture_waits_for_its_data(own_profile):
    window = open_window([], for_picture=True)
    assert not window.session.supply.waits
    window.session.close()
    window.leave()
    assert not (own_profile / "maps").exists()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_plan_opened_later_waits_for_its_own_map_and_no_longer(again, tmp_path, monkeypatch):
    monkeypatch.setattr(supply, "PATIENCE_MS", 10**8)
    again.settle()
    folder = shutil.copytree(bundled_plan().parent, tmp_path / "other")
    path = folder / bundled_plan().name
    for _ in range(2):
        assert again.window.files.open_plan(path)
        again.settle()
        again.session.supply.keep_map()
    assert again.session.supply._begin_later.interval() == 10**8
    assert len(again.session.data.sites) == 20


@pytest.mark.parametrize("deed", ["edit", "undo", "add", "language", "theme", "other"])
def test_whatever_is_done_before_the_data_are_read_is_done(deed, again, tmp_path):
    session, window = again.session, again.window
    again.until(lambda: window.maps._layers)
    assert session.supply.waits or session.tasks.busy or session.data.sites
    layers = len(session.plan.layers)
    if deed in {"edit", "undo"}:
        hide = Message("test", "hide")
        session.edit(hide, lambda plan: edits.set_visible(plan, ["thom-lom"], False))
        if deed == "undo":
            session.undo()
            session.redo()
            session.undo()
    elif deed == "add":
        file = tmp_path / "điểm.geojson"
        file.write_text(POINT, encoding="utf-8")
        window.files.open_paths([file])
    elif deed == "language":
        i18n.install("en" if i18n.language() == "vi" else "vi")
    elif deed == "theme":
        window.use_theme("dark")
    else:
        window.files.open_bundled()
    again.settle()
    shown = {layer.layer_id for layer in window.maps.seen_layers()}
    assert ("thom-lom" in shown) is (deed != "edit")
    assert len(session.data.sites) == 20
    assert session.canvas.is_kept is (deed == "edit")  # of what is hidden nothing was read
    assert len(session.plan.layers) == layers + (deed == "add")


def test_a_window_may_be_closed_before_the_data_are_read(windows, own_profile):
    desk = windows()
    desk.settle()
    desk.window.session.close()
    (file,) = (own_profile / "maps").iterdir()
    kept = file.read_bytes()
    session = windows().session
    assert session.waits
    session.close()
    assert file.read_bytes() == kept


# --- before the page is there -----------------------------------------------------------------
@pytest.fixture
def picture(again, own_profile):
    """The picture kept of the second start; nothing is open."""
    again.settle()
    again.until(lambda: list((own_profile / "maps").glob("*.png")))
    again.window.session.close()
    (file,) = (own_profile / "maps").glob("*.png")
    return file


def seen_at_once(desk):
    """Wait until the window is painted, or the map drawn; return the picture seen before it."""
    seen, drawn = [], []
    desk.window.first_sight.shown.connect(lambda: seen.append(grabbed(desk)))
    desk.until(lambda: desk.window.map.version)
    desk.window.map.when_drawn(lambda: drawn.append(True))
    desk.until(lambda: seen or drawn)
    return seen[0] if seen else None


@pytest.mark.usefixtures("picture")
def test_the_map_is_seen_before_its_page_is_there_as_it_will_be_drawn(windows):
    desk = windows()
    seen = seen_at_once(desk)
    assert desk.window.map._page.view is None  # the page has said nothing yet
    desk.settle()
    assert not desk.window.first_sight.is_shown
    desk.until(lambda: other_pixels(grabbed(desk), seen) < TOLERANCE)


def test_a_picture_is_kept_once_and_only_of_the_map_as_it_was_opened(again, own_profile):
    again.until(lambda: not again.session.waits)
    again.window.map.zoom_in()
    again.settle()
    QTest.qWait(2 * first_sight.STILL_MS)
    assert not list((own_profile / "maps").glob("*.png"))


@pytest.mark.parametrize("other", ["theme", "size", "language", "file", "broken", "huge"])
def test_a_picture_of_anything_else_is_not_shown(windows, picture, other):
    if other == "broken":
        picture.write_bytes(picture.read_bytes()[:2000])
    elif other == "huge":
        picture.write_bytes(bytes(kept_picture.MOST_BYTES + 1))
    elif other == "file":
        image = QImage(str(picture))
        path = bundled_plan()
        kept_picture.keep(path, "of another plan", image)
    desk = windows(theme_name="dark" if other == "theme" else None)
    if other == "size":
        desk.window.resize(1100, 700)
    elif other == "language":
        i18n.install("en" if i18n.language() == "vi" else "vi")
    assert seen_at_once(desk) is None or other == "language"
    desk.settle()
    assert not desk.window.first_sight.is_shown


@pytest.mark.usefixtures("picture")
@pytest.mark.parametrize("deed", ["edit", "move", "other"])
def test_what_is_done_meanwhile_takes_the_picture_away(windows, deed):
    desk = windows()
    assert seen_at_once(desk) is not None
    if deed == "edit":
        hide = Message("test", "hide")
        desk.session.edit(hide, lambda plan: edits.set_visible(plan, ["thom-lom"], False))
    elif deed == "move":
        desk.window.map.set_view(106.16, 22.74, 16)
        desk.until(lambda: desk.window.map._page.view is not None)
    else:
        desk.window.files.open_bundled()
    assert not desk.window.first_sight.is_shown
    desk.settle()


@pytest.mark.usefixtures("picture")
def test_what_is_under_the_picture_takes_the_clicks(windows):
    desk = windows()
    assert seen_at_once(desk) is not None
    middle = desk.window.map.rect().center()
    assert desk.window.map.childAt(middle) is not desk.window.first_sight._cover
    assert desk.window.first_sight._cover.focusPolicy() == Qt.FocusPolicy.NoFocus
    desk.settle()
