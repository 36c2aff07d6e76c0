"""A choice of map scales, one of them "no limit"."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget
from typing_extensions import override

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.ui.base import SPACE, Speaks, named
from planviewer.ui.style.fields import Choice

SCALES: Final = (200, 500, 1000, 2000, 5000, 10_000, 15_000, 25_000, 50_000, 100_000, 250_000)


class ScaleChoice(Choice):
    """A denominator, or None for no limit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale: float | None = None
        self.chosen.connect(self._take)

    def _take(self) -> None:
        self._scale = self.value()

    def scale(self) -> float | None:
        """Return the denominator chosen."""
        return self._scale

    def show_scale(self, scale: float | None) -> None:
        """Show a denominator; one that is not in the list joins it."""
        self._scale = scale
        self.speak_scales()

    def speak_scales(self) -> None:
        """List the scales in the language of the moment."""
        known: set[float] = {float(item) for item in SCALES}
        if self._scale is not None:
            known.add(self._scale)
        items: list[tuple[object, str]] = [(None, translate("style", "no limit"))]
        items += [(item, f"1:{i18n.number(item)}") for item in sorted(known)]
        self.fill(items)
        self.choose(self._scale)


class ScaleEditor(Speaks, QWidget):
    """Between which scales a layer is shown."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.farthest, self.closest = ScaleChoice(), ScaleChoice()
        self._labels = (QLabel(), QLabel())
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE)
        for label, field in zip(self._labels, (self.farthest, self.closest), strict=True):
            label.setBuddy(field)
            form.addRow(label, field)
            field.chosen.connect(self.edited)
        self.speak()

    def show_range(self, max_scale: float | None, min_scale: float | None) -> None:
        """Show the range, as denominators of the closest and the farthest scale."""
        self.closest.show_scale(max_scale)
        self.farthest.show_scale(min_scale)

    def is_empty(self) -> bool:
        """Whether no scale lies in the range."""
        closest, farthest = self.closest.scale(), self.farthest.scale()
        return closest is not None and farthest is not None and closest > farthest

    @override
    def retranslate(self) -> None:
        words = (
            translate("style", "Shown from (zoomed out)"),
            translate("style", "Shown to (zoomed in)"),
        )
        fields = (self.farthest, self.closest)
        for label, field, word in zip(self._labels, fields, words, strict=True):
            label.setText(word)
            named(field, word)
            field.speak_scales()
