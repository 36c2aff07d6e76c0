"""Cadastral layers: which field holds what, and what kind of owner a name is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final, Literal

import pandas as pd

from planviewer.analysis.lines import as_text
from planviewer.errors import FieldUnknown
from planviewer.model.text import fold

_NAMES: Final = {
    "sheet": ("shbando", "sodoto", "tobando", "soto", "sohieutobando", "tobandoso", "sheet"),
    "parcel": ("shthua", "sothua", "sohieuthua", "sothututhua", "thuadatso", "thuaso", "parcel"),
    "land_type": ("khloaidat", "maloaidat", "kyhieumucd", "loaidat", "mucdichsudung", "landtype"),
    "area": ("dientich", "dientichpl", "dientichphaply", "dtich", "recordedarea"),
    "owner": ("tenchu", "chusudung", "tenchusudung", "tennguoisudung", "owner"),
    "address": ("diachi", "diachithua", "diachithuadat", "xudong", "address"),
    "owner_kind": ("doituongsudung", "loaidoituong", "madoituong", "loaichu", "ownerkind"),
}
_SHAPEFILE_LETTERS: Final = 10

OwnerKind = Literal["public", "organisation", "household", "unknown"]
_PUBLIC: Final = (
    *("ubnd", "uỷ ban", "ủy ban", "uy ban", "hđnd", "hdnd", "nhà nước", "công an", "quân đội"),
    *("ban chỉ huy", "ban quản lý", "bql", "sở ", "phòng ", "chi cục", "cục ", "trường ", "trạm "),
    *("bệnh viện", "trung tâm", "kho bạc", "toà án", "tòa án", "viện ", "đảng uỷ", "đảng ủy"),
    *("nhà văn hoá", "nhà văn hóa", "đất công"),
)
_ORGANISATIONS: Final = (
    *("công ty", "cong ty", "cty", "tổng công ty", "doanh nghiệp", "dntn", "hợp tác xã", "htx"),
    *("ngân hàng", "tập đoàn", "quỹ ", "chùa ", "giáo xứ", "hội ", "cộng đồng"),
)
"""How names of owners that are not people begin. Elsewhere in a name the words would be people's:
Phong, Trường; and without tones Trương, a family, would be a school."""


@dataclass(frozen=True)
class ParcelFields:
    """Names of the fields of a parcel layer; None where it has no such field.

    ``area`` is the recorded area, which may differ from the measured one.
    """

    sheet: str | None = None
    parcel: str | None = None
    land_type: str | None = None
    area: str | None = None
    owner: str | None = None
    address: str | None = None
    owner_kind: str | None = None

    def corrected(self, chosen: Mapping[str, str], columns: Iterable[str]) -> ParcelFields:
        """Return the fields with those a person named; an empty name means there is none.

        Raises
        ------
        FieldUnknown
            If the layer has no column of that name (case does not matter).
        """
        known = [str(column) for column in columns]
        by_name = {name.casefold(): name for name in reversed(known)}
        for name in chosen.values():
            if name and name.casefold() not in by_name:
                raise FieldUnknown(field=name, known=", ".join(known))
        found = {key: by_name[n.casefold()] if n else None for key, n in chosen.items()}
        return replace(self, **found)


def recognised(columns: Iterable[str]) -> ParcelFields:
    """Find the fields of a parcel layer among its columns, as land offices name them.

    Case, tone marks and separators do not matter (``Số tờ``, ``SO_TO``), nor that a Shapefile
    keeps only ten letters.
    """
    by_name = {_plain(str(column)): str(column) for column in reversed(list(columns))}
    found = {field.name: _first(by_name, _NAMES[field.name]) for field in fields(ParcelFields)}
    return ParcelFields(**found)


def _first(by_name: Mapping[str, str], names: Iterable[str]) -> str | None:
    for name in names:
        if name in by_name:
            return by_name[name]
    cut = (by_name.get(n[:_SHAPEFILE_LETTERS]) for n in names if len(n) > _SHAPEFILE_LETTERS)
    return next((column for column in cut if column), None)


def _plain(column: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(column))


def texts_of(column: pd.Series) -> pd.Series:
    """Return a column as text, whole numbers without decimals, None where there is nothing."""
    if pd.api.types.is_integer_dtype(column) and not column.hasnans:
        plain = list(map(str, column.tolist()))
        return pd.Series(plain, index=column.index, dtype=object)
    codes, values = pd.factorize(column)
    texts = pd.Series([as_text(value) or None for value in values], dtype=object)
    return pd.Series(texts.reindex(codes).array, index=column.index, dtype=object).where(
        pd.Series(codes, index=column.index) >= 0, None
    )


def areas_of(column: pd.Series) -> pd.Series:
    """Return recorded areas as m², NaN where the field holds no number.

    Text is read as people here write it: a comma before the decimals, dots between thousands.
    """
    if pd.api.types.is_numeric_dtype(column):
        return column.astype("float64")
    texts = column.astype(object).map(_number_text)
    return pd.to_numeric(texts, errors="coerce").astype("float64")


def _number_text(value: object) -> str | None:
    text = (as_text(value) or "").replace(" ", "").replace("\u00a0", "")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    return text or None


def owner_kind(name: str | None) -> OwnerKind:
    """Guess from a name whether land belongs to the public, an organisation or a household.

    For summaries only: a layer with a field that says it needs no guess.
    """
    begins = " ".join(unicodedata.normalize("NFC", name or "").casefold().split())
    if not begins:
        return "unknown"
    if begins.startswith(_PUBLIC):
        return "public"
    return "organisation" if begins.startswith(_ORGANISATIONS) else "household"


def owner_kinds(names: pd.Series) -> pd.Series:
    """Apply ``owner_kind`` to a column; the same name is looked at once."""
    known = {name: owner_kind(name) for name in names.dropna().unique()}
    return names.map(known).astype(object).fillna("unknown")
