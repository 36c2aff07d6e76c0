"""What another process reads is what this one would read, and it ends when it is not wanted."""

from __future__ import annotations

import subprocess
import sys

import geopandas as gpd
import pyogrio
import pytest
import shapely

from planviewer import pace
from planviewer.errors import Cancelled, FileUnreadable
from planviewer.reading import apart, gdal
from planviewer.reading import formats as f
from planviewer.reading.files import read_features

DRIVERS = {".kml": "LIBKML", ".mif": "MapInfo File"}


@pytest.fixture
def always_apart(monkeypatch):
    monkeypatch.setattr(apart, "LONG_S", -1.0)


def sample(folder, suffix):
    path = folder / f"thửa đất{suffix}"
    frame = gpd.GeoDataFrame(
        {"ten": ["Hòa An", None], "so": [1, 2]},
        geometry=shapely.points([106.1, 106.2], [22.7, 22.8]),
        crs="EPSG:4326",
    )
    pyogrio.write_dataframe(frame, path, driver=DRIVERS[suffix])
    return path


@pytest.mark.usefixtures("always_apart")
@pytest.mark.parametrize("suffix", DRIVERS)
def test_the_same_is_read(folder, suffix):
    path = sample(folder, suffix)
    here = read_features(path)
    with pace.listening(lambda _share: None):
        there = read_features(path)
    assert there.frame.equals(here.frame)
    assert (there.frame.crs, there.encoding) == (here.frame.crs, here.encoding)
    assert there.problems == here.problems


@pytest.mark.usefixtures("always_apart")
def test_a_broken_file_is_told_in_the_same_words(folder):
    path = sample(folder, ".kml")
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(FileUnreadable) as here:
        gdal.sublayers(path, f.KML)
    with pytest.raises(FileUnreadable) as there, pace.listening(lambda _share: None):
        apart.sublayers(path, f.KML)
    assert str(there.value) == str(here.value)


def started(monkeypatch, code):
    """Have another program stand for the reader, and keep hold of it."""
    made = []

    def start(_folder):
        made.append(subprocess.Popen([sys.executable, "-c", code]))
        return made[0]

    monkeypatch.setattr(apart, "_started", start)
    return made


@pytest.mark.usefixtures("always_apart")
def test_whoever_stops_the_work_ends_the_process(folder, monkeypatch):
    processes = started(monkeypatch, "import time; time.sleep(600)")
    shares = []

    def stop(share):
        shares.append(share)
        if len(shares) == 5:
            raise Cancelled

    with pytest.raises(Cancelled), pace.listening(stop):
        apart.read_table(sample(folder, ".kml"), f.KML, None, lossless=False)
    assert processes[0].poll() is not None
    assert shares == sorted(shares)


@pytest.mark.usefixtures("always_apart")
def test_a_reader_that_breaks_down_is_told(folder, monkeypatch):
    started(monkeypatch, "import os; os._exit(3)")
    with pytest.raises(FileUnreadable, match="abrupt"), pace.listening(lambda _share: None):
        apart.read_table(sample(folder, ".kml"), f.KML, None, lossless=False)


def test_small_files_and_those_nobody_waits_for_are_read_here(folder, monkeypatch):
    monkeypatch.setattr(apart, "_asked", lambda *_: pytest.fail("another process was asked"))
    path = sample(folder, ".kml")
    with pace.listening(lambda _share: None):
        assert len(read_features(path).frame) == 2
    monkeypatch.setattr(apart, "LONG_S", -1.0)
    assert len(read_features(path).frame) == 2
