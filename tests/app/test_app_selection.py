import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planviewer.app.measuring import measure_path, measured_details, readout
from planviewer.app.selected import (
    LISTED,
    Total,
    frames_of,
    selection_details,
    table,
    totals,
)
from planviewer.app.selection import Selection
from planviewer.errors import CrsNotMetric
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.crs import WEB_MERCATOR, WGS84, operation

CRS = "EPSG:9210"
LABEL = Message("test", "change")
some_rows = st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(0, 30)))


def as_sets(selection):
    return {layer: set(rows.tolist()) for layer, rows in selection.parts}


def sets_of(rows):
    return {layer: set(some) for layer, some in rows.items() if some}


@given(rows=some_rows)
def test_a_selection_keeps_every_row_once_in_order(rows):
    selection = Selection.of(rows)
    assert as_sets(selection) == sets_of(rows)
    assert selection.count == sum(len(set(some)) for some in rows.values())
    assert all((np.diff(part) > 0).all() for _, part in selection.parts)
    assert selection == Selection.of(
        as_sets(selection) and {k: list(v) for k, v in as_sets(selection).items()}
    )


@given(one=some_rows, other=some_rows)
def test_adding_is_the_union_and_toggling_twice_changes_nothing(one, other):
    a, b = Selection.of(one), Selection.of(other)
    both = {
        k: sets_of(one).get(k, set()) | sets_of(other).get(k, set())
        for k in {*sets_of(one), *sets_of(other)}
    }
    assert as_sets(a.with_added(b)) == both
    assert a.toggled(b).toggled(b) == a
    assert a.toggled(a) == Selection()


def test_a_selection_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        Selection.of({"a": [1, 2]}).rows("a")[0] = 5


def test_the_session_tells_a_new_selection_once(opened):
    heard = []
    opened.selection_changed.connect(heard.append)
    chosen = Selection.of({"bypass": [0]})
    opened.select(chosen)
    opened.select(Selection.of({"bypass": [0, 0]}))
    assert heard == [chosen]


def test_what_is_hidden_or_removed_is_no_longer_selected(opened, settle):
    opened.select(Selection.of({"bypass": [0], "bang-river": [0], "thom-lom": [0]}))
    opened.edit(LABEL, lambda plan: edits.set_visible(plan, ["bypass"], False))
    settle()
    assert opened.selection.layer_ids == ("bang-river", "thom-lom")
    opened.edit(LABEL, lambda plan: edits.remove_layer(plan, "thom-lom"))
    settle()
    assert opened.selection.layer_ids == ("bang-river",)


def test_rows_that_are_others_now_are_no_longer_selected(opened, settle):
    opened.select(Selection.of({"sites": [0], "bypass": [0]}))
    opened.place_site("market", 106.15, 22.73)
    settle()
    assert opened.selection.layer_ids == ("bypass",)


def test_totals_are_those_of_the_plan_crs(plan, data):
    selection = Selection.of({"recovery-200m": [0], "bypass": [0, 1]})
    found = {t.layer_id: t for t in totals(frames_of(data, selection), plan.crs)}
    assert found["recovery-200m"].area_m2 == pytest.approx(data.zones["recovery-200m"].area_m2)
    assert found["recovery-200m"].length_m == 0  # perimeters of areas are not added up
    bypass = data.store.frame("bypass").to_crs(plan.crs)
    assert found["bypass"].length_m == pytest.approx(bypass.length.iloc[:2].sum(), abs=0.01)


def test_the_details_count_and_sum_layer_by_layer(plan, data):
    selection = Selection.of({"recovery-200m": [0], "bypass": [0, 1]})
    details = selection_details(plan, data, selection, totals(frames_of(data, selection), plan.crs))
    assert details.title == "3 features selected"
    assert "EPSG:9210" in details.subtitle
    assert "533,794.9 m² (53.38 ha)" in details.as_text()
    waiting = selection_details(plan, data, selection, None)
    assert "computing…" in waiting.as_text()


def test_of_many_features_only_the_first_are_listed(plan, data):
    frame = gpd.GeoDataFrame({"n": range(500)}, geometry=[shapely.Point(0, 0)] * 500, crs=CRS)
    kept = data.store.entry("thom-lom").features
    data.store.put("thom-lom", type(kept)(frame, "file"))
    try:
        selection = Selection.of({"thom-lom": range(500)})
        details = selection_details(plan, data, selection, (Total("thom-lom", 500, 0, 0),))
    finally:
        data.store.put("thom-lom", kept)
    assert len(details.sections[-1].rows) == LISTED + 1
    assert "480" in details.sections[-1].rows[-1].value


def test_a_table_has_headings_and_one_line_a_feature(plan):
    frame = gpd.GeoDataFrame(
        {"name": ["=HYPERLINK(1)", "two\twords\nhere", None], "n": [-1.0, 2.5, None]},
        geometry=[shapely.box(541_000, 2_515_000, 541_010, 2_515_020)] * 3,
        crs=CRS,
    )
    lines = table(plan, {"bypass": frame}).splitlines()
    assert lines[0].split("\t") == ["name", "n", "length_m (EPSG:9210)", "area_m2 (EPSG:9210)"]
    assert [line.split("\t") for line in lines[1:]] == [
        ["'=HYPERLINK(1)", "-1", "60", "200"],  # no spreadsheet runs it
        ["two words here", "2.5", "60", "200"],
        ["", "", "60", "200"],
    ]


def test_several_layers_are_several_blocks(plan, data):
    selection = Selection.of({"recovery-200m": [0], "bypass": [0]})
    blocks = table(plan, frames_of(data, selection)).split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == [
        "Nước Hai bypass",
        "Recovery 200 m behind the crest road",
    ]


# --- measuring by hand ------------------------------------------------------------------------
def on_map(*offsets):
    to_wgs84 = operation(CRS, WGS84)
    return [to_wgs84.point(541_000 + dx, 2_515_000 + dy) for dx, dy in offsets]


def test_a_distance_is_that_of_the_grid_and_not_of_the_web_map(plan):
    measured = measure_path(on_map((0, 0), (300, 400), (300, 900)), "distance", CRS)
    assert measured.legs_m == pytest.approx((500, 500), abs=1e-4)
    assert readout(measured) == "1,000.0 m, last leg 500.0 m"
    assert measured_details(measured, plan).sections[0].rows[0].value == "1,000.0 m"
    with pytest.raises(CrsNotMetric):
        measure_path(on_map((0, 0), (300, 400)), "distance", WEB_MERCATOR)


def test_an_area_is_closed_and_measured_on_the_grid(plan):
    measured = measure_path(on_map((0, 0), (200, 0), (200, 100), (0, 100)), "area", CRS)
    assert measured.area_m2 == pytest.approx(20_000, abs=0.01)
    assert measured.length_m == pytest.approx(600, abs=1e-3)
    assert "20,000.0 m² (2.00 ha)" in measured_details(measured, plan).as_text()


def test_an_outline_that_crosses_itself_has_no_area():
    measured = measure_path(on_map((0, 0), (100, 100), (100, 0), (0, 100)), "area", CRS)
    assert measured.crosses
    assert measured.area_m2 == 0
    assert "crosses itself" in readout(measured)


@pytest.mark.parametrize("kind", ["distance", "area"])
def test_one_place_measures_nothing(kind):
    assert measure_path(on_map((0, 0)), kind, CRS).length_m == 0
