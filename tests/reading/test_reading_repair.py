"""The geometry doctor: what is wrong is found by feature, mended, and accounted for in m²."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely
import shapely.affinity
from hypothesis import given
from hypothesis import strategies as st

from mending import wanted_rows
from planviewer.errors import CrsNotMetric
from planviewer.model.crs import operation
from planviewer.reading.files import read_features
from planviewer.reading.findings import find_problems
from planviewer.reading.repair import REPAIRABLE, repair

X, Y = 541_100.0, 2_515_360.0
GOOD = shapely.box(X, Y, X + 20, Y + 25)
AREA = 500.0


def at(*points):
    return [(X + x, Y + y, *more) for x, y, *more in points]


BOW = shapely.Polygon(at((0, 0), (10, 10), (10, 0), (0, 10)))
NAN, INF = np.nan, np.inf
ODD = {
    "geometry-invalid": [
        (BOW, 0.0, 50.0),
        # a hole that reaches out: the land outside of the outline is none
        (shapely.Polygon(GOOD.exterior, [at((10, 5), (30, 5), (30, 10), (10, 10))]), 400.0, 450.0),
    ],
    "geometry-3d": [
        (shapely.Polygon(at((0, 0, 5), (10, 0, 6), (10, 10, 7), (0, 10, 8))), 100.0, 100.0),
        (shapely.LineString(at((0, 0, 1), (5, 5, 2))), 0.0, 0.0),
        (shapely.Point(X, Y, 180.5), 0.0, 0.0),
        (shapely.from_wkt(f"POINT M ({X} {Y} 3)"), 0.0, 0.0),
        (shapely.from_wkt(f"LINESTRING ZM ({X} {Y} 1 2, {X + 5} {Y} 3 4)"), 0.0, 0.0),
    ],
    "geometry-empty": [
        (shapely.Polygon(), 0.0, 0.0),
        (shapely.MultiPolygon(), 0.0, 0.0),
        (shapely.LineString(), 0.0, 0.0),
        (shapely.Point(), 0.0, 0.0),
        (shapely.GeometryCollection(), 0.0, 0.0),
    ],
}
"""Geometries by what is wrong with them, their area before and after it was mended (m²)."""
with np.errstate(invalid="ignore"):  # GEOS minds them, which is the point
    ODD["coordinates-not-finite"] = [
        (shapely.Polygon(at((0, 0), (10, 0), (NAN, NAN), (10, 10), (0, 10))), 0.0, 100.0),
        (shapely.Polygon(at((0, 0), (10, 0), (INF, 5), (10, 10), (0, 10))), 0.0, 100.0),
        (shapely.LineString(at((0, 0), (NAN, 1), (5, 0))), 0.0, 0.0),
        (shapely.MultiPoint(at((0, 0), (INF, 1))), 0.0, 0.0),
        (shapely.Point(X, INF), 0.0, 0.0),
    ]
CASES = pytest.mark.parametrize(
    ("code", "odd", "before", "after"),
    [(code, *case) for code, cases in ODD.items() for case in cases],
    ids=[f"{code}-{n}" for code, cases in ODD.items() for n, _ in enumerate(cases)],
)
LEFT_WITHOUT_PLACE = {"geometry-empty"}


def layer(*shapes, crs="EPSG:9210"):
    """Return a frame of good features with odd ones among them: rows 1, 3 …"""
    goods = [shapely.affinity.translate(GOOD, 50 * n) for n in range(len(shapes))]
    rows = [item for pair in zip(goods, shapes, strict=True) for item in pair]
    return gpd.GeoDataFrame({"so": range(len(rows))}, geometry=rows, crs=crs)


def moved(shape, way):
    return shapely.transform(shape, way.points)


@CASES
def test_it_is_found_at_its_row_and_mended_with_an_account(code, odd, before, after):
    frame = layer(odd)
    untouched = frame.geometry.to_wkb().tolist()
    problems = {p.code: p for p in find_problems(frame)}
    found = problems[code]
    assert (found.feature, found.count, found.rows) == (1, 1, (1,))
    assert found.hint is not None
    with np.errstate(invalid="ignore"):
        done = repair(frame, {code: found.rows}, "EPSG:9210")
    (change,) = done.changes
    assert (change.row, change.code) == (1, code)
    assert str(change.words)
    assert change.area_before_m2 == pytest.approx(before, abs=1e-6)
    assert change.area_after_m2 == pytest.approx(after, abs=1e-6)
    assert done.area_change_m2 == pytest.approx(after - before, abs=1e-6)
    assert frame.geometry.to_wkb().tolist() == untouched
    assert done.frame["so"].tolist() == [0, 1]
    assert done.frame.geometry.iloc[0].equals(GOOD)
    left = {p.code for p in find_problems(done.frame)} - {"geometry-mixed", "geometry-missing"}
    assert left <= {"sliver"}
    mended = done.frame.geometry.iloc[1]
    assert mended is None or (mended.is_valid and not mended.has_z and not mended.is_empty)
    assert (0.0 if mended is None else mended.area) == pytest.approx(after, abs=1e-6)


@pytest.mark.parametrize("crs", ["EPSG:3405", "EPSG:5897", "EPSG:4756", "EPSG:4326"])
def test_the_account_is_in_metres_of_the_plan_whatever_the_file_is_in(crs):
    shapes = [BOW, GOOD]
    way = operation("EPSG:9210", crs)
    frame = gpd.GeoDataFrame(geometry=[moved(x, way) for x in shapes], crs=crs)
    wanted = wanted_rows(find_problems(frame))
    assert wanted == {"geometry-invalid": (0,)}
    done = repair(frame, wanted, "EPSG:9210")
    (change,) = done.changes
    assert change.area_after_m2 == pytest.approx(50, abs=0.001)
    assert done.area_change_m2 == pytest.approx(50, abs=0.001)
    assert done.frame.crs == frame.crs


def test_areas_are_not_told_in_degrees():
    with pytest.raises(CrsNotMetric):
        repair(layer(BOW), {"geometry-invalid": [1]}, "EPSG:4326")


def geojson(folder, *rings):
    way = operation("EPSG:9210", "EPSG:4326")
    features = [
        {
            "type": "Feature",
            "properties": {"so": number},
            "geometry": {
                "type": "Polygon",
                "coordinates": [way.points(np.array(at(*ring))).tolist()],
            },
        }
        for number, ring in enumerate(rings)
    ]
    path = folder / "x.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_an_open_outline_is_found_by_feature_and_mended_without_touching_the_file(folder):
    closed = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    path = geojson(folder, closed, closed[:-1], [(x + 20, y) for x, y in closed[:-1]])
    before = path.read_bytes()
    features = read_features(path)
    found = {p.code: p.rows for p in features.problems}
    assert found["ring-open"] == (1, 2)
    assert "reader-note" not in found  # what the library says of it
    done = repair(features.frame, wanted_rows(features.problems), "EPSG:9210")
    changes = {change.row: change for change in done.changes}
    for row in (1, 2):
        change = changes[row]
        assert change.code in {"ring-open", "duplicate"}  # closed, the first is a copy of row 0
    assert changes[2].area_before_m2 == pytest.approx(100, abs=0.01)
    assert changes[2].area_after_m2 == pytest.approx(100, abs=0.01)
    assert path.read_bytes() == before


RING = "106.15 22.73, 106.16 22.73, 106.16 22.74"
PLACES = RING.replace(", ", ";").replace(" ", ",").replace(";", " ")
OPEN = {
    ".csv": f"so;wkt\n0;POINT(106.1 22.7)\n1;POLYGON(({RING}))\n2;POLYGON((khong co))\n",
    ".kml": '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><Point><coordinates>'
    "106.1,22.7</coordinates></Point></Placemark><Placemark><Polygon><outerBoundaryIs><LinearRing>"
    f"<coordinates>{PLACES}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    "</Document></kml>",
}


@pytest.mark.parametrize("suffix", [".csv", ".kml"])
def test_an_open_outline_of_text_is_closed_and_told_in_our_words(folder, suffix):
    path = folder / f"a{suffix}"
    path.write_text(OPEN[suffix], encoding="utf-8")
    features = read_features(path, crs="EPSG:4326" if suffix == ".csv" else None)
    found = {p.code: p for p in features.problems}
    assert found["ring-open"].rows == (1,)
    assert features.frame.geometry.iloc[1].area == pytest.approx(0.00005)
    assert "reader-note" not in found
    if suffix == ".csv":
        assert (found["coordinates-unreadable"].feature, features.frame.geometry.iloc[2]) == (
            2,
            None,
        )


@pytest.mark.parametrize("suffix", [".gpkg", ".fgb", ".parquet", ".shp"])
def test_what_is_wrong_in_a_file_is_mended_and_the_file_stays_as_it_was(folder, suffix):
    path = folder / f"lô đất{suffix}"
    high = shapely.Polygon(at((40, 0, 5), (50, 0, 6), (50, 10, 7), (40, 10, 8)))
    frame = layer(BOW, high)
    if suffix in {".shp", ".fgb"}:  # which hold one kind of coordinates only
        frame.geometry = shapely.force_3d(frame.geometry.array)
    frame.to_parquet(path) if suffix == ".parquet" else frame.to_file(path)
    files = {item.name: item.read_bytes() for item in folder.iterdir()}
    features = read_features(path)
    wanted = wanted_rows(features.problems)
    numbers = {code: sorted(features.frame["so"].iloc[list(r)]) for code, r in wanted.items()}
    assert numbers["geometry-invalid"] == [1]
    assert 3 in numbers["geometry-3d"]
    done = repair(features.frame, wanted, "EPSG:9210")
    assert done.area_change_m2 == pytest.approx(50, abs=1e-6)
    assert not done.frame.geometry.has_z.any()
    assert done.frame.geometry.is_valid.all()
    assert {item.name: item.read_bytes() for item in folder.iterdir()} == files


def test_only_what_was_wanted_is_mended():
    frame = layer(BOW, shapely.Point(X, Y, 5), shapely.Polygon())
    done = repair(frame, {"geometry-3d": [3]}, "EPSG:9210")
    assert [(c.row, c.code) for c in done.changes] == [(3, "geometry-3d")]
    assert not done.frame.geometry.iloc[1].is_valid
    assert done.frame.geometry.iloc[5].is_empty


def test_every_kind_that_can_be_mended_has_words_for_it():
    frame = layer(BOW, BOW, BOW, BOW)
    for code in REPAIRABLE:
        (change,) = repair(frame, {code: [1]}, "EPSG:9210").changes
        assert str(change.words)


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=4, max_size=12, unique=True
    )
)
def test_mended_outlines_are_valid_and_the_account_adds_up(points):
    frame = layer(shapely.Polygon(at(*points)), shapely.Polygon(at(*points[::-1])))
    wanted = wanted_rows(find_problems(frame))
    done = repair(frame, wanted, "EPSG:9210")
    kept = [g for g in done.frame.geometry if g is not None]
    assert all(g.is_valid for g in kept)
    assert np.isfinite(done.area_change_m2)
    total = sum(g.area for g in kept)
    assert total == pytest.approx(frame.geometry.area.sum() + done.area_change_m2, abs=1e-6)
