"""Images as they are opened: what they say of themselves, and what is refused."""

import warnings

import numpy as np
import pytest
import rasterio
from raster_files import CRS, NORTH, NORTH_UP, WEST, smooth, sparse, turned, write
from rasterio.errors import NotGeoreferencedWarning

from planviewer.errors import (
    CoordinatesOutOfRange,
    CrsMissing,
    FileUnreadable,
    FormatUnknown,
    ImageNotPlaced,
)
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features
from planviewer.reading.raster import access as raster_access
from planviewer.reading.raster.images import open_raster
from planviewer.reading.raster.warp import read_part


def whole(info, size=64):
    return read_part(info, CRS, info.bounds, size, size)


def test_an_image_says_where_it_lies_and_what_it_holds(tmp_path):
    path = write(tmp_path / "a.tif", smooth(300, 200), tiled=True, overviews=(2, 4))
    info = open_raster(path)
    assert (info.width, info.height) == (300, 200)
    assert info.bounds == (WEST, NORTH - 100, WEST + 150, NORTH)
    assert info.crs.to_authority() == ("EPSG", "9210")
    assert info.crs_source == "file"
    assert [band.name for band in info.bands] == ["red", "green", "blue"]
    assert [(level.width, level.height) for level in info.levels] == [
        (300, 200),
        (150, 100),
        (75, 50),
    ]
    assert info.transparency == "none"
    assert info.problems == ()


def test_without_a_system_the_likely_ones_are_named_and_the_choice_is_kept(tmp_path):
    path = write(tmp_path / "a.tif", smooth(30, 20), crs=None)
    with pytest.raises(CrsMissing) as caught:
        open_raster(path)
    assert caught.value.values["likely"][0].crs == "EPSG:9210"
    info = open_raster(path, "EPSG:9210")
    assert info.crs_source == "user"


def test_the_choice_goes_before_the_file_and_that_is_said(tmp_path):
    path = write(tmp_path / "a.tif", smooth(30, 20), crs="EPSG:5897")
    info = open_raster(path, "EPSG:9210")
    assert [problem.code for problem in info.problems] == ["crs-overruled"]


@pytest.mark.parametrize("name", ["a.tfw", "a.TFW", "a.tifw", "a.wld"])
def test_a_world_file_and_a_prj_file_place_an_image(tmp_path, name):
    with_own = open_raster(write(tmp_path / "own.tif", smooth(30, 20)))
    path = write(tmp_path / "a.tif", smooth(30, 20), crs=None, transform=None)
    lines = (0.5, 0, 0, -0.5, WEST + 0.25, NORTH - 0.25)
    (tmp_path / name).write_text("\n".join(map(str, lines)), encoding="ascii")
    (tmp_path / "a.prj").write_text(with_own.crs.to_wkt("WKT1_ESRI"), encoding="utf-8")
    info = open_raster(path)
    assert info.affine == with_own.affine
    assert info.crs.to_authority(min_confidence=70) == ("EPSG", "9210")


def test_an_image_that_lies_nowhere_is_refused_with_the_way_out(tmp_path):
    path = write(tmp_path / "a.tif", smooth(30, 20), crs=None, transform=None)
    with pytest.raises(ImageNotPlaced, match="tfw"):
        open_raster(path, CRS)


def test_control_points_count_where_they_do_not_bend_the_image(tmp_path):
    def with_points(name, bend):
        corners = [(0, 0), (0, 30), (20, 0), (20, 30)]
        points = [
            rasterio.control.GroundControlPoint(
                row, col, WEST + col * 0.5 + (bend if row and col else 0), NORTH - row * 0.5
            )
            for row, col in corners
        ]
        path = write(tmp_path / name, smooth(30, 20), crs=None, transform=None)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path, "r+") as dataset:
                dataset.gcps = (points, rasterio.CRS.from_string(CRS))
        return path

    straight = open_raster(with_points("straight.tif", 0.0))
    assert straight.affine == pytest.approx(tuple(NORTH_UP)[:6], abs=1e-8)
    with pytest.raises(ImageNotPlaced):
        open_raster(with_points("bent.tif", 20.0))


def test_a_place_outside_the_system_is_refused(tmp_path):
    far = NORTH_UP.__class__(0.5, 0, 9e7, 0, -0.5, 9e7)
    with pytest.raises(CoordinatesOutOfRange):
        open_raster(write(tmp_path / "a.tif", smooth(30, 20), transform=far))


def test_a_truncated_image_is_refused(tmp_path):
    path = write(tmp_path / "a.tif", smooth(600, 600), tiled=True, blockxsize=256, blockysize=256)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(FileUnreadable, match="cut short"):
        open_raster(path)


def test_garbage_behind_the_right_beginning_is_refused(tmp_path):
    path = tmp_path / "a.tif"
    path.write_bytes(b"II*\0" + bytes(range(256)) * 20)
    with pytest.raises(FileUnreadable):
        open_raster(path)


def test_a_recipe_named_like_an_image_is_not_followed(tmp_path):
    source = write(tmp_path / "a.tif", smooth(30, 20))
    recipe = f'<VRTDataset rasterXSize="30" rasterYSize="20"><!-- {source} --></VRTDataset>'
    path = tmp_path / "b.tif"
    path.write_text(recipe, encoding="ascii")
    with pytest.raises(FormatUnknown):
        open_raster(path)
    beside = tmp_path / "a.tif.ovr"
    beside.write_text(recipe, encoding="ascii")
    assert len(open_raster(source).levels) == 1


def test_overviews_in_a_file_of_their_own_are_used(tmp_path):
    path = write(tmp_path / "a.tif", smooth(600, 400))
    with rasterio.Env(TIFF_USE_OVR=True), rasterio.open(path, "r+") as dataset:
        dataset.build_overviews([2, 4], rasterio.enums.Resampling.average)
    assert (tmp_path / "a.tif.ovr").exists()
    info = open_raster(path)
    assert [level.width for level in info.levels] == [600, 300, 150]
    exact = smooth(600, 400).reshape(3, 100, 4, 150, 4).mean((2, 4))
    seen = read_part(info, CRS, info.bounds, 150, 100)
    assert np.abs(seen[..., :3].transpose(2, 0, 1) - exact).max() <= 2


def test_a_piece_that_would_not_fit_into_memory_is_refused(tmp_path, monkeypatch):
    big = {"tiled": True, "blockxsize": 1024, "blockysize": 1024}
    path = write(tmp_path / "a.tif", smooth(1024, 1024), interleave="pixel", **big)
    assert open_raster(path).width == 1024
    monkeypatch.setattr(raster_access, "LARGEST_BLOCK", 2 * 2**20)
    with pytest.raises(FileUnreadable, match="TILED"):
        open_raster(path)


def test_an_image_is_no_features(tmp_path):
    path = write(tmp_path / "a.tif", smooth(30, 20))
    with pytest.raises(FileUnreadable, match="image"):
        read_features(path)


def test_info_reports_bands_as_fields(tmp_path):
    path = write(tmp_path / "a.tif", smooth(30, 20))
    report = describe(path)[0].to_json()
    assert report["geometry_types"] == []
    assert report["feature_count"] == 0
    assert report["crs"] == CRS
    assert report["fields"][0] == {"name": "red", "type": "uint8"}
    west, south, east, north = report["bounds_wgs84"]
    assert 106.1 < west < east < 106.2
    assert 22.7 < south < north < 22.8
    missing = describe(write(tmp_path / "b.tif", smooth(30, 20), crs=None))[0]
    assert missing.crs is None
    assert missing.problems[0].code == "crs-missing"


# --- colours ----------------------------------------------------------------------------------
def test_a_palette_keeps_its_colours(tmp_path):
    values = (np.indices((40, 40)).sum(axis=0) // 10 % 3).astype(np.uint8)[None]
    path = write(tmp_path / "a.tif", values)
    with rasterio.open(path, "r+") as dataset:
        dataset.write_colormap(1, {0: (9, 8, 7, 255), 1: (255, 0, 0, 255), 2: (0, 0, 255, 255)})
    seen = whole(open_raster(path), 97)
    colours = {tuple(colour) for colour in seen.reshape(-1, 4)}
    assert colours == {(9, 8, 7, 255), (255, 0, 0, 255), (0, 0, 255, 255)}


def test_sixteen_bits_are_stretched_between_percentiles(tmp_path):
    values = np.linspace(3000, 9000, 64 * 64).reshape(1, 64, 64).astype(np.uint16)
    values[0, 0, 0] = 65_535
    seen = whole(open_raster(write(tmp_path / "a.tif", values)))
    assert int(seen[32, 32, 0]) == pytest.approx(127, abs=4)
    assert seen[-1, -1, 0] == 255
    assert (seen[..., 0] == seen[..., 2]).all()


def test_nodata_alpha_and_mask_are_transparent(tmp_path):
    values = smooth(64, 64)
    values[:, 20:40, 20:40] = 0
    hole = np.zeros((64, 64), dtype=bool)
    hole[22:38, 22:38] = True
    alpha = np.where(values[:1].any(axis=0), 255, 0).astype(np.uint8)[None]
    nodata = write(tmp_path / "n.tif", values, nodata=0)
    own = write(
        tmp_path / "a.tif",
        np.concatenate((values, alpha)),
        colours=("red", "green", "blue", "alpha"),
    )
    masked = write(tmp_path / "m.tif", values)
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(masked, "r+") as dataset:
        dataset.write_mask(alpha[0])
    for path, kind in ((nodata, "nodata"), (own, "alpha"), (masked, "mask")):
        info = open_raster(path)
        assert info.transparency == kind
        seen = whole(info)
        assert (seen[hole, 3] == 0).all(), kind
        assert (seen[:15, :, 3] == 255).all(), kind


def test_floats_without_value_are_transparent(tmp_path):
    values = smooth(64, 64, 1).astype(np.float32)
    values[0, :10] = np.nan
    seen = whole(open_raster(write(tmp_path / "a.tif", values)))
    assert (seen[:9, :, 3] == 0).all()
    assert (seen[11:, :, 3] == 255).all()


# --- size -------------------------------------------------------------------------------------
class Watched:
    """A dataset that notes what is read of it."""

    def __init__(self, dataset, notes):
        self._dataset, self._notes = dataset, notes

    def __getattr__(self, name):
        if name.startswith("read"):
            self._notes.append(name)
        return getattr(self._dataset, name)


def test_a_huge_image_opens_without_being_read_and_says_what_would_help(tmp_path, monkeypatch):
    path, read = sparse(tmp_path / "huge.tif"), []
    real = raster_access._open
    monkeypatch.setattr(raster_access, "_open", lambda *which: Watched(real(*which), read))
    info = open_raster(path)
    assert read == []
    assert info.width == 40_000
    assert [problem.code for problem in info.problems] == ["no-overviews"]
    assert "gdaladdo" in str(info.problems[0].hint)
    seen = read_part(info, CRS, (WEST, NORTH - 100, WEST + 100, NORTH), 200, 200)
    assert seen.shape == (200, 200, 4)
    assert read


def test_handles_are_lent_to_one_thread_at_a_time_and_few_are_kept(tmp_path):
    paths = [write(tmp_path / f"{n}.tif", smooth(30, 20)) for n in range(40)]
    handles = raster_access.Handles()
    with handles.borrow(paths[0]) as one, handles.borrow(paths[0]) as other:
        assert one is not other
    for path in paths:
        with handles.borrow(path):
            pass
    assert len(handles._free) <= 16
    handles.close()
    assert not handles._free


def test_a_turned_image_is_bounded_by_its_corners(tmp_path):
    info = open_raster(write(tmp_path / "a.tif", smooth(200, 100), transform=turned(30)))
    assert info.bounds[2] - info.bounds[0] == pytest.approx(
        100 * np.cos(np.pi / 6) + 50 * np.sin(np.pi / 6)
    )
