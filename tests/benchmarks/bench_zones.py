"""Zones while they are made: what one step of a slider costs, and a long road by chainage.

    make bench, or alone: python -m pytest -s -n 0 tests/benchmarks/bench_zones.py

A step is everything the thread beside the window computes: zone, net area, outline for the map,
affected parcels. Processor time, since others may use the machine too.
"""

import time
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from make_parcels import parcels

from planviewer.analysis.stations import zone_by_chainage
from planviewer.analysis.zones import compute_zone
from planviewer.app.loading import load_plan_data
from planviewer.app.zone_editing import ZoneWorkshop, draft_of
from planviewer.assets import bundled_plan
from planviewer.model.features import FeatureSet
from planviewer.model.zone import ZoneRule
from planviewer.reading.plans import load_plan

CRS = "EPSG:9210"
MOST_MS = 100.0


@pytest.fixture(scope="module")
def plan():
    return load_plan(bundled_plan())


def milliseconds(work):
    begun = time.process_time()
    result = work()
    return (time.process_time() - begun) * 1000, result


def steps(plan, data, layer_id):
    """Return what each step of a drag from 5 to 400 m costs (ms), after the first look."""
    workshop, draft = ZoneWorkshop(data), draft_of(plan, layer_id, "sample-parcels")
    first, _ = milliseconds(lambda: workshop.preview(plan, draft))
    taken = []
    for to_m in np.linspace(5, 400, 40):
        moved = replace(draft, rule=draft.rule.changed(to_m=float(to_m)))
        taken.append(milliseconds(lambda moved=moved: workshop.preview(plan, moved))[0])
    return first, np.array(taken)


@pytest.mark.parametrize("count", [0, 100_000])
def test_zones_step_of_a_slider(plan, count):
    data = load_plan_data(plan, bundled_plan())
    if count:
        data.store.put("sample-parcels", FeatureSet(parcels(count)))
    number = len(data.store.frame("sample-parcels"))
    for layer in plan.zone_layers:
        first, taken = steps(plan, data, layer.id)
        print(
            f"\n{layer.id}, {number:,} parcels: first {first:.0f} ms, "
            f"then {np.median(taken):.1f} ms a step (worst {taken.max():.1f})"
        )
        assert taken.max() < MOST_MS


def test_zones_of_a_winding_road_by_chainage():
    t = np.linspace(0, 1, 800)
    line = shapely.LineString(np.column_stack((12_000 * t, 400 * np.sin(t * 40))) + 500_000)
    frame = gpd.GeoDataFrame(geometry=[line], crs=CRS)
    rule = ZoneRule(line_layer="road", side="both", to_m=200.0)
    once, zone = milliseconds(lambda: compute_zone(frame, rule, CRS))
    cut, parts = milliseconds(lambda: zone_by_chainage(frame, rule, CRS, zone=zone))
    missing = zone.area_m2 - float(parts.area_m2.sum())
    print(
        f"\n12 km, {len(parts.area_m2)} stretches: zone {once:.0f} ms, parts {cut:.0f} ms, "
        f"{missing:.6f} m² apart"
    )
    assert abs(missing) <= 0.01
    assert cut < 20 * once
