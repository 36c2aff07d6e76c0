"""Lists poured into columns: legend, facts, sources.

A section is a heading and rows. Rows are never cut; a heading is never left alone at the foot of
a column. When everything does not fit, rows are taken from the end of the section that gives way
first and counted in a closing line ("… and 12 more"), so nothing disappears unsaid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from planviewer.sheets.marks import Mark, moved
from planviewer.sheets.page import Box


@dataclass(frozen=True)
class Item:
    """Something of fixed height; its marks count from its own upper left corner.

    ``count`` is how many entries of a list it stands for, ``cut`` whether a text of it had to end
    with an ellipsis.
    """

    height: float
    marks: tuple[Mark, ...]
    keep_with_next: bool = False
    count: int = 1
    cut: bool = False


@dataclass(frozen=True)
class Section:
    """A heading with rows; ``more(n)`` makes the line that stands for ``n`` rows left out.

    ``least`` rows are kept while any other section still has more than its own least; after that
    sections give way in the order of their ``rank``, the lowest first.
    """

    name: str
    heading: Item
    rows: tuple[Item, ...]
    more: Callable[[int], Item]
    least: int = 0
    rank: int = 0
    left_out: int = 0

    @property
    def items(self) -> tuple[Item, ...]:
        """What is placed, in order."""
        closing = (self.more(self.left_out),) if self.left_out else ()
        return (self.heading, *self.rows, *closing)

    @property
    def complete(self) -> bool:
        """Whether every row is there with every word."""
        return not self.left_out and not any(row.cut for row in self.rows)

    @property
    def height(self) -> float:
        """The height of everything, in one column."""
        return sum(item.height for item in self.items)

    def shorter(self) -> Section:
        """Return the section without its last row (and without a group heading left alone)."""
        rows, gone = self.rows[:-1], self.rows[-1].count
        while rows and rows[-1].keep_with_next:
            rows = rows[:-1]
        return replace(self, rows=rows, left_out=self.left_out + gone)


@dataclass(frozen=True)
class Placed:
    """An item in its place on the page."""

    section: str
    box: Box
    item: Item

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks on the page."""
        return moved(self.item.marks, self.box.x, self.box.y)


class _Pen:
    """Where the next item goes."""

    def __init__(self, columns: Sequence[Box]) -> None:
        self.columns = list(columns)
        self.number = 0
        self.y = columns[0].y if columns else 0.0

    def place(self, height: float, needed: float, gap: float) -> Box | None:
        """Take ``height`` where ``needed`` still fits; None if no column has room."""
        while self.number < len(self.columns):
            column = self.columns[self.number]
            top = self.y if self.y <= column.y else self.y + gap
            if top + needed <= column.bottom + 1e-6:
                self.y = top + height
                return Box(column.x, top, column.width, height)
            self.number += 1
            if self.number < len(self.columns):
                self.y = self.columns[self.number].y
        return None


def pack(sections: Iterable[Section], columns: Sequence[Box], gap: float) -> list[Placed] | None:
    """Place every item in order, or return None if they do not fit."""
    pen, placed = _Pen(columns), []
    for section in sections:
        items = section.items
        for index, item in enumerate(items):
            box = pen.place(item.height, _together(items, index), gap if index == 0 else 0.0)
            if box is None:
                return None
            placed.append(Placed(section.name, box, item))
    return placed


def _together(items: Sequence[Item], index: int) -> float:
    """Return the height of an item with those that must stay in its column."""
    total = items[index].height
    while items[index].keep_with_next and index + 1 < len(items):
        index += 1
        total += items[index].height
    return total


def pack_shortened(sections: Sequence[Section], columns: Sequence[Box], gap: float) -> list[Placed]:
    """Place as many rows as fit, saying in each section how many were left out."""
    current = list(sections)
    while True:
        placed = pack(current, columns, gap)
        if placed is not None:
            return placed
        index = max(range(len(current)), key=lambda i: _gives_way(current[i]), default=-1)
        if index < 0 or not current[index].rows:
            return []  # a column too small for headings alone
        current[index] = current[index].shorter()


def pour(
    sections: Sequence[Section], columns: Sequence[Box], gap: float
) -> tuple[list[Placed], list[Section]]:
    """Place what fits, in order, and return it with what is left for the next page.

    At least one row is taken, so that pouring ends: one that is higher than a column is let go.
    """
    pen = _Pen(columns)
    placed: list[Placed] = []
    for number, section in enumerate(sections):
        items = (section.heading, *section.rows)
        for index, item in enumerate(items):
            box = pen.place(item.height, _together(items, index), gap if index == 0 else 0.0)
            if box is None:
                done = max(index - 1, 0) if placed else 1
                rest = replace(section, rows=section.rows[done:])
                return placed, [item for item in (rest, *sections[number + 1 :]) if item.rows]
            placed.append(Placed(section.name, box, item))
    return placed, []


def _gives_way(section: Section) -> tuple[bool, bool, float]:
    """Return a key that is highest for the section to shorten next."""
    has_more = len(section.rows) > section.least
    return bool(section.rows), has_more, section.height if has_more else -float(section.rank)
