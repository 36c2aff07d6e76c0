"""What `planviewer check` says of a plan as a whole."""

import json
import shutil

import pytest

from planviewer.app.checking import check_plan
from planviewer.assets import bundled_plan
from planviewer.reading.plans import load_plan


@pytest.fixture
def path(tmp_path):
    folder = shutil.copytree(bundled_plan().parent, tmp_path / "plan")
    return folder / bundled_plan().name


@pytest.fixture
def sites(path):
    """The file of the sites."""
    plan = load_plan(path)
    return path.parent / plan.layer(plan.sites_layer).source.path


def change(file, work):
    content = json.loads(file.read_text(encoding="utf-8"))
    work(content)
    file.write_text(json.dumps(content), encoding="utf-8")


def errors(path):
    return {(x.layer, x.feature, x.code) for x in check_plan(path) if x.severity != "note"}


def test_a_feature_that_is_left_out_of_the_sites_is_named(path, sites):
    assert errors(path) == set()

    def work(content):
        first, second, third, *_ = (x["properties"] for x in content["features"])
        first["group_id"] = None
        third["id"] = second["id"]

    change(sites, work)
    assert errors(path) == {("sites", 0, "site-invalid"), ("sites", 2, "site-twice")}


def test_a_place_given_to_a_site_that_is_gone_is_named(path):
    stray = {"site": "gone", "lon": 106.15, "lat": 22.73, "date": "2026-01-05"}
    change(path, lambda content: content.update(placements=[stray]))
    assert errors(path) == {("sites", None, "site-unknown")}


def test_a_row_without_a_name_of_ones_own_list_is_named(path, sites):
    change(path, lambda content: content.update(site_fields={"name": "name"}))
    assert errors(path) == set()
    change(sites, lambda content: content["features"][4]["properties"].update(name=""))
    assert errors(path) == {("sites", 4, "site-invalid")}
