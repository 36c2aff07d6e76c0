"""What offices hand over besides map files, and parts of map files that went astray."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import tarfile
import zipfile

import geopandas as gpd
import pyogrio
import pytest
import shapely
from formats_files import foreign, in_cp1258, packed

from planviewer.errors import FileUnreadable, FormatNotReadable, FormatUnknown, PlanviewerError
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SHORTCUT = b"L\0\0\0\x01\x14\x02\0" + bytes(60)
ESRI = {"geometryType": "esriGeometryPoint", "features": [{"geometry": {"x": 106.15, "y": 22.7}}]}


def a_zip(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


def a_tar(kind):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=f"w:{kind}") as archive:
        archive.addfile(tarfile.TarInfo("thửa đất.shp"))
    return out.getvalue()


def a_feature(path):
    shape = '{"type": "Point", "coordinates": [106.15, 22.73]}'
    text = f'{{"type": "Feature", "properties": {{"a": 1}}, "geometry": {shape}}}'
    path.write_text(text, encoding="utf-8")
    return path


# --- no map files -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("a.geojson.gz", gzip.compress(b"{}", mtime=0), "Unpack it first"),
        ("a.tar", a_tar(""), "Unpack it first"),
        ("a.tgz", a_tar("gz"), "Unpack it first"),
        ("ảnh bay.ecw", bytes(range(1, 200)), "GeoTIFF"),
        ("ảnh bay.jp2", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(90), "GeoTIFF"),
        ("ảnh bay.sid", b"msid" + bytes(90), "GeoTIFF"),
        ("ảnh bay.img", b"EHFA_HEADER_TAG\0" + bytes(90), "GeoTIFF"),
        ("quét.las", b"LASF" + bytes(300), "cloud of points"),
        ("bảng.ods", a_zip("mimetype", "content.xml"), "XLSX or CSV"),
        ("biên bản.docx", a_zip("[Content_Types].xml", "word/document.xml"), "Copy its table"),
        ("biên bản.doc", OLE, "Copy its table"),
        ("bảng.xls", b"<html><table><tr><td>X</td></tr></table></html>", "web page"),
        ("thửa.zip", b"<!doctype html><html><body>Login</body></html>", "web page"),
        ("thửa.json", json.dumps(ESRI).encode(), "Save it as GeoJSON"),
        ("thửa.kml", b"<kml><NetworkLink><Link/></NetworkLink></kml>", "links"),
        ("thửa.kml", b"<kml><Document><NetworkLink/></Document></kml>\n", "links"),
        ("thửa đất.shp.lnk", SHORTCUT, "Open what it leads to"),
        ("thửa đất.url", b"[InternetShortcut]\r\nURL=file:///x\r\n", "Open what it leads to"),
        ("bản đồ.wor", b'!Workspace\r\n!Version 950\r\nOpen Table "x" As x\r\n', "layers"),
        ("bản đồ.mxd", OLE, "layers"),
        ("bản đồ.aprx", a_zip("GISProject.json", "Map/Map.xml"), "layers"),
        ("bản đồ.qgz", a_zip("bản đồ.qgs"), "layers"),
    ],
)
def test_what_is_no_map_file_is_named_with_the_way_out(folder, name, content, advice):
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(FormatNotReadable, match=advice) as told:
        describe(path)
    assert str(path) in str(told.value)


@pytest.mark.parametrize("text", ['{"name": "x", "version": 1}', "{}", '[{"lat": 22, "lon": 106}]'])
def test_json_of_another_kind_is_not_called_broken(folder, text):
    path = folder / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatUnknown):
        describe(path)


def test_kml_in_another_unicode_is_named(folder):
    path = folder / "a.kml"
    path.write_text('<?xml version="1.0" encoding="UTF-16"?><kml/>', encoding="utf-16")
    with pytest.raises(FileUnreadable, match="UTF-16"):
        describe(path)


def test_no_name_of_ours_is_told_of_a_broken_table(folder):
    path = folder / "a.tab"
    path.write_text("!table\n!version 1\n", encoding="ascii")
    with pytest.raises(FileUnreadable) as told:
        describe(path)
    assert "/tmp" not in str(told.value.values["reason"])  # noqa: S108  where it was put meanwhile
    assert "driver" not in str(told.value)


# --- parts ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("driver", "suffix", "whole"),
    [(".shp", ".dbf", "thửa đất.shp"), (".shp", ".prj", "thửa đất.shp"),
     (".shp", ".shx", None), (".tab", ".dat", "thửa đất.tab"), (".mif", ".mid", "thửa đất.tab")],
)  # fmt: skip
def test_a_part_alone_names_the_whole(folder, driver, suffix, whole):
    path = foreign(folder / f"thửa đất{driver}")
    for item in folder.glob("thửa đất.*"):
        if item.suffix != suffix:
            item.unlink()
    with pytest.raises(PlanviewerError) as told:
        describe(path.with_suffix(suffix))
    if whole is not None:
        assert f"part of {whole}, which is missing" in str(told.value)


@pytest.mark.parametrize("suffix", [".tfw", ".jgw", ".pgw", ".wld"])
def test_a_world_file_leads_to_its_image(folder, suffix):
    path = folder / f"bản quét{suffix}"
    path.write_text("0.5\n0\n0\n-0.5\n541000\n2515400\n", encoding="ascii")
    with pytest.raises(FormatNotReadable, match="Open the image"):
        describe(path)


def with_table_of(folder, rows):
    """Write a Shapefile of three features with the table of another one."""
    path, other = folder / "thửa.shp", folder / "khác.shp"
    for target, count in ((path, 3), (other, rows)):
        frame = gpd.GeoDataFrame({"so": range(count)}, geometry=[shapely.Point(0, 1)] * count)
        pyogrio.write_dataframe(frame.set_crs(9210), target)
    shutil.copy(other.with_suffix(".dbf"), path.with_suffix(".dbf"))
    return path


def test_a_table_of_another_shapefile_is_doubted(folder):
    assert "attributes-doubtful" not in told_of(with_table_of(folder, 3))
    assert "attributes-doubtful" in told_of(with_table_of(folder, 8))


def told_of(path):
    return {problem.code for report in describe(path) for problem in report.problems}


def test_a_table_with_too_few_rows_is_named(folder):
    with pytest.raises(FileUnreadable, match=r"thửa\.dbf has 2 rows for 3 features"):
        describe(with_table_of(folder, 2))


# --- names ------------------------------------------------------------------------------------
@pytest.mark.parametrize("suffix", [".geojson ", ".GeoJSON", ".geojson"])
def test_an_ending_with_a_space_behind_it_is_that_ending(folder, suffix):
    path = a_feature(folder / "a.geojson").rename(folder / f"a{suffix}")
    assert "wrong-extension" not in told_of(path)


def test_a_name_without_ending_is_said_to_have_none(folder):
    path = a_feature(folder / "a.geojson").rename(folder / "a")
    (said,) = [p.message for p in describe(path)[0].problems if p.code == "wrong-extension"]
    assert str(said) == "The name has no ending; the content is GeoJSON."


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_is_said_to_be_so(folder):
    path = folder / os.fsdecode(b"b\xff.geojson")
    try:
        path.write_bytes(b"{}")
    except OSError:
        pytest.skip("no name there")
    with pytest.raises(FileUnreadable, match="Rename it") as told:
        describe(path)
    str(told.value).encode("utf-8")


@pytest.mark.parametrize("name", ["Thửa đất", "Ranh giới quy hoạch", "bản đồ 2021", "Đường"])
@pytest.mark.parametrize("encoding", ["cp1258", "utf-8"])
def test_names_in_archives_of_vietnamese_windows_are_spelled_right(folder, name, encoding):
    a_feature(folder / "a.geojson")
    raw = in_cp1258(name) if encoding == "cp1258" else name.encode(encoding)
    path = packed(folder / "hồ sơ.zip", folder, "a.geojson")
    stand_in = b"x" * len(raw) + b".geojson"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(folder / "a.geojson", stand_in.decode())
    path.write_bytes(path.read_bytes().replace(stand_in, raw + b".geojson"))
    assert [report.name for report in describe(path)] == [name]


@pytest.mark.parametrize(("raw", "name"), [(b"\x81b\xe1", "übß"), (b"Caf\x82", "Café")])
def test_names_in_archives_of_other_letters_are_as_the_standard_has_them(folder, raw, name):
    a_feature(folder / "a.geojson")
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(folder / "a.geojson", "x" * len(raw) + ".geojson")
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw) + b".geojson", raw + b".geojson"))
    assert [report.name for report in describe(path)] == [name]


# --- contents ---------------------------------------------------------------------------------
def test_a_collection_of_a_point_and_a_line_does_not_cross_itself(folder):
    line = shapely.LineString([(541_100, 2_515_360), (541_110, 2_515_360)])
    both = shapely.GeometryCollection([shapely.Point(541_100, 2_515_360), line])
    path = folder / "a.gpkg"
    gpd.GeoDataFrame({"a": [1]}, geometry=[both], crs=9210).to_file(path)
    assert "line-crosses-itself" not in {p.code for p in read_features(path).problems}


OVERLAY = (
    "<kml><Document><GroundOverlay><name>bản quét</name><Icon><href>files/a.PNG</href></Icon>"
    "<LatLonBox><north>22.75</north><south>22.72</south><east>106.17</east><west>106.14</west>"
    "</LatLonBox></GroundOverlay></Document></kml>"
)
PLACE = (
    '<kml><Document><Style id="s"><IconStyle><Icon><href>a.png</href></Icon></IconStyle></Style>'
    "<Placemark><styleUrl>#s</styleUrl><Point><coordinates>106.1,22.7</coordinates></Point>"
    "</Placemark></Document></kml>"
)


@pytest.mark.parametrize("suffix", [".kml", ".kmz"])
@pytest.mark.parametrize("text", [OVERLAY, PLACE], ids=["image", "symbol"])
def test_an_image_on_the_ground_is_said_to_be_left_out(folder, suffix, text):
    path = folder / f"a{suffix}"
    (folder / "doc.kml").write_text(text, encoding="utf-8")
    if suffix == ".kmz":
        packed(path, folder, "doc.kml")
    else:
        (folder / "doc.kml").rename(path)
    assert ("images-left-out" in told_of(path)) == (text is OVERLAY)
