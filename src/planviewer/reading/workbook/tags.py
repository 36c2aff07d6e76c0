"""Cells of a regular sheet as markup: the tags that programs write, and what stands in them."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa

from planviewer.reading.markup.blocks import Region
from planviewer.reading.markup.grammar import (
    Grammar,
    Ints,
    Tag,
    Tags,
    attributes_of,
    insist,
    numbers_at,
)
from planviewer.reading.markup.text import pieces, texts_at, unescaped
from planviewer.reading.workbook.cells import MOST_COLUMNS

_MOST_LETTERS: Final = 3
_TEXT_TAGS: Final = {
    "text": Tag(b"<t>", "text", "text-end"),
    "text-kept": Tag(b'<t xml:space="preserve">', "text", "text-end"),
}
CELLS: Final = Grammar(
    {
        "row": Tag(b'<row r="', "attributes", "row row-end cell"),
        "row-end": Tag(b"</row>", "blanks", "row"),
        "cell": Tag(
            b'<c r="', "attributes",
            "cell cell-end row-end value value-empty inline formula formula-with",
        ),
        "cell-end": Tag(b"</c>", "nothing", "cell row-end"),
        "value": Tag(b"<v>", "text", "value-end"),
        "value-empty": Tag(b"<v/>", "nothing", "cell-end"),
        "value-end": Tag(b"</v>", "nothing", "cell-end"),
        "inline": Tag(b"<is>", "nothing", "text text-kept text-empty"),
        "inline-end": Tag(b"</is>", "nothing", "cell-end"),
        "text-empty": Tag(b"<t/>", "nothing", "inline-end"),
        "text-end": Tag(b"</t>", "nothing", "inline-end"),
        "formula": Tag(b"<f>", "text", "formula-end"),
        "formula-with": Tag(b"<f ", "attributes", "formula-end value value-empty cell-end"),
        "formula-end": Tag(b"</f>", "nothing", "value value-empty cell-end"),
        **_TEXT_TAGS,
    }
)  # fmt: skip
STRINGS: Final = Grammar(
    {
        "item": Tag(b"<si>", "nothing", "text text-kept text-empty"),
        "text-empty": Tag(b"<t/>", "nothing", "item-end"),
        "text-end": Tag(b"</t>", "nothing", "item-end"),
        "item-end": Tag(b"</si>", "blanks", "item"),
        **_TEXT_TAGS,
    }
)
ROW, ROW_END, CELL, FORMULA, FORMULA_WITH, FORMULA_END = (
    CELLS.number[name]
    for name in ("row", "row-end", "cell", "formula", "formula-with", "formula-end")
)
VALUES: Final = tuple(CELLS.number[name] for name in ("value", "text", "text-kept"))
SHEET: Final = Region(
    b"<row ", b"</row>", b"</sheetData>", frozenset({"row", "c", "v", "is", "t", "rPh"})
)
SST: Final = Region(b"<si>", b"</si>", b"</sst>", frozenset({"si", "t", "rPh"}))


def _rests(tags: Tags, quotes: Ints, which: Ints) -> tuple[Ints, list[bytes]]:
    """Return what stands in tags behind the quotes of their first attributes.

    Returns
    -------
    codes, rests
        The different ones, and the index of each tag's among them.
    """
    insist(tags.data[quotes] == ord('"'))
    found = pieces(tags.block, quotes + 1, tags.nexts[which], pa.binary()).dictionary_encode()
    return found.indices.to_numpy(), found.dictionary.to_pylist()


def row_numbers(tags: Tags, rows: Ints) -> Ints:
    """Return the numbers of rows.

    Raises
    ------
    IrregularError
        If one has none, or closes itself where it should not.
    """
    numbers, ends = numbers_at(tags.data, tags.ends[rows])
    codes, rests = _rests(tags, ends, rows)
    closed = np.array([attributes_of(rest.rstrip(b" \n\t"))[1] for rest in rests])[codes]
    following = np.append(tags.kinds, ROW)[rows + 1]
    insist(closed == (following == ROW))
    return numbers


def heads_of(tags: Tags, cells: Ints) -> tuple[Ints, Ints, list[dict[str, str]]]:
    """Return the columns (from 0) of cells, and their attributes.

    Returns
    -------
    columns, codes, heads
        The different attributes, and the index of each cell's among them.

    Raises
    ------
    IrregularError
        If a cell has no place, or closes itself where it should not.
    """
    places = tags.ends[cells]
    columns, length = np.zeros(len(cells), np.int64), np.zeros(len(cells), np.int64)
    more = np.ones(len(cells), bool)
    for step in range(_MOST_LETTERS):
        letters = tags.data[places + step] - np.uint8(ord("A"))
        more = more & (letters < 26)
        columns = np.where(more, columns * 26 + letters + 1, columns)
        length += more
    insist((columns >= 1) & (columns <= MOST_COLUMNS))
    _, quotes = numbers_at(tags.data, places + length)
    codes, rests = _rests(tags, quotes, cells)
    heads = [attributes_of(rest) for rest in rests]
    closed = np.array([head[1] for head in heads], bool)[codes]
    following = tags.kinds[cells + 1]
    insist(closed == ((following == CELL) | (following == ROW_END)))
    return columns - 1, codes, [head[0] for head in heads]


def check_formulas(tags: Tags) -> None:
    """See to it that formulas are well-formed; what they say is not read.

    Raises
    ------
    IrregularError
        If one is not.
    """
    plain = tags.of(FORMULA)
    texts_at(tags.block, tags.ends[plain], tags.nexts[plain])
    other = tags.of(FORMULA_WITH)
    found = pieces(tags.block, tags.ends[other] - 1, tags.nexts[other], pa.binary())
    found = found.dictionary_encode()
    parts = [formula.partition(b">") for formula in found.dictionary.to_pylist()]
    closed = np.array([attributes_of(head + end)[1] for head, end, _ in parts], bool)
    insist(closed[found.indices.to_numpy()] == (tags.kinds[other + 1] != FORMULA_END))
    insist(not any(text for (_, _, text), shut in zip(parts, closed, strict=True) if shut))
    unescaped(pa.array([text for _, _, text in parts], pa.binary()))
