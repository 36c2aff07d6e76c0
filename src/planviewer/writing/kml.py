"""KML and KMZ, for phones and globes: features with their symbols, values and origin."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, Final, TextIO
from xml.sax.saxutils import escape, quoteattr

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planviewer import pace
from planviewer.model.features import kind_of
from planviewer.model.style import Symbol
from planviewer.writing.about import LayerOut, in_words
from planviewer.writing.looks import symbol_numbers, symbols_of
from planviewer.writing.values import as_text, xml_text

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
)
_TAIL: Final = "</Document>\n</kml>\n"
_PIXELS_PER_MM: Final = 96 / 25.4
_BESIDE: Final = 10
"""What is written of a feature beside its corners takes as long as so many of them."""
_LARGEST_INT: Final = 2**31 - 1
_ICON: Final = (
    "<IconStyle><color>{color}</color><scale>{scale:g}</scale></IconStyle>"
    "<LabelStyle><scale>0.8</scale></LabelStyle>"
)


def write(layers: Sequence[LayerOut], path: Path) -> None:
    """Write layers, in WGS 84, as folders of one document."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _write(layers, file)


def write_packed(layers: Sequence[LayerOut], path: Path) -> None:
    """Write the same packed, as KMZ."""
    text = StringIO()
    _write(layers, text)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", text.getvalue())


def _write(layers: Sequence[LayerOut], file: TextIO) -> None:
    file.write(_HEAD)
    if len(layers) == 1:
        file.write(f"<name>{xml_text(layers[0].about.title or layers[0].name)}</name>\n")
    for number, layer in enumerate(layers):
        _schema(layer, number, file)
        kind = kind_of(layer.frame)
        symbols = enumerate(symbols_of(layer.about.style))
        file.writelines(_style(f"s{number}-{index}", symbol, kind) for index, symbol in symbols)
    for number, layer in enumerate(layers):
        with pace.part(number / len(layers), (number + 1) / len(layers)):
            _folder(layer, number, file)
    file.write(_TAIL)


# --- looks ------------------------------------------------------------------------------------
def _style(name: str, symbol: Symbol, kind: str) -> str:
    width = max(symbol.stroke_width_mm * _PIXELS_PER_MM, 0.5)
    line = symbol.stroke or symbol.fill
    parts = []
    if kind in {"point", "mixed"}:
        color = _abgr(symbol.fill or symbol.stroke or "#404040", 1.0)
        parts.append(_ICON.format(color=color, scale=max(symbol.marker_size_mm / 3, 0.5)))
    if line is not None:
        color = _abgr(line, 1.0)
        parts.append(f"<LineStyle><color>{color}</color><width>{width:.2g}</width></LineStyle>")
    fill = symbol.fill or (symbol.hatch_color if symbol.hatch != "none" else None)
    opacity = symbol.fill_opacity if symbol.fill is not None else 0.25
    color = _abgr(fill or "#ffffff", opacity if fill else 0.0)
    outline = int(symbol.stroke is not None)
    parts.append(
        f"<PolyStyle><color>{color}</color><fill>{int(fill is not None)}</fill>"
        f"<outline>{outline}</outline></PolyStyle>"
    )
    return f'<Style id="{name}">{"".join(parts)}</Style>\n'


def _abgr(colour: str, opacity: float) -> str:
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"{round(255 * opacity):02x}{blue}{green}{red}".lower()


# --- features ---------------------------------------------------------------------------------
def _schema(layer: LayerOut, number: int, file: TextIO) -> None:
    fields = [
        f'<SimpleField type="{kind}" name={quoteattr(name)}/>\n'
        for name, kind in _fields(layer.frame).items()
    ]
    file.write(
        f'<Schema name={quoteattr(layer.name)} id="f{number}">\n{"".join(fields)}</Schema>\n'
    )


def _fields(frame: gpd.GeoDataFrame) -> dict[str, str]:
    attributes = frame.drop(columns=frame.geometry.name)
    return {str(name): _type(attributes[name]) for name in attributes.columns}


def _type(column: Any) -> str:
    types = pd.api.types
    if types.is_bool_dtype(column.dtype):
        return "bool"
    if types.is_integer_dtype(column.dtype):
        largest = column.dropna().abs().max() if column.notna().any() else 0
        return "int" if largest <= _LARGEST_INT else "string"
    return "double" if types.is_float_dtype(column.dtype) else "string"


def _folder(layer: LayerOut, number: int, file: TextIO) -> None:
    frame, about = layer.frame, layer.about
    file.write(f"<Folder><name>{xml_text(layer.name)}</name>\n")
    words = "\n".join(in_words(about))
    if words:
        file.write(f"<description>{xml_text(words)}</description>\n")
    names = frame[about.name_field] if about.name_field in frame.columns else [None] * len(frame)
    columns = list(_fields(frame))
    rows = frame.drop(columns=frame.geometry.name).itertuples(index=False, name=None)
    geometries = np.asarray(frame.geometry.array, dtype=object)
    styled = about.style is not None
    numbers = symbol_numbers(about.style, frame)
    features = zip(names, rows, geometries, numbers, strict=True)
    corners = shapely.get_num_coordinates(geometries)
    for name, row, geometry, index in pace.by_weight(features, (corners + _BESIDE).tolist()):
        file.write("<Placemark>")
        if name is not None and not pd.isna(name):
            file.write(f"<name>{xml_text(as_text(name))}</name>")
        if styled:
            file.write(f"<styleUrl>#s{number}-{index}</styleUrl>")
        file.write(_values(columns, row, number))
        steps = pace.Steps(int(shapely.get_num_coordinates(geometry)))
        file.write("".join(_geometry(geometry, steps)))
        file.write("</Placemark>\n")
    file.write("</Folder>\n")


def _values(columns: list[str], row: tuple[Any, ...], number: int) -> str:
    cells = [
        f"<SimpleData name={quoteattr(name)}>{xml_text(as_text(value))}</SimpleData>"
        for name, value in zip(columns, row, strict=True)
        if not pd.isna(value)
    ]
    if not cells:
        return ""
    inner = "".join(cells)
    return f'<ExtendedData><SchemaData schemaUrl="#f{number}">{inner}</SchemaData></ExtendedData>'


def _geometry(geometry: Any, steps: pace.Steps) -> Iterator[str]:
    if geometry is None or geometry.is_empty:
        return
    kind = geometry.geom_type
    if kind == "Point":
        yield f"<Point>{_coordinates(geometry, steps)}</Point>"
    elif kind in {"LineString", "LinearRing"}:
        yield f"<LineString><tessellate>1</tessellate>{_coordinates(geometry, steps)}</LineString>"
    elif kind == "Polygon":
        yield f"<Polygon>{_ring('outer', geometry.exterior, steps)}"
        yield from (_ring("inner", ring, steps) for ring in geometry.interiors)
        yield "</Polygon>"
    else:
        yield "<MultiGeometry>"
        for part in shapely.get_parts(geometry):
            yield from _geometry(part, steps)
        yield "</MultiGeometry>"


def _ring(which: str, ring: Any, steps: pace.Steps) -> str:
    inner = f"<LinearRing>{_coordinates(ring, steps)}</LinearRing>"
    return f"<{which}BoundaryIs>{inner}</{which}BoundaryIs>"


def _coordinates(geometry: Any, steps: pace.Steps) -> str:
    points = shapely.get_coordinates(geometry, include_z=bool(geometry.has_z))
    texts = [
        ",".join(_figure(value, n) for n, value in enumerate(point))
        for point in steps.along(points)
    ]
    return f"<coordinates>{escape(' '.join(texts))}</coordinates>"


def _figure(value: float, axis: int) -> str:
    """Write degrees to a centimetre, heights to a millimetre."""
    text = f"{value:.8f}" if axis < 2 else f"{value:.3f}"
    return text.rstrip("0").rstrip(".") or "0"
