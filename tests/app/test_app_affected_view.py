from datetime import date

import numpy as np
import pytest

from planviewer.app.affected.land import find_affected
from planviewer.app.affected.summary import by_site, by_zone
from planviewer.app.affected.table import OWNER, AffectedTable, Filter
from planviewer.app.affected.view import (
    AffectedRequest,
    is_decided_by,
    order_for,
    view_affected,
)
from planviewer.app.zone_editing import draft_of, with_zone
from planviewer.assets import bundled_plan
from planviewer.errors import FieldUnknown, LayerUnknown, ZonesMissing
from planviewer.model import edits

DAY = date(2026, 3, 9)
ALL = AffectedRequest("sample-parcels", min_remaining_m2=150.0)


@pytest.fixture(scope="module")
def view(plan, data):
    return view_affected(plan, data, ALL)


@pytest.fixture(scope="module")
def table(view):
    return AffectedTable.of(view)


def test_the_window_shows_the_figures_of_the_command_line(plan, view):
    order = order_for(plan, bundled_plan(), ALL, DAY, owners=True)
    result = find_affected(order)
    assert view.affected_area_m2 == result.affected_area_m2
    assert view.zone_area_m2 == result.zone_area_m2
    shown = view.table[["sheet", "parcel", "affected_m2", "remaining_m2"]].to_numpy().tolist()
    assert (
        shown
        == result.table[["sheet", "parcel", "affected_m2", "remaining_m2"]].to_numpy().tolist()
    )
    assert view.table["too_small"].sum() == (result.table["too_small"] == True).sum()  # noqa: E712


def test_each_summary_accounts_for_all_affected_land(view):
    for by in ("land_type", "owner_kind", "zone", "site"):
        rows = view.summaries[by]
        assert sum(row.area_m2 for row in rows) == pytest.approx(view.affected_area_m2, abs=0.02)
        assert sum(row.count for row in rows) >= len(view.table)
        assert [r.area_m2 for r in rows] == sorted((r.area_m2 for r in rows), reverse=True)
    zones = {row.key: row for row in view.summaries["zone"]}
    sites = {row.key: row for row in view.summaries["site"]}
    assert zones["recovery-50m"] == sites["recovery-50m"]


def test_sums_are_those_of_the_workbook(plan, view):
    result = find_affected(order_for(plan, bundled_plan(), ALL, DAY, owners=True))
    zones = {row.key: (row.count, row.area_m2) for row in view.summaries["zone"]}
    theirs = {zone: (its.count, its.net_area_m2) for zone, its in by_zone(result).items()}
    assert zones == theirs
    sites = {row.key: (row.count, row.area_m2) for row in view.summaries["site"]}
    assert sites == {site: (its.count, its.area_m2) for site, its in by_site(result).items()}


def test_buildings_are_counted_where_asked(plan, data):
    asked = AffectedRequest("sample-parcels", buildings="thom-lom")
    counted = view_affected(plan, data, asked)
    assert counted.table["buildings"].sum() in {0, 1}  # one block, where a parcel may hold it
    assert "buildings" in [column.key for column in AffectedTable.of(counted).columns]


def test_a_zone_on_its_own(plan, data):
    some = view_affected(plan, data, AffectedRequest("sample-parcels", ("recovery-50m",)))
    assert [row.key for row in some.summaries["zone"]] == ["recovery-50m"]
    assert some.zone_area_m2 == pytest.approx(data.zones["recovery-50m"].area_m2, abs=0.01)


def test_what_cannot_be_asked_is_said(plan, data):
    with pytest.raises(LayerUnknown):
        view_affected(plan, data, AffectedRequest("not-read"))
    with pytest.raises(ZonesMissing):
        view_affected(plan, data, AffectedRequest("sample-parcels", ("no-such-zone",)))
    with pytest.raises(FieldUnknown):
        view_affected(plan, data, AffectedRequest("sample-parcels", fields={"sheet": "nothing"}))


def test_rows_are_found_without_tone_marks_and_by_kind(table, view):
    folded, exact = table.rows(Filter("cong ty gia dinh")), table.rows(Filter("Công ty giả định"))
    assert 0 < len(folded) < len(table)
    assert folded.tolist() == exact.tolist()
    assert len(table.rows(Filter("cong ty", owners=False))) == 0
    rows = table.rows(Filter(land_type="LUC", zone="recovery-50m"))
    chosen = view.table.iloc[rows]
    assert set(chosen["land_type"]) == {"LUC"}
    assert all("recovery-50m" in zones for zones in chosen["zones"])


def test_columns_sort_as_people_read_them(table):
    rows = table.sorted_by(table.rows(Filter()), "parcel", descending=False)
    numbers = [int(table.column("parcel").cells[row]) for row in rows]
    assert numbers == sorted(numbers)
    rows = table.sorted_by(table.rows(Filter()), "affected_m2", descending=True)
    areas = table.column("affected_m2").cells[rows]
    assert (np.diff(areas) <= 0).all()


def test_the_total_of_some_rows_is_theirs(table, view):
    rows = table.rows(Filter(land_type="ONT"))
    known = {row.key: row.area_m2 for row in view.summaries["land_type"]}
    assert table.total(rows, "affected_m2") == pytest.approx(known["ONT"], abs=0.01)
    assert OWNER in [column.key for column in table.columns]


def test_a_saved_plan_decides_only_through_what_the_zones_need(plan):
    looks = edits.set_visible(plan, ["sites"], visible=False)
    assert is_decided_by(looks, plan, ALL)
    draft = draft_of(plan, "recovery-50m")
    wider = with_zone(plan, type(draft)(draft.layer_id, draft.title, draft.rule.changed(to_m=60)))
    assert not is_decided_by(wider, plan, ALL)
    assert is_decided_by(wider, plan, AffectedRequest("sample-parcels", ("recovery-200m",)))
    assert not is_decided_by(plan, edits.remove_layer(plan, "recovery-50m"), ALL)
