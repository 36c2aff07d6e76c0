"""Files on drives that fail, that others hold, that may not be read, under names that mislead."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest
from formats_dataset import DATASETS, EXPECTED
from formats_files import foreign, topojson

from planviewer.errors import FileMissing, FileUnreadable, PlanviewerError
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features
from planviewer.writing.features import write_features

READ_BY_US = (".csv", ".xlsx", ".shp", ".geojson", ".kml", ".kmz", ".mif", ".dxf", ".topojson")


def sample(folder, suffix):
    path = folder / f"thửa đất{suffix}"
    if suffix == ".topojson":
        return topojson(path)
    if suffix in EXPECTED:
        write_features(DATASETS[EXPECTED[suffix].kinds[0]](), path)
        return path
    return foreign(path)


@pytest.mark.parametrize(
    "address",
    [
        r"\\server\share\thửa đất.shp",
        "//server/share/thửa đất.gpkg",
        r"\\?\UNC\server\share\a.gpkg",
        "smb://server/share/a.gpkg",
        "ftp://127.0.0.1/a.zip",
        "file://server/share/a.gpkg",
    ],
)
def test_a_place_in_the_network_that_is_not_there_is_told_at_once(address):
    with pytest.raises(FileMissing, match="does not exist"):
        read_features(Path(address))


@pytest.mark.parametrize("suffix", READ_BY_US)
@pytest.mark.parametrize(
    ("failure", "when"), [(errno.EIO, 1), (errno.EIO, 2), (errno.EIO, 3), (errno.EACCES, 1)]
)
def test_a_drive_that_fails_meanwhile_is_told(folder, monkeypatch, suffix, failure, when):
    """As a network drive that goes away, or a program that locks the file, after the first look."""
    path = sample(folder, suffix)
    opened, count = io.open, iter(range(99))

    def failing(file, *options, **named):
        if str(file).startswith(str(folder)) and next(count) == when:
            raise OSError(failure, os.strerror(failure), str(file))
        return opened(file, *options, **named)

    monkeypatch.setattr(io, "open", failing)
    try:
        read_features(
            path, crs=None if path.suffix in {".kml", ".gpx", ".topojson"} else "EPSG:9210"
        )
    except PlanviewerError as error:
        assert "thửa đất" in str(error)  # noqa: PT017  it may as well be read


def test_a_folder_that_may_not_be_looked_into_is_told(folder, monkeypatch):
    path = sample(folder, ".gpkg")

    def refuse(_path, **_how):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(FileUnreadable, match="may not read it"):
        read_features(path)


def test_an_archive_in_an_archive_in_an_archive_is_told(folder):
    path = sample(folder, ".gpkg")
    for number in range(3):
        outer = folder / f"{number}.zip"
        with zipfile.ZipFile(outer, "w") as archive:
            archive.write(path, path.name)
        path = outer
    with pytest.raises(FileUnreadable, match="archives and images in it are not"):
        describe(path)
