"""What is to be said of a file as a whole: its name, its missing parts, what it is not made for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from planviewer.i18n import Message
from planviewer.model.problem import Problem
from planviewer.reading import gdal
from planviewer.reading.formats import KML, PM_VECTOR_TILES, SHAPEFILE, VECTOR_TILES, Format
from planviewer.reading.shapefile import part, records

_PICTURE: Final = re.compile(r"\.(?:png|jpe?g|gif|tiff?|bmp)$", re.IGNORECASE)
TILES: Final = frozenset({VECTOR_TILES, PM_VECTOR_TILES})


def about_file(path: Path, kind: Format, table: gdal.Table) -> tuple[Problem, ...]:
    """Return what a person should know of a file before its features are looked at."""
    problems = [_note(said) for said in table.notes]
    suffix = path.suffix.lower().rstrip()
    if suffix not in kind.suffixes:
        problems.append(Problem("wrong-extension", _wrong_name(suffix, kind), severity="note"))
    if kind is SHAPEFILE and part(path, ".dbf") is None:
        message = Message("reading", "The .dbf part is missing: the features have no attributes.")
        hint = Message("reading", "Copy all parts of the Shapefile.")
        problems.append(Problem("attributes-missing", message, hint=hint))
    elif kind is SHAPEFILE:
        problems.extend(_rows_too_many(path))
    if kind is KML:
        problems.extend(_images_left_out(table))
    if kind in TILES:
        message = Message(
            "reading", "The features are cut at the borders of tiles and simplified for viewing."
        )
        hint = Message("reading", "Do not measure with them; ask for the data they were made from.")
        problems.append(Problem("tiles-cut", message, severity="warning", hint=hint, count=0))
    if table.geometry is None:
        message = Message("reading", "The layer is a table without geometries.")
        problems.append(Problem("no-geometry", message, severity="note", count=0))
    return tuple(problems)


def _wrong_name(suffix: str, kind: Format) -> Message:
    if not suffix:
        return Message(
            "reading", "The name has no ending; the content is {format}.", {"format": kind.name}
        )
    return Message(
        "reading",
        "The name ends in {suffix}, but the content is {format}.",
        {"suffix": suffix, "format": kind.name},
    )


def _rows_too_many(path: Path) -> tuple[Problem, ...]:
    """Tell of a table with rows that no feature is for: it may be that of another Shapefile."""
    shapes, rows = records(path)
    if rows <= shapes:
        return ()
    message = Message(
        "reading",
        "The .dbf part has {rows} rows for {shapes} features: it may belong to another Shapefile, "
        "and the attributes to other features.",
        {"rows": rows, "shapes": shapes},
    )
    hint = Message("reading", "Copy all parts of the Shapefile from where it came, at one time.")
    return (Problem("attributes-doubtful", message, severity="warning", hint=hint, count=0),)


def _images_left_out(table: gdal.Table) -> tuple[Problem, ...]:
    """Tell of images on the ground: of each, only the frame it lies in is read."""
    names = table.attributes.column_names
    texts = table.attributes.column("icon").to_pylist() if "icon" in names else []
    rows = [row for row, text in enumerate(texts) if _PICTURE.search(str(text)) is not None]
    if not rows:
        return ()
    message = Message("reading", "Images in it are left out; their frames are shown.")
    hint = Message("reading", "Open the images themselves, as GeoTIFF.")
    return (
        Problem(
            "images-left-out",
            message,
            severity="note",
            hint=hint,
            feature=rows[0],
            count=len(rows),
        ),
    )


def _note(said: str) -> Problem:
    message = Message("reading", "Noticed on reading: {text}", {"text": said})
    return Problem("reader-note", message, severity="note")
