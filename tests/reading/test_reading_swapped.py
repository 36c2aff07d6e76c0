"""X and Y in the wrong order: told with the option to give, and exchanged on demand."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from planviewer import cli, i18n
from planviewer.app.affected.land import AffectedOrder, find_affected
from planviewer.assets import bundled_plan
from planviewer.errors import AxesSwapped, CrsMissing
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features
from planviewer.writing.moment import today

LOT = shapely.box(541_100, 2_515_360, 541_120, 2_515_385)


@pytest.fixture(autouse=True)
def english():
    i18n.install("en")


def flipped(geometry):
    return shapely.transform(geometry, lambda points: points[:, ::-1])


@pytest.fixture
def drawing(folder):
    """A file without a system, northing first."""
    path = folder / "thửa.csv"
    path.write_text(f'id,wkt\n1,"{flipped(LOT).wkt}"\n', encoding="utf-8")
    return path


def test_without_a_system_the_option_is_named(drawing):
    with pytest.raises(CrsMissing, match=r"--swap-xy.*EPSG:9210"):
        read_features(drawing)
    assert "--swap-xy" in str(describe(drawing)[0].problems[0].message)


def test_in_a_system_where_they_cannot_be_the_option_is_named(drawing, folder):
    with pytest.raises(AxesSwapped, match="--swap-xy"):
        read_features(drawing, crs="EPSG:9210")
    path = folder / "a.geojson"
    path.write_text('{"type": "Point", "coordinates": [22.7, 106.1]}', encoding="utf-8")
    with pytest.raises(CrsMissing, match="--swap-xy"):
        read_features(path)


def test_exchanged_they_lie_in_their_place(drawing, capsys):
    argv = ["info", str(drawing), "--crs", "9210", "--swap-xy", "--json", "--lang", "en"]
    assert cli.main(argv) == 0
    (layer,) = json.loads(capsys.readouterr().out)["layers"]
    assert layer["bounds_wgs84"][0] == pytest.approx(106.152, abs=0.001)


def test_a_file_is_converted_with_x_and_y_exchanged(drawing, folder, capsys):
    out = folder / "out.gpkg"
    argv = ["convert", str(drawing), str(out), "--from-crs", "9210", "--swap-xy", "--lang", "en"]
    assert cli.main(argv) == 0, capsys.readouterr().err
    assert gpd.read_file(out).geometry.iloc[0].normalize().equals(LOT.normalize())


def test_parcels_are_exchanged_before_they_are_cut(folder):
    path = folder / "thửa.gpkg"
    place = shapely.transform(LOT, lambda points: np.add(points, (500, -600)))
    figures = []
    for swapped in (False, True):
        geometry = flipped(place) if swapped else place
        frame = gpd.GeoDataFrame({"shthua": ["1"]}, geometry=[geometry], crs="EPSG:9210")
        frame.to_file(path)
        order = AffectedOrder(bundled_plan(), path, today(), crs="EPSG:9210", swapped=swapped)
        figures.append(find_affected(order).affected_area_m2)
    assert figures[0] == figures[1] > 0
