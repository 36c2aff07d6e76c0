"""What stands on a sheet besides the map: the parts asked for, made from the request."""

from __future__ import annotations

from collections.abc import Sequence

from planviewer import __version__, i18n
from planviewer.i18n import translate
from planviewer.sheets import layout, projection, scales
from planviewer.sheets.flow import Item, Section
from planviewer.sheets.furniture import (
    degrees,
    facts,
    footer,
    grid,
    legend,
    notice,
    overview,
    scale_block,
    sources,
    title_block,
)
from planviewer.sheets.furniture.title import Head, head
from planviewer.sheets.look import Look
from planviewer.sheets.page import Box
from planviewer.sheets.request import Part, SheetRequest


def of_sheet(request: SheetRequest, scale: int, page: Box, look: Look) -> layout.Contents:
    """Return what a sheet at 1:``scale`` holds."""
    width = layout.printable(page).width
    return layout.Contents(
        head=_head(request, scales.scale_text(scale), width, look),
        notice=notice.notice(width, look) if request.needs_notice else None,
        title_block=_title_block(request, width, look),
        foot=_foot(request, width, look),
        sections=lambda column, shrunk: sections(request, column, shrunk),
        stack=lambda column: _stack(request, scale, column, look),
        gutter=gutter(request, look),
    )


def of_lists(request: SheetRequest, page: Box, look: Look) -> layout.Contents:
    """Return what a list page holds: everything that a panel may have had to leave out."""
    width = layout.printable(page).width
    return layout.Contents(
        head=_head(request, translate("sheet", "List page"), width, look),
        notice=notice.notice(width, look) if request.needs_notice else None,
        title_block=None,
        foot=_foot(request, width, look),
        sections=lambda column, shrunk: sections(request, column, shrunk),
        stack=lambda _column: (),
        gutter=0.0,
    )


def gutter(request: SheetRequest, look: Look) -> float:
    """Return the room beside the frame for figures, in millimetres."""
    if not request.has(Part.GRID):
        return 0.0
    return look.mm(grid.GUTTER + (degrees.BAND if request.has(Part.DEGREES) else 0.0))


def _stack(
    request: SheetRequest, scale: int, column: float, look: Look
) -> Sequence[tuple[str, Item]]:
    items = []
    if request.has(Part.LOCATOR) and request.overview is not None:
        items.append(("locator", overview.overview(request.overview, column, look)))
    bar, north = request.has(Part.SCALE_BAR), request.has(Part.NORTH_ARROW)
    if bar or north:
        angle = projection.convergence(request.crs, request.middle)
        block = scale_block.scale_block(
            scale, angle, column, look, turn=request.turn, bar=bar, north=north
        )
        items.append(("scale", block))
    return items


def _title_block(request: SheetRequest, width: float, look: Look) -> Item | None:
    if not request.has(Part.TITLE_BLOCK):
        return None
    block = request.title_block
    fields = (
        (translate("sheet", "Unit"), block.unit),
        (translate("sheet", "Drawn by"), block.drawn_by),
        (translate("sheet", "Checked by"), block.checked_by),
        (translate("sheet", "Approved by"), block.approved_by),
        (translate("sheet", "Date"), block.date or i18n.day(request.made_on)),
        (translate("sheet", "Sheet no."), block.sheet_no or _page_number(request)),
    )
    return title_block.title_block(fields, (28, 20, 20, 20, 12, 12), width, look)


def _page_number(request: SheetRequest) -> str:
    return f"{request.page.number}/{request.page.total}"


def _head(request: SheetRequest, strong: str, width: float, look: Look) -> Head | None:
    if not request.has(Part.TITLE):
        return None
    made = translate("sheet", "Made on {day}").format(day=i18n.day(request.made_on))
    paper = translate("sheet", "on paper {paper}").format(paper=request.paper.value)
    title, subtitle = _titles(request)
    qr = request.qr if request.has(Part.QR) else None
    right: tuple[str, ...] = (strong, paper, made)
    if qr is not None:
        right += (translate("sheet", "QR: this place on a phone"),)
    return head(title, subtitle, right, width, look, qr=qr)


def _titles(request: SheetRequest) -> tuple[str, str]:
    """Return title and subtitle; in two languages the title's second one stands in the subtitle."""
    title, subtitle = str(request.title), str(request.subtitle)
    if not i18n.is_bilingual() or request.title.vi == request.title.en:
        return title, subtitle
    below = (request.title.en, subtitle)
    return request.title.vi, " · ".join(text for text in below if text)


def sections(request: SheetRequest, width: float, look: Look) -> Sequence[Section]:
    """Return the lists of a sheet for columns of ``width`` mm."""
    found = []
    if request.index:
        found.append(facts.index(request.index, width, look))
    if request.has(Part.LEGEND) and request.legend:
        found.append(legend.section(request.legend, width, look))
    if request.has(Part.FACTS) and (request.facts or request.notes):
        found.append(facts.section(request.facts, request.notes, width, look))
    if request.has(Part.CERTIFICATE) and request.certificate:
        found.append(facts.certificate(request.certificate, width, look))
    if request.has(Part.SOURCES) and request.sources:
        found.append(sources.section(request.sources, width, look))
    return found


def _foot(request: SheetRequest, width: float, look: Look) -> Item:
    left = (
        i18n.in_each(lambda: projection.system_text(request.crs)),
        i18n.in_each(lambda: projection.transformation_text(request.crs)),
    )
    words = translate("sheet", "Sheet {number} of {total}")
    if request.page.number == 0:
        words = translate("sheet", "Index of {total} sheets")
    page = words.format(number=request.page.number, total=request.page.total)
    return footer.footer(left, (f"planviewer {__version__}", page), width, look)
