"""Arcs and surfaces, in files of every kind that has them: straight pieces, and said so."""

from __future__ import annotations

import math
import sqlite3
import struct
from contextlib import suppress

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planviewer.reading.curves import TOLERANCE_M, straightened
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features

EAST, NORTH = 541_000.0, 2_515_000.0
HALF, WHOLE = [(0, 0), (50, 50), (100, 0)], [(0, 0), (100, 0), (0, 0)]


def head(kind, order="<"):
    return bytes([order == "<"]) + struct.pack(f"{order}I", kind)


def points(*places, order="<"):
    numbers = b"".join(struct.pack(f"{order}dd", EAST + x, NORTH + y) for x, y in places)
    return struct.pack(f"{order}I", len(places)) + numbers


def several(kind, *parts):
    return head(kind) + struct.pack("<I", len(parts)) + b"".join(parts)


def arc(*places):
    return head(8) + points(*places)


def ring(*places):
    return head(3) + struct.pack("<I", 1) + points(*places)


D_SHAPE = several(9, arc(*HALF), head(2) + points((100, 0), (0, 0)))
TRIANGLE = ring((0, 0), (9, 0), (0, 9), (0, 0))
SHAPES = {
    "CIRCULARSTRING": (arc(*HALF), "LineString", 50 * math.pi),
    "COMPOUNDCURVE": (D_SHAPE, "LineString", 50 * math.pi + 100),
    "CURVEPOLYGON": (several(10, arc(*WHOLE)), "Polygon", 100 * math.pi),
    "MULTICURVE": (several(11, arc(*HALF), D_SHAPE), "MultiLineString", 100 * math.pi + 100),
    "MULTISURFACE": (
        several(12, several(10, D_SHAPE), TRIANGLE),
        "MultiPolygon",
        50 * math.pi + 100 + 18 + 9 * math.sqrt(2),
    ),
    "GEOMETRYCOLLECTION": (
        several(7, arc(*HALF), TRIANGLE),
        "GeometryCollection",
        50 * math.pi + 18 + 9 * math.sqrt(2),
    ),
}
SURFACES = {
    "TRIANGLE": head(17) + TRIANGLE[5:],
    "TIN": several(16, head(17) + TRIANGLE[5:]),
    "POLYHEDRALSURFACE": several(15, TRIANGLE),
}


def geopackage(path, *shapes):
    """Write geometries byte by byte, which no library of ours can."""
    places = [shapely.Point(EAST, NORTH)] * len(shapes)
    frame = gpd.GeoDataFrame({"a": range(len(shapes))}, geometry=places, crs="EPSG:9210")
    pyogrio.write_dataframe(
        frame, path, layer="t", geometry_type="Unknown", layer_options={"SPATIAL_INDEX": "NO"}
    )
    with sqlite3.connect(path) as base:
        for number, shape in enumerate(shapes, start=1):
            value = b"GP\0\x01" + struct.pack("<i", 9210) + shape
            base.execute("UPDATE t SET geom = ? WHERE fid = ?", (value, number))
    base.close()
    return path


@pytest.mark.parametrize("kind", SHAPES)
def test_arcs_of_a_geopackage_become_straight_pieces_and_it_is_said(folder, kind):
    shape, made, length = SHAPES[kind]
    path = geopackage(folder / "a.gpkg", shape, head(1) + points((1, 1))[4:])
    features = read_features(path)
    geometry = features.frame.geometry.iloc[0]
    assert geometry.geom_type == made
    assert geometry.length == pytest.approx(length, abs=0.01)
    (problem,) = [p for p in features.problems if p.code == "curves-straightened"]
    assert (problem.count, problem.rows, problem.severity) == (1, (0,), "note")
    assert "1 mm" in str(problem.message)
    assert "curves-straightened" in {p.code for p in describe(path)[0].problems}


@pytest.mark.parametrize("kind", SURFACES)
def test_surfaces_become_the_areas_they_are_made_of_and_it_is_said(folder, kind):
    features = read_features(geopackage(folder / "a.gpkg", SURFACES[kind]))
    assert features.frame.geometry.iloc[0].area == pytest.approx(40.5)
    assert "surfaces-as-areas" in {p.code for p in features.problems}


def test_a_curve_among_broken_ones_is_kept(folder):
    shapes = [arc(*HALF), several(10, arc(*HALF))[:-9], head(14), TRIANGLE]
    features = read_features(geopackage(folder / "a.gpkg", *shapes))
    assert features.frame.geometry.notna().tolist() == [True, False, False, True]
    codes = {problem.code: problem.count for problem in features.problems}
    assert (codes["curves-straightened"], codes["geometry-unreadable"]) == (1, 2)


@given(
    st.floats(0.5, 50_000),
    st.floats(0, 2 * math.pi),
    st.floats(0.05, 2 * math.pi - 0.05),
    st.booleans(),
)
def test_no_piece_is_farther_from_its_arc_than_is_said(radius, begin, sweep, clockwise):
    turn = -sweep if clockwise else sweep
    angles = begin + turn * np.array([0, 0.5, 1])
    places = [(radius * math.cos(a), radius * math.sin(a)) for a in angles]
    line, changed = straightened(arc(*places))
    assert changed == {"curves"}
    found = shapely.get_coordinates(line)
    middles = np.vstack((found, (found[1:] + found[:-1]) / 2)) - [EAST, NORTH]
    assert np.abs(np.hypot(*middles.T) - radius).max() <= TOLERANCE_M + 1e-6 * radius
    assert line.length == pytest.approx(radius * sweep, rel=2e-3)
    assert found[[0, -1]] == pytest.approx(np.add((places[0], places[2]), (EAST, NORTH)))


def test_points_on_a_line_and_odd_counts_do_no_harm():
    for places in ([(0, 0), (1, 0), (2, 0)], [(0, 0), (0, 0), (0, 0)], [(0, 0), (1, 1)]):
        line, _ = straightened(arc(*places))
        assert np.isfinite(shapely.get_coordinates(line)).all()


@given(st.binary(max_size=200))
def test_bytes_that_are_no_geometry_are_told(data):
    with suppress(ValueError):
        geometry, _changed = straightened(data)
        assert isinstance(geometry, shapely.Geometry)


def test_endless_nesting_is_told():
    with pytest.raises(ValueError, match="deep"):
        straightened(b"".join(head(7) + struct.pack("<I", 1) for _ in range(5_000)) + b"\0" * 99)


def entities(*pairs):
    return "".join(f"{code}\n{value}\n" for code, value in pairs)


def entity(kind, *pairs):
    return entities((0, kind), (8, "0"), (100, "AcDbEntity"), *pairs)


CENTRE = ((10, EAST), (20, NORTH), (30, 0))
CURVES = {
    "ARC": ((100, "AcDbCircle"), *CENTRE, (40, 100), (100, "AcDbArc"), (50, 0), (51, 180)),
    "CIRCLE": ((100, "AcDbCircle"), *CENTRE, (40, 100)),
    "ELLIPSE": (
        (100, "AcDbEllipse"), *CENTRE, (11, 100), (21, 0), (31, 0), (40, 0.5), (41, 0), (42, 6.28),
    ),
    "LWPOLYLINE": (
        (100, "AcDbPolyline"), (90, 2), (70, 0), *CENTRE[:2], (42, 1.0), (10, EAST + 200),
        (20, NORTH), (42, 0.0),
    ),
    "SPLINE": (
        (100, "AcDbSpline"), (70, 8), (71, 3), (72, 8), (73, 4), (74, 0),
        *[(40, knot) for knot in (0, 0, 0, 0, 1, 1, 1, 1)],
        *[pair for x in range(4) for pair in ((10, EAST + 30 * x), (20, NORTH + x * x), (30, 0))],
    ),
}  # fmt: skip
LINE = entity("LINE", (100, "AcDbLine"), *CENTRE, (11, EAST + 9), (21, NORTH), (31, 0))


@pytest.mark.parametrize("kind", CURVES)
def test_curves_of_a_drawing_are_counted(folder, kind):
    path = folder / "a.dxf"
    body = entities((0, "SECTION"), (2, "ENTITIES")) + entity(kind, *CURVES[kind]) + LINE
    path.write_text(body + entities((0, "ENDSEC"), (0, "EOF")))
    features = read_features(path, crs="EPSG:9210")
    (problem,) = [p for p in features.problems if p.code == "curves-straightened"]
    assert problem.count == 1
    assert "0.004 %" in str(problem.message)


def test_a_drawing_of_straight_lines_says_nothing_of_curves(folder):
    path = folder / "a.dxf"
    straight = entity("LWPOLYLINE", (100, "AcDbPolyline"), (90, 1), (70, 0), *CENTRE[:2])
    body = entities((0, "SECTION"), (2, "ENTITIES")) + straight + LINE
    path.write_text(body + entities((0, "ENDSEC"), (0, "EOF")))
    codes = {p.code for p in read_features(path, crs="EPSG:9210").problems}
    assert "curves-straightened" not in codes


def test_an_arc_of_a_drawing_is_as_near_as_is_said(folder):
    path = folder / "a.dxf"
    body = entities((0, "SECTION"), (2, "ENTITIES")) + entity("ARC", *CURVES["ARC"])
    path.write_text(body + entities((0, "ENDSEC"), (0, "EOF")))
    found = shapely.get_coordinates(read_features(path, crs="EPSG:9210").frame.geometry.iloc[0])
    middles = (found[1:] + found[:-1]) / 2 - [EAST, NORTH]
    assert 100 - np.hypot(*middles.T).min() <= 100 * 4e-5


def test_text_of_arcs_has_no_place_and_is_told(folder):
    path = folder / "a.csv"
    rows = "".join(f'{n},"POINT({541_000 + n} 2515000)"\n' for n in range(25))
    path.write_text(f'id,wkt\n{rows}26,"CIRCULARSTRING(0 0,1 1,2 0)"\n')
    features = read_features(path, crs="EPSG:9210")
    assert features.frame.geometry.isna().sum() == 1
    assert "coordinates-unreadable" in {p.code for p in features.problems}
