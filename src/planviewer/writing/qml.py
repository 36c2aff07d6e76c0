"""Our styles as QGIS writes its own, so that a GeoPackage opens there looking the same.

Sizes are millimetres in both. What QGIS has no plain counterpart for (a band under a line) becomes
two symbol layers.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import Final

from planviewer.model.style import (
    CategoryStyle,
    GraduatedStyle,
    Hatch,
    Label,
    Symbol,
)
from planviewer.writing.about import AnyStyle

Kind = str
"""point, line or polygon."""

_HATCHES: Final[dict[Hatch, tuple[float, ...]]] = {
    "diagonal": (45.0,), "back-diagonal": (135.0,), "cross": (45.0, 135.0),
    "horizontal": (0.0,), "vertical": (90.0,), "dots": (),
}  # fmt: skip
"""Angles of the lines (degrees, counter-clockwise from east)."""
_HATCH_MM: Final = 2.0
_HATCH_LINE_MM: Final = 0.2
_DOT_MM: Final = 0.6
_MARKERS: Final = {"cross": "cross_fill"}
_TYPES: Final = {"point": "marker", "line": "line", "polygon": "fill"}
_GEOMETRY: Final = {"point": "0", "line": "1", "polygon": "2"}
_DEFAULT_STROKE: Final = "#404040"
_LOWEST: Final = -1e300
_BY_RULES: Final = "RuleRenderer"
_PLACES: Final = {
    "categorizedSymbol": ("categories", "category"),
    "graduatedSymbol": ("ranges", "range"),
    _BY_RULES: ("rules", "rule"),
}
"""Where a kind of renderer keeps its classes, and what it calls them."""


def qml(style: AnyStyle, kind: Kind, opacity: float = 1.0, *, others: bool = False) -> str:
    """Return a QML document.

    Parameters
    ----------
    kind
        What the symbols are shown as: point, line or polygon.
    opacity
        Of the whole layer, 0–1.
    others
        Whether features lie in no interval of a graduated style. QGIS leaves those out, so that
        the intervals become rules, with one for what is left.
    """
    root = ET.Element(
        "qgis",
        version="3.22.0",
        styleCategories="Symbology|Labeling",
        hasScaleBasedVisibilityFlag="0",
    )
    symbols = ET.Element("symbols")
    by_rules = others and isinstance(style, GraduatedStyle)
    renderer = _renderer(style)
    if by_rules:
        renderer = ET.Element("renderer-v2", type=_BY_RULES, symbollevels="0", forceraster="0")
    for number, (symbol, parts) in enumerate(_rules(style) if by_rules else _classes(style)):
        name = str(number)
        _symbol(symbols, name, symbol, kind)
        if parts is not None:
            group, item = _PLACES[renderer.get("type", "")]
            place = renderer.find(group)
            place = ET.SubElement(renderer, group) if place is None else place
            ET.SubElement(place, item, {"symbol": name, **parts})
    renderer.append(symbols)
    root.append(renderer)
    _labelling(root, style.label_of("field"), kind)
    ET.SubElement(root, "blendMode").text = "0"
    ET.SubElement(root, "layerOpacity").text = f"{opacity:g}"
    ET.SubElement(root, "layerGeometryType").text = _GEOMETRY[kind]
    text = ET.tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}"


# --- classes ----------------------------------------------------------------------------------
def _renderer(style: AnyStyle) -> ET.Element:
    said = {"symbollevels": "0", "enableorderby": "0", "forceraster": "0", "type": "singleSymbol"}
    if isinstance(style, CategoryStyle):
        said |= {"type": "categorizedSymbol", "attr": style.field}
    elif isinstance(style, GraduatedStyle):
        said |= {
            "type": "graduatedSymbol",
            "attr": style.field,
            "graduatedMethod": "GraduatedColor",
        }
    return ET.Element("renderer-v2", said)


def _classes(style: AnyStyle) -> Iterable[tuple[Symbol, dict[str, str] | None]]:
    """Return each symbol with what QGIS wants to know of its class, None for a single symbol."""
    if isinstance(style, CategoryStyle):
        for item in style.categories:
            value = "" if item.value is None else item.value
            yield item.symbol, _category(value, str(item.label))
        if all(item.value is not None for item in style.categories):
            yield style.other, _category("", "")
    elif isinstance(style, GraduatedStyle):
        lower = _LOWEST
        for entry in style.classes:
            upper = -_LOWEST if entry.upper is None else entry.upper
            ends = {"lower": f"{lower:.15g}", "upper": f"{upper:.15g}"}
            yield entry.symbol, {**ends, "label": str(entry.label), "render": "true"}
            lower = upper
    else:
        yield style.symbol, None


def _rules(style: AnyStyle) -> Iterable[tuple[Symbol, dict[str, str]]]:
    """Return the intervals of a graduated style as rules, and one for what is in none of them."""
    if not isinstance(style, GraduatedStyle):
        return
    field = '"{}"'.format(style.field.replace('"', '""'))
    lower: float | None = None
    for number, entry in enumerate(style.classes):
        ends = [
            *([] if lower is None else [f"{field} > {lower:.15g}"]),
            f"{field} IS NOT NULL" if entry.upper is None else f"{field} <= {entry.upper:.15g}",
        ]
        said = {"key": f"{number}", "filter": " AND ".join(ends), "label": str(entry.label)}
        yield entry.symbol, said
        lower = entry.upper
    rest = f"{field} IS NULL" if lower is None else f"{field} IS NULL OR {field} > {lower:.15g}"
    yield style.other, {"key": "other", "filter": rest, "label": ""}


def _category(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label, "type": "string", "render": "true"}


# --- symbols ----------------------------------------------------------------------------------
def _symbol(parent: ET.Element, name: str, symbol: Symbol, kind: Kind) -> None:
    made = ET.SubElement(
        parent, "symbol", name=name, type=_TYPES[kind], alpha="1", clip_to_extent="1", force_rhr="0"
    )
    layers = {"point": _marker, "line": _line, "polygon": _fill}[kind](symbol)
    for class_name, options in layers:
        layer = ET.SubElement(
            made, "layer", {"class": class_name, "enabled": "1", "locked": "0", "pass": "0"}
        )
        table = ET.SubElement(layer, "Option", type="Map")
        for key, value in options.items():
            ET.SubElement(table, "Option", name=key, type="QString", value=value)
            ET.SubElement(layer, "prop", k=key, v=value)  # as QGIS before 3.26 reads it


def _marker(symbol: Symbol) -> list[tuple[str, dict[str, str]]]:
    stroke = symbol.stroke if symbol.stroke_width_mm else None
    options = {
        "name": _MARKERS.get(symbol.marker, symbol.marker),
        "size": f"{symbol.marker_size_mm:g}",
        "size_unit": "MM",
        "color": _rgba(symbol.fill or symbol.stroke, symbol.fill_opacity),
        "outline_color": _rgba(stroke),
        "outline_style": "no" if stroke is None else "solid",
        "outline_width": f"{symbol.stroke_width_mm:g}",
        "outline_width_unit": "MM",
    }
    return [("SimpleMarker", options)]


def _line(symbol: Symbol) -> list[tuple[str, dict[str, str]]]:
    colour = symbol.stroke or symbol.fill
    stroke = _stroke(colour, symbol.stroke_width_mm, symbol.dash)
    if symbol.casing is None or symbol.casing_width_mm == 0:
        return [("SimpleLine", stroke)]
    width = symbol.stroke_width_mm + 2 * symbol.casing_width_mm
    return [("SimpleLine", _stroke(symbol.casing, width, ())), ("SimpleLine", stroke)]


def _stroke(colour: str | None, width: float, dash: tuple[float, ...]) -> dict[str, str]:
    even = dash if len(dash) % 2 == 0 else dash * 2
    return {
        "line_color": _rgba(colour),
        "line_width": f"{width:g}",
        "line_width_unit": "MM",
        "line_style": "solid" if colour and width else "no",
        "joinstyle": "round",
        "capstyle": "flat" if dash else "round",
        "use_custom_dash": "1" if dash else "0",
        "customdash": ";".join(f"{length:g}" for length in even) or "5;2",
        "customdash_unit": "MM",
    }


def _fill(symbol: Symbol) -> list[tuple[str, dict[str, str]]]:
    layers = []
    stroked = symbol.stroke is not None and symbol.stroke_width_mm > 0
    if symbol.fill is not None:
        layers.append(("SimpleFill", _area(symbol.fill, symbol.fill_opacity, "solid")))
    if symbol.hatch != "none":
        layers += _hatch(symbol)
    layers += _line(symbol) if stroked else []
    return layers or [("SimpleFill", _area(None, 0.0, "no"))]


def _hatch(symbol: Symbol) -> list[tuple[str, dict[str, str]]]:
    colour = _rgba(symbol.hatch_color or symbol.stroke or symbol.fill or _DEFAULT_STROKE)
    if symbol.hatch == "dots":
        step = f"{_HATCH_MM:g}"
        grid = {"distance_x": step, "distance_y": step, "color": colour, "size": f"{_DOT_MM:g}"}
        return [("PointPatternFill", {**grid, "distance_x_unit": "MM", "distance_y_unit": "MM"})]
    angles = _HATCHES[symbol.hatch]
    # Slanting lines repeat every 2 mm along x and y, so they lie nearer to each other.
    return [("LinePatternFill", _lines(angle, colour)) for angle in angles]


def _lines(angle: float, colour: str) -> dict[str, str]:
    distance = _HATCH_MM / (2**0.5 if angle % 90 else 1)
    return {
        "angle": f"{angle:g}",
        "distance": f"{distance:.4g}",
        "distance_unit": "MM",
        "line_width": f"{_HATCH_LINE_MM:g}",
        "line_width_unit": "MM",
        "color": colour,
    }


def _area(colour: str | None, opacity: float, style: str) -> dict[str, str]:
    return {"color": _rgba(colour, opacity), "style": style, "outline_style": "no"}


def _rgba(colour: str | None, opacity: float = 1.0) -> str:
    if colour is None:
        return "0,0,0,0"
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


# --- labels -----------------------------------------------------------------------------------
def _labelling(root: ET.Element, label: Label | None, kind: Kind) -> None:
    if label is None or not label.field:
        return
    labeling = ET.SubElement(root, "labeling", type="simple")
    settings = ET.SubElement(labeling, "settings", calloutType="simple")
    text = ET.SubElement(
        settings,
        "text-style",
        fieldName=label.field,
        isExpression="0",
        fontSize=f"{label.size_pt:g}",
        fontSizeUnit="Point",
        fontWeight="75" if label.bold else "50",
        namedStyle="Bold" if label.bold else "Regular",
        textColor=_rgba(label.color),
        textOpacity="1",
    )
    ET.SubElement(
        text,
        "text-buffer",
        bufferDraw="0" if label.halo is None else "1",
        bufferSize=f"{label.halo_width_mm:g}",
        bufferSizeUnits="MM",
        bufferColor=_rgba(label.halo),
        bufferOpacity="1",
    )
    ET.SubElement(settings, "placement", placement={"line": "2", "polygon": "1"}.get(kind, "6"))
    near = label.min_scale is not None
    ET.SubElement(
        settings,
        "rendering",
        drawLabels="1",
        scaleVisibility="1" if near else "0",
        scaleMin=f"{label.min_scale or 0:g}",
        scaleMax="0",
    )
    ET.SubElement(root, "labelsEnabled").text = "1"
    root.set("labelsEnabled", "1")
