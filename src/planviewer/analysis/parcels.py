"""Cadastral layers: which field holds what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final

_NAMES: Final = {
    "sheet": ("shbando", "sodoto", "tobando", "so_to", "sheet"),
    "parcel": ("shthua", "sothua", "so_thua", "parcel"),
    "land_type": ("khloaidat", "maloaidat", "kyhieumucd", "loaidat", "land_type"),
    "area": ("dientich", "dientichpl", "dien_tich"),
    "owner": ("tenchu", "chusudung", "owner"),
    "address": ("diachi", "address"),
}


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


def recognised(columns: Iterable[str]) -> ParcelFields:
    """Find the fields of a parcel layer among its columns, as land offices name them."""
    by_name = {str(column).casefold(): str(column) for column in reversed(list(columns))}
    found = {
        field.name: next((by_name[n] for n in _NAMES[field.name] if n in by_name), None)
        for field in fields(ParcelFields)
    }
    return ParcelFields(**found)
