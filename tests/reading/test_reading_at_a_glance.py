"""What is found out about large text files before the library reads them."""

import pyarrow as pa
import pytest

from planviewer.reading import dxf, gdal, gpx
from planviewer.reading.formats import GPX
from planviewer.reading.kml import layers as kml

GPX_HEAD = '<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
WAYPOINT = '<wpt lat="22.7" lon="106.1"><name>Mốc</name></wpt>'
ROUTE = '<rte><rtept lat="22.7" lon="106.1"/><rtept lat="22.8" lon="106.1"/></rte>'
TRACK = '<trk><trkseg><trkpt lat="22.7" lon="106.1"/><trkpt lat="22.8" lon="106.1"/></trkseg></trk>'


@pytest.mark.parametrize(
    ("content", "layers"),
    [
        (WAYPOINT, ("waypoints",)),
        (ROUTE + TRACK, ("routes", "tracks")),
        (TRACK.replace("<trk>", "<trk\n>") + WAYPOINT, ("waypoints", "tracks")),
        ("", ()),
        (f"<!-- {ROUTE} -->{WAYPOINT}", ()),
        (f"<metadata><desc><![CDATA[{ROUTE}]]></desc></metadata>{WAYPOINT}", ()),
    ],
)
def test_the_layers_of_a_gpx_file_are_those_the_library_finds(tmp_path, content, layers):
    path = tmp_path / "a.gpx"
    path.write_text(f"{GPX_HEAD}{content}</gpx>", encoding="utf-8")
    assert gpx.used_layers(path) == layers
    if layers:
        assert gdal.sublayers(path, GPX) == tuple((name, True) for name in layers)


def test_a_gpx_file_of_another_encoding_is_left_to_the_library(tmp_path):
    path = tmp_path / "a.gpx"
    path.write_text(f"{GPX_HEAD}{WAYPOINT}</gpx>".replace("?>", ' encoding="UTF-16"?>'), "utf-16")
    assert gpx.used_layers(path) == ()


def test_an_element_of_kml_ends_with_its_name(tmp_path):
    path = tmp_path / "a.kml"
    inside = "<FolderNote>x</FolderNote><Folder><name>Thửa</name><Placemark></Placemark></Folder>"
    path.write_text(f"<kml><Document>{inside}</Document></kml>", encoding="utf-8")
    assert kml.only_layer(path) == "Thửa"
    second = inside.replace("Folder>", "Folder\n>")
    path.write_text(f"<kml><Document>{second}{second}</Document></kml>", encoding="utf-8")
    assert kml.only_layer(path) is None


@pytest.mark.parametrize("before", range(6))
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_arc_is_found_wherever_it_stands_in_a_drawing(tmp_path, before, end, monkeypatch):
    """Also where a drawing is looked at in pieces, and a code stands at the end of one."""
    monkeypatch.setattr(dxf, "_CHUNK", 7)
    lines = [
        "0",
        "LWPOLYLINE",
        "999",
        "x" * before,
        "10",
        "542",
        " 42",
        "0.5",
        "10",
        "1",
        "42",
        "0",
    ]
    path = tmp_path / "a.dxf"
    path.write_bytes(end.join([*lines, "0", "EOF", ""]).encode())
    (found,) = dxf.curves_noted(path, pa.table({}))
    assert found.count == 1
    path.write_bytes(end.join(lines).replace("0.5", "0.0").encode())
    assert dxf.curves_noted(path, pa.table({})) == ()
