"""Plan files: what is accepted, what is refused, and in which words."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from planviewer import i18n
from planviewer.assets import bundled_plan
from planviewer.errors import FileMissing, FileUnreadable, PathOutside, PlanInvalid
from planviewer.model.layer import FileSource
from planviewer.reading.plans import data_path, load_plan


@pytest.fixture
def content():
    return json.loads(bundled_plan().read_text(encoding="utf-8"))


@pytest.fixture
def saved(tmp_path):
    def write(value: object) -> Path:
        path = tmp_path / "đồ án.planview"
        text = value if isinstance(value, str) else json.dumps(value)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(PlanInvalid) as caught:
        load_plan(path)
    assert path.name in str(caught.value)
    values = dict(caught.value.values)
    return str(values["where"]), str(values["reason"])


def test_a_plan_is_read(saved, content):
    assert load_plan(saved(content)) == load_plan(bundled_plan())


def test_a_letter_beyond_the_basic_plane_may_be_spelt_as_json_does(saved, content):
    content["title"] = {"vi": "\U00020000", "en": "x"}
    assert load_plan(saved(content)).title.vi == "\U00020000"


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "a.planview"
    path.write_text(bundled_plan().read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_plan(path).id == "nuoc-hai"


def test_a_missing_plan_and_a_folder_are_named(tmp_path):
    with pytest.raises(FileMissing, match=r"a\.planview"):
        load_plan(tmp_path / "a.planview")
    with pytest.raises(FileUnreadable, match="folder"):
        load_plan(tmp_path)


def test_other_text_than_utf8_is_named(tmp_path):
    path = tmp_path / "a.planview"
    path.write_bytes('{"title": "Đ"}'.encode("utf-16"))
    with pytest.raises(FileUnreadable, match="UTF-8"):
        load_plan(path)


def test_a_file_too_large_to_be_a_plan_is_not_parsed(tmp_path):
    path = tmp_path / "a.planview"
    with path.open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    with pytest.raises(FileUnreadable, match="16 MB"):
        load_plan(path)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"format": "planviewer-plan",\n "version": }', "line 2, column 13"),
        ("", "line 1, column 1"),
        ("[" * 200_000, "whole file"),
        ('{"a":' * 100_000, "whole file"),
        ('{"version": 1, "version": 1}', "whole file"),
        ('{"home": [NaN, 1, 2, 3]}', "whole file"),
        ('{"title": ["\\ud800 half a letter"]}', "whole file"),
        ('{"version": ' + "9" * 5000 + "}", "whole file"),
    ],
)
def test_what_is_not_json_is_placed(saved, text, where):
    assert where in refused(saved(text))[0]


def database(**words) -> dict:
    connection = {"name": "Sở", "host": "gis", "database": "dc", **words}
    return {"type": "database", "table": "thua", "connection": connection}


def change(content: dict, keys: tuple, value: object) -> dict:
    here = content
    for key in keys[:-1]:
        here = here[key]
    here[keys[-1]] = value
    return content


@pytest.mark.parametrize(
    ("keys", "value", "said"),
    [
        (("version",), 2, ("version", "not one of")),
        (("crs",), "9210", ("crs", "not written as expected")),
        (("titel",), "x", ("titel", "spelling")),
        (("layers", 2, "source", "rule", "to_m"), -5, ("layers[2].source.rule.to_m", "greater")),
        (("layers", 2, "source", "rule", "to_m"), 1e9, ("layers[2].source.rule.to_m", "20000 m")),
        (("layers", 2, "source", "rule", "to_m"), "a", ("layers[2].source.rule.to_m", "number")),
        (("layers", 2, "source", "rule", "from_m"), 500, ("layers[2].source.rule", "to_m must be")),
        (("layers", 2, "source", "rule", "side"), "up", ("layers[2].source.rule.side", "left")),
        (("layers", 2, "source", "rule", "line_layer"), "no", ("whole file", "recovery-200m")),
        (("layers", 0, "source", "type"), "web", ("layers[0].source", "web")),
        (("layers", 0, "source", "path"), 3, ("layers[0].source.path", "text")),
        (("layers", 0, "opacity"), 1.5, ("layers[0].opacity", "at most")),
        (("layers", 0, "id"), "../x", ("layers[0].id", "not written as expected")),
        (("layers", 0, "group"), "nowhere", ("whole file", "nowhere")),
        (("layers", 0, "provenance"), {}, ("layers[0].provenance.source", "missing")),
        (("layers", 0, "provenance", "date"), "10/06/2021", ("layers[0].provenance.date", "date")),
        (("layers", 0, "id"), "bypass", ("whole file", "twice")),
        (("layers",), {}, ("layers", "list")),
        (("basemaps", 0, "url"), "http://a/{z}", ("basemaps[0].url", "not written as expected")),
        (("sites_layer",), "nowhere", ("whole file", "sites_layer")),
        (("basemap",), "nowhere", ("whole file", "nowhere")),
        (("home",), [1, 2, 3], ("home[3]", "missing")),
        (("crs",), "EPSG:999999", ("crs", "not a coordinate system")),
        (("crs",), "EPSG:4326", ("crs", "EPSG:4326 has no metres on the ground. Write a VN-2000")),
        (("crs",), "EPSG:3857", ("crs", "no metres on the ground")),
        (("home",), [107, 23, 106, 22], ("home", "west below east")),
        (("home",), [106, 22, 106, 22], ("home", "west below east")),
        (("home",), [-1e300, -1e300, 1e300, 1e300], ("home", "within ±180")),
        (("layers", 0, "source"), database(host="a\x1b[31m"), ("connection.host", "not written")),
        (("layers", 0, "source"), database(host="\u202emoc.live"), ("connection.host", "not writ")),
        (("layers", 0, "source"), database(name="x" * 81), ("connection.name", "80 characters")),
    ],
)
def test_what_is_no_plan_is_placed_and_said(saved, content, keys, value, said):
    place, reason = refused(saved(change(content, keys, value)))
    assert said[0] in place
    assert said[1] in reason


def test_the_sentence_is_in_the_language_of_the_moment(saved, content):
    path = saved(change(content, ("version",), 2))
    with pytest.raises(PlanInvalid) as caught:
        load_plan(path)
    i18n.install("vi", lambda _context, source, _comment, _n: f"«{source}»")
    assert str(caught.value).count("«") == 2


OUTSIDE = [
    "/etc/passwd",
    "../a.geojson",
    "a/../../b.geojson",
    "a\\..\\..\\b.geojson",
    "C:\\a.geojson",
    "C:a.geojson",
    "\\\\server\\share\\a.geojson",
    "//server/share/a.geojson",
    "\\a.geojson",
    "file:///etc/passwd",
    "http://127.0.0.1/a.geojson",
    "a.geojson:stream",
    "a\0b",
    "",
    " ",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_plan_names_no_file_outside_its_folder(saved, content, path):
    with pytest.raises(PathOutside):
        load_plan(saved(change(content, ("layers", 0, "source", "path"), path)))


def test_a_file_does_not_say_that_a_layer_is_attached(saved, content, tmp_path):
    source = {"type": "file", "path": str(tmp_path / "a.gpkg"), "attached": True}
    with pytest.raises(PathOutside):
        load_plan(saved(change(content, ("layers", 0, "source"), source)))


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a privilege there")
class TestLinks:
    def test_that_leave_the_folder_are_refused(self, tmp_path, saved, content):
        (tmp_path / "a.geojson").symlink_to("/etc/passwd")
        with pytest.raises(PathOutside):
            load_plan(saved(change(content, ("layers", 0, "source", "path"), "a.geojson")))

    def test_of_folders_that_leave_it_are_refused(self, tmp_path):
        (tmp_path / "plan").mkdir()
        (tmp_path / "other").mkdir()
        (tmp_path / "plan" / "data").symlink_to(tmp_path / "other")
        with pytest.raises(PathOutside):
            data_path(tmp_path / "plan" / "a.planview", FileSource(path="data/a.geojson"))

    def test_in_a_circle_are_refused_or_missing(self, tmp_path):
        (tmp_path / "a").symlink_to(tmp_path / "b")
        (tmp_path / "b").symlink_to(tmp_path / "a")
        try:
            found = data_path(tmp_path / "a.planview", FileSource(path="a"))
        except PathOutside:
            return
        assert not found.exists()

    def test_inside_the_folder_are_followed(self, tmp_path):
        (tmp_path / "real.geojson").write_text("{}")
        (tmp_path / "a.geojson").symlink_to("real.geojson")
        found = data_path(tmp_path / "a.planview", FileSource(path="a.geojson"))
        assert found.read_text() == "{}"

    def test_to_the_folder_itself_do_no_harm(self, tmp_path):
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "real")
        found = data_path(tmp_path / "link" / "a.planview", FileSource(path="sub/a.geojson"))
        assert found.parts[-2:] == ("sub", "a.geojson")


def test_data_lie_in_the_plans_folder(tmp_path):
    plan = tmp_path / "a.planview"
    assert data_path(plan, FileSource(path="Dữ liệu 1/thửa.gpkg")) == (
        tmp_path.resolve() / "Dữ liệu 1" / "thửa.gpkg"
    )


def test_an_attached_layer_lies_where_it_says(tmp_path):
    attached = FileSource(path=os.fspath(tmp_path / "a.gpkg"), attached=True)
    assert data_path(Path("elsewhere.planview"), attached) == tmp_path / "a.gpkg"
