import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from planviewer.app.details import Badge, Details, Row, Section
from planviewer.ui import theme
from planviewer.ui.details_panel import DetailsPanel
from planviewer.ui.details_text import LONGEST

EVIL = "<img src=x onerror=alert(1)><b>bold</b>"
_DETAILS = Details(
    "Recovery <b>200 m</b>",
    "Land-recovery zones",
    (Badge("schematic", "schematic"), Badge("2021")),
    (
        Section("Measures", (Row("Area", "522,480.1 m²"), Row("Length", "2,612.4 m"))),
        Section("Attributes", (Row("note", EVIL), Row("<i>name</i>", ""), Row("two", "a\nb"))),
    ),
)


@pytest.fixture
def panel(qtbot):
    made = DetailsPanel()
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    return made


def _clipboard():
    return QGuiApplication.clipboard().text()


def _cursor_at(panel, text):
    cursor = panel.text.document().find(text)
    assert not cursor.isNull()
    cursor.clearSelection()
    return cursor


def test_nothing_chosen_gives_a_hint(panel):
    assert panel.empty.isVisible()
    assert "Click" in panel.empty.text()
    assert not panel.empty_icon.pixmap().isNull()
    panel.show_details(_DETAILS)
    assert not panel.empty.isVisible()
    panel.show_details(None)
    assert panel.empty.isVisible()


def test_hostile_text_is_shown_as_text(panel):
    panel.show_details(_DETAILS)
    shown = panel.text.toPlainText()
    assert EVIL in shown
    assert "<i>name</i>" in shown
    assert "\ufffc" not in shown
    assert panel.title.textFormat() == Qt.TextFormat.PlainText
    assert panel.title.text() == "Recovery <b>200 m</b>"


def test_everything_given_is_shown(panel):
    panel.show_details(_DETAILS)
    shown = panel.text.toPlainText()
    for section in _DETAILS.sections:
        assert section.title in shown
        for row in section.rows:
            assert row.label in shown
            assert row.value in shown
    assert panel.subtitle.text() == "Land-recovery zones"


def test_text_can_be_selected_and_not_changed(panel):
    panel.show_details(_DETAILS)
    panel.text.setFocus()
    QTest.keyClicks(panel.text, "xyz")
    assert "xyz" not in panel.text.toPlainText()
    panel.text.selectAll()
    QTest.keyClick(panel.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert EVIL in _clipboard()


def test_copy_without_selection_takes_the_row(panel):
    panel.show_details(_DETAILS)
    panel.text.setTextCursor(_cursor_at(panel, "2,612.4"))
    QTest.keyClick(panel.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert _clipboard() == "Length: 2,612.4 m"


def test_the_menu_copies_value_or_row(panel):
    panel.show_details(_DETAILS)
    point = panel.text.cursorRect(_cursor_at(panel, "522,480")).center()
    menu = panel.text.menu_at(point)
    by_text = {action.text(): action for action in menu.actions()}
    by_text["Copy value"].trigger()
    assert _clipboard() == "522,480.1 m²"
    by_text["Copy row"].trigger()
    assert _clipboard() == "Area: 522,480.1 m²"
    assert not by_text["Copy selection"].isEnabled()
    menu.deleteLater()
    outside = panel.text.menu_at(QPoint(5, panel.text.viewport().height() - 2))
    assert "Select all" in [action.text() for action in outside.actions()]
    outside.deleteLater()


def test_copy_everything_takes_titles_and_all_rows(panel):
    panel.show_details(_DETAILS)
    panel.copy_all.click()
    assert _clipboard().splitlines()[:2] == ["Recovery <b>200 m</b>", "Land-recovery zones"]
    assert f"note: {EVIL}" in _clipboard()


@pytest.mark.parametrize("value", ["a" * 3000, "từ " * 1000], ids=["one word", "many words"])
def test_long_values_wrap_inside_the_panel(panel, value):
    panel.show_details(Details("x", sections=(Section("", (Row("long", value),)),)))
    assert panel.text.document().idealWidth() <= panel.text.viewport().width() + 1
    assert panel.text.verticalScrollBar().maximum() > 0


def test_a_monstrous_value_is_cut_on_screen_and_whole_on_copying(panel):
    value = "x" * (LONGEST * 50)
    panel.show_details(Details("x", sections=(Section("", (Row("long", value),)),)))
    assert len(panel.text.toPlainText()) < LONGEST + 100
    panel.copy_all.click()
    assert value in _clipboard()


def test_showing_something_else_starts_at_the_top(panel):
    rows = tuple(Row(f"field {i}", "v") for i in range(100))
    panel.show_details(Details("x", sections=(Section("", rows),)))
    panel.text.verticalScrollBar().setValue(500)
    panel.show_details(_DETAILS)
    assert panel.text.verticalScrollBar().value() == 0
    assert "field 5" not in panel.text.toPlainText()


def test_several_hits_are_a_choice(panel, qtbot):
    others = (_DETAILS, Details("Bằng river"), Details(EVIL))
    panel.show_choices(others)
    assert panel.choices.isVisible()
    assert panel.heading.text() == "3 things are here"
    assert panel.shown() is _DETAILS
    with qtbot.waitSignal(panel.choice_shown) as told:
        QTest.keyClick(panel.choices, Qt.Key.Key_Down)
    assert told.args == [1]
    assert panel.title.text() == "Bằng river"
    assert "&lt;img" in panel.choices.item(2).toolTip()
    panel.show_details(_DETAILS)
    assert not panel.choices.isVisible()


def test_one_hit_needs_no_choice_and_none_gives_the_hint(panel):
    panel.show_choices((_DETAILS,))
    assert not panel.choices.isVisible()
    assert panel.shown() is _DETAILS
    panel.show_choices(())
    assert panel.empty.isVisible()


def test_closing_is_a_wish(panel, qtbot):
    panel.show_details(_DETAILS)
    with qtbot.waitSignal(panel.close_requested):
        panel.close_button.click()
    assert panel.shown() is _DETAILS


def test_text_takes_the_colours_of_the_theme(panel, qapp):
    panel.show_details(_DETAILS)
    try:
        theme.apply_theme(qapp, "dark")
        qapp.processEvents()
        cursor = QTextCursor(_cursor_at(panel, "522,480"))
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        assert cursor.charFormat().foreground().color().name() == theme.current().text
    finally:
        theme.apply_theme(qapp, "light")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_text_follows_the_language(panel, in_language, language):
    panel.show_choices((_DETAILS, _DETAILS))
    in_language(language, panel)
    texts = (panel.empty.text(), panel.heading.text(), panel.copy_all.accessibleName())
    assert all(text.startswith("«") == (language == "vi") for text in texts)
    assert panel.shown() is _DETAILS


def test_every_control_is_reached_by_tab_and_named(panel, tab_order, unnamed, reading_order):
    panel.show_choices((_DETAILS, _DETAILS))
    controls = tab_order(panel)
    assert controls == [panel.choices, panel.copy_all, panel.close_button, panel.text]
    assert unnamed(panel) == []
    assert reading_order(panel, controls)
