"""Affected parcels in columns that sort, search and filter without a stall, made in the background.

Every column has its order worked out once, so that sorting 100,000 rows is one look-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from planviewer.app.affected.view import AffectedView
from planviewer.model.text import fold

Ints = npt.NDArray[np.int64]
Kind = Literal["text", "area", "share", "mark", "count"]
OWNER: Final = "owner"
ZONE: Final = "zone:"
"""Begins the key of the column with the area in one zone."""
_SEARCHED: Final = ("sheet", "parcel", "land_type", "address")
_KINDS: Final[dict[str, Kind]] = {
    "sheet": "text", "parcel": "text", "land_type": "text", OWNER: "text",
    "recorded_m2": "area", "area_m2": "area", "affected_m2": "area", "share": "share",
    "remaining_m2": "area", "too_small": "mark", "buildings": "count",
    "buildings_affected": "count",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Column:
    """One column: what each row says, and the place of each row when sorted by it."""

    key: str
    kind: Kind
    cells: npt.NDArray[np.object_] | npt.NDArray[np.float64] | npt.NDArray[np.bool_]
    rank: Ints


@dataclass(frozen=True)
class Filter:
    """Which rows are wanted: all words of ``text`` folded, a land type, a zone; None: any."""

    text: str = ""
    land_type: str | None = None
    zone: str | None = None
    owners: bool = True
    """Whether the names of owners are searched too."""


@dataclass(frozen=True, eq=False)
class AffectedTable:
    """All rows; ``features`` are the rows of the parcel layer they are about."""

    columns: tuple[Column, ...]
    features: Ints
    zones: tuple[str, ...]
    land_types: tuple[str, ...]
    _plain: list[str]
    _with_owner: list[str]
    _in_zone: dict[str, npt.NDArray[np.bool_]]
    _land_type: npt.NDArray[np.object_]

    @classmethod
    def of(cls, view: AffectedView) -> AffectedTable:
        """Put a result in columns; not for the window's thread."""
        table, by_zone = view.table, view.by_zone
        keys = [key for key in _KINDS if _is_told(table, key)]
        columns = [_column(key, _KINDS[key], table[key]) for key in keys]
        if len(by_zone.columns) > 1:
            at = [column.key for column in columns].index("affected_m2") + 1
            columns[at:at] = [_column(f"{ZONE}{z}", "area", by_zone[z]) for z in by_zone]
        plain = _folded(table, _SEARCHED)
        named = [f"{a} {b}" for a, b in zip(plain, _folded(table, (OWNER,)), strict=True)]
        land_type = table["land_type"].fillna("").to_numpy(dtype=object)
        return cls(
            tuple(columns),
            table.index.to_numpy(dtype=np.int64),
            tuple(str(zone) for zone in by_zone.columns),
            tuple(sorted(set(land_type))),
            plain,
            named,
            {str(zone): (by_zone[zone] > 0).to_numpy() for zone in by_zone},
            land_type,
        )

    def __len__(self) -> int:
        return len(self.features)

    def column(self, key: str) -> Column:
        """Return a column by its key."""
        return next(column for column in self.columns if column.key == key)

    def rows(self, wanted: Filter) -> Ints:
        """Return the numbers of the rows that a filter keeps, in the order of the layer."""
        keep = np.ones(len(self), dtype=bool)
        if wanted.land_type is not None:
            keep &= self._land_type == wanted.land_type
        if wanted.zone is not None:
            keep &= self._in_zone[wanted.zone]
        texts = self._with_owner if wanted.owners else self._plain
        for word in fold(wanted.text).split():
            keep &= np.fromiter((word in text for text in texts), dtype=bool, count=len(texts))
        return np.flatnonzero(keep)

    def sorted_by(self, rows: Ints, key: str, *, descending: bool) -> Ints:
        """Return rows in the order of a column, equal ones in the order they had."""
        rank = self.column(key).rank[rows]
        return rows[np.argsort(-rank if descending else rank, kind="stable")]

    def total(self, rows: Ints, key: str) -> float:
        """Return the sum of an area column over some rows, m²."""
        return float(np.nansum(self.column(key).cells[rows].astype("float64")))


def _is_told(table: pd.DataFrame, key: str) -> bool:
    """Whether a column says anything: some layers have no owners, or no recorded area."""
    if key in {OWNER, "recorded_m2", "buildings", "buildings_affected"}:
        return bool(table[key].notna().any())
    return key != "too_small" or bool(table[key].any())


def _column(key: str, kind: Kind, values: pd.Series) -> Column:
    if kind == "text":
        texts = values.astype(object).where(values.notna(), "").to_numpy(dtype=object)
        return Column(key, kind, texts, _text_rank(texts))
    array = values.to_numpy()
    numbers = np.nan_to_num(array.astype("float64"), nan=-np.inf)
    _, rank = np.unique(numbers, return_inverse=True)
    return Column(key, kind, array, rank.astype(np.int64))


def _text_rank(texts: npt.NDArray[np.object_]) -> Ints:
    """Rank texts as people do: numbers by value and before words, words without tone marks."""
    codes, kinds = pd.factorize(texts)
    order = sorted(range(len(kinds)), key=lambda k: _natural(str(kinds[k])))
    place = np.empty(len(kinds), dtype=np.int64)
    place[order] = np.arange(len(kinds))
    ranks: Ints = place[codes]
    return ranks


def _natural(text: str) -> tuple[int, int, str]:
    if text.isdecimal():
        return (0, int(text[:18]), text)
    return (1 if text else 2, 0, fold(text))


def _folded(table: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    """Return what rows are searched by; the same text is folded once."""
    parts = []
    for key in keys:
        codes, kinds = pd.factorize(table[key].fillna("").to_numpy(dtype=object))
        folded = np.array([fold(str(kind)) for kind in kinds], dtype=object)
        parts.append(folded[codes] if len(kinds) else np.array([], dtype=object))
    return [" ".join(row) for row in zip(*parts, strict=True)]
