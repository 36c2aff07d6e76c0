"""Outlines as text, read by the column: what shapely reads one by one."""

from __future__ import annotations

import pyarrow as pa
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planviewer.reading.wkt import plain_wkb

figure = st.floats(-1e7, 1e7, allow_nan=False) | st.integers(-(10**7), 10**7)
place = st.tuples(figure, figure).map(lambda xy: f"{xy[0]!r} {xy[1]!r}")
places = st.lists(place, min_size=3, max_size=9)
SHAPES = {
    "polygon": places.map(lambda p: f"POLYGON (({', '.join([*p, p[0]])}))"),
    "line": places.map(lambda p: f"LINESTRING ({', '.join(p)})"),
    "point": place.map(lambda p: f"POINT ({p})"),
}


def column(*texts):
    return pa.chunked_array([pa.array(texts, pa.string())])


@pytest.mark.parametrize("kind", SHAPES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_plain_shapes_are_those_shapely_reads(kind, data):
    texts = data.draw(st.lists(SHAPES[kind] | st.none(), min_size=1, max_size=12))
    made = plain_wkb(column(*texts))
    if texts[0] is None:
        return  # the first row says what kind it is
    expected = shapely.from_wkt(texts)
    assert made is not None
    found = shapely.from_wkb(made.to_pylist())
    assert [shape is None for shape in found] == [shape is None for shape in expected]
    present = [row for row, text in enumerate(texts) if text is not None]
    assert shapely.equals_exact(found[present], expected[present], 0).all()


SQUARE = "POLYGON ((0 0, 4 0, 4 4, 0 0))"


@pytest.mark.parametrize(
    "odd",
    [
        "POLYGON ((0 0, 4 0, 4 4, 0 1))",  # not closed
        "POLYGON ((0 0, 4 0, 0 0))",  # two corners
        "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))",  # a hole
        "POLYGON Z ((0 0 1, 4 0 1, 4 4 1, 0 0 1))",
        "POLYGON ((0 0 1, 4 0 1, 4 4 1, 0 0 1))",
        "POLYGON EMPTY",
        "POLYGON((0 0,4 0,4 4,0 0))",
        "polygon ((0 0, 4 0, 4 4, 0 0))",
        "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))",
        "SRID=9210;POLYGON ((0 0, 4 0, 4 4, 0 0))",
        "POINT (1 2)",
        "POLYGON ((0 0, 4 0, 4 4, 0 0)) ",
        "POLYGON ((0 0, 4 0, 4 4, nan nan))",
        "POLYGON ((0 0, 4 0, 4 e, 0 0))",
        "POLYGON ((0 0, 4, 0 4 4, 0 0))",
        "POLYGON ((0 0, 4 0,\n4 4, 0 0))",
        "POLYGON ((1O 0, 4 0, 4 4, 1O 0))",  # letters for noughts
        "POLYGON ((0 0, POLYGON 4 0, 4 4, 0 0))",
        "POLYGON ((0 0, 4 0, 4 4, 0 0))POLYGON ((0 0, 4 0, 4 4, 0 0))",
        "POLYGON ((0 0, 4e999 0, 4 4, 0 0))",
        "nothing of the kind",
        "",
    ],
)
def test_what_is_not_plain_is_left_to_shapely(odd):
    assert plain_wkb(column(SQUARE, SQUARE)) is not None
    assert plain_wkb(column(SQUARE, odd)) is None
    assert plain_wkb(column(odd, SQUARE)) is None


def test_a_column_in_several_pieces_is_one():
    pieces = pa.chunked_array([pa.array([SQUARE, None]), pa.array([None, SQUARE])])
    made = plain_wkb(pieces)
    assert [shape is None for shape in made.to_pylist()] == [False, True, True, False]


def test_a_column_without_text_is_left_alone():
    assert plain_wkb(pa.chunked_array([], pa.string())) is None
