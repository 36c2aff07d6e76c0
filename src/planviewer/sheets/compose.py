"""From a request to a sheet: every text in its language, every mark in its place.

A :class:`Sheet` is a frozen value that any device can paint (``render``). Composing needs a
``QGuiApplication``, because text is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planviewer import __version__, i18n
from planviewer.errors import SheetScaleImpossible, SheetScaleTooLarge
from planviewer.i18n import Language, translate
from planviewer.model import crs as systems
from planviewer.sheets import layout, projection, scales
from planviewer.sheets.flow import Item, Section
from planviewer.sheets.furniture import facts, footer, grid, legend, notice, scale_block, sources
from planviewer.sheets.furniture.title import Head, head
from planviewer.sheets.look import Look
from planviewer.sheets.marks import Mark
from planviewer.sheets.page import Box, page_size
from planviewer.sheets.request import Part, SheetRequest
from planviewer.sheets.scales import Bounds


@dataclass(frozen=True)
class Sheet:
    """A page ready to be painted.

    ``bounds`` is what ``layout.frame`` shows, to the millimetre of the plan CRS at 1:``scale``.
    """

    request: SheetRequest
    language: Language
    layout: layout.Layout
    scale: int
    bounds: Bounds
    under_map: tuple[Mark, ...]
    over_map: tuple[Mark, ...]
    around: tuple[Mark, ...]

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
    SheetScaleImpossible
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
    page = Box(0.0, 0.0, *page_size(request.paper, request.orientation))
    # The frame does not depend on the scale, so a first pass with any scale finds it.
    draft = layout.arrange(page, request.orientation, _contents(request, 1000, page, look), look)
    scale = _scale(request, (draft.frame.width, draft.frame.height))
    final = layout.arrange(page, request.orientation, _contents(request, scale, page, look), look)
    bounds = scales.bounds_around(request.middle, (final.frame.width, final.frame.height), scale)
    under, over, around = _grid(request, final.frame, bounds, scale, look)
    return Sheet(request, i18n.language(), final, scale, bounds, under, over, around)


def _scale(request: SheetRequest, frame_mm: tuple[float, float]) -> int:
    lowest, highest = scales.LARGEST, scales.SMALLEST
    if request.scale is not None and not lowest <= request.scale <= highest:
        raise SheetScaleImpossible(scale=request.scale, lowest=lowest, highest=highest)
    if request.bounds is None:
        return request.scale or 0  # the request guarantees a scale beside a centre
    if request.scale is None:
        return _fitting(request.bounds, frame_mm)
    if scales.needed_scale(request.bounds, frame_mm) > request.scale * (1 + 1e-9):
        fitting = scales.fitting_scale(request.bounds, frame_mm)
        raise SheetScaleTooLarge(scale=request.scale, fitting=fitting)
    return request.scale


def _fitting(bounds: Bounds, frame_mm: tuple[float, float]) -> int:
    scale = scales.fitting_scale(bounds, frame_mm)
    if scale > scales.SMALLEST:
        raise SheetScaleImpossible(scale=scale, lowest=scales.LARGEST, highest=scales.SMALLEST)
    return scale


def _grid(
    request: SheetRequest, frame: Box, bounds: Bounds, scale: int, look: Look
) -> tuple[tuple[Mark, ...], tuple[Mark, ...], tuple[Mark, ...]]:
    if not request.has(Part.GRID):
        return (), (), ()
    lines = grid.make_grid(frame, bounds, scale, look)
    return grid.under_map(lines), grid.over_map(lines, look), grid.around_map(lines, look)


def _contents(request: SheetRequest, scale: int, page: Box, look: Look) -> layout.Contents:
    width = layout.printable(page).width
    angle = projection.convergence(request.crs, request.middle)

    def block(column: float) -> Item | None:
        bar, north = request.has(Part.SCALE_BAR), request.has(Part.NORTH_ARROW)
        if not (bar or north):
            return None
        return scale_block.scale_block(scale, angle, column, look, bar=bar, north=north)

    return layout.Contents(
        head=_head(request, scale, width, look) if request.has(Part.TITLE) else None,
        notice=notice.notice(width, look) if request.needs_notice else None,
        foot=_foot(request, width, look),
        sections=lambda column, shrunk: _sections(request, column, shrunk),
        scale_block=block,
        gridded=request.has(Part.GRID),
    )


def _head(request: SheetRequest, scale: int, width: float, look: Look) -> Head:
    made = translate("sheet", "Made on {day}").format(day=i18n.day(request.made_on))
    paper = translate("sheet", "on paper {paper}").format(paper=request.paper.value)
    strong = scales.scale_text(scale)
    return head(str(request.title), str(request.subtitle), (strong, paper, made), width, look)


def _sections(request: SheetRequest, width: float, look: Look) -> Sequence[Section]:
    found = []
    if request.has(Part.LEGEND) and request.legend:
        found.append(legend.section(request.legend, width, look))
    if request.has(Part.FACTS) and (request.facts or request.notes):
        found.append(facts.section(request.facts, request.notes, width, look))
    if request.has(Part.SOURCES) and request.sources:
        found.append(sources.section(request.sources, width, look))
    return found


def _foot(request: SheetRequest, width: float, look: Look) -> Item:
    left = (projection.system_text(request.crs), projection.transformation_text(request.crs))
    page = translate("sheet", "Sheet {number} of {total}").format(
        number=request.page.number, total=request.page.total
    )
    return footer.footer(left, (f"planviewer {__version__}", page), width, look)
