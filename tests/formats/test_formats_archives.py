"""Archives: what planners send, and what nobody should."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest
from formats_dataset import points
from formats_files import foreign, packed

from planviewer.app.adding import read_new_layers
from planviewer.app.previewing import is_sure
from planviewer.cli import main
from planviewer.errors import FileUnreadable, SublayerUnknown
from planviewer.reading import archives
from planviewer.reading.describe import describe
from planviewer.reading.files import read_features


def archive(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


GEOJSON = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, '
    '"geometry": {"type": "Point", "coordinates": [106, 22]}}]}'
)


def test_a_packed_shapefile_is_one_layer(folder):
    foreign(folder / "thửa đất.shp")
    path = packed(folder / "a.zip", folder, "thửa đất.")
    (report,) = describe(path)
    assert (report.name, report.crs, report.feature_count) == ("thửa đất", "EPSG:9210", 3)
    assert len(read_features(path).frame) == 3


def test_a_packed_geodatabase_is_opened(folder):
    foreign(folder / "nền.gdb")
    path = packed(folder / "nền.gdb.zip", folder, "nền.gdb/")
    assert [r.name for r in describe(path)] == ["Thua_dat"]


def test_several_files_are_layers_with_names_of_their_own(folder):
    for name in ("a", "b"):
        (folder / name).mkdir()
        foreign(folder / name / "ranh.shp")
    foreign(folder / "điểm.mif", points())
    path = packed(folder / "all.zip", folder, "a/", "b/", "điểm")
    names = [r.name for r in describe(path)]
    assert names == ["điểm", "a/ranh.shp", "b/ranh.shp"]
    assert len(read_features(path, sublayer="b/ranh.shp").frame) == 3
    with pytest.raises(SublayerUnknown, match="điểm"):
        read_features(path, sublayer="không có")


def test_names_of_old_programs_are_spelled_right(folder):
    raw = ["thư mục\\đất.geojson".encode(), "khác.geojson".encode()]
    stand_in = [b"%d" % n + b"a" * (len(name) - 9) + b".geojson" for n, name in enumerate(raw)]
    path = archive(folder / "a.zip", **{name.decode(): GEOJSON for name in stand_in})
    data = path.read_bytes()
    for name, other in zip(stand_in, raw, strict=True):
        data = data.replace(name, other)
    path.write_bytes(data)
    assert sorted(r.name for r in describe(path)) == ["khác", "đất"]


@pytest.mark.parametrize(
    "name",
    ["../a.geojson", "/etc/a.geojson", "C:\\a.geojson", "x/../../a.geojson", "..\\a.geojson"],
)
def test_names_that_lead_out_are_refused_and_nothing_is_written(folder, name):
    path = archive(folder / "a.zip", **{"b.geojson": GEOJSON, name: GEOJSON})
    with pytest.raises(FileUnreadable, match="outside"):
        read_features(path)
    assert sorted(item.name for item in folder.parent.rglob("*.geojson")) == []


def test_links_are_refused(folder):
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        info = zipfile.ZipInfo("a.geojson")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")
    with pytest.raises(FileUnreadable, match="outside"):
        read_features(path)


def test_a_bomb_is_stopped_while_it_unpacks(folder, monkeypatch):
    monkeypatch.setattr(archives, "_HARMLESS_BYTES", 2**20)
    path = archive(folder / "a.zip", **{"a.geojson": b" " * (3 * 2**20)})
    with pytest.raises(FileUnreadable, match="far more"):
        read_features(path)


def test_a_workbook_that_is_a_bomb_is_not_opened(folder, monkeypatch):
    monkeypatch.setattr(archives, "_HARMLESS_BYTES", 2**20)
    path = archive(folder / "a.xlsx", **{"xl/workbook.xml": b" " * (3 * 2**20)})
    with pytest.raises(FileUnreadable, match="far more"):
        read_features(path)


def test_what_the_archive_says_of_its_size_is_not_believed(folder, monkeypatch):
    monkeypatch.setattr(archives, "_HARMLESS_BYTES", 2**20)
    path = archive(folder / "a.zip", **{"a.geojson": b" " * (3 * 2**20)})
    size = (3 * 2**20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (10).to_bytes(4, "little")))
    with pytest.raises(FileUnreadable):
        read_features(path)


def test_too_many_members_are_refused(folder, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    path = archive(folder / "a.zip", **{f"{n}.geojson": GEOJSON for n in range(4)})
    with pytest.raises(FileUnreadable, match="too many"):
        read_features(path)


def test_archives_inside_are_not_opened(folder):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("a.geojson", GEOJSON)
    path = archive(folder / "a.zip", **{"inner.zip": inner.getvalue(), "readme.txt": b"x"})
    with pytest.raises(FileUnreadable, match="no map file"):
        read_features(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_an_archive_cut_short_is_told(folder, share):
    foreign(folder / "a.shp")
    path = packed(folder / "a.zip", folder, "a.")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(FileUnreadable, match="archive"):
        read_features(path)


def test_a_password_is_told(folder):
    path = archive(folder / "a.zip", **{"a.geojson": GEOJSON})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # "encrypted", in the member's own head and in the list
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(FileUnreadable, match="password"):
        read_features(path)


def test_a_broken_member_is_named(folder):
    path = archive(folder / "a.zip", **{"b.geojson": '{"type": "FeatureCollection"'})
    with pytest.raises(FileUnreadable, match=r"a\.zip.*b\.geojson"):
        read_features(path)


def test_what_was_unpacked_is_gone_afterwards(folder, monkeypatch):
    monkeypatch.setattr(archives.tempfile, "tempdir", str(folder))
    path = archive(folder / "a.zip", **{"b.geojson": GEOJSON})
    assert len(read_features(path).frame) == 1
    assert [item.name for item in folder.iterdir()] == ["a.zip"]


def test_parts_without_their_whole_are_no_map_file(folder):
    path = archive(folder / "a.zip", **{"a.cpg": b"UTF-8", "a.dbf": b"\x03" + bytes(60)})
    with pytest.raises(FileUnreadable, match=r"a\.zip.*no map file"):
        read_features(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [("b.geojson", b'{"type": "FeatureCollection"'), ("b.kml", b""), ("b.gpkg", b"\0" * 99)],
)
def test_a_broken_member_hides_no_other_and_is_told(folder, capsys, name, content):
    foreign(folder / "thửa đất.shp")
    path = packed(folder / "a.zip", folder, "thửa đất.")
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(name, content)
    sound, broken = describe(path)
    assert (sound.name, sound.feature_count, sound.problems) == ("thửa đất", 3, ())
    (problem,) = broken.problems
    assert (broken.name, problem.code, problem.severity) == (name, "member-unreadable", "error")
    assert main(["check", str(path), "--json"]) == 1
    assert name in capsys.readouterr().out
    (layer,) = read_new_layers(
        path, crs=None, encoding=None, number=0, taken=frozenset(), progress=lambda _share: None
    )
    assert layer.layer.source.sublayer == "thửa đất"
    assert "member-unreadable" in {p.code for p in layer.content.problems}
    assert not is_sure([layer])
