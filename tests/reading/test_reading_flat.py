"""Heights that a format gives to all: left out where each is 0, in large files as in small ones."""

from __future__ import annotations

import pytest
import shapely

from planviewer.reading.deferred import DeferredGeometries
from planviewer.reading.files import read_features

MANY = 20_000
CORNERS = [(106.1, 22.7), (106.2, 22.7), (106.2, 22.8), (106.1, 22.7)]


def kml(folder, places=""):
    point = "<Placemark><Point><coordinates>106.1,22.7</coordinates></Point></Placemark>"
    ring = f"<outerBoundaryIs><LinearRing><coordinates>{places}</coordinates></LinearRing>"
    area = f"<Placemark><Polygon>{ring}</outerBoundaryIs></Polygon></Placemark>"
    path = folder / "a.kml"
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>a</name>'
        f"{point * MANY}{area if places else ''}</Document></kml>",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("height", "has_z"), [("", False), (",0", False), (",5", True)])
def test_heights_of_zero_are_left_out_of_a_large_file(folder, height, has_z):
    places = " ".join(f"{x},{y}{height}" for x, y in CORNERS)
    geometries = read_features(kml(folder, places), examine=False).frame.geometry
    assert len(geometries) == MANY + 1
    assert bool(shapely.has_z(geometries.iloc[-1])) == has_z
    assert not shapely.has_z(geometries.iloc[:-1].to_numpy()).any()


def test_flat_shapes_become_objects_later(folder):
    array = read_features(kml(folder), examine=False).frame.geometry.array
    assert isinstance(array, DeferredGeometries)
