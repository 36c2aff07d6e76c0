"""Small georeferenced images, made by the tests."""

import warnings

import numpy as np
import rasterio
from rasterio.enums import ColorInterp
from rasterio.errors import NotGeoreferencedWarning
from rasterio.transform import Affine

CRS = "EPSG:9210"
WEST, NORTH = 541_000.0, 2_515_500.0
NORTH_UP = Affine(0.5, 0, WEST, 0, -0.5, NORTH)


def turned(degrees):
    return Affine.translation(WEST, NORTH) @ Affine.rotation(degrees) @ Affine.scale(0.5, -0.5)


def smooth(width, height, bands=3):
    """Return values that change slowly: a shift of a pixel shows, aliasing does not."""
    y, x = np.mgrid[:height, :width]
    waves = [
        127 + 80 * np.sin(x / (23 + 6 * b)) * np.cos(y / (31 - 4 * b)) + 20 * b
        for b in range(bands)
    ]
    return np.clip(waves, 1, 255).astype(np.uint8)


def write(path, values, *, transform=NORTH_UP, crs=CRS, colours=None, overviews=(), **options):
    bands, height, width = values.shape
    profile = {
        "driver": "GTiff",
        "width": width,
        "height": height,
        "count": bands,
        "dtype": values.dtype,
        "crs": crs,
        "transform": transform,
        **options,
    }
    profile = {key: value for key, value in profile.items() if value is not None}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # some are meant to lie nowhere
        with rasterio.open(path, "w", **profile) as dataset:
            dataset.write(values)
            if colours:
                dataset.colorinterp = [ColorInterp[name] for name in colours]
    if overviews:
        with rasterio.open(path, "r+") as dataset:
            dataset.build_overviews(list(overviews), rasterio.enums.Resampling.average)
    return path


def sparse(path, side=40_000, **options):
    """Write an image of which only the head exists."""
    profile = {"driver": "GTiff", "width": side, "height": side, "count": 3, "dtype": "uint8"}
    tiled = {"tiled": True, "blockxsize": 256, "blockysize": 256, "BIGTIFF": "YES"}
    with rasterio.open(
        path, "w", **profile, **tiled, crs=CRS, transform=NORTH_UP, SPARSE_OK=True, **options
    ):
        pass
    return path
