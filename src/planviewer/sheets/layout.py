"""Where everything stands on the page: boxes in mm, worked out from paper and contents.

From the top: head, schematic notice, body, title block, foot. The body holds the map and a panel
with the lists (legend, facts, sources), the locator map and the scale block: a column at the right
of a landscape page, a strip below the map of a portrait one. The strip is only as tall as its
contents need, a column is wider when it has much to hold. When the lists are too long, they are
set smaller (to 82 %), then rows are left out and counted, those of the legend last; a list page
that follows the sheet has all of them. The map keeps at least the share of the page stated here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from planviewer.sheets.flow import Item, Placed, Section, pack, pack_shortened, pour
from planviewer.sheets.furniture.title import Head
from planviewer.sheets.look import MARGIN, Look
from planviewer.sheets.marks import Mark, moved
from planviewer.sheets.page import Box, Orientation

PANEL_WIDTHS: Final = (69.0, 81.0, 92.0)
STRIP_SHARE: Final = 0.40
"""Largest share of the body's height that the strip of a portrait page may take."""
STRIP_COLUMNS: Final = 3
TIGHTER: Final = (1.0, 0.92, 0.86, 0.82)
"""How much smaller lists are set, in this order, to make them fit."""

MOST_LIST_PAGES: Final = 40

_GAP = 3.0
_ABOVE_FOOT = 2.2
_SECTION_GAP = 3.2
_COLUMN_GAP = 5.0
_STRIP_STEP = 1.0

MakeSections = Callable[[float, Look], Sequence[Section]]
MakeBlocks = Callable[[float], Sequence[tuple[str, Item]]]


@dataclass(frozen=True)
class Block:
    """A named piece of furniture in its box."""

    name: str
    box: Box
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Layout:
    """The page: ``frame`` is the map itself, ``outer`` the frame with its gutter for figures.

    ``complete``: whether the lists hold every row with every word.
    """

    page: Box
    frame: Box
    outer: Box
    blocks: tuple[Block, ...]
    complete: bool = True


@dataclass(frozen=True)
class Contents:
    """What is to be arranged: bands of fixed height, and lists made for any column width.

    ``stack`` makes the blocks at the foot of the panel (name and content), the lowest last;
    ``gutter`` is the room for figures beside the frame in mm.
    """

    head: Head | None
    notice: Item | None
    title_block: Item | None
    foot: Item
    sections: MakeSections
    stack: MakeBlocks
    gutter: float


@dataclass(frozen=True)
class _Panel:
    box: Box
    blocks: tuple[Block, ...]
    complete: bool = True


def printable(page: Box) -> Box:
    """Return the page without its white edge."""
    return page.inset(MARGIN)


def arrange(page: Box, orientation: Orientation, contents: Contents, look: Look) -> Layout:
    """Return the layout of a page."""
    area = printable(page)
    bands, body = _bands(area, contents, look)
    panel = (_column if orientation is Orientation.LANDSCAPE else _strip)(body, contents, look)
    outer = _map_box(body, panel.box, orientation, look)
    gutter = contents.gutter
    frame = _snapped(outer.inset(gutter))
    blocks = (*bands, *panel.blocks)
    return Layout(page, frame, frame.inset(-gutter), blocks, panel.complete)


def arrange_lists(
    page: Box, orientation: Orientation, contents: Contents, look: Look
) -> list[Layout]:
    """Return pages that hold nothing but the lists, as many as it takes."""
    bands, body = _bands(printable(page), contents, look)
    count = STRIP_COLUMNS if orientation is Orientation.LANDSCAPE else STRIP_COLUMNS - 1
    columns = _columns(body, count, look)
    rest = list(contents.sections(columns[0].width, look))
    pages: list[Layout] = []
    while rest and len(pages) < MOST_LIST_PAGES:
        placed, rest = pour(rest, columns, look.mm(_SECTION_GAP))
        nowhere = Box(body.x, body.y, 0.0, 0.0)
        blocks = (*bands, *_as_blocks(placed))
        pages.append(Layout(page, nowhere, nowhere, blocks, complete=not rest))
    return pages


def _columns(body: Box, count: int, look: Look) -> list[Box]:
    width = (body.width - look.mm(_COLUMN_GAP) * (count - 1)) / count
    pitch = width + look.mm(_COLUMN_GAP)
    return [Box(body.x + n * pitch, body.y, width, body.height) for n in range(count)]


def _bands(area: Box, contents: Contents, look: Look) -> tuple[list[Block], Box]:
    blocks, top, gap = [], area.y, look.mm(_GAP)
    if contents.head is not None:
        box = Box(area.x, top, area.width, contents.head.height)
        blocks.append(Block("title", box, moved(contents.head.marks, area.x, top)))
        top = box.bottom + gap
    if contents.notice is not None:
        box = Box(area.x, top, area.width, contents.notice.height)
        blocks.append(Block("notice", box, moved(contents.notice.marks, area.x, top)))
        top = box.bottom + gap
    foot = Box(area.x, area.bottom - contents.foot.height, area.width, contents.foot.height)
    blocks.append(Block("footer", foot, moved(contents.foot.marks, foot.x, foot.y)))
    bottom = foot.y - look.mm(_ABOVE_FOOT)
    if contents.title_block is not None:
        tall = contents.title_block.height
        box = Box(area.x, bottom - tall, area.width, tall)
        blocks.append(Block("title-block", box, moved(contents.title_block.marks, box.x, box.y)))
        bottom = box.y - gap
    return blocks, Box(area.x, top, area.width, bottom - top)


def _map_box(body: Box, panel: Box, orientation: Orientation, look: Look) -> Box:
    gap = look.mm(_GAP) if panel.width * panel.height > 0 else 0.0
    if orientation is Orientation.LANDSCAPE:
        return Box(body.x, body.y, body.width - panel.width - gap, body.height)
    return Box(body.x, body.y, body.width, body.height - panel.height - gap)


def _snapped(box: Box) -> Box:
    """Return the box on tenths of a millimetre, so that its size can be checked with a ruler."""
    x, y = _tenths(box.x + 0.0999), _tenths(box.y + 0.0999)
    return Box(x, y, round(_tenths(box.right) - x, 1), round(_tenths(box.bottom) - y, 1))


def _tenths(value: float) -> float:
    return int(value * 10 + 1e-6) / 10


def _nothing_beside(contents: Contents, look: Look) -> bool:
    width = look.mm(PANEL_WIDTHS[0])
    return not contents.stack(width) and not contents.sections(width, look)


def _column(body: Box, contents: Contents, look: Look) -> _Panel:
    """Return the narrowest column that holds everything, or the widest with what fits."""
    if _nothing_beside(contents, look):
        return _Panel(Box(body.right, body.y, 0.0, 0.0), ())
    for tightness in TIGHTER:
        for width in PANEL_WIDTHS:
            box, lists, stack = _column_boxes(body, look.mm(width), contents, look)
            sections = contents.sections(box.width, look.tighter(tightness))
            placed = pack(sections, [lists], look.mm(_SECTION_GAP))
            if placed is not None:
                return _panel(box, placed, stack, sections)
    return _panel(box, pack_shortened(sections, [lists], look.mm(_SECTION_GAP)), stack, None)


def _panel(
    box: Box,
    placed: Sequence[Placed],
    stack: Sequence[Block],
    sections: Sequence[Section] | None,
) -> _Panel:
    """Return the filled panel; ``sections`` are None where rows had to be left out."""
    complete = sections is not None and all(section.complete for section in sections)
    return _Panel(box, (*_as_blocks(placed), *stack), complete)


def _column_boxes(
    body: Box, width: float, contents: Contents, look: Look
) -> tuple[Box, Box, list[Block]]:
    box = Box(body.right - width, body.y, width, body.height)
    lists, stack = _above(box, contents.stack(width), look)
    return box, lists, stack


def _strip(body: Box, contents: Contents, look: Look) -> _Panel:
    """Return the lowest strip that holds everything, or the tallest allowed with what fits."""
    gap = look.mm(_COLUMN_GAP)
    width = (body.width - gap * (STRIP_COLUMNS - 1)) / STRIP_COLUMNS
    items = contents.stack(width)
    lowest = _stack_height(items, look) or look.mm(_STRIP_STEP)
    tallest = max(body.height * STRIP_SHARE, lowest)
    if _nothing_beside(contents, look):
        return _Panel(Box(body.x, body.bottom, 0.0, 0.0), ())
    for tightness in TIGHTER:
        sections = contents.sections(width, look.tighter(tightness))
        for height in _heights(lowest, tallest, look.mm(_STRIP_STEP)):
            box, columns, stack = _strip_columns(body, height, items, look)
            placed = pack(sections, columns, look.mm(_SECTION_GAP))
            if placed is not None:
                return _panel(box, placed, stack, sections)
    return _panel(box, pack_shortened(sections, columns, look.mm(_SECTION_GAP)), stack, None)


def _heights(lowest: float, tallest: float, step: float) -> list[float]:
    count = int((tallest - lowest) / step)
    return [*(lowest + number * step for number in range(count + 1)), tallest]


def _strip_columns(
    body: Box, height: float, items: Sequence[tuple[str, Item]], look: Look
) -> tuple[Box, list[Box], list[Block]]:
    strip = Box(body.x, body.bottom - height, body.width, height)
    columns = _columns(strip, STRIP_COLUMNS, look)
    columns[-1], stack = _above(columns[-1], items, look)
    return strip, columns, stack


def _stack_height(items: Sequence[tuple[str, Item]], look: Look) -> float:
    gaps = look.mm(_SECTION_GAP) * max(len(items) - 1, 0)
    return sum(item.height for _, item in items) + gaps


def _above(column: Box, items: Sequence[tuple[str, Item]], look: Look) -> tuple[Box, list[Block]]:
    """Return the room for lists in a column, and the blocks that stand at its foot."""
    gap = look.mm(_SECTION_GAP)
    tall = _stack_height(items, look)
    top = column.bottom - tall
    blocks = []
    for name, item in items:
        box = Box(column.x, top, column.width, item.height)
        blocks.append(Block(name, box, moved(item.marks, box.x, box.y)))
        top = box.bottom + gap
    room = max(column.height - tall - (gap if items else 0.0), 0.0)
    return Box(column.x, column.y, column.width, room), blocks


def _as_blocks(placed: Sequence[Placed]) -> list[Block]:
    return [Block(item.section, item.box, item.marks) for item in placed]
