"""A few vertices stand for all, without the coordinates of all being taken out."""

import numpy as np
import pytest
import shapely

from planviewer.reading import neighbours
from planviewer.reading.neighbours import sample_points


def circle(count, x=0.0):
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return shapely.Polygon(np.column_stack((x + np.cos(angle), np.sin(angle))))


@pytest.mark.parametrize("many", [10, neighbours._MANY_POINTS])
def test_huge_outlines_are_sampled_all_round_like_small_ones(many, monkeypatch):
    monkeypatch.setattr(neighbours, "_MANY_POINTS", many)
    line = shapely.LineString([(5, 0), (5, 9)])
    both = shapely.MultiPolygon([circle(900), circle(700, 9.0)])
    nested = shapely.GeometryCollection([both, shapely.GeometryCollection([line])])
    shapes = np.array([nested, None, shapely.Point(3, 3), shapely.Polygon()], dtype=object)
    points = sample_points(shapes, most=200)
    assert 0 < len(points) <= 200
    known = set(map(tuple, shapely.get_coordinates(shapes)))
    assert set(map(tuple, points)) <= known
    for x in (0.0, 9.0):
        near = points[np.abs(points[:, 0] - x) <= 1]
        assert set(zip(near[:, 0] > x, near[:, 1] > 0, strict=True)) == {
            (a, b) for a in (True, False) for b in (True, False)
        }
