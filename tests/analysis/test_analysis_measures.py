import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString

from planviewer.analysis.measures import measure, measure_frame, measure_on_ellipsoid
from planviewer.errors import CrsNotMetric
from planviewer.model.crs import operation

PLAN_CRS = "EPSG:9210"
SQUARE = shapely.box(541_000, 2_515_000, 541_100, 2_515_100)
ROAD = LineString([(541_000, 2_515_000), (541_000, 2_516_000)])


def test_areas_and_lengths_are_those_of_the_grid():
    measures = measure(SQUARE, PLAN_CRS)
    assert (measures.length_m, measures.area_m2) == (400, 10_000)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4756", "EPSG:3857"])
def test_nothing_is_measured_in_degrees_or_web_mercator(crs):
    with pytest.raises(CrsNotMetric):
        measure(SQUARE, crs)
    with pytest.raises(CrsNotMetric):
        measure_frame(gpd.GeoDataFrame(geometry=[SQUARE], crs=PLAN_CRS), crs)


def test_a_frame_in_degrees_is_measured_in_the_plan_crs():
    shapes = [SQUARE, ROAD, None]
    degrees = [g and shapely.transform(g, operation(PLAN_CRS, "EPSG:4326").points) for g in shapes]
    frame = gpd.GeoDataFrame(geometry=degrees, crs="EPSG:4326", index=[7, 8, 9])
    measures = measure_frame(frame, PLAN_CRS)
    assert list(measures.index) == [7, 8, 9]
    assert measures["area_m2"].tolist() == pytest.approx([10_000, 0, np.nan], nan_ok=True)
    assert measures["length_m"].tolist() == pytest.approx([400, 1000, np.nan], nan_ok=True)


def test_the_ellipsoid_differs_from_the_grid_by_the_scale_factor():
    factor = 0.999921
    road = measure_on_ellipsoid(ROAD, PLAN_CRS)
    assert road.length_m == pytest.approx(1000 / factor, abs=0.001)
    assert measure_on_ellipsoid(SQUARE, PLAN_CRS).area_m2 == pytest.approx(
        10_000 / factor**2, abs=0.02
    )


def test_holes_and_parts_count_on_the_ellipsoid():
    hole = shapely.box(541_010, 2_515_010, 541_020, 2_515_020)
    holed = shapely.difference(SQUARE, hole)
    two = shapely.MultiPolygon([hole, shapely.transform(hole, lambda xy: xy + 500)])
    on = lambda g: measure_on_ellipsoid(g, PLAN_CRS).area_m2  # noqa: E731
    assert on(holed) == pytest.approx(on(SQUARE) - on(hole), abs=1e-4)
    assert on(two) == pytest.approx(2 * on(hole), abs=0.001)
