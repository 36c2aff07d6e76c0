import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planviewer.analysis import chainage_marks as module
from planviewer.analysis.chainage_marks import chainage_marks
from planviewer.errors import CrsNotMetric

CRS = "EPSG:9210"
X, Y = 541_000.0, 2_515_000.0
steps = st.lists(
    st.tuples(st.floats(-300, 300), st.floats(-300, 300)).filter(lambda d: abs(d[0]) > 1),
    min_size=1,
    max_size=8,
)


def frame_of(*lines):
    return gpd.GeoDataFrame(geometry=[shapely.LineString(line) for line in lines], crs=CRS)


@settings(max_examples=60, deadline=None)
@given(legs=steps, step_m=st.sampled_from([20.0, 50.0, 100.0]))
def test_marks_stand_at_whole_steps_of_the_length_on_the_grid(legs, step_m):
    coords = np.cumsum([(X, Y), *legs], axis=0)
    line = shapely.LineString(coords)
    marks = chainage_marks(frame_of(coords), step_m, CRS)
    assert marks.chainages.tolist() == (np.arange(len(marks.chainages)) * step_m).tolist()
    assert line.length - step_m - 1e-6 < marks.chainages[-1] <= line.length + 1e-6
    expected = shapely.get_coordinates(shapely.line_interpolate_point(line, marks.chainages))
    assert np.abs(marks.places - expected).max() < 1e-6
    assert np.hypot(*marks.directions.T) == pytest.approx(1)


def test_lines_that_continue_each_other_count_on():
    a, b, c = (X, Y), (X + 130, Y), (X + 130, Y + 120)
    marks = chainage_marks(frame_of([b, c], [a, b]), 100, CRS)
    assert marks.places.tolist() == [[X, Y], [X + 100, Y], [X + 130, Y + 70]]


def test_chainages_are_those_of_the_plan_also_for_a_file_in_degrees():
    """On the web map's own grid the same road would be 8 % longer."""
    road = frame_of([(X, Y), (X + 3000, Y + 4000)])
    marks = chainage_marks(road.to_crs("EPSG:4326"), 1000, CRS)
    assert marks.chainages.tolist() == [0, 1000, 2000, 3000, 4000, 5000]
    expected = [(X + 600 * k, Y + 800 * k) for k in range(6)]
    assert np.abs(marks.places - expected).max() < 0.01
    with pytest.raises(CrsNotMetric):
        chainage_marks(road, 1000, "EPSG:3857")


def test_what_is_no_line_has_no_chainage():
    odd = [None, shapely.Point(X, Y), shapely.LineString(), shapely.box(X, Y, X + 1, Y + 1)]
    frame = gpd.GeoDataFrame(geometry=odd, crs=CRS)
    assert len(chainage_marks(frame, 100, CRS).chainages) == 0


def test_a_tiny_step_is_widened_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(module, "MOST_MARKS", 100)
    marks = chainage_marks(frame_of([(X, Y), (X + 5000, Y)]), 1, CRS)
    assert marks.step_m == 100
    assert len(marks.chainages) == 51
