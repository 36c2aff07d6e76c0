"""Certificates in files of results, and the figures that stand beside them."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyogrio
import pyogrio.errors

from planviewer.errors import CertificateInvalid, FileMissing, FileUnreadable, PlanviewerError
from planviewer.i18n import Message
from planviewer.reading.files import read_features
from planviewer.reading.formats import GEOJSON, GEOPACKAGE
from planviewer.reading.recognition import recognise
from planviewer.reading.workbook.sheets import WorkbookFile

KEY: Final = "planviewer_certificate"
SIDECAR: Final = ".certificate.json"
LAYER: Final = "affected"
"""The layer of a GeoPackage that the certificate is about."""
_MARK: Final = '{"format": "planviewer-certificate"'
_HEAD: Final = 65_536
_LARGEST: Final = 8 * 1024 * 1024
_FIGURES: Final = ("area_m2", "affected_m2", "remaining_m2")

ListedRow = tuple[str | None, str | None, str | None, float, float, float, tuple[str, ...]]


def read_certificate(path: Path) -> dict[str, Any] | None:
    """Return the certificate a file of results carries, unjudged; None if it carries none.

    Raises
    ------
    FileMissing
        If the file is not there.
    CertificateInvalid
        If there is one that is not JSON.
    """
    if not path.is_file():
        if path.exists():
            return None
        raise FileMissing(path=path)
    read = _READERS.get(path.suffix.lower())
    try:
        found = None if read is None else read(path)
    except (ValueError, RecursionError) as error:
        reason = Message("reading", "it is not valid JSON.")
        raise CertificateInvalid(path=path, reason=reason) from error
    return found if isinstance(found, dict) else None


def _in_workbook(path: Path) -> Any:
    sheet = _last_sheet(path)
    if sheet is None:
        return None
    cells = [row[0] for row in sheet if row and isinstance(row[0], str)]
    start = next((n for n, cell in enumerate(cells) if cell.startswith(_MARK)), None)
    return None if start is None else json.loads("".join(cells[start:]))


def _last_sheet(path: Path) -> list[list[Any]] | None:
    try:
        with WorkbookFile(path) as book:
            return book.rows(book.names[-1])
    except FileUnreadable:
        return None


def _open_book(path: Path) -> Any:
    import openpyxl  # noqa: PLC0415  slow, and few files are workbooks
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError):
        return None


def _in_geopackage(path: Path) -> Any:
    try:
        main, kind = recognise(path)
        if kind is not GEOPACKAGE:
            return None
        metadata = pyogrio.read_info(main, layer=LAYER).get("dataset_metadata") or {}
    except (PlanviewerError, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        return None
    return json.loads(metadata[KEY]) if KEY in metadata else None


def _in_geojson(path: Path) -> Any:
    """Return the foreign member; it stands before the features, so a plain layer is not parsed."""
    try:
        if recognise(path)[1] is not GEOJSON:
            return None
    except PlanviewerError:
        return None
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if f'"{KEY}"'.encode() not in head:
        return None
    return json.loads(path.read_text(encoding="utf-8-sig")).get(KEY)


def _beside(path: Path) -> Any:
    sidecar = path.with_name(path.name + SIDECAR)
    if not sidecar.is_file() or sidecar.stat().st_size > _LARGEST:
        return None
    data = json.loads(sidecar.read_text(encoding="utf-8-sig"))
    return data.get(KEY) if isinstance(data, dict) else None


_READERS: Final = {
    ".xlsx": _in_workbook,
    ".gpkg": _in_geopackage,
    ".geojson": _in_geojson,
    ".json": _in_geojson,
    ".csv": _beside,
}


def listed_rows(path: Path, where: Mapping[str, str | int]) -> list[ListedRow]:
    """Return the figures that stand in a file of results.

    Parameters
    ----------
    where
        ``where_listed`` of the certificate: which table and columns of a workbook.

    Raises
    ------
    CertificateInvalid
        If the table is not as the certificate says.
    """
    suffix = path.suffix.lower()
    records = {".xlsx": _workbook_records, ".csv": _table_records}.get(suffix, _layer_records)
    try:
        return [_row(record) for record in records(path, where)]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, csv.Error) as error:
        reason = Message("reading", "the table of figures is not where it says.")
        raise CertificateInvalid(path=path, reason=reason) from error


def _row(record: Mapping[str, Any]) -> ListedRow:
    sheet, parcel, kind = (_text(record[key]) for key in ("sheet", "parcel", "land_type"))
    area, affected, remaining = (float(record[key]) for key in _FIGURES)
    zones = str(record["zones"] or "").replace(",", " ").split()
    return sheet, parcel, kind, area, affected, remaining, tuple(zones)


def _text(value: Any) -> str | None:
    if value is None or value != value:  # noqa: PLR0124  NaN
        return None
    text = str(value).strip()
    return None if text in {"", "–"} else text


def _workbook_records(path: Path, where: Mapping[str, str | int]) -> Iterator[dict[str, Any]]:
    book = _open_book(path)
    first, count = int(where["first_row"]), int(where["rows"])
    keys = ("sheet", "parcel", "land_type", *_FIGURES, "zones")
    places = {key: int(where[key]) - 1 for key in keys}
    try:
        sheet = book[str(where["table"])]
        rows = sheet.iter_rows(min_row=first, max_row=first + count - 1, values_only=True)
        for row in rows if count else ():
            yield {key: row[place] for key, place in places.items()}
    finally:
        book.close()


def _table_records(path: Path, _where: Mapping[str, str | int]) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for record in csv.DictReader(file):
            # The apostrophe that keeps a text from being a formula is not part of it.
            yield {key: (value or "").removeprefix("'") for key, value in record.items() if key}


def _layer_records(path: Path, _where: Mapping[str, str | int]) -> Iterator[dict[str, Any]]:
    frame = listed_records(path)
    plain = frame.drop(columns=frame.geometry.name).astype(object)
    yield from plain.where(plain.notna(), None).to_dict("records")


def listed_records(path: Path, layer: str = LAYER) -> Any:
    """Return all that a CSV or a layer of results lists, as a frame, in its order.

    Raises
    ------
    FileError, CertificateInvalid
        If it cannot be read.
    """
    if path.suffix.lower() == ".csv":
        try:
            return pd.DataFrame(list(_table_records(path, {})))
        except (ValueError, csv.Error, OSError) as error:
            reason = Message("reading", "the table of figures is not where it says.")
            raise CertificateInvalid(path=path, reason=reason) from error
    sublayer = layer if path.suffix.lower() == ".gpkg" else None
    return read_features(path, sublayer=sublayer, examine=False).frame


def book_cells(path: Path) -> dict[str, list[list[Any]]]:
    """Return the cells of each sheet of a workbook, row by row; formulas as they are written."""
    book = _open_book(path)
    if book is None:
        return {}
    try:
        return {
            sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
            for sheet in book.worksheets
        }
    finally:
        book.close()
