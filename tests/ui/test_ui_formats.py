"""Choosing layers, pasting, exporting: what a person does with files of many formats."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planviewer.ui.dialogs.choose_layers import ChooseLayersDialog

NAMES = ("Ranh giới", "Tim đường", "Thoát nước")


def test_layers_are_ticked_with_the_keyboard(qtbot):
    dialog = ChooseLayersDialog("a.gdb", NAMES)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.accept_button.isEnabled()
    dialog.list.setFocus()
    dialog.list.setCurrentRow(1)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.chosen() == ("Tim đường",)
    assert dialog.accept_button.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.chosen() == ()


def test_a_search_folds_vietnamese_and_ticks_only_what_is_shown(qtbot):
    dialog = ChooseLayersDialog("a.gdb", NAMES)
    qtbot.addWidget(dialog)
    dialog.search.setText("duong")
    dialog.all.click()
    assert dialog.chosen() == ("Tim đường",)
    dialog.search.clear()
    dialog.all.click()
    assert dialog.chosen() == NAMES
    dialog.none.click()
    assert dialog.chosen() == ()


def test_it_speaks_the_other_language(qtbot, in_language):
    dialog = ChooseLayersDialog("a.gdb", NAMES)
    qtbot.addWidget(dialog)
    in_language("vi", dialog)
    assert dialog.accept_button.text() == "«Add»"
    assert dialog.question.text().startswith("«")
