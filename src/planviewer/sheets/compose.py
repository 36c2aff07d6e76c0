"""From a request to a sheet: every text in its language, every mark in its place.

A :class:`Sheet` is a frozen value that any device can paint (``render``). Composing needs a
``QGuiApplication``, because text is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import shapely

from planviewer import i18n
from planviewer.drawing.arrays import corners
from planviewer.errors import SheetAreaTooLarge, SheetScaleImpossible, SheetScaleTooLarge
from planviewer.i18n import Language, translate
from planviewer.model import crs as systems
from planviewer.sheets import contents, layout, scales
from planviewer.sheets.furniture import degrees, grid, overview, seams
from planviewer.sheets.look import Look
from planviewer.sheets.marks import Mark
from planviewer.sheets.page import Box, page_size
from planviewer.sheets.place import Place
from planviewer.sheets.request import Part, SheetRequest
from planviewer.sheets.scales import Bounds

_ANY_SCALE: Final = 1000
_MOST: Final = 0.6
"""Share of the plan, seen on a sheet, from which on no locator map is needed."""


@dataclass(frozen=True)
class Sheet:
    """A page ready to be painted.

    ``place`` says what ``layout.frame`` shows, to the millimetre of the plan CRS at 1:``scale``; a
    list page, which follows a sheet whose lists were too long for it, shows nothing and has None.
    """

    request: SheetRequest
    language: Language
    layout: layout.Layout
    place: Place | None
    under_map: tuple[Mark, ...] = ()
    over_map: tuple[Mark, ...] = ()
    around: tuple[Mark, ...] = ()

    @property
    def ground(self) -> Place:
        """What the map shows; a list page has no map and must not be asked."""
        if self.place is None:
            raise RuntimeError("a list page shows no ground")
        return self.place

    @property
    def scale(self) -> int:
        """The denominator of the scale."""
        return self.ground.scale

    @property
    def bounds(self) -> Bounds:
        """What is seen (plan CRS); of a turned map the upright box around it."""
        return self.ground.bounds

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the page."""
        return self.layout.page.width, self.layout.page.height

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks of the furniture outside the frame."""
        return (*self.around, *(m for block in self.layout.blocks for m in block.marks))


def compose(request: SheetRequest) -> Sheet:
    """Lay out a sheet in the current language.

    Raises
    ------
    SheetAreaTooLarge, SheetScaleImpossible
        If the scale asked for is none a sheet can have.
    SheetScaleTooLarge
        If the bounds asked for do not fit the frame at the scale asked for, or at any standard one.
    CrsNotMetric, CrsUnknown
        If the sheet's CRS cannot carry a scale.
    SheetFontMissing
        If the fonts are not installed.
    """
    systems.require_metric(request.crs, translate("sheet", "A sheet"))
    look = Look(request.paper.type_factor)
    if request.bounds is None:
        scale = _scale(request, (1.0, 1.0))  # asked for: no frame is needed to know it
    else:
        # The frame does not depend on the scale, so a first pass with any scale finds it.
        draft = _arranged(request, _ANY_SCALE, look)
        scale = _scale(request, (draft.frame.width, draft.frame.height))
    final = _arranged(request, scale, look)
    place = Place(final.frame, request.middle, scale, request.turn)
    if request.overview is not None and _shows_most(place, request.overview):
        return compose(request.changed(overview=None))
    under, over, around = _furniture(request, place, look)
    blocks = (mark for block in final.blocks for mark in block.marks)
    around += overview.frame_on(blocks, place.corners, look)
    return Sheet(request, i18n.language(), final, place, under, over, around)


def _shows_most(place: Place, bounds: Bounds) -> bool:
    """Whether a frame shows so much of the plan that a locator map would say nothing."""
    whole = shapely.box(*bounds)
    return bool(whole.intersection(place.area).area > _MOST * whole.area)


def compose_lists(request: SheetRequest) -> list[Sheet]:
    """Return the pages that hold the whole lists of a sheet whose own panel could not.

    Raises
    ------
    SheetFontMissing
        If the fonts are not installed.
    """
    look = Look(request.paper.type_factor)
    page = Box(0.0, 0.0, *page_size(request.paper, request.orientation))
    held = contents.of_lists(request, page, look)
    pages = layout.arrange_lists(page, request.orientation, held, look)
    return [Sheet(request, i18n.language(), arranged, None) for arranged in pages]


def _arranged(request: SheetRequest, scale: int, look: Look) -> layout.Layout:
    page = Box(0.0, 0.0, *page_size(request.paper, request.orientation))
    held = contents.of_sheet(request, scale, page, look)
    return layout.arrange(page, request.orientation, held, look)


def _scale(request: SheetRequest, frame_mm: tuple[float, float]) -> int:
    lowest, highest = scales.LARGEST, scales.SMALLEST
    if request.scale is not None and not lowest <= request.scale <= highest:
        raise SheetScaleImpossible(scale=request.scale, lowest=lowest, highest=highest)
    if request.bounds is None:
        return request.scale or 0  # the request guarantees a scale beside a centre
    bounds = _upright(request, request.bounds)
    if request.scale is None:
        return _fitting(bounds, frame_mm)
    if scales.needed_scale(bounds, frame_mm) > request.scale * (1 + 1e-9):
        fitting = scales.fitting_scale(bounds, frame_mm)
        raise SheetScaleTooLarge(scale=request.scale, fitting=fitting)
    return request.scale


def _upright(request: SheetRequest, bounds: Bounds) -> Bounds:
    """Return the extent of ``bounds`` as the page sees it."""
    if request.turn == 0:
        return bounds
    place = Place(Box(0, 0, 1, 1), request.middle, _ANY_SCALE, request.turn)
    (west, south), (east, north) = corners(place.turned_back(scales.corners_of(bounds)))
    return float(west), float(south), float(east), float(north)


def _fitting(bounds: Bounds, frame_mm: tuple[float, float]) -> int:
    scale = scales.fitting_scale(bounds, frame_mm)
    if scale > scales.SMALLEST:
        raise SheetAreaTooLarge(scale=scale, smallest=scales.SMALLEST)
    return scale


def _furniture(
    request: SheetRequest, place: Place, look: Look
) -> tuple[tuple[Mark, ...], tuple[Mark, ...], tuple[Mark, ...]]:
    """Return what stands under the map, over it, and around the frame."""
    over = seams.seam_marks(request.seams, place, look)
    over += seams.outline_marks(request.outlines, place, look)
    if not request.has(Part.GRID):
        return (), over, ()
    lines = grid.make_grid(place, look)
    around = grid.around_map(lines, look, contents.gutter(request, look) - look.mm(grid.GUTTER))
    if request.has(Part.DEGREES):
        around += degrees.marks(place, request.crs, look)
    return grid.under_map(lines), grid.over_map(lines, look) + over, around
