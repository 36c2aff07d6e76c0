"""Where everything stands on the page: boxes in mm, worked out from paper and contents.

From the top: head, schematic notice, body, foot. The body holds the map and a panel with the
lists (legend, facts, sources) and the scale block: a column at the right of a landscape page, a
strip below the map of a portrait one. The strip is only as tall as its contents need, a column
is wider when it has much to hold. When the lists are too long, the remarks on sources are
shortened and all lists set smaller (to 82 %), then rows are left out and counted, those of the
legend last. The map keeps at least the share of the page stated here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from planviewer.sheets.flow import Item, Placed, Section, pack, pack_shortened
from planviewer.sheets.furniture.grid import GUTTER
from planviewer.sheets.furniture.title import Head
from planviewer.sheets.look import MARGIN, Look
from planviewer.sheets.marks import Mark, moved
from planviewer.sheets.page import Box, Orientation

PANEL_WIDTHS: Final = (69.0, 81.0)
STRIP_SHARE: Final = 0.40
"""Largest share of the body's height that the strip of a portrait page may take."""
STRIP_COLUMNS: Final = 3
TIGHTER: Final = ((1.0, 4), (1.0, 2), (0.92, 2), (0.86, 2), (0.82, 2), (0.82, 1))
"""How lists are made to fit, in this order: size of type, lines of remarks on each source."""

_GAP = 3.0
_SECTION_GAP = 3.2
_COLUMN_GAP = 5.0
_STRIP_STEP = 1.0

MakeSections = Callable[[float, Look], Sequence[Section]]
MakeBlock = Callable[[float], Item | None]


@dataclass(frozen=True)
class Block:
    """A named piece of furniture in its box."""

    name: str
    box: Box
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Layout:
    """The page: ``frame`` is the map itself, ``outer`` the frame with its gutter for figures."""

    page: Box
    frame: Box
    outer: Box
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Contents:
    """What is to be arranged: bands of fixed height, and lists made for any column width."""

    head: Head | None
    notice: Item | None
    foot: Item
    sections: MakeSections
    scale_block: MakeBlock
    gridded: bool


@dataclass(frozen=True)
class _Panel:
    box: Box
    blocks: tuple[Block, ...]


def printable(page: Box) -> Box:
    """Return the page without its white edge."""
    return page.inset(MARGIN)


def arrange(page: Box, orientation: Orientation, contents: Contents, look: Look) -> Layout:
    """Return the layout of a page."""
    area = printable(page)
    bands, body = _bands(area, contents, look)
    panel = (_column if orientation is Orientation.LANDSCAPE else _strip)(body, contents, look)
    outer = _map_box(body, panel.box, orientation, look)
    gutter = look.mm(GUTTER) if contents.gridded else 0.0
    frame = _snapped(outer.inset(gutter))
    return Layout(page, frame, frame.inset(-gutter), (*bands, *panel.blocks))


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
    return blocks, Box(area.x, top, area.width, foot.y - gap - top)


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
    return contents.scale_block(width) is None and not contents.sections(width, look)


def _column(body: Box, contents: Contents, look: Look) -> _Panel:
    """Return the narrowest column that holds everything, or the widest with what fits."""
    if _nothing_beside(contents, look):
        return _Panel(Box(body.right, body.y, 0.0, 0.0), ())
    for tightness in TIGHTER:
        for width in PANEL_WIDTHS:
            box, lists, scale = _column_boxes(body, look.mm(width), contents, look)
            sections = contents.sections(box.width, look.tighter(*tightness))
            placed = pack(sections, [lists], look.mm(_SECTION_GAP))
            if placed is not None:
                return _Panel(box, (*_as_blocks(placed), *scale))
    placed = pack_shortened(sections, [lists], look.mm(_SECTION_GAP))
    return _Panel(box, (*_as_blocks(placed), *scale))


def _column_boxes(
    body: Box, width: float, contents: Contents, look: Look
) -> tuple[Box, Box, list[Block]]:
    box = Box(body.right - width, body.y, width, body.height)
    block = contents.scale_block(width)
    lists, rest = _above(box, block, look)
    return box, lists, _scale(rest, block)


def _strip(body: Box, contents: Contents, look: Look) -> _Panel:
    """Return the lowest strip that holds everything, or the tallest allowed with what fits."""
    gap = look.mm(_COLUMN_GAP)
    width = (body.width - gap * (STRIP_COLUMNS - 1)) / STRIP_COLUMNS
    block = contents.scale_block(width)
    lowest = block.height if block is not None else look.mm(_STRIP_STEP)
    tallest = max(body.height * STRIP_SHARE, lowest)
    if _nothing_beside(contents, look):
        return _Panel(Box(body.x, body.bottom, 0.0, 0.0), ())
    for tightness in TIGHTER:
        sections = contents.sections(width, look.tighter(*tightness))
        for height in _heights(lowest, tallest, look.mm(_STRIP_STEP)):
            box, columns, rest = _strip_columns(body, height, width, block, look)
            placed = pack(sections, columns, look.mm(_SECTION_GAP))
            if placed is not None:
                return _Panel(box, (*_as_blocks(placed), *_scale(rest, block)))
    placed = pack_shortened(sections, columns, look.mm(_SECTION_GAP))
    return _Panel(box, (*_as_blocks(placed), *_scale(rest, block)))


def _heights(lowest: float, tallest: float, step: float) -> list[float]:
    count = int((tallest - lowest) / step)
    return [*(lowest + number * step for number in range(count + 1)), tallest]


def _strip_columns(
    body: Box, height: float, width: float, block: Item | None, look: Look
) -> tuple[Box, list[Box], Box]:
    strip = Box(body.x, body.bottom - height, body.width, height)
    pitch = width + look.mm(_COLUMN_GAP)
    columns = [Box(strip.x + n * pitch, strip.y, width, height) for n in range(STRIP_COLUMNS)]
    columns[-1], rest = _above(columns[-1], block, look)
    return strip, columns, rest


def _above(column: Box, block: Item | None, look: Look) -> tuple[Box, Box]:
    """Split a column into room for lists and, at its foot, the room of the scale block."""
    if block is None:
        return column, Box(column.x, column.bottom, column.width, 0.0)
    rest = Box(column.x, column.bottom - block.height, column.width, block.height)
    height = max(column.height - block.height - look.mm(_SECTION_GAP), 0.0)
    return Box(column.x, column.y, column.width, height), rest


def _as_blocks(placed: Sequence[Placed]) -> list[Block]:
    return [Block(item.section, item.box, item.marks) for item in placed]


def _scale(rest: Box, block: Item | None) -> list[Block]:
    return [] if block is None else [Block("scale", rest, moved(block.marks, rest.x, rest.y))]
