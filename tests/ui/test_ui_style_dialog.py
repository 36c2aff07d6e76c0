import geopandas as gpd
import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from planviewer.app.styling import LayerLook
from planviewer.app.tasks import Tasks
from planviewer.drawing.landuse import default_style
from planviewer.drawing.swatch import swatch
from planviewer.model.style import (
    Category,
    CategoryStyle,
    GraduatedStyle,
    Label,
    SingleStyle,
    Symbol,
)
from planviewer.ui.dialogs.style import MANY_ROWS, StyleDialog
from planviewer.ui.layer_panel import LayerPanel

LINE = Symbol(stroke="#aa0000", stroke_width_mm=0.7, dash=(5.0, 1.0), casing="#ffffff")
START = LayerLook(SingleStyle(symbol=Symbol(fill="#112233", stroke_width_mm=0.3)), None, 25_000)


def frame_of(geometry):
    fields = {"kind": ["b", "a", "a", None], "size": [1.0, 20.0, 300.0, None]}
    return gpd.GeoDataFrame(fields, geometry=[geometry] * 4, crs="EPSG:9210")


AREAS = frame_of(shapely.box(0, 0, 1, 1))
LINES = frame_of(shapely.LineString([(0, 0), (1, 1)]))


@pytest.fixture
def made(qtbot):
    def make(look=START, frame=AREAS, kind="polygon"):
        dialog = StyleDialog("Parcels", look, frame, kind, swatch)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return make


def pick(choice, value):
    index = next(n for n in range(choice.count()) if choice.itemData(n) == value)
    choice.setCurrentIndex(index)
    choice.activated.emit(index)


STYLES = [
    SingleStyle(symbol=LINE, label=Label(field="kind", bold=True, min_scale=7_000)),
    CategoryStyle(
        field="kind",
        categories=(Category(value="a", label="A", symbol=LINE),),
        other=LINE,
        label=Label(kind="chainage", step_m=250),
        second_label=Label(field="kind"),
    ),
    default_style(LINES, "line"),
]


@pytest.mark.parametrize("style", STYLES)
def test_nothing_touched_gives_the_same_look_back(made, style):
    look = LayerLook(style, 333.0, 44_444.0)
    assert made(look, LINES, "line").look() == look


def test_a_category_style_is_made_from_the_field_and_keeps_what_symbols_share(made):
    dialog = made()
    pick(dialog.rule.by, "category")
    style = dialog.look().style
    assert isinstance(style, CategoryStyle)
    assert [c.value for c in style.categories] == ["a", "b"]
    assert {c.symbol.stroke_width_mm for c in style.categories} == {0.3}
    texts = [dialog.legend.item(n).text() for n in range(dialog.legend.count())]
    assert texts == ["All classes together", "a", "b", "Everything else"]


def test_intervals_are_offered_for_numbers_only(made):
    dialog = made()
    pick(dialog.rule.by, "graduated")
    assert [dialog.rule.field.itemData(n) for n in range(dialog.rule.field.count())] == ["size"]
    dialog.rule.classes.setValue(2)
    pick(dialog.rule.scheme, "equal")
    style = dialog.look().style
    assert isinstance(style, GraduatedStyle)
    assert [c.upper for c in style.classes] == [150.5, None]
    words = frame_of(shapely.box(0, 0, 1, 1)).drop(columns="size")
    other = made(frame=words)
    by = other.rule.by
    assert [by.itemData(n) for n in range(by.count())] == ["single", "category"]


def test_one_class_is_changed_alone_and_its_swatch_follows_at_once(made):
    dialog = made()
    pick(dialog.rule.by, "category")
    dialog.legend.setCurrentRow(2)
    before = dialog.legend.item(2).icon().pixmap(40, 24).toImage()
    dialog.symbol.line_width.setValue(2.0)
    pick(dialog.symbol.hatch, "cross")
    widths = [c.symbol.stroke_width_mm for c in dialog.look().style.categories]
    assert widths == [0.3, 2.0]
    shown = dialog.legend.item(2).icon().pixmap(40, 24).toImage()
    assert shown != before
    expected = swatch(dialog.look().style.categories[1].symbol, "polygon", 40, 24)
    form = QImage.Format.Format_ARGB32_Premultiplied
    assert shown.convertToFormat(form) == expected.convertToFormat(form)


def test_all_classes_are_changed_together_in_their_own_colours(made):
    dialog = made()
    pick(dialog.rule.by, "category")
    fills = [c.symbol.fill for c in dialog.look().style.categories]
    dialog.legend.setCurrentRow(0)
    dialog.symbol.line_width.setValue(1.5)
    found = dialog.look().style.categories
    assert [c.symbol.stroke_width_mm for c in found] == [1.5, 1.5]
    assert [c.symbol.fill for c in found] == fills


def test_fields_fit_the_kind_of_geometry(made):
    areas, lines = made(), made(LayerLook(SingleStyle(symbol=LINE)), LINES, "line")
    assert areas.symbol.fill.isVisibleTo(areas)
    assert not areas.symbol.marker.isVisibleTo(areas)
    assert not lines.symbol.fill.isVisibleTo(lines)
    assert lines.symbol.casing.isVisibleTo(lines)


def test_labels_by_field_and_by_chainage_stand_side_by_side(made):
    dialog = made(LayerLook(SingleStyle(symbol=LINE)), LINES, "line")
    pick(dialog.labels.field, "kind")
    dialog.labels.type_size.setValue(11)
    dialog.labels.chainage.setChecked(True)
    dialog.labels.step.setValue(500)
    style = dialog.look().style
    assert (style.label_of("field").field, style.label_of("field").size_pt) == ("kind", 11)
    assert style.label_of("chainage").step_m == 500
    pick(dialog.labels.field, None)
    assert dialog.look().style.label.kind == "chainage"
    assert dialog.look().style.second_label is None


def test_scales_the_wrong_way_round_are_not_accepted(made):
    dialog = made()
    pick(dialog.scales.closest, 50_000.0)
    assert not dialog.accept_button.isEnabled()
    assert "exchange" in dialog.verdict.text()
    pick(dialog.scales.farthest, None)
    assert dialog.accept_button.isEnabled()
    assert (dialog.look().max_scale, dialog.look().min_scale) == (50_000, None)


def test_reset_gives_the_default_style_without_limits(made):
    dialog = made()
    dialog.reset.click()
    assert dialog.look() == LayerLook(default_style(AREAS, "polygon"))


def test_every_control_has_a_name_and_is_reached_by_tab(made):
    dialog = made(LayerLook(SingleStyle(symbol=LINE)), LINES, "line")
    for field in (*dialog.rule.fields(), *dialog.symbol.fields(), *dialog.labels.fields()):
        named = [field, *field.findChildren(QWidget)]
        assert any(widget.accessibleName() for widget in named), field
    seen = set()
    for _ in range(40):
        seen.add(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert {dialog.rule.by, dialog.symbol.dash, dialog.reset, dialog.accept_button} <= seen


def test_the_language_changes_while_the_dialog_is_open(made, in_language):
    dialog = made()
    pick(dialog.rule.by, "category")
    before = dialog.look()
    in_language("vi", dialog)
    for part in (dialog.rule, dialog.symbol, dialog.labels, dialog.scales, dialog.legend):
        in_language("vi", part)
    assert dialog.accept_button.text() == "«Use this style»"
    assert dialog.rule.by.currentText() == "«values of a field»"
    assert dialog.symbol.line_width.text() == "0,30 mm"
    assert dialog.look() == before


# --- from the layer panel ---------------------------------------------------------------------
def test_a_double_click_on_the_swatch_asks_for_the_style_and_elsewhere_zooms(qtbot, plan, states):
    panel = LayerPanel(swatch)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show_plan(plan, states)
    panel.show()
    qtbot.waitExposed(panel)
    panel.select("embankment")
    tree = panel.tree
    index = tree.index_of("embankment")
    row = tree.current_row()
    places = tree._delegate.places(tree.visualRect(index), row)
    styles, zooms = [], []
    panel.style_requested.connect(styles.append)
    panel.zoom_requested.connect(zooms.append)
    for place in (places.swatch.center(), places.title.center()):
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (styles, zooms) == (["embankment"], ["embankment"])
    QTest.keyClick(tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert styles == ["embankment"] * 2


def test_the_style_of_many_features_is_made_in_the_background(qtbot):
    count = MANY_ROWS + 1
    frame = gpd.GeoDataFrame(
        {"kind": [f"k{n % 3}" for n in range(count)]},
        geometry=gpd.points_from_xy(range(count), range(count)),
        crs="EPSG:9210",
    )
    tasks = Tasks()
    look = LayerLook(SingleStyle())
    dialog = StyleDialog("Many", look, frame, "point", swatch, tasks=tasks)
    qtbot.addWidget(dialog)
    dialog.rule.by.choose("category")
    dialog.rule.field.choose("kind")
    dialog._make()
    assert not dialog.accept_button.isEnabled()
    assert isinstance(dialog.look().style, SingleStyle)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert dialog.accept_button.isEnabled()
    assert [item.value for item in dialog.look().style.categories] == ["k0", "k1", "k2"]


def test_a_style_that_is_no_longer_wanted_is_dropped(qtbot):
    count = MANY_ROWS + 1
    frame = gpd.GeoDataFrame(
        {"kind": ["k"] * count}, geometry=gpd.points_from_xy(range(count), range(count)), crs=9210
    )
    tasks = Tasks()
    dialog = StyleDialog("Many", LayerLook(SingleStyle()), frame, "point", swatch, tasks=tasks)
    qtbot.addWidget(dialog)
    dialog.rule.by.choose("category")
    dialog.rule.field.choose("kind")
    dialog._make()
    dialog.reset.click()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert isinstance(dialog.look().style, SingleStyle)
