"""Results with their certificate, in each format where other programs do not stumble over it.

GeoPackage: metadata of the dataset. GeoJSON: a foreign member (RFC 7946, section 6.1). CSV: a
second file beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyogrio

from planviewer.errors import WriteFormatUnknown
from planviewer.writing.atomic import replacing
from planviewer.writing.features import harmless, in_degrees
from planviewer.writing.with_gdal import plain

KEY: Final = "planviewer_certificate"
"""Name of the metadata item and of the foreign member."""
SIDECAR: Final = ".certificate.json"


def sidecar(path: Path) -> Path:
    """Return where the certificate of a file lies that cannot hold one."""
    return path.with_name(path.name + SIDECAR)


def write_certified_table(
    table: pd.DataFrame, path: Path, certificate: Mapping[str, Any]
) -> tuple[Path, ...]:
    """Write a table as CSV (UTF-8 with the mark spreadsheets need) and its certificate beside it.

    Raises
    ------
    FileNotWritten
        If a file cannot be written.
    """
    table = table.copy()
    for name in table.columns:
        if not pd.api.types.is_numeric_dtype(table[name]):
            table[name] = table[name].map(harmless, na_action="ignore")
    beside = sidecar(path)
    with replacing(path) as temporary, replacing(beside) as temporary_beside:
        table.to_csv(temporary, index=False, encoding="utf-8-sig", lineterminator="\r\n")
        text = json.dumps({KEY: certificate}, ensure_ascii=False, indent=2) + "\n"
        temporary_beside.write_text(text, encoding="utf-8", newline="\n")
    return path, beside


def write_certified_layers(
    layers: Sequence[tuple[str, gpd.GeoDataFrame]], path: Path, certificate: Mapping[str, Any]
) -> None:
    """Write layers as GeoPackage, or the first of them as GeoJSON, with the certificate inside.

    Raises
    ------
    WriteFormatUnknown
        If the name ends in neither .gpkg nor .geojson.
    FileNotWritten
        If it cannot be written.
    """
    write = {".gpkg": _geopackage, ".geojson": _geojson, ".json": _geojson}.get(path.suffix.lower())
    if write is None:
        raise WriteFormatUnknown(path=path, known=".gpkg, .geojson")
    with replacing(path) as temporary:
        write(layers, temporary, certificate)


def _geopackage(
    layers: Sequence[tuple[str, gpd.GeoDataFrame]], path: Path, certificate: Mapping[str, Any]
) -> None:
    text = json.dumps(certificate, ensure_ascii=False)
    for number, (name, frame) in enumerate(layers):
        with plain(path) as target:
            pyogrio.write_dataframe(
                frame,
                target,
                layer=name,
                driver="GPKG",
                append=number > 0,
                geometry_type="MultiPolygon",
                promote_to_multi=True,
                dataset_metadata={KEY: text} if number == 0 else None,
            )


def _geojson(
    layers: Sequence[tuple[str, gpd.GeoDataFrame]], path: Path, certificate: Mapping[str, Any]
) -> None:
    name, frame = layers[0]
    with plain(path) as target:
        pyogrio.write_dataframe(
            in_degrees(frame),
            target,
            layer=name,
            driver="GeoJSON",
            layer_options={"RFC7946": "YES"},
        )
    text = path.read_text(encoding="utf-8")
    start = text.index('"features":')
    member = f'"{KEY}": {json.dumps(certificate, ensure_ascii=False)},\n'
    path.write_text(text[:start] + member + text[start:], encoding="utf-8", newline="\n")
