"""Reading 100,000 parcels: ours beside geopandas (pyogrio with Arrow) and ogr2ogr.

    make bench, or alone: python -m pytest -s -n 0 tests/benchmarks/bench_formats.py

Processor time of one process, the least of some runs in turns, so that a busy machine slows both
sides alike. ogr2ogr copies into memory and makes no frame; it is there for comparison.
"""

import resource
import shutil
import subprocess
import time

import geopandas as gpd
import pyogrio
import pytest
from make_parcels import parcels

from planviewer.reading.files import read_features
from planviewer.writing.features import write_features

MOST_OF_PYOGRIO = 1.1
SUFFIXES = (".gpkg", ".shp", ".fgb", ".geojson", ".parquet", ".kml", ".csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("formats")
    district = parcels(100_000)
    for suffix in SUFFIXES:
        write_features(district, made / f"parcels{suffix}", layer="parcels")
    return made


def processor_time(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun


def in_turns(rounds, *sides):
    """Return the least time of each side."""
    taken = [[processor_time(side) for side in sides] for _ in range(rounds)]
    return [min(column) for column in zip(*taken, strict=True)]


def by_ogr2ogr(path):
    if shutil.which("ogr2ogr") is None:
        return None
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["ogr2ogr", "-f", "Memory", "out", path], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_reading_beside_others(folder, suffix):
    path = folder / f"parcels{suffix}"
    crs = "EPSG:9210" if suffix == ".csv" else None

    def ours():
        return read_features(path, crs=crs, examine=False)

    def theirs():
        if suffix == ".parquet":
            return gpd.read_parquet(path)
        return pyogrio.read_dataframe(path, use_arrow=True)

    if suffix == ".csv":  # they make no geometry of it
        (mine,) = in_turns(3, ours)
        print(f"\n{suffix}: ours {mine:.2f} s")
        return
    mine, other = in_turns(7, ours, theirs)
    third = None if suffix == ".parquet" else by_ogr2ogr(path)
    words = "" if third is None else f", ogr2ogr {third:.2f} s"
    print(f"\n{suffix}: ours {mine:.2f} s, geopandas {other:.2f} s ({mine / other:.2f}){words}")
    assert mine / other <= MOST_OF_PYOGRIO
