"""The panels about zones on their own: what they show and what they ask."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shapely.geometry import LineString

from planviewer.analysis.parcels import ParcelFields
from planviewer.analysis.stations import zone_by_chainage
from planviewer.app.affected.table import AffectedTable
from planviewer.app.affected.view import AffectedRequest, view_affected
from planviewer.app.comparing.alternatives import compare, from_plan, with_distances
from planviewer.app.language import use_language
from planviewer.app.loading import load_plan_data
from planviewer.app.zone_editing import ZoneWorkshop, draft_of
from planviewer.assets import bundled_plan
from planviewer.model.zone import RoadStrip, ZoneRule
from planviewer.reading.plans import load_plan
from planviewer.ui.dialogs.parcel_fields import ParcelFieldsDialog
from planviewer.ui.theme import apply_theme
from planviewer.ui.zones.affected_bar import AffectedBar
from planviewer.ui.zones.affected_panel import AffectedPanel
from planviewer.ui.zones.chainage_panel import ChainagePanel
from planviewer.ui.zones.compare_panel import ComparePanel
from planviewer.ui.zones.range_row import RangeRow
from planviewer.ui.zones.range_slider import RangeSlider
from planviewer.ui.zones.strip_chart import StripChart
from planviewer.ui.zones.tables import as_text
from planviewer.ui.zones.zone_form import Choices
from planviewer.ui.zones.zone_panel import ZonePanel

ZONE = "recovery-50m"


@pytest.fixture(scope="module")
def bundled():
    plan = load_plan(bundled_plan())
    return plan, load_plan_data(plan, bundled_plan())


@pytest.fixture(scope="module")
def result(bundled):
    view = view_affected(*bundled, AffectedRequest("sample-parcels"))
    return view, AffectedTable.of(view)


@pytest.fixture(scope="module")
def parts():
    frame = gpd.GeoDataFrame(geometry=[LineString([(0, 0), (250, 0), (430, 90)])], crs="EPSG:9210")
    rule = ZoneRule(line_layer="road", side="left", to_m=40)
    return zone_by_chainage(frame, rule, "EPSG:9210", step_m=100)


# --- sliders ----------------------------------------------------------------------------------
def test_the_handles_of_a_range_never_pass_each_other(qtbot):
    slider = RangeSlider()
    qtbot.addWidget(slider)
    slider.resize(300, 24)
    slider.set_limit(200.0)
    slider.set_values(40.0, 60.0)
    told = []
    slider.moved.connect(lambda low, high: told.append((low, high)))
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider._x(60)), 12))
    qtbot.mouseMove(slider, QPoint(2, 12))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(2, 12))
    assert slider.values() == (40.0, 41.0)
    assert told[-1] == (40.0, 41.0)


def test_a_range_is_moved_by_keys(qtbot):
    slider = RangeSlider()
    qtbot.addWidget(slider)
    slider.set_values(10.0, 50.0)
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.keyClick(slider, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert slider.values() == (9.0, 51.0)
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert slider.values() == (9.0, 100.0)


def test_a_typed_value_moves_the_other_out_of_its_way(qtbot):
    row = RangeRow()
    qtbot.addWidget(row)
    row.set_limits(300, 20_000)
    row.set_values(0, 50)
    told = []
    row.changed.connect(lambda low, high: told.append((low, high)))
    row.low.setValue(80.0)
    assert told == [(80.0, 81.0)]
    row.high.setValue(20.0)
    assert row.values() == (19.0, 20.0)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["50.5", "50,5"])
def test_neither_decimal_mark_makes_a_distance_ten_times_as_large(qtbot, language, typed):
    use_language(language)
    row = RangeRow()
    qtbot.addWidget(row)
    row.set_limits(300, 20_000)
    row.set_values(0, 50)
    row.high.selectAll()
    qtbot.keyClicks(row.high, typed)
    row.high.interpretText()
    assert row.high.value() == 50.5
    assert row.high.text() == {"vi": "50,5 m", "en": "50.5 m"}[language]


def test_what_is_no_number_leaves_the_distance_as_it_was(qtbot):
    row = RangeRow()
    qtbot.addWidget(row)
    row.set_limits(300, 20_000)
    row.set_values(0, 50)
    for typed in ("", "-", "1.2,3.4,5"):
        row.high.lineEdit().setText(typed)
        row.high.interpretText()
        assert row.high.value() == 50.0
        assert row.high.text() == "50.0 m"


def test_a_chainage_is_typed_as_on_road_papers(qtbot):
    row = RangeRow(chainage=True)
    qtbot.addWidget(row)
    row.set_limits(1_764.4, 1_764.4)
    row.set_values(0, 1_764.4)
    assert row.high.text() == "Km1+764.4"
    for text, value in (("Km1+200", 1_200), ("300,5", 300.5), ("nonsense", 300.5)):
        row.high.lineEdit().setText(text)
        row.high.interpretText()
        assert row.high.value() == value


# --- the editor -------------------------------------------------------------------------------
@pytest.fixture
def editor(qtbot, bundled):
    plan, data = bundled
    panel = ZonePanel()
    qtbot.addWidget(panel)
    panel.resize(330, 600)
    draft = draft_of(plan, ZONE, "sample-parcels")
    choices = Choices(
        lines=[("bypass", "Bypass"), ("embankment", "Crest road")],
        fields={"phase": ["1", "2"], "name": ["a"]},
        areas=[("thom-lom", "Thôm Lốm"), ("recovery-200m", "200 m")],
        parcels=[("sample-parcels", "Sample parcels")],
    )
    panel.form.show_draft(draft, choices)
    panel.show_preview(ZoneWorkshop(data).preview(plan, draft))
    panel.drafts = []
    panel.form.changed.connect(panel.drafts.append)
    return panel


def test_showing_a_draft_changes_nothing(editor, bundled):
    assert editor.drafts == []
    editor.form._tell()
    assert editor.drafts[-1] == draft_of(bundled[0], ZONE, "sample-parcels")


def test_each_field_of_the_form_makes_its_part_of_the_rule(editor):
    form = editor.form
    for combo, value in ((form.side, "left"), (form.cap, "round"), (form.reference, "edge")):
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())
    form.width_m.setValue(18.0)
    form.distance.slider.moved.emit(5.0, 75.0)
    form.whole.setChecked(False)
    form.chainage.slider.moved.emit(200.0, 900.0)
    form.value.setCurrentIndex(form.value.findData("2"))
    form.value.activated.emit(1)
    form.exclude.list.item(0).setCheckState(Qt.CheckState.Checked)
    form.exclude.list.item(2).setCheckState(Qt.CheckState.Checked)
    form.exclude.width_m.setValue(9.0)
    form.join.setCurrentIndex(form.join.findData("mitre"))
    form.join.activated.emit(1)
    form.priority.setValue(3)
    form.parcels.setCurrentIndex(0)
    form.parcels.activated.emit(0)
    draft = editor.drafts[-1]
    rule = draft.rule
    assert (rule.side, rule.cap, rule.reference, rule.road_width_m) == ("left", "round", "edge", 18)
    assert (rule.from_m, rule.to_m) == (5.0, 75.0)
    assert (rule.from_chainage_m, rule.to_chainage_m) == (200.0, 900.0)
    assert rule.where == (("phase", "2"),)
    assert rule.exclude == ("thom-lom",)
    assert rule.exclude_roads == (RoadStrip(layer="embankment", width_m=9.0),)
    assert (rule.join, rule.priority) == ("mitre", 3)
    assert draft.parcels is None


def test_another_line_forgets_the_filter_and_the_chainage_of_the_first(editor):
    form = editor.form
    form.whole.setChecked(False)
    form.chainage.slider.moved.emit(200.0, 900.0)
    form.line.setCurrentIndex(1)
    form.line.activated.emit(1)
    rule = editor.drafts[-1].rule
    assert rule.line_layer == "embankment"
    assert rule.where == ()
    assert rule.from_chainage_m is None


def test_the_name_is_changed_in_the_language_of_the_moment(editor, bundled):
    editor.form.name.setText("Narrow strip")
    editor.form.name.textEdited.emit("Narrow strip")
    title = editor.drafts[-1].title
    assert title.en == "Narrow strip"
    assert title.vi == bundled[0].layer(ZONE).title.vi


def test_the_editor_says_what_a_draft_comes_to(editor, bundled):
    plan, data = bundled
    assert editor.figure("area") == "176,433.7 m² (17.64 ha)"
    assert editor.figure("parcels") == "344"
    draft = draft_of(plan, ZONE)
    editor.show_preview(ZoneWorkshop(data).preview(plan, draft))
    assert not editor.figures["parcels"].isVisibleTo(editor)


def test_the_editor_is_reached_and_named(editor, unnamed, in_language):
    assert unnamed(editor) == []
    in_language("vi", editor)
    assert editor.apply_button.text() == "«Apply»"
    assert editor.form.side.itemText(0) == "«Left»"
    assert editor.form.side.currentData() == "both"


# --- by chainage ------------------------------------------------------------------------------
def test_chart_and_table_mark_each_other(qtbot, parts):
    panel = ChainagePanel()
    qtbot.addWidget(panel)
    panel.resize(900, 220)
    panel.show()
    panel.show_parts(parts)
    told = []
    panel.marked.connect(told.append)
    places = [panel.chart._x(x) for x in (50.0, 350.0)]
    qtbot.mouseMove(panel.chart, QPoint(round(places[0]), 40))
    qtbot.waitUntil(lambda: told == [0])
    assert panel.table.selectionModel().isRowSelected(0)
    panel.table.selectRow(3)
    assert told[-1] == 3
    assert panel.chart.mark == 3
    assert panel.chart.number_at(places[1]) == 3
    panel.show_mark(-1)
    assert not panel.table.selectionModel().hasSelection()
    assert told[-1] == 3


def test_the_chart_says_the_bar_that_keys_mark(qtbot, parts):
    chart = StripChart()
    qtbot.addWidget(chart)
    chart.show_parts(parts)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.mark == 1
    assert chart.accessibleDescription().startswith("Km0+100 – Km0+200: 4,000.0 m²")
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.mark == len(parts.area_m2) - 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_bars_are_as_high_as_their_areas(qtbot, parts, theme):
    apply_theme(QApplication.instance(), theme)
    try:
        chart = StripChart()
        qtbot.addWidget(chart)
        chart.resize(600, 200)
        chart.show_parts(parts)
        picture = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        heights = [_bar_height(picture, chart._x(x)) for x in (50.0, 150.0, 440.0)]
    finally:
        apply_theme(QApplication.instance(), "light")
    assert heights[0] == pytest.approx(heights[1], abs=2)
    share = parts.area_m2[-1] / parts.area_m2[0]
    assert heights[2] == pytest.approx(heights[0] * share, abs=3)


def _bar_height(picture, x):
    """Return how many pixels of the bar's colour lie above each other at ``x``."""
    column = [picture.pixel(round(x), y) for y in range(picture.height())]
    colours, counts = np.unique(column, return_counts=True)
    inside = picture.pixel(round(x), round(picture.height() - 30))
    return int(counts[colours == inside][0])


# --- affected parcels -------------------------------------------------------------------------
@pytest.fixture
def affected(qtbot, result, bundled):
    titles = {layer.id: str(layer.title) for layer in bundled[0].layers}
    panel = AffectedPanel(lambda _by, key: titles.get(key, key))
    qtbot.addWidget(panel)
    panel.resize(1280, 260)
    panel.offer([("sample-parcels", "Sample parcels")], [(ZONE, "50 m")], "sample-parcels")
    panel.show_result(*result)
    panel.show()
    return panel


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("width", "rows"), [(640, 2), (1280, 1)])
def test_what_filters_and_saves_is_seen_at_every_width(qtbot, affected, language, width, rows):
    use_language(language)
    affected.resize(width, 260)
    bar = affected.bar
    shown = [*bar.views, bar.parcels, bar.zone, *bar._switches]
    shown += [bar.fields_button, bar.export_button]
    qtbot.waitUntil(lambda: all(w.width() >= w.minimumSizeHint().width() for w in shown))
    places = [widget.geometry() for widget in shown]
    assert all(bar.rect().contains(place) for place in places)
    assert not any(a.intersects(b) for i, a in enumerate(places) for b in places[i + 1 :])
    assert len({place.center().y() // 16 for place in places}) == rows


def test_areas_are_not_taken_for_parcels_unasked_and_a_choice_stays(qtbot):
    bar = AffectedBar()
    qtbot.addWidget(bar)
    areas, parcels = ("thom-lom", "Thôm Lốm"), ("sample-parcels", "Sample parcels")
    bar.offer([areas], [], None)
    assert bar.parcels.currentData() is None
    assert bar.parcels.placeholderText()
    bar.offer([parcels, areas], [], "sample-parcels")
    assert bar.parcels.currentData() == "sample-parcels"
    bar.parcels.setCurrentIndex(1)
    bar.parcels.activated.emit(1)
    bar.offer([parcels, areas], [], "sample-parcels")
    assert bar.parcels.currentData() == "thom-lom"
    bar.choose_parcels(None)
    bar.offer([parcels, areas], [], "sample-parcels")
    assert bar.parcels.currentData() == "sample-parcels"


def column(panel, key):
    at = panel.model.keys.index(key)
    return [panel.model.index(row, at).data() for row in range(panel.model.rowCount())]


def test_the_table_filters_by_folded_text_and_says_the_total(affected, result):
    view, _table = result
    assert affected.model.rowCount() == len(view.table)
    assert "in no parcel" in affected.total.text()
    affected.search.setText("cong ty")
    owners = column(affected, "owner")
    assert 0 < len(owners) < len(view.table)
    assert all("Công ty" in owner for owner in owners)
    assert "filtered from 1,054" in affected.total.text()


def test_names_of_owners_leave_the_table_and_its_search(affected):
    affected.search.setText("cong ty")
    affected.no_owners.setChecked(True)
    assert "owner" not in affected.model.keys
    assert affected.model.rowCount() == 0


def test_a_click_on_a_heading_sorts(affected):
    at = affected.model.keys.index("affected_m2")
    affected.table.sortByColumn(at, Qt.SortOrder.DescendingOrder)
    texts = [float(text.replace(",", "")) for text in column(affected, "affected_m2")]
    assert texts == sorted(texts, reverse=True)


def test_selecting_in_the_table_names_features_and_survives_a_filter(affected, result):
    told = []
    affected.marked.connect(lambda features: told.append(features.tolist()))
    affected.table.selectRow(7)
    feature = int(result[0].table.index[7])
    assert told[-1] == [feature]
    kind = result[0].table["land_type"].iloc[7]
    affected.land_type.setCurrentIndex(affected.land_type.findData(kind))
    affected.land_type.activated.emit(affected.land_type.currentIndex())
    chosen = affected.table.selectionModel().selectedRows()
    assert len(chosen) == 1
    assert affected.model.features(np.array([chosen[0].row()])).tolist() == [feature]


def test_what_is_selected_elsewhere_is_selected_here_in_silence(affected, result):
    told = []
    affected.marked.connect(told.append)
    affected.show_selected(result[0].table.index.to_numpy()[[2, 3, 4, 90]])
    rows = sorted(index.row() for index in affected.table.selectionModel().selectedRows())
    assert rows == [2, 3, 4, 90]
    assert told == []


def test_the_summary_says_in_the_table_what_it_draws(affected, result):
    affected.show_view(1)
    summary = affected.summary
    rows = result[0].summaries["land_type"]
    assert summary.table.rowCount() == len(rows)
    assert summary.table.item(0, 0).text() == rows[0].key
    assert rows[0].key in summary.chart.accessibleDescription()
    summary.by.setCurrentIndex(summary.by.findData("zone"))
    summary.by.activated.emit(summary.by.currentIndex())
    assert summary.table.item(1, 0).text().startswith("Recovery 50 m")
    assert "counts once" in summary.note.text()


def test_affected_parcels_are_reached_and_named(affected, unnamed, in_language):
    assert unnamed(affected) == []
    in_language("vi", affected)
    assert affected.no_owners.text() == "«Without owner names»"
    shown = affected.model.headerData(0, Qt.Orientation.Horizontal)
    assert shown == "«Sheet»"


def test_a_hundred_thousand_rows_are_one_look_up(qtbot, result):
    view, _table = result
    many = view.table.loc[np.resize(view.table.index.to_numpy(), 100_000)].reset_index(drop=True)
    zones = view.by_zone.loc[np.resize(view.by_zone.index.to_numpy(), 100_000)]
    table = AffectedTable.of(replace(view, table=many, by_zone=zones.reset_index(drop=True)))
    panel = AffectedPanel(lambda _by, key: key)
    qtbot.addWidget(panel)
    panel.show_result(view, table)
    panel.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    panel.show_selected(np.arange(0, 100_000, 2)[:2_000])
    panel.search.setText("luc")
    assert 0 < panel.model.rowCount() < 100_000


# --- comparing --------------------------------------------------------------------------------
def test_a_comparison_says_land_and_parcels(qtbot, bundled, unnamed):
    plan, data = bundled
    panel = ComparePanel()
    qtbot.addWidget(panel)
    parcels = [("thom-lom", "Thôm Lốm"), ("sample-parcels", "Sample parcels")]
    panel.offer([(ZONE, "50 m")], [("bypass", "Bypass")], parcels, "sample-parcels")
    panel.suggest(0.0, 30.0)
    wish = panel.wish()
    assert (wish.zone, wish.way, wish.distances) == (ZONE, "distances", (0.0, 30.0))
    assert wish.parcels == "sample-parcels"
    first, second = (
        from_plan(plan, data, ZONE, "wide"),
        with_distances(plan, data, ZONE, wish.distances, "narrow"),
    )
    found = compare(first, second, plan.crs, data.store.frame("sample-parcels"))
    panel.show_comparison(found)
    assert panel.results.text("first", 0) == "wide"
    assert panel.results.text("lost", 1) == "70,571.1 m² (7.06 ha)"
    assert panel.results.text("net", 1) == "-70,571.1 m² (-7.06 ha)"
    assert panel.results.text("lost", 2) == "107"
    assert not panel.results.nothing.isVisibleTo(panel)
    told = []
    panel.parcels_marked.connect(told.append)
    panel.results.parcels.selectRow(0)
    biggest = found.parcels["change_m2"].abs().idxmax()
    assert told[-1] == [biggest]
    panel.show_comparison(compare(first, first, plan.crs, data.store.frame("sample-parcels")))
    assert panel.results.nothing.isVisibleTo(panel)
    assert unnamed(panel) == []


def test_a_comparison_waits_for_its_file(qtbot):
    panel = ComparePanel()
    qtbot.addWidget(panel)
    panel.offer([(ZONE, "50 m")], [], [], None)
    for way in ("plan-file", "line"):
        panel.way.setCurrentIndex(panel.way.findData(way))
        panel.way.activated.emit(panel.way.currentIndex())
        assert panel.options.currentIndex() == panel.way.currentIndex()
        assert panel.wish() is None


# --- the fields of parcels --------------------------------------------------------------------
def test_only_what_was_corrected_is_kept(qtbot):
    known = ParcelFields(sheet="TO", parcel="THUA", land_type="LOAI")
    columns = {"TO": ["1"], "THUA": ["2"], "LOAI": ["LUC"], "LOAI2": ["ONT"]}
    dialog = ParcelFieldsDialog("Parcels", columns, known, known)
    qtbot.addWidget(dialog)
    assert dialog.corrections() == {}
    combo = dialog.fields["land_type"]
    combo.setCurrentIndex(combo.findData("LOAI2"))
    combo.activated.emit(combo.currentIndex())
    dialog.fields["parcel"].setCurrentIndex(0)
    dialog._judge()
    assert dialog.corrections() == {"land_type": "LOAI2", "parcel": ""}
    assert "parcel number" in dialog.verdict.text()
    assert dialog.examples["land_type"].text() == "ONT"
    assert dialog.buildings() is None


def test_rows_are_copied_for_a_spreadsheet(qtbot, parts):
    panel = ChainagePanel()
    qtbot.addWidget(panel)
    panel.show_parts(parts)
    assert as_text(panel.table).splitlines()[:2] == [
        "From\tTo\tArea (m²)",
        "Km0+000\tKm0+100\t4,000.00",
    ]
    panel.table.selectRow(2)
    assert len(as_text(panel.table).splitlines()) == 2


def test_names_cannot_become_formulas_in_a_spreadsheet(affected, result):
    view, _table = result
    named = view.table.copy()
    named["owner"] = "=HYPERLINK(1)"
    table = AffectedTable.of(replace(view, table=named))
    affected.show_result(view, table)
    affected.table.selectRow(0)
    count, text = affected.copied()
    assert count == 1
    assert "\t'=HYPERLINK(1)\t" in text()
    affected.table.clearSelection()
    assert affected.copied()[0] == len(view.table)
