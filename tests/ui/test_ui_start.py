"""What happens at the start, in two threads and in the order a person waits for."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineProfile

from planviewer.ui.data_news import DataNews
from planviewer.ui.map.engine import start_engine

WITNESS = """
import sys, threading
first = {}
class Witness:
    def find_spec(self, name, path=None, target=None):
        first.setdefault(name, threading.current_thread().name)
sys.meta_path.insert(0, Witness())
from planviewer.assets import bundled_plan
from planviewer.ui import application, start
begin = start.begin
start.begin = lambda map_first=True: begin(map_first=False)  # the thread loads all it ever does
window = application.open_window([], for_picture=True)
for thread in threading.enumerate():
    if thread.name == "planviewer-load":
        thread.join()
in_thread = [name for name in first if first[name] != "MainThread"]
"""
PYDANTIC = """
in_window = [name for name in first if first[name] == "MainThread"]
print(len(in_thread) > 100, sorted(n for n in in_window if n.split(".")[0].startswith("pydantic")))
"""
CLASSES = """
from PySide6.QtCore import QObject
qt = type(QObject)
made = [
    f"{name}.{key}"
    for name in in_thread
    if name in sys.modules
    for key, value in vars(sys.modules[name]).items()
    if isinstance(value, qt)
]
print(len(in_thread) > 100, sorted(n for n in in_thread if n.startswith(("PySide6", "shib"))), made)
"""
USE = """
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
folder = Path(sys.argv[1])

def until(done):
    loop, timer = QEventLoop(), QTimer(interval=10)
    timer.timeout.connect(lambda: done() and loop.quit())
    timer.start()
    loop.exec()

def settle():
    settled = []
    window.when_settled(lambda: settled.append(True))
    until(lambda: settled)

window.show()
settle()
window.files.open_paths([bundled_plan().parent / "thom-lom.geojson"])
settle()
ended = []
for task in (
    window.files.write_share(folder / "plan.html"),
    window.files.write_export("bypass", folder / "bypass.gpkg"),
    window.files.write_pack(folder / "pack.zip"),
):
    task.ended.connect(lambda: ended.append(True))
until(lambda: len(ended) == 3)
window.sheets.open_view()
until(lambda: "planviewer.ui.sheet.controller" in sys.modules)
until(lambda: window.sheets.controller.preview is not None)
sheets = window.sheets.controller
task = sheets.giving.save(folder / "sheet.pdf", ".pdf", sheets.order(), None)
task.ended.connect(lambda: ended.append(True))
until(lambda: len(ended) == 4)
window.sheets.close()
in_thread = [name for name in first if first[name] != "MainThread"]
print(sorted(path.name for path in folder.iterdir()))
"""
LEAVE = """
import os
window.leave()
sys.stdout.flush()
os._exit(0)
"""


def said(tmp_path, *parts):
    """Run these lines in a process of their own, with a folder; return what they print."""
    folder = tmp_path / "out"
    folder.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join(parts), str(folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={
            **os.environ,
            "PLANVIEWER_PROFILE": str(tmp_path / "profile"),
            "QT_QPA_PLATFORM": "offscreen",
        },
    )
    return ran.stdout.strip()


def test_one_thread_loads_pydantic(tmp_path):
    """It imports its parts in circles; two threads doing so at once get halves of modules."""
    assert said(tmp_path, WITNESS, PYDANTIC, LEAVE) == "True []"


def test_classes_of_qt_are_made_by_the_thread_of_the_window_alone(tmp_path):
    """Qt looks into PySide's table of classes without Python's lock: a class added by another
    thread in that moment ended the process."""
    assert said(tmp_path, WITNESS, CLASSES, LEAVE) == "True [] []"


def test_nor_does_work_in_the_background_make_any(tmp_path):
    files = ["bypass.gpkg", "pack.zip", "plan.html", "sheet.pdf"]
    assert said(tmp_path, WITNESS, USE, CLASSES, LEAVE) == f"{files}\nTrue [] []"


ENVIRONMENT = """
import ctypes
from planviewer.ui import start

def names():
    entries = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    number = 0
    while entries[number] is not None:
        yield entries[number].split(b"=")[0]
        number += 1

start.begin()
before = set(names())
from planviewer.ui import application
from planviewer.ui.map.engine import start_engine
made = application.make_application()
start_engine()
start.load_rooms()
print(sorted(set(names()) ^ before))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the C library's table")
def test_no_thread_adds_to_the_environment_while_another_may_read_it():
    ran = subprocess.run(
        [sys.executable, "-c", ENVIRONMENT], capture_output=True, text=True, check=True, timeout=120
    )
    assert ran.stdout.strip() == "[]"


@pytest.mark.usefixtures("qapp")
def test_what_starts_the_engine_keeps_nothing():
    start_engine()
    assert QWebEngineProfile.defaultProfile().isOffTheRecord()


class Source(QObject):
    """Stands for a session whose data change, and for a map that is drawn."""

    data_changed = Signal(object)
    drawn = Signal()
    waited = False
    """Whether reading waited for the map."""

    @property
    def waits(self):
        return self.waited

    def when_drawn(self, then):
        then()

    def map_shown(self):
        waited, self.waited = self.waited, False
        return waited


@pytest.fixture
def news():
    source, told = Source(), []
    panels = DataNews(source, source, source)
    panels.came.connect(lambda: told.append(True))
    return source, panels, told


def test_the_panels_hear_of_the_first_data_when_the_map_has_drawn_them(news):
    source, panels, told = news
    source.drawn.emit()  # the empty map
    source.data_changed.emit({"roads"})
    source.data_changed.emit({"sites"})
    assert panels.pending
    assert not told
    source.drawn.emit()
    assert not panels.pending
    assert len(told) == 1


def test_the_panels_hear_of_later_data_at_once(news):
    source, panels, told = news
    source.data_changed.emit({"roads"})
    source.drawn.emit()
    source.data_changed.emit({"roads"})
    assert len(told) == 2
    source.drawn.emit()
    assert len(told) == 2
    assert not panels.pending


def test_data_that_waited_for_the_map_are_told_at_once(news):
    source, panels, told = news
    source.waited = True
    source.drawn.emit()
    source.data_changed.emit({"roads"})
    assert len(told) == 1
    assert not panels.pending


SLOW = """
import sys
from planviewer.ui import application
from planviewer.app import session, inspect
from planviewer.ui import main_window
slow = ("pandas", "geopandas", "pyarrow", "pyogrio", "rasterio", "folium")
print([name for name in slow if name in sys.modules])
"""


def test_the_way_to_the_first_picture_passes_no_library_that_reads_data():
    ran = subprocess.run(
        [sys.executable, "-c", SLOW], capture_output=True, text=True, check=True, timeout=120
    )
    assert ran.stdout.strip() == "[]"


def test_the_panels_do_not_wait_for_ever_for_a_map(news, qtbot):
    source, panels, told = news
    source.data_changed.emit({"roads"})
    qtbot.waitUntil(lambda: not panels.pending)
    assert len(told) == 1
