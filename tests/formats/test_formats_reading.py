"""Files that others write, in every format we read."""

from __future__ import annotations

import sqlite3
import unicodedata

import pandas as pd
import pyogrio
import pytest
import shapely
from formats_dataset import boxes, points
from formats_files import DRAWINGS, DRIVERS, drawing, foreign, in_cp1258, packed, topojson

from planviewer.errors import CrsMissing, FileUnreadable, FormatNotReadable
from planviewer.model.crs import crs_name
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features
from planviewer.writing.moving import moved

MIF = (
    'Version 300\nCharset "{charset}"\nDelimiter ","\nCoordSys Earth Projection 8, {datum}, "m", '
    "105.75, 0, 0.9999, 500000, 0\nColumns 1\n  t Char(40)\nData\n\nPoint 541109.98 2515367.14\n"
)
VN2000 = (
    "9999, 28, -191.90441429, -39.30318279, -111.45032835, -0.00928836, 0.01975479, -0.00427372, "
    "0.252906278, 0"
)


def codes(features):
    return {problem.code for problem in features.problems}


@pytest.mark.parametrize("crs", ["EPSG:9210", "EPSG:3405", "EPSG:5897", "EPSG:4756", "EPSG:32648"])
@pytest.mark.parametrize(
    "suffix", [".gdb", ".gml", ".mif", ".tab", ".shp", ".geojsonl", ".mbtiles", ".pmtiles"]
)
def test_the_system_a_file_says_is_the_one_it_is_read_in(folder, suffix, crs):
    path = foreign(folder / f"a{suffix}", moved(boxes(), crs))
    read = read_features(path)
    fixed = {".geojsonl": "EPSG:4326", ".mbtiles": "EPSG:3857", ".pmtiles": "EPSG:3857"}
    assert crs_name(read.frame.crs) == fixed.get(suffix, crs)
    assert read.crs_source == ("standard" if suffix == ".geojsonl" else "file")
    back = shapely.union_all(moved(read.frame, "EPSG:9210").geometry.array)
    # MapInfo keeps places on a grid of whole numbers, of degrees a coarse one.
    near = 0.1 if suffix in {".tab", ".mbtiles", ".pmtiles"} else 0.02
    assert shapely.hausdorff_distance(back, shapely.union_all(boxes().geometry.array)) < near


@pytest.mark.parametrize("suffix", [".gdb", ".gml"])
def test_each_layer_of_a_file_has_values_of_its_own(folder, suffix):
    path, driver = folder / f"a{suffix}", DRIVERS[suffix]
    points_too = points()[["tenchu", "geometry"]]
    layers = {"thua": boxes()[["loaidat", "geometry"]], "moc": points_too}
    if suffix == ".gml":  # GDAL writes one layer at a time, so a member is put in by hand
        text = foreign(path, layers["thua"]).read_text(encoding="utf-8")
        other = foreign(folder / "b.gml", points_too).read_text(encoding="utf-8")
        member = "<ogr:featureMember>"
        begin, end = other.index(member), other.index("</ogr:FeatureCollection>")
        more = other[begin:end].replace("ogr:b>", "ogr:moc>").replace("ogr:b ", "ogr:moc ")
        path.write_text(text.replace("</ogr:FeatureCollection>", f"{more}</ogr:FeatureCollection>"))
        path.with_suffix(".xsd").unlink()
        layers = {"a": layers["thua"], "moc": points_too}
    else:
        for name, frame in layers.items():
            pyogrio.write_dataframe(frame, path, layer=name, driver=driver, append=name != "thua")
    assert {r.name: r.feature_count for r in describe(path)} == dict.fromkeys(layers, 3)
    assert {r.name: r.crs for r in describe(path)} == dict.fromkeys(layers, "EPSG:9210")
    for name, frame in layers.items():
        (column,) = [c for c in frame.columns if c != "geometry"]
        read = read_features(path, sublayer=name).frame
        assert read[column].dropna().tolist() == frame[column].dropna().tolist()


@pytest.mark.parametrize("suffix", DRAWINGS)
def test_drawings_say_no_system_and_are_asked_for(folder, suffix):
    path = foreign(folder / f"a{suffix}")
    with pytest.raises(CrsMissing, match="EPSG:9210"):
        read_features(path)
    frame = read_features(path, crs="EPSG:9210").frame
    assert len(frame) >= 3
    assert frame.total_bounds == pytest.approx(boxes().total_bounds, abs=0.01)


def test_gpx_names_what_is_used(folder):
    path = foreign(folder / "a.gpx")
    (report,) = describe(path)
    assert (report.name, report.feature_count) == ("waypoints", 3)
    assert [field.name for field in report.fields] == ["name"]


GPX = (
    '<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="a" '
    'xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="22.7373" lon="106.1521"><ele>180.5</ele>'
    "<time>2026-05-01T02:00:00Z</time><name>Mốc 1</name><desc>Góc thửa đất</desc></wpt>"
    '<rte><name>Đường tránh</name><rtept lat="22.73" lon="106.15"/>'
    '<rtept lat="22.74" lon="106.16"/></rte><trk><name>Khảo sát</name><number>7</number><trkseg>'
    '<trkpt lat="22.73" lon="106.15"/>'
    '<trkpt lat="22.731" lon="106.151"/></trkseg><trkseg><trkpt lat="22.74" lon="106.16"/>'
    '<trkpt lat="22.741" lon="106.161"/></trkseg></trk></gpx>'
)


def test_gpx_keeps_what_a_device_recorded(folder):
    path = folder / "a.gpx"
    path.write_text(GPX, encoding="utf-8")
    reports = {r.name: r for r in describe(path)}
    assert list(reports) == ["waypoints", "routes", "tracks"]
    assert [r.geometry_types for r in reports.values()] == [
        ("Point",), ("LineString",), ("MultiLineString",)
    ]  # fmt: skip
    kinds = {field.name: field.type for field in reports["waypoints"].fields}
    assert kinds == {"ele": "real", "time": "datetime", "name": "text", "desc": "text"}
    (mark,) = read_features(path).frame.itertuples()
    assert (mark.name, mark.desc, mark.ele) == ("Mốc 1", "Góc thửa đất", 180.5)
    assert mark.time == pd.Timestamp("2026-05-01T02:00:00Z")
    assert (mark.geometry.x, mark.geometry.y) == (106.1521, 22.7373)
    route, track = (read_features(path, sublayer=n).frame for n in ("routes", "tracks"))
    assert (route["name"].tolist(), track["name"].tolist()) == (["Đường tránh"], ["Khảo sát"])
    assert track["number"].tolist() == [7]
    assert len(shapely.get_parts(track.geometry.iloc[0])) == 2


def test_topojson_has_its_objects_as_layers(folder):
    path = topojson(folder / "a.topojson")
    assert [r.name for r in describe(path)] == ["ranh", "diem"]
    assert read_features(path, sublayer="diem").frame["ten"].tolist() == ["Chợ"]
    area = read_features(path, sublayer="ranh").frame
    assert area.geometry.iloc[0].equals(
        shapely.Polygon([(106.15, 22.73), (106.16, 22.73), (106.16, 22.74)])
    )
    assert area["ten"].tolist() == ["Hòa An"]
    path.rename(folder / "b.json")
    assert len(read_features(folder / "b.json").frame) == 1


def test_a_geodatabase_is_opened_by_its_folder_or_any_file_in_it(folder):
    path = foreign(folder / "nền.gdb")
    before = sorted(item.name for item in path.iterdir())
    inside = next(item for item in path.iterdir() if item.suffix == ".gdbtable")
    assert len(read_features(path).frame) == len(read_features(inside).frame) == 3
    assert sorted(item.name for item in path.iterdir()) == before


def test_reading_gml_leaves_no_file_beside_it(folder):
    path = foreign(folder / "a.gml")
    path.with_suffix(".xsd").unlink()
    assert len(read_features(path).frame) == 3
    describe(path)
    assert [item.name for item in folder.iterdir()] == ["a.gml"]


class TestMapInfo:
    def write(self, folder, text, charset="WindowsVietnamese", datum="104"):
        path = folder / "a.mif"
        path.write_text(MIF.format(charset=charset, datum=datum), encoding="ascii")
        path.with_suffix(".mid").write_bytes(b'"' + text + b'"\n')
        return path

    @pytest.mark.parametrize("word", ["Đường tránh", "ruộng", "Ba"])
    def test_vietnamese_windows_text_is_read_to_the_last_letter(self, folder, word):
        path = self.write(folder, in_cp1258(word))
        read = read_features(path)
        assert unicodedata.normalize("NFC", read.frame["t"].iloc[0]) == word
        assert read.encoding == "cp1258"

    def test_the_shift_of_vn2000_names_the_system(self, folder):
        read = read_features(self.write(folder, b"a", datum=VN2000))
        assert read.frame.crs.to_epsg() == 9210
        assert read.crs_source == "file"

    def test_any_part_leads_to_the_whole(self, folder):
        path = foreign(folder / "a.tab")
        for part in (".dat", ".map", ".id"):
            assert len(read_features(path.with_suffix(part)).frame) == 3

    @pytest.mark.parametrize(
        "text",
        [
            "!table\n!version 300\nDefinition Table\n  Type LINKED\n",
            '!table\n!version 1400\nOpen Table "/etc/a" Hide\nCreate View b As Select * from a\n',
            '!table\n!version 300\nDefinition Table\n  Type NATIVE\n"\\IsSeamless" = "TRUE"\n',
            '!table\n!version 300\nDefinition Table\n  File "x.tif"\n  Type "RASTER"\n',
        ],
    )
    def test_tables_that_lead_elsewhere_are_refused(self, folder, text):
        (folder / "a.tab").write_text(text)
        with pytest.raises(FileUnreadable, match="names other files"):
            read_features(folder / "a.tab")


class TestDxf:
    def test_layers_text_and_blocks_are_there(self, folder):
        frame = read_features(drawing(folder / "a.dxf", b"Nha"), crs="EPSG:9210").frame
        assert set(frame["Layer"]) == {"RANH_DAT", "THUA", "COC"}
        assert frame["Text"].dropna().tolist() == ["Nha"]
        (block,) = frame.loc[frame["Layer"] == "COC", "geometry"]
        assert shapely.get_coordinates(block).mean(axis=0).tolist() == [541150, 2515370]
        assert not frame.geometry.has_z.any()

    def test_text_of_the_code_page_is_read_to_the_last_letter(self, folder):
        path = drawing(folder / "a.dxf", in_cp1258("Đất ruộng"))
        read = read_features(path, crs="EPSG:9210")
        assert unicodedata.normalize("NFC", read.frame["Text"].dropna().iloc[0])[-5:] == "ruộng"
        assert set(read.frame["Layer"]) == {"RANH_DAT", "THUA", "COC"}

    def test_newer_drawings_are_utf8_whatever_page_they_name(self, folder):
        path = drawing(folder / "a.dxf", "Đường tránh".encode(), version="AC1027")
        read = read_features(path, crs="EPSG:9210")
        assert read.frame["Text"].dropna().tolist() == ["Đường tránh"]

    def test_letters_by_number_are_letters(self, folder):
        path = drawing(folder / "a.dxf", b"\\U+0110\\U+01B0\\U+1EDDng %%c20")
        read = read_features(path, crs="EPSG:9210")
        assert read.frame["Text"].dropna().tolist() == ["Đường ⌀20"]

    @pytest.mark.parametrize(
        ("letter", "version", "page"),
        [
            (b"\\U+00E0", "AC1015", "ANSI_1252"),
            (b"\xe0", "AC1015", "ANSI_1252"),  # as AutoCAD does: what the page has is a byte
            (b"\\U+00E0", "AC1027", "ANSI_1252"),
            (b"\\U+00E0", "AC1015", "ANSI"),
        ],
    )
    def test_letters_by_number_are_not_taken_for_old_bytes(self, folder, letter, version, page):
        raw = b"Ho" + letter + b" An, \\U+0111\\U+01B0\\U+1EDDng tr\\U+00E1nh \\U+0102n"
        path = drawing(folder / "a.dxf", raw, version=version, page=page)
        read = read_features(path, crs="EPSG:9210")
        assert read.frame["Text"].dropna().tolist() == ["Hoà An, đường tránh Ăn"]
        assert "encoding-recognised" not in codes(read)

    def test_the_encoding_can_be_chosen(self, folder):
        path = drawing(folder / "a.dxf", "Đường".encode(), page="ANSI_1252")
        read = read_features(path, crs="EPSG:9210", encoding="UTF-8")
        assert read.frame["Text"].dropna().tolist() == ["Đường"]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.dwg", b"AC1032\0\0\0", "DWG"),
        ("a.dxf", b"AC1027\0\0\0", "DWG"),
        ("a.dxf", b"AutoCAD Binary DXF\r\n\x1a\0", "text"),
        ("a.dgn", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "DGN v7"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XLSX"),
        ("a.mdb", b"\x00\x01\x00\x00Standard Jet DB\0", "GeoPackage"),
        ("a.rar", b"Rar!\x1a\x07\x01\0", "Unpack"),
        ("a.pdf", b"%PDF-1.7", "GeoTIFF"),
        ("a.qgs", b"<!DOCTYPE qgis PUBLIC 'x'>\n<qgis version='3.22'/>", "layers"),
    ],
)
def test_what_nobody_can_read_is_named_with_the_way_out(folder, name, content, what):
    (folder / name).write_bytes(content)
    with pytest.raises(FormatNotReadable, match=what):
        read_features(folder / name)


class TestTiles:
    def test_vector_tiles_are_told_to_be_cut(self, folder):
        assert "tiles-cut" in codes(read_features(foreign(folder / "a.mbtiles")))

    def test_a_damaged_database_is_a_clear_error(self, folder):
        path = foreign(folder / "a.mbtiles")
        base = sqlite3.connect(path)
        base.execute("DROP TABLE metadata")
        base.commit()
        base.close()
        with pytest.raises(FileUnreadable, match="broken"):
            read_features(path)


def test_parquet_of_native_geometry_is_read(folder):
    boxes().to_parquet(folder / "a.parquet", geometry_encoding="geoarrow")
    read = read_features(folder / "a.parquet").frame
    assert shapely.equals(read.geometry.array, boxes().geometry.array).all()


def test_parquet_without_geometry_is_told(folder):
    pd.DataFrame({"a": [1]}).to_parquet(folder / "a.parquet")
    with pytest.raises(FileUnreadable, match="without geometry"):
        read_features(folder / "a.parquet")


def test_parquet_of_lists_and_records_shows_them_as_text(folder):
    frame = boxes()
    frame["l"] = [[1, 2], None, []]
    frame["c"] = frame["loaidat"].astype("category")
    frame.to_parquet(folder / "a.parquet")
    read = read_features(folder / "a.parquet").frame
    assert read["l"].iloc[0] == "[1, 2]"
    assert read["c"].tolist() == ["LUC", "ONT", "LUC"]


class TestKml:
    TEXT = (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
        "<Document><Folder><name>Trống</name></Folder><Folder><name>Dự án</name><Placemark>"
        "<name>Chợ Nước Hai</name><description>ghi chú</description><Point><coordinates>"
        "106.15,22.73,0</coordinates></Point></Placemark></Folder></Document></kml>"
    )

    def test_empty_folders_and_empty_columns_are_left_out(self, folder):
        path = folder / "a.kml"
        path.write_text(self.TEXT, encoding="utf-8")
        (report,) = describe(path)
        assert report.name == "Dự án"
        assert [field.name for field in report.fields] == ["Name", "description"]
        frame = read_features(path).frame
        assert frame["Name"].tolist() == ["Chợ Nước Hai"]
        assert not frame.geometry.has_z.any()

    def test_kmz_is_the_same_packed(self, folder):
        (folder / "doc.kml").write_text(self.TEXT, encoding="utf-8")
        path = packed(folder / "a.kmz", folder, "doc.kml")
        assert [r.name for r in describe(path)] == ["Dự án"]

    def test_a_kml_of_nothing_is_told(self, folder):
        path = folder / "a.kml"
        path.write_text('<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>')
        with pytest.raises(FileUnreadable, match="no layer"):
            describe(path)

    @pytest.mark.parametrize(
        ("body", "names"),
        [
            ("<Document><Folder><name>A &amp; B</name>@</Folder></Document>", ["A & B"]),
            ("<Document><name>Đất</name>@</Document>", ["Đất"]),
            ("<Folder>@</Folder>", ["a"]),
            ("@", ["a"]),
            ("<Document><name>D</name>@<Folder><name>F</name>@</Folder></Document>", ["D", "F"]),
            ("<Document><Folder><name>A</name><Folder><name>B</name>@</Folder></Folder></Document>",
             ["B"]),
        ],
    )  # fmt: skip
    def test_folders_are_layers(self, folder, body, names):
        place = (
            "<Placemark><name>x</name><Point><coordinates>106,22</coordinates></Point></Placemark>"
        )
        path = folder / "a.kml"
        text = f'<kml xmlns="http://www.opengis.net/kml/2.2">{body.replace("@", place)}</kml>'
        path.write_text(text, encoding="utf-8")
        assert [(r.name, r.feature_count) for r in describe(path)] == [(n, 1) for n in names]
        for name in names:
            assert len(read_features(path, sublayer=name).frame) == 1


@pytest.mark.parametrize(
    ("encoding", "word"),
    [("UTF-8", "Đường tránh"), ("cp1258", "Đường tránh"), ("cp1252", "Hòa"), ("iso8859-1", "Hòa")],
)
@pytest.mark.parametrize("suffix", [".csv", ".mif", ".dxf"])
def test_text_of_a_chosen_encoding_is_read(folder, suffix, encoding, word):
    raw = in_cp1258(word) if encoding == "cp1258" else word.encode(encoding)
    path = folder / f"a{suffix}"
    if suffix == ".csv":
        path.write_bytes(b"t;X;Y\n" + raw + b";541100;2515360\n")
    elif suffix == ".dxf":
        drawing(path, raw)
    else:
        TestMapInfo().write(folder, raw, charset="Neutral", datum=VN2000)
    frame = read_features(path, crs="EPSG:9210", encoding=encoding).frame
    column = "Text" if suffix == ".dxf" else "t"
    assert unicodedata.normalize("NFC", frame[column].dropna().iloc[0]) == word
