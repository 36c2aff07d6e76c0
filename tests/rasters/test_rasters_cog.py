"""A COG is told by its layout, whoever wrote it and whatever it says of itself."""

import warnings

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from raster_files import smooth, write
from rasterio.errors import NotGeoreferencedWarning

from planviewer.app.images import image_rows
from planviewer.cli import main
from planviewer.reading.describe import describe
from planviewer.reading.raster.images import open_raster


def as_cog(path, side=1100, values=None, **options):
    plain = write(path.with_name("plain.tif"), smooth(side, side) if values is None else values)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        rasterio.shutil.copy(plain, path, driver="COG", BLOCKSIZE=256, **options)
    plain.unlink()
    return path


def tiled(path, side=1100, overviews=()):
    blocks = {"tiled": True, "blockxsize": 256, "blockysize": 256}
    return write(path, smooth(side, side), overviews=overviews, **blocks)


COGS = {
    "plain": as_cog,
    "packed": lambda path: as_cog(path, COMPRESS="DEFLATE"),
    "jpeg with a mask": lambda path: as_cog(path, COMPRESS="JPEG", ADD_ALPHA="NO"),
    "one tile": lambda path: as_cog(path, side=200),
    "big": lambda path: as_cog(path, BIGTIFF="YES"),
}
OTHERS = {
    "strips": lambda path: write(path, smooth(1100, 1100)),
    "small strips": lambda path: write(path, smooth(200, 200)),
    "tiles alone": tiled,
    # made afterwards, smaller copies stand behind the pixels of the full image
    "copies at the end": lambda path: tiled(path, overviews=(2, 4)),
}


@pytest.mark.parametrize("make", COGS.values(), ids=COGS)
def test_a_cog_is_named(tmp_path, make):
    path = make(tmp_path / "a.tif")
    assert open_raster(path).format == "GeoTIFF (COG)"
    assert describe(path)[0].to_json()["format"] == "GeoTIFF (COG)"


@pytest.mark.parametrize("make", OTHERS.values(), ids=OTHERS)
def test_another_layout_is_not(tmp_path, make):
    path = make(tmp_path / "a.tif")
    assert open_raster(path).format == "GeoTIFF"
    assert describe(path)[0].to_json()["format"] == "GeoTIFF"


def test_what_a_file_says_of_itself_is_not_believed(tmp_path):
    path = as_cog(tmp_path / "a.tif")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with rasterio.open(path, "r+", IGNORE_COG_LAYOUT_BREAK="YES") as dataset:
            dataset.update_tags(note="x" * 5000)  # its directory moves to the end
            dataset.write(np.zeros((3, 300, 300), np.uint8), window=((0, 300), (0, 300)))
    assert b"LAYOUT=IFDS_BEFORE_DATA" in path.read_bytes()[:400]
    assert open_raster(path).format == "GeoTIFF"


@pytest.mark.parametrize(("make", "name"), [(as_cog, "GeoTIFF (COG)"), (tiled, "GeoTIFF")])
def test_it_is_said_in_words(tmp_path, capsys, make, name):
    path = make(tmp_path / "a.tif")
    assert main(["info", str(path), "--lang", "en"]) == 0
    assert f"format: {name}\n" in capsys.readouterr().out
    assert image_rows(open_raster(path))[0].value == f"{name}, 1,100 × 1,100 px"
