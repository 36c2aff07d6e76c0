"""Plans written and read again."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from planviewer.assets import bundled_plan, resource
from planviewer.errors import FileNotWritten
from planviewer.model.edits import place_site, set_opacity, set_visible
from planviewer.model.layer import FileSource
from planviewer.reading.plans import load_plan
from planviewer.writing.plans import plan_text, save_plan


@pytest.fixture
def plan():
    return load_plan(bundled_plan())


def schema() -> dict:
    return json.loads(resource("schemas/planview.schema.json").read_text(encoding="utf-8"))


def test_a_plan_comes_back_equal(tmp_path, plan):
    edited = place_site(
        set_visible(plan, ["bypass"], False), "market", 106.1, 22.7, date(2026, 1, 2)
    )
    edited = set_opacity(edited, "thom-lom", 0.25)
    save_plan(edited, tmp_path / "a.planview")
    assert load_plan(tmp_path / "a.planview") == edited


def test_the_text_is_for_people_and_for_version_control(tmp_path, plan):
    save_plan(plan, tmp_path / "a.planview")
    text = (tmp_path / "a.planview").read_bytes().decode("utf-8")
    assert text.endswith("}\n")
    assert "\r" not in text
    assert "Nước Hai – khu vực mở rộng" in text
    assert list(json.loads(text))[:4] == ["format", "version", "id", "title"]
    assert text == plan_text(load_plan(bundled_plan()))


def test_one_edit_changes_few_lines(plan):
    before = plan_text(plan).splitlines()
    after = plan_text(set_visible(plan, ["bypass"], False)).splitlines()
    assert len(after) - len(before) == 1
    assert len(set(after) - set(before)) <= 2


def test_an_attached_layer_must_be_copied_first(tmp_path, plan):
    attached = FileSource(path=str(tmp_path / "a.gpkg"), attached=True)
    other = plan.with_layer("bypass", lambda layer: layer.changed(source=attached))
    with pytest.raises(FileNotWritten, match=r"a\.gpkg"):
        save_plan(other, tmp_path / "b.planview")
    assert list(tmp_path.iterdir()) == []


def test_the_schema_accepts_the_bundled_plan_and_what_is_written(plan):
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(bundled_plan().read_text(encoding="utf-8")), schema())
    jsonschema.validate(json.loads(plan_text(plan)), schema())


@pytest.mark.parametrize(
    "change", [{"version": 2}, {"crs": "9210"}, {"titel": "x"}, {"layers": {}}, {"home": [1]}]
)
def test_the_schema_refuses_what_the_model_refuses(change):
    content = json.loads(bundled_plan().read_text(encoding="utf-8")) | change
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, schema())


def test_the_schema_is_that_of_the_model(monkeypatch):
    root = Path(__file__).parents[2]
    monkeypatch.syspath_prepend(str(root / "installers"))
    import make_schema  # noqa: PLC0415  a script of the checkout, not a package

    assert make_schema.TARGET.read_text(encoding="utf-8") == make_schema.schema_text()


def test_a_copied_plan_folder_is_a_whole_plan(tmp_path):
    shutil.copytree(bundled_plan().parent, tmp_path / "bản sao")
    assert load_plan(tmp_path / "bản sao" / bundled_plan().name) == load_plan(bundled_plan())
