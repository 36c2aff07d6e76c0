"""What is selected: rows by layer, as a value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Self

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Selection:
    """Rows (0-based, ascending, each once) by layer id; layers without rows are not named.

    Make one with :meth:`of`. Two selections of the same rows are equal.
    """

    parts: tuple[tuple[str, Rows], ...] = ()

    @classmethod
    def of(cls, rows: Mapping[str, npt.ArrayLike]) -> Self:
        """Return the selection of these rows, in any order and with repetitions, by layer."""
        parts = ((layer_id, _tidy(some)) for layer_id, some in sorted(rows.items()))
        return cls(tuple((layer_id, some) for layer_id, some in parts if len(some)))

    @property
    def count(self) -> int:
        """How many features are selected."""
        return sum(len(rows) for _, rows in self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[tuple[str, bytes], ...]:
        return tuple((layer_id, rows.tobytes()) for layer_id, rows in self.parts)

    @property
    def layer_ids(self) -> tuple[str, ...]:
        """The layers of which something is selected."""
        return tuple(layer_id for layer_id, _ in self.parts)

    def rows(self, layer_id: str) -> Rows:
        """Return the rows of a layer, none if nothing of it is selected."""
        return dict(self.parts).get(layer_id, np.empty(0, dtype=np.int64))

    def first(self, most: int) -> Iterator[tuple[str, int]]:
        """Yield (layer, row) of at most ``most`` features."""
        each = ((layer_id, int(row)) for layer_id, rows in self.parts for row in rows)
        return islice(each, most)

    def with_added(self, other: Selection) -> Self:
        """Return what is in this one, in the other, or in both."""
        return self._joined(other, np.union1d)

    def toggled(self, other: Selection) -> Self:
        """Return what is in exactly one of the two: another click takes a feature out again."""
        return self._joined(other, np.setxor1d)

    def only_of(self, layer_ids: Collection[str]) -> Self:
        """Return the part that lies in these layers."""
        return type(self)(tuple(part for part in self.parts if part[0] in layer_ids))

    def _joined(self, other: Selection, join: Callable[[Rows, Rows], Rows]) -> Self:
        ids = {*self.layer_ids, *other.layer_ids}
        return self.of({item: join(self.rows(item), other.rows(item)) for item in ids})


def _tidy(rows: npt.ArrayLike) -> Rows:
    tidy = np.array(rows, dtype=np.int64)
    if len(tidy) and not (np.diff(tidy) > 0).all():  # sorting a million rows takes a second
        tidy = np.unique(tidy)
    tidy.setflags(write=False)
    return tidy
