"""GeoPackages: several layers, each with where it is from and how it looks in QGIS."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from planviewer import pace
from planviewer.model.features import kind_of
from planviewer.writing import with_gdal
from planviewer.writing.about import LayerOut, as_data, in_words
from planviewer.writing.looks import symbol_numbers, symbols_of
from planviewer.writing.qml import qml

METADATA: Final = "planviewer"
"""Name of the metadata item that holds what goes with a layer, as JSON."""
_VERSION: Final = "1.2"
"""What programs of ten years ago read without a word."""
_STYLES: Final = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))"""


def write(layers: Sequence[LayerOut], path: Path) -> None:
    """Write layers; styles of those that have one go into ``layer_styles``."""
    titles = [layer.about.title or layer.name for layer in layers]
    for number, (layer, title) in enumerate(zip(layers, titles, strict=True)):
        names = {str(name).casefold() for name in layer.frame.columns}
        description = "\n".join(in_words(layer.about))
        options = {
            "IDENTIFIER": title if titles.count(title) == 1 else layer.name,
            "DESCRIPTION": description,
            "FID": _free("fid", names),
            "GEOMETRY_NAME": _free("geom", names - {layer.frame.geometry.name.casefold()}),
        }
        with pace.part(number / len(layers), (number + 1) / len(layers)):
            with_gdal.write(
                layer.frame,
                path,
                layer.name,
                "GPKG",
                options,
                append=number > 0,
                **({} if number else {"dataset_options": {"VERSION": _VERSION}}),
                layer_metadata={METADATA: json.dumps(as_data(layer.about, layer.frame))},
            )
    styled = [layer for layer in layers if layer.about.style is not None]
    if styled:
        _keep_styles(styled, path)


def _free(name: str, taken: set[str]) -> str:
    return name if name not in taken else f"gpkg_{name}"


def _keep_styles(layers: Sequence[LayerOut], path: Path) -> None:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(_STYLES)
        base.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
            "last_change, srs_id) VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, 0)",
            (now,),
        )
        for layer in layers:
            column = base.execute(
                "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer.name,)
            ).fetchone()
            if column is None or layer.about.style is None:
                continue
            kind, style = kind_of(layer.frame), layer.about.style
            text = qml(
                style,
                "polygon" if kind == "mixed" else kind,
                layer.about.opacity,
                others=len(symbols_of(style)) - 1 in symbol_numbers(style, layer.frame),
            )
            base.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, "
                "owner, update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, '', 'planviewer', ?)",
                (layer.name, column[0], layer.about.title[:30] or layer.name[:30], text, now),
            )
