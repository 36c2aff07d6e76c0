from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest

from planviewer.model import edits
from planviewer.ui.layer_model import row_of
from planviewer.ui.layer_panel import LayerPanel, LayerState

_ROLE = Qt.ItemDataRole
_ROOT = QModelIndex()


@pytest.fixture
def panel(qtbot, swatch, plan, states):
    made = LayerPanel(swatch)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show_plan(plan, states)
    made.show()
    return made


def _titles(panel, parent=_ROOT):
    model = panel.tree.model()
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def _index(panel, *path):
    index = QModelIndex()
    for number in path:
        index = panel.tree.model().index(number, 0, index)
    return index


def _click(panel, index, place):
    view = panel.tree
    rect = view.visualRect(index)
    point = getattr(view.itemDelegate().places(rect, row_of(index)), place).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_the_top_of_the_tree_is_the_top_of_the_map(panel):
    assert _titles(panel) == [
        "Sites",
        "Road lines and embankment",
        "Land-recovery zones",
        "Setting",
        "Synthetic data to try with",
    ]
    assert _titles(panel, _index(panel, 0)) == [
        "Sites of the programme",
        "Thôm Lốm residential and commercial site",
    ]


def test_a_legend_row_stands_below_its_layer(panel):
    assert _titles(panel, panel.tree.index_of("bypass")) == ["Phase 1", "Phase 2"]
    assert _titles(panel, panel.tree.index_of("bang-river")) == []


def test_a_group_is_half_checked_when_some_of_its_layers_are_hidden(panel, plan, states):
    assert _index(panel, 0).data(_ROLE.CheckStateRole) == Qt.CheckState.Checked.value
    panel.show_plan(edits.set_visible(plan, ["thom-lom"], visible=False), states)
    assert _index(panel, 0).data(_ROLE.CheckStateRole) == Qt.CheckState.PartiallyChecked.value
    panel.show_plan(edits.set_visible(plan, ["thom-lom", "sites"], visible=False), states)
    assert _index(panel, 0).data(_ROLE.CheckStateRole) == Qt.CheckState.Unchecked.value


def test_a_click_on_the_box_wishes_and_changes_nothing_itself(panel, qtbot):
    index = panel.tree.index_of("bypass")
    with qtbot.waitSignal(panel.visible_changed) as wish:
        _click(panel, index, "check")
    assert wish.args == [["bypass"], False]
    assert index.data(_ROLE.CheckStateRole) == Qt.CheckState.Checked.value


def test_a_click_on_the_title_does_not_toggle(panel, qtbot):
    with qtbot.assertNotEmitted(panel.visible_changed):
        _click(panel, panel.tree.index_of("bypass"), "title")


def test_a_half_checked_group_is_switched_on_whole(panel, plan, states, qtbot):
    panel.show_plan(edits.set_visible(plan, ["thom-lom"], visible=False), states)
    with qtbot.waitSignal(panel.visible_changed) as wish:
        _click(panel, _index(panel, 0), "check")
    assert wish.args == [["sites", "thom-lom"], True]


def test_space_toggles_the_current_row(panel, qtbot):
    panel.select("bang-river")
    with qtbot.waitSignal(panel.visible_changed) as wish:
        QTest.keyClick(panel.tree, Qt.Key.Key_Space)
    assert wish.args == [["bang-river"], False]


def test_choosing_a_row_says_so_but_selecting_from_outside_does_not(panel, qtbot):
    with qtbot.assertNotEmitted(panel.layer_selected):
        panel.select("bang-river")
    with qtbot.waitSignal(panel.layer_selected) as wish:
        _click(panel, panel.tree.index_of("bypass"), "title")
    assert wish.args == ["bypass"]
    assert panel.footer.title.text() == "Nước Hai bypass"
    assert panel.footer.status.text() == "schematic"


def test_an_update_keeps_what_is_open_chosen_and_scrolled_to(panel, plan, states):
    panel.resize(320, 320)
    panel.tree.setExpanded(_index(panel, 1), False)
    panel.select("bang-river")
    bar = panel.tree.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    moved = edits.move_layer(plan, "recovery-50m", 0, "zones")
    for changed in (edits.set_opacity(plan, "bypass", 0.5), moved):
        panel.show_plan(changed, states)
        assert not panel.tree.isExpanded(_index(panel, 1))
        assert panel.tree.isExpanded(_index(panel, 0))
        assert panel.current_layer().id == "bang-river"
        assert bar.value() == place


def test_an_update_emits_nothing(panel, plan, states, qtbot):
    panel.select("thom-lom")
    with (
        qtbot.assertNotEmitted(panel.layer_selected),
        qtbot.assertNotEmitted(panel.visible_changed),
    ):
        panel.show_plan(edits.remove_layer(plan, "thom-lom"), states)


def test_same_shape_keeps_the_items(panel, plan, states):
    kept = panel.tree.index_of("bypass")
    before = QPersistentModelIndex(kept)
    panel.show_plan(edits.set_visible(plan, ["bypass"], visible=False), states)
    assert before.isValid()
    assert before.data(_ROLE.CheckStateRole) == Qt.CheckState.Unchecked.value


# --- order ------------------------------------------------------------------------------------
def _order(plan):
    return [layer.id for layer in plan.layers]


def _carry_out(panel, plan, states, wish):
    changed = edits.move_layer(plan, *wish.args)
    panel.show_plan(changed, states)
    return changed


def test_alt_up_moves_a_layer_within_its_group(panel, plan, states, qtbot):
    panel.select("embankment")
    with qtbot.waitSignal(panel.layer_moved) as wish:
        QTest.keyClick(panel.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    changed = _carry_out(panel, plan, states, wish)
    assert _titles(panel, _index(panel, 1))[0] == "Right-bank embankment and crest road"
    assert _order(changed).index("embankment") == _order(changed).index("bypass") + 1
    assert panel.current_layer().id == "embankment"


def test_alt_down_at_the_end_of_a_group_enters_the_next(panel, plan, states, qtbot):
    panel.select("embankment")
    with qtbot.waitSignal(panel.layer_moved) as wish:
        QTest.keyClick(panel.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert wish.args[2] == "zones"
    changed = _carry_out(panel, plan, states, wish)
    assert _order(changed) == _order(plan)  # it stood right above the zones already
    assert changed.layer("embankment").group == "zones"


def test_every_layer_can_walk_to_the_top_and_to_the_bottom(panel, plan, states):
    for layer in _order(plan):
        for up in (True, False):
            here = plan
            for _ in range(40):
                panel.show_plan(here, states)
                panel.select(layer)
                move = panel._next_move(up=up)
                if move is None:
                    break
                here = edits.move_layer(here, move.layer, move.position, move.group)
            assert panel._next_move(up=up) is None
            first = panel._rows[0 if up else -1]
            assert first.layer_ids[0 if up else -1] == layer


def test_a_drop_between_two_rows_puts_the_layer_there(panel, plan, states, qtbot):
    model = panel.tree.model()
    data = model.mimeData([panel.tree.index_of("recovery-200m")])
    zones = _index(panel, 2)
    with qtbot.waitSignal(panel.layer_moved) as wish:
        taken = model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, zones)
    assert taken is False
    changed = _carry_out(panel, plan, states, wish)
    assert _order(changed)[2:4] == ["recovery-50m", "recovery-200m"]


def test_a_drop_into_another_group_and_onto_a_heading(panel, plan, states, qtbot):
    model = panel.tree.model()
    data = model.mimeData([panel.tree.index_of("bang-river")])
    with qtbot.waitSignal(panel.layer_moved) as wish:
        model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, _index(panel, 1))
    changed = _carry_out(panel, plan, states, wish)
    assert changed.layer("bang-river").group == "roads"
    assert _titles(panel, _index(panel, 1)) == [
        "Nước Hai bypass",
        "Bằng river",
        "Right-bank embankment and crest road",
    ]
    with qtbot.waitSignal(panel.layer_moved) as wish:
        model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, _index(panel, 0))
    assert wish.args[2] == "sites"


def test_a_drop_where_the_layer_was_wishes_nothing(panel, qtbot):
    model = panel.tree.model()
    data = model.mimeData([panel.tree.index_of("bypass")])
    with qtbot.assertNotEmitted(panel.layer_moved):
        model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, _index(panel, 1))
        model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, _index(panel, 1))


def test_foreign_things_are_not_taken(panel, qtbot):
    data = QMimeData()
    data.setText("bypass")
    with qtbot.assertNotEmitted(panel.layer_moved):
        panel.tree.model().dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, _index(panel, 1))


# --- opacity ----------------------------------------------------------------------------------
def test_a_drag_previews_often_and_chooses_once(panel):
    panel.select("bypass")
    slider = panel.footer.slider
    previews, chosen = [], []
    panel.opacity_previewed.connect(lambda *args: previews.append(args))
    panel.opacity_changed.connect(lambda *args: chosen.append(args))
    slider.setSliderDown(True)
    for value in (90, 70, 40):
        slider.setSliderPosition(value)
    assert previews == [("bypass", 0.9), ("bypass", 0.7), ("bypass", 0.4)]
    assert chosen == []
    assert panel.footer.value.text() == "40 %"
    slider.setSliderDown(False)
    slider.sliderReleased.emit()
    assert chosen == [("bypass", 0.4)]


def test_keys_choose_once_after_a_rest(panel, qtbot):
    panel.select("bypass")
    chosen = []
    panel.opacity_changed.connect(lambda *args: chosen.append(args))
    with qtbot.waitSignal(panel.opacity_changed, timeout=3000):
        for _ in range(5):
            QTest.keyClick(panel.footer.slider, Qt.Key.Key_Left)
    assert chosen == [("bypass", 0.95)]


def test_going_to_another_layer_does_not_lose_the_choice(panel, qtbot):
    panel.select("bypass")
    QTest.keyClick(panel.footer.slider, Qt.Key.Key_Left)
    with qtbot.waitSignal(panel.opacity_changed) as wish:
        panel.select("bang-river")
    assert wish.args == ["bypass", 0.99]
    assert panel.footer.slider.value() == 100


def test_a_preview_is_not_pulled_back_by_an_update(panel, plan, states):
    panel.select("bypass")
    panel.footer.slider.setSliderDown(True)
    panel.footer.slider.setSliderPosition(30)
    panel.show_plan(edits.set_visible(plan, ["bang-river"], visible=False), states)
    assert panel.footer.slider.value() == 30
    panel.footer.slider.setSliderDown(False)


# --- wishes -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("zoom", "zoom_requested"),
        ("details", "details_requested"),
        ("remove", "remove_requested"),
    ],
)
def test_buttons_and_menu_wish_for_the_current_layer(panel, qtbot, name, signal):
    panel.select("thom-lom")
    action = panel.footer.actions_by_name[name]
    with qtbot.waitSignal(getattr(panel, signal)) as wish:
        action.trigger()
    assert wish.args == ["thom-lom"]
    menu = panel.menu()
    assert action in menu.actions()
    menu.deleteLater()


def test_enter_zooms_and_delete_removes(panel, qtbot):
    panel.select("bypass")
    with qtbot.waitSignal(panel.zoom_requested):
        QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.remove_requested):
        panel.select("thom-lom")
        QTest.keyClick(panel.tree, Qt.Key.Key_Delete)


@pytest.mark.parametrize(
    ("layer", "reason"),
    [("bypass", "Recovery 50 m"), ("embankment", "Recovery 200 m"), ("sites", "list of sites")],
)
def test_what_others_need_cannot_be_removed_and_says_why(panel, qtbot, layer, reason):
    panel.select(layer)
    assert not panel.footer.actions_by_name["remove"].isEnabled()
    assert reason in panel.footer.buttons[-1].toolTip()
    with qtbot.assertNotEmitted(panel.remove_requested):
        QTest.keyClick(panel.tree, Qt.Key.Key_Delete)
    panel.select("thom-lom")
    assert panel.footer.buttons[-1].isEnabled()
    assert "Remove" in panel.footer.buttons[-1].toolTip()


def test_what_may_be_removed_is_what_the_plan_allows(panel, plan):
    for layer in plan.layers:
        panel.select(layer.id)
        if panel.footer.actions_by_name["remove"].isEnabled():
            edits.remove_layer(plan, layer.id)
        else:
            with pytest.raises(ValueError, match="does not exist"):
                edits.remove_layer(plan, layer.id)


def test_without_a_layer_nothing_can_be_done(qtbot, swatch):
    panel = LayerPanel(swatch)
    qtbot.addWidget(panel)
    assert not any(action.isEnabled() for action in panel.footer.actions_by_name.values())
    assert not panel.footer.slider.isEnabled()
    panel.show()
    assert panel.empty.isVisible()
    assert panel.empty.text()


# --- what is wrong, what is known ---------------------------------------------------------------
def test_an_error_stands_beside_its_layer_in_full(panel, plan, states, qtbot):
    sentence = "embankment.geojson cannot be read: " + "the file ends too early, " * 5
    broken = {**states, "embankment": LayerState(error=sentence)}
    before = panel.tree.sizeHintForIndex(panel.tree.index_of("embankment")).height()
    panel.show_plan(plan, broken)
    index = panel.tree.index_of("embankment")
    assert sentence.strip() in index.data(_ROLE.ToolTipRole)
    assert index.data(_ROLE.AccessibleDescriptionRole) == sentence
    assert "not readable" in index.data(_ROLE.AccessibleTextRole)
    assert panel.tree.sizeHintForIndex(index).height() > before
    qtbot.waitUntil(panel.tree.updatesEnabled)
    image = panel.tree.grab().toImage()
    rect = panel.tree.itemDelegate().places(panel.tree.visualRect(index), row_of(index)).error
    red = [
        image.pixelColor(x, y)
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    ]
    assert any(c.red() > c.green() + 80 and c.red() > c.blue() + 80 for c in red)


def test_a_layer_without_data_yet_says_that_it_loads(panel, plan):
    panel.show_plan(plan, {})
    assert "loading" in panel.tree.index_of("bypass").data(_ROLE.AccessibleTextRole)


def test_the_tooltip_tells_source_date_status_and_accuracy(panel):
    text = panel.tree.index_of("bang-river").data(_ROLE.ToolTipRole)
    for part in ("schematic", "Drawn by hand", "town reach ±50–300 m", "2 features"):
        assert part in text
    assert "10/06/2021" in panel.tree.index_of("bypass").data(_ROLE.ToolTipRole)


def test_markup_in_a_title_stays_text(panel, plan, states):
    evil = "<img src=x onerror=alert(1)>"
    changed = plan.with_layer("bypass", lambda layer: layer.changed(title={"vi": evil, "en": evil}))
    panel.show_plan(changed, states)
    tooltip = panel.tree.index_of("bypass").data(_ROLE.ToolTipRole)
    assert "<img" not in tooltip
    assert "&lt;img" in tooltip
    panel.select("bypass")
    assert panel.footer.title.textFormat() == Qt.TextFormat.PlainText


def test_a_long_title_wraps_and_stays_readable(panel):
    one = panel.tree.sizeHintForIndex(panel.tree.index_of("bang-river")).height()
    two = panel.tree.sizeHintForIndex(panel.tree.index_of("recovery-50m")).height()
    assert 28 <= one <= 32
    assert two > one


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_text_follows_the_language(panel, in_language, language):
    panel.select("bypass")
    in_language(language, panel)
    vietnamese = language == "vi"
    assert _titles(panel)[0] == ("Dự án" if vietnamese else "Sites")
    assert panel.footer.title.text().startswith("Đường tránh" if vietnamese else "Nước Hai")
    mark = "«" if vietnamese else ""
    assert panel.footer.caption.text() == f"{mark}Opacity{'»' if vietnamese else ''}"
    assert panel.tree.accessibleName().startswith(mark + "Layers")
    assert panel.current_layer().id == "bypass"


def test_every_control_is_reached_by_tab_and_named(panel, tab_order, unnamed, reading_order):
    panel.select("bypass")
    controls = tab_order(panel)
    assert panel.tree in controls
    assert panel.footer.slider in controls
    assert len(controls) == 8
    assert unnamed(panel) == []
    assert reading_order(panel, controls)


def test_states_are_values():
    assert replace(LayerState(), loading=True) == LayerState(loading=True)
