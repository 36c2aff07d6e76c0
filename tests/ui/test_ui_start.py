"""What happens at the start, in two threads and in the order a person waits for."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineProfile

from planviewer.ui.data_news import DataNews
from planviewer.ui.map.engine import start_engine

COUNT = """
import builtins, sys, threading
from planviewer.ui import start
first = {}
class Witness:
    def find_spec(self, name, path=None, target=None):
        first.setdefault(name, threading.current_thread().name)
sys.meta_path.insert(0, Witness())
begun = start.begin()
import planviewer.ui.application
begun.result()
by_thread = {"planviewer-load": set(), "MainThread": set()}
for name, thread in first.items():
    by_thread[thread].add(name)
print(sorted(n for n in by_thread["planviewer-load"] if n.split(".")[0].startswith("pydantic")))
"""


def test_pydantic_is_whole_before_the_second_thread_begins():
    """It imports its parts in circles; two threads doing so at once get halves of modules."""
    ran = subprocess.run(
        [sys.executable, "-c", COUNT], capture_output=True, text=True, check=True, timeout=120
    )
    assert ran.stdout.strip() == "[]"


ENVIRONMENT = """
import ctypes
from planviewer.ui import start

def names():
    entries = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    number = 0
    while entries[number] is not None:
        yield entries[number].split(b"=")[0]
        number += 1

begun = start.begin()
before = set(names())
from planviewer.ui import application
from planviewer.ui.map.engine import start_engine
made = application.make_application()
start_engine()
begun.result()
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
