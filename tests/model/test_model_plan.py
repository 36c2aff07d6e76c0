"""A plan is a value: every edit gives a valid one, and the one before is the undo."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from planviewer import assets
from planviewer.errors import LayerUnknown
from planviewer.model import edits
from planviewer.model.layer import FileSource, Group, Layer, RasterSource, ZoneSource
from planviewer.model.plan import Basemap, Bookmark, Plan, on_earth
from planviewer.model.provenance import Provenance, Status
from planviewer.model.site import Placement
from planviewer.model.style import (
    Category,
    CategoryStyle,
    Class,
    GraduatedStyle,
    Label,
    SingleStyle,
    Symbol,
    legend_entries,
)
from planviewer.model.text import Text
from planviewer.model.zone import WIDEST_M, ZoneRule

IDS = ["a", "b", "c"]
texts = st.text(max_size=12).map(lambda text: Text(vi=text, en=text[::-1]))
colors = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
shares = st.floats(0, 1)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
symbols = st.builds(
    Symbol,
    fill=st.none() | colors,
    fill_opacity=shares,
    stroke=st.none() | colors,
    stroke_width_mm=st.floats(0, 5),
    dash=st.lists(st.floats(0.1, 9), max_size=4).map(tuple),
)
labels = st.none() | st.builds(Label, field=st.text(max_size=8), size_pt=st.floats(1, 40))
categories = st.builds(Category, value=st.none() | st.text(max_size=8), label=texts, symbol=symbols)
classes = st.builds(Class, upper=st.none() | st.floats(-1e6, 1e6), label=texts, symbol=symbols)
styles = st.one_of(
    st.builds(SingleStyle, symbol=symbols, label=labels),
    st.builds(
        CategoryStyle,
        field=st.text(max_size=8),
        categories=st.lists(categories, max_size=3).map(tuple),
        label=labels,
    ),
    st.builds(
        GraduatedStyle,
        field=st.text(max_size=8),
        classes=st.lists(classes, max_size=3).map(tuple),
        label=labels,
    ),
)
provenances = st.builds(
    Provenance,
    source=texts,
    date=st.none() | days,
    status=st.sampled_from(Status),
    accuracy_m=st.none() | st.floats(0, 1e4),
)
sources = st.one_of(
    st.builds(FileSource, path=st.just("a.gpkg"), crs=st.none() | st.just("EPSG:9210")),
    st.builds(
        ZoneSource,
        rule=st.builds(
            ZoneRule,
            line_layer=st.just("a"),
            side=st.sampled_from(["left", "right", "both"]),
            from_m=st.floats(0, 10),
            to_m=st.floats(11, 500),
        ),
    ),
)


def layer(layer_id: str) -> st.SearchStrategy[Layer]:
    return st.builds(
        Layer,
        id=st.just(layer_id),
        title=texts,
        group=st.sampled_from([None, "g"]),
        source=sources,
        style=styles,
        visible=st.booleans(),
        opacity=shares,
        provenance=provenances,
    )


plans = st.builds(
    Plan,
    id=st.just("p"),
    title=texts,
    crs=st.just("EPSG:9210"),
    home=st.just((106.1, 22.7, 106.2, 22.8)),
    groups=st.just((Group(id="g", title=Text(vi="g", en="g")),)),
    layers=st.tuples(*(layer(name) for name in IDS)),
    sites_layer=st.sampled_from([None, "b"]),
    placements=st.lists(
        st.builds(Placement, site=st.sampled_from(["s", "t"]), lon=st.floats(-180, 180),
                  lat=st.floats(-90, 90), date=days),
        max_size=1,
    ).map(tuple),
    bookmarks=st.just((Bookmark(id="home", title=Text(vi="x", en="x"), bounds=(1, 2, 3, 4)),)),
)  # fmt: skip

BASEMAP = Basemap(
    id="osm", title=Text(vi="x", en="x"), url="https://a/{z}/{x}/{y}", attribution="©"
)
NEW = Layer(
    id="new",
    title=Text(vi="x", en="x"),
    source=FileSource(path="/x/y.gpkg", attached=True),
    provenance=Provenance(source=Text(vi="x", en="x")),
)
ids = st.sampled_from(IDS)
one_edit = st.one_of(
    st.tuples(st.just(edits.set_visible), st.tuples(st.lists(ids), st.booleans())),
    st.tuples(st.just(edits.set_opacity), st.tuples(ids, shares)),
    st.tuples(st.just(edits.set_style), st.tuples(ids, styles)),
    st.tuples(
        st.just(edits.move_layer),
        st.tuples(ids, st.integers(-3, 9), st.sampled_from([None, "g"])),
    ),
    st.tuples(
        st.just(edits.place_site),
        st.tuples(st.sampled_from(["s", "t"]), st.floats(-180, 180), st.floats(-90, 90), days),
    ),
    st.tuples(st.just(edits.unplace_site), st.tuples(st.sampled_from(["s", "t", "u"]))),
    st.tuples(st.just(edits.add_basemap), st.just((BASEMAP,))),
)


@settings(max_examples=30)
@given(plans)
def test_json_brings_back_the_same_plan(plan):
    assert Plan.model_validate_json(plan.model_dump_json()) == plan
    assert Plan.model_validate(json.loads(plan.model_dump_json())) == plan


@settings(max_examples=30)
@given(plans, st.lists(one_edit, max_size=5))
def test_every_edit_gives_a_valid_plan_and_leaves_the_one_before(plan, made):
    for edit, arguments in made:
        before = plan.model_dump_json()
        after = edit(plan, *arguments)
        assert Plan.model_validate(after.model_dump()) == after
        assert plan.model_dump_json() == before
        assert sorted(item.id for item in after.layers) == IDS
        plan = after


@settings(max_examples=30)
@given(plans, ids, st.integers(-3, 9))
def test_a_layer_moves_to_the_place_asked_for(plan, layer_id, position):
    moved = [item.id for item in edits.move_layer(plan, layer_id, position, None).layers]
    assert moved.index(layer_id) == min(max(position, 0), 2)
    others = [item for item in moved if item != layer_id]
    assert others == [item for item in IDS if item != layer_id]


@settings(max_examples=30)
@given(plans, st.floats(-180, 180), st.floats(-90, 90), days)
def test_a_site_has_one_place_and_can_lose_it(plan, lon, lat, day):
    placed = edits.place_site(plan, "s", lon, lat, day)
    mine = [item for item in placed.placements if item.site == "s"]
    assert [(item.lon, item.lat, item.date) for item in mine] == [(lon, lat, day)]
    lost = edits.unplace_site(placed, "s")
    assert [item.site for item in lost.placements] == [
        item.site for item in plan.placements if item.site != "s"
    ]


@settings(max_examples=30)
@given(plans)
def test_a_layer_added_and_removed_leaves_the_plan_as_it_was(plan):
    added = edits.add_layer(plan, NEW)
    assert added.layers[-1] == NEW
    assert edits.remove_layer(added, "new") == plan


@settings(max_examples=30)
@given(plans)
def test_ground_lies_above_the_images_and_below_everything_else(plan):
    image = NEW.changed(id="image", source=RasterSource(path="photo.tif"))
    added = edits.add_ground(edits.add_layer_below(plan, image), NEW)
    assert [layer.id for layer in added.layers[:2]] == ["image", "new"]
    assert added.layers[2:] == plan.layers


@settings(max_examples=30)
@given(plans)
def test_a_basemap_is_used_and_put_away(plan):
    used = edits.use_basemap(edits.add_basemap(plan, BASEMAP), "osm")
    assert used.basemap == "osm"
    assert edits.use_basemap(used, None).basemap is None
    assert edits.add_basemap(used, BASEMAP).basemaps == (BASEMAP,)


def simple(**changes: object) -> dict:
    return {
        "id": "p",
        "title": "x",
        "crs": "EPSG:9210",
        "home": [1, 2, 3, 4],
        "layers": [
            {
                "id": "line",
                "title": "x",
                "source": {"type": "file", "path": "a"},
                "provenance": {"source": "x"},
            },
            {
                "id": "zone",
                "title": "x",
                "source": {
                    "type": "zone",
                    "rule": {"line_layer": "line", "side": "left", "to_m": 50},
                },
                "provenance": {"source": "x"},
            },
        ],
        **changes,
    }


def test_kinds_of_layers_are_told_apart():
    plan = Plan.model_validate(simple())
    assert [item.id for item in plan.zone_layers] == ["zone"]
    assert [item.id for item in plan.file_layers] == ["line"]


class TestEditsThatWouldBreakThePlan:
    plan = Plan.model_validate(simple())

    @pytest.mark.parametrize(
        "edit",
        [
            lambda plan: edits.remove_layer(plan, "line"),
            lambda plan: edits.add_layer(plan, plan.layers[0]),
            lambda plan: edits.set_opacity(plan, "line", 1.5),
            lambda plan: edits.set_opacity(plan, "line", float("nan")),
            lambda plan: edits.move_layer(plan, "line", 0, "no such group"),
            lambda plan: edits.use_basemap(plan, "none"),
            lambda plan: edits.place_site(plan, "s", 200, 0, date(2026, 1, 1)),
            lambda plan: edits.place_site(plan, "s", float("nan"), 0, date(2026, 1, 1)),
            lambda plan: edits.place_site(plan, "Không hợp lệ", 0, 0, date(2026, 1, 1)),
        ],
    )
    def test_are_refused(self, edit):
        with pytest.raises(ValidationError):
            edit(self.plan)

    @pytest.mark.parametrize(
        "edit",
        [
            lambda plan: edits.set_visible(plan, ["x"], True),
            lambda plan: edits.set_opacity(plan, "x", 0.5),
            lambda plan: edits.set_style(plan, "x", SingleStyle()),
            lambda plan: edits.move_layer(plan, "x", 0, None),
            lambda plan: edits.remove_layer(plan, "x"),
        ],
    )
    def test_of_unknown_layers_name_the_known_ones(self, edit):
        with pytest.raises(LayerUnknown, match="line, zone"):
            edit(self.plan)


def test_a_plan_cannot_be_changed_in_place():
    plan = Plan.model_validate(simple())
    with pytest.raises(ValidationError):
        plan.title = Text(vi="y", en="y")
    with pytest.raises(ValidationError):
        plan.layers[0].visible = False


@pytest.mark.parametrize(
    "change",
    [
        {"home": [1, 2, 3, float("inf")]},
        {"home": [1, 2, float("nan"), 4]},
        {"id": "../x"},
        {"id": "x" * 65},
        {"id": "x\n"},
        {"crs": "EPSG:9210\n"},
        {"format": "other"},
        {"unknown": 1},
        {"basemaps": [{"id": "a", "title": "x", "url": "javascript:alert(1)", "attribution": "x"}]},
        {"basemaps": [{"id": "a", "title": "x", "url": "https://a", "attribution": ""}]},
    ],
)
def test_what_no_plan_may_hold(change):
    with pytest.raises(ValidationError):
        Plan.model_validate(simple(**change))


@pytest.mark.parametrize(
    "rule",
    [
        {"from_m": 50, "to_m": 50},
        {"from_m": 60, "to_m": 50},
        {"to_m": 0},
        {"from_m": -1, "to_m": 50},
        {"to_m": float("inf")},
        {"to_m": float("nan")},
        {"to_m": 1e9},
        {"to_m": WIDEST_M * 1.001},
        {"to_m": 50, "road_width_m": 1e9},
        {"to_m": 50, "exclude_roads": [{"layer": "b", "width_m": 1e9}]},
        {"to_m": 50, "side": "landward"},
    ],
)
def test_a_zone_has_a_width_and_a_side(rule):
    with pytest.raises(ValidationError):
        ZoneRule.model_validate({"line_layer": "a", "side": "left", **rule})


def test_only_schematic_layers_must_say_so():
    for status in Status:
        provenance = Provenance(source=Text(vi="x", en="x"), status=status)
        assert provenance.is_schematic == (status is Status.SCHEMATIC)
        assert status.word


@given(styles)
def test_a_legend_has_a_row_for_each_class(style):
    rows = legend_entries(style, Text(vi="x", en="x"))
    count = {"single": 1}.get(style.by)
    if count is None:
        count = len(style.categories if style.by == "category" else style.classes)
    assert len(rows) == count


def test_a_zone_may_only_leave_out_layers_of_the_plan():
    raw = json.loads(assets.bundled_plan().read_text(encoding="utf-8"))
    zone = next(layer for layer in raw["layers"] if layer["id"] == "recovery-50m")
    zone["source"]["rule"]["exclude"] = ["bang-river", "recovery-200m"]
    Plan.model_validate(raw)
    zone["source"]["rule"]["exclude"] = ["no-such-layer"]
    with pytest.raises(ValidationError, match="no-such-layer"):
        Plan.model_validate(raw)


@pytest.mark.parametrize("view", [(200, 10, 300, 20), (-500, -99, 500, 99), (1, 2, 1, 2)])
def test_a_view_beyond_the_earth_becomes_a_home_on_it(view):
    plan = Plan.model_validate_json(assets.bundled_plan().read_text(encoding="utf-8"))
    west, south, east, north = edits.set_home(plan, view).home
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90


def test_a_view_of_the_map_repeated_to_the_east_is_of_the_same_place():
    assert on_earth((466.0, 22.0, 467.0, 23.0)) == (106.0, 22.0, 107.0, 23.0)
