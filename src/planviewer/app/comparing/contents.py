"""What a file of results lists, place by place, held against a result computed again.

The digest in a certificate tells that listed figures were changed. This tells which, and covers
what the digest leaves out: owners, sums, headings, the certificate in words, outlines.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely

from planviewer import i18n
from planviewer.analysis.certificate import Certificate
from planviewer.analysis.lines import in_crs
from planviewer.app.affected import words
from planviewer.app.affected.book import book_of
from planviewer.app.affected.files import PARCELS, TAKEN, figures, land_taken
from planviewer.app.affected.land import AffectedResult
from planviewer.reading.certificates import book_cells, listed_records
from planviewer.writing.book import write_book

Difference = tuple[str, str, str]
"""Where, what stands there, what should."""

_NEAR_M: Final = {".gpkg": 1e-3, ".geojson": 0.05, ".json": 0.05}
"""How far outlines may lie off, metres: GeoJSON keeps degrees to seven decimals."""


def contents_that_differ(
    path: Path, certificate: Certificate, result: AffectedResult
) -> Iterator[Difference]:
    """Return the places of a file whose content is not what was computed.

    Raises
    ------
    CertificateInvalid, FileError
        If the file cannot be read as what it was written as.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        yield from _in_workbook(path, certificate, result)
    elif suffix == ".csv":
        yield from _in_table(listed_records(path), figures(result), "")
    else:
        yield from _in_layer(path, TAKEN, result, land_taken(result))
        if suffix == ".gpkg":
            yield from _in_layer(path, PARCELS, result, result.exact.geometry)


def _in_table(found: pd.DataFrame, expected: pd.DataFrame, place: str) -> Iterator[Difference]:
    if len(found) != len(expected):
        yield place or "rows", str(len(found)), str(len(expected))
        return
    for name in expected.columns:
        if name not in found.columns:
            yield f"{place}{name}", "–", "…"
            continue
        said = [_plain(value) for value in found[name]]
        now = [_plain(value) for value in expected[name]]
        for row in np.flatnonzero([a != b for a, b in zip(said, now, strict=True)]):
            yield f"{place}{name}, {row + 1}", said[row] or "–", now[row] or "–"


def _plain(value: Any) -> str:
    """Return a value as a text that is the same in every format."""
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    text = str(value).strip()
    try:
        return f"{float(text):.4f}"
    except ValueError:
        return {"true": "1.0000", "false": "0.0000"}.get(text.lower(), text)


def _in_layer(
    path: Path, layer: str, result: AffectedResult, outlines: Any
) -> Iterator[Difference]:
    frame = listed_records(path, layer)
    place = f"{layer}: " if path.suffix.lower() == ".gpkg" else ""
    yield from _in_table(frame.drop(columns=frame.geometry.name), figures(result), place)
    if len(frame) != len(outlines):
        return
    here = in_crs(frame, result.plan.crs).to_numpy()
    apart = shapely.hausdorff_distance(here, outlines)
    for row in np.flatnonzero(~(apart <= _NEAR_M[path.suffix.lower()])):
        yield f"{place}{frame.geometry.name}, {row + 1}", "…", f"{apart[row]:.2f} m"


def _in_workbook(
    path: Path, certificate: Certificate, result: AffectedResult
) -> Iterator[Difference]:
    """Compare with the workbook as it would be written now, down to the end of the tables.

    Below them people sign. The language is that of the file.
    """
    names = {words.PARCELS.vi: "vi", words.PARCELS.en: "en"}
    language = names.get(str(certificate.where_listed.get("table")), "vi")
    with i18n.speaking(i18n.as_language(language)), tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / "again.xlsx"
        pages = book_of(result, certificate)
        write_book(pages, again, title="", program="")
        found, expected = book_cells(path), book_cells(again)
    for page in pages:
        last = page.first_row(len(page.tables)) - 3
        yield from _in_sheet(page.name, found.get(page.name), expected[page.name], last)


def _in_sheet(
    name: str, found: list[list[Any]] | None, expected: list[list[Any]], last: int
) -> Iterator[Difference]:
    if found is None:
        yield name, "–", "…"
        return
    for number, row in enumerate(expected[:last]):
        here = found[number] if number < len(found) else []
        for column, value in enumerate(row):
            said = _plain(here[column] if column < len(here) else None)
            if said != _plain(value):
                cell = f"{chr(65 + column)}{number + 1}"
                yield f"{name}!{cell}", said or "–", _plain(value) or "–"
