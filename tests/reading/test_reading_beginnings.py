"""The first features of a large layer, before the rest is read."""

from __future__ import annotations

import pyogrio
import pytest
import shapely
from reading_files import parcels

from planviewer.reading import beginnings
from planviewer.reading.sources import opened


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch):
    monkeypatch.setattr(beginnings, "LARGE_BYTES", 0)


def first_two(path, crs=None):
    with opened(path) as source:
        return beginnings.beginning(source.layers[0], crs, 2)


@pytest.fixture
def large_file(everyday_file, folder):
    """Write the parcels in a format and return the path."""

    def write(suffix):
        if suffix != ".gdb":
            return everyday_file(suffix)
        frame = parcels()[["tenchu", "geometry"]]
        pyogrio.write_dataframe(frame, folder / "a.gdb", layer="a", driver="OpenFileGDB")
        return folder / "a.gdb"

    return write


@pytest.mark.parametrize("suffix", [".gpkg", ".fgb", ".shp", ".gdb"])
def test_the_first_features_and_the_extent_of_all_are_told(large_file, suffix):
    wanted = parcels()
    first = first_two(large_file(suffix))
    assert first.frame.crs == wanted.crs
    assert len(first.frame) == 2
    for shape in first.frame.geometry:
        assert min(shapely.distance(shape.centroid, wanted.geometry.centroid)) < 1e-3
    assert first.bounds == pytest.approx(tuple(wanted.total_bounds), abs=0.01)


def test_a_small_file_has_no_beginning(everyday_file, monkeypatch):
    monkeypatch.setattr(beginnings, "LARGE_BYTES", 80_000_000)
    assert first_two(everyday_file(".gpkg")) is None


def test_a_format_that_is_read_as_a_whole_has_no_beginning(everyday_file):
    assert first_two(everyday_file(".geojson")) is None


def test_without_a_system_nothing_is_shown_until_one_is_chosen(everyday_file):
    path = everyday_file(".shp")
    path.with_suffix(".prj").unlink()
    assert first_two(path) is None
    assert first_two(path, "EPSG:9210").frame.crs == "EPSG:9210"


def test_a_layer_without_places_has_no_beginning(everyday_file):
    empty = parcels().iloc[:0]
    assert first_two(everyday_file(".gpkg", empty)) is None


def test_a_file_that_breaks_off_has_no_beginning_and_no_error(everyday_file):
    path = everyday_file(".shp")
    with opened(path) as source:
        path.write_bytes(path.read_bytes()[:60])
        assert beginnings.beginning(source.layers[0], None) is None
        path.unlink()
        assert beginnings.beginning(source.layers[0], None) is None


def test_an_odd_name_is_no_obstacle(everyday_file):
    path = everyday_file(".gpkg")
    odd = path.rename(path.with_name("thửa! (1); mới?.gpkg"))
    assert len(first_two(odd).frame) == 2
