"""A large file is drawn from its bytes: the same arrays as by way of objects."""

from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pytest
import shapely
from geopandas.array import GeometryArray
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS

from planviewer.drawing.geometry import GeometryArrays
from planviewer.model.crs import operation
from planviewer.reading import frames
from planviewer.reading.deferred import DeferredGeometries, deferred
from planviewer.reading.frames import defer_geometries, make_geometries
from planviewer.reading.wkb import plain_shapes

TM3 = CRS("EPSG:9210")
RING = [(0, 0), (4, 0), (5, 3), (1, 4)]
HOLED = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(2, 2), (4, 2), (4, 4), (2, 4)]])
POLYGONS = {
    "plain": shapely.Polygon(RING),
    "of another size": shapely.Polygon([(0, 0), (1, 0), (0, 1)]),
    "one part": shapely.MultiPolygon([shapely.Polygon(RING)]),
    "holed": HOLED,
    "two parts": shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(3, 3, 4, 4)]),
    "empty": shapely.Polygon(),
    "three-dimensional": shapely.Polygon([(0, 0, 7), (1, 0, 7), (0, 1, 7)]),
    "points among them": shapely.MultiPoint([(0, 0), (3, 1)]),
}
LINES = {
    "plain": shapely.LineString([(0, 0), (3, 1), (4, 4)]),
    "one part": shapely.MultiLineString([[(0, 0), (3, 1)]]),
    "two parts": shapely.MultiLineString([[(0, 0), (3, 1)], [(5, 5), (6, 6)]]),
}
POINTS = {"plain": shapely.Point(1, 2), "several": shapely.MultiPoint([(0, 0), (1, 1)])}


def column(geometries: list[Any], chunks: int = 1) -> pa.ChunkedArray:
    parts = np.array_split(np.array(shapely.to_wkb(geometries), dtype=object), chunks)
    return pa.chunked_array([pa.array(part.tolist(), pa.binary()) for part in parts])


@pytest.fixture(autouse=True, scope="module")
def _small_is_large() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "_MANY", 1)
        patch.setattr(frames, "_NEARLY_ALL", 0.0)
        yield


def same(one: GeometryArrays, other: GeometryArrays) -> bool:
    pairs = [(one.polygons, other.polygons), (one.lines, other.lines), (one.points, other.points)]
    return one.row_count == other.row_count and all(
        sorted(zip(a.rows.tolist(), a.lengths.tolist(), a.areas.tolist(), strict=True))
        == sorted(zip(b.rows.tolist(), b.lengths.tolist(), b.areas.tolist(), strict=True))
        and sorted(a.paths.coords.tolist()) == sorted(b.paths.coords.tolist())
        for a, b in pairs
    )


@pytest.mark.parametrize("family", [POLYGONS, LINES, POINTS])
@given(data=st.data())
def test_bytes_and_objects_give_the_same_arrays(family: dict[str, Any], data: Any) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(family)), min_size=1, max_size=12))
    moved = [
        shapely.transform(family[name], lambda c, k=k: c + 500_000 + 10 * k, include_z=False)
        if name != "three-dimensional"
        else family[name]
        for k, name in enumerate([*names, "plain"])
    ]
    wkb = column(moved, data.draw(st.integers(1, 3)))
    kept = defer_geometries(wkb)
    assert kept is not None
    objects = GeometryArray(make_geometries(wkb, len(wkb))[0], crs=TM3)
    change = operation(TM3, "EPSG:3857")
    assert kept.kind == gpd_kind(objects)
    assert same(
        GeometryArrays.of_column(DeferredGeometries(kept, TM3), change),
        GeometryArrays.of_column(objects, change),
    )


def gpd_kind(objects: GeometryArray) -> str:
    kinds = {
        name.removeprefix("Multi").lower().replace("linestring", "line")
        for name in objects.geom_type
    }
    return kinds.pop() if len(kinds) == 1 else "mixed"


@pytest.mark.parametrize(
    "wkb",
    [
        column([None, shapely.Point(1, 2)]),
        column([shapely.Point(1, 2), shapely.LineString([(0, 0), (1, 1)])]),
        pa.chunked_array([pa.array([b"", b"\x01"], pa.binary())]),
        pa.chunked_array([pa.array([b"\x01\x03\x00\x00\x00\x01\x00\x00\x00\xff\xff\xff\xff"])]),
        pa.chunked_array([pa.array([shapely.to_wkb(shapely.box(0, 0, 1, 1), byte_order=0)])]),
        pa.chunked_array([pa.array([shapely.to_wkb(shapely.box(0, 0, 1, 1))[:-8] + b"\x01" * 8])]),
        pa.chunked_array([], pa.binary()),
    ],
)
def test_what_is_missing_mixed_or_broken_is_left_to_the_objects(wkb: pa.ChunkedArray) -> None:
    found = plain_shapes(wkb)
    assert found is None or len(found.rows) == 0


@given(data=st.binary(max_size=120), cut=st.integers(0, 93))
def test_no_bytes_at_all_do_harm(data: bytes, cut: int) -> None:
    box = shapely.to_wkb(shapely.box(0, 0, 1, 1))
    for bad in (data, box[:cut], box[:cut] + data, b"\x01\x06\x00\x00\x00" + data):
        found = plain_shapes(pa.chunked_array([pa.array([box, bad], pa.binary())]))
        assert found is None or 0 < len(found.rows) <= 2


def deferred_frame(count: int) -> gpd.GeoDataFrame:
    boxes = [shapely.box(k, k, k + 1, k + 2) for k in range(count)]
    kept = defer_geometries(column(boxes))
    assert kept is not None
    return gpd.GeoDataFrame({"n": range(count)}, geometry=DeferredGeometries(kept, TM3), copy=False)


def test_a_look_at_a_few_features_leaves_the_others_bytes() -> None:
    frame = deferred_frame(2_000)
    source = deferred(frame.geometry.array)
    assert source is not None
    assert frame.geometry.iloc[-1] == shapely.box(1999, 1999, 2000, 2001)
    assert frame.iloc[[3, 4]].geometry.area.tolist() == [2.0, 2.0]
    assert len(frame) == len(frame.geometry) == 2_000
    assert not frame.geometry.isna().any()
    assert source._made is None
    assert frame.geometry.area.sum() == 4_000
    assert source._made is not None


def test_a_changed_copy_leaves_the_column_alone() -> None:
    frame = deferred_frame(50)
    copy = frame.copy()
    copy.loc[7, "geometry"] = shapely.Point(1, 1)
    assert copy.geometry[7] == shapely.Point(1, 1)
    assert frame.geometry[7] == shapely.box(7, 7, 8, 9)
    assert frame.to_crs("EPSG:4326").crs.to_epsg() == 4326
    assert len(frame[frame["n"] > 40]) == 9
