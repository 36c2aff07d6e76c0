"""What the column over bytes rests on inside geopandas, which has no public way for one.

`DeferredGeometries` stands for the field ``_data`` of ``GeometryArray``, where geopandas keeps the
objects. A version that keeps them elsewhere, or something more beside them, fails here.
"""

import operator
import pickle
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas.array import GeometryArray
from pyproj import CRS
from test_drawing_deferred import column

from planviewer.reading import frames
from planviewer.reading.deferred import DeferredGeometries, deferred
from planviewer.reading.frames import defer_geometries, make_geometries

TM3 = CRS("EPSG:9210")
BOXES = [shapely.box(541_000 + k, 2_515_000, 541_001 + k, 2_515_002 + k) for k in range(40)]
POINT = shapely.Point(541_003.5, 2_515_001)
ASKED = {
    **{name: operator.attrgetter(name) for name in ("area", "bounds", "geom_type", "is_valid")},
    **{name: operator.attrgetter(name) for name in ("total_bounds", "centroid", "boundary")},
    "buffer": lambda x: x.buffer(2).area,
    "intersects": lambda x: x.intersects(POINT),
    "distance": lambda x: x.distance(POINT),
    "in degrees": lambda x: x.to_crs("EPSG:4326").bounds,
    "union": lambda x: x.union_all().area,
    "index": lambda x: np.sort(x.sindex.query(POINT)),
    "concat": lambda x: pd.concat([x, x]).area,
    "sorted": lambda x: x.iloc[::-1].reset_index(drop=True).area,
    "wkb": lambda x: x.to_wkb(),
    "json": lambda x: x.to_json(),
    "pickle": lambda x: pickle.loads(pickle.dumps(x)).area,  # noqa: S301  our own bytes
    "points": lambda x: x.get_coordinates(),
}


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "_MANY", 1)


def both() -> tuple[gpd.GeoSeries, gpd.GeoSeries]:
    """Return the same boxes over bytes and as objects."""
    wkb = column(BOXES)
    kept = defer_geometries(wkb)
    assert kept is not None
    objects = GeometryArray(make_geometries(wkb, len(wkb))[0], crs=TM3)
    series = gpd.GeoSeries(DeferredGeometries(kept, TM3), copy=False)
    assert deferred(series.array) is not None
    return series, gpd.GeoSeries(objects)


def test_geopandas_keeps_nothing_beside_objects_system_and_index() -> None:
    objects = GeometryArray(np.array(BOXES, dtype=object), crs=TM3)
    assert set(vars(objects)) == {"_data", "_crs", "_sindex"}
    assert objects._data is not None


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_bytes_answer_as_objects_do(ask: Any) -> None:
    over_bytes, objects = map(ask, both())
    if isinstance(objects, (pd.Series, pd.DataFrame)):
        assert over_bytes.equals(objects)
    else:
        assert np.array_equal(over_bytes, objects)
