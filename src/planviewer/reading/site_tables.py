"""Sites from a table of any shape: an office names its columns as it likes.

The sites of a plan are read from the fields id, name, group_id, group, source, funding, note and
visit_order (:mod:`planviewer.reading.sites`). Here they are made from the columns a person chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter, ValidationError

from planviewer.model.layer import Layer
from planviewer.model.site import SiteFields
from planviewer.model.text import fold
from planviewer.model.value import Identifier

if TYPE_CHECKING:
    import geopandas as gpd

MOST_SITES: Final = 2_000
"""Sites are undertakings; a layer of more features is something else."""
OWN_FIELDS: Final = frozenset({"id", "name", "group_id", "group", "source"})
"""What a layer must have to be read as sites without being asked about."""
_KNOWN: Final = {
    "name": ("name", "ten", "ten du an", "ten cong trinh", "ten hang muc", "du an", "title"),
    "id": ("id", "ma", "ma du an", "ma so", "code"),
    "group": ("group", "nhom", "nhom du an", "loai", "loai du an", "hinh thuc"),
    "funding": ("funding", "von", "nguon von", "kinh phi"),
    "visit_order": ("visit order", "thu tu", "thu tu kiem tra", "thu tu di"),
    "note": ("note", "ghi chu", "mo ta"),
    "source": ("source", "nguon", "nguon so lieu", "can cu"),
}
_Ids: Final = TypeAdapter(Identifier)


def recognised(columns: Iterable[str]) -> SiteFields | None:
    """Return which columns are named like the fields of sites, None if there is no name."""
    by_words = {" ".join(re.split(r"[\W_]+", fold(name))).strip(): name for name in columns}
    found = {
        field: next((by_words[name] for name in names if name in by_words), None)
        for field, names in _KNOWN.items()
    }
    return None if found["name"] is None else SiteFields.model_validate(found)


def site_table(frame: gpd.GeoDataFrame, fields: SiteFields, layer: Layer) -> gpd.GeoDataFrame:
    """Return ``frame`` with the fields of sites, made from the columns ``fields`` names.

    What has no group stands under the layer's title; what has no source has the layer's. Ids are
    those of the file where they are fit, else made from the names, so that a site keeps its place
    when rows are put in another order.
    """
    import pandas as pd  # noqa: PLC0415  off the start path

    names = _texts(frame, fields.name)
    groups = [text or None for text in _texts(frame, fields.group)]
    made: dict[str, list[Any]] = {
        "id": _ids(_texts(frame, fields.id), names),
        "name": names,
        "group": [group or layer.title.vi for group in groups],
        "group_en": [group or layer.title.en for group in groups],
        "funding": _texts(frame, fields.funding),
        "note": _texts(frame, fields.note),
        "visit_order": [_order(text) for text in _texts(frame, fields.visit_order)],
    }
    made["group_id"] = [_slug(group) or "group" for group in made["group"]]
    origin = layer.provenance.source
    sources = _texts(frame, fields.source)
    made["source"] = [text or origin.vi for text in sources]
    made["source_en"] = [text or origin.en for text in sources]
    made |= {field: [None] * len(frame) for field in ("layer", "name_en", "funding_en", "note_en")}
    columns = {name: pd.Series(values, frame.index, object) for name, values in made.items()}
    return frame.assign(**columns)


def _texts(frame: gpd.GeoDataFrame, column: str | None) -> list[str | None]:
    if column is None or column not in frame.columns or column == frame.geometry.name:
        return [None] * len(frame)
    return [_text(value) for value in frame[column].tolist()]


def _text(value: Any) -> str | None:
    import pandas as pd  # noqa: PLC0415  off the start path

    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float):
        if value != value:  # noqa: PLR0124  NaN
            return None
        value = int(value) if value.is_integer() else value
    return " ".join(str(value).split()) or None


def _order(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text, re.ASCII) else None


def _ids(given: Sequence[str | None], names: Sequence[str | None]) -> list[str]:
    """Return an id a row, each once: the one given where it is fit, else one made of the name."""
    fit = [text if text is not None and _is_id(text) else None for text in given]
    taken = {text for text in fit if text is not None}
    seen: set[str] = set()
    ids = []
    for row, (own, text, name) in enumerate(zip(fit, given, names, strict=True), start=1):
        base = _slug(text) or _slug(name) or f"site-{row}"
        found = own if own and own not in seen else _free(base, taken | seen)
        seen.add(found)
        ids.append(found)
    return ids


def _free(base: str, taken: set[str]) -> str:
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def _is_id(text: str) -> bool:
    try:
        _Ids.validate_python(text)
    except ValidationError:
        return False
    return True


def _slug(text: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text or "")).strip("-")[:48].strip("-")
