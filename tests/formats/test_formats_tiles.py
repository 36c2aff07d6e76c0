"""Tiles of images: MBTiles as it is, PMTiles by way of it."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from formats_samples import as_pmtiles, hilbert
from hypothesis import given
from hypothesis import strategies as st
from rasterio.transform import Affine

from planviewer.errors import FileUnreadable
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features
from planviewer.reading.raster.images import open_raster
from planviewer.reading.raster.pmtiles import as_mbtiles, tile_place
from planviewer.reading.raster.values import pixel_values

WEST, SOUTH, SIDE = 11_816_800.0, 2_600_100.0, 306.0


@pytest.fixture
def mbtiles(folder):
    """Two halves, red and blue, as GDAL writes them."""
    data = np.zeros((3, 512, 512), np.uint8)
    data[0, :256], data[2, 256:] = 255, 200
    place = Affine(SIDE / 512, 0, WEST, 0, -SIDE / 512, SOUTH + SIDE)
    plain = folder / "a.tif"
    with rasterio.open(
        plain, "w", driver="GTiff", width=512, height=512, count=3, dtype="uint8",
        crs="EPSG:3857", transform=place,
    ) as image:  # fmt: skip
        image.write(data)
    path = folder / "ảnh bay.mbtiles"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rasterio.shutil.copy(plain, path, driver="MBTiles", TILE_FORMAT="PNG")
    plain.unlink()
    return path


def test_an_mbtiles_of_images_is_an_image_in_its_place(mbtiles):
    info = open_raster(mbtiles)
    assert info.crs.to_epsg() == 3857
    assert info.bounds == pytest.approx((WEST, SOUTH, WEST + SIDE, SOUTH + SIDE), abs=1.0)
    top, bottom = pixel_values(info, 200, 100), pixel_values(info, 200, 400)
    assert top is not None
    assert bottom is not None
    assert (top[0], bottom[2]) == (255, 200)
    (report,) = describe(mbtiles)
    assert report.crs == "EPSG:3857"


def test_an_image_holds_no_features(mbtiles):
    with pytest.raises(FileUnreadable, match="image"):
        read_features(mbtiles)


@pytest.mark.parametrize("leaf", [False, True])
def test_pmtiles_shows_the_same(mbtiles, folder, leaf):
    path = as_pmtiles(mbtiles, folder / "a.pmtiles", leaf)
    one, other = open_raster(mbtiles), open_raster(path)
    assert one.affine == pytest.approx(other.affine)
    assert (one.width, one.height) == (other.width, other.height)
    assert pixel_values(one, 10, 10) == pixel_values(other, 10, 10)
    assert as_mbtiles(path) == as_mbtiles(path)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9])
def test_a_pmtiles_cut_short_is_told(mbtiles, folder, share):
    path = as_pmtiles(mbtiles, folder / "a.pmtiles")
    path.write_bytes(path.read_bytes()[: max(120, int(path.stat().st_size * share))])
    with pytest.raises(FileUnreadable, match=r"a\.pmtiles"):
        open_raster(path)


@given(st.integers(0, 12), st.data())
def test_places_on_the_curve_go_both_ways(zoom, data):
    x, y = (data.draw(st.integers(0, 2**zoom - 1)) for _ in "xy")
    assert tile_place(hilbert(zoom, x, y)) == (zoom, x, y)
