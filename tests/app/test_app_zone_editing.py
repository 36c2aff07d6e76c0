from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from planviewer.analysis.zones import compute_zone
from planviewer.app.affected.view import AffectedRequest, view_affected
from planviewer.app.loading import PlanData, compute_layer_zone
from planviewer.app.zone_editing import (
    ZoneWorkshop,
    area_layers,
    choices,
    counted_parcels,
    draft_of,
    line_layers,
    new_draft,
    parcel_layers,
    with_zone,
)
from planviewer.errors import LineMissing
from planviewer.model.features import FeatureSet
from planviewer.model.text import Text
from planviewer.model.zone import RoadStrip

ZONE = "recovery-50m"


def with_distance(draft, to_m, **more):
    return replace(draft, rule=draft.rule.changed(to_m=to_m, **more))


def test_a_draft_unchanged_comes_to_what_the_plan_has(plan, data):
    preview = ZoneWorkshop(data).preview(plan, draft_of(plan, ZONE))
    assert preview.zone.area_m2 == pytest.approx(data.zones[ZONE].area_m2, abs=0.01)
    assert preview.net_m2 == pytest.approx(preview.zone.area_m2, abs=0.01)
    assert preview.line_m == pytest.approx(data.zones[ZONE].length_m, abs=0.01)
    assert preview.taken is None


def test_live_figures_are_those_of_the_full_computation(plan, data):
    workshop = ZoneWorkshop(data)
    for to_m in (12.0, 75.5):
        draft = with_distance(draft_of(plan, ZONE, "sample-parcels"), to_m)
        preview = workshop.preview(plan, draft)
        changed = with_zone(plan, draft)
        full = PlanData(store=data.store, zones=dict(data.zones), sites=data.sites)
        full.zones[ZONE] = compute_zone(data.store.frame("bypass"), draft.rule, plan.crs)
        view = view_affected(changed, full, AffectedRequest("sample-parcels", (ZONE,)))
        assert preview.taken.count == len(view.table)
        assert preview.taken.total_m2 == pytest.approx(view.affected_area_m2, abs=0.02)


def test_the_outline_on_the_map_is_the_zone_to_a_hand_s_breadth(plan, data):
    preview = ZoneWorkshop(data).preview(plan, with_distance(draft_of(plan, ZONE), 80.0))
    outline = gpd.GeoSeries([shapely.geometry.shape(preview.outline)], crs="EPSG:4326")
    back = outline.to_crs(plan.crs).iloc[0]
    assert shapely.hausdorff_distance(back, preview.zone.geometry) < 1.0  # two datum operations
    assert back.area == pytest.approx(preview.zone.area_m2, rel=1e-3)


def test_land_that_an_earlier_zone_counts_is_not_net(plan, data):
    draft = draft_of(plan, ZONE)
    wide = with_distance(draft, 1_500.0)
    preview = ZoneWorkshop(data).preview(plan, wide)
    both = shapely.intersection(preview.zone.geometry, data.zones["recovery-200m"].geometry).area
    assert both > 1_000
    assert preview.net_m2 == pytest.approx(preview.zone.area_m2 - both, abs=0.1)


def test_exclusions_are_left_out_and_follow_their_data(plan, data):
    store = PlanData().store
    for layer_id in data.store:
        store.put(layer_id, data.store.entry(layer_id).features)
    mine = PlanData(store=store, zones=dict(data.zones))
    workshop = ZoneWorkshop(mine)
    draft = draft_of(plan, ZONE)
    draft = replace(draft, rule=draft.rule.changed(exclude=("thom-lom",), to_m=900.0, cap="round"))
    whole = workshop.preview(plan, replace(draft, rule=draft.rule.changed(exclude=())))
    less = workshop.preview(plan, draft)
    assert less.zone.area_m2 < whole.zone.area_m2 - 1_000
    everything = gpd.GeoDataFrame(geometry=[whole.zone.geometry.buffer(10)], crs=plan.crs)
    store.put("thom-lom", FeatureSet(everything))
    assert workshop.preview(plan, draft).zone.area_m2 == pytest.approx(0, abs=0.01)


def test_several_lines_have_no_chainage_to_choose(plan, data):
    draft = draft_of(plan, ZONE)
    apart = gpd.GeoDataFrame(
        geometry=[shapely.LineString([(0, y), (500, y)]) for y in (0, 900)], crs=plan.crs
    )
    mine = PlanData(store=data.store)
    mine.store = type(data.store)()
    mine.store.put("bypass", FeatureSet(apart))
    draft = replace(draft, rule=draft.rule.changed(where=()))
    assert ZoneWorkshop(mine).preview(plan, draft).line_m is None


def test_a_zone_without_its_line_is_refused(plan):
    with pytest.raises(LineMissing, match="bypass"):
        ZoneWorkshop(PlanData()).preview(plan, draft_of(plan, ZONE))


def test_applying_a_draft_changes_its_zone_and_nothing_else(plan):
    draft = replace(with_distance(draft_of(plan, ZONE), 30.0), title=Text(vi="Hẹp", en="Narrow"))
    changed = with_zone(plan, draft)
    assert changed.layer(ZONE).source.rule.to_m == 30.0
    assert changed.layer(ZONE).title.en == "Narrow"
    others = [x for x in plan.layers if x.id != ZONE]
    assert [x for x in changed.layers if x.id != ZONE] == others
    assert with_zone(plan, draft_of(plan, ZONE)) == plan


def test_a_new_zone_says_what_it_is_computed_from(plan):
    draft = new_draft(plan, "embankment")
    made = with_zone(plan, draft).layer(draft.layer_id)
    assert made.provenance.status is plan.layer("embankment").provenance.status
    assert plan.layer("embankment").title.vi in made.provenance.source.vi
    ids = [x.id for x in with_zone(plan, draft).layers]
    assert ids.index(draft.layer_id) < ids.index("embankment")  # the line stays on top
    assert new_draft(with_zone(plan, draft), "embankment").layer_id != draft.layer_id


def test_what_can_be_chosen(plan, data):
    assert [x.id for x in line_layers(plan, data)] == ["bang-river", "embankment", "bypass"]
    assert parcel_layers(plan, data)[0].id == "sample-parcels"
    assert choices(data.store.frame("bypass"))["phase"] == ["1", "2"]


def test_zones_cannot_leave_each_other_out(plan, data):
    draft = draft_of(plan, ZONE)
    assert "recovery-200m" in [x.id for x in area_layers(plan, data, draft)]
    other = draft_of(plan, "recovery-200m")
    around = with_zone(plan, replace(other, rule=other.rule.changed(exclude=(ZONE,))))
    offered = [x.id for x in area_layers(around, data, draft)]
    assert "recovery-200m" not in offered
    assert ZONE not in offered


def test_a_higher_priority_counts_the_land_it_shares(plan, data):
    wide = with_distance(draft_of(plan, ZONE), 1_500.0)
    behind = ZoneWorkshop(data).preview(plan, wide)
    first = ZoneWorkshop(data).preview(plan, with_distance(wide, 1_500.0, priority=1))
    assert first.net_m2 == pytest.approx(first.zone.area_m2, abs=0.01)
    assert behind.net_m2 < first.net_m2 - 1_000


def test_a_road_is_left_out_and_corners_are_as_asked(plan, data):
    workshop, draft = ZoneWorkshop(data), draft_of(plan, ZONE)
    whole = workshop.preview(plan, draft).zone.area_m2
    road = RoadStrip(layer="bypass", where=(("phase", "1"),), width_m=12.0)
    less = workshop.preview(plan, with_distance(draft, 50.0, exclude_roads=(road,)))
    assert whole - less.zone.area_m2 == pytest.approx(12.0 * less.zone.length_m, rel=0.01)
    pointed = workshop.preview(plan, with_distance(draft, 50.0, join="mitre"))
    assert pointed.zone.area_m2 > whole


def test_roads_and_priorities_count_while_a_zone_is_made(plan, data):
    road = RoadStrip(layer="bypass", width_m=20)
    draft = draft_of(plan, ZONE)
    whole = ZoneWorkshop(data).preview(plan, draft).zone.area_m2
    less = replace(draft, rule=draft.rule.changed(exclude_roads=(road,), join="mitre"))
    preview = ZoneWorkshop(data).preview(plan, less)
    changed = with_zone(plan, less)
    full = compute_layer_zone(changed, changed.layer(ZONE), data.store)
    assert preview.zone.area_m2 == pytest.approx(full.area_m2, abs=0.01)
    assert preview.zone.area_m2 < whole - 15 * full.length_m
    # a new zone over the first one: its net area is what its priority leaves it
    over = replace(draft_of(plan, ZONE), layer_id="new", is_new=True)
    for priority, net in ((0, 0.0), (1, whole)):
        above = replace(over, rule=over.rule.changed(priority=priority))
        found = ZoneWorkshop(data).preview(plan, above)
        assert found.net_m2 == pytest.approx(net, abs=0.01)


def test_areas_that_are_no_parcels_are_not_counted_unasked(plan, data):
    assert "thom-lom" in [layer.id for layer in parcel_layers(plan, data)]
    assert counted_parcels(plan, data) == "sample-parcels"
    assert counted_parcels(plan, data, "thom-lom") == "thom-lom"
    assert counted_parcels(plan, data, "gone") == "sample-parcels"
