"""Giants and large layers are written with progress, can be stopped, and come out the same."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planviewer import pace
from planviewer.errors import Cancelled, FileNotWritten
from planviewer.writing import apart, dxf, parquet, parquet_apart
from planviewer.writing.about import About
from planviewer.writing.features import write_features

NAMED = About(name_field="tên")


def giant(corners=60_000):
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    ring = np.column_stack((541_000 + 900 * np.cos(angle), 2_515_000 + 900 * np.sin(angle)))
    return gpd.GeoDataFrame({"tên": ["Hồ"]}, geometry=[shapely.Polygon(ring)], crs="EPSG:9210")


def many(count=9_000):
    e, n = 541_000 + np.arange(count) % 100 * 30.0, 2_515_000 + np.arange(count) // 100 * 30.0
    names = [f"Thửa {number}" for number in range(count)]
    shapes = shapely.box(e, n, e + 20, n + 20)
    return gpd.GeoDataFrame({"tên": names}, geometry=shapes, crs="EPSG:9210")


@pytest.fixture
def always_apart(monkeypatch):
    monkeypatch.setattr(apart, "_LONG_S", 0.0)


def heard(write):
    """Return the shares that were told while something was written."""
    shares = []
    with pace.listening(shares.append):
        write()
    return shares


@pytest.mark.usefixtures("always_apart")
@pytest.mark.parametrize("suffix", [".dxf", ".geojson"])
@pytest.mark.parametrize("make", [giant, many])
def test_what_another_process_writes_is_the_same(tmp_path, suffix, make):
    here, there = tmp_path / f"đây{suffix}", tmp_path / f"kia{suffix}"
    told = [write_features(make(), here, layer="a", about=NAMED)]
    heard(lambda: told.append(write_features(make(), there, layer="a", about=NAMED)))
    assert here.read_bytes() == there.read_bytes()
    assert [item.code for item in told[0]] == [item.code for item in told[1]]


@pytest.mark.usefixtures("always_apart")
@pytest.mark.parametrize("suffix", [".dxf", ".geojson"])
def test_whoever_stops_the_work_ends_the_process_that_writes(tmp_path, monkeypatch, suffix):
    made = []

    def start(_folder):
        code = "import time; time.sleep(600)"
        made.append(subprocess.Popen([sys.executable, "-c", code]))
        return made[0]

    def stop(_share):
        if made:
            raise Cancelled

    monkeypatch.setattr(apart, "_started", start)
    path = tmp_path / f"a{suffix}"
    path.write_text("as it was", encoding="utf-8")
    with pytest.raises(Cancelled), pace.listening(stop):
        write_features(giant(), path)
    assert made[0].poll() is not None
    assert path.read_text(encoding="utf-8") == "as it was"
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


@pytest.mark.usefixtures("always_apart")
def test_a_process_that_ends_before_its_time_leaves_the_old_file(tmp_path, monkeypatch):
    program = [sys.executable, "-c", "import os; os._exit(3)"]
    monkeypatch.setattr(apart, "_started", lambda _folder: subprocess.Popen(program))
    with pytest.raises(FileNotWritten), pace.listening(lambda _share: None):
        write_features(giant(), tmp_path / "a.dxf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".dxf", ".parquet", ".kml", ".gpx"])
@pytest.mark.parametrize("make", [giant, many])
def test_progress_moves_while_it_is_written_and_never_goes_back(
    tmp_path, suffix, make, monkeypatch
):
    monkeypatch.setattr(dxf, "_LINES", 1 << 14)
    monkeypatch.setattr(parquet, "_ROWS", 500)
    if suffix == ".parquet" and make is giant:
        pytest.skip("how far that is only the time tells")
    shares = heard(lambda: write_features(make(), tmp_path / f"a{suffix}", about=NAMED))
    assert len({round(share, 2) for share in shares}) > 8
    assert shares == sorted(shares)


@pytest.mark.parametrize("suffix", [".dxf", ".parquet", ".kml", ".gpx"])
@pytest.mark.parametrize("share", [0.15, 0.5, 0.85])
def test_it_can_be_stopped_all_along_the_way(tmp_path, suffix, share, monkeypatch):
    monkeypatch.setattr(parquet, "_ROWS", 500)
    path = tmp_path / f"a{suffix}"
    path.write_text("as it was", encoding="utf-8")

    def stop(now):
        if now >= share:
            raise Cancelled

    with pytest.raises(Cancelled), pace.listening(stop):
        write_features(many(), path, about=NAMED)
    assert path.read_text(encoding="utf-8") == "as it was"
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_a_giant_row_of_geoparquet_is_the_same_from_another_process(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_ROWS", 500)
    both = pd.concat([many(1_200), giant()], ignore_index=True)
    here, there = tmp_path / "đây.parquet", tmp_path / "kia.parquet"
    write_features(both, here, about=NAMED)
    monkeypatch.setattr(parquet, "_GIANT", 10_000)
    write_features(both, there, about=NAMED)  # nobody waits: nothing is gained by another process
    assert here.read_bytes() == there.read_bytes()
    begun, start = [], parquet_apart._started
    monkeypatch.setattr(
        parquet_apart, "_started", lambda folder: begun.append(folder) or start(folder)
    )
    shares = heard(lambda: write_features(both, there, about=NAMED))
    assert begun
    assert shares == sorted(shares)
    assert len([share for share in shares if share > parquet_apart._HANDED_OVER]) > 1
    assert here.read_bytes() == there.read_bytes()


@pytest.mark.parametrize("code", ["import time; time.sleep(600)", "import os; os._exit(3)"])
def test_a_giant_row_of_geoparquet_is_whole_or_not_there(tmp_path, monkeypatch, code):
    monkeypatch.setattr(parquet, "_GIANT", 10_000)
    made = []

    def start(_folder):
        made.append(subprocess.Popen([sys.executable, "-c", code]))
        return made[0]

    def stop(_share):
        if made and "sleep" in code:
            raise Cancelled

    monkeypatch.setattr(parquet_apart, "_started", start)
    path = tmp_path / "a.parquet"
    path.write_text("as it was", encoding="utf-8")
    with pytest.raises((Cancelled, FileNotWritten)), pace.listening(stop):
        write_features(giant(), path)
    assert made[0].poll() is not None
    assert path.read_text(encoding="utf-8") == "as it was"
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_giant_rows_can_be_stopped_while_they_are_handed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_GIANT", 10_000)
    monkeypatch.setattr(parquet_apart, "_BLOCK", 1 << 12)
    monkeypatch.setattr(parquet_apart, "_started", lambda _folder: pytest.fail("too late"))

    def stop(share):
        if share > parquet_apart._HANDED_OVER / 2:
            raise Cancelled

    with pytest.raises(Cancelled), pace.listening(stop):
        write_features(giant(), tmp_path / "a.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_disk_that_is_full_is_said_by_the_process_that_found_it():
    table = pa.table({"g": pa.array([b"x" * 100_000], pa.binary())})
    with pytest.raises(OSError, match="No space left") as failed:
        parquet_apart.write(table.schema, [table], Path("/dev/full"), {}, 1)
    assert failed.value.errno == errno.ENOSPC


@given(st.lists(st.integers(0, 60_000), max_size=8))
def test_parts_by_weight_end_where_the_next_begin(weights):
    shares = []
    with pace.listening(shares.append):
        for weight in pace.by_weight(weights, weights):
            for _ in pace.Steps(weight).along(range(weight)):
                pass
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    assert (len(shares) > 20) >= (max(weights, default=0) > 20_000)
