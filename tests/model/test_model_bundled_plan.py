"""The plan that comes with the program says what the report says, and no more."""

from __future__ import annotations

import json
from datetime import date

import pytest

from planviewer.assets import bundled_plan
from planviewer.drawing.classes import symbols_of
from planviewer.model.layer import FileSource, ZoneSource
from planviewer.model.provenance import Status
from planviewer.reading.files import read_features
from planviewer.reading.plans import data_path, load_plan
from planviewer.reading.sites import check_sites, read_sites

SITES = {
    "bang-bridge": ("capital", "vốn tỉnh", None),
    "town-plan": ("capital", "vốn tỉnh", None),
    "culture-house": ("capital", "vốn tỉnh", 2),
    "thom-lom": ("invest", "kêu gọi đầu tư", 3),
    "embankment": ("invest", "kêu gọi đầu tư", 5),
    "resettlement": ("fund", "Quỹ phát triển đất", None),
    "recovery-50m": ("fund", "Quỹ phát triển đất", None),
    "recovery-200m": ("fund", "Quỹ phát triển đất", None),
    "market": ("district", "nguồn sử dụng đất", None),
    "stadium": ("district", "nguồn sử dụng đất", None),
    "town-hall": ("district", "nguồn sử dụng đất", None),
    "finance-office": ("district", "nguồn sử dụng đất", None),
    "auction-town-hall": ("auction", "đấu giá", None),
    "auction-finance": ("auction", "đấu giá", None),
    "auction-tax": ("auction", "đấu giá", None),
    "auction-education": ("auction", "đấu giá", None),
    "auction-stadium-row": ("auction", "đấu giá", None),
    "ban-say-bridge": ("visit", None, 1),
    "vocational-school": ("visit", None, 4),
    "bypass": ("line", None, None),
}
DRAWN = {"thom-lom", "embankment", "bypass", "recovery-50m", "recovery-200m"}


@pytest.fixture(scope="module")
def plan():
    return load_plan(bundled_plan())


@pytest.fixture(scope="module")
def sites(plan):
    source = plan.layer(plan.sites_layer).source
    return read_features(data_path(bundled_plan(), source))


def test_layers_have_the_fixed_ids(plan):
    assert plan.id == "nuoc-hai"
    assert plan.crs == "EPSG:9210"
    assert {layer.id for layer in plan.layers} == {
        "bypass", "embankment", "thom-lom", "bang-river", "sites", "recovery-50m", "recovery-200m",
        "sample-parcels",
    }  # fmt: skip


def test_zones_are_the_rules_of_the_report(plan):
    rules = {layer.id: layer.source.rule for layer in plan.zone_layers}
    near, behind = rules["recovery-50m"], rules["recovery-200m"]
    assert (near.line_layer, near.side, near.from_m, near.to_m) == ("bypass", "both", 0, 50)
    assert (near.where, near.cap) == ((("phase", "1"),), "flat")
    assert (behind.line_layer, behind.side) == ("embankment", "right")
    assert (behind.from_m, behind.to_m, behind.cap) == (0, 200, "flat")


def test_every_drawn_layer_is_marked_schematic(plan):
    for layer in plan.layers:
        assert layer.provenance.status is Status.SCHEMATIC
        assert layer.provenance.source.vi
        assert layer.provenance.accuracy_note is not None  # what it is not known better than


def test_what_the_programme_builds_and_takes_is_dated_and_drawn_as_a_sketch(plan):
    for name in ("bypass", "embankment", "thom-lom", "recovery-50m", "recovery-200m"):
        layer = plan.layer(name)
        assert layer.provenance.date == date(2021, 6, 10)
        several = getattr(layer.style, "categories", None)
        for symbol in symbols_of(layer.style)[: None if several is None else len(several)]:
            assert symbol.dash
            assert symbol.fill is None or symbol.hatch != "none"


def test_every_file_is_there_and_sound(plan):
    for layer in plan.layers:
        if isinstance(layer.source, FileSource):
            features = read_features(data_path(bundled_plan(), layer.source))
            assert {problem.code for problem in features.problems} <= {"geometry-missing"}
            assert features.crs_source == "standard"
        else:
            assert isinstance(layer.source, ZoneSource)


def test_files_can_be_read_by_any_json_reader():
    for path in bundled_plan().parent.glob("*.geojson"):
        data = json.loads(path.read_text(encoding="utf-8"))
        assert data["type"] == "FeatureCollection"
        assert "crs" not in data


def test_sites_are_the_twenty_of_the_report(sites):
    found = {
        site.id: (site.group_id, site.funding and site.funding.vi, site.visit_order)
        for site in read_sites(sites.frame)
    }
    assert found == SITES
    assert check_sites(sites.frame) == ()


def test_every_site_says_where_it_is_from(sites):
    for site in read_sites(sites.frame):
        assert "10/06/2021" in site.source.vi
        assert "10/06/2021" in site.source.en


def test_no_place_is_made_up(sites):
    assert sites.frame.geometry.isna().all()
    assert all(site.place is None for site in read_sites(sites.frame))


def test_sites_that_are_drawn_name_their_layer(plan, sites):
    linked = {site.id: site.layer for site in read_sites(sites.frame) if site.layer}
    assert linked == {name: name for name in DRAWN}
    for layer_id in linked.values():
        plan.layer(layer_id)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("thom lom", {"thom-lom"}),
        ("THÔM  lốm", {"thom-lom"}),
        ("thue hoa an", {"auction-tax"}),
        ("Thuế Hoà An", {"auction-tax"}),
        ("trung tam huyen", {"culture-house"}),
        ("cho nuoc hai", {"market"}),
        ("ban say", {"ban-say-bridge"}),
        ("market", {"market"}),
        ("lom thom", {"thom-lom"}),
        ("zzz", set()),
        ("", set(SITES)),
        ("...", set(SITES)),
        ("recovery-50m", {"recovery-50m"}),
    ],
)
def test_search_finds_what_is_meant(sites, query, expected):
    assert {site.id for site in read_sites(sites.frame) if site.matches(query)} == expected


def test_every_group_has_a_symbol(plan):
    style = plan.layer("sites").style
    assert {c.value for c in style.categories} == {group for group, _, _ in SITES.values()}
