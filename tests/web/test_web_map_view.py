"""The map in the real engine: what it shows, what it reports, what it survives."""

import math
import os
import signal
import threading
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from planviewer.model.plan import Basemap
from planviewer.model.text import Text
from planviewer.ui.map.ahead import Ahead
from planviewer.web.view import ViewState, place_in_world, share_of_world

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[106.15, 22.73], [106.16, 22.73], [106.16, 22.74], [106.15, 22.73]]],
}


def pixel(browser: Any, x: int, y: int) -> QColor:
    return browser.host.view.grab().toImage().pixelColor(x, y)


def place_at(state: ViewState, x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude at a pixel, from centre and zoom alone."""
    world = 256 * 2.0**state.zoom
    east, south = share_of_world(state.lon, state.lat)
    return place_in_world(
        east + (x - state.width / 2) / world, south + (y - state.height / 2) / world
    )


def click(browser: Any, x: int, y: int, held: Qt.KeyboardModifier | None = None) -> None:
    target = browser.host.view.focusProxy()
    modifiers = held or Qt.KeyboardModifier.NoModifier
    QTest.mouseMove(target, QPoint(x, y))
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, modifiers, QPoint(x, y))


# --- showing ----------------------------------------------------------------------------------
def test_the_map_shows_what_the_painter_draws(browser: Any) -> None:
    assert pixel(browser, 300, 200) == QColor("#3070c0")


def test_transparent_tiles_let_the_paper_through(browser: Any) -> None:
    browser.painter.colour = QColor(0, 0, 0, 0)
    browser.map.refresh_tiles()
    browser.settle()
    papers = {pixel(browser, 100 + 7 * k, 205 + 3 * k).name() for k in range(8)}
    assert "#fbfaf6" in papers


def test_a_new_version_replaces_the_old_one(browser: Any) -> None:
    browser.painter.colour = QColor("#c03030")
    browser.map.refresh_tiles()
    browser.settle()
    assert pixel(browser, 300, 200) == QColor("#c03030")


def test_the_old_picture_stays_until_the_new_one_is_complete(browser: Any) -> None:
    gate = threading.Semaphore(0)
    plain = browser.painter

    class Slow:
        def image(self, *tile: Any) -> Any:
            assert gate.acquire(timeout=20)
            return plain.image(*tile)

    plain.colour = QColor("#c03030")
    browser.map.set_painter(Slow())
    browser.turn(0.3)
    gate.release(3)
    browser.turn(0.3)
    seen = {pixel(browser, x, y).name() for x in range(60, 700, 80) for y in range(205, 500, 80)}
    assert "#c03030" not in seen
    assert not browser.map.is_drawn()
    gate.release(100)
    browser.settle()
    assert pixel(browser, 300, 200) == QColor("#c03030")


def test_a_first_picture_comes_in_one_step(browser: Any) -> None:
    begun = browser.value("""(() => {
      const { pictures } = planviewer.window;
      pictures.drop("shown");
      pictures.restart();
      return getComputedStyle(pictures.next.getContainer()).visibility;
    })()""")
    assert begun == "hidden"
    browser.until(lambda: browser.value("planviewer.window.pictures.complete"))
    tile = "getComputedStyle(document.querySelector('.leaflet-tile-loaded')).visibility"
    assert browser.value(tile) == "visible"


def test_of_a_first_picture_that_takes_long_a_part_is_shown(browser: Any) -> None:
    held = threading.Event()
    plain = browser.painter.image

    class Slow:
        def image(self, *of: Any) -> Any:
            held.wait(timeout=20)
            return plain(*of)

    browser.value('planviewer.window.pictures.drop("shown")')
    browser.map.set_painter(Slow())
    browser.until(lambda: browser.value("document.querySelectorAll('.pv-next').length") == 1)
    browser.until(lambda: browser.value("document.querySelectorAll('.pv-next').length") == 0)
    assert not browser.map.is_drawn()
    held.set()
    browser.settle()


def test_versions_that_follow_fast_end_in_the_last(browser: Any) -> None:
    for colour in ("#c03030", "#30c030", "#909030"):
        browser.painter.colour = QColor(colour)
        browser.map.refresh_tiles()
        browser.turn(0.03)
    browser.settle()
    assert pixel(browser, 300, 200) == QColor("#909030")


class PatchyPainter:
    """One colour everywhere but on one tile, and how many pictures the page has taken."""

    def __init__(self, colour: str) -> None:
        self.colour, self.other = colour, colour
        self.place: tuple[int, int] | None = None

    def image(self, _z: float, x: int, y: int, *_: Any) -> QImage:
        image = QImage(256, 256, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(self.other if (x, y) == self.place else self.colour))
        return image


_PICTURES = "Array.from(document.querySelectorAll('.leaflet-tile'))"


def test_a_new_version_in_a_new_place_is_drawn_there_only(browser: Any, monkeypatch: Any) -> None:
    tiles, asked = browser.host.tiles, []
    request = tiles.request

    def note(key: Any, answer: Any) -> int:
        asked.append(key.z)
        return request(key, answer)

    monkeypatch.setattr(tiles, "request", note)
    zoom = browser.map.view_state().zoom
    browser.map.refresh_tiles()
    browser.map.fit_bounds(106.16, 22.70, 106.17, 22.71)
    browser.settle()
    assert browser.map.view_state().zoom != zoom
    assert set(asked) == {browser.map.view_state().zoom}


def test_only_what_looks_different_is_exchanged(browser: Any) -> None:
    painter = PatchyPainter("#3070c0")
    browser.map.set_painter(painter)
    browser.map.set_view(106.15, 22.74, 15)
    browser.settle()
    browser.value(f"{_PICTURES}.forEach((tile) => {{ tile.dataset.old = 'yes'; }})")
    west, _south, _east, north = browser.map.view_state().bounds
    x, y = share_of_world(west, north)
    painter.place = (int(x * 2**15) + 1, int(y * 2**15) + 1)
    painter.other = "#c03030"
    browser.map.refresh_tiles()
    browser.settle()
    fresh = browser.value(f"{_PICTURES}.filter((tile) => !tile.dataset.old).length")
    left, top = (int((1 - share * 2**15 % 1) * 256) for share in (x, y))
    assert fresh == 1
    assert pixel(browser, left + 128, top + 128) == QColor("#c03030")
    assert pixel(browser, left + 384, top + 128) == QColor("#3070c0")


def test_tiles_that_came_after_a_change_in_place_belong_to_it(browser: Any) -> None:
    browser.map.set_view(106.15, 22.74, 15)
    browser.settle()
    browser.painter.colour = QColor("#c03030")
    browser.map.refresh_tiles()
    browser.map.set_view(106.165, 22.735)
    browser.settle()
    colours = {pixel(browser, x, y).name() for x in range(60, 700, 80) for y in range(205, 500, 80)}
    assert "#c03030" in colours
    assert colours.isdisjoint({"#3070c0", "#fbfaf6"})


def test_no_tile_is_a_layer_of_its_own(browser: Any) -> None:
    transforms = browser.value(f"{_PICTURES}.map((t) => getComputedStyle(t).transform).join()")
    assert set(transforms.split(",")) == {"none"}


def test_only_visible_tiles_are_asked_for_until_they_are_there(
    browser: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(Ahead, "next", lambda _self: None)  # nothing is drawn ahead
    browser.map.set_view(106.15, 22.74, 15.25)
    browser.settle()
    state = browser.map.view_state()
    world = 256 * 2.0**state.zoom
    centre = ((state.lon + 180) / 360 * world, None)
    asked = {(x, y) for z, x, y, _ in browser.painter.asked if z == state.zoom}
    columns = {x for x, _ in asked}
    assert min(columns) * 256 <= centre[0] - 400 < (min(columns) + 1) * 256
    assert max(columns) * 256 <= centre[0] + 400 < (max(columns) + 1) * 256
    assert len(asked) <= 5 * 4


def test_a_pan_by_a_quarter_finds_its_tiles_drawn(browser: Any) -> None:
    browser.map.set_view(106.15, 22.74, 15.25)
    browser.settle()
    west, south, east, north = browser.map.view_state().bounds
    corners = [share_of_world(lon, lat) for lon, lat in ((west, north), (east, south))]
    world = 2**15.25
    (left, top), (right, bottom) = corners
    wide, high = (right - left) / 4, (bottom - top) / 4
    columns = range(math.floor((left - wide) * world), math.floor((right + wide) * world) + 1)
    rows = range(math.floor((top - high) * world), math.floor((bottom + high) * world) + 1)
    wanted = {(x, y) for x in columns for y in rows}
    browser.until(lambda: wanted <= {(x, y) for _z, x, y, _ in browser.painter.asked})


def test_tiles_are_drawn_at_the_very_zoom_they_are_shown_at(browser: Any) -> None:
    browser.map.set_view(106.15, 22.74, 14.37)
    browser.settle()
    zooms = [z for z, *_ in browser.painter.asked]
    # What was being drawn ahead around the view before may still come first.
    assert set(zooms[zooms.index(14.37) :]) == {14.37}


def test_tiles_that_left_the_view_are_dropped(browser: Any) -> None:
    for step in range(12):
        browser.map.set_view(106.15 + step * 0.03, 22.74, 14 + step / 10)
        browser.turn(0.01)
    browser.settle()
    assert browser.host.tiles.pending == 0


def test_panning_keeps_the_tiles_already_there(browser: Any) -> None:
    browser.painter.asked.clear()
    browser.host.view.setFocus()
    browser.value("map_planviewer.panBy([60, 0], {animate: false}); 1")
    browser.settle()
    assert len(browser.painter.asked) < 8


# --- where ------------------------------------------------------------------------------------
@pytest.mark.parametrize("denominator", [500, 2000, 7321, 25_000])
def test_a_typed_scale_holds(browser: Any, denominator: int) -> None:
    browser.map.set_scale(denominator)
    browser.settle()
    assert browser.map.current_scale() == pytest.approx(denominator, rel=1e-6)
    assert browser.map.view_state().width == 800


def test_a_fitted_view_stays_fitted_when_the_window_changes(browser: Any) -> None:
    browser.map.resize(500, 700)
    browser.settle()
    west, south, east, north = browser.map.view_state().bounds
    assert west <= 106.1385
    assert east >= 106.1745
    assert south <= 22.7165
    assert north >= 22.7565
    assert (browser.map.view_state().width, browser.map.view_state().height) == (500, 700)


def test_a_view_somebody_chose_keeps_its_centre_and_scale(browser: Any) -> None:
    browser.map.set_view(106.15, 22.74, 16.2)
    browser.settle()
    browser.map.resize(640, 480)
    browser.settle()
    state = browser.map.view_state()
    assert (state.lon, state.lat) == pytest.approx((106.15, 22.74), abs=1e-5)
    assert state.zoom == 16.2


def test_zooming_goes_by_factors_of_two(browser: Any) -> None:
    before = browser.map.current_scale()
    browser.map.zoom_in()
    browser.settle()
    assert browser.map.current_scale() == pytest.approx(before / 2, rel=1e-3)
    browser.map.zoom_out()
    browser.settle()
    assert browser.map.current_scale() == pytest.approx(before, rel=1e-3)


# --- the person -------------------------------------------------------------------------------
@pytest.mark.parametrize("at", [(37, 41), (400, 300), (655, 512)])
def test_a_click_says_its_place_to_less_than_a_pixel(browser: Any, at: tuple[int, int]) -> None:
    browser.map.set_view(106.15, 22.74, 15.6)
    browser.settle()
    heard: list[tuple[float, float, Any]] = []
    browser.map.clicked.connect(lambda *args: heard.append(args))
    click(browser, *at, Qt.KeyboardModifier.ShiftModifier)
    browser.until(lambda: heard)
    lon, lat = place_at(browser.map.view_state(), *at)
    degrees_per_pixel = 360 / (256 * 2**15.6)
    assert abs(heard[0][0] - lon) < degrees_per_pixel
    assert abs(heard[0][1] - lat) < degrees_per_pixel
    assert heard[0][2] == Qt.KeyboardModifier.ShiftModifier


def test_the_pointer_is_followed(browser: Any) -> None:
    heard: list[tuple[float, float]] = []
    browser.map.pointer_moved.connect(lambda *args: heard.append(args))
    target = browser.host.view.focusProxy()
    QTest.mouseMove(target, QPoint(200, 200))
    QTest.mouseMove(target, QPoint(220, 240))
    browser.until(
        lambda: heard and abs(heard[-1][0] - place_at(browser.map.view_state(), 220, 240)[0]) < 1e-4
    )


def test_keys_work_on_the_map(browser: Any) -> None:
    heard: list[str] = []
    browser.map.key_pressed.connect(heard.append)
    browser.value("map_planviewer.getContainer().focus(); 1")
    target = browser.host.view.focusProxy()
    before = browser.map.view_state().lon
    QTest.keyClick(target, Qt.Key.Key_Right)
    browser.until(lambda: browser.map.view_state().lon > before)
    QTest.keyClick(target, Qt.Key.Key_Escape)
    browser.until(lambda: heard == ["Escape"])


# --- texts and looks --------------------------------------------------------------------------
def test_texts_reach_the_page_as_text(browser: Any) -> None:
    browser.map.set_notice("<b>Sơ đồ</b>")
    browser.map.set_language("vi")
    browser.settle()
    assert browser.value("document.querySelector('.pv-notice').textContent") == "<b>Sơ đồ</b>"
    assert browser.value("document.documentElement.lang") == "vi"
    assert browser.value("document.querySelector('.leaflet-control-zoom-in').title") == "Zoom in"
    browser.map.set_language("en")


def test_the_dark_paper_is_dark(browser: Any) -> None:
    browser.painter.colour = QColor(0, 0, 0, 0)
    browser.map.set_theme("dark")
    browser.map.refresh_tiles()
    browser.settle()
    assert pixel(browser, 333, 222).lightness() < 80


def test_overlays_come_and_go(browser: Any) -> None:
    browser.map.show_selection(SQUARE)
    browser.map.show_highlight({"type": "Point", "coordinates": [106.155, 22.745]}, "A place")
    browser.settle()
    assert browser.value("document.querySelectorAll('path.pv-selection-line').length") == 1
    assert browser.value("document.querySelectorAll('path.pv-highlight-line').length") == 1
    browser.map.show_selection(None)
    browser.map.show_highlight(None)
    browser.settle()
    assert browser.value("document.querySelectorAll('.leaflet-overlay-pane path').length") == 0


# --- hostile ----------------------------------------------------------------------------------
def test_hostile_attributes_do_nothing(browser: Any) -> None:
    attack = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"
    feature = {
        "type": "Feature",
        "geometry": SQUARE,
        "properties": {"name": attack, "style": attack, "__proto__": {"x": 1}},
    }
    browser.map.show_selection(feature)
    browser.map.show_highlight(feature, attack)
    browser.settle()
    browser.turn()
    assert browser.value("window.hacked === undefined && ({}).x === undefined")
    assert browser.value("document.querySelector('.pv-label').textContent") == attack
    assert browser.value("document.querySelectorAll('img:not(.leaflet-tile)').length") == 0


def test_the_policy_refuses_inline_script_eval_and_remote_pictures(browser: Any) -> None:
    browser.value(
        """(() => {
          const script = document.createElement('script');
          script.textContent = 'window.hacked = 1';
          document.body.append(script);
          const bad = document.createElement('i');
          bad.setAttribute('onclick', 'window.hacked = 1');
          document.body.append(bad);
          bad.click();
          const image = new Image();
          image.onerror = () => { window.refused = true; };
          image.src = 'https://tiles.invalid/1.png';
          return 1;
        })()"""
    )
    browser.until(lambda: browser.value("window.refused === true"))
    assert browser.value("window.hacked === undefined")
    assert browser.value("try { eval('1') } catch (e) { e.name }") == "EvalError"
    refused = [text for text in browser.page_errors if "Content Security Policy" in text]
    assert len(refused) >= 3
    browser.page_errors.clear()


def test_the_page_can_neither_leave_nor_open_windows(browser: Any) -> None:
    browser.value("location.href = 'https://elsewhere.invalid/'; 1")
    browser.turn()
    assert browser.host.page.url().toString() == "planviewer://app/"
    assert browser.value("window.open('https://elsewhere.invalid/') === null")


def test_a_basemap_is_let_through_while_it_is_on_and_no_longer(browser: Any) -> None:
    basemap = Basemap(
        id="far",
        title=Text(vi="Xa", en="Far"),
        url="https://tiles.invalid/{z}/{x}/{y}.png",
        attribution="© <b>Somebody</b>",
    )
    guard = browser.host.guard
    browser.map.set_basemap(basemap)
    browser.until(lambda: guard.let_out)
    browser.settle()
    assert all(url.startswith("https://tiles.invalid/1") for url in guard.let_out)
    shown = browser.value("document.querySelector('.pv-attribution').textContent")
    assert shown == "© <b>Somebody</b>"
    browser.map.set_basemap(None)
    guard.let_out.clear()
    browser.settle()
    assert browser.value("document.querySelector('.pv-attribution').hidden")
    policy = browser.value("document.querySelector('meta[http-equiv]').content")
    assert "https:" not in policy
    browser.page_errors.clear()  # there is no such host


@pytest.mark.parametrize(
    "address",
    [
        "planviewer://app/nothing.js",
        "planviewer://app/%2e%2e/%2e%2e/pyproject.toml",
        "planviewer://app/map.js?x=1",
        "planviewer://tiles/1/2",
        "planviewer://other/map.js",
        "file:///etc/hostname",
    ],
)
def test_other_addresses_give_nothing(browser: Any, address: str) -> None:
    browser.value(
        f"""window.loaded = undefined;
        (() => {{ const image = new Image();
          image.onload = () => {{ window.loaded = true; }};
          image.onerror = () => {{ window.loaded = false; }};
          image.src = {address!r}; return 1; }})()"""
    )
    browser.until(lambda: browser.value("window.loaded === false"))
    browser.page_errors.clear()  # the console says that it was not found
    browser.host.guard.blocked.clear()


def test_a_message_that_is_none_is_told_and_nothing_breaks(browser: Any) -> None:
    browser.value('planviewer.window.port.receive(\'{"type": "nonsense"}\'); 1')
    browser.until(lambda: browser.failures)
    assert browser.failures.pop().code == "map-message-invalid"
    browser.value('planviewer.window.receive(planviewer.window.serial, [\'{"type": "fly"}\']); 1')
    browser.until(lambda: browser.page_errors)
    browser.page_errors.clear()
    browser.map.set_scale(3000)
    browser.settle()
    assert browser.map.current_scale() == pytest.approx(3000, rel=1e-6)


# --- recovery ---------------------------------------------------------------------------------
def test_a_dead_render_process_comes_back_as_it_was(browser: Any) -> None:
    browser.map.set_view(106.149, 22.741, 15.5)
    browser.map.show_selection(SQUARE)
    browser.map.set_notice("Schematic")
    browser.settle()
    seen = []
    browser.map.ready.connect(lambda: seen.append(True))
    os.kill(browser.host.page.renderProcessPid(), signal.SIGKILL)
    browser.until(lambda: seen)
    browser.settle()
    state = browser.map.view_state()
    assert (state.lon, state.lat, state.zoom) == pytest.approx((106.149, 22.741, 15.5))
    assert browser.value("document.querySelectorAll('path.pv-selection-line').length") == 1
    assert browser.value("document.querySelector('.pv-notice').textContent") == "Schematic"
    assert pixel(browser, 100, 100) == QColor("#3070c0")


def test_a_notice_that_comes_later_does_not_hide_what_was_to_be_seen_whole(browser):
    browser.map.set_notice("")
    browser.map.fit_bounds(106.14, 22.72, 106.17, 22.75)
    browser.settle()
    free = browser.map.view_state().zoom
    browser.map.set_notice("Schematic – not for measuring")
    browser.settle()
    late = browser.map.view_state().zoom
    browser.map.fit_bounds(106.14, 22.72, 106.17, 22.75)
    browser.settle()
    assert late < free - 0.01
    assert browser.map.view_state().zoom == pytest.approx(late, abs=1e-6)
