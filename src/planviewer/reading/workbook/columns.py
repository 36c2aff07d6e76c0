"""The body of a regular sheet, read by columns: a large one in a fifth of the time.

A parser takes whatever XML may be, cell by cell (``workbook.cells``). Where a sheet is written as
programs write it, the same values are found by the thousand; where it is not, or there is any
doubt, nothing is said here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import IO, Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from planviewer.reading.markup.blocks import blocks_of
from planviewer.reading.markup.grammar import Ints, IrregularError, Tags, insist, tags_of
from planviewer.reading.markup.text import characters, texts_at
from planviewer.reading.workbook.cells import MOST_EMPTY_ROWS, MOST_GAPS, Meaning
from planviewer.reading.workbook.tags import (
    CELL,
    CELLS,
    ROW,
    ROW_END,
    SHEET,
    SST,
    STRINGS,
    VALUES,
    check_formulas,
    heads_of,
    row_numbers,
)

Columns: TypeAlias = tuple[list["pa.ChunkedArray | list[Any]"], int]
"""Columns of texts, of numbers, or of whatever stands in the cells; and how many rows there are."""
Part: TypeAlias = "pa.Array | list[Any]"
Flags = npt.NDArray[np.bool_]

_MOST_COLUMNS: Final = 256
"""A wider sheet is hardly a table, and few of its rows fit into a block."""
_MOST_SHARED_BYTES: Final = 1 << 28
"""Of a block's shared texts, each written out as often as it is named."""
_EXACT: Final = 2.0**53
"""Smaller whole numbers are the same as floating-point numbers."""
_DIGITS: Final = b"0123456789"
_FIGURES: Final = _DIGITS + b"+-.eE"
_TEXT, _NUMBER, _SHARED, _OTHER = range(4)
"""What stands in a cell: text, a number, the index of a shared text; anything else."""


def shared_texts(stream: IO[bytes], size: int) -> pa.Array:
    """Return the texts that cells share.

    Raises
    ------
    IrregularError
        If the part is not regular.
    """
    parts = [pa.array([], pa.string())]
    for block in blocks_of(stream, size, SST):
        tags = tags_of(block, STRINGS)
        insist(tags.kinds[0] == STRINGS.number["item"])
        insist(tags.kinds[-1] == STRINGS.number["item-end"])
        at = tags.of(*(STRINGS.number[name] for name in ("text", "text-kept", "text-empty")))
        parts.append(texts_at(block, tags.ends[at], tags.nexts[at]))
    try:
        return pa.concat_arrays(parts)
    except pa.ArrowInvalid as error:  # too much for one array
        raise IrregularError from error


class SheetColumns:
    """Gathers the columns of a sheet below its headings.

    Parameters
    ----------
    strings
        The texts that cells share.
    left_out
        How many rows at the top are not wanted, counted from the first that the sheet has; what
        stands in them has been read before.
    width
        How many columns are wanted.
    """

    def __init__(self, meaning: Meaning, strings: pa.Array, left_out: int, width: int) -> None:
        self._meaning, self._left_out, self._width = meaning, left_out, width
        self._shared = _Shared(strings)
        self._begin = 0
        """Number of the first row that is wanted."""
        self._number = self._filled = self._gaps = 0
        self._counts: list[int] = []
        self._parts: list[dict[int, Part]] = []

    def read(self, stream: IO[bytes], size: int) -> Columns:
        """Return the columns without rows that hold nothing.

        Raises
        ------
        IrregularError
            If the sheet is not regular.
        ValueError, IndexError
            If a cell holds something else than it says.
        """
        for block in blocks_of(stream, size, SHEET):
            self._take(tags_of(block, CELLS))
        return [self._joined(number) for number in range(self._width)], sum(self._counts)

    # --- a block ------------------------------------------------------------------------------
    def _take(self, tags: Tags) -> None:
        rows, cells = tags.of(ROW), tags.of(CELL)
        insist(tags.kinds[0] == ROW and tags.kinds[-1] in {ROW, ROW_END})
        check_formulas(tags)
        numbers = self._row_numbers(tags, rows)
        columns, codes, heads = heads_of(tags, cells)
        at = tags.of(*VALUES)
        at = at[tags.nexts[at] > tags.ends[at]]  # an empty text is none
        row_of, cell_of = tags.ordinals(ROW, at), tags.ordinals(CELL, at)
        columns = columns[cell_of]
        self._check_gaps(columns, row_of)
        wanted = (numbers >= self._begin)[row_of]
        at, cell_of = at[wanted], cell_of[wanted]
        cells_of = _Cells(tags, tags.ends[at], tags.nexts[at], codes[cell_of], heads)
        self._keep(cells_of, columns[wanted], row_of[wanted], numbers)

    def _row_numbers(self, tags: Tags, rows: Ints) -> Ints:
        numbers = row_numbers(tags, rows)
        if not self._number:
            self._begin = int(numbers[0]) + self._left_out
            self._filled = self._begin - 1
        insist(np.diff(numbers, prepend=self._number) > 0)
        self._number = int(numbers[-1])
        return numbers

    def _check_gaps(self, columns: Ints, rows: Ints) -> None:
        """See to it that cells stand in order, and few are left out between others."""
        next_row = np.diff(rows, prepend=-1) > 0
        steps = np.diff(columns, prepend=0)
        insist((steps > 0) | next_row)
        self._gaps += int(np.where(next_row, columns, steps - 1).sum())
        insist(self._gaps <= MOST_GAPS)

    def _keep(self, cells: _Cells, columns: Ints, rows: Ints, numbers: Ints) -> None:
        """Keep the values of a block by columns, without rows that hold none."""
        order = np.argsort(columns.astype(np.uint16), kind="stable")
        names, firsts = np.unique(columns[order], return_index=True)
        insist(len(names) <= _MOST_COLUMNS)
        groups = np.split(order, firsts[1:]) if len(order) else []
        values = [cells.values(group, self._meaning, self._shared) for group in groups]
        holds = np.zeros(len(numbers), bool)
        for group, part in zip(groups, values, strict=True):
            holds[rows[group][_is_any(part)]] = True
        self._check_rows(numbers[holds])
        place, count = np.cumsum(holds) - 1, int(holds.sum())
        parts = {}
        for name, group, part in zip(names.tolist(), groups, values, strict=True):
            if name < self._width:
                kept = holds[rows[group]]
                parts[name] = _spread(part, kept, place[rows[group]][kept], count)
        self._counts.append(count)
        self._parts.append(parts)

    def _check_rows(self, filled: Ints) -> None:
        """See to it that no rows without a value are so many that the sheet ends there."""
        if len(filled):
            insist(np.diff(filled, prepend=self._filled) <= MOST_EMPTY_ROWS)
            self._filled = int(filled[-1])

    def _joined(self, number: int) -> pa.ChunkedArray | list[Any]:
        parts = [part.get(number) for part in self._parts]
        kinds = {part.type if isinstance(part, pa.Array) else type(part) for part in parts}
        kinds.discard(type(None))
        pairs = zip(parts, self._counts, strict=True)
        if kinds <= {pa.string()} or kinds == {pa.float64()}:
            kind = next(iter(kinds), pa.string())
            chunks = [pa.nulls(count, kind) if part is None else part for part, count in pairs]
            return pa.chunked_array(chunks, kind)
        return [value for part, count in pairs for value in _listed(part, count)]


class _Shared:
    """The texts that cells share, looked up for many cells at once."""

    def __init__(self, strings: pa.Array) -> None:
        self._strings = strings
        self._lengths = pc.binary_length(strings).to_numpy(zero_copy_only=False)

    def of(self, indexes: pa.Array) -> pa.Array:
        """Return texts by their indexes, written as figures."""
        insist(not characters(indexes).translate(None, _DIGITS))
        numbers = indexes.cast(pa.int64()).to_numpy()
        insist(numbers < len(self._lengths))
        insist(int(self._lengths[numbers].sum()) <= _MOST_SHARED_BYTES)
        return self._strings.take(pa.array(numbers))


@dataclass(frozen=True, eq=False)
class _Cells:
    """The cells of a block that hold something: where it stands, and which head each has."""

    tags: Tags
    starts: Ints
    stops: Ints
    codes: Ints
    heads: list[dict[str, str]]

    def values(self, group: Ints, meaning: Meaning, shared: _Shared) -> Part:
        """Return the values of some cells, in their order."""
        texts = texts_at(self.tags.block, self.starts[group], self.stops[group])
        codes = self.codes[group].tolist()
        kinds = {_kind(self.heads[code], meaning) for code in set(codes)}
        if kinds == {_TEXT}:
            return texts
        if kinds == {_SHARED}:
            return shared.of(texts)
        numbers = _numbers(texts) if kinds == {_NUMBER} else None
        if numbers is not None:
            return numbers
        known: dict[tuple[int, str], Any] = {}
        for key in zip(codes, texts.to_pylist(), strict=True):
            if key not in known:
                known[key] = meaning.of(self.heads[key[0]], key[1])
        return [known[key] for key in zip(codes, texts.to_pylist(), strict=True)]


def _kind(head: dict[str, str], meaning: Meaning) -> int:
    kind = head.get("t", "n")
    if kind == "n":
        return _OTHER if head.get("s") in meaning.dates.styles else _NUMBER
    return {"str": _TEXT, "inlineStr": _TEXT, "e": _TEXT, "s": _SHARED}.get(kind, _OTHER)


def _numbers(texts: pa.Array) -> pa.Array | None:
    """Return numbers that are the same whether they are taken for whole ones or not, else None."""
    if characters(texts).translate(None, _FIGURES):
        return None
    try:
        numbers = texts.cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    return numbers if (np.abs(numbers.to_numpy()) < _EXACT).all() else None


# --- values -----------------------------------------------------------------------------------
def _is_any(part: Part) -> Flags:
    """Which values are not the empty text."""
    if isinstance(part, list):
        return np.array([value != "" for value in part], bool)
    if part.type != pa.string():
        return np.ones(len(part), bool)
    return np.asarray(pc.binary_length(part).to_numpy(zero_copy_only=False) > 0, bool)


def _spread(part: Part, kept: Flags, rows: Ints, count: int) -> Part:
    """Put values into their rows, of which there are so many."""
    if len(rows) == count == len(part):
        return part
    if isinstance(part, list):
        spread: list[Any] = [None] * count
        for row, value in zip(rows.tolist(), compress(part, kept), strict=True):
            spread[row] = value
        return spread
    index = np.full(count, -1)
    index[rows] = np.flatnonzero(kept)
    return part.take(pa.array(index, mask=index < 0))


def _listed(part: Part | None, count: int) -> list[Any]:
    if part is None:
        return [None] * count
    values: list[Any] = part if isinstance(part, list) else part.to_pylist()
    return values
