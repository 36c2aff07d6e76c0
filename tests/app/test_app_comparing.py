import geopandas as gpd
import pytest

from planviewer.app.comparing import alternatives as comparing
from planviewer.app.comparing.alternatives import compare, overlay
from planviewer.app.zone_editing import draft_of, with_zone
from planviewer.assets import bundled_plan
from planviewer.errors import ZonesMissing, ZoneUnknown
from planviewer.writing.plans import save_plan

ZONE = "recovery-50m"


def accounted(found):
    land = found.difference
    assert land.common_m2 + land.lost_m2 == pytest.approx(land.first_m2, abs=0.01)
    assert land.common_m2 + land.gained_m2 == pytest.approx(land.second_m2, abs=0.01)


def test_fifty_metres_against_thirty(plan, data):
    first = comparing.from_plan(plan, data, ZONE, "now")
    second = comparing.with_distances(plan, data, ZONE, (0, 30), "narrow")
    found = compare(first, second, plan.crs, data.store.frame("sample-parcels"))
    accounted(found)
    assert found.area("gained") == pytest.approx(0, abs=0.01)
    assert found.area("lost") == pytest.approx(first.zone.area_m2 - second.zone.area_m2, abs=0.01)
    counts = found.counts()
    assert counts["gained"] == counts["more"] == 0
    assert counts["lost"] > 100
    change = found.parcels["change_m2"].sum()
    assert -found.area("lost") <= change < 0  # not all land is in parcels


def test_old_against_surveyed_alignment_from_a_file(plan, data, tmp_path):
    line = data.store.frame("bypass").to_crs(plan.crs)
    moved = line[line["phase"].astype(str) == "1"].translate(25, 10)
    path = tmp_path / "surveyed.gpkg"
    gpd.GeoDataFrame(geometry=moved, crs=plan.crs).to_file(path)
    first = comparing.from_plan(plan, data, ZONE, "schematic")
    second = comparing.on_line_file(plan, data, ZONE, path, "surveyed")
    found = compare(first, second, plan.crs)
    accounted(found)
    assert found.difference.net_m2 == pytest.approx(0, abs=1.0)  # as long and as wide
    assert found.area("gained") > 10_000
    assert found.parcels is None


def test_a_zone_beside_another_line_layer(plan, data):
    first = comparing.from_plan(plan, data, ZONE, "bypass")
    second = comparing.on_line_layer(plan, data, ZONE, "embankment", "crest road")
    found = compare(first, second, plan.crs)
    accounted(found)
    assert found.difference.common.is_empty


def test_last_meeting_against_now(plan, data, tmp_path):
    draft = draft_of(plan, ZONE)
    before = with_zone(
        plan, type(draft)(ZONE, draft.title, draft.rule.changed(to_m=40.0, exclude=("thom-lom",)))
    )
    folder = tmp_path / "last"
    folder.mkdir()
    for path in bundled_plan().parent.glob("*.geojson"):
        (folder / path.name).write_bytes(path.read_bytes())
    path = folder / "last.planview"
    save_plan(before, path)
    then = comparing.from_plan_file(plan, path, ZONE, "last meeting")
    now = comparing.from_plan(plan, data, ZONE, "now")
    found = compare(then, now, plan.crs, data.store.frame("sample-parcels"))
    accounted(found)
    assert found.area("gained") > 30_000
    assert found.counts()["lost"] == 0
    assert {"recovery-50m", "recovery-200m"} <= {x.id for x in comparing.zones_of_file(path)}
    with pytest.raises(ZoneUnknown, match="recovery-50m"):
        comparing.from_plan_file(plan, path, "no-such-zone", "?")


def test_a_plan_without_zones_cannot_be_compared_with(plan, tmp_path):
    bare = plan.changed(layers=(), sites_layer=None)
    path = tmp_path / "bare.planview"
    save_plan(bare, path)
    with pytest.raises(ZonesMissing):
        comparing.zones_of_file(path)


def test_the_parts_are_drawn_apart_by_hatch(plan, data):
    first = comparing.with_distances(plan, data, ZONE, (10, 50), "a")
    second = comparing.with_distances(plan, data, ZONE, (0, 30), "b")
    drawn = overlay(compare(first, second, plan.crs))
    assert [layer.layer_id for layer in drawn] == [
        "compared common",
        "compared lost",
        "compared gained",
    ]
    assert len({layer.symbols[0].hatch for layer in drawn}) == 3
    same = overlay(compare(first, first, plan.crs))
    assert [layer.layer_id for layer in same] == ["compared common"]
