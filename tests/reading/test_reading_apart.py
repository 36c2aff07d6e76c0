"""What another process reads is what this one would read, and it ends when it is not wanted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planviewer import pace
from planviewer.errors import Cancelled, FileUnreadable
from planviewer.reading import apart, gdal, giants
from planviewer.reading import formats as f
from planviewer.reading.files import read_features
from planviewer.reading.giants import has_giant

DRIVERS = {".kml": "LIBKML", ".mif": "MapInfo File"}


@pytest.fixture
def always_apart(monkeypatch):
    monkeypatch.setattr(apart, "LONG_S", -1.0)
    monkeypatch.setattr(apart, "LONG_IN_PIECES_S", -1.0)


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


# --- one feature that keeps the library long --------------------------------------------------
def corners(count):
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.column_stack((541_000 + 900 * np.cos(angle), 2_515_000 + 900 * np.sin(angle)))


def mif(path, counts):
    """Write areas of so many corners each."""
    lines = [
        "Version 300",
        'Charset "Neutral"',
        'Delimiter ","',
        "Columns 1",
        "  so Integer",
        "Data",
    ]
    for count in counts:
        ring = [f"{x:.3f} {y:.3f}" for x, y in corners(count)]
        lines += ["", "REGION 1", f"  {count + 1}", *ring, ring[0], "    Pen (1,2,0)"]
    path.write_text("\n".join(lines), encoding="ascii")
    path.with_suffix(".mid").write_text("1\n" * len(counts), encoding="ascii")
    return path


def dxf(path, counts, corner, head, tail=""):
    """Write polylines of so many corners each."""
    text = "  0\nSECTION\n  2\nENTITIES\n"
    for count in counts:
        drawn = "".join(corner.format(x, y) for x, y in corners(count))
        text += head.format(count) + drawn + tail
    path.write_bytes((text + "  0\nENDSEC\n  0\nEOF\n").replace("\n", "\r\n").encode("ascii"))
    return path


def light(path, counts):
    head = "  0\nLWPOLYLINE\n  8\n0\n100\nAcDbPolyline\n 90\n{}\n 70\n1\n"
    return dxf(path, counts, " 10\n{:.3f}\n 20\n{:.3f}\n", head)


def heavy(path, counts):
    head = "  0\nPOLYLINE\n  8\n0\n 66\n1\n"
    corner = "  0\nVERTEX\n  8\n0\n 10\n{:.3f}\n 20\n{:.3f}\n"
    return dxf(path, counts, corner, head, "  0\nSEQEND\n  8\n0\n")


WRITERS = [("a.mif", mif, f.MAPINFO), ("a.dxf", light, f.DXF), ("b.dxf", heavy, f.DXF)]


@pytest.mark.parametrize(("name", "write", "kind"), WRITERS)
def test_a_giant_is_told_from_many(tmp_path, name, write, kind):
    many = write(tmp_path / name, [60] * 500)
    size = many.stat().st_size / 3
    assert size > 2 * giants._NEAR
    assert not has_giant(many, kind, size)
    assert has_giant(write(tmp_path / name, [60] * 50 + [30_000] + [60] * 50), kind, size)
    assert not has_giant(write(tmp_path / name, [60]), kind, size)


@pytest.mark.parametrize(("name", "write", "kind"), WRITERS)
def test_a_giant_is_read_apart_and_the_same(tmp_path, monkeypatch, name, write, kind):
    path = write(tmp_path / name, [20_000])
    here = read_features(path, crs="EPSG:9210")
    monkeypatch.setattr(apart, "_BYTES_A_SECOND", {kind: path.stat().st_size / 4})
    asked, ask = [], apart._asked
    monkeypatch.setattr(apart, "_asked", lambda *given: asked.append(given) or ask(*given))
    with pace.listening(lambda _share: None):
        there = read_features(path, crs="EPSG:9210")
    assert len(asked) == 1
    assert there.frame.equals(here.frame)
    assert shapely.get_num_coordinates(there.frame.geometry.iloc[0]) >= 20_000
    write(path, [60] * 400)
    with pace.listening(lambda _share: None):
        assert len(read_features(path, crs="EPSG:9210").frame) == 400
    assert len(asked) == 1


@given(st.integers(0, 70), st.integers(1, 4))
@settings(max_examples=30)
def test_wherever_a_giant_stands_it_is_found(before, times):
    size = 300_000
    feature = b"REGION 1\n  3\n" + b"1 1\n" * 40
    giant = b"REGION 1\n  9\n" + b"541000.123 2515000.123\n" * (times * size // 23 + 1)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.mif"
        path.write_bytes(feature * before * 50 + giant + feature * 700)
        assert has_giant(path, f.MAPINFO, size)
