"""Filling a combo box without it saying so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox


def fill(combo: QComboBox, options: Sequence[tuple[str, str]], chosen: str | None) -> None:
    """Offer options (value, words) and choose one; a value that is not offered is added."""
    with QSignalBlocker(combo):
        now = [(combo.itemData(row), combo.itemText(row)) for row in range(combo.count())]
        if now != list(options):
            combo.clear()
            for value, words in options:
                combo.addItem(words, value)
        if chosen and combo.findData(chosen) < 0:
            combo.addItem(chosen, chosen)
        combo.setCurrentIndex(max(combo.findData(chosen), 0) if combo.count() else -1)


def choose(combo: QComboBox, value: str) -> None:
    """Choose a value that is offered."""
    with QSignalBlocker(combo):
        combo.setCurrentIndex(combo.findData(value))
