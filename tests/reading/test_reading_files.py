"""The four everyday formats, read alike."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from reading_files import NAMES, collection, parcels, point

from planviewer.errors import (
    CoordinatesOutOfRange,
    CrsMissing,
    CrsUnknown,
    EncodingUnknown,
    SublayerUnknown,
)
from planviewer.reading.files import read_features

SUFFIXES = (".geojson", ".gpkg", ".shp", ".fgb")


def codes(features) -> set[str]:
    return {problem.code for problem in features.problems}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_values_names_and_places_arrive_unchanged(everyday_file, suffix):
    features = read_features(everyday_file(suffix))
    frame = features.frame.sort_values("dientich", na_position="last").reset_index(drop=True)
    expected = parcels().sort_values("dientich", na_position="last").reset_index(drop=True)
    assert frame["tenchu"].tolist() == expected["tenchu"].tolist()
    assert frame["shthua"].tolist() == expected["shthua"].tolist()
    assert frame["co_so"].tolist() == expected["co_so"].tolist()
    moved = shapely.normalize(frame.to_crs("EPSG:9210").geometry.array)
    wanted = shapely.normalize(expected.geometry.array)
    assert shapely.equals_exact(moved, wanted, tolerance=0.01).all()
    assert features.encoding == "UTF-8"
    assert isinstance(features.frame.index, pd.RangeIndex)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_whole_numbers_stay_whole_where_some_are_missing(everyday_file, suffix):
    """A style compares the text of values: a phase 1 must not become "1.0"."""
    frame = read_features(everyday_file(suffix)).frame
    assert sorted(str(n) for n in frame["shthua"].dropna()) == ["1", "3"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_file_is_left_as_it_was(everyday_file, suffix):
    path = everyday_file(suffix)
    before = {part.name: part.read_bytes() for part in path.parent.iterdir()}
    read_features(path)
    assert {part.name: part.read_bytes() for part in path.parent.iterdir()} == before


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", ["a!b", "a;b", "a?b", "a#b %20", "thửa đất (1)", "a.zip"])
def test_any_file_name_can_be_read(everyday_file, suffix, name):
    path = everyday_file(suffix)
    for part in list(path.parent.iterdir()):
        part.rename(part.with_name(f"{name}{part.suffix}"))
    assert len(read_features(path.with_name(f"{name}{suffix}")).frame) == 3


@pytest.mark.parametrize("part", [".dbf", ".shx", ".prj", ".cpg"])
def test_any_part_of_a_shapefile_leads_to_the_whole(everyday_file, part):
    features = read_features(everyday_file(".shp").with_suffix(part))
    assert len(features.frame) == 3


def test_content_decides_the_format_and_a_wrong_name_is_told(everyday_file):
    path = everyday_file(".gpkg").rename(everyday_file(".gpkg").with_name("x.geojson"))
    features = read_features(path)
    assert len(features.frame) == 3
    assert "wrong-extension" in codes(features)


def test_a_geopackage_opens_at_its_first_layer_with_places(everyday_file):
    path = everyday_file(".gpkg")
    table = pd.DataFrame({"ma": ["LUC"], "ten": ["Đất lúa"]})
    pyogrio.write_dataframe(table, path, layer="bảng mã", append=True)
    pyogrio.write_dataframe(parcels().iloc[:1], path, layer="khác", append=True)
    assert len(read_features(path).frame) == 3
    assert len(read_features(path, sublayer="khác").frame) == 1
    codes_only = read_features(path, sublayer="bảng mã")
    assert "no-geometry" in codes(codes_only)
    assert codes_only.frame["ten"].tolist() == ["Đất lúa"]
    with pytest.raises(SublayerUnknown, match="khác, bảng mã"):
        read_features(path, sublayer="không có")


def test_an_attribute_named_geometry_is_kept_beside_the_geometry(folder):
    path = folder / "x.geojson"
    path.write_text(collection(point(106, 22, geometry="văn bản", wkb_geometry="b")))
    frame = read_features(path).frame
    assert frame.geometry.iloc[0] == shapely.Point(106, 22)
    assert "văn bản" in frame.drop(columns="geometry").iloc[0].tolist()


def test_nested_attributes_stay_text(folder):
    path = folder / "x.geojson"
    path.write_text(collection(point(106, 22, a={"b": [1, 2]}, c=[1, 2], d=["x"])))
    row = read_features(path).frame.iloc[0]
    assert all(isinstance(row[name], str) for name in "acd")


def test_moments_and_dates_keep_their_kind(folder):
    path = folder / "x.gpkg"
    frame = gpd.GeoDataFrame(
        {
            "ngay": pd.array(["2021-06-10", None], dtype="string")
            .astype("datetime64[s]")
            .astype("date32[pyarrow]"),
            "luc": pd.to_datetime(["2021-06-10T08:30:00", None]),
        },
        geometry=[shapely.Point(541100, 2515360)] * 2,
        crs="EPSG:9210",
    )
    pyogrio.write_dataframe(frame, path, use_arrow=True)
    read = read_features(path).frame
    assert str(read["ngay"].iloc[0]) == "2021-06-10"
    assert read["luc"].iloc[0] == pd.Timestamp("2021-06-10T08:30:00")
    assert pd.isna(read["ngay"].iloc[1])
    assert pd.isna(read["luc"].iloc[1])


class TestCoordinateSystem:
    def test_is_what_the_file_says(self, everyday_file):
        features = read_features(everyday_file(".gpkg"))
        assert features.crs_source == "file"
        assert features.frame.crs.to_epsg() == 9210

    def test_of_plain_geojson_is_fixed_by_the_standard(self, folder):
        path = folder / "x.geojson"
        path.write_text(collection(point(106.15, 22.73)))
        features = read_features(path)
        assert features.crs_source == "standard"
        assert features.frame.crs.to_epsg() == 4326

    @pytest.mark.parametrize("where", ["before", "after"])
    @pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::9210", "EPSG:9210", "epsg:9210"])
    def test_named_in_the_older_way_is_honoured(self, folder, where, name):
        path = folder / "x.geojson"
        member = {"type": "name", "properties": {"name": name}}
        text = collection(point(541109.98, 2515367.14, crs=None))
        if where == "before":
            text = collection(point(541109.98, 2515367.14, crs=None), crs=member)
        else:
            text = f'{text[:-1]}, "crs": {json.dumps(member)}}}'
        path.write_text(text)
        features = read_features(path)
        assert features.crs_source == "file"
        assert features.frame.crs.to_epsg() == 9210

    @pytest.mark.parametrize(
        "member",
        [
            None,
            {"type": "name", "properties": {"name": "EPSG:999999"}},
            {"type": "link", "properties": {"href": "http://127.0.0.1:9/x", "type": "proj4"}},
            {"type": "name"},
            {"type": "name", "properties": None},
            {"type": "name", "properties": {"name": ["EPSG:9210"]}},
        ],
    )
    def test_named_so_that_nobody_can_follow_is_asked_for(self, folder, member):
        """GDAL takes such files for WGS 84 without a word."""
        path = folder / "x.geojson"
        path.write_text(collection(point(106.15, 22.73), crs=member))
        with pytest.raises(CrsMissing):
            read_features(path)
        assert read_features(path, crs="EPSG:4326").crs_source == "user"

    def test_an_attribute_named_crs_says_nothing(self, folder):
        path = folder / "x.geojson"
        path.write_text(collection(point(106.15, 22.73, crs=None), point(106.15, 22.73, crs="a")))
        assert read_features(path).crs_source == "standard"

    def test_metres_in_geojson_are_asked_about_naming_candidates(self, folder):
        path = folder / "x.geojson"
        path.write_text(collection(point(541109.98, 2515367.14)))
        with pytest.raises(CrsMissing, match=r"--crs EPSG:n.*EPSG:9210") as caught:
            read_features(path)
        likely = caught.value.values["likely"]  # noqa: PD011  not a data frame
        assert likely[0].crs == "EPSG:9210"
        features = read_features(path, crs="EPSG:9210")
        assert features.crs_source == "user"
        lon_lat = features.frame.to_crs("EPSG:4326").geometry.iloc[0]
        assert abs(lon_lat.x - 106.15216) < 3e-3

    def test_of_a_shapefile_without_prj_is_asked_for(self, everyday_file):
        path = everyday_file(".shp")
        path.with_suffix(".prj").unlink()
        with pytest.raises(CrsMissing, match="EPSG:9210"):
            read_features(path)
        assert read_features(path, crs="EPSG:9210").frame.crs.to_epsg() == 9210

    def test_chosen_by_the_user_goes_before_the_file_and_is_told(self, everyday_file):
        features = read_features(everyday_file(".gpkg"), crs="EPSG:9209")
        assert features.frame.crs.to_epsg() == 9209
        assert "crs-overruled" in codes(features)

    @pytest.mark.parametrize("crs", ["EPSG:1", "nonsense", "", "EPSG:", "EPSG:5711"])
    def test_chosen_must_exist(self, everyday_file, crs):
        with pytest.raises(CrsUnknown):
            read_features(everyday_file(".gpkg"), crs=crs)

    @pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:32633", "EPSG:5899"])
    def test_chosen_must_be_possible(self, everyday_file, crs):
        frame = parcels()
        if crs != "EPSG:4326":
            frame.geometry = frame.translate(4e7, 4e7)
        path = everyday_file(".gpkg", frame)
        with pytest.raises(CoordinatesOutOfRange, match=crs):
            read_features(path, crs=crs)

    def test_degrees_called_metres_are_refused(self, folder):
        path = folder / "x.gpkg"
        frame = parcels().to_crs("EPSG:4326").set_crs("EPSG:9210", allow_override=True)
        pyogrio.write_dataframe(frame, path)
        with pytest.raises(CoordinatesOutOfRange):
            read_features(path)

    def test_a_single_stray_feature_is_a_problem_of_that_feature(self, folder):
        path = folder / "x.geojson"
        path.write_text(collection(point(106, 22), point(541109, 2515367), point(106, 22.1)))
        (problem,) = read_features(path).problems
        assert (problem.code, problem.feature, problem.count) == ("coordinates-out-of-range", 1, 1)

    def test_heights_do_not_change_it(self, folder):
        path = folder / "x.geojson"
        feature = point(106.15, 22.73)
        feature["geometry"]["coordinates"].append(180.5)
        path.write_text(collection(feature))
        features = read_features(path)
        assert features.frame.crs.to_epsg() == 4326
        assert features.frame.geometry.iloc[0].z == 180.5


class TestProblems:
    def frame(self, *geometries) -> gpd.GeoDataFrame:
        values = {"a": list(range(len(geometries)))}
        return gpd.GeoDataFrame(values, geometry=list(geometries), crs="EPSG:9210")

    def found(self, folder: Path, *geometries) -> dict[str, tuple[int | None, int]]:
        path = folder / "x.gpkg"
        pyogrio.write_dataframe(self.frame(*geometries), path, geometry_type="Unknown")
        return {p.code: (p.feature, p.count) for p in read_features(path).problems}

    def test_sound_features_have_none(self, everyday_file):
        assert read_features(everyday_file(".gpkg")).problems == ()

    def test_of_every_kind_are_counted_with_the_first_row(self, folder):
        good = shapely.box(541000, 2515000, 541010, 2515010)
        bow = shapely.Polygon(
            [(541000, 2515000), (541010, 2515010), (541010, 2515000), (541000, 2515010)]
        )
        line = shapely.LineString([(541000, 2515000), (541001, 2515001)])
        found = self.found(folder, good, None, bow, shapely.Polygon(), line, None, bow)
        assert found == {
            "geometry-missing": (1, 2),
            "geometry-empty": (3, 1),
            "geometry-invalid": (2, 2),
            "geometry-mixed": (None, 5 - 1),
        }

    def test_coordinates_that_are_no_numbers_are_told(self, folder):
        good = shapely.Point(541000, 2515000)
        with np.errstate(invalid="ignore"):
            odd, line = self.odd_lines()
        found = self.found(folder, good, good, good, good, odd, line)
        assert found["coordinates-not-finite"] == (4, 2)

    def odd_lines(self):
        odd = shapely.LineString([(541000, 2515000), (np.nan, 1), (541002, 2515000)])
        line = shapely.LineString([(541000, 2515000), (np.inf, 2515000), (541002, 2515000)])
        return odd, line

    def test_rows_that_repeat_another_whole_are_duplicates(self, folder):
        path = folder / "x.gpkg"
        frame = pd.concat([parcels(), parcels().iloc[:2]], ignore_index=True)
        other = parcels().iloc[:1].assign(tenchu="another owner of the same ground")
        pyogrio.write_dataframe(pd.concat([frame, other], ignore_index=True), path, use_arrow=True)
        (problem,) = read_features(path).problems
        assert (problem.code, problem.feature, problem.count) == ("duplicate", 3, 2)
        assert problem.hint is not None

    def test_sites_without_a_place_are_not_duplicates(self, folder):
        path = folder / "x.geojson"
        feature = {"type": "Feature", "properties": {"a": 1}, "geometry": None}
        path.write_text(collection(feature, feature))
        assert codes(read_features(path)) == {"geometry-missing"}

    def test_an_open_outline_is_closed_and_told(self, folder):
        path = folder / "x.geojson"
        ring = [[106, 22], [106.1, 22], [106.1, 22.1], [106, 22.1]]
        feature = point(0, 0)
        feature["geometry"] = {"type": "Polygon", "coordinates": [ring]}
        path.write_text(collection(point(106, 22), feature))
        features = read_features(path)
        (problem,) = [p for p in features.problems if p.code == "ring-open"]
        assert (problem.feature, problem.count) == (1, 1)
        assert features.frame.geometry.iloc[1].area == pytest.approx(0.01)

    def test_no_features_is_told(self, folder):
        path = folder / "x.geojson"
        path.write_text(collection())
        features = read_features(path)
        assert codes(features) == {"no-features"}
        assert len(features.frame) == 0
        assert features.frame.crs.to_epsg() == 4326

    @pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".fgb"])
    def test_no_features_in_any_format(self, everyday_file, suffix):
        features = read_features(everyday_file(suffix, parcels().iloc[:0]))
        assert "no-features" in codes(features)


class TestText:
    @pytest.mark.parametrize(
        ("encoding", "cpg"),
        [("cp1258", "1258"), ("cp1258", "CP1258"), ("cp1258", "ANSI 1258"), ("utf-8", "UTF-8"),
         ("utf-8", "65001"), ("utf-8", None)],
    )  # fmt: skip
    def test_of_a_shapefile_is_read_as_declared(self, shapefile, encoding, cpg):
        raw = {"cp1258": b"Nguy\xea\xden V\xe3n \xc1", "utf-8": NAMES[0].encode()}[encoding]
        path = shapefile(raw, cpg)
        features = read_features(path)
        read = unicodedata.normalize("NFC", features.frame["tenchu"].iloc[0])
        assert read.strip() == NAMES[0]
        assert features.encoding.lower() == encoding

    def test_encoding_of_the_user_goes_before_the_file(self, shapefile):
        path = shapefile(b"Nguy\xea\xden V\xe3n \xc1", "UTF-8")
        features = read_features(path, encoding="windows-1258")
        assert features.encoding == "cp1258"
        name = unicodedata.normalize("NFC", features.frame["tenchu"].iloc[0])
        assert name.strip() == NAMES[0]

    def test_wrong_bytes_are_a_problem_and_no_crash(self, shapefile):
        features = read_features(shapefile(b"\xfe\xff V\xa8n \x81", "UTF-8"))
        problem = next(p for p in features.problems if p.code == "text-unreadable")
        assert (problem.feature, problem.count) == (0, 1)
        assert "--encoding" in str(problem.hint)
        assert features.frame["tenchu"].iloc[0].startswith("�� V�n")
        assert features.frame["tenchu"].iloc[1] == NAMES[1]

    def test_undeclared_bytes_are_read_as_other_programs_do_and_told(self, shapefile):
        features = read_features(shapefile(b"Ch\xe2teau d\x27\xc9t\xe9", None))
        assert features.encoding == "cp1252"
        assert "encoding-unknown" in codes(features)
        assert features.frame["tenchu"].iloc[0].strip() == "Château d'Été"

    @pytest.mark.parametrize("cpg", [None, "UTF-8", "1252", "1258", "8859-1", "FOOBAR"])
    def test_legacy_letters_are_recognised_whatever_is_declared(self, shapefile, cpg):
        features = read_features(shapefile(b"Nguy\xd4n V\xa8n \xb8", cpg))
        assert features.frame["tenchu"].iloc[0].strip() == "Nguyễn Văn á"
        assert features.frame["tenchu"].iloc[1] == NAMES[1]
        problem = next(p for p in features.problems if p.code == "encoding-recognised")
        assert "TCVN3" in str(problem.message)

    @pytest.mark.parametrize("cpg", [None, "UTF-8", "FOOBAR", "\0\0"])
    def test_field_names_in_other_letters_are_read(self, shapefile, cpg):
        features = read_features(shapefile(NAMES[0].encode(), cpg, field=b"T\xaan"))
        assert len(features.frame.columns) == 5

    @pytest.mark.parametrize("first", range(0x80, 0x100, 15))
    def test_every_byte_passes_unharmed(self, shapefile, first):
        known = bytes(range(first, min(first + 15, 0x100)))
        text = read_features(shapefile(known, "8859-1")).frame["tenchu"].iloc[0]
        assert text.encode("latin-1")[: len(known)] == known

    @pytest.mark.parametrize("encoding", ["nonsense", "hex", "", "cp1", "../../etc/passwd"])
    def test_encoding_of_the_user_must_exist(self, everyday_file, encoding):
        with pytest.raises(EncodingUnknown):
            read_features(everyday_file(".shp"), encoding=encoding)

    @pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".fgb"])
    def test_wrong_bytes_in_formats_that_are_utf8(self, everyday_file, suffix):
        path = everyday_file(suffix)
        raw, known = path.read_bytes(), NAMES[0].encode()
        assert known in raw
        path.write_bytes(raw.replace(known, b"Nguy\xd4n V\xa8n".ljust(len(known))))
        features = read_features(path)
        assert "Nguyễn Văn" in {str(name).strip() for name in features.frame["tenchu"]}
        assert "encoding-recognised" in codes(features)
        again = read_features(path, encoding="cp1252")
        assert "NguyÔn V¨n" in " ".join(again.frame["tenchu"].dropna())
