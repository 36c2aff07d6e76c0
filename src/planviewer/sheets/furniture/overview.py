"""The locator map: where in the plan the sheet lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planviewer.i18n import translate
from planviewer.sheets.flow import Item
from planviewer.sheets.look import ALERT, MAP_PAPER, RULE, Look
from planviewer.sheets.marks import Mark, OverviewMark, Point, ShapeMark, rectangle
from planviewer.sheets.page import Box
from planviewer.sheets.scales import Bounds
from planviewer.sheets.typeset import block, fit, height

_TALL = 27.0
_LEAST_MARK = 1.6


def overview(bounds: Bounds, width: float, look: Look) -> Item:
    """Return the small map of ``bounds`` (plan CRS) as a block of ``width`` mm."""
    lines, style = fit(translate("sheet", "Where the sheet lies"), width, look.small_muted, 1)
    top = height(1, look.small_muted) + look.mm(0.6)
    box = Box(0.0, top, width, look.mm(_TALL))
    marks: tuple[Mark, ...] = (
        *block(lines, 0.0, 0.0, style),
        rectangle(box, fill=MAP_PAPER),
        OverviewMark(box, _filled(bounds, box)),
        rectangle(box, stroke=RULE, width=look.mm(0.25)),
    )
    return Item(box.bottom, marks)


def _filled(bounds: Bounds, box: Box) -> Bounds:
    """Return bounds of the shape of ``box`` around ``bounds``, with a margin."""
    west, south, east, north = bounds
    metres = max((east - west) / box.width, (north - south) / box.height) * 1.08
    half_w, half_h = box.width * metres / 2, box.height * metres / 2
    x, y = (west + east) / 2, (south + north) / 2
    return x - half_w, y - half_h, x + half_w, y + half_h


def frame_on(marks: Iterable[Mark], seen: Sequence[Point], look: Look) -> tuple[Mark, ...]:
    """Return the sheet's own frame (corners in the plan CRS) on the small map among ``marks``.

    One too small to be seen is drawn larger.
    """
    return tuple(
        _frame(mark.bounds, seen, mark.box, look)
        for mark in marks
        if isinstance(mark, OverviewMark)
    )


def _frame(shown: Bounds, seen: Sequence[Point], box: Box, look: Look) -> ShapeMark:
    """Return the sheet's frame on the small map; a tiny one is drawn as large as can be seen."""
    per_metre = box.width / (shown[2] - shown[0])
    points = [
        (box.x + (x - shown[0]) * per_metre, box.y + (shown[3] - y) * per_metre) for x, y in seen
    ]
    middle = (sum(p[0] for p in points) / 4, sum(p[1] for p in points) / 4)
    size = max(max(p[k] for p in points) - min(p[k] for p in points) for k in (0, 1))
    grow = max(1.0, look.mm(_LEAST_MARK) / size)
    grown = [tuple(middle[k] + (p[k] - middle[k]) * grow for k in (0, 1)) for p in points]
    kept = tuple((min(max(x, box.x), box.right), min(max(y, box.y), box.bottom)) for x, y in grown)
    return ShapeMark(kept, stroke=ALERT, width=look.mm(0.5), closed=True)
