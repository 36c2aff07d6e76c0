"""What is added unasked and what is shown first; how the encoding of a text is known."""

import geopandas as gpd
import pyogrio
import pytest
import shapely

from planviewer.app.adding import read_new_layers
from planviewer.app.previewing import is_sure, preview, read_anew
from planviewer.app.tasks import Progress
from planviewer.reading import legacy_text
from planviewer.reading.files import read_features

SILENT = Progress(lambda _share: None)
OWNERS = ("Nguyễn Văn Đường", "Trần Thị Hưởng", "Hoàng Quốc Việt")


def read(path, encoding=None):
    how = {"crs": None, "number": 0, "taken": frozenset(), "progress": SILENT}
    return read_new_layers(path, encoding=encoding, **how)


def write(path, texts, encoding="UTF-8", **options):
    if encoding in legacy_text.LEGACY:
        texts = [legacy_text.encode(x, encoding).decode("latin-1") for x in texts]
        encoding = "ISO-8859-1"
    places = [shapely.Point(541_000 + n, 2_515_000) for n in range(len(texts))]
    frame = gpd.GeoDataFrame({"ten": texts}, geometry=places, crs="EPSG:9210")
    pyogrio.write_dataframe(frame, path, encoding=encoding, **options)
    if path.suffix == ".shp":
        path.with_suffix(".cpg").unlink(missing_ok=True)
    return path


@pytest.fixture
def shapefile(tmp_path):
    """A Shapefile that says nothing of its text."""
    return lambda texts, encoding="UTF-8": write(tmp_path / "thửa.shp", texts, encoding)


def declared(path, encoding):
    path.with_suffix(".cpg").write_text(encoding, encoding="ascii")
    return path


def test_text_that_nobody_doubts_is_added_unasked(shapefile):
    assert is_sure(read(shapefile(OWNERS)))
    assert is_sure(read(declared(shapefile(OWNERS), "UTF-8")))
    assert is_sure(read(shapefile(["Nuoc Hai"])))


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_text_that_was_recognised_is_shown_first(shapefile, encoding):
    assert not is_sure(read(shapefile(OWNERS, encoding)))
    assert not is_sure(read(declared(shapefile(OWNERS, encoding), "UTF-8")))


def test_text_that_is_only_supposed_is_shown_first(shapefile):
    path = shapefile(["Champs-Élysées", "Zürich"], "ISO-8859-1")
    path.with_suffix(".dbf").write_bytes(no_language(path.with_suffix(".dbf").read_bytes()))
    added = read(path)
    assert [x.code for x in added[0].content.problems] == ["encoding-unknown"]
    assert not is_sure(added)


def test_text_that_is_not_what_the_person_chose_is_shown_first(shapefile):
    added = read(shapefile(OWNERS, "TCVN3"), encoding="UTF-8")
    assert [x.code for x in added[0].content.problems] == ["text-unreadable"]
    assert not is_sure(added)


def test_one_layer_in_doubt_has_all_of_a_file_shown(shapefile, tmp_path):
    sure = read(write(tmp_path / "a.gpkg", OWNERS))
    assert is_sure(sure)
    assert not is_sure([*sure, *read(shapefile(OWNERS, "VNI"))])


def no_language(dbf):
    """Return a .dbf whose header names no code page."""
    return dbf[:29] + b"\0" + dbf[30:]


def known(path, encoding=None):
    return read_features(path, encoding=encoding).encoding_source


def test_it_is_told_how_the_encoding_is_known(shapefile, tmp_path):
    assert known(shapefile(OWNERS)) == "bytes"
    assert known(declared(shapefile(OWNERS), "UTF-8")) == "file"
    assert known(declared(shapefile(OWNERS, "TCVN3"), "UTF-8")) == "bytes"
    assert known(shapefile(OWNERS, "TCVN3"), "TCVN3") == "user"
    assert known(shapefile(["Nuoc Hai"])) == "plain"
    western = declared(shapefile(["Champs-Élysées", "Zürich"], "ISO-8859-1"), "ISO-8859-1")
    assert known(western) == "file"
    western.with_suffix(".cpg").unlink()
    dbf = western.with_suffix(".dbf")
    dbf.write_bytes(no_language(dbf.read_bytes()))
    assert known(western) == "supposed"
    assert known(write(tmp_path / "a.gpkg", OWNERS)) == "standard"
    assert known(write(tmp_path / "b.gpkg", ["Nuoc Hai"])) == "standard"
    table = tmp_path / "a.csv"
    table.write_text("ten;lon;lat\nĐường;106.15;22.73\n", encoding="utf-8")
    assert read_features(table, crs="EPSG:4326").encoding_source == "bytes"


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".fgb", ".parquet"])
@pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])
def test_old_letters_in_a_unicode_format_are_read_as_the_person_says(tmp_path, suffix, encoding):
    """Too few words to recognise it by, each letter one byte of the old encoding."""
    carried = [legacy_text.encode(x, encoding).decode("cp1252") for x in ("Đường", "Hà Nội")]
    path = tmp_path / f"a{suffix}"
    places = [shapely.Point(106.15, 22.73), shapely.Point(106.16, 22.74)]
    frame = gpd.GeoDataFrame({"ten": carried}, geometry=places, crs="EPSG:4326")
    frame.to_parquet(path) if suffix == ".parquet" else frame.to_file(path)
    features = read_features(path, encoding=encoding)
    assert sorted(features.frame["ten"]) == ["Hà Nội", "Đường"]
    assert (features.encoding, features.encoding_source) == (encoding, "user")


def test_a_layer_read_anew_shows_other_letters_and_keeps_the_choice(shapefile):
    (new,) = read(shapefile(OWNERS, "TCVN3"))
    how = {"plan_crs": "EPSG:9210", "number": 0, "progress": SILENT}
    again, shown = read_anew(new, "VNI", **how)
    assert again.layer.source.encoding == shown.encoding_chosen == shown.encoding == "VNI"
    assert shown.fields[0].samples != preview([new], "EPSG:9210")[0].fields[0].samples
    back, shown = read_anew(again, None, **how)
    assert back.layer.source == new.layer.source
    assert (shown.encoding, shown.encoding_source) == ("TCVN3", "bytes")
    assert shown.fields[0].samples == " · ".join(OWNERS)
    assert shown.fields[0].encoding == "TCVN3"


def test_samples_show_a_value_with_marks_if_there_is_any(tmp_path):
    path = write(tmp_path / "a.gpkg", ["An", "Ba", "Ca", "Dung", "Đường"])
    assert preview(read(path), "EPSG:9210")[0].fields[0].samples == "An · Ba · Đường"
