"""One symbol: fill, hatch, stroke, marker, as far as the kind of geometry shows them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from planviewer.i18n import translate
from planviewer.model.style import Symbol
from planviewer.ui.base import Speaks
from planviewer.ui.style.fields import Amount, Choice, ColourField
from planviewer.ui.style.named_form import NamedForm
from planviewer.ui.swatches import SwatchKind

DASHES: Final[dict[str, tuple[float, ...]]] = {
    "solid": (),
    "dashed": (2.0, 1.0),
    "long": (3.0, 1.2),
    "dotted": (0.4, 0.8),
    "dash-dot": (3.0, 1.0, 0.5, 1.0),
}
_SHOWN: Final = {
    "polygon": ("fill", "fill_opacity", "hatch", "hatch_color", "stroke", "width", "dash"),
    "line": ("stroke", "width", "dash", "casing", "casing_width"),
    "point": ("marker", "size", "fill", "fill_opacity", "stroke", "width"),
}


class SymbolEditor(Speaks, QWidget):
    """Shows a symbol and gives it back changed; what is not shown stays as it was."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = Symbol()
        self._kind: SwatchKind = "polygon"
        self.fill, self.stroke = ColourField(optional=True), ColourField(optional=True)
        self.hatch_color, self.casing = ColourField(optional=True), ColourField(optional=True)
        self.fill_opacity = Amount("%", 0, 100, 5)
        self.line_width = Amount("mm", 0, 20, 0.05)
        self.casing_width = Amount("mm", 0, 20, 0.05)
        self.marker_size = Amount("mm", 0.1, 50, 0.1)
        self.hatch, self.dash, self.marker = Choice(), Choice(), Choice()
        self._fields: dict[str, QWidget] = {
            "marker": self.marker,
            "size": self.marker_size,
            "fill": self.fill,
            "fill_opacity": self.fill_opacity,
            "hatch": self.hatch,
            "hatch_color": self.hatch_color,
            "stroke": self.stroke,
            "width": self.line_width,
            "dash": self.dash,
            "casing": self.casing,
            "casing_width": self.casing_width,
        }
        self._form = NamedForm(self, self._fields)
        self._wire()
        self.speak()

    def _wire(self) -> None:
        for field in self._fields.values():
            if isinstance(field, ColourField):
                field.changed.connect(self.edited)
            elif isinstance(field, Choice):
                field.chosen.connect(self.edited)
            elif isinstance(field, Amount):
                field.valueChanged.connect(self.edited)

    def fields(self) -> list[QWidget]:
        """Return the fields there are for this kind of geometry, in order."""
        return [field for name, field in self._fields.items() if name in _SHOWN[self._kind]]

    def show_symbol(self, symbol: Symbol, kind: SwatchKind) -> None:
        """Show a symbol without saying so."""
        self._symbol, self._kind = symbol, kind
        for name, field in self._fields.items():
            self._form.setRowVisible(field, name in _SHOWN[kind])
        self.fill.show_colour(symbol.fill)
        self.stroke.show_colour(symbol.stroke)
        self.hatch_color.show_colour(symbol.hatch_color)
        self.casing.show_colour(symbol.casing)
        self.fill_opacity.show_value(symbol.fill_opacity * 100)
        self.line_width.show_value(symbol.stroke_width_mm)
        self.casing_width.show_value(symbol.casing_width_mm)
        self.marker_size.show_value(symbol.marker_size_mm)
        self.hatch.choose(symbol.hatch)
        self.marker.choose(symbol.marker)
        self._fill_dashes()
        self.dash.choose(symbol.dash)

    def symbol(self) -> Symbol:
        """Return the symbol as it is shown."""
        return self._symbol.changed(
            fill=self.fill.colour(),
            stroke=self.stroke.colour(),
            hatch=self.hatch.value(),
            hatch_color=self.hatch_color.colour(),
            fill_opacity=self.fill_opacity.value() / 100,
            stroke_width_mm=self.line_width.value(),
            dash=self.dash.value(),
            casing=self.casing.colour(),
            casing_width_mm=self.casing_width.value(),
            marker=self.marker.value(),
            marker_size_mm=self.marker_size.value(),
        )

    def _fill_dashes(self) -> None:
        words = {
            "solid": translate("style", "solid"),
            "dashed": translate("style", "dashed"),
            "long": translate("style", "long dashes"),
            "dotted": translate("style", "dotted"),
            "dash-dot": translate("style", "dash and dot"),
        }
        items: list[tuple[object, str]] = [(DASHES[name], words[name]) for name in DASHES]
        if self._symbol.dash not in DASHES.values():
            lengths = " – ".join(f"{part:g}" for part in self._symbol.dash)
            items.append((self._symbol.dash, f"{lengths} mm"))
        self.dash.fill(items)

    @override
    def retranslate(self) -> None:
        self._form.name(_words())
        self.hatch.fill(_hatches())
        self.marker.fill(_markers())
        self.hatch.choose(self._symbol.hatch)
        self.marker.choose(self._symbol.marker)
        self._fill_dashes()


def _words() -> dict[str, str]:
    return {
        "marker": translate("style", "Marker"),
        "size": translate("style", "Size"),
        "fill": translate("style", "Fill"),
        "fill_opacity": translate("style", "Opacity of the fill"),
        "hatch": translate("style", "Hatch"),
        "hatch_color": translate("style", "Colour of the hatch"),
        "stroke": translate("style", "Line"),
        "width": translate("style", "Width of the line"),
        "dash": translate("style", "Dashes"),
        "casing": translate("style", "Casing"),
        "casing_width": translate("style", "Width of the casing"),
    }


def _hatches() -> list[tuple[object, str]]:
    return [
        ("none", translate("style", "no hatch")),
        ("diagonal", translate("style", "diagonal")),
        ("back-diagonal", translate("style", "diagonal, the other way")),
        ("cross", translate("style", "crossed")),
        ("horizontal", translate("style", "horizontal")),
        ("vertical", translate("style", "vertical")),
        ("dots", translate("style", "dots")),
    ]


def _markers() -> list[tuple[object, str]]:
    return [
        ("circle", translate("style", "circle")),
        ("square", translate("style", "square")),
        ("diamond", translate("style", "diamond")),
        ("triangle", translate("style", "triangle")),
        ("star", translate("style", "star")),
        ("cross", translate("style", "cross")),
    ]
