"""planviewer's side of the benchmark: the real window, offscreen. One JSON object on stdout.

python side_planviewer.py open FILE     file open to drawn; style change, pans, hover
python side_planviewer.py over FILE     file open to drawn over the bundled plan
python side_planviewer.py image FILE    the same for an image, pans only
python side_planviewer.py soak FILE     a thousand pans, and the memory on the way
"""

import json
import math
import os
import statistics
import sys
import time
from pathlib import Path

import memory
from PySide6.QtCore import QEventLoop, QTimer

from planviewer.assets import bundled_plan
from planviewer.drawing.hit import hit
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.crs import WEB_MERCATOR, WGS84, operation
from planviewer.model.plan import Plan
from planviewer.model.style import SingleStyle, Symbol
from planviewer.ui import application
from planviewer.ui.map_controller import EARTH_PX, HIT_PX
from planviewer.writing.plans import save_plan

WIDTH, HEIGHT = 1280, 800
PANS = 8
REST_MS = 600
HOVERS = 15
SOAK_PANS = 1_000
SETTLED_MS = 2_500
"""A file is opened so long after the start, when nothing of the start goes on any more."""
CLOSER = (0, 2, 4)
"""Zoom levels nearer than the whole layer at which pans are timed."""

# The whole way of a hover, by the page's own clock: pointer in, marked feature painted.
LISTEN = """
(() => {
  const overlays = planviewer.window.overlays, show = overlays.show.bind(overlays);
  overlays.show = (name, geojson, label) => {
    show(name, geojson, label);
    if (name === "highlight" && geojson) {
      const handed = performance.now();
      requestAnimationFrame(() => { window.marked = [handed, performance.now()]; });
    }
  };
})()
"""
POINT = """
(() => {
  window.marked = null;
  window.pointed = performance.now();
  const place = document.elementFromPoint(%(x)d, %(y)d);
  place.dispatchEvent(new MouseEvent("mousemove",
    {clientX: %(x)d, clientY: %(y)d, bubbles: true, view: window}));
})()
"""
ASK = "JSON.stringify(window.marked && [marked[0] - pointed, marked[1] - pointed])"


class Heartbeat:
    """How long the UI thread was away: the longest gap between two beats of a quick timer."""

    def __init__(self):
        self._last = time.perf_counter()
        self._worst = 0.0
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self):
        now = time.perf_counter()
        self._worst = max(self._worst, now - self._last)
        self._last = now

    def worst_ms(self):
        """Return the longest gap since the last question."""
        self._beat()
        worst, self._worst = self._worst, 0.0
        return round(worst * 1000, 1)


def run_until(connect):
    """Turn the event loop until the function handed to ``connect`` is called."""
    loop = QEventLoop()
    connect(loop.quit)
    loop.exec()


def pause(milliseconds):
    run_until(lambda leave: QTimer.singleShot(milliseconds, leave))


def settle(window):
    """Wait until the map shows all data it has, asking more often than the window does."""

    def when_idle(leave):
        def look():
            if not window.maps.pending:
                timer.stop()
                window.map.when_drawn(leave)

        timer = QTimer(window, interval=2)
        timer.timeout.connect(look)
        timer.start()

    run_until(when_idle)


def timed(work):
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def javascript(window, script):
    answers = []

    def ask(leave):
        def take(answer):
            answers.append(answer)
            leave()

        window.map._host.page.runJavaScript(script, 0, take)

    run_until(ask)
    return answers[0]


def open_window(plan=None):
    """Open the window on a plan (a file); without one, on an empty plan as the rivals have it."""
    window = application.open_window([plan or empty_plan()], for_picture=True)
    window.resize(WIDTH, HEIGHT)
    window.show()
    # the map itself is to have the size of the rivals' pictures
    window.resize(2 * WIDTH - window.map.width(), 2 * HEIGHT - window.map.height())
    run_until(window.when_settled)
    return window


def empty_plan():
    """Write a plan without layers and return its file."""
    path = Path(__file__).parents[2] / "build" / "bench-data" / "empty.planview"
    plan = Plan(id="empty", title="Empty", crs="EPSG:9210", home=(106.1, 22.7, 106.2, 22.8))
    save_plan(plan, path)
    return path


def open_file(window, path):
    """Return the milliseconds from asking for the file to all of it drawn, and its layer."""

    before = {layer.id for layer in window.session.plan.layers}

    def added():
        return next(x.id for x in window.session.plan.layers if x.id not in before)

    def work():
        task = window.session.add_file(path)
        run_until(task.ended.connect)
        window.maps.zoom_to_layer(added())
        settle(window)

    return timed(work), added()


def pan_times(window, home, zoom, rest):
    """Return the times of pans by a quarter of the window, right and down in turns.

    They begin half a window left of and above ``home`` and end half a window beyond it, so closer
    in all of them are on the layer. A person looks at the picture before moving on: ``rest``
    milliseconds.
    """
    window.map.set_view(home.lon, home.lat, zoom)
    settle(window)
    west, south, east, north = window.map.view_state().bounds
    wide, high = east - west, north - south
    lon, lat = home.lon - wide / 2, home.lat + high / 2
    _move(window, lon, lat)
    times = []
    for step in range(PANS):
        pause(rest)
        if step % 2:
            lat -= high / 4
        else:
            lon += wide / 4
        times.append(timed(lambda lon=lon, lat=lat: _move(window, lon, lat)))
    return times


def _move(window, lon, lat):
    window.map.set_view(lon, lat)
    run_until(window.map.when_drawn)


def hover_answers(window):
    """Return the times of the question "what is here?" at places all over the view."""
    view = window.map.view_state()
    west, south, east, north = view.bounds
    to_world = operation(WGS84, WEB_MERCATOR)
    tolerance = HIT_PX * EARTH_PX / 2**view.zoom
    times = []
    for k in range(4 * HOVERS):
        share_x, share_y = 0.1 + 0.8 * (k * 0.618 % 1), 0.1 + 0.8 * (k * 0.414 % 1)
        x, y = to_world.point(west + share_x * (east - west), south + share_y * (north - south))
        times.append(timed(lambda x=x, y=y: hit(window.maps._layers, x, y, tolerance)))
    return times


def hover_marks(window):
    """Return the times from the pointer's arrival to the marked feature being painted."""
    handed, painted = [], []
    for k in range(HOVERS):
        pause(60)
        place = {"x": 200 + 53 * k, "y": 150 + 31 * (k % 9)}
        javascript(window, POINT % place)
        pause(150)
        answer = json.loads(javascript(window, ASK))
        if answer:
            handed.append(answer[0])
            painted.append(answer[1])
    return handed, painted


def change_style(window, layer_id):
    def restyle(colour):
        style = SingleStyle(symbol=Symbol(fill=colour, stroke="#333333", stroke_width_mm=0.18))
        label = Message("session", "benchmark")
        window.session.edit(label, lambda plan: edits.set_style(plan, layer_id, style))
        settle(window)

    return [timed(lambda c=c: restyle(c)) for c in ("#c0d8a0", "#a0c0d8", "#d8b0a0")]


def measure_over_plan(path):
    """Open a file over the bundled plan, whose layers are drawn with it."""
    window = open_window(bundled_plan())
    pause(SETTLED_MS)
    memory.warm()
    result = {"first_ms": open_file(window, path)[0]}
    leave(window)
    return result


def measure_open(path):
    window = open_window()
    beat = Heartbeat()
    pause(SETTLED_MS)
    memory.warm()
    beat.worst_ms()
    used = time.process_time()
    first, layer_id = open_file(window, path)
    used = (time.process_time() - used) * 1000
    result = {"first_ms": first, "first_cpu_ms": used, "blocked_open_ms": beat.worst_ms()}
    result["peak_mb"] = peak_mb()
    pause(1_700)  # what goes on in the background after the picture is there
    while window.tasks.busy:
        pause(50)
    result["blocked_after_ms"] = beat.worst_ms()
    result["style_ms"] = statistics.median(change_style(window, layer_id))
    result["blocked_style_ms"] = beat.worst_ms()
    home = window.map.view_state()
    result["hover_whole_ms"] = statistics.median(hover_answers(window))
    beat.worst_ms()  # these questions were asked without the event loop
    used = time.process_time()
    for name, rest in (("pans_ms", REST_MS), ("hurried_ms", 0)):
        result[name] = {
            f"+{closer}": pan_times(window, home, home.zoom + closer, rest) for closer in CLOSER
        }
    result["pan_cpu_ms"] = (time.process_time() - used) * 1000 / (2 * PANS * len(CLOSER))
    result["blocked_pan_ms"] = beat.worst_ms()
    window.map.set_view(home.lon, home.lat, home.zoom)
    settle(window)
    result["hover_ms"] = hover_answers(window)
    beat.worst_ms()
    javascript(window, LISTEN)
    result["handed_ms"], result["marked_ms"] = hover_marks(window)
    result["blocked_hover_ms"] = beat.worst_ms()
    result["peak_mb_end"] = peak_mb()
    leave(window)
    return result


def measure_image(path):
    window = open_window()
    beat = Heartbeat()
    pause(SETTLED_MS)
    memory.warm()
    beat.worst_ms()
    result = {"first_ms": open_file(window, path)[0]}
    home = window.map.view_state()
    result["pans_ms"] = {
        f"+{closer}": pan_times(window, home, home.zoom + closer, REST_MS) for closer in CLOSER
    }
    result["hurried_ms"] = {
        f"+{closer}": pan_times(window, home, home.zoom + closer, 0) for closer in CLOSER
    }
    result["blocked_ms"] = beat.worst_ms()
    leave(window)
    return result


def measure_soak(path):
    """Pan a thousand times round and round, and note what all processes hold."""
    window = open_window()
    open_file(window, path)
    home = window.map.view_state()
    window.map.set_view(home.lon, home.lat, home.zoom + 2)
    settle(window)
    west, south, east, north = window.map.view_state().bounds
    held, times = [], []
    for step in range(SOAK_PANS + 1):
        if step % 50 == 0:
            held.append([step, *memory_mb()])
        angle = step * 0.37
        lon = home.lon + (east - west) * 0.6 * math.cos(angle)
        lat = home.lat + (north - south) * 0.6 * math.sin(angle)
        times.append(timed(lambda lon=lon, lat=lat: _move(window, lon, lat)))
    leave(window)
    return {"held_mb": held, "pan_ms": statistics.median(times)}


def memory_mb():
    """Return resident MB of this process, and of its children together."""
    pid = os.getpid()
    return [round(memory.resident_mb(pid)), round(sum(map(memory.resident_mb, memory.below(pid))))]


def peak_mb():
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024


def leave(window):
    window.leave()
    pause(50)


def main():
    application.quieten()
    application.make_application()
    measure = {
        "open": measure_open,
        "over": measure_over_plan,
        "image": measure_image,
        "soak": measure_soak,
    }[sys.argv[1]]
    print(json.dumps(measure(Path(sys.argv[2]))))


if __name__ == "__main__":
    main()
