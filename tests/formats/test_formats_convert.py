"""``planviewer convert`` as it is called."""

from __future__ import annotations

import json

import pytest
import shapely
from formats_dataset import boxes, points
from formats_files import foreign, packed

from planviewer.cli import main
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features


@pytest.fixture
def run(capsys):
    def call(*words):
        code = main(["convert", *map(str, words), "--lang", "en"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_the_report_says_what_was_done(run, folder):
    source = foreign(folder / "a.gdb")
    code, out, _ = run(source, folder / "b.geojson", "--json")
    report = json.loads(out)
    (layer,) = report["layers"]
    assert code == 0
    assert (layer["from_crs"], layer["to_crs"]) == ("EPSG:9210", "EPSG:4326")
    assert "VN-2000 to WGS 84 (2)" in layer["operation"]["name"]
    assert layer["operation"]["accuracy_m"] == 1.0
    assert layer["round_trip_m"] < 0.01
    assert layer["feature_count"] == 3
    assert report["path"] == str(folder / "b.geojson")


def test_the_system_can_be_given_and_chosen(run, folder):
    source = folder / "a.csv"
    source.write_text("ten;X;Y\nA;2515360,5;541100,25\n", encoding="utf-8")
    code, _, said = run(source, folder / "a.gpkg")
    assert (code, "EPSG:9210" in said) == (1, True)
    assert run(source, folder / "a.gpkg", "--from-crs", "9210", "--to-crs", "3405")[0] == 0
    read = read_features(folder / "a.gpkg").frame
    assert read.crs.to_epsg() == 3405
    back = read.to_crs(9210).geometry.iloc[0]
    assert shapely.distance(back, shapely.Point(541100.25, 2515360.5)) < 0.001


def test_the_encoding_can_be_given(run, folder):
    source = folder / "a.csv"
    source.write_bytes("ten;X;Y\nĐ\u01a1n;541100;2515360\n".encode("cp1258"))
    code, out, _ = run(
        source, folder / "a.geojson", "--from-crs", "9210", "--encoding", "cp1258", "--json"
    )
    assert code == 0
    assert json.loads(out)["layers"][0]["encoding"] == "cp1258"
    assert read_features(folder / "a.geojson").frame["ten"].tolist() == ["Đơn"]


def test_all_layers_go_where_there_is_room_for_them(run, folder):
    foreign(folder / "ranh.shp")
    foreign(folder / "điểm.mif", points())
    source = packed(folder / "a.zip", folder, "ranh", "điểm")
    assert run(source, folder / "a.gpkg")[0] == 0
    assert [r.name for r in describe(folder / "a.gpkg")] == ["ranh", "điểm"]
    code, _, said = run(source, folder / "b.shp")
    assert code == 1
    assert "--sublayer: ranh, điểm" in said or "--sublayer: điểm, ranh" in said
    assert run(source, folder / "b.shp", "--sublayer", "ranh")[0] == 0
    assert len(read_features(folder / "b.shp").frame) == 3


@pytest.mark.parametrize(
    ("target", "words", "what"),
    [
        ("b.doc", (), "Write one of"),
        ("b.kml", ("--to-crs", "EPSG:9210"), "always in WGS 84"),
        ("none/b.gpkg", (), "folder does not exist"),
        ("a.parquet", (), "another name"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(run, folder, target, words, what):
    boxes().to_parquet(folder / "a.parquet")
    before = (folder / "a.parquet").read_bytes()
    code, _, said = run(folder / "a.parquet", folder / target, *words)
    assert code == 1
    assert what in said
    assert [item.name for item in folder.iterdir()] == ["a.parquet"]
    assert (folder / "a.parquet").read_bytes() == before


def test_what_the_new_format_cannot_keep_is_told(run, folder):
    boxes().to_parquet(folder / "a.parquet")
    assert "names and layers" in run(folder / "a.parquet", folder / "a.dxf")[1]
    assert "outlines were written as tracks" in run(folder / "a.parquet", folder / "a.gpx")[1]
