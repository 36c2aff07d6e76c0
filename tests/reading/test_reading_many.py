"""Very many geometries: Python's collector does not go through them again and again."""

import gc

import numpy as np
import pyarrow as pa
import pytest
import shapely

from planviewer import pace
from planviewer.errors import Cancelled
from planviewer.reading.frames import collector_at_rest, make_geometries


def column(count: int) -> pa.ChunkedArray:
    points = shapely.points(np.arange(count, dtype=float), 0.0)
    return pa.chunked_array([pa.array(shapely.to_wkb(points).tolist(), pa.binary())])


def test_the_collector_goes_through_many_geometries_neither_while_they_come_nor_after() -> None:
    seen: list[int] = []
    wkb = column(30_000)
    gc.collect()  # what earlier tests left must not be due while the geometries come
    gc.callbacks.append(lambda _phase, info: seen.append(info["generation"]))
    try:
        made, _ = make_geometries(wkb, 30_000)
        assert 2 not in seen
        assert gc.isenabled()
        ids = {id(point) for point in made[:100]}
        assert not any(id(item) in ids for item in gc.get_objects())
    finally:
        gc.callbacks.pop()
        gc.unfreeze()


@pytest.mark.parametrize("count", [10, 30_000])
def test_the_collector_works_again_whatever_happens(count: int) -> None:
    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), pace.listening(stop):
        make_geometries(column(count), count)
    assert gc.isenabled()
    gc.disable()
    try:
        with collector_at_rest(count):
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()
